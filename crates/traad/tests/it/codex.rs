//! What the codex of the strategy makes of the rules of the language check, for text, headings and links.

use crate::house::{house, house_with};
use crate::language::{edit, runs, save};

#[test]
fn an_item_of_the_codex_that_blocks_makes_errors_stop_and_leaves_advice_alone() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id =
            save(&mut consultant, &[("body", "Vejen er er lukket. Såfremt du kører, så vend om.")]).await;
        let page = edit(&mut consultant, &id).await;
        let must = page.between("findings must", "</ul>");
        assert!(must.contains("language-doubled-word"), "{must}");
        assert!(!must.contains("Såfremt"), "officialese is advice: {must}");
        let run = runs(house, &id).await;
        let doubled =
            run["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "language-doubled-word");
        assert_eq!(doubled.unwrap()["item"], "codex.clear-for-everyone");
        assert_eq!(doubled.unwrap()["waivable"], true);

        let long = "Vi lukker vejen i uge 20. ".repeat(70);
        let id = save(&mut consultant, &[("body", &long)]).await;
        let run = runs(house, &id).await;
        let heading = run["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "heading-missing");
        assert_eq!(heading.unwrap()["weight"], "advice", "a long text without headings could be better");
    });
}

/// A title of more than sixty characters, which search engines cut.
const LONG_TITLE: &str = "Vejen ved skolen er lukket for biler i tre uger, mens vi lægger nye rør i jorden";

#[test]
fn headings_and_important_words_are_held_to_the_engines_rules_too() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let body = "**Husk [pas](https://sundby.example/pas)**\n\nDu skal have det med. Det er **ikke nok** at ringe.";
        let id = save(&mut consultant, &[("title", LONG_TITLE), ("body", body)]).await;
        let page = edit(&mut consultant, &id).await;
        for (rule, found) in [("bold-heading", "Husk pas"), ("long-title", LONG_TITLE)] {
            let mark = format!("data-rule=\"language-{rule}\"");
            let entries: Vec<_> = page.body.split("<li").filter(|entry| entry.contains(&mark)).collect();
            assert_eq!(entries.len(), 1, "{rule}: {}", page.between("id=\"findings\"", "</div>"));
            assert!(entries[0].contains(&format!("data-found=\"{found}\"")), "{}", entries[0]);
        }
        assert!(!page.body.contains("language-long-heading"), "one mistake is told once");
    });
}

#[test]
fn links_of_the_text_are_held_to_the_engines_rules_too() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let body = "Læs [planen](https://sundby.example/plan.pdf) i dag. Se også [planen](https://sundby.example/ny).";
        let id = save(&mut consultant, &[("body", body)]).await;
        let page = edit(&mut consultant, &id).await;
        for rule in ["language-pdf-link", "language-same-link-text"] {
            let entry = page.body.split("<li").find(|entry| entry.contains(&format!("data-rule=\"{rule}\"")));
            let entry =
                entry.unwrap_or_else(|| panic!("{rule}: {}", page.between("id=\"findings\"", "</div>")));
            assert!(entry.contains("data-found=\"planen\""), "{entry}");
        }
    });
}

/// H9: an item of the codex names a rule, and says what a finding of it does.
#[test]
fn an_item_of_the_codex_may_name_a_rule_and_make_it_stop() {
    let sundby = String::from_utf8(traad::demo::STRATEGY.to_vec()).unwrap();
    let item = "\n[[codex]]\nid = \"no-paper-words\"\nname = \"Ingen papirord\"\ntext = \"Vi skriver, som vi taler.\"\nrules = [\"paper-words\"]\nchecked_by = \"program\"\nseverity = \"blocking\"\nsource = \"municipal choice\"\nforce = \"should\"\n\n[[codex]]\nid = \"friendly\"\n";
    let named = sundby.replacen("\n[[codex]]\nid = \"friendly\"\n", item, 1);
    assert_ne!(named, sundby);
    house_with(named.as_bytes(), async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let text = [("body", "Såfremt du kører bil, så følg skiltene. Endvidere er der en bus.")];
        let id = save(&mut consultant, &text).await;
        let page = edit(&mut consultant, &id).await;
        let must = page.between("findings must", "</ul>");
        assert!(must.contains("Såfremt") && !must.contains("Endvidere"), "{must}");
        assert_eq!(consultant.post(&format!("/messages/{id}/approval-request"), &[]).await.status, 422);
        let handbook = house.visitor().get("/language").await;
        let row = handbook.between("codex.no-paper-words\">", "</li>");
        assert!(row.contains("href=\"#rule-paper-words\""), "{row}");
        let page = house.visitor().get("/strategy").await;
        assert!(page.body.contains("paper-words"), "the strategy's own page tells it");
    })
}

/// A rule that the language check does not have is refused when the file is read, with the one that was meant.
#[test]
fn a_codex_that_names_a_rule_that_is_not_there_is_refused() {
    let sundby = String::from_utf8(traad::demo::STRATEGY.to_vec()).unwrap();
    let wrong = sundby.replacen("checks = [\"tone\"]", "rules = [\"paper-word\"]", 1);
    let problems = strategy::read(wrong.as_bytes(), "sundby.toml").unwrap_err();
    let told = format!("{problems:?}");
    assert!(told.contains("paper-words") && told.contains("UnknownRule"), "{told}");
}
