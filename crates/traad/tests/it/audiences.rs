//! Audiences and topics: whom one writes to again and again, and what readers may choose (R1, C9).

use crate::house::{House, house};
use people::audience::{self, Audience};
use testing::Browser;

async fn unit_id(house: &House, name: &str) -> String {
    let mut conn = house.site.db.read().await.unwrap();
    let units = people::Unit::all(&mut conn).await.unwrap();
    units.iter().find(|unit| unit.name == name).unwrap().id.to_string()
}

async fn person_id(house: &House, email: &str) -> String {
    let mut conn = house.site.db.read().await.unwrap();
    people::Person::by_email(&mut conn, email).await.unwrap().unwrap().id.to_string()
}

/// The addresses of an audience, as a slice that sends would get them; `-` for those without.
async fn members(house: &House, address: &str) -> Vec<String> {
    let id = address.rsplit('/').next().unwrap().parse().unwrap();
    let mut conn = house.site.db.read().await.unwrap();
    let found = Audience::get(&mut conn, id).await.unwrap();
    let all = audience::members(&mut conn, &found).await.unwrap();
    let count = audience::count(&mut conn, found.kind(), &found.rule, Some(id)).await.unwrap();
    assert_eq!(count.total, i64::try_from(all.len()).unwrap(), "the count is the members'");
    assert_eq!(
        count.without_email(),
        i64::try_from(all.iter().filter(|one| one.email.is_none()).count()).unwrap()
    );
    let mut emails: Vec<String> = all.into_iter().map(|one| one.email.unwrap_or("-".to_owned())).collect();
    emails.sort();
    emails
}

async fn make(browser: &mut Browser, kind: &str, fields: &[(&str, &str)]) -> String {
    let all: Vec<(&str, &str)> =
        [("kind", kind), ("name", "Til prøve")].into_iter().chain(fields.iter().copied()).collect();
    let answer = browser.post("/audiences", &all).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location
}

#[test]
fn a_rule_follows_the_organisation() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let (north, south) = (unit_id(house, "Nordskolen").await, unit_id(house, "Sydskolen").await);
        let children = unit_id(house, "Center for Børn og Unge").await;
        // How many it means is seen before it is kept.
        let preview = [("kind", "rule"), ("name", ""), ("units", children.as_str()), ("preview", "1")];
        let page = chief.post("/audiences", &preview).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("49 medarbejdere, 16 af dem uden e-mail"), "{}", page.body);
        assert!(chief.get("/audiences").await.body.contains("Der er ingen endnu"));

        let teachers = [("units", north.as_str()), ("units", south.as_str()), ("functions", "LÆRER, rektor")];
        let address = make(&mut chief, "rule", &teachers).await;
        let wanted = ["-", "-", "school-north.0@sundby.example", "school-south.0@sundby.example"];
        let found = members(house, &address).await;
        assert_eq!(found.len(), 4, "two teachers in each school: {found:?} {wanted:?}");
        assert!(chief.get(&address).await.body.contains("4 medarbejdere"));
        let heads = make(&mut chief, "rule", &[("units", &children), ("duties", "head")]).await;
        assert_eq!(members(house, &heads).await.len(), 9, "the head of the centre and of eight institutions");
        // Somebody leaves; the audience is one less. Wildcards in words mean themselves.
        let gone = person_id(house, "school-north.0@sundby.example").await;
        chief.post(&format!("/people/persons/{gone}/departure"), &[]).await;
        assert_eq!(members(house, &heads).await.len(), 8);
        let odd = make(&mut chief, "rule", &[("functions", "%"), ("functions", "_")]).await;
        assert!(members(house, &odd).await.is_empty());
    });
}

#[test]
fn what_cannot_be_an_audience_keeps_what_was_typed() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let long = "x".repeat(101);
        for (fields, text) in [
            (vec![("kind", "rule"), ("name", "Alle")], "Vælg mindst én enhed"),
            (vec![("kind", "rule"), ("name", ""), ("functions", "lærer")], "Giv modtagerne et navn"),
            (vec![("kind", "rule"), ("name", long.as_str()), ("functions", "lærer")], "højst 100 tegn"),
            (vec![("kind", "rule"), ("name", "Alle"), ("functions", long.as_str())], "Reglen er for lang"),
            (vec![("kind", "rule"), ("name", "Alle"), ("duties", "king")], "Vælg et hverv fra listen"),
            (vec![("kind", "topics"), ("name", "Læsere")], "Vælg mindst ét emne"),
        ] {
            let answer = chief.post("/audiences", &fields).await;
            assert_eq!(answer.status, 422, "{text}");
            assert!(answer.body.contains(text), "{text}: {}", answer.body);
            let name = fields[1].1;
            assert!(answer.body.contains(&format!("value=\"{name}\"")), "{name}");
        }
    });
}

