//! What goes out is what somebody saw: the approver sees when and by which exemption, a page that has stood open sends no
//! other text and moves nobody's plan, and what comes late keeps the quiet hours.

use crate::{
    api_write::Program,
    house::{House, house},
    main_job::{ask, retitle, write, yes},
};
use serde_json::json;
use testing::{Answer, Browser};

async fn people(house: &House) -> (Browser, Browser) {
    (house.sign_in("kommunikationskonsulent").await, house.sign_in("centerchef for Vej og Park").await)
}

async fn send(browser: &mut Browser, id: &str, page: &Answer, at: &str) -> Answer {
    let (text, plan) = (page.value("text"), page.value("plan"));
    assert!(!text.is_empty() && !plan.is_empty(), "the form carries what it shows: {}", page.body);
    let fields = [("form", "send"), ("at", at), ("text", &text), ("plan", &plan)];
    browser.post(&format!("/messages/{id}/schedule"), &fields).await
}

#[test]
fn a_plan_without_a_yes_is_seen_by_the_approver_and_keeps_the_night() {
    // The yes comes in the evening, at night and early in the morning: each time it goes when staff are at work.
    for (yes_at, sleeps) in [(14 * 60, 8 * 60), (17 * 60, 5 * 60), (20 * 60, 2 * 60)] {
        house(async |house| {
            let (mut consultant, mut head) = people(house).await;
            let id = write(&mut consultant, "Stien er lukket").await;
            let request = ask(&mut consultant, &mut head, &id).await;
            let page = consultant.get(&format!("/messages/{id}/release")).await;
            let heading = page.between("<h1>", "</h1>");
            assert!(heading.contains("så snart der er sagt ja") && !heading.contains(" nu"), "{heading}");
            assert!(heading.contains("60 minutter senere"), "{heading}");
            let planned = send(&mut consultant, &id, &page, "").await;
            assert_eq!(planned.status, 303, "{}", planned.body);
            let thread = consultant.get(&planned.location).await;
            assert!(thread.body.contains("Den går ud, når der er sagt ja."), "{}", thread.body);
            assert!(
                thread.body.contains(
                    "valgte et tidspunkt: Medarbejdere i dag kl. 09.00, Borgere og andre ude i dag kl. 10.00"
                ),
                "the log names the time: {}",
                thread.body
            );
            house.forward(1).await;
            let seen = head.get(&format!("/approvals/{request}")).await;
            let going = seen.between("id=\"going\"", "</section>");
            assert!(going.contains("Så snart der er sagt ja"), "{}", seen.body);
            assert!(going.contains("60 minutter efter medarbejderne"), "{going}");
            house.forward(yes_at).await;
            house.mails.take();
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            let answer =
                head.post(&format!("/approvals/{request}/approval"), &[("plan", &seen.value("plan"))]).await;
            assert_eq!(answer.status, 303, "{}", answer.body);
            house.forward(2).await;
            let mut worker = house.sign_in("vejmedarbejder").await;
            assert!(!worker.get("/staff").await.body.contains("Stien er lukket"), "not past sending hours");
            let thread = house.sign_in("kommunikationskonsulent").await.get(&format!("/messages/{id}")).await;
            assert!(thread.body.contains("kl. 07.00"), "it says when it goes: {}", thread.body);
            house.forward(sleeps).await;
            let mut worker = house.sign_in("vejmedarbejder").await;
            let staff = worker.get("/staff").await;
            assert!(staff.body.contains("Stien er lukket"), "in the morning it goes: {}", staff.body);
            house.forward(61).await;
        });
    }
}

/// The control: in sending hours a late yes lets it out at once, and an hour of the night that somebody chose stands.
#[test]
fn a_late_yes_in_sending_hours_and_a_night_that_was_chosen_let_it_out() {
    for (at, wait) in [("", 120), ("2026-05-06T22:00", 13 * 60)] {
        house(async |house| {
            let (mut consultant, mut head) = people(house).await;
            let id = write(&mut consultant, "Stien er lukket").await;
            let request = ask(&mut consultant, &mut head, &id).await;
            let page = consultant.get(&format!("/messages/{id}/release?at={at}")).await;
            assert_eq!(send(&mut consultant, &id, &page, at).await.status, 303);
            house.forward(wait).await;
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            assert_eq!(yes(&mut head, &request).await.status, 303);
            house.forward(15).await;
            let staff = house.sign_in("vejmedarbejder").await.get("/staff").await;
            assert!(staff.body.contains("Stien er lukket"), "{at}: {}", staff.body);
            house.forward(61).await;
        });
    }
}

