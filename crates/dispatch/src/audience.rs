//! Who gets a message by a channel, at the moment of the release.

use db::{AsConn, Id};
use message::{Content, Side};
use people::{Person, Unit, subscriber};
use std::collections::HashSet;
use strategy::{
    model::{Channel, InternalFirst},
    words::{Audience, Concerned},
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
    match channel.audience {
        Audience::Internal => {
            for path in concerned(conn, content, rule).await? {
                for person in Person::with_email_below(conn, &path).await? {
                    let Some(address) = person.email else { continue };
                    if seen.insert(person.id) {
                        out.push(Recipient { id: person.id, address });
                    }
                }
            }
        }
        Audience::External => {
            for topic in &content.topics {
                for reader in subscriber::receivers(conn, topic).await? {
                    let Some(address) = reader.email else { continue };
                    if seen.insert(reader.id) {
                        out.push(Recipient { id: reader.id, address });
                    }
                }
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
