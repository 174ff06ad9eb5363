//! The mailbox of the embedded default: each mail as it would arrive. It exists only where mail
//! stays in a folder; the HTML part is shown in a sandbox with a policy of its own.

use askama::Template;
use channel_smtp::{Folder, StoredMail};
use web::axum::{
    extract::Path,
    http::{HeaderValue, header},
};
use web::{Cache, Ctx, Frame, Outcome, Page, Place, Refusal, download, html};

struct Row {
    name: String,
    subject: String,
    to: String,
}

#[derive(Template)]
#[template(path = "pages/mailbox.html")]
struct Mailbox {
    f: Frame,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "pages/mail.html")]
struct MailPage {
    f: Frame,
    name: String,
    mail: mail::View,
}

fn folder(ctx: &Ctx) -> Outcome<Folder> {
    if ctx.site().mail.capabilities().leaves_the_house || !ctx.config().demo {
        return Err(Refusal::not_found().into());
    }
    Ok(Folder::open(&ctx.config().data.join("mailbox"), "localhost")?)
}

pub(crate) async fn list(ctx: Ctx) -> Page {
    let rows = folder(&ctx)?
        .list()?
        .into_iter()
        .map(|stored| {
            let view = mail::view(&stored);
            Row { name: stored.name, subject: view.subject, to: view.to }
        })
        .collect();
    html(Cache::Never, &Mailbox { f: ctx.frame(Place::Desk, ctx.t("desk-mailbox-title")), rows })
}

fn find(ctx: &Ctx, name: &str) -> Outcome<StoredMail> {
    folder(ctx)?.read(name).ok_or_else(|| Refusal::not_found().into())
}

pub(crate) async fn one(ctx: Ctx, Path(name): Path<String>) -> Page {
    let mail = mail::view(&find(&ctx, &name)?);
    html(Cache::Never, &MailPage { f: ctx.frame(Place::Desk, mail.subject.clone()), name, mail })
}

pub(crate) async fn body(ctx: Ctx, Path(name): Path<String>) -> Page {
    let mail = mail::view(&find(&ctx, &name)?);
    let mut response = download(
        Cache::Never,
        "text/html; charset=utf-8",
        mail.html.replacen("<head>", "<head><base target=\"_blank\">", 1),
    )?;
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'";
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    Ok(response)
}

/// Reading a stored mail.
mod mail {
    use channel_smtp::StoredMail;
    use mail_parser::MessageParser;

    /// What the page shows.
    pub(super) struct View {
        pub(super) subject: String,
        pub(super) from: String,
        pub(super) to: String,
        pub(super) unsubscribe: String,
        pub(super) text: String,
        pub(super) html: String,
    }

    pub(super) fn view(stored: &StoredMail) -> View {
        let parsed = MessageParser::default().parse(stored.raw.as_bytes());
        let Some(mail) = parsed else {
            return View {
                subject: stored.name.clone(),
                from: String::new(),
                to: String::new(),
                unsubscribe: String::new(),
                text: stored.raw.clone(),
                html: String::new(),
            };
        };
        let address = |address: Option<&mail_parser::Address<'_>>| {
            address.and_then(|list| list.first()).and_then(|one| one.address()).unwrap_or_default().to_owned()
        };
        View {
            subject: mail.subject().unwrap_or_default().to_owned(),
            from: address(mail.from()),
            to: address(mail.to()),
            unsubscribe: mail.header_raw("List-Unsubscribe").unwrap_or_default().trim().to_owned(),
            text: mail.body_text(0).unwrap_or_default().into_owned(),
            html: mail.body_html(0).unwrap_or_default().into_owned(),
        }
    }
}
