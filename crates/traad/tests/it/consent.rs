//! Nothing changes for an address without its owner's click, and each click confirms what was asked in that mail alone;
//! whoever asks too often is slowed, and whoever owns the address never (quality bar S6, C9).

use crate::{
    accounts::{CONSULTANT, PASSWORD, from, is_signed_in, try_in, with_password},
    house::{House, house},
};
use db::{Id, run};
use testing::Caught;

const READER: &str = "laeser@example.dk";

/// Somebody fills in the form; gives the mail that the owner of the address gets.
async fn ask(house: &House, email: &str, topics: &[&str]) -> Caught {
    let mut fields = vec![("email", email)];
    fields.extend(topics.iter().map(|topic| ("topic", *topic)));
    let answer = house.visitor().post("/subscribe", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    house.work().await;
    house.mails.take().pop().expect("a mail with a link")
}

fn path(mail: &Caught) -> String {
    let link = mail.text.split("http://traad.test").nth(1).unwrap();
    link.split_whitespace().next().unwrap().to_owned()
}

async fn click(house: &House, mail: &Caught) {
    let answer = house.visitor().post(&format!("{}/confirmation", path(mail)), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// What a reader gets, who has confirmed.
async fn topics(house: &House, email: &str) -> Vec<String> {
    let found = run!(
        &mut house.site.db.read().await.unwrap(),
        scalar String,
        "select t.topic_id from subscriber s join subscription t on t.subscriber_id = s.id
         where s.email = $1 and s.confirmed_at is not null order by t.topic_id",
        [email] => fetch_all
    );
    found.unwrap()
}

#[test]
fn a_stranger_adds_nothing_to_what_a_reader_gets() {
    house(async |house| {
        let first = ask(house, READER, &["roads"]).await;
        assert!(first.text.contains("Veje og trafik"), "the mail says for what: {}", first.text);
        click(house, &first).await;
        assert_eq!(topics(house, READER).await, ["roads"]);
        for stranger in [&["schools", "culture", "plans"][..], &["daycare"], &["roads", "elderly"]] {
            house.forward(61).await;
            let mail = ask(house, READER, stranger).await;
            assert_eq!(topics(house, READER).await, ["roads"], "{stranger:?}");
            let page = house.visitor().get(&path(&mail)).await;
            assert!(page.body.contains("Du får i forvejen mails om: Veje og trafik"), "{}", page.body);
            assert_eq!(topics(house, READER).await, ["roads"], "opening it changes nothing");
        }
        // The control: the owner's own click, and it confirms that mail alone.
        house.forward(61).await;
        let own = ask(house, READER, &["culture"]).await;
        click(house, &own).await;
        assert_eq!(topics(house, READER).await, ["culture", "roads"]);
    });
}

#[test]
fn a_click_confirms_what_was_asked_in_that_mail_alone() {
    house(async |house| {
        let stranger = ask(house, READER, &["roads", "schools"]).await;
        let owner = ask(house, READER, &["culture"]).await;
        assert!(!owner.text.contains("Veje og trafik"), "{}", owner.text);
        click(house, &owner).await;
        assert_eq!(topics(house, READER).await, ["culture"]);
        // Topics that were taken off stay off, however often an old link is pressed.
        let fields = [("topic", "plans")];
        assert_eq!(house.visitor().post(&path(&owner), &fields).await.status, 303);
        click(house, &owner).await;
        assert_eq!(topics(house, READER).await, ["plans"]);
        // "It was not me": nothing of it is left, and the link is none any more.
        assert_eq!(house.visitor().post(&path(&stranger), &[("end", "1")]).await.location, "/subscribe");
        assert_eq!(house.visitor().get(&path(&stranger)).await.status, 404);
        assert_eq!(topics(house, READER).await, ["plans"]);
    });
}

/// An address that nobody confirms is not kept, nor is one whose owner has left.
#[test]
fn an_ask_is_forgotten_with_its_address() {
    house(async |house| {
        let stale = ask(house, "glemt@example.dk", &["roads"]).await;
        let reader = ask(house, READER, &["roads"]).await;
        click(house, &reader).await;
        for minutes in [61, 61] {
            house.forward(minutes).await;
            ask(house, READER, &["schools"]).await;
        }
        assert_eq!(asks_with_address(house).await, 3);
        house.visitor().post(&path(&reader), &[("end", "1")]).await;
        assert_eq!(asks_with_address(house).await, 1, "who leaves is nowhere");
        house.forward(29 * 24 * 60).await;
        assert_eq!(house.visitor().get(&path(&stale)).await.status, 200, "the control");
        house.forward(2 * 24 * 60).await;
        assert_eq!(house.visitor().get(&path(&stale)).await.status, 404);
        assert_eq!(asks_with_address(house).await, 0, "{}", house.database);
        house.mails.take();
    });
}

async fn asks_with_address(house: &House) -> i64 {
    let mut conn = house.site.db.read().await.unwrap();
    let found = run!(
        &mut conn,
        scalar i64,
        "select count(*) from subscription_ask where email is not null",
        [] => fetch_one
    );
    found.unwrap()
}

#[test]
fn topics_that_are_gone_are_said_to_be() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mail = ask(house, READER, &["culture"]).await;
        chief.post("/people/topics/culture/retirement", &[]).await;
        let page = house.visitor().get(&path(&mail)).await;
        assert!(page.body.contains("De emner er ikke i brug mere"), "{}", page.body);
        let refused = house.visitor().post(&format!("{}/confirmation", path(&mail)), &[]).await;
        assert_eq!(refused.status, 409);
        let late = house.visitor().post("/subscribe", &[("email", READER), ("topic", "culture")]).await;
        assert!(late.status == 422 && late.body.contains(READER), "{}", late.body);
    });
}

