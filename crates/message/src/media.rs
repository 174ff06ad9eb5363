//! The media library: pictures with what they show and by what right they are used (D7). In a text
//! a picture stands as `media:ID-WIDTHxHEIGHT`, so that a page can leave room for it without asking.

use crate::{MEDIA_ADDED, MEDIA_RETIRED, picture::Clean};
use db::{Actor, AsConn, Event, Id, Timestamp, Tx, exec, row, run};
use markup::{Doc, HtmlOptions};
use people::WRITE;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use web::{Outcome, Refusal};

/// The longest description, in characters; longer belongs in the text.
pub(crate) const ALT_MAX: usize = 300;
/// The longest name of whoever made it, in characters.
pub(crate) const CREDIT_MAX: usize = 120;
/// How many pictures a page of the library shows.
const LIST_MAX: i64 = 60;
/// By what right a picture is used: taken by ourselves, bought, with permission, or under a free licence.
pub(crate) const RIGHTS: [&str; 4] = ["own", "bought", "permission", "free"];

row! {
    /// A picture, without its bytes.
    #[derive(Clone, Debug)]
    pub struct Media {
        /// Id.
        pub id: Id,
        /// Width in pixels.
        pub width: i64,
        /// Height in pixels.
        pub height: i64,
        /// What it shows, as proposed for texts.
        pub alt: String,
        /// By what right it is used: `own`, `bought`, `permission` or `free`.
        pub rights: String,
        /// Who made it.
        pub credit: String,
        /// When it was added.
        pub made_at: Timestamp,
        /// The path of the unit whose it is: that of whoever added it.
        pub unit_path: String,
        /// What that unit is called.
        pub unit_name: String,
    }
}

row! {
    /// The file of a picture.
    #[derive(Clone, Debug)]
    pub struct File {
        /// Its media type.
        pub kind: String,
        /// The bytes.
        pub bytes: Vec<u8>,
    }
}

/// What is needed to add a picture.
#[derive(Clone, Debug)]
pub struct NewMedia<'a> {
    /// The cleaned file.
    pub picture: &'a Clean,
    /// What it shows.
    pub alt: &'a str,
    /// By what right it is used.
    pub rights: &'a str,
    /// Who made it.
    pub credit: &'a str,
}

/// Adds a picture; the same picture again is the one that is there.
///
/// # Errors
/// When the description or the right is missing, or the actor may not write.
pub async fn add_media(tx: &mut Tx, actor: &Actor, new: &NewMedia<'_>) -> Outcome<Id> {
    let maker = actor.person().filter(|_| actor.may(WRITE)).ok_or_else(Refusal::forbidden)?;
    let (alt, credit) = (markup::line(new.alt), markup::line(new.credit));
    if alt.is_empty() || alt.chars().count() > ALT_MAX {
        return Err(Refusal::new("message-media-alt").with("max", ALT_MAX).at("alt").into());
    }
    if !RIGHTS.contains(&new.rights) {
        return Err(Refusal::new("message-media-rights").at("rights").into());
    }
    if credit.chars().count() > CREDIT_MAX {
        return Err(Refusal::new("message-media-credit").with("max", CREDIT_MAX).at("credit").into());
    }
    web::no_cpr(&alt, "alt")?;
    web::no_cpr(&credit, "credit")?;
    let hash = hash(&new.picture.bytes);
    let (id, now) = (tx.new_id(), tx.now());
    let size = i64::try_from(new.picture.bytes.len()).unwrap_or(i64::MAX);
    let added = exec!(
        tx,
        "insert into media (id, hash, kind, width, height, size, bytes, alt, rights, credit, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (hash) do nothing",
        [
            id,
            &hash,
            new.picture.kind,
            i64::from(new.picture.width),
            i64::from(new.picture.height),
            size,
            &new.picture.bytes,
            &alt,
            new.rights,
            &credit,
            now,
            maker
        ]
    )?;
    if added == 0 {
        return again(tx, &hash).await;
    }
    let particulars = json!({ "hash": hash, "rights": new.rights });
    Event { kind: MEDIA_ADDED, subject: id, particulars, text: None }.write(tx, actor).await?;
    Ok(id)
}

