//! Who gets a message by a channel, at the moment of the release.

use db::{AsConn, Id};
use message::{Content, Side};
use people::{
    Person, Unit,
    audience::{Audience, Kind, members},
    subscriber,
};
use std::collections::HashSet;
use strategy::{
    model::{Channel, InternalFirst},
    words::{Audience as Reach, Concerned},
};
use web::Outcome;

/// Somebody to whom a mail goes.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    /// The person or subscriber.
    pub(crate) id: Id,
    /// The address.
    pub(crate) address: String,
}

/// The recipients of a channel. Staff: those concerned, as the strategy says; readers: those who
/// subscribe to a topic of the message.
pub(crate) async fn resolve(
    conn: &mut impl AsConn,
    content: &Content,
    channel: &Channel,
    rule: Option<&InternalFirst>,
) -> Outcome<Vec<Recipient>> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    let mut add = |id: Id, address: Option<String>| {
        if let Some(address) = address.filter(|_| seen.insert(id)) {
            out.push(Recipient { id, address });
        }
    };
    match channel.audience {
        Reach::Internal => {
            for path in concerned(conn, content, rule).await? {
                for person in Person::with_email_below(conn, &path).await? {
                    add(person.id, person.email);
                }
            }
        }
        Reach::External => {
            for topic in &content.topics {
                for reader in subscriber::receivers(conn, topic).await? {
                    add(reader.id, reader.email);
                }
            }
        }
    }
    for id in &content.audiences {
        let audience = Audience::get(conn, *id).await?;
        let is_outside = audience.kind() == Kind::Topics;
        // One that was retired since the text was approved gets nothing.
        if audience.retired_at.is_none() && is_outside == (channel.audience == Reach::External) {
            for member in members(conn, &audience).await? {
                add(member.id, member.email);
            }
        }
    }
    Ok(out)
}

/// The tops of the subtrees whose staff are concerned.
async fn concerned(
    conn: &mut impl AsConn,
    content: &Content,
    rule: Option<&InternalFirst>,
) -> Outcome<Vec<String>> {
    let unit = Unit::get(conn, content.unit).await?;
    let asked = rule.map_or(&[][..], |rule| &rule.concerned);
    if asked.contains(&Concerned::AllStaff) {
        return Ok(vec!["/".to_owned()]);
    }
    let names = [Concerned::NamedUnits, Concerned::AffectedStaff];
    let by_name = asked.is_empty() || names.iter().any(|one| asked.contains(one));
    let by_topic = asked.contains(&Concerned::UnitsOfTopic) && content.side == Side::External;
    let mut paths = vec![unit.path];
    // A unit that is closed since has no staff to tell.
    for other in Unit::all(conn).await? {
        let is_named = by_name && content.affected_units.contains(&other.id);
        let has_topic = by_topic && other.topics.iter().any(|topic| content.topics.contains(topic));
        if is_named || has_topic {
            paths.push(other.path);
        }
    }
    Ok(paths)
}
