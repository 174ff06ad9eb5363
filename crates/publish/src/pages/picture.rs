//! A picture: for everybody where it stands on a public page, else for those who are signed in.

use crate::article;
use message::{media_file, parse_reference};
use web::axum::extract::Path;
use web::axum::http::{HeaderValue, header};
use web::{Cache, Ctx, Page, Refusal, download};

pub(crate) async fn show(ctx: Ctx, Path(reference): Path<String>) -> Page {
    let (id, ..) = parse_reference(&reference).ok_or_else(Refusal::not_found)?;
    let mut conn = ctx.db().read().await?;
    let is_public = article::shows(&mut conn, id).await?;
    if !is_public && ctx.actor().person().is_none() {
        let gone = article::was_shown(&mut conn, id).await?;
        return Err(if gone { crate::take_down::gone() } else { Refusal::not_found() }.into());
    }
    let file = media_file(&mut conn, id).await?.ok_or_else(Refusal::not_found)?;
    drop(conn);
    let kind = if file.kind == "image/png" { "image/png" } else { "image/jpeg" };
    let cache = if is_public { crate::take_down::KEEP } else { Cache::Never };
    let mut response = download(cache, kind, file.bytes)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    Ok(response)
}
