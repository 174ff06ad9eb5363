//! Addresses that refuse mail are suspected, given up on the third refusal over days, and can be brought back; a server
//! that refuses everybody ends nobody, and whoever is on call is called (decisions/0061).

use crate::{
    house::{House, house},
    keys::subscribe,
    lost::on_its_way,
    record::to,
};
use db::{exec, run};
use testing::Caught;

const DAY: i64 = 24 * 60;

/// A message goes out; gives the mails.
async fn send(house: &House) -> Vec<Caught> {
    let mut consultant = house.sign_in("kommunikationskonsulent").await;
    on_its_way(house, &mut consultant, &[]).await;
    house.forward(61).await;
    house.work().await;
    house.mails.take()
}

/// The addresses that get mail.
async fn readers(house: &House) -> Vec<String> {
    let found = run!(
        &mut house.site.db.read().await.unwrap(),
        scalar String,
        "select email from subscriber where email is not null order by email",
        [] => fetch_all
    );
    found.unwrap()
}

/// The address of somebody changes beside the program, as if its server had become another.
async fn becomes(house: &House, from: &str, address: &str) {
    let mut tx = house.site.db.begin().await.unwrap();
    exec!(&mut tx, "update subscriber set email = $2 where email = $1", [from, address]).unwrap();
    tx.commit().await.unwrap();
}

async fn three_well(house: &House) {
    for number in 1..=3 {
        subscribe(house, &format!("vel-{number}@example.dk"), "roads").await;
    }
}

#[test]
fn an_address_is_given_up_on_the_third_refusal_over_days_and_can_be_brought_back() {
    house(async |house| {
        three_well(house).await;
        subscribe(house, "dead@example.dk", "roads").await;
        // Three on one day are one.
        for _ in 0..3 {
            send(house).await;
        }
        assert_eq!(readers(house).await.len(), 4);
        house.forward(DAY).await;
        send(house).await;
        assert_eq!(readers(house).await.len(), 4, "twice is no proof");
        house.forward(DAY).await;
        send(house).await;
        assert_eq!(readers(house).await.len(), 3, "{}: given up on the third", house.database);
        let mut chief = house.sign_in("kommunikationschef").await;
        let page = chief.get("/people/topics").await;
        assert!(page.body.contains("Én adresse har afvist vores mails"), "{}", page.body);
        let back = chief.post("/people/readers/return", &[]).await;
        assert_eq!(back.status, 303, "{}", back.body);
        assert!(readers(house).await.contains(&"dead@example.dk".to_owned()));
        assert_eq!(chief.post("/people/readers/return", &[]).await.status, 409, "there is nobody more");
        becomes(house, "dead@example.dk", "rask@example.dk").await;
        let mails = send(house).await;
        assert_eq!(to(&mails, "rask@example.dk").len(), 1, "and gets mail again");
    });
}

#[test]
fn whoever_gets_a_mail_in_between_is_suspected_no_more() {
    house(async |house| {
        three_well(house).await;
        subscribe(house, "dead@example.dk", "roads").await;
        for round in 0..5 {
            send(house).await;
            house.forward(DAY).await;
            if round % 2 == 1 {
                becomes(house, "dead@example.dk", "rask@example.dk").await;
                assert_eq!(to(&send(house).await, "rask@example.dk").len(), 1);
                becomes(house, "rask@example.dk", "dead@example.dk").await;
                house.forward(DAY).await;
            }
        }
        assert_eq!(readers(house).await.len(), 4, "{}: never three in a row", house.database);
    });
}

/// The digits of a status anywhere else in an answer are none.
#[test]
fn a_refusal_that_says_something_else_ends_nobody() {
    house(async |house| {
        three_well(house).await;
        for address in ["block@example.dk", "refuse@example.dk"] {
            subscribe(house, address, "roads").await;
        }
        for _ in 0..5 {
            send(house).await;
            house.forward(DAY).await;
        }
        assert_eq!(readers(house).await.len(), 5, "{}", house.database);
    });
}