#[test]
fn a_list_holds_people_one_by_one_also_without_an_address() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let address = make(&mut chief, "list", &[]).await;
        let path = format!("{address}/members");
        let wrong = chief.post(&path, &[("emails", "presse@sundby.example\nukendt@sundby.example")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("har e-mailen ukendt@sundby.example"), "{}", wrong.body);
        assert!(wrong.body.contains("presse@sundby.example\nukendt"), "what was pasted is not lost");
        assert!(members(house, &address).await.is_empty(), "all or none");
        let both = [("emails", "Presse@sundby.example; direktoer@sundby.example, presse@sundby.example")];
        assert_eq!(chief.post(&path, &both).await.status, 303);
        let found = chief.get(&format!("{address}?q=klinikassistent")).await;
        let person = found.between("name=\"person\" value=\"", "\"");
        assert_eq!(chief.post(&path, &[("person", &person)]).await.status, 303);
        assert_eq!(chief.post(&path, &[("person", &person)]).await.status, 303, "twice is once");
        assert_eq!(members(house, &address).await.len(), 3);
        let page = chief.get(&address).await;
        assert!(
            page.body.contains("3 medarbejdere") && page.body.contains("<strong>direktør</strong>"),
            "{}",
            page.body
        );
        assert_eq!(chief.post(&format!("{path}/{person}/delete"), &[]).await.status, 303);
        assert_eq!(members(house, &address).await, ["direktoer@sundby.example", "presse@sundby.example"]);
        // A rule takes nobody by hand.
        let rule = make(&mut chief, "rule", &[("functions", "lærer")]).await;
        assert_eq!(chief.post(&format!("{rule}/members"), &both).await.status, 422);
        assert_eq!(chief.post(&format!("{address}/retirement"), &[]).await.location, "/audiences");
        assert!(!chief.get("/audiences").await.body.contains(&address));
    });
}

#[test]
fn topics_are_made_renamed_and_retired_and_readers_follow() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let page = chief.get("/people/topics").await;
        assert!(page.body.contains("Veje og trafik"), "{}", page.body);
        assert!(page.body.contains("budget"), "units answer for it, so it is proposed");
        for (name, id, text) in [
            ("", "", "Giv emnet et navn"),
            ("Veje og trafik", "veje", "allerede et emne"),
            ("Andre veje", "roads", "allerede et emne"),
            ("Affald", "Affald og skrald", "små engelske bogstaver"),
            ("!!!", "", "små engelske bogstaver"),
        ] {
            let answer = chief.post("/people/topics", &[("name", name), ("id", id)]).await;
            assert_eq!(answer.status, 422, "{name}");
            assert!(answer.body.contains(text), "{text}: {}", answer.body);
        }
        assert_eq!(
            chief.post("/people/topics", &[("name", "Affald & genbrug")]).await.location,
            "/people/topics"
        );
        let mut reader = house.visitor();
        assert!(reader.get("/subscribe").await.body.contains("value=\"affald-genbrug\""));
        let asked =
            reader.post("/subscribe", &[("email", "borger@example.dk"), ("topic", "affald-genbrug")]).await;
        assert_eq!(asked.status, 200);
        house.work().await;
        let link =
            house.mails.to("borger@example.dk")[0].text.split("http://traad.test").nth(1).unwrap().to_owned();
        let link = link.split_whitespace().next().unwrap().to_owned();
        reader.post(&format!("{link}/confirmation"), &[]).await;
        assert!(chief.get("/people/topics").await.body.contains("affald-genbrug · én læser"));

        let address = make(&mut chief, "topics", &[("topics", "affald-genbrug"), ("topics", "roads")]).await;
        assert_eq!(members(house, &address).await, ["borger@example.dk"]);
        assert!(chief.get(&address).await.body.contains("én læser"));

        assert_eq!(
            chief.post("/people/topics/affald-genbrug", &[("name", "Affald")]).await.location,
            "/people/topics"
        );
        assert!(reader.get("/subscribe").await.body.contains("Affald"));
        chief.post("/people/topics/affald-genbrug/retirement", &[]).await;
        assert!(!reader.get("/subscribe").await.body.contains("affald-genbrug"));
        assert_eq!(chief.post("/people/topics/affald-genbrug/retirement", &[]).await.status, 404);
        assert!(chief.get("/people/topics").await.body.contains("ude af brug"));
        // Nobody subscribes to it by a form that was open.
        house.visitor().post("/subscribe", &[("email", "sen@example.dk"), ("topic", "affald-genbrug")]).await;
        chief.post("/people/topics/affald-genbrug/return", &[]).await;
        assert!(reader.get("/subscribe").await.body.contains("affald-genbrug"));
        let page = chief.get("/people/topics").await;
        assert!(
            page.body.contains("affald-genbrug · én læser"),
            "the reader from before is there: {}",
            page.body
        );
        house.work().await;
    });
}

#[test]
fn only_who_keeps_the_register_of_everybody_changes_these() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let address = make(&mut chief, "list", &[]).await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        assert_eq!(head.get("/audiences").await.status, 200);
        assert!(!head.get(&address).await.body.contains("Tag ud af brug"));
        for path in ["/people/topics", "/audiences/new"] {
            assert_eq!(head.get(path).await.status, 403, "{path}");
        }
        for path in ["/people/topics", "/audiences", &address, &format!("{address}/members")] {
            assert_eq!(head.post(path, &[("name", "x")]).await.status, 403, "{path}");
        }
    });
}

/// A topic that is retired keeps its readers in a message that was written for them, until somebody takes it off.
#[test]
fn an_edit_after_a_topic_is_retired_leaves_nobody_out() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = crate::main_job::write(&mut consultant, "Stien er lukket").await;
        assert_eq!(chief.post("/people/topics/roads/retirement", &[]).await.status, 303);
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        let topic = editor.between("id=\"topic-roads\"", "</div>");
        assert!(topic.contains(" checked") && topic.contains("(ude af brug)"), "{}", editor.body);
        let new = consultant.get("/messages/new").await;
        assert!(!new.body.contains("topic-roads"), "the control: it is offered no more");
    });
}
