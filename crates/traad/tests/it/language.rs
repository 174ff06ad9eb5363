//! The language check at work: what may stand at one place, the municipality's own words, what the codex and the law
//! make of a finding, figures that are kept, and the endpoint for programs.

use crate::api::{holds, json, problem, token};
use crate::house::{House, house, house_with};
use crate::main_job::{road, unit_of};
use serde_json::Value;
use testing::{Answer, Browser};

/// A word that no dictionary has.
const STRANGE: &str = "sundbo";

pub(crate) async fn save(consultant: &mut Browser, more: &[(&str, &str)]) -> String {
    let editor = consultant.get("/messages/new").await;
    let unit = unit_of(&editor, "Center for Vej og Park");
    let title = "Skolevej er lukket i uge 20";
    let mut fields: Vec<(&str, &str)> = road(&unit, title);
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| name == other));
    fields.extend_from_slice(more);
    let answer = consultant.post("/messages", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.split('/').nth(2).unwrap().to_owned()
}

pub(crate) async fn edit(consultant: &mut Browser, id: &str) -> Answer {
    consultant.get(&format!("/messages/{id}/edit")).await
}

fn found(page: &Answer, word: &str) -> bool {
    page.body.contains(&format!("data-found=\"{word}\""))
}

#[test]
fn one_place_may_stand_and_another_of_the_same_rule_is_still_found() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let body = [("body", "Såfremt du kører bil, så følg skiltene. Kom forinden med kortet.")];
        let id = save(&mut consultant, &body).await;
        let page = edit(&mut consultant, &id).await;
        assert!(found(&page, "Såfremt") && found(&page, "forinden"), "{}", page.body);
        let rule =
            page.between("data-found=\"Såfremt\"", "</li>").split("data-rule=\"").nth(1).unwrap().to_owned();
        let rule = rule.split('"').next().unwrap();
        assert!(page.between("data-found=\"forinden\"", "</li>").contains(&format!("data-rule=\"{rule}\"")));

        let path = format!("/messages/{id}/waiver");
        let short = [("rule", rule), ("found", "Såfremt"), ("reason", "Nej."), ("inline", "1")];
        let refused = consultant.post(&path, &short).await;
        assert!(refused.status == 422 && refused.body.contains("10 til 1.000 tegn"), "{}", refused.body);
        let other = [("rule", rule), ("found", "Skønt"), ("reason", "Ordet står i loven."), ("inline", "1")];
        assert_eq!(
            consultant.post(&path, &other).await.status,
            422,
            "what does not stand there cannot be let stand"
        );
        let fields =
            [("rule", rule), ("found", "Såfremt"), ("reason", "Ordet står i loven."), ("inline", "1")];
        assert_eq!(consultant.post(&path, &fields).await.status, 200);

        let page = edit(&mut consultant, &id).await;
        assert!(!found(&page, "Såfremt") && found(&page, "forinden"), "only the one place stands");
        assert!(page.body.contains("Én bemærkning står med en begrundelse"), "{}", page.body);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Ordet står i loven."), "the thread page tells why");

        // The live check knows it too, as the form says which edition is written on.
        let base = page.value("base");
        let unit = unit_of(&page, "Center for Vej og Park");
        let mut fields = road(&unit, "Skolevej er lukket i uge 20");
        fields.retain(|(name, _)| *name != "body");
        fields.extend([("body", body[0].1), ("base", base.as_str())]);
        let live = consultant.post("/messages/check", &fields).await;
        assert!(!found(&live, "Såfremt") && found(&live, "forinden"), "{}", live.body);
    });
}