#[test]
fn a_relay_that_refuses_everybody_ends_nobody_and_calls_whoever_is_on_call() {
    house(async |house| {
        for number in 0..30 {
            subscribe(house, &format!("dead-{number}@example.dk"), "roads").await;
        }
        for round in 0..4 {
            let mails = send(house).await;
            let called: Vec<_> =
                mails.iter().filter(|mail| mail.subject.contains("Mailserveren afviser")).collect();
            assert_eq!(called.len(), 1, "{}: {round}: {mails:?}", house.database);
            assert!(called[0].text.contains("30 af 30") && called[0].text.contains("/dispatches/"));
            house.forward(DAY).await;
        }
        assert_eq!(readers(house).await.len(), 30, "{}", house.database);
        // The relay is mended: everybody gets what was sent last, from the page that the mail leads to.
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(&mut tx, "update subscriber set email = replace(email, 'dead', 'rask')", []).unwrap();
        tx.commit().await.unwrap();
        let last = run!(
            &mut house.site.db.read().await.unwrap(),
            scalar db::Id,
            "select dispatch_id from delivery where state = 'failed' order by dispatch_id desc limit 1",
            [] => fetch_one
        );
        let mut on_call = house.sign_in("kommunikationschef").await;
        let path = format!("/dispatches/{}/resend", last.unwrap());
        assert_eq!(on_call.post(&path, &[("state", "failed")]).await.status, 303);
        house.work().await;
        let mails = house.mails.take();
        assert_eq!(mails.iter().filter(|mail| mail.to.as_str().starts_with("rask-")).count(), 30);
    });
}

/// Thirty days later the address is gone; before, its owner can come back by the link of any mail, or by asking anew.
#[test]
fn an_address_that_was_given_up_is_kept_for_thirty_days() {
    house(async |house| {
        three_well(house).await;
        for address in ["dead-1@example.dk", "dead-2@example.dk", "dead-3@example.dk"] {
            subscribe(house, address, "roads").await;
            subscribe(house, &address.replace("dead", "vel-paa"), "roads").await;
        }
        for _ in 0..3 {
            send(house).await;
            house.forward(DAY).await;
        }
        assert_eq!(readers(house).await.len(), 6);
        let first = reader_of(house, "dead-1@example.dk").await;
        let link = format!("/subscription/{}", house.site.links.make("subscription", first));
        let page = house.visitor().get(&link).await;
        assert!(page.body.contains("Dine mails er på pause"), "{}", page.body);
        assert_eq!(house.visitor().post(&format!("{link}/confirmation"), &[]).await.status, 303);
        assert!(house.visitor().get(&link).await.body.contains("Vælg de emner"));
        let second = reader_of(house, "dead-2@example.dk").await;
        let mut tx = house.site.db.begin().await.unwrap();
        let asked = people::consent::ask(&mut tx, "dead-2@example.dk", &["culture"], "da").await.unwrap();
        assert_eq!(people::consent::confirm(&mut tx, asked).await.unwrap(), second, "the reader they were");
        tx.commit().await.unwrap();
        assert_eq!(readers(house).await.len(), 8);
        house.forward(31 * DAY).await;
        let kept = run!(
            &mut house.site.db.read().await.unwrap(),
            scalar i64,
            "select count(*) from subscriber where lost_email is not null or email = 'dead-3@example.dk'",
            [] => fetch_one
        );
        assert_eq!(kept.unwrap(), 0, "{}", house.database);
        house.mails.take();
    });
}

async fn reader_of(house: &House, address: &str) -> db::Id {
    let found = run!(
        &mut house.site.db.read().await.unwrap(),
        scalar db::Id,
        "select id from subscriber where lost_email = $1",
        [address] => fetch_one
    );
    found.unwrap()
}
