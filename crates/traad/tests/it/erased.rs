//! Taking down and erasing reach everything that belongs together, whenever they come and whoever they concern: the
//! corrections of a message, the updates of a warning, the day after, the people who wrote and approved (S8, P6).

use crate::{
    house::{House, house},
    main_job::{ask, write},
    record::{change, out},
    taken_down::rows_that_hold,
};
use testing::Browser;

const REASON: (&str, &str) = ("reason", "Barnet kan kendes på det, der står.");

/// A correction of what is out, saved with a name in it; gives its id.
pub(crate) async fn corrected(consultant: &mut Browser, id: &str, point: &str) -> String {
    let answer = consultant.post(&format!("/messages/{id}/correction"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let new = answer.location.split('/').nth(2).unwrap().to_owned();
    let saved = change(consultant, &new, ("main-point", point), &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    new
}

/// A second correction of the same message, as there was before a correction was made of the newest text alone.
async fn second_draft(house: &House, id: &str) -> String {
    let mut tx = house.site.db.begin().await.unwrap();
    let person = db::run!(
        &mut tx,
        scalar db::Id,
        "select id from person where function = 'kommunikationskonsulent'",
        [] => fetch_one
    )
    .unwrap();
    let actor = people::of_person(house.site.db.clone(), person).await.unwrap().unwrap();
    let first = message::Message::get(&mut tx, id.parse().unwrap()).await.unwrap();
    let content = message::Edition::get(&mut tx, first.edition_id).await.unwrap().content.0;
    let draft = message::start(&mut tx, &actor, &content, Some(first.id)).await.unwrap();
    tx.commit().await.unwrap();
    draft.to_string()
}

/// The names of the boxes that are ticked on a page.
fn ticked(page: &str) -> Vec<String> {
    page.split("<input ")
        .filter(|input| input.split('>').next().unwrap().contains(" checked"))
        .filter_map(|input| input.split("name=\"with-").nth(1)?.split('"').next().map(str::to_owned))
        .collect()
}

#[test]
fn corrections_go_the_same_way_as_what_they_correct() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = out(house, &mut consultant, &mut head).await;
        let released =
            corrected(&mut consultant, &id, "Naboen i nummer fjorten har klaget over vejen.").await;
        let request = ask(&mut consultant, &mut head, &released).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        consultant.post(&format!("/messages/{released}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let planned = corrected(&mut consultant, &released, "Naboen fra nummer fjorten og en til.").await;
        let request = ask(&mut consultant, &mut head, &planned).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        let at = [("at", "2026-05-08T10:00")];
        assert_eq!(consultant.post(&format!("/messages/{planned}/schedule"), &at).await.status, 303);
        let draft = second_draft(house, &id).await;
        let saved = change(&mut consultant, &draft, ("main-point", "Nummer fjorten igen."), &[]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        assert!(!rows_that_hold(house, "fjorten").await.is_empty());
        house.work().await;
        house.mails.take();

        // The page asks about every one of them; what follows on a message goes with it unless one says no.
        let path = format!("/messages/{id}/retraction");
        let page = consultant.get(&path).await;
        let mut found = ticked(&page.body);
        found.sort();
        let mut all = vec![released.clone(), planned.clone(), draft.clone()];
        all.sort();
        assert_eq!(found, all, "{}", page.body);
        for word in ["(ude)", "(planlagt)", "(kladde)"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        // Not all of them: the page afterwards does not say that nothing is left.
        let names = [format!("with-{released}"), format!("with-{planned}")];
        let fields = [REASON, ("personal", "1"), (&names[0], "1"), (&names[1], "1")];
        let answer = consultant.post(&path, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.work().await;
        let page = consultant.get(&path).await;
        assert!(page.body.contains("Her kan det personlige stadig stå"), "{}", page.body);
        assert!(page.body.contains(&format!("/messages/{draft}/retraction")), "{}", page.body);
        assert!(!rows_that_hold(house, "fjorten").await.is_empty(), "the draft holds it still");
        house.forward(3 * 24 * 60).await;
        for path in ["/", "/archive", "/feed.atom"] {
            assert!(!house.visitor().get(path).await.body.contains("Stien"), "{path}");
        }
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let answer = consultant.post(&format!("/messages/{draft}/erasure"), &[REASON]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.work().await;
        let found = rows_that_hold(house, "fjorten").await;
        assert!(found.is_empty(), "{}: {found:?}", house.database);
        let page = consultant.get(&path).await;
        assert!(!page.body.contains("Her kan det personlige stadig stå"), "{}", page.body);
    });
}

#[test]
fn what_was_taken_down_in_haste_is_erased_the_day_after() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut worker = house.sign_in("vejmedarbejder").await;
        let id = out(house, &mut consultant, &mut head).await;
        let (down, erase) = (format!("/messages/{id}/retraction"), format!("/messages/{id}/erasure"));
        let early = consultant.post(&erase, &[REASON]).await;
        assert_eq!(early.status, 409, "it is out: {}", early.body);
        assert!(early.body.contains("Tag den ned først"), "{}", early.body);
        assert_eq!(consultant.post(&down, &[("reason", "Familien fjorten har ringet.")]).await.status, 303);
        assert!(!rows_that_hold(house, "asfalt").await.is_empty());
        assert_eq!(worker.post(&erase, &[REASON]).await.status, 403);
        let short = consultant.post(&erase, &[("form", "erase"), ("reason", "ups")]).await;
        assert_eq!(short.status, 422);
        assert!(short.body.contains(">ups</textarea>"), "what was typed is there: {}", short.body);
        let answer = consultant.post(&erase, &[REASON]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.work().await;
        for word in ["asfalt", "stien er", "fjorten"] {
            let found = rows_that_hold(house, word).await;
            assert!(found.is_empty(), "{}: {word}: {found:?}", house.database);
        }
        assert_eq!(consultant.post(&erase, &[REASON]).await.status, 409, "once is enough");
        let page = consultant.get(&down).await;
        assert!(page.body.contains("slettede teksten"), "{}", page.body);
        assert!(!page.body.contains("action=\"/messages/"), "nothing is left to do: {}", page.body);
    });
}

/// Saves what an editor held that was opened before.
async fn save_from(browser: &mut Browser, id: &str, editor: &testing::Answer) -> testing::Answer {
    let unit = crate::main_job::unit_of(editor, "Center for Vej og Park");
    let base = (editor.value("base"), editor.value("base-hash"));
    let mut fields = crate::main_job::road(&unit, "Familien i nummer fjorten flytter");
    fields.extend([("base", base.0.as_str()), ("base-hash", base.1.as_str())]);
    browser.post(&format!("/messages/{id}/edition"), &fields).await
}

#[test]
fn an_editor_that_was_open_brings_no_erased_word_back_unasked() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let draft = write(&mut consultant, "Familien i nummer fjorten flytter").await;
        let request = ask(&mut consultant, &mut head, &draft).await;
        let editor = consultant.get(&format!("/messages/{draft}/edit")).await;
        house.work().await;
        house.mails.take();
        assert_eq!(chief.post(&format!("/messages/{draft}/erasure"), &[REASON]).await.status, 303);
        let thread = chief.get(&format!("/messages/{draft}")).await;
        for untrue in ["er taget ned", "stoppede udgivelsen", "hører til en"] {
            assert!(!thread.body.contains(untrue), "it never was out: {untrue}: {}", thread.body);
        }
        // However often it is sent: from the page that was open, and from the one that refused it.
        let saved = save_from(&mut consultant, &draft, &editor).await;
        assert_eq!(saved.status, 409, "{}", saved.body);
        assert!(saved.body.contains("Teksten er slettet imens"), "{}", saved.body);
        assert!(saved.body.contains("nummer fjorten"), "what was typed is there to be copied");
        let saved = save_from(&mut consultant, &draft, &saved).await;
        assert_eq!(saved.status, 409, "{}", saved.body);
        house.work().await;
        let found = rows_that_hold(house, "fjorten").await;
        assert!(found.is_empty(), "{}: {found:?}", house.database);
        // Whoever was asked need not answer any more, and is told.
        let mails = house.mails.take();
        for address in ["konsulent@sundby.example", "chef.vej@sundby.example"] {
            assert!(mails.iter().any(|mail| mail.to.as_str() == address), "{address}: {mails:?}");
        }
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 409);

        // The same where it was out, and by a program that read it before.
        let id = out(house, &mut consultant, &mut head).await;
        let token = crate::api::token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        let shown = consultant.get_with(&format!("/api/v1/messages/{id}"), &token).await;
        let shown: serde_json::Value = serde_json::from_str(&shown.body).unwrap();
        let fields = [REASON, ("personal", "1")];
        assert_eq!(consultant.post(&format!("/messages/{id}/retraction"), &fields).await.status, 303);
        let content = &shown["content"];
        let body = serde_json::json!({
            "edition_id": shown["edition_id"], "hash": shown["edition"]["hash"],
            "content": {
                "title": "Stien er lukket", "main_point": "Vi lægger ny asfalt.", "unit_id": shown["unit_id"],
                "body_markdown": content["body_markdown"], "side": "external", "role": "service",
                "character": "neutral", "goal": content["goal"], "contact": content["contact"],
                "topics": content["topics"], "channels": content["channels"],
                "internal_text": content["internal_text"], "target_groups": [],
            }
        });
        let path = format!("/api/v1/messages/{id}/editions");
        let again = consultant.post_with(&path, &token, None, &body.to_string()).await;
        assert_eq!(again.status, 409, "{}", again.body);
        house.work().await;
        let found = rows_that_hold(house, "gule skilte").await;
        assert!(found.is_empty(), "{}: {found:?}", house.database);
    });
}

