//! Building the site from settings: the database, the mail channel, the slices.

use crate::Settings;
use channel::MailChannel;
use channel_smtp::{Folder, Smtp};
use db::{Clock, Db, Options};
use openid::Provider;
use plain_language::Language;
use std::sync::Arc;
use web::{Actors, Config, Links, Site, Slice, Texts};

/// The ground's own texts and jobs, registered like a slice.
fn ground() -> Slice {
    const JOBS: &[db::job::JobKind<Arc<Site>>] = &[web::notice::JOB];
    Slice {
        jobs: JOBS,
        events: &[crate::backup::RESTORED, crate::resume::RESUMED, db::KEY_RENEWED, db::HEAD_ACCEPTED],
        texts: web::TEXTS,
        ..Slice::empty("web")
    }
}

/// Every slice, in the order data travels.
#[must_use]
pub fn slices() -> Vec<Slice> {
    vec![
        ground(),
        thread::slice(),
        strategy::slice(),
        people::slice(),
        plan::slice(),
        message::slice(),
        check::slice(),
        approval::slice(),
        release::slice(),
        publish::slice(),
        dispatch::slice(),
        compose::slice(),
        desk::slice(),
    ]
}

/// Opens everything that a request or a job needs, with the mail channel of the settings.
///
/// # Errors
/// A sentence that says what could not be opened.
pub async fn open(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Arc<Site>, String> {
    make_private(&settings.data())?;
    let mail = mail(settings)?;
    open_with(settings, clock, mail).await
}

/// Opens everything that a request or a job needs, with a given mail channel.
///
/// # Errors
/// A sentence that says what could not be opened.
pub async fn open_with(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    mail: Arc<dyn MailChannel>,
) -> Result<Arc<Site>, String> {
    if !check::has_language() {
        let checker = |language| crate::language::checker(settings.share.as_deref(), language);
        check::use_language(checker(Language::Da)?);
        check::use_english(checker(Language::En)?);
    }
    check::use_own_address(&settings.base_url());
    let data = settings.data();
    make_private(&data)?;
    let url = settings.database_url();
    let db = Db::open(&Options { url, connections_max: 16 }, clock)
        .await
        .map_err(|error| format!("the database: {error}"))?;
    db.migrate(schema::MIGRATIONS)
        .await
        .map_err(|error| format!("the database could not be brought up to date: {error}"))?;
    message::note_earlier(&db).await.map_err(|error| format!("the pictures of earlier texts: {error}"))?;
    let slices = slices();
    let files: Vec<_> = slices.iter().map(|slice| slice.texts).collect();
    let host = settings.host();
    let config = Config {
        base_url: settings.base_url(),
        municipality: municipality(settings, &db).await,
        demo: settings.demo,
        mail_from: settings.mail_from.clone().unwrap_or_else(|| format!("nyt@{host}")),
        data: data.clone(),
        proxy: settings.proxy,
        language_open: settings.language_open,
    };
    let sign_in = match settings.openid()? {
        Some(openid) => {
            Some(Arc::new(Provider::new(openid).map_err(|text| format!("oidc_issuer or oidc_ca: {text}"))?))
        }
        None => None,
    };
    let links = Links::open(&db, &data).await.map_err(|error| format!("link.key: {error}"))?;
    Ok(Arc::new(Site {
        db,
        texts: Texts::new(&files)?,
        config,
        mail,
        slices,
        links,
        actors: Actors { of_session: people::of_session, of_token: people::of_token },
        explain: strategy::explain,
        sign_in,
        metrics: web::Metrics::default(),
        kept: web::Kept::default(),
    }))
}

async fn municipality(settings: &Settings, db: &Db) -> String {
    if let Some(name) = &settings.municipality {
        return name.clone();
    }
    let Ok(mut conn) = db.read().await else { return "Kommunen".to_owned() };
    match strategy::in_force(&mut conn, db.memo()).await {
        Ok(in_force) => in_force.strategy.municipality.name.clone(),
        Err(_) if settings.demo => "Sundby Kommune".to_owned(),
        Err(_) => "Kommunen".to_owned(),
    }
}

fn mail(settings: &Settings) -> Result<Arc<dyn MailChannel>, String> {
    let host = settings.host();
    match &settings.smtp_url {
        Some(url) => {
            let smtp = Smtp::from_url(url, &host)
                .map_err(|fault| format!("the mail server's address: {}", fault.0))?;
            Ok(Arc::new(smtp))
        }
        None => {
            let folder = Folder::open(&settings.data().join("mailbox"), &host)
                .map_err(|error| format!("mailbox: {error}"))?;
            Ok(Arc::new(folder))
        }
    }
}

/// Makes the data folder if it is missing, for its owner's eyes only: it holds keys and people.
pub(crate) fn make_private(folder: &std::path::Path) -> Result<(), String> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| format!("{}: {error}", folder.display()))
}
