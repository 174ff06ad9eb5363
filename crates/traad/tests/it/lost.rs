//! Mails that did not arrive are told of and can be sent again; a job that is lost, and a disk that is full for a while,
//! hold nothing up.

use crate::{
    house::{House, house},
    main_job::{ask, write},
    record::to,
};
use db::{ConnMut, Id, exec, run};
use std::time::Duration;
use testing::Browser;

/// A message out with staff, and on its way to readers at these addresses; gives it.
pub(crate) async fn on_its_way(house: &House, consultant: &mut Browser, readers: &[&str]) -> String {
    for email in readers {
        let mut tx = house.site.db.begin().await.unwrap();
        let id = people::consent::ask(&mut tx, email, &["roads"], "da").await.unwrap();
        people::consent::confirm(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
    }
    let id = on_its_way_keeping(house, consultant).await;
    house.mails.take();
    id
}

/// The same to the readers there are, with the mails that were caught so far.
pub(crate) async fn on_its_way_keeping(house: &House, consultant: &mut Browser) -> String {
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let id = write(consultant, "Stien er lukket").await;
    let request = ask(consultant, &mut head, &id).await;
    assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    house.forward(0).await;
    id
}

fn readers(house: &House) -> usize {
    house.mails.all().iter().filter(|mail| mail.to.as_str().ends_with("@example.dk")).count()
}

async fn external(house: &House, id: &str) -> Id {
    let message: Id = id.parse().unwrap();
    let found = run!(
        &mut house.site.db.read().await.unwrap(),
        scalar Id,
        "select d.id from dispatch d join release r on r.id = d.release_id where d.message_id = $1 and r.scope = 'external'",
        [message] => fetch_one
    );
    found.unwrap()
}

#[test]
fn mails_that_did_not_leave_in_time_are_told_of_and_may_be_sent_by_whoever_may_release() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = on_its_way(house, &mut consultant, &["slow-1@example.dk", "slow-2@example.dk"]).await;
        house.forward(61).await;
        house.mails.take();
        // Within a quarter of an hour it is told of that the server takes none.
        house.forward(12).await;
        let told = house.mails.take();
        assert!(told.iter().any(|mail| mail.subject.contains("gået i stå")), "{}: {told:?}", house.database);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("mailene kommer ikke af sted"), "{}", thread.body);
        let calendar = consultant.get("/calendar").await;
        assert!(calendar.body.contains("noget er i vejen"), "{}", calendar.body);
        let today = consultant.get("/desk").await;
        assert!(!today.body.contains("Intet venter på dig"), "{}", today.body);
        // The other side puts it off for two days.
        house.forward(49 * 60).await;
        house.forward(60).await;
        let mails = house.mails.take();
        let told = to(&mails, "konsulent@sundby.example");
        let told: Vec<_> = told.iter().filter(|mail| mail.subject.contains("Ikke alle har fået")).collect();
        assert_eq!(told.len(), 1, "{}: {mails:?}", house.database);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("2 mails kom ikke af sted i tide"), "{}", thread.body);
        assert!(thread.body.contains("name=\"state\" value=\"expired\""), "{}", thread.body);
        assert!(thread.body.contains("Send den igen, eller åbn"), "the next step: {}", thread.body);
        let mut editor = house.sign_in("souschef i Vej og Park").await;
        let theirs = editor.get(&format!("/messages/{id}")).await;
        assert!(theirs.body.contains("Den, der må sende ud for enheden"), "{}", theirs.body);
        assert!(!theirs.body.contains("/resend"), "{}", theirs.body);
        let mut stranger = house.sign_in("vejmedarbejder").await;
        let dispatch = external(house, &id).await;
        let path = format!("/dispatches/{dispatch}/resend");
        let refused = stranger.post(&path, &[("state", "expired")]).await;
        assert!(refused.status.is_client_error(), "{}", refused.status);
        assert_eq!(
            consultant.post(&path, &[("state", "unknown")]).await.status,
            422,
            "nothing of that state"
        );
        assert_eq!(consultant.post(&path, &[("state", "accepted")]).await.status, 404, "and nothing else");
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(&mut tx, "update subscriber set email = 'quick' || email", []).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(consultant.post(&path, &[("state", "expired")]).await.status, 303);
        house.work().await;
        assert_eq!(readers(house), 2, "{}", house.database);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Alle mails er nu afleveret"), "{}", thread.body);
        house.mails.take();
    });
}

