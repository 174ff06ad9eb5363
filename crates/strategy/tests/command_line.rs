//! What the command line says about files (W1).

use strategy::cli::{Format, Input, OK, PROBLEMS, UNREADABLE, check, diff, show};
use strategy::words::Language;

const SUNDBY: &[u8] = include_bytes!("../../../strategies/sundby.toml");
const SLAGELSE: &[u8] = include_bytes!("../../../strategies/slagelse-2023.toml");

fn sundby() -> Input<'static> {
    Input { bytes: SUNDBY, name: "sundby.toml" }
}

#[test]
fn a_valid_file_is_summed_up() {
    let (output, code) = check(sundby(), Format::Text, Language::Da);
    assert_eq!(code, OK);
    let (said, later) = output.split_once('\n').unwrap();
    assert!(later.starts_with("Træder i kraft senere:\n- "), "{later}");
    insta::assert_snapshot!(said, @"sundby.toml: gyldig. 267 punkter, heraf 86 skal-krav og 97 kommunale valg.");
    let (output, code) = check(sundby(), Format::Json, Language::Da);
    let json: serde_json::Value = serde_json::from_str(&output).unwrap();
    assert_eq!((code, &json["valid"], &json["municipality"]), (OK, &true.into(), &"Sundby Kommune".into()));
    assert!(!json["later"].as_array().unwrap().is_empty(), "{json}");
}

#[test]
fn problems_and_unreadable_files_have_their_own_codes() {
    let broken = Input { bytes: b"format = 1\n", name: "b.toml" };
    let (output, code) = check(broken, Format::Json, Language::En);
    let json: serde_json::Value = serde_json::from_str(&output).unwrap();
    assert_eq!(
        (code, &json["valid"], &json["problems"][0]["code"]),
        (PROBLEMS, &false.into(), &"missing-key".into())
    );
    let latin1 = Input { bytes: b"title = \"Pr\xf8ve\"\n", name: "l.toml" };
    assert_eq!(check(latin1, Format::Text, Language::Da).1, UNREADABLE);
    let big = vec![b'\n'; 1_000_001];
    assert_eq!(check(Input { bytes: &big, name: "big.toml" }, Format::Text, Language::Da).1, UNREADABLE);
    assert_eq!(diff(sundby(), latin1, Format::Text, Language::Da).1, UNREADABLE);
    assert_eq!(show(broken, None, Format::Text, Language::Da).1, PROBLEMS);
}

#[test]
fn an_item_is_shown_with_its_source() {
    let (output, code) = show(sundby(), Some("principle.dialogue"), Format::Text, Language::Da);
    assert_eq!(code, OK);
    insta::assert_snapshot!(output, @r#"
    Dialog (principle.dialogue)
    Vi lytter først, og vi siger ærligt, hvad der kan ændres.
    Kilde: Næstved, afsnit 2; Slagelse, princip 4
    Styrke: skal
    "#);
    let (output, code) = show(sundby(), Some("approval.hard-new"), Format::Text, Language::Da);
    assert_eq!(code, PROBLEMS);
    insta::assert_snapshot!(output, @"approval.hard-new findes ikke. Mente du approval.hard-news?");
}

#[test]
fn a_strategy_is_shown_as_an_outline() {
    let slagelse = Input { bytes: SLAGELSE, name: "slagelse-2023.toml" };
    let (output, code) = show(slagelse, None, Format::Text, Language::Da);
    assert_eq!(code, OK);
    insta::assert_snapshot!(output.lines().take(24).collect::<Vec<_>>().join("\n"), @r#"
    Kommunikation er et fælles ansvar. Kommunikationsstrategi 2023
    Slagelse Kommune · 2023-05-01 –

    Formål
      purpose: Én retning

    Grundlag
      foundation.core-narrative: Kernefortællingen
      foundation.social-media-concepts: Strategier og koncepter for Facebook og LinkedIn
      foundation.crisis-plan: Issue- og kriseplan

    Mål
      goal.share-knowledge: Bedre videndeling
      goal.work-across: Mere samarbejde på tværs
      goal.know-narrative: Alle kender kernefortællingen
      goal.shared-duty: Et fælles ansvar
      goal.good-dialogue: God dialog
      goal.together: Sammen med andre
      goal.informed-in-time: Rettidig og forståelig information
      goal.support-narrative: Kernefortællingen ud at leve
      goal.national-coverage: God omtale i hele landet

    Principper
      principle.timely-factual-relevant: Til tiden, sagligt og relevant
    "#);
}

#[test]
fn two_files_are_compared() {
    let changed = String::from_utf8_lossy(SUNDBY).replace("review_minutes = 30", "review_minutes = 45");
    let after = Input { bytes: changed.as_bytes(), name: "new.toml" };
    let (output, code) = diff(sundby(), after, Format::Text, Language::Da);
    assert_eq!((output.as_str(), code), ("~ approval.emergency\n    review_minutes: 30 -> 45\n", OK));
    let (output, _) = diff(sundby(), after, Format::Json, Language::Da);
    let json: serde_json::Value = serde_json::from_str(&output).unwrap();
    assert_eq!(json["changes"][0]["fields"][0]["after"], 45);
}

/// Whatever line is lost or cut, there is an answer and no panic; a lost line that is no comment is noticed
/// or harmless.
#[test]
fn every_damage_has_an_answer() {
    let text = String::from_utf8_lossy(SLAGELSE).into_owned();
    let lines: Vec<&str> = text.lines().collect();
    for at in (0..lines.len()).step_by(7) {
        let mut without = lines.clone();
        without.remove(at);
        let mut cut = lines.clone();
        let letters = cut[at].chars().count();
        let half: String = cut[at].chars().take(letters / 2).collect();
        cut[at] = &half;
        for damaged in [without, cut] {
            let file = damaged.join("\n");
            let (output, code) =
                check(Input { bytes: file.as_bytes(), name: "d" }, Format::Text, Language::Da);
            assert!(!output.is_empty() && code <= PROBLEMS);
        }
    }
    for end in (0..SLAGELSE.len()).step_by(997) {
        let (output, _) = check(Input { bytes: &SLAGELSE[..end], name: "d" }, Format::Text, Language::En);
        assert!(!output.is_empty());
    }
}
