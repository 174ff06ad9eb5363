//! Nodes: what a silent process held goes back, and one that wakes late sends nothing (invariant
//! 3). `tests/crash/nodes.test.mjs` does the same with real processes that are killed and stopped.

use crate::{
    house::{House, house},
    main_job::{ask, write},
};
use db::{Id, Timestamp, exec, row, run};
use std::{collections::BTreeMap, sync::Arc};

row! {
    struct Claim {
        node: Id,
        lease_until: Timestamp,
    }
}

/// A message of which staff mail is written down and not sent.
async fn written_down(house: &House) -> Id {
    let mut consultant = house.sign_in("kommunikationskonsulent").await;
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let id = write(&mut consultant, "Skolevej er lukket i uge 20").await;
    let request = ask(&mut consultant, &mut head, &id).await;
    assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    house.work().await;
    house.mails.take();
    assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    for slice in &house.site.slices {
        for tick in slice.ticks {
            traad::serve::tick(&house.site, tick).await.unwrap();
        }
    }
    assert!(house.step().await > 0);
    let mut conn = house.site.db.read().await.unwrap();
    run!(
        &mut conn,
        scalar Id,
        "select id from dispatch where message_id = $1",
        [id.parse::<Id>().unwrap()] => fetch_one
    )
    .unwrap()
}

async fn states(house: &House, dispatch: Id) -> BTreeMap<String, i64> {
    let counts = dispatch::counts(&mut house.site.db.read().await.unwrap(), dispatch).await.unwrap();
    counts.into_iter().map(|count| (count.state, count.number)).collect()
}

