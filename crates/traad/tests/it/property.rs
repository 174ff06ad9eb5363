//! Random lives: people do whatever the pages and the API let them, in any order, while time passes. Whatever
//! they do, nothing leaves before staff have heard, without a ground, or by the author's own yes
//! (invariants 1 and 2, quality bar R11); nothing that was planned is forgotten, what readers see changes by a
//! correction alone, and lists tell what was sent. The judge below reads rows and knows none of the rules'
//! code; strategies with weakened rules (mutants) and rows changed by hand prove that it can fail.

use crate::{
    house::{House, house, house_with},
    lives::{Chance, Life},
};
use db::{Id, Json, Timestamp};
use std::collections::{HashMap, HashSet};

/// The lead time of the demo strategy, in milliseconds; mutants change theirs, the judge does not.
const LEAD_MS: i64 = 3_600_000;
/// Acts in one life.
const ACTS: usize = 45;

fn sequences() -> u64 {
    let wanted = std::env::var("TRAAD_SEQUENCES").ok().and_then(|text| text.parse().ok());
    wanted.unwrap_or(if std::env::var("TRAAD_PARTS").is_ok() { 48 } else { 8 })
}

async fn live(house: &House, seed: u64) -> Vec<String> {
    let mut life = Life::begin(house, Chance::of(seed)).await;
    for _ in 0..ACTS {
        life.act().await;
    }
    // Whatever was stopped is opened again, so that what waited has its chance.
    let mut tx = house.site.db.begin().await.unwrap();
    let _ = release::lift_stop(&mut tx, &db::Actor::system("test")).await;
    tx.commit().await.unwrap();
    house.forward(61).await;
    house.forward(61).await;
    judge(house).await
}

db::row! {
    struct Out { message_id: Id, edition_id: Id, scope: String, at: Timestamp }
}
db::row! {
    struct Edition { id: Id, message_id: Id, number: i64, saved_by: Id }
}
db::row! {
    struct Request { id: Id, message_id: Id, edition_id: Id, needs: Json<Vec<serde_json::Value>> }
}
db::row! {
    struct Yes { request_id: Id, rule: String, person_id: Id, at: Timestamp, withdrawn_at: Option<i64> }
}
db::row! {
    struct Carry { from_edition_id: Id, to_edition_id: Id }
}
db::row! {
    struct Exempt { message_id: Id, at: Timestamp }
}

/// Looks at every row that says something went out; gives what should not have.
async fn judge(house: &House) -> Vec<String> {
    let mut conn = house.site.db.read().await.unwrap();
    let conn = &mut conn;
    let out = db::run!(conn, Out, "select message_id, edition_id, scope, at from release order by at", [] => fetch_all)
        .unwrap();
    let articles = db::run!(conn, Out, "select message_id, edition_id, 'external' as scope, changed_at as at from article", [] => fetch_all).unwrap();
    let posts = db::run!(conn, Out, "select message_id, edition_id, 'internal' as scope, posted_at as at from staff_post", [] => fetch_all).unwrap();
    let mails = db::run!(conn, Out, "select message_id, edition_id, 'mail' as scope, made_at as at from dispatch", [] => fetch_all).unwrap();
    let editions =
        db::run!(conn, Edition, "select id, message_id, number, saved_by from edition", [] => fetch_all)
            .unwrap();
    let requests = db::run!(conn, Request, "select id, message_id, edition_id, needs from approval_request", [] => fetch_all).unwrap();
    let yeses = db::run!(conn, Yes, "select request_id, rule, person_id, at, withdrawn_at from approval", [] => fetch_all).unwrap();
    let carries = db::run!(conn, Carry, "select from_edition_id, to_edition_id from carry order by id", [] => fetch_all).unwrap();
    let exempt: HashMap<Id, Timestamp> =
        db::run!(conn, Exempt, "select message_id, at from exemption", [] => fetch_all)
            .unwrap()
            .into_iter()
            .map(|row| (row.message_id, row.at))
            .collect();
    let mut wrong = Vec::new();
    for release in out.iter().filter(|release| release.scope == "external") {
        // The latest that came before: after a taking down staff hear anew.
        let first = out
            .iter()
            .filter(|other| other.message_id == release.message_id && other.scope == "internal")
            .map(|other| other.at)
            .filter(|at| *at <= release.at)
            .max();
        let waited = first.is_some_and(|first| release.at >= first + LEAD_MS);
        if !waited && exempt.get(&release.message_id).is_none_or(|at| *at > release.at) {
            wrong.push(format!("{} went out before staff had heard", release.message_id));
        }
    }
    for release in out.iter().chain(&articles).chain(&posts).chain(&mails) {
        let Some(edition) = editions.iter().find(|edition| edition.id == release.edition_id) else {
            wrong.push(format!("{} went out without an edition", release.message_id));
            continue;
        };
        let authors: HashSet<Id> = editions
            .iter()
            .filter(|other| other.message_id == edition.message_id && other.number <= edition.number)
            .map(|other| other.saved_by)
            .collect();
        let grounded =
            requests.iter().filter(|request| request.message_id == edition.message_id).any(|request| {
                let mut covered = HashSet::from([request.edition_id]);
                for carry in &carries {
                    if covered.contains(&carry.from_edition_id) {
                        covered.insert(carry.to_edition_id);
                    }
                }
                let live = |yes: &&Yes| {
                    yes.request_id == request.id
                        && yes.at <= release.at
                        && yes.withdrawn_at.is_none_or(|at| at >= release.at)
                };
                let own = yeses.iter().filter(live).any(|yes| authors.contains(&yes.person_id));
                let met = request.needs.iter().all(|need| {
                    let count = yeses.iter().filter(live).filter(|yes| need["rule"] == yes.rule).count();
                    count as u64 >= need["count"].as_u64().unwrap()
                });
                covered.contains(&edition.id) && met && !own && !request.needs.is_empty()
            });
        if !grounded {
            wrong.push(format!("{} {} went out without a ground", release.scope, release.message_id));
        }
    }
    wrong.extend(crate::record_judge::judge(house).await);
    wrong
}

