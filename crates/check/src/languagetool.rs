//! The language check as clients of LanguageTool ask for it, so that browsers, LibreOffice and Thunderbird
//! underline with our rules. Protocol: languagetool.org/http-api. The text is neither kept nor logged.

mod annotated;
mod matches;

use crate::engine;
use annotated::Text;
use people::CHECK_LANGUAGE;
use plain_language::{Document, House, Source, TextType};
use serde_json::{Value, json};
use std::collections::HashMap;
use web::axum::{
    Json,
    extract::{Form, rejection::FormRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use web::{Access, Ctx, Lang, Page, Routes};

/// The most characters of one text.
const CHARACTERS_MAX: usize = 100_000;
/// What Danish is called by clients.
const DANISH: [&str; 2] = ["da", "da-dk"];
/// Where the client wants the language to be guessed.
const GUESSED: &str = "auto";
/// What English is; the dictionary is British, so other English is not offered.
const ENGLISH: [&str; 2] = ["en", "en-gb"];

/// The routes.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.get("/v2/languages", Access::Open, languages).post("/v2/check", Access::Open, check)
}

async fn languages() -> Page {
    Ok(Json(json!([
        { "name": "Danish", "code": "da", "longCode": "da-DK" },
        { "name": "English (GB)", "code": "en", "longCode": "en-GB" },
    ]))
    .into_response())
}

/// What a client asked for, by the names of the protocol.
type Asked = HashMap<String, String>;

async fn check(ctx: Ctx, form: Result<Form<Asked>, FormRejection>) -> Page {
    let asked = match form {
        Ok(Form(asked)) => asked,
        Err(why) if why.status() == StatusCode::PAYLOAD_TOO_LARGE => return Ok(too_long()),
        Err(_) => {
            let told = "the body must be a form with text, or data, and language";
            return Ok(error(StatusCode::BAD_REQUEST, told));
        }
    };
    Ok(match answer(&ctx, &asked).await {
        Ok(found) => Json(found).into_response(),
        Err((status, text)) => error(status, &text),
    })
}

fn too_long() -> Response {
    let told = format!("the text exceeds the limit of {CHARACTERS_MAX} characters");
    error(StatusCode::PAYLOAD_TOO_LARGE, &told)
}

fn error(status: StatusCode, text: &str) -> Response {
    (status, format!("Error: {text}")).into_response()
}

async fn answer(ctx: &Ctx, asked: &Asked) -> Result<Value, (StatusCode, String)> {
    let bad = |text: &str| (StatusCode::BAD_REQUEST, text.to_owned());
    if !may(ctx, asked).await {
        return Err((
            StatusCode::FORBIDDEN,
            "a token of Traad with the scope check:language is needed: send it as apiKey, or ask whoever runs this server".to_owned(),
        ));
    }
    let language = asked.get("language").map(|code| code.to_lowercase());
    let language = language.ok_or_else(|| bad("language is missing"))?;
    let is_named_english = ENGLISH.contains(&language.as_str());
    if !is_named_english && !DANISH.contains(&language.as_str()) && language != GUESSED {
        return Err(bad(&format!(
            "'{language}' is not a language code known to this server; it knows da-DK and en-GB"
        )));
    }
    let text = match (asked.get("text"), asked.get("data")) {
        (Some(text), None) => Text::plain(text),
        (None, Some(data)) => {
            Text::annotated(data).ok_or_else(|| bad("data must be {\"annotation\": [...]}"))?
        }
        _ => return Err(bad("send either text or data")),
    };
    if text.read.chars().count() > CHARACTERS_MAX {
        let told = format!("the text exceeds the limit of {CHARACTERS_MAX} characters");
        return Err((StatusCode::PAYLOAD_TOO_LARGE, told));
    }
    let is_english = is_named_english || language == GUESSED && engine::guess(&text.read) == Some(Lang::En);
    let checker = engine::checker(if is_english { Lang::En } else { Lang::Da });
    let (name, code) = if is_english { ("English (GB)", "en-GB") } else { ("Danish", "da-DK") };
    let source = Source::plain(&text.read);
    let blocks = source.blocks();
    let kind = asked.get("textType").and_then(|word| TextType::parse(word)).unwrap_or(TextType::Letter);
    // A client may know what the database does not tell just now: an answer without the municipality's words says so.
    let house =
        words(ctx).await.inspect_err(|why| tracing::warn!(%why, "the words of the house cannot be read"));
    let (house, is_incomplete) = house.map_or_else(|_| (House::default(), true), |house| (house, false));
    let report = checker.check(Document { kind, blocks: &blocks }, &house);
    let wanted = matches::Wanted::of(asked, is_english);
    Ok(json!({
        "software": {
            "name": "Traad",
            "version": env!("CARGO_PKG_VERSION"),
            "buildDate": "",
            "apiVersion": 1,
            "premium": false,
            "status": "",
        },
        "warnings": { "incompleteResults": is_incomplete },
        "language": {
            "name": name,
            "code": code,
            "detectedLanguage": { "name": name, "code": code, "confidence": 1.0 },
        },
        "matches": matches::of(&text, &source, &report, checker.rules(), &wanted),
    }))
}

/// The words of the house.
async fn words(ctx: &Ctx) -> db::Result<House> {
    crate::house(&mut ctx.db().read().await?).await
}

/// Whether somebody may have texts checked: everybody, where the operator says so; otherwise with a session, or with a
/// token whose scopes name it.
async fn may(ctx: &Ctx, asked: &Asked) -> bool {
    let may_token = |actor: &db::Actor| actor.may(CHECK_LANGUAGE);
    match ctx.actor().who {
        _ if ctx.site().config.language_open => true,
        db::Who::Person(_) | db::Who::System(_) => true,
        db::Who::Token { .. } => may_token(ctx.actor()),
        db::Who::Visitor => {
            let Some(key) = asked.get("apiKey") else { return false };
            let found = (ctx.site().actors.of_token)(ctx.db().clone(), key.clone()).await;
            matches!(found, Ok(Some(actor)) if may_token(&actor))
        }
    }
}
