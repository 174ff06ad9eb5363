//! A correction of what not everybody has yet: whoever corrects says what becomes of the rest, whoever approves and
//! sends sees what it corrects, and the original never comes after it (H3, H4, P6).

use crate::{
    house::{House, house},
    main_job::{ask, unit_of},
    record::{approved, change},
};
use testing::Browser;

/// A message that staff have and readers get at ten; gives its id.
async fn half_out(house: &House, consultant: &mut Browser, head: &mut Browser) -> String {
    let (id, _) = approved(consultant, head).await;
    let answer = consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    house.forward(0).await;
    house.mails.take();
    id
}

const POINT: (&str, &str) = ("main-point", "Vi lægger ny asfalt i oktober. Stien er lukket.");

/// Opens the correction with what was typed over the original.
async fn correct_with(consultant: &mut Browser, id: &str, rest: &[(&str, &str)]) -> testing::Answer {
    let page = consultant.get(&format!("/messages/{id}/edit")).await;
    let unit = unit_of(&page, "Center for Vej og Park");
    let base = (page.value("base"), page.value("base-hash"));
    let mut fields = crate::main_job::road(&unit, "Stien er lukket");
    for pair in fields.iter_mut().filter(|pair| pair.0 == POINT.0) {
        pair.1 = POINT.1;
    }
    fields.extend([("base", base.0.as_str()), ("base-hash", base.1.as_str())]);
    fields.extend_from_slice(rest);
    consultant.post(&format!("/messages/{id}/correction"), &fields).await
}

#[test]
fn whoever_corrects_what_readers_wait_for_says_what_becomes_of_it() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = half_out(house, &mut consultant, &mut head).await;
        let saved = change(&mut consultant, &id, POINT, &[]).await;
        assert_eq!(saved.status, 409);
        for word in ["Ikke alle har fået beskeden endnu", "name=\"rest\" value=\"stop\"", "i oktober"] {
            assert!(saved.body.contains(word), "{word}: {}", saved.body);
        }
        // Asked, not guessed: from the editor with what was typed, from the thread page, and by a program.
        let asked = correct_with(&mut consultant, &id, &[]).await;
        assert_eq!(asked.status, 409);
        assert!(asked.body.contains("i oktober") && asked.body.contains("value=\"send\""), "{}", asked.body);
        let asked = consultant.post(&format!("/messages/{id}/correction"), &[]).await;
        assert_eq!(asked.status, 409);
        assert!(asked.body.contains("Vælg, om du vil stoppe den"), "{}", asked.body);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("name=\"rest\" value=\"stop\""), "{}", thread.body);
        let strange = consultant.post(&format!("/messages/{id}/correction"), &[("rest", "måske")]).await;
        assert_eq!(strange.status, 409);

        let answer = correct_with(&mut on_call, &id, &[("rest", "stop")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let new = answer.location.split('/').nth(2).unwrap().to_owned();
        house.work().await;
        let mails = house.mails.take();
        let told = mails.iter().find(|mail| mail.to.as_str() == "konsulent@sundby.example");
        assert!(told.is_some_and(|mail| mail.subject.contains("går ikke ud til resten")), "{mails:?}");
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(
            thread.body.contains("Resten går ikke ud, fordi der er lavet en rettelse"),
            "{}",
            thread.body
        );
        house.forward(26 * 60).await;
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 404);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(
            editor.body.contains(&format!("/messages/{new}/edit")),
            "one goes on with it: {}",
            editor.body
        );
    });
}

#[test]
fn whoever_approves_and_sends_a_correction_sees_what_it_corrects() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = half_out(house, &mut consultant, &mut head).await;
        let answer = correct_with(&mut consultant, &id, &[("rest", "send")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let new = answer.location.split('/').nth(2).unwrap().to_owned();
        let request = ask(&mut consultant, &mut head, &new).await;
        let pages = [
            consultant.get(&format!("/messages/{new}/edit")).await,
            head.get(&format!("/approvals/{request}")).await,
            consultant.get(&format!("/messages/{new}/release")).await,
        ];
        for page in &pages {
            for word in [
                "Dette er en rettelse til",
                &format!("/messages/{id}\""),
                "Den oprindelige besked går stadig ud",
                "også ud med Nyt fra Sundby",
            ] {
                assert!(page.body.contains(word), "{word}: {}", page.body);
            }
        }
        let approve = &pages[1].body;
        assert!(approve.contains("Ændret i forhold til den oprindelige besked"), "{approve}");
        assert!(approve.contains("<ins>oktober</ins>") || approve.contains("oktober</ins>"), "{approve}");
    });
}

#[test]
fn the_original_never_comes_after_its_correction() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        let at = [("at", "2026-05-07T14:00")];
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &at).await.status, 303);
        // Staff have it in the morning, and the correction leaves before readers were to have it.
        house.forward(28 * 60 + 30).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let answer = correct_with(&mut consultant, &id, &[("rest", "send")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let new = answer.location.split('/').nth(2).unwrap().to_owned();
        let now = [("kind", "danger"), ("reason", "Nogen kan komme til skade.")];
        let request = ask(&mut consultant, &mut head, &new).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{new}/exemption"), &now).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{new}/schedule"), &[]).await.status, 303);
        house.work().await;
        house.mails.take();
        house.forward(1).await;
        assert_eq!(house.visitor().get("/news/rettelse-stien-er-lukket").await.status, 200);
        let mails = house.mails.take();
        assert!(mails.iter().any(|mail| mail.subject.contains("går ikke ud til resten")), "{mails:?}");
        house.forward(24 * 60).await;
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 404, "{}", house.database);
    });
}

