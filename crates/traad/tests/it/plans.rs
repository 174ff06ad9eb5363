//! Plans over HTTP: assessment, plan, activities, calendar (W3, W4, D5).

use crate::{house::house, main_job::unit_of};
use testing::{Answer, Browser};

const QUESTIONS: [&str; 6] = [
    "many-affected",
    "something-taken-away",
    "something-to-do",
    "several-fields",
    "press-interest",
    "can-influence",
];

fn person_of(page: &Answer, function: &str) -> String {
    unit_of(page, function)
}

async fn assess(browser: &mut Browser, kind: &str, yes: &[&str]) -> Answer {
    let page = browser.get("/plans/new").await;
    let unit = unit_of(&page, "Center for Vej og Park");
    let mut fields = vec![("kind", kind), ("title", "Ny skolevej"), ("unit", unit.as_str())];
    let names: Vec<String> = QUESTIONS.iter().map(|question| format!("answer-{question}")).collect();
    for (name, question) in names.iter().zip(QUESTIONS) {
        fields.push((name, if yes.contains(&question) { "yes" } else { "no" }));
    }
    browser.post("/assessments", &fields).await
}

/// Makes a plan for Vej og Park; gives its address.
pub(crate) async fn plan(browser: &mut Browser, title: &str) -> String {
    let page = browser.get("/plans/new?plan=direct").await;
    let unit = unit_of(&page, "Center for Vej og Park");
    let person = person_of(&page, "kommunikationskonsulent");
    let fields = [
        ("title", title),
        ("unit", &unit),
        ("goals", "good-dialogue"),
        ("target_groups", "young-families"),
        ("main_message", "Skolevejen bliver tryg. Den er klar efter sommerferien."),
        ("channels", "website"),
        ("from", "2026-05-06"),
        ("to", "2026-08-10"),
        ("responsible", &person),
        ("status", "active"),
    ];
    let answer = browser.post("/plans", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location
}

pub(crate) async fn schedule(
    browser: &mut Browser,
    plan: &str,
    title: &str,
    channel: &str,
    due: &str,
) -> Answer {
    let page = browser.get(plan).await;
    let person = person_of(&page, "kommunikationskonsulent");
    let fields = [
        ("activity_title", title),
        ("activity_channel", channel),
        ("activity_due", due),
        ("activity_responsible", person.as_str()),
    ];
    browser.post(&format!("{plan}/activities"), &fields).await
}

#[test]
fn a_service_message_is_told_that_it_needs_no_plan() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let answer =
            consultant.post("/assessments", &[("kind", "service"), ("title", "Vejen er lukket")]).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains("Det kræver ingen plan") && answer.body.contains("/messages/new"));
    });
}

#[test]
fn the_answers_say_whether_a_plan_is_needed_and_why() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let missing = consultant.post("/assessments", &[("kind", "case"), ("title", "Ny skolevej")]).await;
        assert_eq!(missing.status, 422);
        assert!(missing.body.contains("value=\"Ny skolevej\"") && missing.body.contains("Der mangler 6"));
        let small = assess(&mut consultant, "case", &["something-to-do"]).await;
        let page = consultant.get(&small.location).await;
        assert!(page.body.contains("Der er ikke brug for en plan"), "{}", page.body);
        let large = assess(&mut consultant, "decision", &["many-affected", "press-interest"]).await;
        let page = consultant.get(&large.location).await;
        assert!(page.body.contains("Lav en kommunikationsplan"));
        assert!(page.body.contains("/strategy#planning.many-affected"), "the reason leads to the strategy");
        let id = large.location.rsplit('/').next().unwrap();
        let form = consultant.get(&format!("/plans/new?assessment={id}")).await;
        assert_eq!((form.value("title").as_str(), form.value("assessment").as_str()), ("Ny skolevej", id));
    });
}

#[test]
fn a_plan_with_something_wrong_keeps_what_was_typed() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let page = consultant.get("/plans/new?plan=direct").await;
        let unit = unit_of(&page, "Center for Vej og Park");
        let fields = [
            ("title", "Ny skolevej"),
            ("unit", unit.as_str()),
            ("channels", "facebook"),
            ("risks", "Forældre <tror>, at vejen lukker."),
            ("from", "2026-08-10"),
            ("to", "2026-05-06"),
        ];
        let answer = consultant.post("/plans", &fields).await;
        assert_eq!(answer.status, 422);
        for field in ["goals", "main_message", "to", "responsible"] {
            assert!(answer.body.contains(&format!("<a href=\"#{field}\">")), "{field} is named");
        }
        assert_eq!(
            (answer.value("title").as_str(), answer.value("from").as_str()),
            ("Ny skolevej", "2026-08-10")
        );
        assert!(answer.body.contains("value=\"facebook\" checked"));
        assert!(answer.body.contains("Forældre &#60;tror&#62;"));
    });
}