#[test]
fn what_is_down_already_is_called_so_and_nobody_is_told_twice() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let id = out(house, &mut consultant, &mut head).await;
        let draft = corrected(&mut consultant, &id, "Naboen har klaget over vejen.").await;
        assert_eq!(chief.post(&format!("/messages/{id}/retraction"), &[REASON]).await.status, 303);
        house.work().await;
        house.mails.take();
        let page = chief.get(&format!("/messages/{draft}/retraction")).await;
        assert!(page.body.contains("(taget ned)"), "{}", page.body);
        let with = format!("with-{id}");
        let gone = chief.post(&format!("/messages/{draft}/erasure"), &[REASON, (&with, "1")]).await;
        assert_eq!(gone.status, 303, "{}", gone.body);
        house.work().await;
        let found = rows_that_hold(house, "asfalt").await;
        assert!(found.is_empty(), "what was down is erased with it: {found:?}");
    });
}

#[test]
fn mails_that_a_folder_keeps_go_with_what_they_tell_of() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        assert_eq!(consultant.post(&format!("/messages/{id}/trial"), &[]).await.status, 303);
        let request = ask(&mut consultant, &mut head, &id).await;
        let fields = [("form", "return"), ("comment", "Skriv, hvor stien er.")];
        assert_eq!(head.post(&format!("/approvals/{request}/return"), &fields).await.status, 303);
        house.work().await;
        let holds = |house: &House| {
            let all = house.mails.all();
            all.iter().filter(|mail| mail.html.contains("Stien er lukket")).count()
        };
        assert!(holds(house) >= 3, "two trials and the question: {}", holds(house));
        let mut chief = house.sign_in("kommunikationschef").await;
        assert_eq!(chief.post(&format!("/messages/{id}/erasure"), &[REASON]).await.status, 303);
        house.work().await;
        assert_eq!(holds(house), 0, "{}: {:?}", house.database, house.mails.all());
        let told = house.mails.all();
        assert!(told.iter().any(|mail| mail.subject == "Teksten i en besked er slettet"), "{told:?}");
    });
}