/// Lets a correction go out to everybody at once.
async fn send_at_once(house: &House, consultant: &mut Browser, head: &mut Browser, id: &str) {
    let request = ask(consultant, head, id).await;
    assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    let now = [("kind", "danger"), ("reason", "Nogen kan komme til skade.")];
    assert_eq!(consultant.post(&format!("/messages/{id}/exemption"), &now).await.status, 303);
    assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    house.work().await;
    house.forward(0).await;
}

#[test]
fn what_was_corrected_is_not_sent_by_hand_either() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = half_out(house, &mut consultant, &mut head).await;
        let answer = correct_with(&mut consultant, &id, &[("rest", "stop")]).await;
        let new = answer.location.split('/').nth(2).unwrap().to_owned();
        send_at_once(house, &mut consultant, &mut head, &new).await;
        assert_eq!(house.visitor().get("/news/rettelse-stien-er-lukket").await.status, 200);
        let sent = consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        assert_eq!(sent.status, 409, "{}", sent.body);
        assert!(sent.body.contains("Rettelsen er ude"), "{}", sent.body);
        house.forward(120).await;
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 404, "{}", house.database);
    });
}

#[test]
fn the_first_original_does_not_come_after_the_correction_of_its_correction() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = half_out(house, &mut consultant, &mut head).await;
        let answer = correct_with(&mut consultant, &id, &[("rest", "send")]).await;
        let first = answer.location.split('/').nth(2).unwrap().to_owned();
        let request = ask(&mut consultant, &mut head, &first).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{first}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        let answer = consultant.post(&format!("/messages/{first}/correction"), &[("rest", "send")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let second = answer.location.split('/').nth(2).unwrap().to_owned();
        send_at_once(house, &mut consultant, &mut head, &second).await;
        house.forward(120).await;
        let archive = house.visitor().get("/archive").await;
        let shown = archive.body.matches("tien-er-lukket\"").count();
        assert_eq!(shown, 1, "{}: the last correction alone: {}", house.database, archive.body);
    });
}

/// A correction of what is out, out too; gives its id.
async fn correction_out(
    house: &House,
    consultant: &mut Browser,
    head: &mut Browser,
    id: &str,
    point: &str,
) -> String {
    let new = crate::erased::corrected(consultant, id, point).await;
    let request = ask(consultant, head, &new).await;
    assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    assert_eq!(consultant.post(&format!("/messages/{new}/schedule"), &[]).await.status, 303);
    house.forward(0).await;
    house.forward(61).await;
    house.mails.take();
    new
}

/// The address of a message's article.
async fn address(house: &House, id: &str) -> String {
    let message: db::Id = id.parse().unwrap();
    let found = db::run!(
        &mut house.site.db.read().await.unwrap(),
        scalar String,
        "select slug from article where message_id = $1",
        [message] => fetch_one
    );
    format!("/news/{}", found.unwrap())
}

/// Of all that belong together the last one that is out holds: each leads to it, whatever is taken down in between.
#[test]
fn each_text_leads_to_the_one_that_holds_now() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let first = crate::record::out(house, &mut consultant, &mut head).await;
        let second =
            correction_out(house, &mut consultant, &mut head, &first, "Vejen er lukket i tre dage.").await;
        let third =
            correction_out(house, &mut consultant, &mut head, &second, "Vejen er lukket i fire dage.").await;
        let (one, two, three) =
            (address(house, &first).await, address(house, &second).await, address(house, &third).await);
        for (from, to) in [(&one, &three), (&two, &three)] {
            let page = house.visitor().get(from).await;
            let leads = page.between("er rettet. Læs den nye:", "</a>");
            assert!(leads.contains(&format!("href=\"{to}\"")), "{from}: {}", page.body);
        }
        for (from, to) in [(&first, &third), (&second, &third)] {
            let page = consultant.get(&format!("/staff/{from}")).await;
            let leads = page.between("er rettet. Læs den nye:", "</a>");
            assert!(leads.contains(&format!("/staff/{to}")), "{}", page.body);
        }
        let reason = [("reason", "Den kom ved en fejl.")];
        let down = consultant.post(&format!("/messages/{second}/retraction"), &reason).await;
        assert_eq!(down.status, 303, "{}", down.body);
        let page = house.visitor().get(&one).await;
        assert!(page.between("er rettet. Læs den nye:", "</a>").contains(&three), "{}", page.body);
        let page = house.visitor().get(&three).await;
        assert!(page.between("retter en tidligere:", "</a>").contains(&one), "{}", page.body);
        house.mails.take();
    });
}

/// Whoever stopped the rest to correct it reads of the correction before sending the old text to them.
#[test]
fn a_correction_on_its_way_is_said_where_the_old_text_could_be_sent() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = half_out(house, &mut consultant, &mut head).await;
        let before = consultant.get(&format!("/messages/{id}")).await;
        assert!(!before.body.contains("en rettelse på vej"), "the control");
        let answer = correct_with(&mut consultant, &id, &[("rest", "stop")]).await;
        let new = answer.location.split('/').nth(2).unwrap().to_owned();
        house.work().await;
        for path in [format!("/messages/{id}"), format!("/messages/{id}/release")] {
            let page = consultant.get(&path).await;
            assert!(page.body.contains("Der er en rettelse på vej"), "{path}: {}", page.body);
            assert!(page.body.contains(&format!("href=\"/messages/{new}\"")), "{path}: {}", page.body);
        }
        let editor = consultant.get(&format!("/messages/{new}/edit")).await;
        assert!(!editor.body.contains("går også ud med"), "it was stopped: {}", editor.body);
        ask(&mut consultant, &mut head, &new).await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("(sendt til godkendelse)"), "{}", thread.body);
        house.work().await;
        house.mails.take();
    });
}
