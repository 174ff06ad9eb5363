//! What follows a warning: an update, or the end of it. Each is an urgent message of its own that points
//! back to the warning, written freely by whoever is on call, with a second pair of eyes of its own (P6).

use crate::{
    emergency::{SENT_BEFORE, Urgent, no_tracking, on_duty, parts, sent_before, start},
    sentences::sentences,
};
use db::{Actor, AsConn, Id, Tx, row, run};
use markup::Doc;
use message::{Content, Edition, Message, TITLE_MAX};
use strategy::{InForce, Strategy, words::ConnectorKind};
use web::{Lang, Outcome, Refusal};

/// The longest text, in characters: it is read on a telephone.
pub const FOLLOW_UP_MAX: usize = 500;

/// What is told after a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// There is news, and the warning stands.
    Update,
    /// The danger is over.
    AllClear,
}

row! {
    /// What an urgent message is.
    #[derive(Clone, Debug)]
    pub struct UrgentRow {
        /// `warning`, `update` or `all-clear`.
        pub kind: String,
        /// Who sent it, by function.
        pub by_name: String,
        /// The warning that it follows.
        pub corrects_id: Option<Id>,
    }
}

impl UrgentRow {
    /// What it tells after a warning; nothing where it is the warning itself.
    #[must_use]
    pub fn follow_up(&self) -> Option<FollowUp> {
        match self.kind.as_str() {
            "update" => Some(FollowUp::Update),
            "all-clear" => Some(FollowUp::AllClear),
            _ => None,
        }
    }
}

/// The urgent message that an edition was cleared as, where it was.
///
/// # Errors
/// When the database fails.
pub async fn urgent_of(conn: &mut impl AsConn, edition: Id) -> db::Result<Option<UrgentRow>> {
    run!(
        conn,
        UrgentRow,
        "select e.kind, p.function as by_name, m.corrects_id
         from emergency e join message m on m.id = e.message_id join person p on p.id = e.by_id
         where e.edition_id = $1 and e.void_at is null limit 1",
        [edition] => fetch_optional
    )
}

/// Makes an update or the end of a warning, and clears it on the ground of the emergency.
///
/// # Errors
/// When the actor is not on call, the text is empty or too long, or the warning has ended.
pub async fn follow_up(
    tx: &mut Tx,
    actor: &Actor,
    in_force: &InForce,
    warning: Id,
    (what, text): (FollowUp, &str),
    form_key: Option<&str>,
) -> Outcome<Id> {
    if !thread::lock(tx, warning).await? {
        return Err(Refusal::not_found().into());
    }
    if let Some(key) = form_key
        && sent_before(tx, key).await?.is_some()
    {
        return Err(Refusal::conflict(SENT_BEFORE).into());
    }
    let strategy = &in_force.strategy;
    let (person, rule) = on_duty(tx, actor, strategy).await?;
    let message = Message::get(tx, warning).await?;
    let edition = message.out_edition_id.unwrap_or(message.edition_id);
    let first = Edition::get(tx, edition).await?.content.0;
    let is_warning = urgent_of(tx, edition).await?.is_some_and(|row| row.follow_up().is_none());
    if !is_warning || is_ended(tx, warning).await? {
        return Err(Refusal::conflict("approval-notice-ended").into());
    }
    let text = text.trim();
    let (field, key) = match what {
        FollowUp::Update => ("update", "approval-update-text"),
        FollowUp::AllClear => ("all-clear", "approval-all-clear-text"),
    };
    if !(1..=FOLLOW_UP_MAX).contains(&text.chars().count()) {
        return Err(Refusal::new(key).at(field).into());
    }
    web::no_cpr(text, field)?;
    no_tracking(text, field)?;
    let content =
        content(strategy, &first, person.unit_id, what, text).ok_or_else(|| Refusal::new(key).at(field))?;
    let kind = if what == FollowUp::Update { "update" } else { "all-clear" };
    let urgent = Urgent { rule, template: "", kind, corrects: Some(warning), form_key };
    start(tx, actor, strategy, urgent, &content).await
}

/// Whether the end of a warning was told already.
async fn is_ended(tx: &mut Tx, warning: Id) -> db::Result<bool> {
    let found = run!(
        tx,
        scalar Id,
        "select e.id from emergency e join message m on m.id = e.message_id
         where m.corrects_id = $1 and e.kind = 'all-clear' and e.void_at is null limit 1",
        [warning] => fetch_optional
    )?;
    Ok(found.is_some())
}