#[test]
fn many_subscriptions_from_one_sender_are_slowed_and_what_was_typed_stays() {
    house(async |house| {
        let mut sender = from(house, "203.0.113.9");
        let mut slowed = 0;
        for number in 0..300 {
            let email = format!("borger-{number}@example.dk");
            let answer = sender.post("/subscribe", &[("email", &email), ("topic", "roads")]).await;
            if answer.status == 429 {
                slowed += 1;
                assert!(answer.body.contains(&email) && answer.body.contains("Vent"), "{}", answer.body);
            }
        }
        house.work().await;
        let sent = house.mails.take().len();
        assert!(sent == 300 - slowed && sent <= 61, "{sent} mails, {slowed} slowed");
        // Somebody else is not held up.
        let other =
            from(house, "203.0.113.10").post("/subscribe", &[("email", READER), ("topic", "roads")]).await;
        assert_eq!(other.status, 200);
        house.work().await;
        assert_eq!(house.mails.take().len(), 1);
    });
}

#[test]
fn an_address_that_cannot_be_mailed_is_turned_into_one_or_refused_where_it_is_typed() {
    house(async |house| {
        for (typed, mailed) in [
            ("anna@rødby.example", "anna@xn--rdby-gra.example"),
            ("Bo@Købmand.Example", "bo@xn--kbmand-bya.example"),
            ("c@SUNDBY.example", "c@sundby.example"),
        ] {
            let mail = ask(house, typed, &["roads"]).await;
            assert_eq!(mail.to.as_str(), mailed);
            click(house, &mail).await;
            assert_eq!(topics(house, mailed).await, ["roads"]);
        }
        for typed in ["a..b@borger.example", "bøf@borger.example", "a.@borger.example", "a@borger.example."]
        {
            let answer = house.visitor().post("/subscribe", &[("email", typed), ("topic", "roads")]).await;
            assert!(answer.status == 422 && answer.body.contains(typed), "{typed}: {}", answer.body);
        }
        house.work().await;
        assert!(house.mails.take().is_empty());
    });
}

/// Forty strangers who ask for a link in somebody's name neither flood the mailbox nor lock the owner out.
#[test]
fn the_owner_of_an_account_is_not_locked_out_by_who_asks_for_links() {
    house(async |house| {
        with_password(house, CONSULTANT).await;
        let mut known = from(house, "203.0.113.20");
        assert_eq!(try_in(&mut known, CONSULTANT, PASSWORD).await.status, 303);
        let mut own = from(house, "203.0.113.21");
        own.post("/login/link", &[("email", CONSULTANT)]).await;
        house.work().await;
        let first = house.mails.take().pop().unwrap();
        for number in 0..40 {
            let mut stranger = from(house, &format!("203.0.113.{}", 30 + number));
            assert_eq!(stranger.post("/login/link", &[("email", CONSULTANT)]).await.status, 200);
            for _ in 0..3 {
                try_in(&mut stranger, CONSULTANT, "et gæt").await;
            }
        }
        house.work().await;
        let others = house.mails.take();
        assert_eq!(others.len(), 2, "three mails in all");
        known.post("/login/link", &[("email", CONSULTANT)]).await;
        house.work().await;
        assert_eq!(house.mails.take().len(), 1, "from a browser of their own they still get one");
        assert_eq!(try_in(&mut known, CONSULTANT, PASSWORD).await.status, 303, "and sign in there");
        let chosen = "fem gule gafler i sne";
        let answer = own.post(&path(&first), &[("password", chosen)]).await;
        assert_eq!(answer.location, "/login?chosen=1", "the first link works: {}", answer.body);
        assert_eq!(try_in(&mut own, CONSULTANT, chosen).await.status, 303);
        assert!(is_signed_in(&mut own).await);
        let late = own.post(&path(&others[0]), &[("password", chosen)]).await;
        assert_eq!(late.status, 422, "the others end with it");
    });
}

#[test]
fn nobody_becomes_a_reader_twice() {
    house(async |house| {
        let one = ask(house, READER, &["roads"]).await;
        let two = ask(house, READER, &["culture"]).await;
        click(house, &one).await;
        click(house, &two).await;
        click(house, &one).await;
        let mut conn = house.site.db.read().await.unwrap();
        let readers =
            run!(&mut conn, scalar Id, "select id from subscriber where email = $1", [READER] => fetch_all);
        assert_eq!(readers.unwrap().len(), 1);
        assert_eq!(topics(house, READER).await, ["culture", "roads"]);
    });
}

/// A folder that keeps mails keeps none of a reader who has left: neither what they got nor what they were asked.
#[test]
fn whoever_leaves_is_in_no_mail_that_is_kept() {
    house(async |house| {
        for email in [READER, "bliver@example.dk"] {
            house.visitor().post("/subscribe", &[("email", email), ("topic", "roads")]).await;
            house.work().await;
            let asked = house.mails.to(email).pop().unwrap();
            click(house, &asked).await;
        }
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        crate::lost::on_its_way_keeping(house, &mut consultant).await;
        house.forward(61).await;
        assert_eq!(house.mails.to(READER).len(), 2, "the question and the newsletter");
        let leave = path(&house.mails.to(READER)[1]);
        assert_eq!(house.visitor().post(&leave, &[("end", "1")]).await.status, 303, "{leave}");
        house.work().await;
        assert!(house.mails.to(READER).is_empty(), "{}", house.database);
        assert_eq!(house.mails.to("bliver@example.dk").len(), 2, "the control");
        house.mails.take();
    });
}
