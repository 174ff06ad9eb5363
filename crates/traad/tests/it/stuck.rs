//! Whatever is due and not out is found within a minute, also where rows were changed by hand in every state; and
//! nothing that goes as it should is ever taken for it (quality bar R8).

use crate::{
    house::{House, house},
    main_job::{ask, write},
};
use testing::Browser;

/// How many of each state; `bin/prove` asks for more.
fn wanted() -> usize {
    std::env::var("TRAAD_STUCK").ok().and_then(|text| text.parse().ok()).unwrap_or(2)
}

/// How a message is stuck by hand: the state it is brought to, and what is done to its rows.
const STATES: [(&str, &str); 12] = [
    ("planned", "update schedule set look_at = 9223372036854775807 where message_id = $1"),
    ("planned", "update schedule set ended_at = due_at, outcome = 'released' where message_id = $1"),
    ("planned", "delete from schedule where message_id = $1"),
    ("planned", "update schedule set ended_at = due_at where message_id = $1 and scope = 'external'"),
    ("asked", "update approval_request set ended_at = asked_at where message_id = $1"),
    ("asked", "update approval_request set void_at = asked_at where message_id = $1"),
    ("asked", "update thread_step set state = 'done' where thread_id = $1 and step = 'approval'"),
    ("out", "update release set retracted_at = at where message_id = $1"),
    ("out", "delete from article where message_id = $1"),
    ("out", "delete from staff_post where message_id = $1"),
    (
        "mail",
        "update delivery set state = 'queued' where dispatch_id in (select id from dispatch where message_id = $1)",
    ),
    (
        "mail",
        "update delivery set state = 'queued', next_at = 9000000000000000
         where dispatch_id in (select id from dispatch where message_id = $1)",
    ),
];

async fn bring_to(
    house: &House,
    consultant: &mut Browser,
    head: &mut Browser,
    state: &str,
    title: &str,
) -> String {
    let id = write(consultant, title).await;
    let request = ask_for(consultant, head, &id).await;
    if state == "asked" {
        return id;
    }
    head.post(&format!("/approvals/{request}/approval"), &[]).await;
    // Danger does not wait for staff, so that both parts have the same time.
    let danger = [("kind", "danger"), ("reason", "Træer vælter ned over stien.")];
    assert_eq!(consultant.post(&format!("/messages/{id}/exemption"), &danger).await.status, 303);
    let at = if state == "planned" { vec![("at", "2026-05-06T09:30")] } else { vec![] };
    let answer = consultant.post(&format!("/messages/{id}/schedule"), &at).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    house.work().await;
    id
}

async fn ask_for(consultant: &mut Browser, head: &mut Browser, id: &str) -> String {
    ask(consultant, head, id).await;
    let page = consultant.get(&format!("/messages/{id}")).await;
    page.between("href=\"/approvals/", "\"")
}

async fn change(house: &House, sql: &'static str, id: &str) -> u64 {
    let id: db::Id = id.parse().unwrap();
    let mut tx = house.site.db.begin().await.unwrap();
    let touched = match db::AsConn::conn(&mut tx) {
        db::ConnMut::Sqlite(conn) => {
            db::sqlx::query(sql).bind(id).execute(conn).await.unwrap().rows_affected()
        }
        db::ConnMut::Postgres(conn) => {
            db::sqlx::query(sql).bind(id).execute(conn).await.unwrap().rows_affected()
        }
    };
    tx.commit().await.unwrap();
    touched
}

async fn look(house: &House) {
    let tick = house.site.slices.iter().flat_map(|slice| slice.ticks).find(|tick| tick.name == "desk-stuck");
    traad::serve::tick(&house.site, tick.unwrap()).await.unwrap();
    house.work().await;
}

/// Lets time pass until no job was put off: on a busy machine one may not get its connection in time, and goes later.
async fn all_done(house: &House) {
    for _ in 0..10 {
        house.forward(1).await;
        let jobs = db::job::list(&mut house.site.db.read().await.unwrap(), 1_000).await.unwrap();
        if jobs.iter().all(|job| job.attempts == 0) {
            return;
        }
    }
    panic!("jobs are put off again and again on {}", house.database);
}

async fn stuck(house: &House) -> Vec<String> {
    let mut conn = house.site.db.read().await.unwrap();
    let ids = db::run!(&mut conn, scalar db::Id, "select message_id from alarm where ended_at is null", [] => fetch_all);
    ids.unwrap().into_iter().map(|id| id.to_string()).collect()
}

#[test]
fn what_is_stuck_is_found_within_a_minute_and_told_once() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut ids = Vec::new();
        for (number, (state, _)) in STATES.iter().enumerate() {
            for round in 0..wanted() {
                let title = format!("Stien er lukket, nr. {number}-{round}");
                ids.push((number, bring_to(house, &mut consultant, &mut head, state, &title).await));
            }
        }
        all_done(house).await;
        assert_eq!(stuck(house).await, Vec::<String>::new(), "all is well so far");
        for (number, id) in &ids {
            assert!(change(house, STATES[*number].1, id).await > 0, "{}", STATES[*number].1);
        }
        house.mails.take();
        // Half an hour to the time of those that are planned, ten minutes that anything may take, and one.
        house.clock.forward(41 * 60_000);
        look(house).await;
        let found = stuck(house).await;
        let mails = house.mails.take();
        for (number, id) in &ids {
            assert!(found.contains(id), "{} is not found on {}", STATES[*number].1, house.database);
            let title = format!("nr. {number}-");
            assert!(
                mails.iter().any(|mail| mail.subject.contains(&title) && mail.subject.contains("gået i stå"))
            );
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert!(thread.body.contains("Beskeden skulle være kommet videre"), "{}", thread.body);
        }
        look(house).await;
        look(house).await;
        assert!(house.mails.take().is_empty(), "told once");
        assert_eq!(stuck(house).await.len(), found.len(), "and it stands until it goes on");
        let mut on_call = house.sign_in("kommunikationschef").await;
        assert!(on_call.get("/status").await.body.contains("beskeder er gået i stå"));
        // The time that nobody looks at any more is looked at again, and the alarm ends.
        let (_, first) = &ids[0];
        change(house, "update schedule set look_at = 0 where message_id = $1", first).await;
        house.forward(61).await;
        look(house).await;
        assert!(!stuck(house).await.contains(first), "it went on");
        change(
            house,
            "delete from delivery where dispatch_id in (select id from dispatch where message_id = $1)",
            &ids.last().unwrap().1,
        )
        .await;
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "delete from delivery where state = 'queued'", []).unwrap();
        tx.commit().await.unwrap();
    });
}

