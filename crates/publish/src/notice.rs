//! The urgent notice: what stands above the news from the moment a warning is out until somebody ends it,
//! and then one calm line for a day. Its words come from cleared editions alone.

use approval::{Cleared, FollowUp, clear, urgent_of};
use db::{Actor, AsConn, Id, Timestamp, Tx, exec, row, run};
use markup::TextOptions;
use message::{Edition, Message};
use strategy::{model::Channel, words::ConnectorKind};
use thread::{Note, State, Step};
use web::Outcome;

/// How many notices are shown at once; the page stays small whatever happens.
pub(crate) const NOTICES_MAX: i64 = 20;
/// How long the line stands that tells that the danger is over: a day.
pub(crate) const CALM_MS: i64 = 24 * 3_600_000;

row! {
    /// A notice as the front page shows it; `front` reads it as an array, in the order of its fields.
    #[derive(Clone, Debug, serde::Deserialize)]
    pub(crate) struct Notice {
        pub(crate) slug: String,
        pub(crate) language: String,
        pub(crate) title: String,
        pub(crate) text: String,
        /// The latest update, or nothing.
        pub(crate) news: Option<String>,
        pub(crate) phone: String,
        pub(crate) started_at: Timestamp,
        pub(crate) updated_at: Timestamp,
        pub(crate) ended_at: Option<Timestamp>,
        pub(crate) all_clear: String,
    }
}

impl Notice {
    /// The number as a telephone dials it.
    pub(crate) fn tel(&self) -> String {
        self.phone.chars().filter(|c| !c.is_whitespace()).collect()
    }
}

row! {
    /// A notice that runs, as the bar on the other pages and the desk show it.
    #[derive(Clone, Debug)]
    pub struct Running {
        /// The warning.
        pub message_id: Id,
        /// What it says in one line.
        pub title: String,
        /// The language that it is written in, as a tag.
        pub language: String,
        /// When it appeared.
        pub started_at: Timestamp,
        /// When something was last told.
        pub updated_at: Timestamp,
    }
}

row! {
    /// What was told in a notice.
    #[derive(Clone, Debug)]
    pub struct Told {
        /// When.
        pub at: Timestamp,
        /// By whom, by function.
        pub by_name: String,
        /// What; empty where it was erased.
        pub text: String,
        /// When it was taken down.
        pub retracted_at: Option<Timestamp>,
    }
}

/// The notices that run, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn running(conn: &mut impl AsConn) -> db::Result<Vec<Running>> {
    run!(
        conn,
        Running,
        "select n.message_id, a.title, a.language, n.started_at, n.updated_at
         from notice n join article a on a.message_id = coalesce(n.shown_id, n.message_id)
         where n.ended_at is null order by n.started_at desc",
        [] => fetch_all
    )
}

row! {
    /// A notice, also one that has ended.
    #[derive(Clone, Debug)]
    pub struct NoticeRow {
        /// The warning.
        pub message_id: Id,
        /// What it says in one line; empty where it was erased.
        pub title: String,
        /// When it appeared.
        pub started_at: Timestamp,
        /// When something was last told.
        pub updated_at: Timestamp,
        /// When it ended, if it has.
        pub ended_at: Option<Timestamp>,
        /// Who ended it, by function.
        pub ended_by: Option<String>,
        /// What was told then.
        pub all_clear: String,
    }
}

/// The notice about a warning, whether it runs or has ended.
///
/// # Errors
/// When the database fails.
pub async fn notice_of(conn: &mut impl AsConn, warning: Id) -> db::Result<Option<NoticeRow>> {
    run!(
        conn,
        NoticeRow,
        "select n.message_id, case when a.retracted_at is null then coalesce(a.title, m.title) else '' end as title,
           n.started_at, n.updated_at, n.ended_at, n.ended_by, n.all_clear
         from notice n join message m on m.id = n.message_id left join article a on a.message_id = coalesce(n.shown_id, n.message_id)
         where n.message_id = $1",
        [warning] => fetch_optional
    )
}

/// What was told in a notice, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn told(conn: &mut impl AsConn, warning: Id) -> db::Result<Vec<Told>> {
    run!(
        conn,
        Told,
        "select u.at, u.by_name, u.text, u.retracted_at from notice_update u join notice n on n.id = u.notice_id
         where n.message_id = $1 order by u.at desc, u.id desc",
        [warning] => fetch_all
    )
}

