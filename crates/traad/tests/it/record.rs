//! The record is what was sent, and nothing stops quietly: a plan whose ground is gone, what is out and edited,
//! taken down, sent back, withdrawn (H4, D3, P6; invariants 1 and 5).

use crate::{
    house::{House, SLAGELSE, house, house_with},
    main_job::{ask, road, unit_of, write, write_sparse},
};
use testing::{Answer, Browser};

/// Saves a message with one field changed, and perhaps more fields sent.
pub(crate) async fn change(
    browser: &mut Browser,
    id: &str,
    field: (&str, &str),
    more: &[(&str, &str)],
) -> Answer {
    let page = browser.get(&format!("/messages/{id}/edit")).await;
    let unit = unit_of(&page, "Center for Vej og Park");
    let base = (page.value("base"), page.value("base-hash"));
    let mut fields = road(&unit, "Stien er lukket");
    for pair in fields.iter_mut().filter(|pair| pair.0 == field.0) {
        pair.1 = field.1;
    }
    fields.extend([("base", base.0.as_str()), ("base-hash", base.1.as_str())]);
    fields.extend_from_slice(more);
    browser.post(&format!("/messages/{id}/edition"), &fields).await
}

/// A message that the head has said yes to; gives its id and the request's.
pub(crate) async fn approved(consultant: &mut Browser, head: &mut Browser) -> (String, String) {
    let id = write(consultant, "Stien er lukket").await;
    let request = ask(consultant, head, &id).await;
    let answer = head.post(&format!("/approvals/{request}/approval"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    (id, request)
}

/// The same, planned for the next morning.
async fn planned(house: &House, consultant: &mut Browser, head: &mut Browser) -> (String, String) {
    let (id, request) = approved(consultant, head).await;
    let answer = consultant.post(&format!("/messages/{id}/schedule"), &[("at", "2026-05-07T10:00")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    house.work().await;
    house.mails.take();
    (id, request)
}

/// The same, out with staff and readers.
pub(crate) async fn out(house: &House, consultant: &mut Browser, head: &mut Browser) -> String {
    let (id, _) = approved(consultant, head).await;
    consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
    house.forward(0).await;
    house.forward(61).await;
    house.mails.take();
    assert!(house.visitor().get("/news/stien-er-lukket").await.status == 200);
    id
}

pub(crate) fn to<'a>(mails: &'a [testing::Caught], address: &str) -> Vec<&'a testing::Caught> {
    mails.iter().filter(|mail| mail.to.as_str() == address).collect()
}

/// Everybody who looks sees that it does not go out: thread, today, calendar, mailbox.
pub(crate) async fn assert_plan_is_gone(house: &House, consultant: &mut Browser, id: &str) {
    house.work().await;
    let mails = house.mails.take();
    let told = to(&mails, "konsulent@sundby.example");
    assert!(
        told.iter().any(|mail| mail.subject.contains("går ikke ud som planlagt")),
        "{}: author and planner are told at once: {mails:?}",
        house.database
    );
    let thread = consultant.get(&format!("/messages/{id}")).await;
    assert!(thread.body.contains("Planen er stoppet"), "{}", thread.body);
    assert!(thread.body.contains("class=\"node broken\" id=\"step-channels\""), "{}", thread.body);
    assert!(!thread.body.contains("Beskeden er planlagt."), "{}", thread.body);
    let today = consultant.get("/desk").await;
    assert!(!today.body.contains("<time class=\"row-time\""), "nothing is said to go out: {}", today.body);
    house.forward(26 * 60).await;
    assert!(!house.visitor().get("/").await.body.contains("Stien er lukket"));
}

#[test]
fn an_edit_under_a_plan_says_so_first_then_ends_it_and_tells() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = planned(house, &mut consultant, &mut head).await;
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(editor.body.contains("Beskeden er planlagt til"), "said before: {}", editor.body);

        let field = ("main-point", "Vi lægger ny asfalt i oktober. Vejen er lukket.");
        let asked = change(&mut consultant, &id, field, &[]).await;
        assert_eq!(asked.status, 409);
        assert!(
            asked.body.contains("i oktober") && asked.body.contains("name=\"end-plan\""),
            "{}",
            asked.body
        );
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Beskeden er planlagt."), "the plan stands: {}", thread.body);

        let saved = change(&mut consultant, &id, field, &[("end-plan", "1")]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        // Before any job has run, the page says what is so and offers the way on.
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("/approval-request\""), "{}", thread.body);
        assert_plan_is_gone(house, &mut consultant, &id).await;
    });
}