#[test]
fn a_send_page_that_has_stood_open_sends_nothing_else() {
    house(async |house| {
        let (mut consultant, mut head) = people(house).await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let path = format!("/messages/{id}/release?at=2026-05-08T12:00");
        let open = consultant.get(&path).await;
        // Another text: in place, and as another edition.
        for (minutes, title) in [(0, "Stien er åben"), (11, "Stien er lukket i dag"), (11, "Stien er farlig")]
        {
            let open = consultant.get(&path).await;
            house.clock.forward(minutes * 60_000);
            retitle(&mut chief, &id, title).await;
            let stale = send(&mut consultant, &id, &open, "2026-05-08T12:00").await;
            assert_eq!(stale.status, 409, "{title}");
            assert!(stale.body.contains("kommunikationschef har gemt version"), "{}", stale.body);
            assert!(stale.body.contains(title), "the text as it is now: {}", stale.body);
            assert!(stale.body.contains("value=\"2026-05-08T12:00\""), "and the time that was typed");
            let again = [stale.value("text"), stale.value("plan")];
            assert_ne!(again[0], open.value("text"));
        }
        assert!(
            consultant.get("/calendar").await.body.matches("Stien er").count() == 0,
            "nothing is planned"
        );
        assert_eq!(send(&mut consultant, &id, &open, "").await.status, 409);

        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        let reason = "Træer vælter ned over stien.";
        for other in ["plan", "move", "cancel", "exempt"] {
            let open = consultant.get(&path).await;
            let done = match other {
                "plan" => {
                    chief.post(&format!("/messages/{id}/schedule"), &[("at", "2026-05-08T14:00")]).await
                }
                "move" => {
                    chief.post(&format!("/messages/{id}/schedule"), &[("at", "2026-05-08T15:00")]).await
                }
                "cancel" => chief.post(&format!("/messages/{id}/schedule/delete"), &[]).await,
                _ => {
                    let why = [("kind", "danger"), ("reason", reason)];
                    chief.post(&format!("/messages/{id}/exemption"), &why).await
                }
            };
            assert_eq!(done.status, 303, "{other}: {}", done.body);
            let stale = send(&mut consultant, &id, &open, "2026-05-08T12:00").await;
            assert_eq!(stale.status, 409, "{other}");
            assert!(stale.body.contains("Planen er ændret, siden du åbnede siden"), "{}", stale.body);
        }
        let now = consultant.get(&path).await;
        assert!(now.body.contains(reason));
        assert_eq!(send(&mut consultant, &id, &now, "2026-05-08T12:00").await.status, 303);
        house.work().await;
    });
}

#[test]
fn a_yes_is_to_the_time_and_the_exemption_that_the_approver_saw() {
    house(async |house| {
        let (mut consultant, mut head) = people(house).await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let path = format!("/approvals/{request}");
        let seen = head.get(&path).await;
        assert!(seen.between("id=\"going\"", "</section>").contains("Ingen har valgt et tidspunkt endnu"));
        let why = [("kind", "statutory"), ("reason", "Loven siger, at det skal ud i dag.")];
        assert_eq!(consultant.post(&format!("/messages/{id}/exemption"), &why).await.status, 303);
        let at = [("at", "2026-05-08T12:00")];
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &at).await.status, 303);
        let stale = head.post(&format!("{path}/approval"), &[("plan", &seen.value("plan"))]).await;
        assert_eq!(stale.status, 409, "{}", stale.body);
        for words in ["kl. 12.00", "uden om internt først: lovbestemt", "Loven siger, at det skal ud i dag."]
        {
            assert!(stale.between("id=\"going\"", "</section>").contains(words), "{words}: {}", stale.body);
        }
        assert_eq!(
            head.post(&format!("{path}/approval"), &[("plan", &stale.value("plan"))]).await.status,
            303
        );
        house.work().await;
    });
}

#[test]
fn a_yes_that_saw_no_time_is_no_yes_to_one() {
    house(async |house| {
        let (mut consultant, mut head) = people(house).await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let path = format!("/approvals/{request}/approval");
        let at = [("at", "2026-05-08T12:00")];
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &at).await.status, 303);
        for fields in [&[][..], &[("plan", "plan")], &[("plan", "plan-external-1")]] {
            assert_eq!(head.post(&path, fields).await.status, 409, "{fields:?}");
        }
        let mut program = Program::of(house, "centerchef for Vej og Park").await;
        let seen = program.get(&format!("/api/v1/messages/{id}/approvals")).await;
        let going = &seen["items"][0]["going"];
        assert_eq!(going["waves"].as_array().unwrap().len(), 2, "{seen}");
        let api = format!("/api/v1{path}");
        for body in [json!({}), json!({ "note": "Ja." }), json!({ "plan": "" }), json!({ "plan": "plan" })] {
            assert_eq!(program.try_post(&api, &body).await.status, 409, "{body}");
        }
        program.post(&api, &json!({ "plan": going["plan"] })).await;
        house.work().await;
    });
}