#[test]
fn words_of_the_house_are_right_and_who_keeps_the_list_is_decided_by_right() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let text = [("body", "Hver sundbo får et kort. En sundbos kort gælder hele året.")];
        let id = save(&mut consultant, &text).await;
        assert!(found(&edit(&mut consultant, &id).await, STRANGE));
        let page = edit(&mut consultant, &id).await;
        assert!(page.body.contains("data-label-word="), "who keeps the list may add from the editor");
        assert!(page.body.contains("{word}"), "the word is filled in by the script");

        for wrong in ["to ord", "", "x#y", "123", "a", &"a".repeat(61)] {
            let answer = consultant.post("/language/words", &[("word", wrong)]).await;
            assert_eq!(answer.status, 422, "{wrong}");
            assert!(answer.body.contains("href=\"#word\""), "the error leads to the field");
            assert!(
                wrong.is_empty() || answer.body.contains(&format!("value=\"{wrong}\"")),
                "{wrong} is kept"
            );
        }
        let inline = consultant.post("/language/words", &[("word", STRANGE), ("inline", "1")]).await;
        assert_eq!(inline.status, 200, "{}", inline.body);
        assert!(json(&inline)["message"].as_str().unwrap().contains(STRANGE));
        assert_eq!(
            consultant.post("/language/words", &[("word", STRANGE)]).await.status,
            303,
            "twice is once"
        );
        let page = edit(&mut consultant, &id).await;
        assert!(!found(&page, STRANGE) && !found(&page, "sundbos"), "{}", page.body);
        let list = consultant.get("/language/words").await;
        assert_eq!(list.body.matches(&format!("<strong>{STRANGE}</strong>")).count(), 1);
        assert!(list.body.contains("kommunikationskonsulent"), "the list says who put it there");

        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let list = head.get("/language/words").await;
        assert!(list.status == 200 && !list.body.contains("/delete"), "others see it");
        assert_eq!(head.post("/language/words", &[("word", "Vejby")]).await.status, 403);
        let path = consultant.get("/language/words").await.between("action=\"/language/words/", "\"");
        assert_eq!(head.post(&format!("/language/words/{path}"), &[]).await.status, 403);
        assert_eq!(consultant.post(&format!("/language/words/{path}"), &[]).await.status, 303);
        assert!(found(&edit(&mut consultant, &id).await, STRANGE), "taken off, it is found again");
    });
}

const DECISION: [(&str, &str); 5] = [
    ("role", "authority"),
    ("is-decision", "1"),
    ("decision-decision", "Udvalget har sagt nej til at åbne Skolevej for biler."),
    ("decision-reason", "Fordi børnene ikke kan komme sikkert over vejen."),
    ("decision-intention", "Alle børn skal kunne gå trygt til skole."),
];

#[test]
fn the_law_stops_a_decision_without_guidance_on_appeal_unless_it_gives_everything() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = save(&mut consultant, &DECISION).await;
        let page = edit(&mut consultant, &id).await;
        let must = page.between("findings must", "</ul>");
        assert!(must.contains("om man kan klage"), "{must}");
        let asked = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
        assert_eq!(asked.status, 422, "it stops the request for approval");

        let mut all = DECISION.to_vec();
        all.push(("decision-in-full", "1"));
        let id = save(&mut consultant, &all).await;
        assert!(!edit(&mut consultant, &id).await.body.contains("om man kan klage"));

        let mut guided = DECISION.to_vec();
        guided.push((
            "body",
            "Du kan klage til Vejdirektoratet inden for fire uger. Send klagen til kommunen.",
        ));
        let id = save(&mut consultant, &guided).await;
        assert!(!edit(&mut consultant, &id).await.body.contains("om man kan klage"));

        // Whom it is about gets the letter, so the letter must tell, and then the news need not.
        let letter = "Du får ikke støtte, fordi vejen er for smal.\n\nVenlig hilsen\nVej og Park";
        let guidance = "Vil du klage, skal du skrive til Vejdirektoratet inden fire uger.";
        let (with, own) = (format!("{letter}\n\n{guidance}"), ("channels", "letter"));
        for (body, variant, is_stopped) in
            [(guidance, letter, true), ("Vejen er lukket.", with.as_str(), false)]
        {
            let mut fields = DECISION.to_vec();
            fields.extend([("body", body), own, ("variant-letter", variant)]);
            let id = save(&mut consultant, &fields).await;
            let page = edit(&mut consultant, &id).await;
            assert_eq!(
                page.body.contains("om man kan klage"),
                is_stopped,
                "{body}: {}",
                page.between("id=\"findings\"", "</ul>")
            );
            assert!(!is_stopped || page.body.contains("<a href=\"#variant-letter\">Skriv, om man kan klage"));
        }

        // It may stand with a reason: the law knows decisions that cannot be appealed.
        let id = save(&mut consultant, &DECISION).await;
        let fields = [
            ("rule", "language-decision-appeal"),
            ("reason", "Afgørelsen kan ikke påklages efter vejlovens regler."),
        ];
        assert_eq!(consultant.post(&format!("/messages/{id}/waiver"), &fields).await.status, 303);
        let page = edit(&mut consultant, &id).await;
        assert!(!page.body.contains("om man kan klage"), "{}", page.body);
    });
}