/// The first sentence of a text, which may be all of it.
fn first_sentence(text: &str) -> &str {
    let line = text.lines().next().unwrap_or(text);
    sentences(line).first().copied().unwrap_or(line).trim()
}

/// In a list an update says what it is about: the warning's title with the news after it, where there is room.
fn update_title(warning: &str, news: &str) -> String {
    let whole = format!("{warning} – {}", news.trim_end_matches('.'));
    if whole.chars().count() <= TITLE_MAX { whole } else { warning.to_owned() }
}

/// The title, the main point and the rest of an end: one sentence stands once, over what it ends.
fn end_parts(line: &str, warning: &Content) -> (String, String, String) {
    if first_sentence(line) != line {
        return parts(line, &warning.title);
    }
    let title = line.trim_end_matches('.');
    if title.chars().count() > TITLE_MAX {
        return (warning.title.clone(), line.to_owned(), String::new());
    }
    let over = match warning.language {
        Lang::Da => format!("Advarslen »{}« gælder ikke længere.", warning.title),
        Lang::En => format!("The warning “{}” no longer holds.", warning.title),
    };
    (title.to_owned(), over, String::new())
}

/// The warning's particulars around a new text. An update is read where the warning stands; the end goes
/// everywhere the warning went.
fn content(strategy: &Strategy, first: &Content, unit: Id, what: FollowUp, text: &str) -> Option<Content> {
    let (title, main_point, rest) = match what {
        FollowUp::AllClear => {
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            end_parts(&line, first)
        }
        FollowUp::Update => {
            let news = first_sentence(text);
            let rest = if news == text { "" } else { text };
            (update_title(&first.title, news), news.to_owned(), rest.to_owned())
        }
    };
    let mut content = Content::new(unit);
    content.title = title;
    content.main_point = main_point;
    content.body = Doc::from_text(&rest).ok()?;
    // Where one sentence is all, staff read it once.
    if !rest.is_empty() {
        text.clone_into(&mut content.internal_text);
    }
    content.language = first.language;
    content.character = first.character;
    content.role.clone_from(&first.role);
    content.topics.clone_from(&first.topics);
    content.audiences.clone_from(&first.audiences);
    content.contact = first.contact.clone();
    let is_ours = |kind: ConnectorKind| matches!(kind, ConnectorKind::Newsroom | ConnectorKind::StaffFeed);
    let channels = strategy.channels.iter().filter(|channel| first.has_channel(&channel.id));
    content.channels = channels
        .filter(|channel| what == FollowUp::AllClear || is_ours(channel.kind))
        .map(|channel| channel.id.clone())
        .collect();
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_warning_says_nothing_twice() {
        let mut warning = Content::new(Id::at(1));
        "Kog vandet".clone_into(&mut warning.title);
        let over = "Advarslen »Kog vandet« gælder ikke længere.";
        let long = "Du kan drikke vandet igen ".repeat(8);
        for (text, title, main_point, rest) in [
            ("Du kan drikke vandet igen.", "Du kan drikke vandet igen", over, ""),
            ("Vandet er rent", "Vandet er rent", over, ""),
            ("Faren er ovre!", "Faren er ovre!", over, ""),
            ("Vandet er rent. Drik det.", "Vandet er rent", "Drik det.", "Vandet er rent. Drik det."),
            (
                "Du kan drikke vandet igen fra kl. 18.30. Tak for hjælpen.",
                "Du kan drikke vandet igen fra kl. 18.30",
                "Tak for hjælpen.",
                "Du kan drikke vandet igen fra kl. 18.30. Tak for hjælpen.",
            ),
            (long.trim(), "Kog vandet", long.trim(), ""),
        ] {
            let wanted = (title.to_owned(), main_point.to_owned(), rest.to_owned());
            assert_eq!(end_parts(text, &warning), wanted, "{text}");
        }
    }

    #[test]
    fn an_update_is_called_after_its_warning() {
        let long = "Det er et langt svar, ".repeat(12);
        for (text, sentence, title) in [
            ("Prøverne er taget. Vi venter.", "Prøverne er taget.", "Kog vandet – Prøverne er taget"),
            ("Nu også i syd", "Nu også i syd", "Kog vandet – Nu også i syd"),
            ("Første linje\nAnden. Tredje.", "Første linje", "Kog vandet – Første linje"),
            (long.as_str(), long.trim(), "Kog vandet"),
        ] {
            assert_eq!(first_sentence(text), sentence);
            assert_eq!(update_title("Kog vandet", sentence), title);
        }
    }
}