#[test]
fn a_time_that_cannot_be_is_asked_for_again_in_its_field() {
    house(async |house| {
        let (mut consultant, _) = people(house).await;
        let id = write(&mut consultant, "Stien er lukket").await;
        for wrong in ["i%20morgen", "2020-01-01T10:00", "2036-01-01T10:00", "2026-05-06T08:00"] {
            let page = consultant.get(&format!("/messages/{id}/release?at={wrong}")).await;
            assert_eq!(page.status, 422, "{wrong}");
            let field = page.between("id=\"send-at\"", ">");
            assert!(field.contains(&format!("value=\"{}\"", wrong.replace("%20", " "))), "{field}");
            assert!(field.contains("aria-invalid"), "{field}");
            assert!(page.body.contains("Vælg et tidspunkt, der ikke er gået"), "{}", page.body);
            assert!(
                !page.body.contains(&format!("action=\"/messages/{id}/schedule\"")),
                "nothing to send by"
            );
        }
    });
}

#[test]
fn an_exemption_is_about_its_text_and_can_be_taken_back() {
    house(async |house| {
        let (mut consultant, mut head) = people(house).await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let why = [("kind", "danger"), ("reason", "Træer vælter ned over stien.")];
        let shows = |page: &Answer| page.body.contains("Træer vælter");
        let thread = format!("/messages/{id}");
        // In place at first, then as another edition.
        for minutes in [0, 11, 30] {
            assert_eq!(consultant.post(&format!("{thread}/exemption"), &why).await.status, 303);
            assert!(shows(&consultant.get(&format!("{thread}/release")).await));
            house.clock.forward(minutes * 60_000);
            retitle(&mut consultant, &id, &format!("Stien er smuk {minutes}")).await;
            let page = consultant.get(&format!("{thread}/release")).await;
            assert!(!shows(&page), "another text, another reason: {}", page.body);
        }
        let story = consultant.get(&thread).await;
        let ends = story.body.matches("tog undtagelsen fra internt først tilbage").count();
        assert_eq!(ends, 3, "the story says each time that it ended: {}", story.body);
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        assert_eq!(consultant.post(&format!("{thread}/exemption"), &why).await.status, 303);
        house.work().await;
        let told = house.mails.to("chef.vej@sundby.example");
        assert!(told.iter().any(|mail| mail.text.contains("Træer vælter")), "whoever said yes is told");
        let at = [("at", "2026-05-08T12:00")];
        assert_eq!(consultant.post(&format!("{thread}/schedule"), &at).await.status, 303);
        let page = consultant.get(&thread).await;
        assert!(page.body.contains("Tag undtagelsen tilbage"), "{}", page.body);
        assert_eq!(consultant.post(&format!("{thread}/exemption/delete"), &[]).await.status, 303);
        assert_eq!(consultant.post(&format!("{thread}/exemption/delete"), &[]).await.status, 409);
        let page = consultant.get(&thread).await;
        assert!(
            !page.body.contains("Tag undtagelsen tilbage") && page.body.contains("kl. 11.00"),
            "{}",
            page.body
        );
        house.forward(2 * 24 * 60 + 2 * 60 + 1).await;
        assert!(house.sign_in("vejmedarbejder").await.get("/staff").await.body.contains("Stien er smuk"));
        assert!(!house.visitor().get("/").await.body.contains("Stien er smuk"), "staff hear first again");
        house.forward(60).await;
        assert!(house.visitor().get("/").await.body.contains("Stien er smuk"));
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        assert_eq!(
            consultant.post(&format!("{thread}/exemption/delete"), &[]).await.status,
            409,
            "it is out"
        );
    });
}

