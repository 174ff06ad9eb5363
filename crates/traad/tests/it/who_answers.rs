//! What one person's yes counts for: all that they may meet, now and later, but never both a yes and the extra eyes
//! upon it (D1, P4).

use crate::{
    house::{House, house, house_with},
    keys::{sundby, write_with},
    main_job::ask,
};
use db::Id;

async fn id_of(house: &House, function: &str) -> Id {
    let mut conn = house.site.db.read().await.unwrap();
    db::run!(&mut conn, scalar Id, "select id from person where function = $1", [function] => fetch_one)
        .unwrap()
}

async fn give(house: &House, function: &str, duty: &str) {
    let person = id_of(house, function).await;
    let mut tx = house.site.db.begin().await.unwrap();
    let top =
        db::run!(&mut tx, scalar Id, "select id from unit order by length(path) limit 1", [] => fetch_one)
            .unwrap();
    people::add_duty(&mut tx, person, top, duty, false).await.unwrap();
    tx.commit().await.unwrap();
}

async fn take(house: &House, function: &str, duty: &str) {
    let person = id_of(house, function).await;
    let mut tx = house.site.db.begin().await.unwrap();
    db::exec!(&mut tx, "delete from duty where person_id = $1 and duty = $2", [person, duty]).unwrap();
    tx.commit().await.unwrap();
}

const PERIOD: [(&str, &str); 2] =
    [("from = 2029-10-09", "from = 2026-05-01"), ("to = 2029-11-20", "to = 2026-06-01")];

/// Near an election, in a house whose approval rules do not tell of it.
fn near_an_election() -> Vec<u8> {
    let own =
        ("during_election = true, audience = \"external\" }", "cost_over = 1, audience = \"external\" }");
    sundby(&[PERIOD[0], PERIOD[1], own])
}

/// Near an election, in a house with an approval rule of its own for that.
fn near_an_election_by_its_own_rule() -> Vec<u8> {
    sundby(&PERIOD)
}

const DONE: &str = "class=\"node done\" id=\"step-approval\"";

#[test]
fn nobody_is_their_own_extra_eyes() {
    is_not_their_own_extra_eyes(&near_an_election(), "good");
}

#[test]
fn nobody_is_their_own_extra_eyes_by_the_rule_of_the_house_either() {
    is_not_their_own_extra_eyes(&near_an_election_by_its_own_rule(), "good");
}

#[test]
fn whoever_reads_hard_news_as_communications_is_the_extra_eyes_too() {
    is_not_their_own_extra_eyes(&near_an_election_by_its_own_rule(), "hard");
    is_not_their_own_extra_eyes(&near_an_election(), "hard");
}

fn is_not_their_own_extra_eyes(strategy: &[u8], character: &str) {
    house_with(strategy, async |house| {
        give(house, "centerchef for Vej og Park", "communications").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write_with(
            &mut consultant,
            "Sundby vinder en pris",
            &[("role", "brand"), ("character", character)],
        )
        .await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let path = format!("/approvals/{request}/approval");
        assert_eq!(head.post(&path, &[]).await.status, 303);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(!thread.body.contains(DONE), "one person is not two: {}", thread.body);
        // Said again it is the same yes.
        head.post(&path, &[]).await;
        assert!(!consultant.get(&format!("/messages/{id}")).await.body.contains(DONE));
        let mut chief = house.sign_in("kommunikationschef").await;
        assert_eq!(chief.post(&path, &[]).await.status, 303);
        assert!(consultant.get(&format!("/messages/{id}")).await.body.contains(DONE), "{}", house.database);
        house.work().await;
    });
}

#[test]
fn a_text_that_nobody_else_can_see_through_is_told_before_it_is_asked_about() {
    house_with(&near_an_election(), async |house| {
        // Whoever heads the unit is the only one left in communications.
        give(house, "centerchef for Vej og Park", "communications").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write_with(&mut consultant, "Sundby vinder en pris", &[("role", "brand")]).await;
        let only = id_of(house, "centerchef for Vej og Park").await;
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "delete from duty where duty = 'communications' and person_id <> $1", [only])
            .unwrap();
        tx.commit().await.unwrap();
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let asked = head.post(&format!("/messages/{id}/approval-request"), &[]).await;
        assert_eq!(asked.status, 422, "{}", asked.body);
        assert!(asked.body.contains("Ingen"), "{}", asked.body);
    });
}

#[test]
fn a_yes_meets_what_is_asked_of_the_same_person_later() {
    house(async |house| {
        // Nobody heads the centre: the director answers for it, and for politics too.
        take(house, "centerchef for Vej og Park", "head").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut director = house.sign_in("direktør").await;
        let id = write_with(&mut consultant, "Byrådet har vedtaget budgettet", &[("role", "politics")]).await;
        let request = ask(&mut consultant, &mut director, &id).await;
        assert_eq!(director.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains(DONE), "{}: nobody is left to ask: {}", house.database, thread.body);
        house.work().await;
    });
}

#[test]
fn whoever_mends_a_text_they_are_asked_about_does_not_say_yes_to_it() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write_with(&mut consultant, "Stien er lukket", &[]).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let stop = ("main-point", "Vi lægger ny asfalt. Vejen er lukket for biler i fem dage");
        let saved = crate::record::change(&mut head, &id, stop, &[]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(!page.body.contains(&format!("/approvals/{request}/approval\"")), "{}", page.body);
        let answer = head.post(&format!("/approvals/{request}/approval"), &[]).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(!thread.body.contains(DONE), "{}", thread.body);
        // The question goes to somebody who may.
        house.work().await;
        house.mails.take();
        house.forward(1).await;
        let mut director = house.sign_in("direktør").await;
        assert!(director.get("/approvals").await.body.contains("Stien er lukket"), "{}", house.database);
    });
}

/// What somebody else has answered, and what is asked of others first, does not stand in one's own queue.
#[test]
fn a_queue_holds_what_waits_for_its_owner_now() {
    house(async |house| {
        give(house, "souschef i Vej og Park", "head").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let roads = id_of(house, "souschef i Vej og Park").await;
        let mut tx = house.site.db.begin().await.unwrap();
        let unit =
            db::run!(&mut tx, scalar Id, "select unit_id from person where id = $1", [roads] => fetch_one)
                .unwrap();
        db::exec!(&mut tx, "update duty set unit_id = $2 where person_id = $1", [roads, unit]).unwrap();
        tx.commit().await.unwrap();
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut second = house.sign_in("souschef i Vej og Park").await;
        let mut director = house.sign_in("direktør").await;
        let title = "Byrådet har vedtaget budgettet";
        let id = write_with(&mut consultant, title, &[("role", "politics")]).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let waits = async |browser: &mut testing::Browser| {
            let places = [
                browser.get("/approvals").await.body,
                browser.get("/desk").await.between("id=\"waits\"", "</section>"),
            ];
            assert_eq!(places[0].contains(title), places[1].contains(title), "{}", places[1]);
            places[0].contains(title)
        };
        assert!(waits(&mut head).await && waits(&mut second).await);
        assert!(!waits(&mut director).await, "the director is asked after the head");
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        assert!(!waits(&mut head).await);
        assert!(!waits(&mut second).await, "another head has answered: {}", house.database);
        assert!(waits(&mut director).await, "now it is the director's turn");
        assert_eq!(head.post(&format!("/approvals/{request}/withdrawal"), &[]).await.status, 303);
        house.work().await;
    });
}