row! {
    struct Known {
        id: Id,
        retired_at: Option<Timestamp>,
    }
}

async fn again(tx: &mut Tx, hash: &str) -> Outcome<Id> {
    let known = run!(tx, Known, "select id, retired_at from media where hash = $1", [hash] => fetch_one)?;
    match known.retired_at {
        None => Ok(known.id),
        Some(_) => Err(Refusal::conflict("message-media-retired").at("file").into()),
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// Retires a picture: from now on it is shown nowhere, neither in the library nor in texts that
/// are out.
///
/// # Errors
/// When there is no such picture, or the actor may not write for the unit whose it is.
pub async fn retire_media(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<()> {
    if actor.person().is_none() {
        return Err(Refusal::forbidden().into());
    }
    let media = Media::get(tx, id).await?;
    if !media.is_for(actor) {
        let refusal = Refusal { status: 403, ..Refusal::new("message-media-others") };
        return Err(refusal.with("unit", media.unit_name).into());
    }
    let now = tx.now();
    let retired =
        exec!(tx, "update media set retired_at = $2 where id = $1 and retired_at is null", [id, now])?;
    if retired == 0 {
        return Err(Refusal::not_found().into());
    }
    Event { kind: MEDIA_RETIRED, subject: id, particulars: json!({}), text: None }.write(tx, actor).await?;
    Ok(())
}

impl Media {
    /// Whether somebody may take it out of use: it goes from everything that is out.
    #[must_use]
    pub fn is_for(&self, actor: &Actor) -> bool {
        actor.may_at(WRITE, &self.unit_path)
    }

    /// How a text names it.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}-{}x{}", self.id, self.width, self.height)
    }

    /// One picture.
    ///
    /// # Errors
    /// When it is not there or was retired.
    pub async fn get(conn: &mut impl AsConn, id: Id) -> Outcome<Self> {
        let found = run!(
            conn,
            Media,
            "select m.id, m.width, m.height, m.alt, m.rights, m.credit, m.made_at, u.path as unit_path, u.name as unit_name
             from media m join person p on p.id = m.made_by join unit u on u.id = p.unit_id
             where m.id = $1 and m.retired_at is null",
            [id] => fetch_optional
        )?;
        found.ok_or_else(|| Refusal::not_found().into())
    }

    /// The latest pictures whose description or maker has a word in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(conn: &mut impl AsConn, word: &str) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Media,
            "select m.id, m.width, m.height, m.alt, m.rights, m.credit, m.made_at, u.path as unit_path, u.name as unit_name
             from media m join person p on p.id = m.made_by join unit u on u.id = p.unit_id
             where m.retired_at is null
               and ($1 = '' or lower(m.alt) like '%' || $1 || '%' or lower(m.credit) like '%' || $1 || '%')
             order by m.id desc limit $2",
            [word.trim().to_lowercase().replace(['%', '_'], ""), LIST_MAX] => fetch_all
        )
    }
}

/// The file of a picture; nothing when it is not there or was retired.
///
/// # Errors
/// When the database fails.
pub async fn media_file(conn: &mut impl AsConn, id: Id) -> db::Result<Option<File>> {
    run!(
        conn,
        File,
        "select kind, bytes from media where id = $1 and retired_at is null",
        [id] => fetch_optional
    )
}

/// The id, width and height in a reference of a text.
#[must_use]
pub fn parse_reference(reference: &str) -> Option<(Id, u32, u32)> {
    let (id, size) = reference.split_once('-')?;
    let (width, height) = size.split_once('x')?;
    Some((id.parse().ok()?, width.parse().ok()?, height.parse().ok()?))
}

/// The pictures of a text.
#[must_use]
pub fn media_in(body: &Doc) -> Vec<Id> {
    body.images().filter_map(|image| Some(parse_reference(image.image.media.as_str())?.0)).collect()
}

/// How a text becomes HTML on our own pages: with its pictures, and room for them.
#[must_use]
pub fn html_options() -> HtmlOptions<'static> {
    HtmlOptions {
        media: &|reference| parse_reference(reference).map(|_| format!("/media/{reference}")),
        size: &|reference| parse_reference(reference).map(|(_, width, height)| (width, height)),
        ..HtmlOptions::default()
    }
}
