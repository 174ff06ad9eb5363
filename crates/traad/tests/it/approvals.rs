//! Approval as people meet it: never one's own text, returned with a comment, taken away by a
//! later edit, kept over a small correction; and nothing leaves without it (invariants 1 and 2).

use crate::{
    house::{SLAGELSE, house, house_with},
    main_job::{ask, retitle, road, unit_of, write, write_sparse},
};
use testing::Browser;

async fn save(browser: &mut Browser, id: &str, change: impl Fn(&str, &str) -> String) -> testing::Answer {
    let page = browser.get(&format!("/messages/{id}/edit")).await;
    let unit = unit_of(&page, "Center for Vej og Park");
    let mut fields: Vec<(String, String)> = road(&unit, "Stien er lukket")
        .into_iter()
        .map(|(name, value)| (name.to_owned(), change(name, value)))
        .collect();
    fields.push(("base".into(), page.value("base")));
    fields.push(("base-hash".into(), page.value("base-hash")));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    browser.post(&format!("/messages/{id}/edition"), &fields).await
}

#[test]
fn nobody_approves_what_they_wrote() {
    house(async |house| {
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut director = house.sign_in("direktør").await;
        let id = write(&mut head, "Stien er lukket").await;
        // The head wrote it, so the one above is asked instead.
        let request = ask(&mut head, &mut director, &id).await;
        assert!(!head.get("/approvals").await.body.contains(&request));
        let answer = head.post(&format!("/approvals/{request}/approval"), &[]).await;
        assert_eq!(answer.status, 422, "the author is refused");
        let answer = consultant.post(&format!("/approvals/{request}/approval"), &[]).await;
        assert_eq!(answer.status, 403, "somebody who was not asked is refused");
        house.work().await;
    });
}

#[test]
fn a_return_needs_a_comment_and_keeps_what_was_typed() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let long = "x".repeat(2_001);
        let answer = head
            .post(&format!("/approvals/{request}/return"), &[("form", "return"), ("comment", &long)])
            .await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains(&long), "the comment is still in the field");
        let answer = head
            .post(
                &format!("/approvals/{request}/return"),
                &[("form", "return"), ("comment", "Skriv, hvor længe.")],
            )
            .await;
        assert_eq!(answer.status, 303);
        house.work().await;
        assert!(house.mails.take().iter().any(|mail| mail.to.as_str() == "konsulent@sundby.example"));
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Skriv, hvor længe."), "the comment stands in the activity view");
        let answer = head.post(&format!("/approvals/{request}/approval"), &[]).await;
        assert_eq!(answer.status, 409, "a closed question cannot be answered");
    });
}

#[test]
fn a_later_edit_takes_the_yes_away_and_a_small_correction_does_not() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let wrong = save(&mut consultant, &id, |name, value| match name {
            "main-point" => "Vi lægger ny asfalt. Det er komunens egen vej.".to_owned(),
            _ => value.to_owned(),
        })
        .await;
        assert_eq!(wrong.status, 303);
        // A misspelling stops the request here, as the codex of the strategy blocks; this one stands with a reason.
        let stands = [
            ("rule", "language-spelling"),
            ("found", "komunens"),
            ("reason", "Sådan står der på skiltet ved vejen."),
        ];
        assert_eq!(consultant.post(&format!("/messages/{id}/waiver"), &stands).await.status, 303);
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        house.work().await;
        house.mails.take();

        let small = save(&mut consultant, &id, |name, value| match name {
            "main-point" => "Vi lægger ny asfalt. Det er kommunens egen vej.".to_owned(),
            _ => value.to_owned(),
        })
        .await;
        assert_eq!(small.status, 303);
        house.work().await;
        let told = house.mails.take();
        assert_eq!(told.len(), 1, "the approver is told of the small correction");
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("class=\"node done\" id=\"step-approval\""), "the yes stands");

        let large = save(&mut consultant, &id, |name, value| match name {
            "main-point" => "Vi lægger ny asfalt i oktober. Det er kommunens egen vej.".to_owned(),
            _ => value.to_owned(),
        })
        .await;
        assert_eq!(large.status, 303);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("class=\"node missing\" id=\"step-approval\""), "the yes is gone");
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        assert!(!house.visitor().get("/").await.body.contains("Stien er lukket"), "nothing leaves uncleared");
        consultant.post(&format!("/messages/{id}/schedule/delete"), &[]).await;
    });
}

