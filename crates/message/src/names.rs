//! What the ids in a content are called: for the page that approvers read and for the difference
//! between two editions. Nobody says yes to an id.

use crate::Content;
use db::{AsConn, Id, row, run};
use people::{
    Unit,
    audience::{Audience, Count, Kind, count, named},
};
use std::collections::BTreeMap;
use strategy::Strategy;
use web::Outcome;

/// How many audiences are counted one by one; a message to more of them names the rest without their size.
const COUNTED_MAX: usize = 20;

row! {
    struct TopicRow {
        id: String,
        name: String,
    }
}

/// The names behind the ids of one or two contents.
pub struct Names<'a> {
    /// The strategy whose words they are.
    pub strategy: &'a Strategy,
    /// A text of the program in the reader's language.
    pub text: &'a (dyn Fn(&str) -> String + Sync),
    /// Every unit.
    pub units: &'a [Unit],
    /// The topics that are named, by id.
    pub topics: BTreeMap<String, String>,
    /// The audiences that are named, the retired among them, with how many are in them now.
    pub audiences: Vec<(Audience, Option<Count>)>,
}

impl<'a> Names<'a> {
    /// Looks up what these contents name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        conn: &mut impl AsConn,
        strategy: &'a Strategy,
        units: &'a [Unit],
        text: &'a (dyn Fn(&str) -> String + Sync),
        contents: &[&Content],
    ) -> Outcome<Self> {
        let mut topics: Vec<&str> = Vec::new();
        let mut ids: Vec<Id> = Vec::new();
        for content in contents {
            topics.extend(content.topics.iter().map(String::as_str));
            ids.extend(&content.audiences);
        }
        ids.sort_unstable();
        ids.dedup();
        let mut audiences = Vec::new();
        for (place, audience) in named(conn, &ids).await?.into_iter().enumerate() {
            let is_counted = place < COUNTED_MAX && audience.retired_at.is_none();
            let size = match is_counted {
                true => Some(count(conn, audience.kind(), &audience.rule, list_of(&audience)).await?),
                false => None,
            };
            audiences.push((audience, size));
        }
        Ok(Self { strategy, text, units, topics: topic_names(conn, &topics).await?, audiences })
    }

    /// A unit by name; one that is no more keeps its id, so that nothing is shown as nothing.
    #[must_use]
    pub fn unit(&self, id: Id) -> String {
        self.units.iter().find(|unit| unit.id == id).map_or_else(|| id.to_string(), |unit| unit.name.clone())
    }

    /// A channel by the strategy's name.
    #[must_use]
    pub fn channel(&self, id: &str) -> String {
        self.strategy.channel(id).map_or_else(|| id.to_owned(), |channel| channel.name.clone())
    }

    /// An item of the strategy by its name, such as a goal.
    #[must_use]
    pub fn item(&self, section: &str, id: &str) -> String {
        self.strategy
            .item(&format!("{section}.{id}"))
            .map_or_else(|| id.to_owned(), |item| item.title.clone())
    }

    /// A topic by the name that readers know.
    #[must_use]
    pub fn topic(&self, id: &str) -> String {
        self.topics.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// An audience by name, with how many are in it.
    #[must_use]
    pub fn audience(&self, id: Id) -> String {
        match self.audiences.iter().find(|(audience, _)| audience.id == id) {
            Some((audience, Some(size))) => format!("{} ({})", audience.name, size.total),
            Some((audience, None)) => audience.name.clone(),
            None => id.to_string(),
        }
    }

    /// A text of the program.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        (self.text)(key)
    }
}

fn list_of(audience: &Audience) -> Option<Id> {
    (audience.kind() == Kind::List).then_some(audience.id)
}

async fn topic_names(conn: &mut impl AsConn, ids: &[&str]) -> db::Result<BTreeMap<String, String>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = run!(
        conn,
        TopicRow,
        "select id, name from topic where id in {texts $1}",
        [db::Json(ids)] => fetch_all
    )?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
