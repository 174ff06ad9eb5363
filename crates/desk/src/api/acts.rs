//! What a program may do in an emergency, as a person may: take a message down, erase it, stop all that leaves, and
//! open again. The same acts as behind the pages.

use crate::taken_down::{Act, erase, take_down};
use db::{Id, Tx};
use message::retraction_of;
use release::{begin_stop, crisis_stop, erasure_of, lift_stop};
use serde::{Deserialize, Serialize};
use web::api::{self, Endpoint, Field, Kind, Schema, Sent, act};
use web::axum::extract::Path;
use web::{Access, Ctx, Lang, Outcome, Page, Refusal, Routes};

const RETRACTIONS: &str = "/api/v1/messages/{id}/retractions";
const ERASURES: &str = "/api/v1/messages/{id}/erasures";
const STOPS: &str = "/api/v1/stops";
const OPENINGS: &str = "/api/v1/openings";

#[derive(Deserialize)]
struct ActBody {
    reason: String,
    erase: Option<bool>,
    with: Option<Vec<String>>,
}

const REASON: Field =
    Field::new("reason", Kind::Text, "Why; is kept, and may be subject to access requests.");
const WITH: Field = Field::maybe(
    "with",
    Kind::Texts,
    "The ids of messages that belong to it and go the same way: corrections, updates of a warning.",
);

const RETRACT: Schema = Schema {
    name: "RetractionRequest",
    fields: &[
        REASON.max(1_000),
        Field::maybe("erase", Kind::Flag, "Whether something personal stood in it, which is erased."),
        WITH,
    ],
};

const ERASE: Schema = Schema { name: "ErasureRequest", fields: &[REASON.max(1_000), WITH] };
const STOP_BODY: Schema = Schema { name: "StopRequest", fields: &[REASON.max(500)] };

/// What was done, by whom and why.
#[derive(Serialize)]
struct Done {
    at: String,
    by: String,
    reason: String,
}

const DONE: Schema = Schema {
    name: "ActDone",
    fields: &[
        Field::new("at", Kind::Time, "When."),
        Field::new("by", Kind::Text, "By whom, by function."),
        Field::new("reason", Kind::Text, "Why."),
    ],
};

/// What the routes take and give.
pub(crate) const ENDPOINTS: [Endpoint; 4] = [
    Endpoint::post(RETRACTIONS, people::WRITE_RELEASES, "desk-api-retract", Some(&RETRACT), &DONE),
    Endpoint::post(ERASURES, people::WRITE_RELEASES, "desk-api-erase", Some(&ERASE), &DONE),
    Endpoint::post(STOPS, people::WRITE_RELEASES, "desk-api-stop", Some(&STOP_BODY), &DONE),
    Endpoint::post(OPENINGS, people::WRITE_RELEASES, "desk-api-open", None, &DONE),
];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    let releaser = Access::Token(people::WRITE_RELEASES);
    routes
        .post(RETRACTIONS, releaser, retract)
        .post(ERASURES, releaser, erase_words)
        .post(STOPS, releaser, stop)
        .post(OPENINGS, releaser, open)
}

async fn retract(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: ActBody = sent.read(&RETRACT)?;
    let with = body.with()?;
    let title = ctx.site().texts.get(Lang::Da, "desk-erased");
    act(&ctx, &sent, async |tx| {
        let erases = body.erase.unwrap_or(false);
        let what = Act { reason: &body.reason, erases, title: &title, with: &with };
        take_down(tx, ctx.actor(), id, &what).await?;
        let row = retraction_of(tx, id).await?.ok_or_else(Refusal::not_found)?;
        Ok(Done { at: api::time(row.at), by: row.by_name, reason: row.reason })
    })
    .await
}

async fn erase_words(ctx: Ctx, Path(id): Path<String>, sent: Sent) -> Page {
    let id = api::id(&id)?;
    let body: ActBody = sent.read(&ERASE)?;
    let with = body.with()?;
    let title = ctx.site().texts.get(Lang::Da, "desk-erased");
    act(&ctx, &sent, async |tx| {
        let what = Act { reason: &body.reason, erases: true, title: &title, with: &with };
        erase(tx, ctx.actor(), id, &what).await?;
        let row = erasure_of(tx, id).await?.ok_or_else(Refusal::not_found)?;
        Ok(Done { at: api::time(row.at), by: row.by_name, reason: row.reason })
    })
    .await
}

impl ActBody {
    fn with(&self) -> Outcome<Vec<Id>> {
        let ids = self.with.iter().flatten();
        ids.map(|id| id.parse().map_err(|_| Refusal::new("web-api-value").at("with").into())).collect()
    }
}

#[derive(Deserialize)]
struct StopBody {
    reason: String,
}

async fn stop(ctx: Ctx, sent: Sent) -> Page {
    let body: StopBody = sent.read(&STOP_BODY)?;
    check_operator(&ctx)?;
    act(&ctx, &sent, async |tx| {
        begin_stop(tx, ctx.actor(), &body.reason).await?;
        stands(tx).await
    })
    .await
}

async fn open(ctx: Ctx, sent: Sent) -> Page {
    check_operator(&ctx)?;
    act(&ctx, &sent, async |tx| {
        let stood = stands(tx).await?;
        lift_stop(tx, ctx.actor()).await?;
        Ok(stood)
    })
    .await
}

/// The stop that stands.
async fn stands(tx: &mut Tx) -> Outcome<Done> {
    let row = crisis_stop(tx).await?.ok_or_else(|| Refusal::conflict("release-not-stopped"))?;
    Ok(Done { at: api::time(row.at), by: row.by_name, reason: row.reason })
}

fn check_operator(ctx: &Ctx) -> Result<(), Refusal> {
    if ctx.actor().may(people::OPERATE) { Ok(()) } else { Err(Refusal::forbidden()) }
}
