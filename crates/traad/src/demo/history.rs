//! The messages of the demo: written, approved and released at their own time by the same verbs
//! as everybody's, with a clock that stands in the past and a mail channel that takes everything.

use super::readers::Readers;
use channel::{Capabilities, Mail, MailChannel, Outcome as HandOver, Repeat};
use db::{Actor, Clock, Db, FixedClock, Id, Options};
use markup::Doc;
use message::{Content, Decision};
use people::Unit;
use serde::Deserialize;
use std::{collections::HashMap, sync::Arc};
use strategy::words::Character;
use web::{BoxFuture, Outcome, Site, Stop, Texts};

/// What the demo says.
const MESSAGES: &str = include_str!("messages.toml");
/// A day in milliseconds.
const DAY_MS: i64 = 24 * 3_600_000;
/// Streets of Sundby where there is road work in the years behind.
const STREETS: &[&str] = &[
    "Nørregade",
    "Søndergade",
    "Møllevej",
    "Kirkestræde",
    "Havnegade",
    "Skovvej",
    "Åboulevarden",
    "Stationsvej",
];

#[derive(Deserialize)]
struct File {
    message: Vec<Story>,
}

#[derive(Clone, Deserialize)]
struct Story {
    unit: String,
    days_ago: i64,
    state: String,
    role: String,
    character: Character,
    goal: String,
    topics: Vec<String>,
    title: String,
    main_point: String,
    body: String,
    internal: String,
    #[serde(default)]
    decision: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    intention: String,
    #[serde(default)]
    legal_basis: String,
}

/// Takes everything and keeps nothing: mail of the past is not sent again.
struct Nowhere;

impl MailChannel for Nowhere {
    fn capabilities(&self) -> Capabilities {
        Capabilities { name: "nowhere", repeat: Repeat::ByKey, leaves_the_house: false }
    }

    fn hand_over<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, HandOver> {
        Box::pin(async move { HandOver::Accepted { reference: mail.message_id.clone() } })
    }
}

/// Lives through the demo's messages, oldest first, while readers join.
pub(super) async fn fill(site: &Arc<Site>, url: &str, units: &HashMap<&'static str, Id>) -> Outcome<()> {
    let now = site.db.now();
    let clock = Arc::new(FixedClock::new(now));
    let past = past_site(site, url, clock.clone()).await?;
    let author = people::of_person(past.db.clone(), super::people_of::person(0)).await?;
    let author = author.ok_or_else(|| Stop::fault("the demo has no consultant"))?;
    let mut readers = Readers::new(now);
    for story in stories()? {
        clock.set(web::day_start(now - story.days_ago * DAY_MS) + 9 * 3_600_000 - story.days_ago.min(0));
        if story.days_ago == 0 {
            clock.set(now - 600_000);
        }
        let mut tx = past.db.begin().await?;
        readers.join(&mut tx, clock.now()).await?;
        tx.commit().await?;
        live(&past, &clock, &author, units, &story).await?;
    }
    let mut tx = past.db.begin().await?;
    readers.join(&mut tx, now).await?;
    tx.commit().await?;
    past.db.close().await;
    Ok(())
}

async fn past_site(site: &Arc<Site>, url: &str, clock: Arc<FixedClock>) -> Outcome<Arc<Site>> {
    let db = Db::open(&Options { url: url.to_owned(), connections_max: 4 }, clock).await?;
    let files: Vec<_> = site.slices.iter().map(|slice| slice.texts).collect();
    Ok(Arc::new(Site {
        db,
        texts: Texts::new(&files).map_err(Stop::fault)?,
        config: site.config.clone(),
        mail: Arc::new(Nowhere),
        slices: crate::slices(),
        links: site.links.clone(),
        actors: site.actors,
        explain: site.explain,
        sign_in: None,
        metrics: web::Metrics::default(),
        kept: web::Kept::default(),
    }))
}

/// The stories of the file, and older road works made from a pattern, oldest first.
fn stories() -> Outcome<Vec<Story>> {
    let file: File = toml::from_str(MESSAGES).map_err(|error| Stop::fault(error.to_string()))?;
    let mut stories = file.message;
    let pattern = stories.first().cloned().ok_or_else(|| Stop::fault("the demo has no messages"))?;
    for (number, days_ago) in (0_usize..).zip((60..720).step_by(30)) {
        let street = STREETS[number % STREETS.len()];
        stories.push(Story {
            days_ago,
            title: format!("Vi retter fortovet på {street}"),
            main_point: format!("Fliserne ligger skævt på {street}. Vi retter dem i denne uge."),
            body: "Vi tager et stykke ad gangen, så du altid kan komme forbi.\n\nPas på, hvis du går dårligt eller har barnevogn. Vi lægger plader ud, hvor der er hul.".to_owned(),
            internal: format!("Vi arbejder på {street}. Sig, at man kan komme forbi hele ugen."),
            ..pattern.clone()
        });
    }
    stories.sort_by_key(|story| -story.days_ago);
    Ok(stories)
}