/// One dead address is everyday; a server that takes nothing is not.
#[test]
fn where_most_of_a_channel_is_refused_somebody_hears_of_it() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        for (addresses, is_told) in [
            (&["dead-1@example.dk", "one@example.dk", "two@example.dk"][..], false),
            (
                &["refuse-1@example.dk", "refuse-2@example.dk", "refuse-3@example.dk", "refuse-4@example.dk"],
                true,
            ),
            // A server that calls everybody dead is wrong: nobody is forgotten for it.
            (
                &[
                    "dead-2@example.dk",
                    "dead-3@example.dk",
                    "dead-4@example.dk",
                    "dead-5@example.dk",
                    "dead-6@example.dk",
                    "dead-7@example.dk",
                    "dead-8@example.dk",
                ],
                true,
            ),
        ] {
            let id = on_its_way(house, &mut consultant, addresses).await;
            house.forward(61).await;
            let mails = house.mails.take();
            let told = to(&mails, "konsulent@sundby.example");
            let found = told.iter().any(|mail| mail.subject.contains("Ikke alle har fået"));
            assert_eq!(found, is_told, "{}: {addresses:?}: {mails:?}", house.database);
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert_eq!(thread.body.contains("mails nåede ikke frem. Se hvorfor"), is_told, "{}", thread.body);
            // Nobody is forgotten for one refusal, and all may get it again.
            let path = format!("/dispatches/{}/resend", external(house, &id).await);
            assert_eq!(consultant.post(&path, &[("state", "failed")]).await.status, 303);
            house.work().await;
            house.mails.take();
        }
    });
}

#[test]
fn a_job_that_is_lost_or_put_off_for_ever_holds_no_mail_up() {
    for is_lost in [true, false] {
        house(async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let id = on_its_way(house, &mut consultant, &["one@example.dk"]).await;
            house.clock.forward(61 * 60_000);
            for tick in house.site.slices.iter().flat_map(|slice| slice.ticks) {
                traad::serve::tick(&house.site, tick).await.unwrap();
            }
            assert!(house.step().await > 0, "the mails are written down");
            assert_eq!(readers(house), 0);
            external(house, &id).await;
            let mut tx = house.site.db.begin().await.unwrap();
            let touched = match is_lost {
                true => exec!(&mut tx, "delete from job where kind = 'dispatch-send'", []),
                false => exec!(
                    &mut tx,
                    "update job set run_at = 9000000000000000 where kind = 'dispatch-send'",
                    []
                ),
            };
            assert!(touched.unwrap() > 0);
            tx.commit().await.unwrap();
            house.work().await;
            assert_eq!(readers(house), 0, "the control: nothing is left that sends it: {}", house.database);
            house.forward(2).await;
            assert_eq!(readers(house), 1, "lost: {is_lost}, {}", house.database);
            house.forward(2).await;
            assert_eq!(readers(house), 1, "once");
            house.mails.take();
            let mut tx = house.site.db.begin().await.unwrap();
            exec!(&mut tx, "delete from job where run_at = 9000000000000000", []).unwrap();
            tx.commit().await.unwrap();
        });
    }
}