#[test]
fn two_who_change_a_plan_do_not_overwrite_one_another() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let address = plan(&mut consultant, "Ny skolevej").await;
        let page = consultant.get(&address).await;
        let unit = unit_of(&page, "Center for Vej og Park");
        let person = person_of(&page, "kommunikationskonsulent");
        let fields = |title: &'static str, revision: &'static str| {
            [
                ("title", title.to_owned()),
                ("unit", unit.clone()),
                ("goals", "good-dialogue".to_owned()),
                ("main_message", "Skolevejen bliver tryg.".to_owned()),
                ("responsible", person.clone()),
                ("revision", revision.to_owned()),
            ]
        };
        let first = fields("Skolevej i august", "1");
        let first: Vec<(&str, &str)> = first.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(consultant.post(&address, &first).await.status, 303);
        let second = fields("Skolevej i september", "1");
        let second: Vec<(&str, &str)> = second.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = consultant.post(&address, &second).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("<h1>Skolevej i august</h1>"), "theirs stands");
        assert!(answer.body.contains("value=\"Skolevej i september\""), "mine is in the field");
        assert_eq!(answer.value("revision"), "2");
    });
}

#[test]
fn activities_stand_in_the_calendar_until_they_are_cancelled() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (one, other) =
            (plan(&mut consultant, "Ny skolevej").await, plan(&mut consultant, "Ny legeplads").await);
        let bad = schedule(&mut consultant, &one, "Opslag om vejen", "website", "i morgen").await;
        assert_eq!(bad.status, 422);
        assert!(
            bad.body.contains("value=\"Opslag om vejen\"") && bad.body.contains("href=\"#activity_due\"")
        );
        assert_eq!(
            schedule(&mut consultant, &one, "Opslag om vejen", "website", "2026-05-06T12:00").await.status,
            303
        );
        assert_eq!(
            schedule(&mut consultant, &other, "Film", "facebook", "2026-05-06T15:00").await.status,
            303
        );
        let week = consultant.get("/calendar").await;
        assert!(week.body.contains("Uge 19, 2026"), "{}", week.body);
        assert!(week.body.contains("Opslag om vejen") && week.body.contains("aria-current=\"date\""));
        assert!(week.body.contains("Samme målgruppe på samme dag"), "the overlap is found");
        assert!(consultant.get("/calendar?week=2026-W20").await.body.contains("Intet er planlagt"));
        let turn = consultant.get("/calendar?week=2026-W53").await;
        assert!(turn.body.contains("week=2026-W52") && turn.body.contains("week=2027-W01"));
        assert_eq!(consultant.get("/calendar?week=%00").await.status, 200);

        let page = head.get(&one).await;
        let activity = page.between("/activities/", "/");
        let done = head.post(&format!("/activities/{activity}/completion"), &[]).await;
        assert_eq!(done.status, 303, "the head of the unit may");
        assert_eq!(head.post(&format!("/activities/{activity}/completion"), &[]).await.status, 409);
        let activity = head.get(&other).await.between("/activities/", "/");
        let cancellation = format!("/activities/{activity}/cancellation");
        assert_eq!(head.post(&cancellation, &[]).await.status, 422, "a reason is needed");
        assert_eq!(head.post(&cancellation, &[("reason", "Vejret er for dårligt.")]).await.status, 303);
        let week = consultant.get("/calendar").await;
        assert!(!week.body.contains("Film") && week.body.contains("klaret"));
        assert!(consultant.get("/plans").await.body.contains("1 af 1 aktiviteter er klaret"));
    });
}

#[test]
fn plans_are_seen_and_changed_by_those_who_may() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let address = plan(&mut consultant, "Ny skolevej").await;
        assert!(consultant.get("/desk").await.body.contains("href=\"/calendar\""));
        let mut other = house.sign_in("centerchef for Børn og Unge").await;
        assert_eq!(other.get(&address).await.status, 404, "another centre's plan looks like none");
        assert!(!other.get("/plans").await.body.contains("Ny skolevej"));
        let page = consultant.get("/plans/new?plan=direct").await;
        let (unit, person) =
            (unit_of(&page, "Center for Vej og Park"), person_of(&page, "kommunikationskonsulent"));
        let fields = [
            ("title", "Ikke min"),
            ("unit", unit.as_str()),
            ("goals", "good-dialogue"),
            ("main_message", "Det er ikke min enhed."),
            ("responsible", &person),
        ];
        let refused = other.post("/plans", &fields).await;
        assert!(
            refused.body.contains("Du kan ikke lave planer for Center for Vej og Park"),
            "{}",
            refused.body
        );
    });
}