/// A look at the others, as every process takes one each few seconds.
async fn look(house: &House) {
    db::node::beat(&house.site.db).await.unwrap();
    let mut tx = house.site.db.begin().await.unwrap();
    db::node::bury_silent(&mut tx).await.unwrap();
    db::job::reap(&mut tx).await.unwrap();
    dispatch::give_back(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Nodes with the age of their last sign of life, and whether what they hold goes back.
#[test]
fn what_a_silent_node_held_goes_back_and_what_another_holds_stays() {
    house(async |house| {
        let dispatch = written_down(house).await;
        let now = house.now();
        for (age, is_gone, lease, goes_back) in [
            (Some(0), false, 60_000, false),
            (Some(29_000), false, 60_000, false),
            (Some(31_000), false, 60_000, true),
            (Some(3_600_000), false, 60_000, true),
            (Some(0), true, 60_000, true),
            // A node that nobody knows any more, and one that lost sight of its work.
            (None, false, 60_000, true),
            (Some(0), false, -1, true),
        ] {
            let node = Id::at(now);
            let mut tx = house.site.db.begin().await.unwrap();
            if let Some(age) = age {
                let gone = is_gone.then_some(now);
                exec!(
                    &mut tx,
                    "insert into node (id, name, started_at, seen_at, gone_at) values ($1, 'other', 0, $2, $3)",
                    [node, now - age, gone]
                )
                .unwrap();
            }
            exec!(
                &mut tx,
                "update job set state = 'running', node = $1, locked_until = $2 where kind = 'dispatch-send'",
                [node, now + lease]
            )
            .unwrap();
            for (state, offset) in [("held", 0), ("attempting", 3)] {
                exec!(
                    &mut tx,
                    "update delivery set state = $1, node = $2, lease_until = $3 where id in
                       (select id from delivery where dispatch_id = $4 order by id limit 3 offset $5)",
                    [state, node, now + lease, dispatch, i64::from(offset)]
                )
                .unwrap();
            }
            tx.commit().await.unwrap();
            look(house).await;
            let left = states(house, dispatch).await;
            let number = |state: &str| left.get(state).copied().unwrap_or(0);
            let wanted = if goes_back { (0, 0, 3) } else { (3, 3, 0) };
            let found = (number("held"), number("attempting"), number("unknown"));
            assert_eq!(found, wanted, "{}: {age:?} {is_gone} {lease}", house.database);
            let mut tx = house.site.db.begin().await.unwrap();
            let running =
                run!(&mut tx, scalar i64, "select count(*) from job where state = 'running'", [] => fetch_one)
                    .unwrap();
            assert_eq!(running == 0, goes_back, "{}: {age:?} {is_gone} {lease}", house.database);
            exec!(&mut tx, "update delivery set state = 'queued', node = null, lease_until = null where dispatch_id = $1", [dispatch]).unwrap();
            exec!(&mut tx, "update job set state = 'waiting', node = null where state = 'running'", [])
                .unwrap();
            tx.commit().await.unwrap();
        }
    });
}

/// A version without nodes was sending when it was ended; its lease has half an hour left.
#[test]
fn what_was_under_way_before_there_were_nodes_is_in_doubt_at_once() {
    house(async |house| {
        let dispatch = written_down(house).await;
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(
            &mut tx,
            "update delivery set state = 'attempting', node = null, lease_until = $2 where dispatch_id = $1",
            [dispatch, house.now() + 30 * 60_000]
        )
        .unwrap();
        tx.commit().await.unwrap();
        look(house).await;
        let states = states(house, dispatch).await;
        assert_eq!(states.keys().collect::<Vec<_>>(), ["unknown"], "{}: {states:?}", house.database);
        house.work().await;
        let mut chief = house.sign_in("kommunikationschef").await;
        assert!(
            chief.get("/status").await.body.contains("sidste livstegn"),
            "and the engine room shows who works"
        );
    });
}

#[test]
fn a_process_whose_row_was_closed_goes_on_under_another_id() {
    house(async |house| {
        let db = &house.site.db;
        db::node::beat(db).await.unwrap();
        let first = db.node();
        db::node::beat(db).await.unwrap();
        assert_eq!(db.node(), first, "a sign of life keeps the id");
        house.clock.forward(db::node::SILENT_MS + 1);
        let mut tx = db.begin().await.unwrap();
        assert_eq!(db::node::bury_silent(&mut tx).await.unwrap(), 1);
        tx.commit().await.unwrap();
        db::node::beat(db).await.unwrap();
        assert_ne!(db.node(), first);
        db::node::leave(db).await.unwrap();
        let all = db::node::list(&mut db.read().await.unwrap(), 10).await.unwrap();
        assert!(all.len() >= 2 && all.iter().all(|node| node.gone_at.is_some()), "{all:?}");
    });
}

/// Sends until four mails are on the wire and nobody answers; what is done meanwhile is done by
/// `meanwhile`, in a second process on the same database. Gives how many mails each address got,
/// and the dispatch.
async fn asleep(
    house: &House,
    meanwhile: impl AsyncFn(&House, &House, Claim, Id),
) -> (BTreeMap<String, usize>, Id) {
    let dispatch = written_down(house).await;
    house.mails.answer_late(&[""], None);
    let worker = traad::serve::worker(&house.site);
    let sending = tokio::spawn(async move { worker.step().await });
    house.mails.wait_for_wire(4).await;
    let claim = run!(
        &mut house.site.db.read().await.unwrap(),
        Claim,
        "select node, lease_until from delivery where dispatch_id = $1 and state = 'held' limit 1",
        [dispatch] => fetch_one
    )
    .unwrap();
    let other = House::open(house.settings.clone(), house.clock.clone(), house.database).await;
    meanwhile(house, &other, claim, dispatch).await;
    house.mails.let_go();
    sending.await.unwrap().unwrap();
    look(&other).await;
    other.work().await;
    let mut got = BTreeMap::new();
    let is_of_it = |mail: &testing::Caught| !mail.message_id.starts_with("notice-");
    for mail in house.mails.take().into_iter().chain(other.mails.take()).filter(is_of_it) {
        *got.entry(mail.to.as_str().to_owned()).or_insert(0) += 1;
    }
    other.site.db.close().await;
    (got, dispatch)
}

/// The first process is silent for too long, and the second takes over.
async fn take_over(house: &House, other: &House) {
    house.clock.forward(db::node::SILENT_MS + 1);
    look(other).await;
    other.work().await;
}

#[test]
fn a_node_that_wakes_late_sends_nothing() {
    house(async |house| {
        let (got, dispatch) = asleep(house, async |house, other, _, dispatch| {
            take_over(house, other).await;
            let states = states(other, dispatch).await;
            assert_eq!(states.get("unknown"), Some(&4), "{}: no more than was on the wire", house.database);
        })
        .await;
        let twice: Vec<_> = got.iter().filter(|(_, number)| **number > 1).collect();
        assert!(twice.is_empty(), "{}: {twice:?}", house.database);
        // The four that were on the wire were answered after all.
        let states = states(house, dispatch).await;
        let all: i64 = states.values().sum();
        assert_eq!(
            (states.get("accepted"), got.len()),
            (Some(&all), usize::try_from(all).unwrap()),
            "{states:?}"
        );
    });
}

/// The test above must be able to fail: a hand makes the rows look like the sleeper's own again.
#[test]
fn without_the_fence_a_node_that_wakes_late_sends_twice() {
    house(async |house| {
        let (got, _) = asleep(house, async |house, other, claim, dispatch| {
            take_over(house, other).await;
            let mut tx = other.site.db.begin().await.unwrap();
            let now = tx.now();
            exec!(&mut tx, "update node set gone_at = null, seen_at = $2 where id = $1", [claim.node, now])
                .unwrap();
            exec!(
                &mut tx,
                "update delivery set state = 'held', node = $2, lease_until = $3 where dispatch_id = $1 and state = 'accepted'",
                [dispatch, claim.node, claim.lease_until]
            )
            .unwrap();
            tx.commit().await.unwrap();
        })
        .await;
        assert!(got.values().any(|number| *number > 1), "{}: {got:?}", house.database);
    });
}

/// Nobody has noticed that a process was away, but it might be taken for dead any moment.
#[test]
fn a_process_that_was_away_sends_nothing_before_its_next_sign_of_life() {
    house(async |house| {
        let (got, dispatch) = asleep(house, async |house, _, _, _| {
            house.clock.forward(db::node::SILENT_MS + 1);
        })
        .await;
        assert!(got.values().all(|number| *number == 1), "{}: {got:?}", house.database);
        house.forward(1).await;
        let states = states(house, dispatch).await;
        assert_eq!(states.keys().collect::<Vec<_>>(), ["accepted"], "{}: {states:?}", house.database);
    });
}

/// Two processes on one database share the work, and nobody gets a mail twice.
#[test]
fn two_nodes_share_the_work() {
    house(async |house| {
        let dispatch = written_down(house).await;
        let other = House::open(house.settings.clone(), house.clock.clone(), house.database).await;
        let workers =
            [Arc::new(traad::serve::worker(&house.site)), Arc::new(traad::serve::worker(&other.site))];
        let mut tasks = Vec::new();
        for worker in workers {
            tasks.push(tokio::spawn(async move { while worker.step().await.unwrap() > 0 {} }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        house.forward(1).await;
        let mut got = BTreeMap::new();
        let is_of_it = |mail: &testing::Caught| !mail.message_id.starts_with("notice-");
        for mail in house.mails.take().into_iter().chain(other.mails.take()).filter(is_of_it) {
            if mail.message_id.starts_with("delivery-") {
                *got.entry(mail.message_id.clone()).or_insert(0) += 1;
            }
        }
        assert!(got.values().all(|number| *number == 1), "{}: {got:?}", house.database);
        let states = states(house, dispatch).await;
        assert_eq!(states.keys().collect::<Vec<_>>(), ["accepted"], "{}: {states:?}", house.database);
        other.site.db.close().await;
    });
}
