//! The audit chain: whatever is changed, removed, swapped or cut off after sealing shows
//! (invariant 12, quality bar R13).

use crate::{house::house, main_job::write};
use db::{Audit, AuditFault};

async fn change(house: &crate::house::House, number: i64, how: usize) {
    let mut tx = house.site.db.begin().await.unwrap();
    let done = match how {
        0 => db::exec!(
            &mut tx,
            "update event set actor = 'person:x' where id = (select event_id from event_seal where number = $1)",
            [number]
        ),
        1 => db::exec!(
            &mut tx,
            "update event set at = at + 1 where id = (select event_id from event_seal where number = $1)",
            [number]
        ),
        2 => db::exec!(&mut tx, "update event_seal set seal = 'x' where number = $1", [number]),
        3 => db::exec!(&mut tx, "delete from event_seal where number = $1", [number]),
        4 => db::exec!(&mut tx, "delete from event_seal where number >= $1", [number]),
        _ => db::exec!(
            &mut tx,
            "update event set name = 'message-trashed' where id = (select event_id from event_seal where number = $1)",
            [number]
        ),
    };
    assert!(done.unwrap() > 0);
    tx.commit().await.unwrap();
}

#[test]
fn whatever_is_changed_after_sealing_shows() {
    for how in 0..7 {
        house(async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            write(&mut consultant, "Stien er lukket").await;
            let folder = tempfile::tempdir().unwrap();
            let audit = Audit::open(&house.site.db, folder.path()).await.unwrap();
            let sealed = audit.seal(&house.site.db).await.unwrap();
            assert!(sealed >= 5, "{sealed}");
            let whole = audit.verify(&house.site.db).await.unwrap();
            assert_eq!((whole.faults, whole.unsealed), (vec![], 0));
            let middle = i64::try_from(sealed / 2).unwrap();
            match how {
                6 => std::fs::remove_file(folder.path().join("audit.head")).unwrap(),
                _ => change(house, middle, how).await,
            }
            let report = audit.verify(&house.site.db).await.unwrap();
            assert!(!report.faults.is_empty(), "change {how} on {}", house.database);
            if how == 4 {
                assert!(matches!(report.faults[0], AuditFault::Truncated { .. }), "{:?}", report.faults);
            }
        });
    }
}

#[test]
fn erasing_what_a_person_wrote_leaves_the_chain_whole() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        write(&mut consultant, "Stien er lukket").await;
        let folder = tempfile::tempdir().unwrap();
        let audit = Audit::open(&house.site.db, folder.path()).await.unwrap();
        audit.seal(&house.site.db).await.unwrap();
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "delete from event_text", []).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(audit.verify(&house.site.db).await.unwrap().faults, vec![]);
    });
}

/// What was sealed before a key was lost is neither called whole nor called changed, and what comes after is checked.
#[test]
fn a_new_key_begins_a_chain_that_shows_what_changes_after_it() {
    for (number, faults) in [(1, 0), (2, 0), (-1, 1)] {
        house(async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            write(&mut consultant, "Stien er lukket").await;
            let folder = tempfile::tempdir().unwrap();
            let db = &house.site.db;
            let before = Audit::open(db, folder.path()).await.unwrap().seal(db).await.unwrap();
            std::fs::remove_file(folder.path().join("audit.key")).unwrap();
            assert!(Audit::open(db, folder.path()).await.is_err(), "no key is made by itself");
            let mut tx = db.begin().await.unwrap();
            let last = Audit::renew(&mut tx, folder.path()).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(usize::try_from(last).unwrap(), before);
            write(&mut consultant, "Stien er åben").await;
            let audit = Audit::open(db, folder.path()).await.unwrap();
            let after = audit.seal(db).await.unwrap();
            let whole = audit.verify(db).await.unwrap();
            let counts = (whole.unknown, whole.sealed, whole.faults.len());
            assert_eq!(counts, (last, i64::try_from(after).unwrap(), 0));
            change(house, if number < 0 { last + 2 } else { number }, 1).await;
            assert_eq!(audit.verify(db).await.unwrap().faults.len(), faults, "{number}");
        });
    }
}

/// Forty acts at once: each stands or none does, and reading back finds exactly those that were
/// told they stand (invariant 11).
#[test]
fn acts_that_share_a_commit_all_stand_and_a_dropped_one_leaves_no_trace() {
    house(async |house| {
        let acts = (0..40_i64).map(|number| {
            let db = house.site.db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                let name = format!("act-{number}");
                db::exec!(
                    &mut tx,
                    "insert into setting (name, value, changed_at) values ($1, $2, 0)",
                    [&name, db::Json(number)]
                )
                .unwrap();
                if number % 4 == 0 { drop(tx) } else { tx.commit().await.unwrap() }
            })
        });
        for act in acts.collect::<Vec<_>>() {
            act.await.unwrap();
        }
        let mut conn = house.site.db.read().await.unwrap();
        let stand = db::run!(&mut conn, scalar i64, "select count(*) from setting where name like 'act-%'", [] => fetch_one).unwrap();
        assert_eq!(stand, 30);
    });
}