pub(crate) async fn runs(house: &House, id: &str) -> Value {
    let token = token(house, &["read:messages"]).await;
    let answer = house.visitor().get_with(&format!("/api/v1/messages/{id}/check-runs"), &token).await;
    json(&answer)["items"][0].clone()
}

/// The demo's strategy with a ready text that is full of what stops any other text.
#[test]
fn an_urgent_warning_is_never_stopped_by_its_language() {
    let sundby = String::from_utf8(traad::demo::STRATEGY.to_vec()).unwrap();
    let broken = sundby.replace("body = \"Kog vandet, før du", "body = \"Kog vandett vandett, før du");
    assert_ne!(broken, sundby);
    house_with(broken.as_bytes(), async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let fields = [("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "14")];
        let sent = on_call.post("/urgent", &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        house.work().await;
        assert!(house.visitor().get("/").await.body.contains("Kog vandett vandett"), "it is out");
        let id = sent.location.split('/').nth(2).unwrap();
        let found = runs(house, id).await;
        let stops = |rule: &str| {
            found["findings"]
                .as_array()
                .unwrap()
                .iter()
                .any(|one| one["rule"] == rule && one["weight"] == "must")
        };
        assert!(
            stops("language-spelling") && stops("language-doubled-word"),
            "it would stop any other: {found}"
        );
    });
}

#[test]
fn figures_are_kept_with_each_edition_and_shown_with_what_they_were() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id =
            save(&mut consultant, &[("body", "Vejen lukkes. Skiltene sættes op. Vurderingen er færdig.")])
                .await;
        let page = edit(&mut consultant, &id).await;
        let figures = page.between("class=\"figures\"", "</table>");
        assert!(figures.contains("Lixtal") && figures.contains("Passiver</th><td>2"), "{figures}");
        assert!(!figures.contains("før"), "the first edition has nothing before it");
        let mut conn = house.site.db.read().await.unwrap();
        let message = message::Message::get(&mut conn, id.parse().unwrap()).await.unwrap();
        let run = check::latest(&mut conn, message.edition_id).await.unwrap().unwrap();
        assert_eq!(run.figures.unwrap().passives, 2);
        drop(conn);

        // Half an hour later it is another edition.
        house.forward(30).await;
        let unit = unit_of(&page, "Center for Vej og Park");
        let (base, hash) = (page.value("base"), page.value("base-hash"));
        let mut fields = road(&unit, "Skolevej er lukket i uge 20");
        fields.retain(|(name, _)| *name != "body");
        fields.extend([("body", "Vi lukker vejen."), ("base", base.as_str()), ("base-hash", hash.as_str())]);
        assert_eq!(consultant.post(&format!("/messages/{id}/edition"), &fields).await.status, 303);
        let page = edit(&mut consultant, &id).await;
        let figures = page.between("class=\"figures\"", "</table>");
        assert!(figures.contains("Passiver</th><td>0 <span class=\"hint\">(før 2)"), "{figures}");
    });
}

