//! What has not left yet: mails that wait are not sent after a correction, after a taking down, or to those who have left,
//! and the page says what they wait for (decisions/0057, 0060).

use crate::{
    house::{House, house},
    keys::{audience, subscribe, write_with},
    main_job::{ask, retitle, write},
    record::{approved, to},
};
use db::{Id, exec, run};
use testing::Browser;

/// A message that staff and the website have; the mails to these readers wait, as their server puts them off.
async fn half_sent(house: &House, consultant: &mut Browser, readers: &[&str]) -> String {
    for email in readers {
        subscribe(house, email, "roads").await;
    }
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let (id, _) = approved(consultant, &mut head).await;
    assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    house.forward(0).await;
    house.forward(61).await;
    house.mails.take();
    id
}

async fn states(house: &House, id: &str) -> Vec<String> {
    let message: Id = id.parse().unwrap();
    let found = run!(
        &mut house.site.db.read().await.unwrap(),
        scalar String,
        "select v.state from delivery v join dispatch d on d.id = v.dispatch_id join release r on r.id = d.release_id
         where d.message_id = $1 and r.scope = 'external' order by v.state",
        [message] => fetch_all
    );
    found.unwrap()
}

/// The readers' addresses are well again: whatever waits can be sent.
async fn mend(house: &House) {
    let mut tx = house.site.db.begin().await.unwrap();
    exec!(&mut tx, "update delivery set address = replace(address, 'slow-', 'reader-')", []).unwrap();
    tx.commit().await.unwrap();
}

/// How many readers have got the message itself.
fn readers(house: &House) -> usize {
    let mails = house.mails.all();
    mails
        .iter()
        .filter(|mail| mail.to.as_str().ends_with("@example.dk") && mail.subject == "Stien er lukket")
        .count()
}

#[test]
fn mails_that_wait_do_not_go_after_the_correction() {
    for rest in ["stop", "send"] {
        house(async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            let id = half_sent(house, &mut consultant, &["slow-1@example.dk", "slow-2@example.dk"]).await;
            let path = format!("/messages/{id}/correction");
            let asked = consultant.post(&path, &[]).await;
            assert_eq!(asked.status, 409, "two have not got it: {}", asked.body);
            assert!(asked.body.contains("på mail lige nu"), "{}", asked.body);
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert!(thread.body.contains("name=\"rest\" value=\"stop\""), "{}", thread.body);
            let new = consultant.post(&path, &[("rest", rest)]).await;
            assert_eq!(new.status, 303, "{}", new.body);
            house.work().await;
            assert_eq!(states(house, &id).await[0] == "suppressed", rest == "stop", "{rest}");
            let new = new.location.split('/').nth(2).unwrap().to_owned();
            retitle(&mut consultant, &new, "Rettelse: Stien er åben").await;
            let request = ask(&mut consultant, &mut head, &new).await;
            assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
            assert_eq!(consultant.post(&format!("/messages/{new}/schedule"), &[]).await.status, 303);
            house.forward(0).await;
            house.forward(61).await;
            mend(house).await;
            house.forward(30).await;
            assert_eq!(readers(house), 0, "{rest} {}: {:?}", house.database, house.mails.all());
            assert_eq!(states(house, &id).await, ["suppressed", "suppressed"], "{rest}");
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert!(thread.body.contains("2 mails blev ikke sendt, fordi der er lavet en rettelse"));
            let told = house.mails.take();
            let told = to(&told, "konsulent@sundby.example");
            let is_told = told.iter().any(|mail| mail.subject.contains("bliver ikke sendt"));
            assert_eq!(is_told, rest == "send", "whoever stopped them knows already: {told:?}");

            // Nor by hand.
            let message: Id = id.parse().unwrap();
            let mut tx = house.site.db.begin().await.unwrap();
            exec!(
                &mut tx,
                "update delivery set state = 'expired' where dispatch_id in (select id from dispatch where message_id = $1)",
                [message]
            )
            .unwrap();
            tx.commit().await.unwrap();
            let page = consultant.get(&format!("/messages/{id}")).await;
            let path = format!("/dispatches/{}/resend", page.between("href=\"/dispatches/", "\""));
            let refused = consultant.post(&path, &[("state", "expired")]).await;
            assert_eq!(refused.status, 409, "{}", refused.body);
            assert!(refused.body.contains("Beskeden er rettet"), "{}", refused.body);
            house.mails.take();
        });
    }
}

/// Whoever has said no gets nothing more, not even what was under way, and their address is nowhere.
#[test]
fn a_reader_who_leaves_gets_nothing_that_waits_and_leaves_no_address() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = half_sent(house, &mut consultant, &["slow-1@example.dk", "slow-2@example.dk"]).await;
        let mut tx = house.site.db.begin().await.unwrap();
        let leaver = run!(
            &mut tx,
            scalar Id,
            "select id from subscriber where email = 'slow-1@example.dk'",
            [] => fetch_one
        );
        exec!(&mut tx, "update delivery set problem = '550 <' || address || '> no'", []).unwrap();
        people::subscriber::end(&mut tx, leaver.unwrap()).await.unwrap();
        tx.commit().await.unwrap();
        house.work().await;
        assert_eq!(states(house, &id).await, ["queued", "suppressed"], "{}", house.database);
        let kept = run!(
            &mut house.site.db.read().await.unwrap(),
            scalar i64,
            "select count(*) from delivery where address = 'slow-1@example.dk' or problem like '%slow-1@%'",
            [] => fetch_one
        );
        assert_eq!(kept.unwrap(), 0, "the address is forgotten");
        mend(house).await;
        house.forward(30).await;
        let got: Vec<String> = house.mails.all().iter().map(|mail| mail.to.as_str().to_owned()).collect();
        assert!(got.contains(&"reader-2@example.dk".to_owned()) && readers(house) == 1, "{got:?}");
        house.mails.take();
    });
}

