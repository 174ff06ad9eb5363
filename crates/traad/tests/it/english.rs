//! A message in English: checked with the rules and the dictionary of its language, and told as English wherever it
//! is read, so that it is read aloud with the right voice (WCAG 2.2, 3.1.2). Staff still hear first, in Danish.

use crate::api::{json, problem, token_for};
use crate::house::house;
use crate::main_job::{ask, road, unit_of};
use testing::{Answer, Browser};

const TITLE: &str = "Skolevej is closed in week 20";
const BODY: &str = "You can walk and cycle past as usual. We recieve the asphalt on Monday, prior to the work.\n\n\
                    If you drive, follow the yellow signs to the school and back again.";

/// The form of a message in a language.
fn form<'a>(unit: &'a str, language: &'a str, body: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = road(unit, TITLE);
    fields.retain(|(name, _)| !matches!(*name, "body" | "main-point"));
    fields.extend([
        ("language", language),
        ("main-point", "We are laying new asphalt. The road is closed to cars for five days."),
        ("body", body),
    ]);
    fields
}

async fn write(consultant: &mut Browser, language: &str, body: &str) -> (String, Answer) {
    let editor = consultant.get("/messages/new").await;
    let unit = unit_of(&editor, "Center for Vej og Park");
    let answer = consultant.post("/messages", &form(&unit, language, body)).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let id = answer.location.split('/').nth(2).unwrap().to_owned();
    let page = consultant.get(&format!("/messages/{id}/edit")).await;
    (id, page)
}

fn marks(page: &Answer, rule: &str) -> Vec<String> {
    let mark = format!("data-rule=\"language-{rule}\"");
    let entries = page.body.split("<li").filter(|entry| entry.contains(&mark));
    entries
        .filter_map(|entry| Some(entry.split("data-found=\"").nth(1)?.split('"').next()?.to_owned()))
        .collect()
}

#[test]
fn english_is_checked_as_english_and_what_staff_read_as_danish() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let (_, page) = write(&mut consultant, "en", BODY).await;
        assert!(page.body.contains("<option value=\"en\" lang=\"en\" selected"), "{}", page.body);
        assert_eq!(marks(&page, "spelling"), ["recieve"]);
        assert_eq!(marks(&page, "en-wordy-phrases"), ["prior to"]);
        assert!(page.body.contains("data-suggestions=\"receive"), "{}", page.body);
        assert!(page.body.contains("name=\"body\" lang=\"en\""), "the browser spells in English too");

        let unit = unit_of(&page, "Center for Vej og Park");
        let mut fields = form(&unit, "en", BODY);
        fields.retain(|(name, _)| *name != "internal-text");
        fields.push((
            "internal-text",
            "Naboerne ringer nok. Såfremt de ringer, så sig, at vejen er åbenn fredag.",
        ));
        let live = consultant.post("/messages/check", &fields).await;
        assert_eq!(marks(&live, "spelling"), ["åbenn", "recieve"], "{}", live.body);
        assert_eq!(marks(&live, "paper-words"), ["Såfremt"]);
    });
}

#[test]
fn a_text_in_another_language_than_it_says_is_asked_about_once() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let (id, page) = write(&mut consultant, "da", BODY).await;
        assert!(
            page.between("findings must", "</ul>").contains("Teksten ser ud til at være på engelsk."),
            "{}",
            page.body
        );
        assert!(page.body.contains("<a href=\"#language\">"), "the finding leads to the choice");
        assert!(marks(&page, "spelling").is_empty(), "not every word is a mistake");
        let asked = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
        assert_eq!(asked.status, 422, "nobody gets round the rules by choosing the other language");

        let unit = unit_of(&page, "Center for Vej og Park");
        let danish = consultant
            .post("/messages/check", &[road(&unit, TITLE), vec![("language", "en")]].concat())
            .await;
        assert!(danish.body.contains("Teksten ser ud til at være på dansk."), "{}", danish.body);
    });
}

#[test]
fn english_is_told_as_english_wherever_it_is_read() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let (id, _) = write(&mut consultant, "en", BODY.trim_end()).await;
        let fields = [("rule", "language-spelling"), ("reason", "Ordet skal stå sådan i denne prøve.")];
        assert_eq!(consultant.post(&format!("/messages/{id}/waiver"), &fields).await.status, 303);
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(page.body.contains("<h2 id=\"reader-title\" lang=\"en\">"), "{}", page.body);
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        house.forward(60).await;

        let mut reader = house.visitor();
        let front = reader.get("/").await;
        assert!(front.body.contains("<h2 lang=\"en\"><a href=\"/news/skolevej-is-closed"), "{}", front.body);
        let article = reader.get("/news/skolevej-is-closed-in-week-20").await;
        assert!(article.body.contains("<html lang=\"da\">") && article.body.contains("<h1 lang=\"en\">"));
        assert!(article.body.contains("<div class=\"prose\" lang=\"en\">") && article.body.contains("en_GB"));
        assert!(reader.get("/search?q=asphalt").await.body.contains("<h2 lang=\"en\">"));
        assert!(reader.get("/feed.atom").await.body.contains("<entry xml:lang=\"en\">"));
        assert!(reader.get("/feed.json").await.body.contains("\"language\":\"en\""));
        let staff = consultant.get(&format!("/staff/{id}")).await;
        assert!(staff.body.contains("<h1 lang=\"en\">") && staff.body.contains("<p class=\"pre\">Naboer"));
        let mails = house.mails.take();
        let mail = mails.iter().find(|mail| mail.subject == TITLE).unwrap();
        assert!(
            mail.html.contains("<html lang=\"da\">") && mail.html.contains("<h1 lang=\"en\""),
            "{}",
            mail.html
        );

        // In the English interface nothing stands out, and what is Danish does.
        reader.get("/lang/en?next=/").await;
        let article = reader.get("/news/skolevej-is-closed-in-week-20").await;
        assert!(
            article.body.contains("<html lang=\"en\">") && article.body.contains("<h1>"),
            "{}",
            article.body
        );
    });
}

#[test]
fn programs_write_in_english_and_are_told_which_languages_there_are() {
    house(async |house| {
        let key = token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        let mut program = house.visitor();
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let unit = unit_of(&consultant.get("/messages/new").await, "Center for Vej og Park");
        let body = |language: &str| {
            format!(
                r#"{{"language": "{language}", "title": "{TITLE}", "unit_id": "{unit}", "body_markdown": "Hello."}}"#
            )
        };
        let made = program.post_with("/api/v1/messages", &key, None, &body("en")).await;
        assert_eq!(made.status, 201, "{}", made.body);
        assert_eq!(json(&made)["content"]["language"], "en");
        let refused = program.post_with("/api/v1/messages", &key, None, &body("de")).await;
        problem(&refused, 422);
        assert!(refused.body.contains("\"language\""), "{}", refused.body);
    });
}