#[test]
fn what_goes_past_a_stop_is_for_those_on_call_to_say() {
    house(async |house| {
        let (mut consultant, mut head) = people(house).await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        let stop = [("reason", "Vi venter på politiet.")];
        assert_eq!(chief.post("/status/stop", &stop).await.status, 303);
        let path = format!("/messages/{id}/exemption");
        let law =
            [("form", "exemption"), ("kind", "statutory"), ("reason", "Loven siger, at det skal ud nu.")];
        for who in ["centerchef for Vej og Park", "direktør"] {
            let mut who = house.sign_in(who).await;
            let refused = who.post(&path, &law).await;
            assert_eq!(refused.status, 422, "{}", refused.body);
            assert!(
                refused.body.contains("kan kun Kommunikation vælge")
                    && refused.body.contains("Loven siger, at"),
                "{}",
                refused.body
            );
        }
        let danger = [("kind", "danger"), ("reason", "Træer vælter ned over stien.")];
        assert_eq!(consultant.post(&path, &danger).await.status, 303, "which goes past no stop");
        chief.post("/status/stop/delete", &[]).await;
        house.work().await;
        house.mails.take();
        assert_eq!(consultant.post(&path, &law).await.status, 303);
        house.work().await;
        let told = house.mails.to("kommunikationschef@sundby.example");
        assert!(told.iter().any(|mail| mail.text.contains("også når al udsendelse er stoppet")), "{told:?}");
        assert_eq!(chief.post("/status/stop", &stop).await.status, 303);
        assert_eq!(chief.post(&path, &law).await.status, 303);
        chief.post("/status/stop/delete", &[]).await;
        house.work().await;
    });
}

#[test]
fn whoever_said_yes_to_a_time_is_told_when_it_becomes_another() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = crate::record::approved(&mut consultant, &mut head).await;
        let path = format!("/messages/{id}/schedule");
        assert_eq!(consultant.post(&path, &[("at", "2026-05-08T10:00")]).await.status, 303);
        house.work().await;
        house.mails.take();
        let told = |house: &crate::house::House| {
            let mails = house.mails.take();
            let to_head = mails.into_iter().filter(|mail| mail.to.as_str() == "chef.vej@sundby.example");
            to_head.map(|mail| mail.text).collect::<Vec<_>>()
        };
        // The same time again is no news; another one is, also after the first was stopped.
        assert_eq!(consultant.post(&path, &[("at", "2026-05-08T10:00")]).await.status, 303);
        house.work().await;
        assert_eq!(told(house), Vec::<String>::new());
        assert_eq!(consultant.post(&path, &[("at", "2026-05-07T10:00")]).await.status, 303);
        house.work().await;
        let moved = told(house);
        assert!(moved.len() == 1 && moved[0].contains("i morgen kl. 10.00"), "{moved:?}");
        assert_eq!(consultant.post(&format!("{path}/delete"), &[]).await.status, 303);
        house.work().await;
        assert_eq!(told(house).len(), 1, "that it was stopped");
        assert_eq!(consultant.post(&path, &[("at", "2026-05-07T12:00")]).await.status, 303);
        house.work().await;
        let moved = told(house);
        assert!(moved.len() == 1 && moved[0].contains("i morgen kl. 12.00"), "{moved:?}");
    });
}

/// A page that was opened before many more came to be reached neither sends nor approves; a few more are everyday.
#[test]
fn what_is_pressed_goes_to_about_as_many_as_the_page_showed() {
    house(async |house| {
        let (mut consultant, mut head) = people(house).await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let path = format!("/approvals/{request}");
        let mut readers = 0;
        for (more, status) in [(30, 409), (8, 303)] {
            let page = head.get(&path).await;
            for _ in 0..more {
                readers += 1;
                crate::keys::subscribe(house, &format!("ny-{readers}@example.dk"), "roads").await;
            }
            let fields = [("plan", page.value("plan")), ("people", page.value("people"))];
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let said = head.post(&format!("{path}/approval"), &fields).await;
            assert_eq!(said.status, status, "{more} more: {}", said.body);
            assert_eq!(said.body.contains("mennesker, som siden viste"), status == 409, "{}", said.body);
        }
        let page = consultant.get(&format!("/messages/{id}/release")).await;
        for _ in 0..40 {
            readers += 1;
            crate::keys::subscribe(house, &format!("ny-{readers}@example.dk"), "roads").await;
        }
        let values = [page.value("text"), page.value("plan"), page.value("people")];
        assert!(!values[2].is_empty(), "{}", page.body);
        let fields = [("text", &*values[0]), ("plan", &*values[1]), ("yes", "1"), ("people", &*values[2])];
        let sent = consultant.post(&format!("/messages/{id}/schedule"), &fields).await;
        assert_eq!(sent.status, 409, "{}", sent.body);
        let again = consultant.get(&format!("/messages/{id}/release")).await;
        let fields = [("text", &*values[0]), ("people", &again.value("people"))];
        let sent = consultant.post(&format!("/messages/{id}/schedule"), &fields).await;
        assert_eq!(sent.status, 303, "the control: {}", sent.body);
        house.work().await;
        house.mails.take();
    });
}