async fn live(
    site: &Arc<Site>,
    clock: &FixedClock,
    author: &Actor,
    units: &HashMap<&'static str, Id>,
    story: &Story,
) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let in_force = strategy::in_force(&mut tx, site.db.memo()).await?;
    let content = content(&mut tx, units, story).await?;
    let id = message::start(&mut tx, author, &content, None).await?;
    if story.state == "draft" {
        let edition = message::Message::get(&mut tx, id).await?.edition_id;
        let edition = message::Edition::get(&mut tx, edition).await?;
        check::record(&mut tx, author, &edition, &in_force.strategy).await?;
        return Ok(tx.commit().await?);
    }
    let request = approval::ask(&mut tx, author, id, &in_force).await?;
    tx.commit().await?;
    if story.state == "asked" {
        return work(site).await;
    }
    clock.forward(20 * 60_000);
    answer(site, request, id, &story.state).await?;
    if story.state == "out" {
        let mut tx = site.db.begin().await?;
        release::release(&mut tx, author, id, release::Scope::Internal).await?;
        tx.commit().await?;
        clock.forward(61 * 60_000);
        let mut tx = site.db.begin().await?;
        release::release(&mut tx, author, id, release::Scope::External).await?;
        tx.commit().await?;
    }
    work(site).await
}

/// Everybody who is asked answers, in the order they are asked.
async fn answer(site: &Arc<Site>, request: Id, message: Id, state: &str) -> Outcome<()> {
    for _ in 0..6 {
        let mut conn = site.db.read().await?;
        let standing = approval::standing(&mut conn, message).await?;
        let standing = standing.ok_or_else(|| Stop::fault("the demo asked nobody"))?;
        if standing.is_complete() {
            return Ok(());
        }
        let asked = approval::asked_people(&mut conn, request).await?;
        drop(conn);
        let next =
            asked.into_iter().find(|person| !standing.yeses.iter().any(|yes| yes.person_id == *person));
        let Some(person) = next else { return Ok(()) };
        let actor = people::of_person(site.db.clone(), person).await?;
        let actor = actor.ok_or_else(|| Stop::fault("the demo asked somebody who has left"))?;
        let mut tx = site.db.begin().await?;
        if state == "returned" {
            approval::give_back(&mut tx, &actor, request, "Skriv også, hvad man gør, hvis man har to børn.")
                .await?;
            return Ok(tx.commit().await?);
        }
        approval::approve(&mut tx, &actor, request, "", "").await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn work(site: &Arc<Site>) -> Outcome<()> {
    let worker = crate::serve::worker(site);
    while worker.step().await? > 0 {
        arrive(site).await?;
    }
    Ok(())
}

/// Mail of the past arrives all at once instead of in batches, but for one reader in a hundred
/// whose box was full, so that the demo is ready in seconds; every delivery has its row, and the dispatch ends by its own job.
async fn arrive(site: &Arc<Site>) -> Outcome<()> {
    let mut tx = site.db.begin().await?;
    let now = tx.now();
    db::exec!(
        &mut tx,
        "update delivery set
           state = case when address like '%37@sundby.example' then 'failed' else 'accepted' end,
           problem = case when address like '%37@sundby.example' then '452 4.2.2 indbakken er fuld' end,
           attempts = 1, reference = '', moved_at = $1
         where state = 'queued'",
        [now]
    )?;
    Ok(tx.commit().await?)
}

async fn content(tx: &mut db::Tx, units: &HashMap<&'static str, Id>, story: &Story) -> Outcome<Content> {
    let unit =
        units.get(story.unit.as_str()).ok_or_else(|| Stop::fault(format!("no unit {}", story.unit)))?;
    let unit = Unit::get(tx, *unit).await?;
    let mut content = Content::new(unit.id);
    content.title.clone_from(&story.title);
    content.main_point.clone_from(&story.main_point);
    content.body =
        Doc::from_markdown(&story.body).map_err(|_| Stop::fault("a text of the demo is too long"))?;
    content.internal_text.clone_from(&story.internal);
    content.role = Some(story.role.clone());
    content.character = story.character;
    content.goal = Some(story.goal.clone());
    content.topics.clone_from(&story.topics);
    content.channels = ["website", "staff-feed", "staff-mail", "newsletter"].map(str::to_owned).to_vec();
    content.contact.function.clone_from(&unit.name);
    content.contact.phone.clone_from(&unit.phone);
    content.contact.email.clone_from(&unit.email);
    if !story.decision.is_empty() {
        content.decision = Some(Decision {
            decision: story.decision.clone(),
            reason: story.reason.clone(),
            intention: story.intention.clone(),
            legal_basis: story.legal_basis.clone(),
            is_in_full: false,
        });
    }
    Ok(content)
}