/// Begins, continues or ends a notice in the act that releases an urgent message: what follows it right away finds it.
/// Readers see it as soon as its article is out.
///
/// # Errors
/// When it is not cleared.
pub async fn follow_now(tx: &mut Tx, message: Id) -> Outcome<()> {
    let edition = Message::get(tx, message).await?.edition_id;
    let content = Edition::get(tx, edition).await?.content.0;
    let strategy = release::strategy_of(tx, message).await?;
    let is_newsroom =
        |channel: &&Channel| channel.kind == ConnectorKind::Newsroom && content.has_channel(&channel.id);
    for channel in strategy.channels.iter().filter(is_newsroom) {
        let cleared = clear(tx, edition, &channel.id).await?;
        follow(tx, &cleared).await?;
    }
    Ok(())
}

/// What an urgent edition does to the notices, in its act and once more when its article is out; done twice it is done
/// once.
pub(crate) async fn follow(tx: &mut Tx, cleared: &Cleared) -> Outcome<()> {
    let edition = cleared.edition();
    let Some(urgent) = urgent_of(tx, edition.id).await? else { return Ok(()) };
    let (message, text, now) = (edition.message_id, words(cleared), tx.now());
    let warning = urgent.corrects_id.unwrap_or(message);
    match urgent.follow_up() {
        None => {
            let id = tx.new_id();
            exec!(
                tx,
                "insert into notice (id, message_id, phone, started_at, updated_at, all_clear) values ($1, $2, $3, $4, $4, '')
                 on conflict do nothing",
                [id, message, &edition.content.contact.phone, now]
            )?;
            add(tx, message, message, &urgent.by_name, &text).await?;
        }
        Some(FollowUp::Update) => add(tx, warning, message, &urgent.by_name, &text).await?,
        Some(FollowUp::AllClear) => {
            let text = end_words(tx, cleared, warning).await?;
            exec!(
                tx,
                "update notice set ended_at = $2, updated_at = $2, ended_by = $3, all_clear_id = $4, all_clear = $5
                 where message_id = $1 and ended_at is null",
                [warning, now, &urgent.by_name, message, &text]
            )?;
            say_over(tx, warning).await?;
        }
    }
    Ok(())
}

/// The danger is over: nobody is asked any more to copy what was said of it.
async fn say_over(tx: &mut Tx, warning: Id) -> Outcome<()> {
    let mut told = run!(
        tx,
        scalar Id,
        "select u.message_id from notice_update u join notice n on n.id = u.notice_id where n.message_id = $1",
        [warning] => fetch_all
    )?;
    told.push(warning);
    let steps = thread::steps(tx, &told).await?;
    let asks =
        |step: &&thread::StepRow| step.step == Step::Channels.word() && step.note == "release-note-external";
    for step in steps.iter().filter(asks) {
        let note = Note::new("publish-note-over");
        thread::set(tx, &Actor::system("publish"), step.thread_id, Step::Channels, State::Done, note).await?;
    }
    Ok(())
}

/// A correction of a warning that runs, or of what corrected it: from now on the notice shows its words, because what was
/// wrong must not go on standing above the news.
pub(crate) async fn correct(tx: &mut Tx, cleared: &Cleared) -> Outcome<()> {
    let message = cleared.edition().message_id;
    let warning = run!(
        tx,
        scalar Id,
        "with recursive up (id) as (
           select corrects_id from message where id = $1 and corrects_id is not null
           union select m.corrects_id from message m join up on m.id = up.id where m.corrects_id is not null)
         select n.message_id from notice n where n.ended_at is null and n.message_id in (select id from up)",
        [message] => fetch_optional
    )?;
    let Some(warning) = warning else { return Ok(()) };
    let released = release::of_message(tx, message).await?;
    let by_name = released.last().map(|row| row.by_name.clone()).unwrap_or_default();
    add(tx, warning, message, &by_name, &words(cleared)).await?;
    Ok(exec!(tx, "update notice set shown_id = $2 where message_id = $1", [warning, message]).map(drop)?)
}

/// Adds what was told to the notice of a warning, while it runs.
async fn add(tx: &mut Tx, warning: Id, message: Id, by_name: &str, text: &str) -> db::Result<()> {
    let (id, now) = (tx.new_id(), tx.now());
    let added = exec!(
        tx,
        "insert into notice_update (id, notice_id, message_id, at, by_name, text)
         select $1, n.id, $3, $4, $5, $6 from notice n where n.message_id = $2 and n.ended_at is null
         on conflict do nothing",
        [id, warning, message, now, by_name, text]
    )?;
    if added > 0 {
        exec!(tx, "update notice set updated_at = $2 where message_id = $1", [warning, now])?;
    }
    Ok(())
}

