//! The audit chain: whatever is changed, removed, swapped or cut off after sealing shows
//! (invariant 12, quality bar R13).

use crate::{
    house::{House, house},
    lives::Chance,
    main_job::write,
};
use db::{Audit, AuditFault};

/// How many changes are tried; `bin/prove` asks for a thousand.
fn wanted() -> usize {
    std::env::var("TRAAD_FLIPS").ok().and_then(|text| text.parse().ok()).unwrap_or(60)
}

/// What somebody who can write to the database does to the event at number `$1`.
const FLIPS: [&str; 19] = [
    "update event set actor = 'person:x' where id = (select event_id from event_seal where number = $1)",
    "update event set at = at + 1 where id = (select event_id from event_seal where number = $1)",
    "update event set slice = 'x' where id = (select event_id from event_seal where number = $1)",
    "update event set name = 'message-trashed' where id = (select event_id from event_seal where number = $1)",
    "update event set subject = id where id = (select event_id from event_seal where number = $1)",
    "update event set particulars = '{\"x\":1}' where id = (select event_id from event_seal where number = $1)",
    "update event set text_hash = 'x' where id = (select event_id from event_seal where number = $1)",
    "update event set name_hash = 'x' where id = (select event_id from event_seal where number = $1)",
    "update event set name_hash = null where id = (select event_id from event_seal where number = $1)",
    "update event_seal set seal = 'x' where number = $1",
    "update event_seal set number = number + 100000 where number = $1",
    "delete from event_seal where number = $1",
    "delete from event_seal where number >= $1",
    "delete from event_seal where $1 = $1",
    "update event_text set actor_name = 'en anden' where event_id = (select event_id from event_seal where number = $1)",
    "update event_text set actor_name = '' where event_id = (select event_id from event_seal where number = $1)",
    "update event_text set text = 'noget andet' where event_id = (select event_id from event_seal where number = $1)",
    "update event_text set salt = 'x' where event_id = (select event_id from event_seal where number = $1)",
    "delete from event_text where event_id = (select event_id from event_seal where number = $1)",
];
/// The tables of the log.
const TABLES: [&str; 3] = ["event_seal", "event_text", "event"];

async fn run(house: &House, sql: &str, number: Option<i64>) -> u64 {
    let mut tx = house.site.db.begin().await.unwrap();
    let sql = db::sqlx::AssertSqlSafe(sql.to_owned());
    let touched = match db::AsConn::conn(&mut tx) {
        db::ConnMut::Sqlite(conn) => {
            let query = db::sqlx::query(sql);
            let query = if let Some(number) = number { query.bind(number) } else { query };
            query.execute(conn).await.unwrap().rows_affected()
        }
        db::ConnMut::Postgres(conn) => {
            let query = db::sqlx::query(sql);
            let query = if let Some(number) = number { query.bind(number) } else { query };
            query.execute(conn).await.unwrap().rows_affected()
        }
    };
    tx.commit().await.unwrap();
    touched
}

/// Puts the log back as it was sealed.
async fn put_back(house: &House) {
    for table in TABLES {
        run(house, &format!("delete from {table}"), None).await;
    }
    for table in TABLES.iter().rev() {
        run(house, &format!("insert into {table} select * from copy_{table}"), None).await;
    }
}

async fn sealed(house: &House, folder: &std::path::Path) -> (Audit, i64) {
    let mut consultant = house.sign_in("kommunikationskonsulent").await;
    write(&mut consultant, "Stien er lukket").await;
    let audit = Audit::open(&house.site.db, folder).await.unwrap();
    let sealed = audit.seal(&house.site.db).await.unwrap();
    assert!(sealed >= 5, "{sealed}");
    let whole = audit.verify(&house.site.db, &[]).await.unwrap();
    assert_eq!((whole.faults, whole.unsealed), (vec![], 0));
    (audit, i64::try_from(sealed).unwrap())
}

/// Each change is made to whole tables, must show, and is put back; and what is not changed never shows.
#[test]
fn whatever_is_changed_after_sealing_shows() {
    house(async |house| {
        let folder = tempfile::tempdir().unwrap();
        let (audit, last) = sealed(house, folder.path()).await;
        for table in TABLES {
            run(house, &format!("create table copy_{table} as select * from {table}"), None).await;
        }
        let mut chance = Chance::of(13);
        let last = usize::try_from(last).unwrap();
        for round in 0..wanted() {
            let how = if round < FLIPS.len() { round } else { chance.below(FLIPS.len()) };
            let number = i64::try_from(chance.below(last) + 1).unwrap();
            let two = chance.below(last) + 1;
            match how {
                // Two events change places.
                10 if two as i64 != number => {
                    for sql in [
                        format!("update event_seal set number = -1 where number = {number}"),
                        format!("update event_seal set number = {number} where number = {two}"),
                        format!("update event_seal set number = {two} where number = -1"),
                    ] {
                        run(house, &sql, None).await;
                    }
                }
                _ => assert!(run(house, FLIPS[how], Some(number)).await > 0, "{}", FLIPS[how]),
            }
            let report = audit.verify(&house.site.db, &[]).await.unwrap();
            assert!(!report.faults.is_empty(), "{} of {number} on {}", FLIPS[how], house.database);
            put_back(house).await;
        }
        assert_eq!(audit.verify(&house.site.db, &[]).await.unwrap().faults, vec![], "nothing is changed now");
        for table in TABLES {
            run(house, &format!("drop table copy_{table}"), None).await;
        }
    });
}