#[test]
fn a_yes_by_telephone_is_written_down_by_somebody_else_and_told_to_the_approver() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        house.work().await;
        house.mails.take();
        let page = chief.get(&format!("/approvals/{request}")).await;
        let person = page.between("<option value=\"", "\"");
        let own = consultant.post(&format!("/approvals/{request}/telephone"), &[("person", &person)]).await;
        assert_eq!(own.status, 422, "the author may not write it down");
        let answer = chief
            .post(
                &format!("/approvals/{request}/telephone"),
                &[("person", &person), ("note", "Ja, send den.")],
            )
            .await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.work().await;
        assert!(house.mails.take().iter().any(|mail| mail.to.as_str() == "chef.vej@sundby.example"));
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("class=\"node done\" id=\"step-approval\""));
    });
}

#[test]
fn danger_goes_before_internal_first_with_a_reason() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let path = format!("/messages/{id}/exemption");
        let answer = consultant.post(&path, &[("kind", "danger"), ("reason", "kort")]).await;
        assert_eq!(answer.status, 422, "a reason must say something");
        let answer =
            consultant.post(&path, &[("kind", "weather"), ("reason", "Det regner meget i dag.")]).await;
        assert_eq!(answer.status, 422, "only the strategy's exemptions");
        let answer =
            consultant.post(&path, &[("kind", "danger"), ("reason", "Træer vælter ned over stien.")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        assert!(house.visitor().get("/").await.body.contains("Stien er lukket"), "out at once");
        // Why it left early is not written over afterwards.
        let answer =
            consultant.post(&path, &[("kind", "danger"), ("reason", "Det blæste vist også lidt.")]).await;
        assert_eq!(answer.status, 409, "{}", answer.body);
        let mut conn = house.site.db.read().await.unwrap();
        let kept = release::exemption_of(&mut conn, id.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!(kept.reason, "Træer vælter ned over stien.");
    });
}

#[test]
fn what_saves_itself_never_ends_a_yes() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let page = consultant.get(&format!("/messages/{id}/edit")).await;
        let unit = unit_of(&page, "Center for Vej og Park");
        let base = (page.value("base"), page.value("base-hash"));
        let mut fields = road(&unit, "Stien er lukket hu");
        fields.extend([("base", base.0.as_str()), ("base-hash", base.1.as_str()), ("autosave", "1")]);
        let answer = consultant.post(&format!("/messages/{id}/edition"), &fields).await;
        assert_eq!(answer.status, 409);
        assert!(answer.body.contains("Tryk Gem"), "it says what to do: {}", answer.body);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("class=\"node done\" id=\"step-approval\""), "the yes stands");
        house.work().await;
    });
}

#[test]
fn nobody_takes_a_message_from_a_unit_they_cannot_write_for() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut owner = house.sign_in("chef for Politik og Ledelse").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        assert_eq!(owner.get(&format!("/messages/{id}")).await.status, 200, "they may read it");
        assert_eq!(owner.get(&format!("/messages/{id}/edit")).await.status, 403, "and not write on it");
        let page = consultant.get(&format!("/messages/{id}/edit")).await;
        let mine = owner.get("/messages/new").await;
        let unit = unit_of(&mine, "Center for Politik og Ledelse");
        let base = (page.value("base"), page.value("base-hash"));
        let mut fields = road(&unit, "Stien er vores");
        fields.extend([("base", base.0.as_str()), ("base-hash", base.1.as_str())]);
        assert_eq!(owner.post(&format!("/messages/{id}/edition"), &fields).await.status, 403);
        assert!(consultant.get(&format!("/messages/{id}")).await.body.contains("Stien er lukket"));
    });
}

#[test]
fn a_cpr_number_stops_the_request_wherever_it_stands() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        for field in ["title", "main-point", "body", "internal-text", "contact-function", "contact-phone"] {
            let editor = consultant.get("/messages/new").await;
            let unit = unit_of(&editor, "Center for Vej og Park");
            let mut fields = road(&unit, "Stien er lukket");
            for pair in fields.iter_mut().filter(|pair| pair.0 == field) {
                pair.1 = "Ring til 010190-1234";
            }
            let made = consultant.post("/messages", &fields).await;
            let id = made.location.split('/').nth(2).unwrap().to_owned();
            let asked = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
            assert_eq!(asked.status, 422, "{field}");
        }
        house.work().await;
    });
}