/// The ordinary day: asked and not answered, planned for later, readers waiting for staff, held by the stop.
#[test]
fn nothing_that_goes_as_it_should_is_taken_for_stuck() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        for (state, title) in
            [("asked", "Stien er spærret"), ("planned", "Stien er lukket"), ("out", "Stien er åben")]
        {
            bring_to(house, &mut consultant, &mut head, state, title).await;
        }
        let id = write(&mut consultant, "Stien bliver lukket").await;
        let request = ask_for(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        for minutes in [0, 11, 12, 20, 13, 11, 30] {
            house.forward(minutes).await;
            look(house).await;
            assert_eq!(stuck(house).await, Vec::<String>::new(), "after {minutes} minutes more");
        }
    });
}

/// A balancer is told the truth: a program that writes no sign of life is not one that can work.
#[test]
fn readiness_is_what_a_sign_of_life_says() {
    house(async |house| {
        let mut visitor = house.visitor();
        assert_eq!(visitor.get("/readyz").await.status, 503, "nobody works yet");
        db::node::beat(&house.site.db).await.unwrap();
        let ready = visitor.get("/readyz").await;
        assert!(ready.status == 200 && ready.body.contains("\"ready\":true"), "{}", ready.body);
        for (seconds, status) in [(29, 200), (2, 503), (3_600, 503)] {
            house.clock.forward(seconds * 1_000);
            assert_eq!(visitor.get("/readyz").await.status, status, "after {seconds} s more");
        }
        db::node::beat(&house.site.db).await.unwrap();
        assert_eq!(visitor.get("/readyz").await.status, 200);
    });
}

/// What is stuck stays stuck until it goes on, however long it takes: only mended rows end its alarm.
#[test]
fn what_has_grown_old_has_not_gone_on() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = crate::record::approved(&mut consultant, &mut head).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(1).await;
        house.forward(61).await;
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "delete from article_media", []).unwrap();
        let message: db::Id = id.parse().unwrap();
        db::exec!(&mut tx, "update article set retracted_at = 1 where message_id = $1", [message]).unwrap();
        tx.commit().await.unwrap();
        let alarms = async || {
            let mut conn = house.site.db.read().await.unwrap();
            db::run!(&mut conn, scalar i64, "select count(*) from alarm where ended_at is null", [] => fetch_one)
                .unwrap()
        };
        house.forward(15).await;
        assert_eq!(alarms().await, 1, "a page that was taken off is missed: {}", house.database);
        for days in [1, 3, 8] {
            house.forward(days * 24 * 60).await;
            assert_eq!(alarms().await, 1, "{days} days more make it no better: {}", house.database);
            let thread = house.sign_in("kommunikationskonsulent").await.get(&format!("/messages/{id}")).await;
            assert!(!thread.body.contains("er kommet videre"), "{}", thread.body);
        }
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "update article set retracted_at = null where message_id = $1", [message])
            .unwrap();
        tx.commit().await.unwrap();
        house.forward(1).await;
        assert_eq!(alarms().await, 0, "the control: what is mended has gone on");
        let thread = house.sign_in("kommunikationskonsulent").await.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("er kommet videre"), "{}", thread.body);
    });
}

/// Staff mails that stand still say nothing of readers, who are not to have it yet.
#[test]
fn a_staff_mail_that_is_stuck_leaves_the_readers_step_alone() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        let queued = "update delivery set state = 'queued', next_at = 9000000000000000
                      where dispatch_id in (select id from dispatch where message_id = $1)";
        assert!(change(house, queued, &id).await > 0);
        house.forward(12).await;
        let node = async |consultant: &mut Browser, step: &str| {
            let page = consultant.get(&format!("/messages/{id}")).await;
            let before = page.body.split(&format!("id=\"step-{step}\"")).next().unwrap().to_owned();
            before.rsplit("class=\"node ").next().unwrap().split('"').next().unwrap().to_owned()
        };
        assert_eq!(node(&mut consultant, "internal").await, "broken", "{}", house.database);
        assert_eq!(node(&mut consultant, "channels").await, "waiting", "{}", house.database);
        let well = "update delivery set state = 'accepted'
                    where dispatch_id in (select id from dispatch where message_id = $1)";
        change(house, well, &id).await;
        house.forward(1).await;
        assert_eq!(node(&mut consultant, "internal").await, "done", "{}", house.database);
        assert_eq!(
            node(&mut consultant, "channels").await,
            "waiting",
            "{}: they have it not",
            house.database
        );
        house.mails.take();
    });
}