/// What is to be read in a notice: for a warning all that follows its title, otherwise all that was written.
fn words(cleared: &Cleared) -> String {
    let content = &cleared.edition().content;
    let body = content.body_for(cleared.channel()).to_text(TextOptions::default());
    let all = match body.contains(content.main_point.as_str()) {
        true => body,
        false => format!("{} {body}", content.main_point),
    };
    all.trim().to_owned()
}

/// What was written to end a warning. Where one sentence was all, it is the title, unless it is too long for one.
async fn end_words(tx: &mut Tx, cleared: &Cleared, warning: Id) -> Outcome<String> {
    let content = &cleared.edition().content;
    let body = content.body_for(cleared.channel()).to_text(TextOptions::default());
    let called = run!(tx, scalar String, "select title from article where message_id = $1", [warning] => fetch_optional)?;
    if !body.trim().is_empty() || called.as_ref() == Some(&content.title) {
        return Ok(words(cleared));
    }
    let stop = if content.title.ends_with(char::is_alphanumeric) { "." } else { "" };
    Ok(format!("{}{stop}", content.title))
}

/// What a message that is taken down said is gone from its notice too: the warning's own notice ends, and where it was
/// an end that was told by mistake, the warning stands again.
pub(crate) async fn take_down(tx: &mut Tx, message: Id) -> db::Result<()> {
    let (id, now) = (tx.new_id(), tx.now());
    exec!(
        tx,
        // That it was told stays among what was told.
        "insert into notice_update (id, notice_id, message_id, at, by_name, text, retracted_at)
         select $3, id, $1, ended_at, coalesce(ended_by, ''), all_clear, $2 from notice
         where all_clear_id = $1 and all_clear <> '' and ended_at is not null on conflict do nothing",
        [message, now, id]
    )?;
    // A correction that is taken down leaves the warning as it was, if that is still out.
    exec!(
        tx,
        "update notice set shown_id = null where shown_id = $1
           and exists (select 1 from article a where a.message_id = notice.message_id and a.retracted_at is null)",
        [message]
    )?;
    exec!(
        tx,
        "update notice set ended_at = $2, updated_at = $2
         where coalesce(shown_id, message_id) = $1 and ended_at is null",
        [message, now]
    )?;
    exec!(
        tx,
        "update notice set all_clear = '' where coalesce(shown_id, message_id) = $1 or all_clear_id = $1",
        [message]
    )?;
    exec!(
        tx,
        // What was told last was told when it was told: a warning that holds again has no news.
        "update notice set ended_at = null, ended_by = null, all_clear_id = null, updated_at = coalesce(
           (select max(u.at) from notice_update u where u.notice_id = notice.id and u.retracted_at is null), started_at)
         where all_clear_id = $1
           and exists (select 1 from article a
             where a.message_id = coalesce(notice.shown_id, notice.message_id) and a.retracted_at is null)",
        [message]
    )?;
    exec!(
        tx,
        "update notice set updated_at = $2 where ended_at is null
           and id in (select notice_id from notice_update where message_id = $1 and retracted_at is null)",
        [message, now]
    )?;
    exec!(
        tx,
        "update notice_update set retracted_at = $2 where message_id = $1 and retracted_at is null",
        [message, now]
    )
    .map(drop)
}

/// The warning that holds again if the message that ended it is taken down.
///
/// # Errors
/// When the database fails.
pub async fn revived_without(conn: &mut impl AsConn, message: Id) -> db::Result<Option<Id>> {
    run!(
        conn,
        scalar Id,
        "select n.message_id from notice n join article a on a.message_id = coalesce(n.shown_id, n.message_id)
         where n.all_clear_id = $1 and a.retracted_at is null limit 1",
        [message] => fetch_optional
    )
}

/// Erases the words of a message from its notice.
pub(crate) async fn erase(tx: &mut Tx, message: Id) -> db::Result<()> {
    exec!(tx, "update notice_update set text = '' where message_id = $1", [message])?;
    exec!(tx, "update notice set all_clear = '' where all_clear_id = $1", [message]).map(drop)
}
