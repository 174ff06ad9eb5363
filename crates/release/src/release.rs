//! The act of releasing. Every channel of the scope is cleared anew from rows; what follows
//! (feeds, pages, mail) is written as jobs in the same transaction by later slices' reactions.

use crate::{
    AMENDED, EXTERNAL, Gate, INTERNAL, InternalOut, Reach,
    family::{is_corrected, originals},
    gate,
    schedule::supersede,
    stop,
};
use approval::{Ground, Standing, clear, exemption_of};
use db::{Actor, AsConn, Event, Id, Json, Memo, Timestamp, Tx, exec, row, run};
use message::{Content, Edition, Message, Side};
use people::RELEASE;
use serde_json::json;
use std::sync::Arc;
use strategy::{Strategy, words::Audience};
use thread::{Note, State, Step};
use web::{Lang, Outcome, Refusal, When};

/// To whom a release goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Staff.
    Internal,
    /// Readers outside.
    External,
}

impl Scope {
    /// The word in the database.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Scope::Internal => "internal",
            Scope::External => "external",
        }
    }

    /// The scope of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Scope::Internal, Scope::External].into_iter().find(|scope| scope.word() == word)
    }

    /// Whether nobody is to have a message after these.
    pub(crate) fn is_last(self, content: &Content) -> bool {
        (content.side == Side::Internal) == (self == Scope::Internal)
    }

    pub(crate) fn audience(self) -> Audience {
        match self {
            Scope::Internal => Audience::Internal,
            Scope::External => Audience::External,
        }
    }
}

row! {
    /// A release.
    #[derive(Clone, Debug)]
    pub struct ReleaseRow {
        /// Id.
        pub id: Id,
        /// Of which message.
        pub message_id: Id,
        /// Of which edition.
        pub edition_id: Id,
        /// `internal` or `external`.
        pub scope: String,
        /// When.
        pub at: Timestamp,
        /// By whom, by function.
        pub by_name: String,
        /// `approval`, `carry` or `emergency`.
        pub ground: String,
    }
}

/// The releases of a message that stand, oldest first; what was taken down is not among them.
///
/// # Errors
/// When the database fails.
pub async fn of_message(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<ReleaseRow>> {
    run!(
        conn,
        ReleaseRow,
        "select id, message_id, edition_id, scope, at, by_name, ground from release where message_id = $1 and retracted_at is null order by id",
        [message] => fetch_all
    )
}

/// What the unit that sent a message was called when it went out to a scope; what it is called now, where it has not.
///
/// # Errors
/// When the database fails.
pub async fn sender(conn: &mut impl AsConn, message: Id, scope: Scope) -> db::Result<String> {
    run!(
        conn,
        scalar String,
        "select coalesce(r.unit_name, u.name) from message m join unit u on u.id = m.unit_id
           left join release r on r.message_id = m.id and r.scope = $2 and r.retracted_at is null
         where m.id = $1",
        [message, scope.word()] => fetch_one
    )
}

row! {
    /// A time that a message was out, whether it stands or was taken down.
    #[derive(Clone, Debug)]
    pub struct Period {
        /// Id of the release.
        pub id: Id,
        /// Of which edition.
        pub edition_id: Id,
        /// `internal` or `external`.
        pub scope: String,
        /// Since when.
        pub at: Timestamp,
        /// Until when, where it was taken down.
        pub retracted_at: Option<Timestamp>,
        /// By whom it was released, by function.
        pub by_name: String,
        /// `approval`, `carry` or `emergency`.
        pub ground: String,
        /// By which channels.
        pub reach: Json<Reach>,
    }
}

impl Period {
    /// The channels that it went out by.
    #[must_use]
    pub fn channels(&self) -> &[String] {
        &self.reach.channels
    }
}

/// Every time that a message was out, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn periods(conn: &mut impl AsConn, message: Id) -> db::Result<Vec<Period>> {
    run!(
        conn,
        Period,
        "select id, edition_id, scope, at, retracted_at, by_name, ground, reach from release where message_id = $1 order by id",
        [message] => fetch_all
    )
}

/// The channels of a content that belong to a scope, in the strategy's order.
#[must_use]
pub fn channels_of(strategy: &Strategy, content: &Content, scope: Scope) -> Vec<String> {
    strategy
        .channels
        .iter()
        .filter(|channel| channel.audience == scope.audience() && content.has_channel(&channel.id))
        .map(|channel| channel.id.clone())
        .collect()
}

