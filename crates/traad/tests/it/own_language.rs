//! The program is held to its own rules: its Danish texts, its mails and the messages of the demo have neither errors
//! nor warnings of the language check.

use crate::house::house;
use crate::samples::{crates, texts};
use db::Actor;
use plain_language::{Block, BlockKind, Document, House, Severity, Source, TextType};
use std::collections::BTreeMap;
use web::{Ctx, Lang, Sample};

/// Words that are right in this program's own texts: its name, terms of its own, and names of fields and commands.
const WORDS: &str = "Traad\ntraad\nja'et\nkodekset\ntotrinslogin\nmailbox\njson\nnext\nafter\nfield\ndetail\n\
    draft\nactive\ndone\ndropped\nroads\nparks\ntopic\nlist\ntoken\nimport\nundo\nstrategy\ncheck\nEnglish";
/// Texts that show an address as one types it, or have places that scripts fill.
const EXAMPLES: &[&str] = &["compose-body-hint", "compose-language-put", "compose-language-word"];
/// A label of so few words has no room for whoever acts: "Måles på".
const LABEL_WORDS_MAX: usize = 4;

fn wrong(kind: TextType, blocks: &[Block<'_>]) -> Vec<String> {
    let checker = check::language();
    let report = checker.check(Document { kind, blocks }, &House::parse(WORDS));
    let heavy = report.findings.iter().filter(|one| one.severity != Severity::Hint && one.block.is_some());
    heavy
        .map(|one| {
            let text = one.block.map_or("", |block| blocks[block].text);
            format!("{}: {} in: {text}", one.rule, text.get(one.start..one.end).unwrap_or_default())
        })
        .collect()
}

/// A label is no sentence: it is held to what headings are held to.
fn block(text: &str) -> Block<'_> {
    let is_sentence = text.ends_with(['.', '?', '!']);
    Block { kind: if is_sentence { BlockKind::Paragraph } else { BlockKind::Heading }, text }
}

#[test]
fn the_judge_can_say_no() {
    house(async |_| {
        assert_eq!(wrong(TextType::Web, &[block("Skemaet skal udfyldes.")]).len(), 1);
        assert!(!wrong(TextType::Web, &[block("Såfremt du modtagett et brev, så ring.")]).is_empty());
    });
}

#[test]
fn every_danish_text_passes() {
    house(async |house| {
        let ctx = Ctx::of(house.site.clone(), Actor::visitor(), Lang::Da);
        let mut all = BTreeMap::new();
        texts(&crates(), "da.ftl", &mut all);
        let mut faults = Vec::new();
        for (key, pattern) in all.iter().filter(|(key, _)| !EXAMPLES.contains(&key.as_str())) {
            let names: Vec<&str> = pattern
                .split('$')
                .skip(1)
                .filter_map(|rest| {
                    rest.split(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).next()
                })
                .collect();
            for value in ["1", "7"] {
                let args: Vec<(&str, &str)> = names.iter().map(|name| (*name, value)).collect();
                let text = ctx.fill(key, &args);
                let is_label =
                    !text.ends_with(['.', '?', '!']) && text.split_whitespace().count() <= LABEL_WORDS_MAX;
                let found = wrong(TextType::Web, &[block(&text)]).into_iter();
                let found = found.filter(|one| !(is_label && one.starts_with("s-passive")));
                faults.extend(found.map(|one| format!("{key}: {one}")));
            }
        }
        faults.dedup();
        assert!(faults.is_empty(), "{}: {faults:#?}", faults.len());
    });
}

#[test]
fn every_mail_passes() {
    house(async |house| {
        let ctx = Ctx::of(house.site.clone(), Actor::visitor(), Lang::Da);
        let samples: Vec<Sample> = house.site.slices.iter().flat_map(|slice| (slice.samples)(&ctx)).collect();
        assert!(samples.len() >= 7, "{}", samples.len());
        for sample in samples {
            let source = Source::plain(&sample.text);
            // In a mail without markup an address can only stand as it is.
            let found: Vec<String> = wrong(TextType::Web, &source.blocks())
                .into_iter()
                .filter(|one| !one.starts_with("bare-address"))
                .collect();
            assert_eq!(found, Vec::<String>::new(), "{}", sample.name);
        }
    });
}

db::row! {
    struct Checked {
        title: String,
        findings: db::Json<Vec<check::Finding>>,
    }
}

/// What the language check finds in the latest edition of every message, and how many were looked at; the demo's own
/// test asks, because that has the whole demo.
pub(crate) async fn in_messages(db: &db::Db) -> (usize, Vec<String>) {
    let mut conn = db.read().await.unwrap();
    let checked = db::run!(
        &mut conn,
        Checked,
        "select m.title, c.findings from message m join check_run c on c.edition_id = m.edition_id",
        [] => fetch_all
    )
    .unwrap();
    let mut faults = Vec::new();
    for message in &checked {
        for one in &message.findings.0 {
            if one.args.get("severity").is_some_and(|severity| severity != "hint") {
                faults.push(format!("{}: {} {:?}", message.title, one.rule, one.args.get("found")));
            }
        }
    }
    (checked.len(), faults)
}
