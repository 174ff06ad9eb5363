//! Any bytes as a rule file: a rule that works, or a refusal that names the file and a line of it.
#![no_main]

use fuzz::hold;
use libfuzzer_sys::fuzz_target;
use plain_language::{Checker, Rule, RuleProblem, Rules, Source};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    // Most ids would be refused for not being the name of the file; so the file is named after the id.
    let id = text.split_once("id = \"").and_then(|(_, rest)| rest.split_once('"')).map_or("x", |(id, _)| id);
    let file = format!("{id}.toml");
    let refused = |problem: &RuleProblem| {
        assert_eq!(problem.file, file, "{problem}");
        assert!(!problem.what.is_empty(), "{problem}");
        assert!((1..=text.lines().count() + 1).contains(&problem.line), "{problem}");
    };
    let rule = match Rule::parse(&file, &text) {
        Ok(rule) => rule,
        Err(problem) => return refused(&problem),
    };
    let kind = rule.examples.kind.unwrap_or(plain_language::TextType::Letter);
    let mut texts = [rule.examples.hits.clone(), rule.examples.misses.clone()].concat();
    texts.extend(rule.pairs.iter().map(|pair| pair.avoid.clone()));
    match Rules::new(vec![rule]) {
        Ok(rules) => {
            let text = texts.join(" ");
            hold(&Checker::new(rules, None), &Source::plain(&text), &text, kind);
        }
        Err(problem) => refused(&problem),
    }
});
