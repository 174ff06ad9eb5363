//! `/v2/check`, as clients of LanguageTool use it.

use crate::api::token;
use crate::house::{house, house_where};
use serde_json::Value;

const TEXT: &str = "Såfremt du 😀 vil klage, skal du ringe. Vi har modtagett brevet.";

#[test]
fn texts_are_checked_where_the_operator_opens_it() {
    house_where(traad::demo::STRATEGY, &|settings| settings.language_open = true, async |house| {
        let mut client = house.visitor();
        let told: Value = serde_json::from_str(&client.get("/v2/languages").await.body).unwrap();
        assert_eq!(told[0]["longCode"], "da-DK");
        // A browser's add-on asks from another site.
        let fields = [("text", TEXT), ("language", "da-DK")];
        let answer = client.post_from("/v2/check", &fields, Some("cross-site")).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let told: Value = serde_json::from_str(&answer.body).unwrap();
        let matches = told["matches"].as_array().unwrap();
        let of = |rule: &str| matches.iter().find(|found| found["rule"]["id"] == rule).unwrap();
        assert_eq!(
            (of("paper-words")["offset"].as_u64(), of("paper-words")["length"].as_u64()),
            (Some(0), Some(7))
        );
        assert_eq!(of("paper-words")["replacements"][0]["value"], "Hvis");
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let (at, length) =
            (of("spelling")["offset"].as_u64().unwrap(), of("spelling")["length"].as_u64().unwrap());
        let word = &units[usize::try_from(at).unwrap()..usize::try_from(at + length).unwrap()];
        assert_eq!(String::from_utf16(word).unwrap(), "modtagett");
        let context = &of("spelling")["context"];
        assert!(context["text"].as_str().unwrap().contains("modtagett brevet"), "{context}");
        assert_eq!(of("spelling")["sentence"], "Vi har modtagett brevet.");

        // English is checked by its own rules and dictionary, and told in English.
        assert_eq!(
            serde_json::from_str::<Value>(&client.get("/v2/languages").await.body).unwrap()[1]["longCode"],
            "en-GB"
        );
        let fields = [("text", "We recieve it prior to lunch."), ("language", "en-GB")];
        let told: Value = serde_json::from_str(&client.post("/v2/check", &fields).await.body).unwrap();
        assert_eq!(told["language"]["code"], "en-GB");
        let found: Vec<&Value> = told["matches"].as_array().unwrap().iter().collect();
        let ids: Vec<&str> = found.iter().filter_map(|one| one["rule"]["id"].as_str()).collect();
        assert_eq!(ids, ["spelling", "en-wordy-phrases"]);
        assert_eq!(found[0]["replacements"][0]["value"], "receive");
        assert_eq!(found[1]["shortMessage"], "Wordy phrases");
        assert_eq!(client.post("/v2/check", &[("text", "Hello."), ("language", "en-US")]).await.status, 400);

        let off = [("text", TEXT), ("language", "auto"), ("disabledRules", "spelling,paper-words")];
        let told: Value = serde_json::from_str(&client.post("/v2/check", &off).await.body).unwrap();
        assert!(told["matches"].as_array().unwrap().is_empty(), "{told}");
        // Where the client does not know, the dictionaries tell.
        let english = "We have received your letter and will write to you again before the end of the month.";
        for (text, code) in [(english, "en-GB"), (TEXT, "da-DK"), ("Ok.", "da-DK")] {
            let told = client.post("/v2/check", &[("text", text), ("language", "auto")]).await;
            assert_eq!(serde_json::from_str::<Value>(&told.body).unwrap()["language"]["code"], code);
        }
        let data = r#"{"annotation":[{"markup":"<p>"},{"text":"Såfremt du vil."}]}"#;
        let told = client.post("/v2/check", &[("data", data), ("language", "da")]).await;
        assert_eq!(serde_json::from_str::<Value>(&told.body).unwrap()["matches"][0]["offset"], 3);

        // Markup inside a word does not split it, and the place is that of what was sent.
        let data = r#"{"annotation":[{"text":"Vi har modta"},{"markup":"<b>"},{"text":"gett brevet."}]}"#;
        let told = client.post("/v2/check", &[("data", data), ("language", "da")]).await;
        let told: Value = serde_json::from_str(&told.body).unwrap();
        assert_eq!(
            (&told["matches"][0]["offset"], &told["matches"][0]["length"]),
            (&7.into(), &12.into()),
            "{told}"
        );

        for (fields, status, said) in [
            (vec![("text", TEXT)], 400, "language is missing"),
            (vec![("text", TEXT), ("language", "xx")], 400, "'xx' is not a language code"),
            (vec![("language", "da")], 400, "either text or data"),
            (vec![("data", "{"), ("language", "da")], 400, "annotation"),
        ] {
            let answer = client.post("/v2/check", &fields).await;
            assert!(
                answer.status == status && answer.body.contains(said),
                "{}: {}",
                answer.status,
                answer.body
            );
        }
        let long = "ord ".repeat(30_000);
        for text in [long.clone(), long.repeat(20)] {
            let answer = client.post("/v2/check", &[("text", &text), ("language", "da")]).await;
            assert!(answer.status == 413 && answer.body.contains("100000 characters"), "{}", answer.body);
        }
    });
}

#[test]
fn otherwise_a_token_or_a_session_is_asked_for() {
    house(async |house| {
        let fields = [("text", TEXT), ("language", "da-DK")];
        let answer = house.visitor().post("/v2/check", &fields).await;
        assert!(answer.status == 403 && answer.body.contains("apiKey"), "{}", answer.body);
        let wrong = [fields[0], fields[1], ("apiKey", "traad_wrong")];
        assert_eq!(house.visitor().post("/v2/check", &wrong).await.status, 403);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        assert_eq!(consultant.post("/v2/check", &fields).await.status, 200);
        for (scope, status) in [("read:messages", 403), ("check:language", 200)] {
            let key = token(house, &[scope]).await;
            let keyed = [fields[0], fields[1], ("apiKey", key.as_str())];
            assert_eq!(house.visitor().post("/v2/check", &keyed).await.status, status, "{scope}");
        }
    });
}

/// Whoever has a text checked is told that the municipality's words are missing, instead of finding them misspelt.
#[test]
fn an_answer_without_the_words_of_the_house_says_so() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let fields = [("text", TEXT), ("language", "da-DK")];
        let mut is_incomplete = async || {
            let answer = consultant.post("/v2/check", &fields).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            let told: Value = serde_json::from_str(&answer.body).unwrap();
            assert!(!told["matches"].as_array().unwrap().is_empty());
            told["warnings"]["incompleteResults"].as_bool()
        };
        assert_eq!(is_incomplete().await, Some(false));
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "alter table house_word rename column word to lost", []).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(is_incomplete().await, Some(true));
    });
}

#[test]
fn the_handbook_is_made_from_the_rules() {
    house(async |house| {
        let page = house.visitor().get("/language").await;
        assert_eq!(page.status, 200);
        for rule in check::language().rules().all() {
            assert!(page.body.contains(&format!("id=\"rule-{}\"", rule.id)), "{}", rule.id);
            assert!(page.body.contains(&format!("<code>{}</code>", rule.id)));
        }
        assert!(page.body.contains("Din ansøgning <mark>behandles</mark> i næste uge."), "{}", page.body);
    });
}
