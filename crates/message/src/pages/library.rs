//! Billeder: the library, and adding to it. The editor asks here too, and gets JSON.

use crate::media::{ALT_MAX, CREDIT_MAX, Media, NewMedia, RIGHTS, add_media, retire_media};
use crate::picture::{Clean, clean};
use askama::Template;
use db::{Actor, Id};
use serde_json::json;
use std::time::Duration;
use tokio::sync::Semaphore;
use web::axum::extract::multipart::{Multipart, MultipartError};
use web::axum::extract::{FromRequest, Path, Query, Request};
use web::axum::http::StatusCode;
use web::{Cache, Ctx, Frame, Page, Place, Refusal, Stop, Wrong, api_json, done, html_status};

/// How many fields the form may have.
const FIELDS_MAX: usize = 10;
/// The turn to clean a picture.
static CLEANING: Semaphore = Semaphore::const_new(1);
/// How long somebody waits for it; a request may take thirty seconds.
const TURN_WAIT: Duration = Duration::from_secs(15);
/// How many pictures the editor is offered.
const LATEST_MAX: usize = 12;

/// What was sent.
#[derive(Default)]
pub(crate) struct Upload {
    file: Vec<u8>,
    alt: String,
    rights: String,
    credit: String,
    /// Whether the editor asks, rather than the page.
    from_editor: bool,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Stop;

    async fn from_request(request: Request, state: &S) -> Result<Self, Stop> {
        let unreadable = || Refusal::new("web-form-unreadable");
        let mut form = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
        let mut upload = Self::default();
        for _ in 0..FIELDS_MAX {
            let Some(field) = form.next_field().await.map_err(|error| refused(&error))? else {
                return Ok(upload);
            };
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|error| refused(&error))?;
            let text = || String::from_utf8_lossy(&bytes).replace('\0', "");
            match name.as_str() {
                "file" => upload.file = bytes.to_vec(),
                "alt" => upload.alt = markup::typed(&text()),
                "rights" => upload.rights = text(),
                "credit" => upload.credit = markup::typed(&text()),
                "editor" => upload.from_editor = true,
                _ => {}
            }
        }
        Err(unreadable().into())
    }
}

fn refused(error: &MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let max = crate::FILE_MAX / 1_000_000;
        Refusal { status: 413, ..Refusal::new("message-media-large") }.with("max", max).at("file")
    } else {
        Refusal::new("web-form-unreadable")
    }
}

#[derive(Template)]
#[template(path = "pages/library.html")]
struct Library {
    f: Frame,
    pictures: Vec<Media>,
    word: String,
    typed: Upload,
    wrong: Vec<Wrong>,
    may_write: bool,
    actor: Actor,
    rights: [&'static str; 4],
    alt_max: usize,
    credit_max: usize,
}

/// What is looked for.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
}

pub(crate) async fn show(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    page(&ctx, StatusCode::OK, asked.q, Upload::default(), Vec::new()).await
}

async fn page(ctx: &Ctx, status: StatusCode, word: String, typed: Upload, wrong: Vec<Wrong>) -> Page {
    let word: String = word.chars().take(ALT_MAX).collect();
    let pictures = Media::find(&mut ctx.db().read().await?, &word).await?;
    let view = Library {
        f: ctx.frame(Place::Desk, ctx.t("message-library-title")),
        pictures,
        word,
        typed,
        wrong,
        may_write: ctx.actor().may(people::WRITE),
        actor: ctx.actor().clone(),
        rights: RIGHTS,
        alt_max: ALT_MAX,
        credit_max: CREDIT_MAX,
    };
    html_status(status, Cache::Never, &view)
}

/// The latest pictures, for the editor.
pub(crate) async fn latest(ctx: Ctx) -> Page {
    let pictures = Media::find(&mut ctx.db().read().await?, "").await?;
    let items: Vec<_> = pictures.iter().take(LATEST_MAX).map(shown).collect();
    api_json(StatusCode::OK, &json!({ "items": items }))
}

fn shown(media: &Media) -> serde_json::Value {
    json!({ "reference": media.reference(), "alt": media.alt })
}

pub(crate) async fn add(ctx: Ctx, upload: Upload) -> Page {
    match keep(&ctx, &upload).await {
        Ok(media) if upload.from_editor => api_json(StatusCode::CREATED, &shown(&media)),
        Ok(_) => done(&ctx, "/library", "message-picture-added-done", &[]),
        Err(Stop::Refusal(refusal)) if refusal.field.is_some() => {
            let (field, text) = (refusal.field.unwrap_or("file"), ctx.refusal(&refusal));
            let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
            if upload.from_editor {
                return api_json(status, &json!({ "field": field, "message": text }));
            }
            page(&ctx, status, String::new(), upload, vec![Wrong { field, text }]).await
        }
        Err(stop) => Err(stop),
    }
}

/// Cleans a picture when its turn has come: each takes memory, so they come one after another, on a thread that answers
/// nobody. Whoever would wait too long is told to come back.
async fn clean_in_turn(file: &[u8]) -> Result<Clean, Stop> {
    let busy = || Refusal { status: 503, ..Refusal::new("message-media-busy") }.at("file");
    let turn = tokio::time::timeout(TURN_WAIT, CLEANING.acquire()).await.map_err(|_| busy())?;
    let turn = turn.map_err(|error| Stop::fault(error.to_string()))?;
    let file = file.to_vec();
    let cleaned = tokio::task::spawn_blocking(move || clean(&file));
    let picture = cleaned.await.map_err(|error| Stop::fault(error.to_string()))??;
    drop(turn);
    Ok(picture)
}

async fn keep(ctx: &Ctx, upload: &Upload) -> Result<Media, Stop> {
    let picture = clean_in_turn(&upload.file).await?;
    let new =
        NewMedia { picture: &picture, alt: &upload.alt, rights: &upload.rights, credit: &upload.credit };
    let mut tx = ctx.db().begin().await?;
    let id = add_media(&mut tx, ctx.actor(), &new).await?;
    let media = Media::get(&mut tx, id).await?;
    tx.commit().await?;
    Ok(media)
}

pub(crate) async fn retire(ctx: Ctx, Path(id): Path<Id>) -> Page {
    let mut tx = ctx.db().begin().await?;
    retire_media(&mut tx, ctx.actor(), id).await?;
    tx.commit().await?;
    done(&ctx, "/library", "message-picture-retired-done", &[])
}