/// Who is told, and what the mail says.
fn subjects(house: &House, address: &str) -> Vec<String> {
    let mails = house.mails.take();
    mails.iter().filter(|mail| mail.to.as_str() == address).map(|mail| mail.subject.clone()).collect()
}

#[test]
fn whoever_wrote_planned_or_approved_is_told_and_lists_say_so() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = out(house, &mut consultant, &mut head).await;
        assert_eq!(on_call.post(&format!("/messages/{id}/retraction"), &[REASON]).await.status, 303);
        house.work().await;
        let mails = house.mails.take();
        for address in ["konsulent@sundby.example", "chef.vej@sundby.example"] {
            let told: Vec<_> = mails.iter().filter(|mail| mail.to.as_str() == address).collect();
            assert_eq!(told.len(), 1, "{address}: {mails:?}");
            assert!(told[0].subject.contains("er taget ned"), "{told:?}");
            assert!(told[0].text.contains("Barnet kan kendes"), "{told:?}");
        }
        let list = consultant.get("/messages").await;
        assert!(list.body.contains("Taget ned"), "{}", list.body);
        let calendar = consultant.get("/calendar").await;
        assert!(calendar.body.contains("Taget ned"), "{}", calendar.body);

        let next = write(&mut consultant, "Broen åbner").await;
        let request = ask(&mut consultant, &mut head, &next).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        let at = [("at", "2026-05-07T10:00")];
        assert_eq!(consultant.post(&format!("/messages/{next}/schedule"), &at).await.status, 303);
        house.work().await;
        house.mails.take();
        assert_eq!(on_call.post(&format!("/messages/{next}/schedule/delete"), &[]).await.status, 303);
        house.work().await;
        let told = subjects(house, "konsulent@sundby.example");
        assert_eq!(told, ["Udgivelsen af »Broen åbner« er stoppet"], "somebody else stopped it");
    });
}

