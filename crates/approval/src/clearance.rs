//! Clearance: the one key that lets an edition out by a channel. It is worked out from rows each
//! time it is needed, cannot be copied, stored or made by hand, and tells its ground.
//!
//! ```compile_fail
//! fn needs_clone<T: Clone>() {}
//! needs_clone::<approval::Cleared>();
//! ```
//!
//! ```compile_fail
//! fn needs_serde<T: for<'a> serde::Deserialize<'a>>() {}
//! needs_serde::<approval::Cleared>();
//! ```
//!
//! ```compile_fail
//! let forged = approval::Cleared { edition: todo!(), channel: String::new(), ground: approval::Ground::Approval };
//! ```

use crate::quotation::check_quotations;
use crate::request::{Request, Standing};
use db::{AsConn, Id, Tx, row, run};
use message::Edition;
use std::collections::HashSet;
use web::{Outcome, Refusal};

/// How many small corrections may follow one another.
const CARRIES_MAX: usize = 50;

/// Why an edition may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Everybody who must said yes to this very edition.
    Approval,
    /// They said yes to an earlier one, and only small corrections came after.
    Carry,
    /// Somebody on duty published a pre-approved template in an emergency.
    Emergency,
}

impl Ground {
    /// The word in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Ground::Approval => "approval",
            Ground::Carry => "carry",
            Ground::Emergency => "emergency",
        }
    }
}

/// Leave for one edition to go out by one channel.
#[derive(Debug)]
pub struct Cleared {
    edition: Edition,
    channel: String,
    ground: Ground,
}

impl Cleared {
    /// What may go out.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// By which channel.
    #[must_use]
    pub fn channel(&self) -> &str {
        &self.channel
    }

    /// On which ground.
    #[must_use]
    pub fn ground(&self) -> Ground {
        self.ground
    }
}

row! {
    struct CarryRow {
        from_edition_id: Id,
        to_edition_id: Id,
    }
}

/// Works out from rows whether an edition may leave by a channel.
///
/// # Errors
/// When it may not; the refusal says why.
pub async fn clear(tx: &mut Tx, edition: Id, channel: &str) -> Outcome<Cleared> {
    let edition = Edition::get(tx, edition).await?;
    if !edition.content.has_channel(channel) {
        return Err(Refusal::new("approval-channel-not-asked").with("channel", channel).into());
    }
    // Whatever was said yes to, and whatever a check of that day did not see yet (invariant 13).
    if check::holds_cpr(&edition.content) {
        return Err(Refusal::new("approval-cpr").into());
    }
    // Words that were changed beside the program are not those that anybody said yes to.
    if edition.content.hash() != edition.hash {
        return Err(Refusal::conflict("approval-text-touched").into());
    }
    let ground = match by_emergency(tx, edition.id).await? {
        true => Ground::Emergency,
        false => {
            let ground = by_approval(tx, &edition).await?;
            check_quotations(tx, &edition).await?;
            ground
        }
    };
    // A warning and all that follows from it in this act go before what can wait.
    if ground == Ground::Emergency {
        tx.set_urgent(true);
    }
    Ok(Cleared { edition, channel: channel.to_owned(), ground })
}

async fn by_emergency(tx: &mut Tx, edition: Id) -> db::Result<bool> {
    let found = run!(tx, scalar Id, "select id from emergency where edition_id = $1 and void_at is null limit 1", [edition] => fetch_optional)?;
    Ok(found.is_some())
}

async fn by_approval(tx: &mut Tx, edition: &Edition) -> Outcome<Ground> {
    let requests = Request::all(tx, edition.message_id).await?;
    if requests.is_empty() {
        return Err(Refusal::new("approval-not-asked").into());
    }
    // A later request about a later edition takes nothing away from what is out already.
    for request in requests.into_iter().filter(|request| request.void_at.is_none()) {
        if covers(tx, &request, edition.id).await? {
            let ground = if request.edition_id == edition.id { Ground::Approval } else { Ground::Carry };
            let standing = Standing { yeses: request.yeses(tx).await?, request };
            check_yeses(tx, &standing, edition).await?;
            return Ok(ground);
        }
    }
    Err(Refusal::new("approval-other-edition").into())
}

async fn check_yeses(tx: &mut Tx, standing: &Standing, edition: &Edition) -> Outcome<()> {
    let returned = run!(
        tx,
        scalar Id,
        "select id from approval_return where request_id = $1 limit 1",
        [standing.request.id] => fetch_optional
    )?;
    if returned.is_some() {
        return Err(Refusal::new("approval-was-returned").into());
    }
    let authors = crate::find::authors(tx, edition).await?;
    if standing.yeses.iter().any(|yes| authors.contains(&yes.person_id)) {
        return Err(Refusal::new("approval-own-text").into());
    }
    for yes in &standing.yeses {
        // What was changed before the yes and nobody else has confirmed; what came later touches no yes.
        crate::find::check_hands(tx, &authors, yes.person_id, (yes.registered_by.is_some(), yes.at)).await?;
    }
    match standing.request.needs.iter().find(|need| !standing.is_met(need)) {
        Some(need) => Err(Refusal::new("approval-incomplete").because(need.item()).into()),
        None => Ok(()),
    }
}

/// Whether a request is about an edition, itself or through small corrections.
///
/// # Errors
/// When the database fails.
pub async fn covers(conn: &mut impl AsConn, request: &Request, edition: Id) -> db::Result<bool> {
    is_carried(conn, request.message_id, request.edition_id, edition).await
}

/// Whether only small corrections lie between two editions of a message; none at all is as good.
///
/// # Errors
/// When the database fails.
pub async fn is_carried(conn: &mut impl AsConn, message: Id, from: Id, to: Id) -> db::Result<bool> {
    let carries = run!(
        conn,
        CarryRow,
        "select from_edition_id, to_edition_id from carry where message_id = $1 order by id",
        [message] => fetch_all
    )?;
    let mut covered = HashSet::from([from]);
    for carry in carries.into_iter().take(CARRIES_MAX) {
        if covered.contains(&carry.from_edition_id) {
            covered.insert(carry.to_edition_id);
        }
    }
    Ok(covered.contains(&to))
}