/// What is noted outside the database: gone, another's, an older key's; and a chain made anew under a key of its own,
/// which only an anchor shows.
#[test]
fn the_head_and_the_keys_are_part_of_it() {
    house(async |house| {
        let (folder, db) = (tempfile::tempdir().unwrap(), &house.site.db);
        let (audit, last) = sealed(house, folder.path()).await;
        let anchor = audit.anchor(db).await.unwrap();
        assert_eq!(anchor.number, last);
        let head = folder.path().join("audit.head");
        let whole = std::fs::read_to_string(&head).unwrap();
        let (number, rest) = whole.split_once(' ').unwrap();
        for wrong in [
            None,
            Some(String::new()),
            Some(last.to_string()),
            Some(whole.replacen(number, "2", 1)),
            Some(format!("0 - {}", rest.split(' ').nth(1).unwrap())),
            Some("\u{fffd}\u{0}".to_owned()),
        ] {
            match &wrong {
                None => std::fs::remove_file(&head).unwrap(),
                Some(text) => std::fs::write(&head, text).unwrap(),
            }
            let faults = audit.verify(db, &[]).await.unwrap().faults;
            assert!(
                matches!(faults[..], [AuditFault::HeadGone { .. } | AuditFault::HeadForeign { .. }]),
                "{wrong:?}: {faults:?}"
            );
            assert!(audit.check_head(db).await.is_err(), "{wrong:?}: it does not start");
            std::fs::write(&head, &whole).unwrap();
        }
        audit.check_head(db).await.unwrap();
        // A number beside the key that hides everything before it.
        std::fs::write(folder.path().join("audit.since"), last.to_string()).unwrap();
        let since = Audit::open(db, folder.path()).await.unwrap();
        assert_eq!(since.verify(db, &[]).await.unwrap().faults, [AuditFault::SinceForeign(last)]);
        std::fs::remove_file(folder.path().join("audit.since")).unwrap();
        // The end is cut off while the program runs: it seals nothing over it.
        run(house, "create table copy_event_seal as select * from event_seal", None).await;
        run(house, "delete from event_seal where number > $1", Some(last - 2)).await;
        assert!(audit.seal(db).await.is_err());
        assert!(audit.check_head(db).await.is_err());
        run(house, "delete from event_seal", None).await;
        run(house, "insert into event_seal select * from copy_event_seal", None).await;
        run(house, "drop table copy_event_seal", None).await;
        // Everything is made anew under another key: whole by itself, and not beside the anchor.
        run(house, "delete from event_seal", None).await;
        run(house, "update event set actor = 'visitor'", None).await;
        run(house, "delete from setting where name = 'mark:audit.key'", None).await;
        let other = tempfile::tempdir().unwrap();
        let forged = Audit::open(db, other.path()).await.unwrap();
        forged.seal(db).await.unwrap();
        assert_eq!(forged.verify(db, &[]).await.unwrap().faults, vec![], "the forger's own word");
        let kept = db::Anchor::read(&anchor.line(house.now()));
        let faults = forged.verify(db, &kept).await.unwrap().faults;
        assert_eq!(faults, [AuditFault::AnchorDiffers(last)]);
        run(house, "delete from event_seal where number >= $1", Some(last)).await;
        let faults = forged.verify(db, &kept).await.unwrap().faults;
        assert!(faults.contains(&AuditFault::Truncated { noted: last, found: last - 1 }), "{faults:?}");
        // Whoever runs the program takes it as it is, and the log says so.
        forged.accept(db).await.unwrap();
        forged.check_head(db).await.unwrap();
        forged.seal(db).await.unwrap();
        assert_eq!(forged.verify(db, &[]).await.unwrap().faults, vec![]);
        let said = run(house, "update event set at = at where name = 'audit-head-accepted'", None).await;
        assert_eq!(said, 1);
    });
}

#[test]
fn erasing_what_a_person_wrote_leaves_the_chain_whole() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        write(&mut consultant, "Stien er lukket").await;
        let folder = tempfile::tempdir().unwrap();
        let audit = Audit::open(&house.site.db, folder.path()).await.unwrap();
        let mut tx = house.site.db.begin().await.unwrap();
        let (subject, actor) = (tx.new_id(), db::Actor::system("test"));
        let kind = db::EventKind { slice: "approval", name: "approval-returned" };
        let event =
            db::Event {
                kind, subject, particulars: serde_json::json!({}), text: Some("Skriv, hvor længe.")
            };
        event.write(&mut tx, &actor).await.unwrap();
        tx.commit().await.unwrap();
        audit.seal(&house.site.db).await.unwrap();
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "update event_text set text = null where text is not null", []).unwrap();
        tx.commit().await.unwrap();
        let report = audit.verify(&house.site.db, &[]).await.unwrap();
        assert_eq!(report.faults, vec![]);
        assert!(report.erased > 0, "and says how many texts nobody can read any more");
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
            let (subject, actor) = (tx.new_id(), db::Actor::system("command-line"));
            let particulars = serde_json::json!({ "key": db::AUDIT_KEY, "last": last });
            let event = db::Event { kind: db::KEY_RENEWED, subject, particulars, text: None };
            event.write(&mut tx, &actor).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(usize::try_from(last).unwrap(), before);
            write(&mut consultant, "Stien er åben").await;
            let audit = Audit::open(db, folder.path()).await.unwrap();
            let after = audit.seal(db).await.unwrap();
            let whole = audit.verify(db, &[]).await.unwrap();
            let counts = (whole.unknown, whole.sealed, whole.faults.len());
            assert_eq!(counts, (last, i64::try_from(after).unwrap(), 0));
            run(house, FLIPS[1], Some(if number < 0 { last + 2 } else { number })).await;
            assert_eq!(audit.verify(db, &[]).await.unwrap().faults.len(), faults, "{number}");
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