#[test]
fn a_yes_taken_back_under_a_plan_ends_it_and_tells() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, request) = planned(house, &mut consultant, &mut head).await;
        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(page.body.contains("bliver planen stoppet"), "said before: {}", page.body);
        let answer = head.post(&format!("/approvals/{request}/withdrawal"), &[]).await;
        assert_eq!(answer.status, 303);
        assert_plan_is_gone(house, &mut consultant, &id).await;
    });
}

#[test]
fn a_return_under_a_plan_ends_it_and_tells() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        // Planned while the head still thinks.
        let plan = consultant.post(&format!("/messages/{id}/schedule"), &[("at", "2026-05-07T10:00")]).await;
        assert_eq!(plan.status, 303);
        let fields = [("form", "return"), ("comment", "Skriv, hvor længe.")];
        assert_eq!(head.post(&format!("/approvals/{request}/return"), &fields).await.status, 303);
        assert_plan_is_gone(house, &mut consultant, &id).await;
    });
}

#[test]
fn an_edit_through_the_api_ends_a_plan_and_tells() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = planned(house, &mut consultant, &mut head).await;
        let token = crate::api::token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        let shown = consultant.get_with(&format!("/api/v1/messages/{id}"), &token).await;
        let shown: serde_json::Value = serde_json::from_str(&shown.body).unwrap();
        let content = &shown["content"];
        let mut body = serde_json::json!({
            "edition_id": shown["edition_id"], "hash": shown["edition"]["hash"],
            "content": {
                "title": "Stien er lukket", "main_point": "Noget helt andet om vejen.", "unit_id": shown["unit_id"],
                "body_markdown": content["body_markdown"], "side": "external", "role": "service",
                "character": "neutral", "goal": content["goal"], "contact": content["contact"],
                "topics": content["topics"], "channels": content["channels"],
                "internal_text": content["internal_text"], "target_groups": [],
            }
        });
        let path = format!("/api/v1/messages/{id}/editions");
        let asked = consultant.post_with(&path, &token, None, &body.to_string()).await;
        assert_eq!(asked.status, 409, "a program says so too: {}", asked.body);
        body["end_plan"] = true.into();
        let answer = consultant.post_with(&path, &token, None, &body.to_string()).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert_plan_is_gone(house, &mut consultant, &id).await;
    });
}

#[test]
fn a_plan_that_is_due_without_a_yes_tells_at_once_and_once() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        ask(&mut consultant, &mut head, &id).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.work().await;
        house.mails.take();
        let trouble = |mails: Vec<testing::Caught>| {
            mails.iter().filter(|mail| mail.subject.contains("går ikke ud som planlagt")).count()
        };
        house.forward(0).await;
        assert_eq!(trouble(house.mails.take()), 1, "staff's part is due and has no yes");
        for _ in 0..5 {
            house.forward(1).await;
        }
        assert_eq!(trouble(house.mails.take()), 0, "once");
        consultant.post(&format!("/messages/{id}/schedule/delete"), &[]).await;
    });
}

/// However many plans are held up, one that is ready goes out at its time.
#[test]
fn what_is_held_up_hides_nothing_that_is_ready() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        for number in 0..52 {
            let id = write(&mut consultant, &format!("Stien er lukket, nr. {number}")).await;
            consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        }
        let (id, _) = approved(&mut consultant, &mut head).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(1).await;
        assert!(consultant.get("/staff").await.body.contains("Stien er lukket</a>"), "the 53rd of them");
    });
}

#[test]
fn what_is_out_changes_by_a_correction_only() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = out(house, &mut consultant, &mut head).await;
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(
            editor.body.contains("Beskeden er ude") && editor.body.contains("Lav en rettelse"),
            "{}",
            editor.body
        );
        let field = ("main-point", "Vi lægger ny asfalt i oktober. Vejen er lukket.");
        let refused = change(&mut consultant, &id, field, &[]).await;
        assert_eq!(refused.status, 409);
        assert!(
            refused.body.contains("i oktober") && refused.body.contains("Lav en rettelse med denne tekst")
        );
        for act in ["approval-request", "schedule", "amendment"] {
            let answer = consultant.post(&format!("/messages/{id}/{act}"), &[]).await;
            assert_eq!(answer.status, 409, "{act}: {}", answer.body);
        }
        let article = house.visitor().get("/news/stien-er-lukket").await;
        assert!(!article.body.contains("i oktober"));

        // The correction begins with what was typed, and points back.
        let page = consultant.get(&format!("/messages/{id}/edit")).await;
        let unit = unit_of(&page, "Center for Vej og Park");
        let mut fields = road(&unit, "Stien er lukket");
        for pair in fields.iter_mut().filter(|pair| pair.0 == field.0) {
            pair.1 = field.1;
        }
        let base = page.value("base");
        fields.push(("base", &base));
        let answer = consultant.post(&format!("/messages/{id}/correction"), &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let correction = consultant.get(&answer.location).await;
        assert!(
            correction.body.contains("i oktober") && correction.body.contains("Rettelse: Stien er lukket")
        );
        // Pressed again from the thread page, it is the same one.
        let again = consultant.post(&format!("/messages/{id}/correction"), &[]).await;
        assert_eq!(again.location, answer.location);
    });
}