/// Releases the latest edition to a scope.
///
/// # Errors
/// When it is not cleared, is out already, or staff have not heard first; the refusal says which
/// item of the strategy asks for it and what to do.
pub async fn release(tx: &mut Tx, actor: &Actor, message: Id, scope: Scope) -> Outcome<Id> {
    if !thread::lock(tx, message).await? {
        return Err(Refusal::not_found().into());
    }
    let message = Message::get(tx, message).await?;
    let edition = Edition::get(tx, message.edition_id).await?;
    let strategy = strategy_of(tx, message.id).await?;
    let earlier = of_message(tx, message.id).await?;
    // What is out changes by a correction, or is taken down; never by another release of the same message.
    if earlier.iter().any(|row| row.scope == scope.word()) {
        return Err(Refusal::conflict("release-is-out").into());
    }
    let channels = channels_of(&strategy, &edition.content, scope);
    if channels.is_empty() {
        return Err(Refusal::new("release-no-channel").into());
    }
    let mut ground = Ground::Approval;
    for channel in &channels {
        ground = clear(tx, edition.id, channel).await?.ground();
    }
    if ground != Ground::Emergency {
        approval::check_confirmed(tx, message.id).await?;
        approval::check_reach(tx, &strategy, &edition).await?;
        if is_corrected(tx, message.id).await? {
            return Err(Refusal::conflict("release-corrected").into());
        }
    }
    if scope == Scope::External && ground != Ground::Emergency {
        check_internal_first(tx, &message, &edition, &strategy, &earlier).await?;
    }
    // Last, so that what else is in the way is known before everything is opened again.
    if let Some(stop) = stop::held_by(tx, message.id).await? {
        return Err(stop::refusal(&stop).into());
    }
    if approval::exemption_of(tx, message.id).await?.is_some_and(|exemption| exemption.is_danger()) {
        // Somebody may come to harm: what follows goes before everything that is not urgent.
        tx.set_urgent(true);
    }
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        "insert into release (id, message_id, edition_id, scope, at, by_name, ground, reach, unit_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            id,
            message.id,
            edition.id,
            scope.word(),
            now,
            &actor.name,
            ground.word(),
            Json(Reach::of(&edition.content, &channels)),
            &message.unit_name
        ]
    )?;
    message::note_out(tx, message.id, Some(edition.id), scope.is_last(&edition.content)).await?;
    if message.corrects_id.is_some() {
        // What it corrects must not come after it.
        for original in originals(tx, message.id).await? {
            supersede(tx, actor, original, Some(scope)).await?;
        }
    }
    note_step(tx, actor, message.id, scope, by_itself(&strategy, &channels), channels.len()).await?;
    let kind = if scope == Scope::Internal { INTERNAL } else { EXTERNAL };
    let particulars =
        json!({ "release": id, "edition": edition.id, "channels": channels, "ground": ground.word() });
    Event { kind, subject: message.id, particulars, text: None }.write(tx, actor).await?;
    Ok(id)
}

/// Puts a small correction that kept the yes where the text is out already; nobody gets a mail again.
///
/// # Errors
/// When nothing is out, the latest edition is out, or more than small corrections lie between the two.
pub async fn amend(tx: &mut Tx, actor: &Actor, message: Id) -> Outcome<()> {
    thread::lock(tx, message).await?;
    let message = Message::for_actor(tx, actor, message).await?;
    if !actor.may_at(RELEASE, &message.unit_path) {
        return Err(Refusal::forbidden().into());
    }
    let out = message.out_edition_id.ok_or_else(|| Refusal::conflict("release-nothing-out"))?;
    if out == message.edition_id {
        return Err(Refusal::conflict("release-is-out").into());
    }
    if !approval::is_carried(tx, message.id, out, message.edition_id).await? {
        return Err(Refusal::conflict("release-only-by-correction").into());
    }
    if let Some(stop) = stop::held_by(tx, message.id).await? {
        return Err(stop::refusal(&stop).into());
    }
    let edition = Edition::get(tx, message.edition_id).await?;
    let strategy = strategy_of(tx, message.id).await?;
    let mut channels = Vec::new();
    for row in of_message(tx, message.id).await? {
        let Some(scope) = Scope::parse(&row.scope) else { continue };
        channels.extend(channels_of(&strategy, &edition.content, scope));
    }
    for channel in &channels {
        clear(tx, edition.id, channel).await?;
    }
    message::note_out(tx, message.id, Some(edition.id), message.all_out_at.is_some()).await?;
    let particulars = json!({ "edition": edition.id, "channels": channels });
    Event { kind: AMENDED, subject: message.id, particulars, text: None }.write(tx, actor).await?;
    Ok(())
}

