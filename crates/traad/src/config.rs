//! Settings: a TOML file and `TRAAD_*` variables; what a variable says wins. The table in the
//! README is checked against `KEYS` by a test.

use serde::Deserialize;
use std::{net::SocketAddr, path::PathBuf};

/// Every setting: key in the file, variable, default, meaning.
pub const KEYS: &[(&str, &str, &str, &str)] = &[
    ("addr", "TRAAD_ADDR", "127.0.0.1:8080", "address and port to listen on"),
    ("data", "TRAAD_DATA", "data", "folder for the embedded database, files and keys"),
    (
        "database_url",
        "TRAAD_DATABASE_URL",
        "sqlite in the data folder",
        "PostgreSQL address, postgres://user:password@host/name",
    ),
    (
        "smtp_url",
        "TRAAD_SMTP_URL",
        "a folder that a page shows",
        "mail server, smtp://, smtp+starttls:// or smtps://",
    ),
    ("base_url", "TRAAD_BASE_URL", "http:// and the address", "public address, without a slash at the end"),
    ("municipality", "TRAAD_MUNICIPALITY", "the strategy's", "the municipality's name as readers see it"),
    ("mail_from", "TRAAD_MAIL_FROM", "nyt@ and the host", "address that mail comes from"),
    (
        "metrics_addr",
        "TRAAD_METRICS_ADDR",
        "none",
        "address and port where Prometheus reads `/metrics`; anybody who reaches it may read it",
    ),
];

/// The settings of the installation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Address and port to listen on.
    pub addr: Option<SocketAddr>,
    /// Folder for the embedded database, files and keys.
    pub data: Option<PathBuf>,
    /// PostgreSQL address; without it the embedded database is used.
    pub database_url: Option<String>,
    /// Mail server; without it mail goes into a folder.
    pub smtp_url: Option<String>,
    /// Public address.
    pub base_url: Option<String>,
    /// The municipality's name.
    pub municipality: Option<String>,
    /// Address that mail comes from.
    pub mail_from: Option<String>,
    /// Address and port of the metrics; without it there are none.
    pub metrics_addr: Option<SocketAddr>,
    /// Whether this is the demo; only the command line sets it.
    #[serde(skip)]
    pub demo: bool,
}

impl Settings {
    /// Reads the file, if one is given, and then the variables.
    ///
    /// # Errors
    /// A sentence that names the setting and what is wrong with it.
    pub fn read(file: Option<&std::path::Path>) -> Result<Self, String> {
        let mut settings = match file {
            Some(path) => {
                let text =
                    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
                toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?
            }
            None => Self::default(),
        };
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let addr = |name: &str| {
            variable(name)
                .map(|text| text.parse().map_err(|_| format!("{name}: {text} is no address and port")))
                .transpose()
        };
        settings.addr = addr("TRAAD_ADDR")?.or(settings.addr);
        settings.metrics_addr = addr("TRAAD_METRICS_ADDR")?.or(settings.metrics_addr);
        settings.data = variable("TRAAD_DATA").map(PathBuf::from).or(settings.data);
        settings.database_url = variable("TRAAD_DATABASE_URL").or(settings.database_url);
        settings.smtp_url = variable("TRAAD_SMTP_URL").or(settings.smtp_url);
        settings.base_url = variable("TRAAD_BASE_URL").or(settings.base_url);
        settings.municipality = variable("TRAAD_MUNICIPALITY").or(settings.municipality);
        settings.mail_from = variable("TRAAD_MAIL_FROM").or(settings.mail_from);
        Ok(settings)
    }

    /// Address and port to listen on.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)))
    }

    /// Folder for the embedded database, files and keys.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from("data"))
    }

    /// The address of the database: the embedded one unless another is given.
    #[must_use]
    pub fn database_url(&self) -> String {
        let embedded = || format!("sqlite:{}", self.data().join("traad.db").display());
        self.database_url.clone().unwrap_or_else(embedded)
    }

    /// Public address, without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> String {
        let url = self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.addr()));
        url.trim_end_matches('/').to_owned()
    }

    /// The host of the public address, without a port.
    #[must_use]
    pub fn host(&self) -> String {
        let base = self.base_url();
        let place = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
        let host = place.split(['/', ':']).next().unwrap_or_default();
        if host.chars().any(char::is_alphabetic) {
            host.to_owned()
        } else {
            "localhost.localdomain".to_owned()
        }
    }
}