#[test]
fn a_small_correction_is_put_into_what_is_out_and_nobody_is_mailed_again() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let wrong = ("main-point", "Vi lægger ny asfalt. Det er komunens egen vej.");
        assert_eq!(change(&mut consultant, &id, wrong, &[]).await.status, 303);
        let stands =
            [("rule", "language-spelling"), ("found", "komunens"), ("reason", "Sådan står der på skiltet.")];
        consultant.post(&format!("/messages/{id}/waiver"), &stands).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        house.mails.take();

        let right = ("main-point", "Vi lægger ny asfalt. Det er kommunens egen vej.");
        assert_eq!(change(&mut consultant, &id, right, &[]).await.status, 303);
        let page = consultant.get(&format!("/messages/{id}")).await;
        assert!(page.body.contains("Ret det, der er ude"), "{}", page.body);
        assert!(house.visitor().get("/news/stien-er-lukket").await.body.contains("komunens"), "not yet");
        assert!(consultant.get("/messages").await.body.contains("kladde ovenpå"));
        house.forward(1).await;
        let answer = consultant.post(&format!("/messages/{id}/amendment"), &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.work().await;
        let article = house.visitor().get("/news/stien-er-lukket").await;
        assert!(article.body.contains("kommunens") && article.body.contains("Rettet"), "shown as such");
        let staff = consultant.get(&format!("/staff/{id}")).await;
        assert!(
            staff.body.contains("kommunens") && staff.body.contains("Rettet"),
            "to staff too: {}",
            staff.body
        );
        let mails = house.mails.take();
        assert!(
            mails.iter().all(|mail| mail.subject != "Stien er lukket"),
            "nobody gets it again: {mails:?}"
        );
    });
}

/// Whatever tells of the past tells what was sent, also where a draft from before the rule lies above it.
#[test]
fn lists_tell_what_was_sent_and_not_the_newest_draft() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = out(house, &mut consultant, &mut head).await;
        let mut tx = house.site.db.begin().await.unwrap();
        let message = message::Message::get(&mut tx, id.parse().unwrap()).await.unwrap();
        let edition = message::Edition::get(&mut tx, message.edition_id).await.unwrap();
        let mut content = edition.content.0.clone();
        content.title = "Stien åbner aldrig".to_owned();
        let actor = db::Actor {
            who: db::Who::Person(message.made_by),
            name: "kommunikationskonsulent".to_owned(),
            grants: vec![db::Grant::own(people::WRITE, "/")],
        };
        message::save(&mut tx, &actor, message.id, (edition.id, &edition.hash), &content).await.unwrap();
        tx.commit().await.unwrap();
        for path in
            ["/messages", "/desk", "/board", "/calendar?week=2026-19", &format!("/messages/{id}"), "/staff"]
        {
            let page = consultant.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.body.contains("Stien åbner aldrig"), "{path} tells the draft: {}", page.body);
        }
        let page = consultant.get("/messages").await;
        assert!(page.body.contains("kladde ovenpå"), "and the draft is marked as one");
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("ligger en kladde"), "{}", thread.body);
    });
}

#[test]
fn a_yes_cannot_be_taken_back_once_everybody_has_it() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, request) = approved(&mut consultant, &mut head).await;
        // Asked again, the yes would be gone.
        let again = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
        assert_eq!(again.status, 409);
        assert!(again.body.contains("Der er allerede sagt ja"), "{}", again.body);
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(!page.body.contains("/withdrawal\""), "it is not offered");
        let late = head.post(&format!("/approvals/{request}/withdrawal"), &[]).await;
        assert_eq!(late.status, 409, "{}", late.body);
        assert!(late.body.contains("lav en rettelse"), "what to do instead: {}", late.body);
        let asked = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
        assert_eq!(asked.status, 409);
        assert!(asked.body.contains("lav en rettelse"), "{}", asked.body);
    });
}

/// The real strategy of Slagelse asks for nothing first; the rules of the record hold there too.
#[test]
fn a_sparse_strategy_keeps_the_record_too() {
    house_with(SLAGELSE, async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write_sparse(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 200);
        assert_eq!(head.post(&format!("/approvals/{request}/withdrawal"), &[]).await.status, 409);
        let answer =
            consultant.post(&format!("/messages/{id}/retraction"), &[("reason", "Datoen er forkert.")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 410);
    });
}