/// The strategy version that approval was asked under; the one in force where it was not asked.
///
/// # Errors
/// When no strategy has been adopted.
pub async fn strategy_of(tx: &mut Tx, message: Id) -> Outcome<Arc<Strategy>> {
    let db = tx.db().clone();
    let standing = approval::standing(tx, message).await?;
    match asked_under(tx, db.memo(), standing.as_ref()).await? {
        Some(strategy) => Ok(strategy),
        None => Ok(strategy::in_force(tx, db.memo()).await?.strategy),
    }
}

/// The strategy that a yes was asked under, for a page that knows what was asked: it promises what the act does. Nothing
/// where none was, and the one in force holds.
///
/// # Errors
/// When the database fails.
pub async fn asked_under(
    conn: &mut impl AsConn,
    memo: &Memo,
    standing: Option<&Standing>,
) -> Outcome<Option<Arc<Strategy>>> {
    match standing.filter(|standing| standing.request.void_at.is_none()) {
        Some(standing) => strategy::version::look_up(conn, memo, standing.request.version_id).await.map(Some),
        None => Ok(None),
    }
}

async fn check_internal_first(
    tx: &mut Tx,
    message: &Message,
    edition: &Edition,
    strategy: &Strategy,
    earlier: &[ReleaseRow],
) -> Outcome<()> {
    if edition.content.side == Side::Internal {
        return Ok(());
    }
    let internal = earlier
        .iter()
        .find(|row| row.scope == Scope::Internal.word())
        .map_or(InternalOut::No, |row| InternalOut::At(row.at));
    let exempt = exemption_of(tx, message.id).await?.is_some();
    let now = tx.now();
    match gate(strategy.internal_first.as_ref(), internal, exempt, now) {
        Gate::Open => Ok(()),
        Gate::InternalFirst => Err(Refusal::new("release-internal-first").because("internal-first").into()),
        Gate::OpensAt(at) => {
            let when = When::new(at, now, Lang::Da);
            Err(Refusal::new("release-lead-time")
                .with("clock", when.clock())
                .because("internal-first")
                .into())
        }
    }
}

/// Whether readers' part of a message waits until staff have had their time.
///
/// # Errors
/// When there is no such message.
pub async fn waits_for_staff(tx: &mut Tx, message: Id) -> Outcome<bool> {
    let strategy = strategy_of(tx, message).await?;
    let earlier = of_message(tx, message).await?;
    let internal = earlier.iter().find(|row| row.scope == Scope::Internal.word());
    let exempt = exemption_of(tx, message).await?.is_some();
    let internal = internal.map_or(InternalOut::No, |row| InternalOut::At(row.at));
    let now = tx.now();
    Ok(matches!(gate(strategy.internal_first.as_ref(), internal, exempt, now), Gate::OpensAt(_)))
}

/// How many of the channels the program sends by itself; the rest are texts to copy.
fn by_itself(strategy: &Strategy, channels: &[String]) -> usize {
    let by_itself = |id: &&String| strategy.channel(id).is_some_and(|channel| channel.kind.is_document());
    channels.iter().filter(by_itself).count()
}

async fn note_step(
    tx: &mut Tx,
    actor: &Actor,
    message: Id,
    scope: Scope,
    automatic: usize,
    all: usize,
) -> db::Result<()> {
    let (step, key) = match scope {
        Scope::Internal => (Step::Internal, "release-note-internal"),
        Scope::External => (Step::Channels, "release-note-external"),
    };
    let note = Note::new(key).with("channels", automatic).with("manual", all - automatic);
    let note = if scope == Scope::Internal { note.because("internal-first") } else { note };
    thread::set(tx, actor, message, step, State::Done, note).await
}