/// What may have arrived stays that, whatever is done with it later; what is taken down is not sent again.
#[test]
fn what_may_have_arrived_is_not_forgotten_by_sending_it_again() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = half_sent(house, &mut consultant, &["lost-1@example.dk", "lost-2@example.dk"]).await;
        assert_eq!(states(house, &id).await, ["unknown", "unknown"], "{}", house.database);
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(&mut tx, "update subscriber set email = replace(email, 'lost-', 'slow-')", []).unwrap();
        tx.commit().await.unwrap();
        let page = consultant.get(&format!("/messages/{id}")).await;
        let resend = format!("/dispatches/{}/resend", page.between("action=\"/dispatches/", "/resend"));
        assert_eq!(consultant.post(&resend, &[("state", "unknown")]).await.status, 303);
        house.work().await;
        let reason = [("reason", "Der står noget forkert i den.")];
        assert_eq!(consultant.post(&format!("/messages/{id}/retraction"), &reason).await.status, 303);
        house.forward(1).await;
        assert_eq!(states(house, &id).await, ["unknown", "unknown"], "they may have got it before");
        let refused = consultant.post(&resend, &[("state", "unknown")]).await;
        assert!(refused.status == 409 && refused.body.contains("Beskeden er taget ned"), "{}", refused.body);
        let had = consultant.get(&format!("/messages/{id}/retraction")).await;
        assert!(!had.body.contains("får den ikke"), "{}", had.body);
        house.mails.take();
    });
}

#[test]
fn what_the_rest_waits_for_is_said_as_it_is() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = half_sent(house, &mut consultant, &["slow-1@example.dk"]).await;
        crate::held::touch(house, &id, "Stien er lukket helt.").await;
        mend(house).await;
        house.forward(30).await;
        assert_eq!(readers(house), 0, "{}", house.database);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Teksten er ændret uden om Traad"), "{}", thread.body);
        assert!(!thread.body.contains("fordi et ja er trukket tilbage"), "{}", thread.body);
        let told = house.mails.take();
        let told = to(&told, "konsulent@sundby.example");
        let told: Vec<_> = told.iter().filter(|mail| mail.subject.contains("Resten af")).collect();
        assert!(told.len() == 1 && told[0].text.contains("uden om Traad"), "{told:?}");
    });
}

/// Whom somebody chose is not nobody.
#[test]
fn a_mail_to_an_empty_audience_is_said_to_reach_nobody() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let group =
            audience(&mut consultant, "Vejlaugene", &[("kind", "topics"), ("topics", "culture")]).await;
        let id = write_with(&mut consultant, "Stien er lukket", &[("audiences", &group)]).await;
        crate::keys::approved(house, &id).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        house.forward(61).await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Ingen har fået mailen"), "{}", thread.body);
        let told = house.mails.take();
        let told = to(&told, "konsulent@sundby.example");
        assert!(told.iter().any(|mail| mail.text.contains("der er ingen modtagere")), "{told:?}");
        let quiet = write(&mut consultant, "Broen er åben").await;
        crate::keys::approved(house, &quiet).await;
        assert_eq!(consultant.post(&format!("/messages/{quiet}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        house.forward(61).await;
        let thread = consultant.get(&format!("/messages/{quiet}")).await;
        assert!(!thread.body.contains("Ingen har fået mailen"), "the control: nobody subscribes");
        house.mails.take();
    });
}

/// A list that is retired between the yes and the mail gets nothing, and whoever chose it is told so.
#[test]
fn a_mail_past_a_retired_audience_says_whom_it_left_out() {
    house(async |house| {
        subscribe(house, "vej@example.dk", "roads").await;
        subscribe(house, "kultur@example.dk", "culture").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let group =
            audience(&mut consultant, "Vejlaugene", &[("kind", "topics"), ("topics", "culture")]).await;
        for is_retired in [false, true] {
            let id = write_with(&mut consultant, "Stien er lukket", &[("audiences", &group)]).await;
            crate::keys::approved(house, &id).await;
            assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
            house.forward(0).await;
            if is_retired {
                let gone = consultant.post(&format!("/audiences/{group}/retirement"), &[]).await;
                assert_eq!(gone.status, 303, "{}", gone.body);
            }
            house.forward(61).await;
            let thread = consultant.get(&format!("/messages/{id}")).await;
            let said = thread.body.contains("Én liste er taget ud af brug og har ikke fået mailen");
            assert_eq!(said, is_retired, "{}", thread.body);
            let mails = house.mails.take();
            assert_eq!(to(&mails, "vej@example.dk").len(), 1, "{}", house.database);
            assert_eq!(to(&mails, "kultur@example.dk").len(), usize::from(!is_retired), "{}", house.database);
            let told = to(&mails, "konsulent@sundby.example");
            let told = told.iter().any(|mail| mail.text.contains("En liste, som mailen skulle til"));
            assert_eq!(told, is_retired, "{}: {mails:?}", house.database);
        }
    });
}
