//! What an editor may choose. It says so when it starts the server and whenever somebody changes it.

use plain_language::{House, Severity, TextType};
use serde_json::Value;

/// The name that settings may stand under when an editor sends those of all its servers.
const SECTION: &str = "traad";

/// How texts are checked and told about.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the texts are for.
    pub kind: TextType,
    /// Words of the house, one a line; an editor may add more.
    pub house: String,
    /// The least severity that is told.
    pub min_severity: Severity,
    /// Whether it is told in English instead of Danish.
    pub is_english: bool,
    /// The address of the handbook page `/language`, where somebody serves it.
    pub handbook: Option<String>,
    /// Words that the editor added.
    pub own_words: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            kind: TextType::Letter,
            house: String::new(),
            min_severity: Severity::Hint,
            is_english: false,
            handbook: None,
            own_words: String::new(),
        }
    }
}

impl Options {
    /// Takes over what an editor sends; what it leaves out stays. Gives the names of what cannot be read.
    pub(crate) fn change(&mut self, settings: &Value) -> Vec<&'static str> {
        let settings = settings.get(SECTION).unwrap_or(settings);
        let mut wrong = Vec::new();
        let mut read = |name: &'static str, take: &mut dyn FnMut(&Value) -> Option<()>| {
            if settings.get(name).is_some_and(|value| !value.is_null() && take(value).is_none()) {
                wrong.push(name);
            }
        };
        read("type", &mut |value| {
            self.kind = TextType::parse(value.as_str()?)?;
            Some(())
        });
        read("house", &mut |value| {
            let words: Option<Vec<&str>> = value.as_array()?.iter().map(Value::as_str).collect();
            self.own_words = words?.join("\n");
            Some(())
        });
        read("minSeverity", &mut |value| {
            let word = value.as_str()?;
            let all = [Severity::Error, Severity::Warning, Severity::Hint];
            self.min_severity = all.into_iter().find(|one| one.word() == word)?;
            Some(())
        });
        read("lang", &mut |value| {
            let word = value.as_str().filter(|word| matches!(*word, "da" | "en"))?;
            self.is_english = word == "en";
            Some(())
        });
        read("handbook", &mut |value| {
            let address = value.as_str()?;
            self.handbook = Some(address.to_owned()).filter(|address| !address.is_empty());
            Some(())
        });
        wrong
    }

    /// The words of the house and those of the editor.
    pub(crate) fn words(&self) -> House {
        House::parse(&format!("{}\n{}", self.house, self.own_words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_left_out_stays_and_what_is_wrong_is_named() {
        let mut options = Options::default();
        assert!(options.change(&json!({"type": "web", "lang": "en", "house": ["Actimo"]})).is_empty());
        let wrong =
            options.change(&json!({"traad": {"minSeverity": "warning", "type": "novel", "house": [1]}}));
        assert_eq!(wrong, ["type", "house"]);
        assert_eq!((options.kind, options.min_severity), (TextType::Web, Severity::Warning));
        assert!(options.is_english && options.words().has("Actimo"));
        assert!(options.change(&Value::Null).is_empty());
    }
}
