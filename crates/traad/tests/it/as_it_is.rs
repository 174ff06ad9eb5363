//! Every page and mail says what is so: an old yes, a planned message, another strategy, what has stood longest, who pressed,
//! and who cannot be written to.

use crate::{
    house::{House, house},
    keys::sundby,
    main_job::{ask, write, yes},
    record::{approved, change, to},
};
use db::{Id, exec};

/// A yes to a question that was asked anew since bears on nothing that is planned now.
#[test]
fn an_old_yes_that_is_taken_back_leaves_the_new_plan_alone() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, old) = approved(&mut consultant, &mut head).await;
        let field = ("main-point", "Vi lægger ny asfalt i oktober. Vejen er lukket.");
        assert_eq!(change(&mut consultant, &id, field, &[]).await.status, 303);
        let new = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(yes(&mut head, &new).await.status, 303);
        let at = [("at", "2026-05-07T10:00")];
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &at).await.status, 303);
        house.work().await;
        house.mails.take();
        head.post(&format!("/approvals/{old}/withdrawal"), &[]).await;
        house.work().await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("class=\"node done\" id=\"step-approval\""), "{}", thread.body);
        assert!(!thread.body.contains("Planen er stoppet"), "{}", thread.body);
        assert!(house.mails.take().is_empty(), "{}: nobody is told of what is not so", house.database);
        let earlier = head.get(&format!("/approvals/{old}")).await;
        assert!(earlier.body.contains("Der er spurgt igen siden"), "{}", earlier.body);
        head.post(&format!("/approvals/{new}/withdrawal"), &[]).await;
        house.work().await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Planen er stoppet"), "the control: {}", thread.body);
        house.mails.take();
    });
}

#[test]
fn the_mail_of_the_last_yes_says_whether_the_message_goes_by_itself() {
    house(async |house| {
        for is_planned in [true, false] {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            let id = write(&mut consultant, "Stien er lukket").await;
            let request = ask(&mut consultant, &mut head, &id).await;
            if is_planned {
                let at = [("at", "2026-05-07T10:00")];
                assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &at).await.status, 303);
            }
            house.work().await;
            house.mails.take();
            assert_eq!(yes(&mut head, &request).await.status, 303);
            house.work().await;
            let told = house.mails.take();
            let told = to(&told, "konsulent@sundby.example");
            let by_itself = told.iter().any(|mail| mail.text.contains("går ud af sig selv"));
            assert_eq!(by_itself, is_planned, "{}: {told:?}", house.database);
        }
    });
}

/// The page that asks before it sends promises what the act does, also after another strategy came into force.
#[test]
fn the_send_page_promises_by_the_strategy_that_the_yes_was_asked_under() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        let other = sundby(&[("lead_time_minutes = 60", "lead_time_minutes = 240")]);
        let mut tx = house.site.db.begin().await.unwrap();
        let actor = db::Actor::system("test");
        let version = strategy::version::add(&mut tx, &actor, &other).await.unwrap();
        strategy::version::adopt(&mut tx, &actor, version).await.unwrap();
        tx.commit().await.unwrap();
        let page = consultant.get(&format!("/messages/{id}/release")).await;
        assert!(page.body.contains("Medarbejderne er 60 minutter foran"), "{}", page.body);
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("kl. 10.00"), "and so it is: {}", thread.body);
    });
}

#[test]
fn a_strategy_is_not_in_force_before_its_first_day() {
    house(async |house| {
        let later = sundby(&[("valid_from = 2026-01-01", "valid_from = 2026-05-07")]);
        let actor = db::Actor::system("test");
        let adopt = async || {
            let mut tx = house.site.db.begin().await.unwrap();
            let version = strategy::version::add(&mut tx, &actor, &later).await.unwrap();
            let adopted = strategy::version::adopt(&mut tx, &actor, version).await;
            tx.commit().await.unwrap();
            adopted
        };
        let Err(web::Stop::Refusal(refusal)) = adopt().await else { panic!("it is the 6th of May") };
        assert_eq!(refusal.key, "strategy-not-yet");
        house.forward(24 * 60).await;
        assert!(adopt().await.is_ok(), "on its day it is");
        let page = house.visitor().get("/strategy").await;
        assert!(!page.body.contains("Den dag er passeret"), "the control");
        house.forward(4 * 365 * 24 * 60).await;
        let page = house.visitor().get("/strategy").await;
        assert!(page.body.contains("Den dag er passeret"), "{}", page.body);
        house.mails.take();
    });
}

