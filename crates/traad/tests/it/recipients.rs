//! How many a message reaches decides who is asked, and is the number that it is sent to.

use crate::house::{house, house_with};
use crate::keys::{approved, audience, subscribe, with_rule, write_with};
use crate::main_job::{ask, write, yes};

#[test]
fn the_number_that_a_rule_counts_is_the_number_that_is_sent() {
    house(async |house| {
        for (number, topic) in ["roads", "roads", "schools", "roads", "culture"].iter().enumerate() {
            subscribe(house, &format!("laeser{number}@example.dk"), topic).await;
        }
        let mut chief = house.sign_in("kommunikationschef").await;
        let editor = chief.get("/messages/new").await;
        let school = editor.between("Hvem på arbejdspladsen", "Nordskolen</label>");
        let school = school.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let teachers = audience(&mut chief, "Lærere", &[("kind", "rule"), ("functions", "lærer")]).await;
        let caretakers = audience(&mut chief, "Pedeller", &[("kind", "rule"), ("functions", "pedel")]).await;
        let parents = audience(&mut chief, "Læsere", &[("kind", "topics"), ("topics", "schools")]).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let cases: [&[(&str, &str)]; 5] = [
            &[],
            &[("affected", &school)],
            // Teachers of the affected school are counted once, and so is whoever two rules bring in.
            &[("affected", &school), ("audiences", &teachers), ("audiences", &caretakers)],
            &[("audiences", &parents)],
            &[("topics", "schools"), ("audiences", &parents), ("audiences", &teachers)],
        ];
        let mut seen = Vec::new();
        for (number, more) in cases.into_iter().enumerate() {
            let id = write_with(&mut consultant, &format!("Sti {number} lukker"), more).await;
            approved(house, &id).await;
            let mut conn = house.site.db.read().await.unwrap();
            let message = message::Message::get(&mut conn, id.parse().unwrap()).await.unwrap();
            let edition = message::Edition::get(&mut conn, message.edition_id).await.unwrap();
            let in_force = strategy::in_force(&mut conn, house.site.db.memo()).await.unwrap();
            let units = people::Unit::all(&mut conn).await.unwrap();
            let reach =
                message::reach(&mut conn, &in_force.strategy, &units, &edition.content).await.unwrap();
            drop(conn);
            assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
            house.forward(0).await;
            house.forward(61).await;
            let mut conn = house.site.db.read().await.unwrap();
            let sent = dispatch::of_message(&mut conn, message.id).await.unwrap();
            let total = |channel: &str| sent.iter().find(|row| row.channel == channel).unwrap().total;
            let counted = (reach.staff.unwrap().reached, reach.readers.unwrap());
            assert_eq!(counted, (total("staff-mail"), total("newsletter")), "case {number}");
            seen.push(counted);
        }
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() >= 4, "the cases are of different sizes: {seen:?}");
    });
}

#[test]
fn many_readers_ask_the_director_and_few_do_not() {
    let director = "by = \"level\", level = \"executive-board\"";
    for (when, readers, asks) in [
        ("audience = \"external\", recipients_over = 2", 3, true),
        ("audience = \"external\", recipients_over = 2", 2, false),
        ("audience = \"external\", recipients_at_most = 2", 2, true),
        ("audience = \"external\", recipients_at_most = 2", 3, false),
        ("cost_over = 0", 3, false),
    ] {
        house_with(&with_rule("many", when, director), async |house| {
            for number in 0..readers {
                subscribe(house, &format!("laeser{number}@example.dk"), "roads").await;
            }
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            let id = write(&mut consultant, "Stien lukker").await;
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert_eq!(thread.body.contains("/strategy#approval.many"), asks, "{when}: {}", thread.body);
            let request = ask(&mut consultant, &mut head, &id).await;
            let page = head.get(&format!("/approvals/{request}")).await;
            assert!(page.statements <= 15, "{} statements", page.statements);
            assert_eq!(page.body.contains("/strategy#approval.many"), asks, "{when}: the page says why");
            house.work().await;
        });
    }
}

/// A yes is to so many as were asked about: whoever joins until it goes does not slip past the rule.
#[test]
fn a_yes_to_a_few_is_none_to_the_many_that_an_audience_grew_to() {
    let strategy = with_rule(
        "many",
        "recipients_over = 3, audience = \"external\"",
        "by = \"level\", level = \"executive-board\"",
    );
    house_with(&strategy, async |house| {
        for number in 0..3 {
            subscribe(house, &format!("laeser{number}@example.dk"), "roads").await;
        }
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        approved(house, &id).await;
        let send = format!("/messages/{id}/schedule");
        let planned = write(&mut consultant, "Broen er lukket").await;
        approved(house, &planned).await;
        let at = [("at", "2026-05-06T12:00")];
        assert_eq!(consultant.post(&format!("/messages/{planned}/schedule"), &at).await.status, 303);
        subscribe(house, "laeser3@example.dk", "roads").await;
        let refused = consultant.post(&send, &[]).await;
        assert_eq!(refused.status, 409, "{}", refused.body);
        assert!(refused.body.contains("Beskeden når flere, end der er sagt ja til"), "{}", refused.body);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("/approval-request\""), "and the way on: {}", thread.body);
        house.forward(4 * 60).await;
        assert!(!house.visitor().get("/").await.body.contains("Broen er lukket"), "nor by its plan");
        let told = house.mails.take();
        assert!(told.iter().any(|mail| mail.text.contains("når flere, end der er sagt ja til")), "{told:?}");
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(yes(&mut head, &request).await.status, 303);
        let planned_anew = consultant.post(&send, &[]).await;
        assert_eq!(planned_anew.status, 303, "a time may be set: {}", planned_anew.body);
        house.forward(1).await;
        assert!(
            !house.visitor().get("/").await.body.contains("Stien er lukket"),
            "the director has not said yes"
        );
        let mut director = house.sign_in("direktør").await;
        assert_eq!(yes(&mut director, &request).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{planned}/schedule/delete"), &[]).await.status, 303);
        house.forward(1).await;
        house.forward(61).await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(house.visitor().get("/").await.body.contains("Stien er lukket"), "{}", thread.body);
        house.mails.take();
    });
}
