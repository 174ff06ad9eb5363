//! Who gets a message by a channel, at the moment of the release.

use db::{AsConn, Id, row};
use message::{Content, concerned};
use people::{
    Person, Unit,
    audience::{Audience, Kind, members},
    subscriber,
};
use std::collections::HashSet;
use strategy::{
    model::{Channel, InternalFirst},
    words::Audience as Reach,
};
use web::Outcome;

row! {
    /// Somebody to whom a mail goes.
    #[derive(Clone, Debug)]
    pub(crate) struct Recipient {
        /// The person or subscriber.
        pub(crate) id: Id,
        /// The address.
        pub(crate) address: String,
    }
}

/// The recipients of a channel, and how many lists that were chosen for it are retired since. Staff: those concerned, as
/// the strategy says; readers: those who subscribe to a topic of the message.
pub(crate) async fn resolve(
    conn: &mut impl AsConn,
    content: &Content,
    channel: &Channel,
    rule: Option<&InternalFirst>,
) -> Outcome<(Vec<Recipient>, usize)> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    let mut add = |id: Id, address: Option<String>| {
        if let Some(address) = address.filter(|_| seen.insert(id)) {
            out.push(Recipient { id, address });
        }
    };
    match channel.audience {
        Reach::Internal => {
            for path in concerned(&Unit::all(conn).await?, content, rule) {
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
    let mut retired = 0;
    for id in &content.audiences {
        let audience = Audience::get(conn, *id).await?;
        let is_outside = audience.kind() == Kind::Topics;
        if is_outside != (channel.audience == Reach::External) {
            continue;
        }
        // Whoever retired it since the text was approved said that it gets nothing more.
        if audience.retired_at.is_some() {
            retired += 1;
            continue;
        }
        for member in members(conn, &audience).await? {
            add(member.id, member.email);
        }
    }
    Ok((out, retired))
}
