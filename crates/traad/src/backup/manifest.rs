//! The manifest of a copy: when it was made, by which version, and the hash of every file, so that
//! a file that is missing, changed or added shows before anything is restored.

use super::{below, told};
use db::{Timestamp, backup::Dump};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    io::Read,
    path::{Path, PathBuf},
};

/// The manifest's name in the folder.
const NAME: &str = "manifest.json";
/// The form of the copy; a later form has a higher number.
const FORMAT: u32 = 1;
/// How many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// What a copy holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the copy.
    pub format: u32,
    /// The version of the program that made it.
    pub version: String,
    /// When, milliseconds UTC.
    pub made_at: Timestamp,
    /// The same for people, RFC 3339.
    pub made: String,
    /// The database.
    pub database: Dump,
    /// Every file but this one.
    pub files: Vec<FileEntry>,
}

/// A file of a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path from the copy's folder.
    pub path: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
}

impl FileEntry {
    pub(super) fn of(folder: &Path, path: &Path) -> Result<Self, String> {
        let whole = folder.join(path);
        let fail = |error: std::io::Error| told(&whole, &error);
        let mut file = std::fs::File::open(&whole).map_err(fail)?;
        let (mut digest, mut bytes) = (Sha256::new(), 0_u64);
        let mut chunk = vec![0_u8; CHUNK];
        loop {
            let read = file.read(&mut chunk).map_err(fail)?;
            if read == 0 {
                break;
            }
            digest.update(&chunk[..read]);
            bytes += u64::try_from(read).unwrap_or_default();
        }
        Ok(Self { path: path.to_owned(), bytes, sha256: hex(&digest.finalize()) })
    }
}

impl Manifest {
    pub(super) fn new(made_at: Timestamp, database: Dump, files: Vec<FileEntry>) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { format: FORMAT, version, made_at, made: web::api::time(made_at), database, files }
    }

    /// How many bytes the copy holds.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// The manifest's own hash, to be kept somewhere else than the copy.
    ///
    /// # Errors
    /// When the manifest cannot be read.
    pub fn hash(folder: &Path) -> Result<String, String> {
        Ok(FileEntry::of(folder, Path::new(NAME))?.sha256)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), String> {
        let path = folder.join(NAME);
        let text = serde_json::to_string_pretty(self).map_err(|error| error.to_string())?;
        std::fs::write(&path, text).map_err(|error| told(&path, &error))
    }

    /// Reads a manifest and compares every file of the folder with it.
    pub(super) fn read_checked(folder: &Path) -> Result<Self, String> {
        let path = folder.join(NAME);
        let text = std::fs::read_to_string(&path).map_err(|error| told(&path, &error))?;
        let manifest: Self =
            serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        if manifest.format != FORMAT {
            return Err(format!(
                "the copy has form {}, and this version reads form {FORMAT}",
                manifest.format
            ));
        }
        let known: Vec<&str> = schema::MIGRATIONS.iter().map(|migration| migration.name).collect();
        if let Some(newer) = manifest.database.migrations.iter().find(|name| !known.contains(&name.as_str()))
        {
            return Err(format!(
                "the copy was made by a newer version ({}, {newer}); restore it with that one",
                manifest.version
            ));
        }
        let mut found = below(folder, Path::new(""))?;
        found.retain(|path| path != Path::new(NAME));
        let mut listed: Vec<PathBuf> = manifest.files.iter().map(|file| file.path.clone()).collect();
        listed.sort();
        if let Some(missing) = listed.iter().find(|path| !found.contains(path)) {
            return Err(format!("{} is missing from the copy", missing.display()));
        }
        if let Some(added) = found.iter().find(|path| !listed.contains(path)) {
            return Err(format!("{} is not in the manifest", added.display()));
        }
        for file in &manifest.files {
            if FileEntry::of(folder, &file.path)? != *file {
                return Err(format!("{} is not as it was when the copy was made", file.path.display()));
            }
        }
        Ok(manifest)
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
