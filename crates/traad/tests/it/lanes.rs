//! Urgent means urgent: a slow mail server and a large newsletter hold nobody else (quality bars Q8
//! and R9). Each bar has the old worker beside it, one batch at a time, which must miss it.
//! `TRAAD_BULK` makes the newsletter larger.

use crate::{
    house::{House, house, house_with},
    main_job::{ask, write},
};
use db::{Id, exec, run};
use std::{
    io::Write,
    sync::Arc,
    time::{Duration, Instant},
};
use testing::Browser;
use tokio::{sync::watch, task::JoinHandle};

/// How late the mail server answers in a slow hour: a batch of the old worker takes eight times that.
const LATE: Duration = Duration::from_millis(400);
/// How long something is waited for before the answer is that it does not come.
const WAIT: Duration = Duration::from_secs(10);
/// Q8: what 95 of 100 urgent messages may take from the yes to the hand-over.
const URGENT: Duration = Duration::from_secs(2);
/// R9: how much longer a public page may take while the mail server is dead.
const LONGER: Duration = Duration::from_millis(500);

/// How work is taken up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// As the program does it.
    Lanes,
    /// A batch at a time, joined: the control.
    Batch,
}

/// The worker beside the pages.
struct Working {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Working {
    async fn start(house: &House, shape: Shape) -> Self {
        db::node::beat(&house.site.db).await.unwrap();
        let worker = Arc::new(traad::serve::worker(&house.site));
        let (stop, mut stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            if shape == Shape::Lanes {
                let until = async move { drop(stopped.wait_for(|stop| *stop).await) };
                return worker.run(Duration::from_millis(20), until).await;
            }
            while !*stopped.borrow() {
                if worker.step().await.unwrap() == 0 {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        });
        Self { stop, task }
    }

    /// Tells it to stop and waits until it has; gives how long that took.
    async fn stop(self) -> Duration {
        let began = Instant::now();
        self.stop.send_replace(true);
        self.task.await.unwrap();
        began.elapsed()
    }
}

/// Waits until something is so; nothing when it does not come.
async fn until(so: impl AsyncFn() -> bool) -> Option<Duration> {
    let began = Instant::now();
    while began.elapsed() < WAIT {
        if so().await {
            return Some(began.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    None
}

/// The demo's strategy, whose ready texts go out by mail too.
pub(crate) fn warned_by_mail() -> Vec<u8> {
    let sundby = String::from_utf8(traad::demo::STRATEGY.to_vec()).unwrap();
    let from = r#"channels = ["website", "sms", "facebook", "staff-feed", "press-release"]"#;
    let to = r#"channels = ["website", "sms", "facebook", "staff-feed", "press-release", "staff-mail", "newsletter"]"#;
    let changed = sundby.replace(from, to);
    assert_ne!(changed, sundby);
    changed.into_bytes()
}

/// What time brings, without the work that follows from it.
async fn tick(house: &House) {
    for slice in &house.site.slices {
        for tick in slice.ticks {
            traad::serve::tick(&house.site, tick).await.unwrap();
        }
    }
}

/// Three people who are at work.
pub(crate) struct People {
    consultant: Browser,
    head: Browser,
    pub(crate) on_call: Browser,
}

impl People {
    pub(crate) async fn sign_in(house: &House) -> Self {
        Self {
            consultant: house.sign_in("kommunikationskonsulent").await,
            head: house.sign_in("centerchef for Vej og Park").await,
            on_call: house.sign_in("kommunikationschef").await,
        }
    }

    /// A message that is approved and goes to everybody now, as far as its jobs.
    pub(crate) async fn release(&mut self, house: &House, title: &str) -> Id {
        let id = write(&mut self.consultant, title).await;
        let request = ask(&mut self.consultant, &mut self.head, &id).await;
        assert_eq!(self.head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        let why = [("kind", "open-meeting"), ("reason", "Byrådet tager det på et åbent møde i aften.")];
        self.consultant.post(&format!("/messages/{id}/exemption"), &why).await;
        assert_eq!(self.consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        tick(house).await;
        id.parse().unwrap()
    }

    pub(crate) async fn warn(&mut self, place: &str) -> Id {
        let fields = [("template", "water-boil"), ("blank", place), ("blank", "14")];
        let sent = self.on_call.post("/urgent", &fields).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        sent.location.rsplit('/').next().unwrap().parse().unwrap()
    }
}

/// A newsletter under way to so many more readers, whose addresses begin with `bulk-`.
async fn newsletter(house: &House, people: &mut People, title: &str, readers: usize) -> Id {
    let message = people.release(house, title).await;
    // The first step writes the deliveries down; the next would send them.
    assert!(house.step().await > 0);
    let mut tx = house.site.db.begin().await.unwrap();
    let dispatch = run!(
        &mut tx,
        scalar Id,
        "select id from dispatch where message_id = $1 and channel = 'newsletter'",
        [message] => fetch_one
    )
    .unwrap();
    for number in 0..readers {
        let (id, now) = (tx.new_id(), tx.now());
        exec!(
            &mut tx,
            "insert into delivery (id, dispatch_id, recipient_id, address, state, attempts, next_at, moved_at)
             values ($1, $2, $1, $3, 'queued', 0, $4, $4)",
            [id, dispatch, format!("bulk-{number}@example.dk"), now]
        )
        .unwrap();
    }
    db::job::enqueue(&mut tx, "dispatch-send", &serde_json::json!({ "dispatch": dispatch })).await.unwrap();
    tx.commit().await.unwrap();
    dispatch
}

async fn states(house: &House, dispatch: Id, state: &str) -> i64 {
    let mut conn = house.site.db.read().await.unwrap();
    run!(
        &mut conn,
        scalar i64,
        "select count(*) from delivery where dispatch_id = $1 and state = $2",
        [dispatch, state] => fetch_one
    )
    .unwrap()
}

/// Whether a message is on the public page and every mail of it has been handed over.
async fn is_out(house: &House, message: Id) -> bool {
    let mut conn = house.site.db.read().await.unwrap();
    let page =
        run!(&mut conn, scalar i64, "select count(*) from article where message_id = $1", [message] => fetch_one)
            .unwrap();
    let made = run!(
        &mut conn,
        scalar i64,
        "select count(*) from event where subject = $1 and name = 'dispatch-made'",
        [message] => fetch_one
    )
    .unwrap();
    let left = run!(
        &mut conn,
        scalar i64,
        "select count(*) from delivery v join dispatch d on d.id = v.dispatch_id
         where d.message_id = $1 and v.state in ('queued', 'held', 'attempting')",
        [message] => fetch_one
    )
    .unwrap();
    page > 0 && made > 0 && left == 0
}

async fn is_published(house: &House, message: Id) -> bool {
    let mut conn = house.site.db.read().await.unwrap();
    run!(&mut conn, scalar i64, "select count(*) from article where message_id = $1", [message] => fetch_one)
        .unwrap()
        > 0
}

fn bulk() -> usize {
    std::env::var("TRAAD_BULK").ok().and_then(|text| text.parse().ok()).unwrap_or(1_500)
}

/// The time that 95 of 100 keep, and the longest; what never came counts as the longest wait.
fn p95(mut times: Vec<Option<Duration>>) -> (Duration, Duration) {
    times.sort_by_key(|time| time.unwrap_or(WAIT));
    let at = |place: usize| times[place].unwrap_or(WAIT);
    (at((times.len() * 95).div_ceil(100) - 1), at(times.len() - 1))
}

/// Warns behind a newsletter; gives p95 and the longest from the yes to the last hand-over.
async fn warnings(
    house: &House,
    shape: Shape,
    late: Option<Duration>,
    number: usize,
) -> (Duration, Duration) {
    let mut people = People::sign_in(house).await;
    let dispatch = newsletter(house, &mut people, "Skolevej er lukket i uge 20", bulk()).await;
    house.mails.answer_late(&["bulk-"], Some(late.unwrap_or_default()));
    let working = Working::start(house, shape).await;
    if late.is_some() {
        house.mails.wait_for_wire(4).await;
    }
    let mut times = Vec::new();
    for place in 0..number {
        let began = Instant::now();
        let message = people.warn(&format!("område {place}")).await;
        times.push(until(async || is_out(house, message).await).await.map(|_| began.elapsed()));
    }
    if late.is_some() {
        assert!(states(house, dispatch, "queued").await > 0, "the newsletter is still under way");
    }
    house.mails.let_go();
    working.stop().await;
    // The rest of the newsletter would only take time.
    let mut tx = house.site.db.begin().await.unwrap();
    exec!(&mut tx, "delete from delivery where dispatch_id = $1 and state = 'queued'", [dispatch]).unwrap();
    tx.commit().await.unwrap();
    p95(times)
}

/// Notes a bar's figures where `bin/prove` asks for them.
fn note(bar: &str, house: &House, figures: &str) {
    let Ok(path) = std::env::var("TRAAD_FIGURES") else { return };
    let line = serde_json::json!({ "bar": bar, "database": house.database, "figures": figures });
    let mut file = std::fs::File::options().create(true).append(true).open(path).unwrap();
    writeln!(file, "{line}").unwrap();
}

#[test]
fn a_warning_does_not_wait_for_a_newsletter() {
    house_with(&warned_by_mail(), async |house| {
        for late in [Some(LATE), None] {
            let (most, all) = warnings(house, Shape::Lanes, late, 20).await;
            note("Q8", house, &format!("bulk {}, late {late:?}, p95 {most:?}, longest {all:?}", bulk()));
            assert!(most <= URGENT && all <= WAIT, "{}: {most:?}, {all:?}", house.database);
        }
    });
}

/// The bar above must be able to fail.
#[test]
fn a_worker_that_joins_its_batch_lets_a_warning_wait() {
    house_with(&warned_by_mail(), async |house| {
        let (most, _) = warnings(house, Shape::Batch, Some(LATE), 1).await;
        note("Q8 control", house, &format!("p95 {most:?}"));
        assert!(most > URGENT, "{}: {most:?}", house.database);
    });
}

/// How long public pages take, of messages released one after another.
async fn pages(house: &House, people: &mut People, word: &str, number: usize) -> Duration {
    let mut times = Vec::new();
    for page in 0..number {
        let message = people.release(house, &format!("Sti {page} {word}")).await;
        times.push(until(async || is_published(house, message).await).await);
    }
    p95(times).0
}

#[test]
fn a_dead_mail_server_holds_no_page_and_everything_goes_on_by_itself_when_it_is_back() {
    house_with(&warned_by_mail(), async |house| {
        let mut people = People::sign_in(house).await;
        let working = Working::start(house, Shape::Lanes).await;
        let well = pages(house, &mut people, "lukker", 5).await;
        // No answer to anybody: notices, staff mail, newsletters and warnings hang.
        house.mails.answer_late(&[""], None);
        let dispatch = newsletter_of(house, people.release(house, "Stien åbner igen").await).await;
        house.mails.wait_for_wire(4).await;
        let dead = pages(house, &mut people, "åbner", 5).await;
        let warning = people.warn("Sundby Nord").await;
        let warned = until(async || is_published(house, warning).await).await;
        note(
            "R9",
            house,
            &format!("a page takes {well:?}, with a dead mail server {dead:?}, a warning {warned:?}"),
        );
        assert!(dead <= well + LONGER, "{}: {well:?} and {dead:?}", house.database);
        assert!(warned.is_some_and(|time| time <= URGENT), "{warned:?}");
        house.mails.let_go();
        let on = until(async || states(house, dispatch, "queued").await == 0 && is_out(house, warning).await)
            .await;
        assert!(on.is_some(), "{}: it goes on without a hand", house.database);
        working.stop().await;
    });
}

#[test]
fn a_worker_that_joins_its_batch_lets_pages_wait_for_a_dead_mail_server() {
    house(async |house| {
        let mut people = People::sign_in(house).await;
        house.mails.answer_late(&[""], None);
        let working = Working::start(house, Shape::Batch).await;
        people.release(house, "Stien åbner igen").await;
        house.mails.wait_for_wire(1).await;
        let warning = people.warn("Sundby Nord").await;
        tokio::time::sleep(URGENT).await;
        assert!(!is_published(house, warning).await, "{}: the control must miss the bar", house.database);
        house.mails.let_go();
        working.stop().await;
    });
}

/// The newsletter of a message, once it is written down.
async fn newsletter_of(house: &House, message: Id) -> Id {
    let found = async || {
        let mut conn = house.site.db.read().await.unwrap();
        run!(
            &mut conn,
            scalar Id,
            "select id from dispatch where message_id = $1 and channel = 'newsletter'",
            [message] => fetch_optional
        )
        .unwrap()
    };
    assert!(until(async || found().await.is_some()).await.is_some());
    found().await.unwrap()
}

/// More newsletters than there are places: all of them move, and none waits for another's end.
#[test]
fn newsletters_take_turns() {
    house(async |house| {
        let mut people = People::sign_in(house).await;
        let mut all = Vec::new();
        for number in 0..6 {
            all.push(newsletter(house, &mut people, &format!("Sti {number} lukker"), 400).await);
        }
        house.mails.answer_late(&["bulk-"], Some(Duration::from_millis(100)));
        let working = Working::start(house, Shape::Lanes).await;
        for dispatch in &all {
            let moved = until(async || states(house, *dispatch, "accepted").await > 0).await;
            assert!(moved.is_some(), "{}: a newsletter waits for another's end", house.database);
        }
        for dispatch in &all {
            assert!(states(house, *dispatch, "queued").await > 0, "none has come to its end meanwhile");
        }
        house.mails.let_go();
        working.stop().await;
    });
}

#[test]
fn told_to_stop_the_worker_begins_nothing_and_leaves_nothing_half_done() {
    house(async |house| {
        let mut people = People::sign_in(house).await;
        let dispatch = newsletter(house, &mut people, "Skolevej er lukket i uge 20", 400).await;
        house.mails.answer_late(&["bulk-"], Some(LATE));
        let working = Working::start(house, Shape::Lanes).await;
        house.mails.wait_for_wire(4).await;
        let took = working.stop().await;
        // Those on the wire get their answer; the other 28 of the claim do not leave.
        assert!(took < LATE * 4, "{}: {took:?}", house.database);
        for state in ["held", "attempting"] {
            assert_eq!(states(house, dispatch, state).await, 0, "{}: {state}", house.database);
        }
        let sent = house.mails.number("bulk-");
        assert!(sent < 100, "{sent}");
        house.mails.let_go();
        house.work().await;
        assert_eq!(house.mails.number("bulk-"), 400, "and nobody is forgotten, and nobody told twice");
    });
}