async fn events(house: &House, name: &str) -> usize {
    let found = db::run!(
        &mut house.site.db.read().await.unwrap(),
        scalar i64,
        "select count(*) from event where name = $1",
        [name] => fetch_one
    );
    usize::try_from(found.unwrap()).unwrap()
}

/// What has stood longest is not pushed out by colleagues' drafts, nor a yes by an afternoon of writing.
#[test]
fn what_matters_is_not_pushed_out_by_what_is_new() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        ask(&mut consultant, &mut head, &id).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(1).await;
        let mut drafts = Vec::new();
        for number in 0..10 {
            drafts.push(write(&mut consultant, &format!("Kladde nummer {number}")).await);
        }
        let today = consultant.get("/desk").await;
        let moving = today.between("id=\"moving\"", "</section>");
        assert!(moving.contains("Stien er lukket"), "{moving}");
        assert!(moving.contains("href=\"/messages\""), "and the way to the rest: {moving}");
        assert!(moving.contains("Kladde nummer 9"), "and there is room for what is new: {moving}");
        assert!(today.statements <= 15, "{}", today.statements);

        let draft = &drafts[0];
        let shown = async |consultant: &mut testing::Browser| {
            let page = consultant.get(&format!("/messages/{draft}")).await;
            assert_eq!(page.status, 200, "{}", page.body);
            page.between("class=\"plain activity\"", "</details>")
        };
        let before = shown(&mut consultant).await.matches("<li>").count();
        for number in 0..70 {
            let point = format!("Vi lægger ny asfalt på {number} veje. Vejen er lukket.");
            let saved = change(&mut consultant, draft, ("main-point", &point), &[]).await;
            assert_eq!(saved.status, 303, "{}", saved.body);
        }
        assert!(events(house, "edition-saved").await >= 70, "they are all kept");
        let after = shown(&mut consultant).await;
        assert!(after.matches("<li>").count() <= before + 1, "seventy saves are one line: {after}");
        house.mails.take();
    });
}

/// Whoever tries failed work again may send something twice: it is known who did.
#[test]
fn trying_failed_work_again_leaves_an_event_and_is_done_once() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mut tx = house.site.db.begin().await.unwrap();
        let id = tx.new_id();
        let now = tx.now();
        db::job::enqueue(&mut tx, "people-nothing", &serde_json::json!({})).await.unwrap();
        exec!(&mut tx, "update job set id = $1, state = 'failed', kind = 'message-units-moved', run_at = $2 where kind = 'people-nothing'", [id, now])
            .unwrap();
        tx.commit().await.unwrap();
        let path = format!("/status/jobs/{id}/retry");
        assert_eq!(chief.post(&path, &[]).await.status, 303);
        assert_eq!(events(house, "job-retried").await, 1, "{}", house.database);
        let again = chief.post(&path, &[]).await;
        assert_eq!(again.status, 409, "{}", again.body);
        assert_eq!(events(house, "job-retried").await, 1);
        house.work().await;
    });
}

#[test]
fn whoever_is_asked_and_has_no_address_is_named() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        ask(&mut consultant, &mut head, &id).await;
        let named = "centerchef for Vej og Park har ingen mailadresse i Traad";
        let page = format!("/messages/{id}");
        assert!(!consultant.get(&page).await.body.contains(named), "the control");
        let mut tx = house.site.db.begin().await.unwrap();
        let head: Id = crate::people::person_id(house, "chef.vej@sundby.example").await.parse().unwrap();
        exec!(&mut tx, "update person set email = null where id = $1", [head]).unwrap();
        tx.commit().await.unwrap();
        assert!(consultant.get(&page).await.body.contains(named), "{}", house.database);
        house.work().await;
        house.mails.take();
    });
}
