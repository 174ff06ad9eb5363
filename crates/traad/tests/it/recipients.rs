//! How many a message reaches decides who is asked, and is the number that it is sent to.

use crate::house::{house, house_with};
use crate::keys::{approved, audience, subscribe, with_rule, write_with};
use crate::main_job::{ask, write};

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