/// Lets the database refuse to note that a mail was taken, as a full disk does.
async fn fill_up(house: &House, is_full: bool) {
    let mut tx = house.site.db.begin().await.unwrap();
    match db::AsConn::conn(&mut tx) {
        ConnMut::Sqlite(conn) => {
            let sql = match is_full {
                true => {
                    "create trigger full before update on delivery when new.state = 'accepted'
                         begin select raise(abort, 'disk is full'); end"
                }
                false => "drop trigger full",
            };
            db::sqlx::query(sql).execute(conn).await.unwrap();
        }
        ConnMut::Postgres(conn) => {
            let sql = match is_full {
                true => "alter table delivery add constraint full_disk check (state <> 'accepted') not valid",
                false => "alter table delivery drop constraint full_disk",
            };
            db::sqlx::query(sql).execute(conn).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

#[test]
fn what_was_taken_while_the_disk_was_full_is_noted_when_there_is_room_again() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = on_its_way(house, &mut consultant, &["one@example.dk", "two@example.dk", "slow@example.dk"])
            .await;
        house.clock.forward(61 * 60_000);
        for tick in house.site.slices.iter().flat_map(|slice| slice.ticks) {
            traad::serve::tick(&house.site, tick).await.unwrap();
        }
        house.step().await;
        fill_up(house, true).await;
        let worker = traad::serve::worker(&house.site);
        let sending = tokio::spawn(async move { while worker.step().await.unwrap() > 0 {} });
        // Longer than anybody tries who gives up.
        tokio::time::sleep(Duration::from_secs(13)).await;
        assert!(!sending.is_finished(), "{}: somebody gave up", house.database);
        fill_up(house, false).await;
        sending.await.unwrap();
        let dispatch = external(house, &id).await;
        let counts = dispatch::counts(&mut house.site.db.read().await.unwrap(), dispatch).await.unwrap();
        let counts: Vec<_> = counts.iter().map(|count| (count.state.as_str(), count.number)).collect();
        assert_eq!(counts, [("accepted", 2), ("queued", 1)], "{}", house.database);
        assert_eq!(readers(house), 2, "and nobody got it twice");
        house.mails.take();
    });
}

/// An address that is put right is the one that is sent to, and what is gone from the list is said.
#[test]
fn staff_mails_go_to_the_address_that_somebody_has_now_and_missing_rows_are_told_of() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let road: Id = crate::people::person_id(house, "vejmand@sundby.example").await.parse().unwrap();
        let change = async |email: &str| {
            let mut tx = house.site.db.begin().await.unwrap();
            exec!(&mut tx, "update person set email = $2 where id = $1", [road, email]).unwrap();
            tx.commit().await.unwrap();
        };
        change("lost-vejmand@sundby.example").await;
        let id = on_its_way(house, &mut consultant, &[]).await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Én mail er måske nået frem"), "{}", thread.body);
        change("vejmand@sundby.example").await;
        let dispatch = thread.between("action=\"/dispatches/", "/resend");
        let path = format!("/dispatches/{dispatch}/resend");
        assert_eq!(consultant.post(&path, &[("state", "unknown")]).await.status, 303);
        let again = consultant.get(&format!("/messages/{id}")).await;
        assert!(again.body.contains("Én mail bliver sendt igen"), "{}", again.body);
        assert!(!again.body.contains("Vælg, om vi skal sende"), "{}", again.body);
        house.work().await;
        assert_eq!(house.mails.to("vejmand@sundby.example").len(), 1, "{}", house.database);

        let mut tx = house.site.db.begin().await.unwrap();
        let dispatch: Id = dispatch.parse().unwrap();
        exec!(&mut tx, "update delivery set state = 'unknown' where dispatch_id = $1", [dispatch]).unwrap();
        exec!(
            &mut tx,
            "delete from delivery where id in (select id from delivery where dispatch_id = $1 order by id limit 2)",
            [dispatch]
        )
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(consultant.post(&path, &[]).await.status, 303);
        house.work().await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("2 modtagere er forsvundet fra listen"), "{}", thread.body);
        house.mails.take();
    });
}