#[test]
fn what_comes_back_is_told_to_whoever_approves_it_and_keeps_its_past() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let now = [("kind", "danger"), ("reason", "Nogen kan komme til skade.")];
        assert_eq!(consultant.post(&format!("/messages/{id}/exemption"), &now).await.status, 303);
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(1).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/retraction"), &[REASON]).await.status, 303);
        house.forward(1).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let page = head.get(&format!("/approvals/{request}")).await;
        for word in ["taget ned", "Barnet kan kendes", "Teksten er ikke ændret"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        // Why it was let go at once the first time says nothing about now: staff hear first.
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(1).await;
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 410);
        house.forward(61).await;
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 200);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let page = consultant.get(&format!("/messages/{id}/retraction")).await;
        let periods = page.body.matches("<strong>sundby.example</strong>").count();
        assert_eq!(periods, 2, "both times that it was out: {}", page.body);

        // Erased and written anew, it has an address of its own again; the old one is still gone.
        let fields = [REASON, ("personal", "1")];
        assert_eq!(consultant.post(&format!("/messages/{id}/retraction"), &fields).await.status, 303);
        let saved = change(&mut consultant, &id, ("title", "Broen er lukket"), &[]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        assert_eq!(house.visitor().get("/news/broen-er-lukket").await.status, 200, "{}", house.database);
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 410);
    });
}

#[test]
fn a_program_takes_down_erases_stops_and_opens_as_a_person_does() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = out(house, &mut consultant, &mut head).await;
        let token = crate::api::token_for(house, &people::SCOPES, Some("kommunikationschef")).await;
        let base = format!("/api/v1/messages/{id}");
        let call = async |browser: &mut Browser, path: &str, body: &str| {
            let answer = browser.post_with(path, &token, None, body).await;
            (answer.status, answer.body)
        };
        let reason = r#"{"reason":"Barnet kan kendes på det, der står."}"#;
        house.mails.take();
        let trial = call(&mut consultant, &format!("{base}/trials"), "").await;
        assert_eq!(trial.0, 201, "{}", trial.1);
        house.work().await;
        let tried = house.mails.take();
        assert!(!tried.is_empty(), "the person of the token gets it");
        assert!(
            tried.iter().all(|mail| mail.to.as_str() == "kommunikationschef@sundby.example"),
            "{tried:?}"
        );
        let early = call(&mut consultant, &format!("{base}/erasures"), reason).await;
        assert_eq!(early.0, 409, "it is out: {}", early.1);
        let short = call(&mut consultant, &format!("{base}/retractions"), r#"{"reason":"ups"}"#).await;
        assert!(short.0 == 422 && short.1.contains("reason"), "{short:?}");
        let none = call(&mut consultant, &format!("{base}/amendments"), "").await;
        assert_eq!(none.0, 409, "nothing small lies above it: {}", none.1);
        let down = call(&mut consultant, &format!("{base}/retractions"), reason).await;
        assert_eq!(down.0, 201, "{}", down.1);
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 410);
        let releases = consultant.get_with(&format!("{base}/releases"), &token).await;
        assert!(releases.body.contains("\"retracted_at\":\"2026"), "the past is told: {}", releases.body);
        assert_eq!(call(&mut consultant, &format!("{base}/erasures"), reason).await.0, 201);
        house.work().await;
        assert!(rows_that_hold(house, "stien er lukket").await.is_empty(), "{}", house.database);

        let stop = call(&mut consultant, "/api/v1/stops", r#"{"reason":"Vi venter på beredskabet."}"#).await;
        assert_eq!(stop.0, 201, "{}", stop.1);
        assert!(consultant.get("/desk").await.body.contains("Vi venter på beredskabet."));
        assert_eq!(call(&mut consultant, "/api/v1/openings", "").await.0, 201);
        assert_eq!(call(&mut consultant, "/api/v1/openings", "").await.0, 409, "nothing is stopped");
        let writer = crate::api::token_for(house, &people::SCOPES, Some("vejmedarbejder")).await;
        let answer = consultant
            .post_with("/api/v1/stops", &writer, None, r#"{"reason":"Vi venter på beredskabet."}"#)
            .await;
        assert_eq!(answer.status, 403, "{}", answer.body);
    });
}