#[test]
fn whatever_people_do_nothing_leaves_too_early_or_without_a_yes() {
    let mut went_out = 0;
    for seed in 1..=sequences() {
        let seen = std::cell::Cell::new(0_i64);
        house(async |house| {
            let wrong = live(house, seed).await;
            assert!(wrong.is_empty(), "{} seed {seed}: {wrong:#?}", house.database);
            let mut conn = house.site.db.read().await.unwrap();
            let number = db::run!(&mut conn, scalar i64, "select count(*) from release where scope = 'external'", [] => fetch_one);
            seen.set(seen.get() + number.unwrap());
        });
        went_out += seen.get();
    }
    assert!(went_out > 0, "some lives lead to a release, or nothing was tested");
}

/// Proof that the judge can fail: with these rules weakened, some life breaks the promise.
#[test]
fn weakened_rules_are_caught() {
    let sundby = String::from_utf8(traad::demo::STRATEGY.to_vec()).unwrap();
    let no_lead = sundby.replace("lead_time_minutes = 60", "lead_time_minutes = 0");
    assert_ne!(no_lead, sundby);
    let (before, after) = sundby.split_once("[internal_first]").unwrap();
    let only_advice =
        format!("{before}[internal_first]{}", after.replacen("force = \"must\"", "force = \"should\"", 1));
    for (name, mutant) in [("no lead time", no_lead), ("internal first as advice", only_advice)] {
        let mut caught = false;
        for seed in 1..=30 {
            let found = std::cell::Cell::new(false);
            house_with(mutant.as_bytes(), async |house| {
                found.set(found.get() || !live(house, seed).await.is_empty())
            });
            caught |= found.get();
            if caught {
                break;
            }
        }
        assert!(caught, "{name}: the judge let it pass");
    }
}

/// The same for the record: a plan that ended without a word, and a public page that changed by itself, are seen.
#[test]
fn a_record_that_lies_is_caught() {
    for sql in [
        "update schedule set outcome = 'ground-lost', ended_at = due_at where outcome = 'released'",
        "update article set edition_id = (select e.id from edition e where e.message_id <> article.message_id limit 1)",
        "update message set title = 'noget andet' where out_edition_id is not null",
    ] {
        let mut caught = false;
        for seed in 1..=30 {
            let found = std::cell::Cell::new(false);
            house(async |house| {
                assert!(live(house, seed).await.is_empty());
                house.mails.take();
                let mut tx = house.site.db.begin().await.unwrap();
                let touched = match db::AsConn::conn(&mut tx) {
                    db::ConnMut::Sqlite(conn) => {
                        db::sqlx::query(sql).execute(conn).await.unwrap().rows_affected()
                    }
                    db::ConnMut::Postgres(conn) => {
                        db::sqlx::query(sql).execute(conn).await.unwrap().rows_affected()
                    }
                };
                tx.commit().await.unwrap();
                found.set(found.get() || (touched > 0 && !judge(house).await.is_empty()));
            });
            caught |= found.get();
            if caught {
                break;
            }
        }
        assert!(caught, "{sql}: the judge let it pass");
    }
}
