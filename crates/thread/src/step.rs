//! A step of the thread: what it is, how far it is, who moved it, when and why.

use db::{Actor, AsConn, Id, Json, Timestamp, Tx, exec, row, run};
use std::collections::BTreeMap;

/// The steps, in the order a communication takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// What the strategy wants with it.
    Goal,
    /// The plan it is part of.
    Plan,
    /// The text.
    Message,
    /// What the checks say.
    Checks,
    /// Who said yes.
    Approval,
    /// The staff first.
    Internal,
    /// Out to the readers.
    Channels,
    /// Answers and questions.
    Dialogue,
    /// What came of it.
    Result,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Step; 9] = [
        Step::Goal,
        Step::Plan,
        Step::Message,
        Step::Checks,
        Step::Approval,
        Step::Internal,
        Step::Channels,
        Step::Dialogue,
        Step::Result,
    ];

    /// The word in the database; with `thread-step-` before it, the text key.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Step::Goal => "goal",
            Step::Plan => "plan",
            Step::Message => "message",
            Step::Checks => "checks",
            Step::Approval => "approval",
            Step::Internal => "internal",
            Step::Channels => "channels",
            Step::Dialogue => "dialogue",
            Step::Result => "result",
        }
    }

    /// The step of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not begun.
    Missing,
    /// Begun, waiting for somebody or for the time.
    Waiting,
    /// Done.
    Done,
    /// Something is in the way.
    Broken,
    /// Does not apply to this communication.
    Skipped,
}

impl State {
    /// The word in the database and in CSS classes.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            State::Missing => "missing",
            State::Waiting => "waiting",
            State::Done => "done",
            State::Broken => "broken",
            State::Skipped => "skipped",
        }
    }

    /// The state of a word; an unknown word is `Missing`.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        [State::Waiting, State::Done, State::Broken, State::Skipped]
            .into_iter()
            .find(|state| state.word() == word)
            .unwrap_or(State::Missing)
    }
}

/// What a step says: a text key with particulars, and the strategy item that asks for it.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// Text key.
    pub key: &'static str,
    /// Particulars.
    pub args: Vec<(&'static str, String)>,
    /// The strategy item, such as `internal-first`; empty where none asks.
    pub item: String,
}

impl Note {
    /// A note without particulars.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, ..Self::default() }
    }

    /// Adds a particular.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Names the strategy item that asks for it.
    #[must_use]
    pub fn because(mut self, item: impl Into<String>) -> Self {
        self.item = item.into();
        self
    }
}

row! {
    /// A step as it is read back.
    #[derive(Clone, Debug)]
    pub struct StepRow {
        /// Which communication.
        pub thread_id: Id,
        /// Which step.
        pub step: String,
        /// How far.
        pub state: String,
        /// When it last moved.
        pub at: Timestamp,
        /// Who moved it, by function.
        pub who: String,
        /// Text key.
        pub note: String,
        /// Particulars.
        pub args: Json<BTreeMap<String, String>>,
        /// The strategy item.
        pub item: String,
    }
}

/// Opens a thread; its id is the id of the communication.
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &mut Tx, id: Id) -> db::Result<()> {
    let now = tx.now();
    exec!(tx, "insert into thread (id, opened_at, moved_at) values ($1, $2, $2)", [id, now]).map(drop)
}

/// Locks a thread for the rest of the transaction; every act on a communication does this first.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx, id: Id) -> db::Result<bool> {
    let found =
        run!(tx, scalar Id, "select id from thread where id = $1 {for_update}", [id] => fetch_optional)?;
    Ok(found.is_some())
}

/// Moves a step.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &mut Tx, actor: &Actor, id: Id, step: Step, state: State, note: Note) -> db::Result<()> {
    let now = tx.now();
    let args: BTreeMap<String, String> =
        note.args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    exec!(
        tx,
        "insert into thread_step (thread_id, step, state, at, who, note, args, item) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (thread_id, step) do update set state = excluded.state, at = excluded.at, who = excluded.who,
           note = excluded.note, args = excluded.args, item = excluded.item",
        [id, step.word(), state.word(), now, &actor.name, note.key, Json(&args), &note.item]
    )?;
    exec!(tx, "update thread set moved_at = $2 where id = $1", [id, now]).map(drop)
}

/// The steps of several communications, in no particular order.
///
/// # Errors
/// When the database fails.
pub async fn steps(conn: &mut impl AsConn, ids: &[Id]) -> db::Result<Vec<StepRow>> {
    run!(
        conn,
        StepRow,
        "select thread_id, step, state, at, who, note, args, item from thread_step where thread_id in {ids $1}",
        [Id::list(ids)] => fetch_all
    )
}