#[test]
fn channels_have_rules_of_their_own() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let post = "Vi lukker vejen.\n\n#vej #park #sundby #trafik #skole";
        let id = save(&mut consultant, &[("channels", "facebook"), ("variant-facebook", post)]).await;
        let page = edit(&mut consultant, &id).await;
        assert!(
            page.body.contains("href=\"#variant-facebook\""),
            "{}",
            page.between("id=\"findings\"", "</div>")
        );
    });
}

#[test]
fn programs_ask_with_a_token_and_get_everything() {
    house(async |house| {
        let mut program = house.visitor();
        let key = token(house, &["check:language"]).await;
        let path = "/api/v1/language/check";
        let body = r#"{"text": "Såfremt du 😀 vil klage, skal du ringe.", "type": "web", "lang": "en"}"#;
        let answer = program.post_with(path, &key, None, body).await;
        assert_eq!(answer.status, 200, "it keeps nothing, so nothing is created: {}", answer.body);
        let told = json(&answer);
        let endpoint =
            house.site.slices.iter().flat_map(|slice| slice.api).find(|one| one.path == path).unwrap();
        holds(endpoint.gives.schema(), &told);
        let first = &told["findings"][0];
        assert_eq!((&first["start"], &first["end"], &first["end_utf16"]), (&0.into(), &8.into(), &7.into()));
        assert_eq!(first["suggestions"][0], "Hvis");
        assert!(first["source"].as_str().is_some_and(|source| !source.is_empty()));
        for (wrong, field) in [
            (r#"{"text": "x", "type": "poem"}"#, "type"),
            (r#"{"text": "x", "format": "pdf"}"#, "format"),
            (r#"{"text": "x", "min_severity": "all"}"#, "min_severity"),
            (r#"{"text": "x", "lang": "sv"}"#, "lang"),
            (r#"{"text": "x", "language": "sv"}"#, "language"),
            (r#"{"type": "web"}"#, "text"),
        ] {
            let answer = program.post_with(path, &key, None, wrong).await;
            problem(&answer, 422);
            assert!(answer.body.contains(&format!("\"{field}\"")), "{wrong}: {}", answer.body);
        }
        let english = r#"{"text": "We recieve it prior to lunch.", "language": "en", "lang": "da"}"#;
        let told = json(&program.post_with(path, &key, None, english).await);
        assert_eq!(
            (&told["findings"][0]["rule"], &told["findings"][1]["rule"]),
            (&"spelling".into(), &"en-wordy-phrases".into())
        );
        let long = format!("{{\"text\": \"{}\"}}", "ord ".repeat(25_001));
        problem(&program.post_with(path, &key, None, &long).await, 422);
        let other = token(house, &["read:messages"]).await;
        problem(&program.post_with(path, &other, None, body).await, 403);
    });
}

/// A CPR number is found once, underlined, and nobody may let it stand; it is kept in the text alone.
#[test]
fn a_cpr_number_is_found_once_and_nowhere_kept() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = save(&mut consultant, &[("body", "Ring i dag.\n\nSkriv 010190-1234 på sedlen.")]).await;
        let page = edit(&mut consultant, &id).await;
        let entries: Vec<_> = page.body.split("<li").filter(|entry| entry.contains("CPR-nummer")).collect();
        assert_eq!(entries.len(), 1, "{}", page.between("id=\"findings\"", "</div>"));
        assert!(entries[0].contains("data-found=\"010190-1234\"") && entries[0].contains("data-part=\"1\""));
        assert!(!entries[0].contains("data-rule"), "nobody may let it stand: {}", entries[0]);
        let run = runs(house, &id).await;
        assert!(run.to_string().contains("\"cpr\"") && !run.to_string().contains("010190-1234"), "{run}");
    })
}