#[test]
fn a_yes_can_be_taken_back_after_it_was_complete_and_nothing_leaves_then() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(page.body.contains(&format!("/approvals/{request}/withdrawal")), "the page offers it");
        head.post(&format!("/approvals/{request}/withdrawal"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        assert!(!house.visitor().get("/").await.body.contains("Stien er lukket"));
        assert!(!consultant.get("/staff").await.body.contains("Naboer og forældre"));
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(!thread.body.contains(">sagt ja<"), "no yes is shown that is not there");
        consultant.post(&format!("/messages/{id}/schedule/delete"), &[]).await;
    });
}

#[test]
fn after_a_large_edit_the_page_says_who_to_ask_and_offers_no_release() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        save(&mut consultant, &id, |name, value| match name {
            "main-point" => "Vi lægger ny asfalt i oktober.".to_owned(),
            _ => value.to_owned(),
        })
        .await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Disse skal godkende den") && !thread.body.contains("/release\""));
        assert!(
            thread.body.contains("centerchef for Vej og Park <a")
                || thread.body.contains("centerchef for Vej og Park")
        );
        house.work().await;
    });
}

#[test]
fn a_lost_answer_is_unknown_until_a_person_chooses() {
    house(async |house| {
        for email in ["lost@example.dk", "borger@example.dk", "dead@example.dk"] {
            let mut tx = house.site.db.begin().await.unwrap();
            let id = people::consent::ask(&mut tx, email, &["roads"], "da").await.unwrap();
            people::consent::confirm(&mut tx, id).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        let sent = |mails: Vec<testing::Caught>| {
            mails.iter().filter(|mail| mail.to.as_str().ends_with("@example.dk")).count()
        };
        assert_eq!(sent(house.mails.take()), 1, "one reader has it, once");
        house.forward(600).await;
        assert_eq!(sent(house.mails.take()), 0, "nothing is sent twice by itself");
        // Ten hours later the earlier sessions have ended.
        let mut on_call = house.sign_in("kommunikationschef").await;
        let thread = on_call.get(&format!("/messages/{id}")).await;
        assert!(
            thread.body.contains("1 måske nået frem") && thread.body.contains("1 nåede ikke frem"),
            "{}",
            thread.body
        );
        let resend = thread.between("action=\"/dispatches/", "/resend");
        assert_eq!(on_call.post(&format!("/dispatches/{resend}/resend"), &[]).await.status, 303);
        house.work().await;
        let again = on_call.post(&format!("/dispatches/{resend}/resend"), &[]).await;
        assert_eq!(again.status, 303, "it was lost again, and may be chosen again");
        house.work().await;
        let mut conn = house.site.db.read().await.unwrap();
        let left = db::run!(&mut conn, scalar i64, "select count(*) from subscriber where email = 'dead@example.dk'", [] => fetch_one);
        assert_eq!(left.unwrap(), 1, "one refusal proves nothing");
    });
}

/// What is ready and whose reader may not release it says who may.
#[test]
fn whoever_may_not_release_reads_who_may() {
    house(async |house| {
        let mut deputy = house.sign_in("souschef i Vej og Park").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut deputy, "Stien er lukket").await;
        let request = ask(&mut deputy, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let who = "eller Kommunikation kan udgive den";
        let page = deputy.get(&format!("/messages/{id}")).await;
        assert!(page.body.contains(who) && !page.body.contains("/release\""), "{}", page.body);
        let page = head.get(&format!("/messages/{id}")).await;
        assert!(!page.body.contains(who) && page.body.contains("/release\""), "{}", page.body);
    });
}

/// A strategy that names no roles asks for none: the real one of Slagelse must let a message through.
#[test]
fn a_strategy_without_roles_lets_a_message_through() {
    house_with(SLAGELSE, async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write_sparse(&mut consultant, "Skolevej er lukket i uge 20").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        house.forward(60).await;
        assert!(house.visitor().get("/").await.body.contains("Skolevej"));
    });
}

/// The latest request is the one that was asked last, whatever the clock said meanwhile; on
/// PostgreSQL an act that waited for another one looks the same.
#[test]
fn a_clock_that_is_set_back_confuses_no_request() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let mut seen = Vec::new();
        for title in ["Stien er spærret", "Stien er lukket i dag", "Stien er lukket hele dagen"] {
            retitle(&mut consultant, &id, title).await;
            let request = ask(&mut consultant, &mut head, &id).await;
            assert!(!seen.contains(&request), "{title}: a request of its own");
            seen.push(request);
            house.clock.forward(-60_000);
        }
        let last = seen.last().unwrap();
        assert_eq!(head.post(&format!("/approvals/{last}/approval"), &[]).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    });
}