/// Whoever may send again may also let be; then nobody is reminded any more, until more goes astray.
#[test]
fn what_did_not_arrive_may_be_left_as_it_is() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = on_its_way(house, &mut consultant, &["slow-1@example.dk", "slow-2@example.dk"]).await;
        house.forward(61).await;
        house.forward(49 * 60).await;
        house.forward(60).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let dispatch = external(house, &id).await;
        let page = format!("/dispatches/{dispatch}");
        let settle = format!("{page}/settlement");
        let mut tx = house.site.db.begin().await.unwrap();
        let now = tx.now();
        exec!(&mut tx, "update subscriber set ended_at = $1", [now]).unwrap();
        tx.commit().await.unwrap();
        let nobody = consultant.post(&format!("{page}/resend"), &[("state", "expired")]).await;
        assert!(nobody.status == 422 && nobody.body.contains("kan du lade dem være"), "{}", nobody.body);
        assert!(consultant.get(&page).await.body.contains(&settle), "{}", house.database);
        let mut stranger = house.sign_in("vejmedarbejder").await;
        let refused = stranger.post(&settle, &[]).await;
        assert!(refused.status.is_client_error(), "{}", refused.status);
        assert_eq!(consultant.post(&settle, &[]).await.status, 303);
        assert_eq!(consultant.post(&settle, &[]).await.status, 303, "a second press is the first");
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("De bliver ikke sendt igen"), "{}", thread.body);
        for path in [format!("/messages/{id}"), page.clone()] {
            let body = consultant.get(&path).await.body;
            assert!(!body.contains("/resend\"") && !body.contains("/settlement\""), "{body}");
        }
        assert!(consultant.get("/desk").await.body.contains("Intet venter på dig"), "{}", house.database);

        // More goes astray, and a program chooses.
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(&mut tx, "update subscriber set ended_at = null", []).unwrap();
        let later = tx.now() + 1;
        exec!(
            &mut tx,
            "update delivery set state = 'unknown', moved_at = $2 where dispatch_id = $1",
            [dispatch, later]
        )
        .unwrap();
        tx.commit().await.unwrap();
        assert!(consultant.get(&page).await.body.contains(&settle), "{}", house.database);
        let token = crate::api::token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        let reader =
            crate::api::token_for(house, &["read:deliveries"], Some("kommunikationskonsulent")).await;
        let call = async |token: &str, path: &str, body: &str| {
            let answer = house.visitor().post_with(&format!("/api/v1{page}/{path}"), token, None, body).await;
            (answer.status.as_u16(), answer.body)
        };
        assert_eq!(call(&reader, "resends", r#"{"state":"unknown"}"#).await.0, 403);
        let other = call(&token, "resends", r#"{"state":"accepted"}"#).await;
        assert!(other.0 == 422 && other.1.contains("state"), "{other:?}");
        assert_eq!(call(&token, "settlements", "").await.0, 201);
        let again = call(&token, "resends", r#"{"state":"unknown"}"#).await;
        assert!(again.0 == 201 && again.1.contains("\"queued\":2"), "{again:?}");
        assert_eq!(call(&token, "settlements", "").await.0, 422, "they are on their way");
        house.mails.take();
    });
}

/// Not half, but many: somebody must look. The mail about it says whose mails they are.
#[test]
fn where_many_are_refused_somebody_hears_of_it_and_of_whom() {
    house(async |house| {
        for (refused, is_told) in [(5, false), (12, true)] {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let addresses: Vec<String> = (0..40)
                .map(|number| {
                    let word = if number < refused { "refuse" } else { "vel" };
                    format!("{word}-{refused}-{number}@example.dk")
                })
                .collect();
            let mut tx = house.site.db.begin().await.unwrap();
            exec!(&mut tx, "update subscriber set ended_at = 1, email = null", []).unwrap();
            tx.commit().await.unwrap();
            let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
            let id = on_its_way(house, &mut consultant, &addresses).await;
            house.forward(61).await;
            let mails = house.mails.take();
            let told = to(&mails, "konsulent@sundby.example");
            let found: Vec<_> =
                told.iter().filter(|mail| mail.subject.contains("Ikke alle har fået")).collect();
            assert_eq!(found.len(), usize::from(is_told), "{}: {refused}: {told:?}", house.database);
            assert!(found.iter().all(|mail| mail.text.contains("mails til læsere")), "{found:?}");
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert_eq!(thread.body.contains("mails nåede ikke frem. Se hvorfor"), is_told, "{}", thread.body);
        }
    });
}
