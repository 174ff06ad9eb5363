//! Releases with a time around both changes of summer time: each goes out once, at the moment that
//! a clock on the wall in Denmark shows, at most a minute late (invariant 5, quality bar R6).

use crate::{
    house::{House, house},
    main_job::{ask, write},
};
use db::{Timestamp, row, run};
use std::collections::HashMap;
use web::parse_local;

/// An hour in milliseconds.
const HOUR_MS: i64 = 3_600_000;
/// How late a release may be.
const LATE_MS: i64 = 60_000;
/// How far the clock moves between two looks: the program looks every two seconds.
const STEP_MS: i64 = 30_000;

row! {
    #[derive(Debug)]
    struct Out {
        title: String,
        at: Timestamp,
    }
}

/// A change of the clock: its date, the moment of it (UTC), and the hours before and after it.
struct Change {
    date: &'static str,
    at: Timestamp,
    before: i64,
    after: i64,
}

/// The last Sundays of October 2026 and March 2027 at 01.00 UTC (Directive 2000/84/EC).
const CHANGES: [Change; 2] = [
    Change { date: "2026-10-25", at: 1_792_890_000_000, before: 2, after: 1 },
    Change { date: "2027-03-28", at: 1_806_195_600_000, before: 1, after: 2 },
];

/// How many releases; `bin/prove` asks for 200.
fn wanted() -> usize {
    std::env::var("TRAAD_SCHEDULES").ok().and_then(|text| text.parse().ok()).unwrap_or(16)
}

/// When a wall clock shows a time, worked out without a table of time zones. A time that comes
/// twice means the first; one that does not come means as much later as the clock jumps.
fn moment(change: &Change, minute: i64) -> Timestamp {
    // At the change the old clock shows 01.00 and as many hours as it is ahead of UTC.
    let midnight = change.at - (1 + change.before) * HOUR_MS;
    let with_before = midnight + minute * 60_000;
    if with_before < change.at {
        return with_before;
    }
    let shift = (change.before - change.after) * HOUR_MS;
    // In spring the hour that is jumped over moves on; in autumn the clock has gone back.
    if shift < 0 && with_before < change.at - shift { with_before } else { with_before + shift }
}

async fn approved(house: &House, number: usize, at: &str) -> String {
    let title = format!("Stien lukker, besked nr. {number:03}");
    let mut consultant = house.sign_in("kommunikationskonsulent").await;
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let id = write(&mut consultant, &title).await;
    let request = ask(&mut consultant, &mut head, &id).await;
    assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    let answer = consultant.post(&format!("/messages/{id}/schedule"), &[("at", at)]).await;
    assert_eq!(answer.status, 303, "{at}: {}", answer.body);
    title
}

/// What is wrong with what went out, held against the moments it should have gone out at.
fn judged(out: &[Out], due: &HashMap<String, Timestamp>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (title, due) in due {
        let times: Vec<i64> = out.iter().filter(|one| one.title == *title).map(|one| one.at - due).collect();
        match times[..] {
            [late] if (0..=LATE_MS).contains(&late) => {}
            _ => wrong.push(format!("{title}: {times:?} ms after its time")),
        }
    }
    wrong
}

#[test]
fn each_release_goes_out_once_at_its_time_across_both_changes() {
    house(async |house| {
        for (round, change) in CHANGES.iter().enumerate() {
            house.clock.set(change.at - 14 * HOUR_MS);
            let number = wanted() / CHANGES.len();
            let (mut due, mut naive) = (HashMap::new(), HashMap::new());
            for place in 0..number {
                // From 01.00 to 04.00 on the clock: before, inside and after the hour of the change.
                let minute = 60 + i64::try_from(place * 180 / number).unwrap();
                let at = format!("{}T{:02}:{:02}", change.date, minute / 60, minute % 60);
                let title = approved(house, round * 1_000 + place, &at).await;
                let moment = moment(change, minute);
                assert_eq!(parse_local(&at), Some(moment), "{at}");
                due.insert(title.clone(), moment);
                // The control: a program that knows of no summer time.
                naive.insert(title, change.at - 2 * HOUR_MS + minute * 60_000);
            }
            house.work().await;
            house.clock.set(change.at - 3 * HOUR_MS);
            while house.now() < change.at + 4 * HOUR_MS {
                house.clock.forward(STEP_MS);
                for slice in &house.site.slices {
                    for tick in slice.ticks {
                        traad::serve::tick(&house.site, tick).await.unwrap();
                    }
                }
            }
            house.work().await;
            let mut conn = house.site.db.read().await.unwrap();
            let out = run!(
                &mut conn,
                Out,
                "select m.title, r.at from release r join message m on m.id = r.message_id where r.scope = 'external'",
                [] => fetch_all
            )
            .unwrap();
            drop(conn);
            assert_eq!(judged(&out, &due), Vec::<String>::new(), "{} on {}", change.date, house.database);
            assert!(judged(&out, &naive).len() >= number / 3, "the judge sees a wrong clock");
        }
    });
}
