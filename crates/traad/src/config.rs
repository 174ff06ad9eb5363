//! Settings: a TOML file and `TRAAD_*` variables; what a variable says wins. The table in the
//! README is checked against `KEYS` by a test.

use serde::Deserialize;
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

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
        "proxy",
        "TRAAD_PROXY",
        "none",
        "address of the reverse proxy in front, whose X-Forwarded-For is believed",
    ),
    (
        "oidc_issuer",
        "TRAAD_OIDC_ISSUER",
        "none",
        "identity provider to sign in at, exactly as it calls itself",
    ),
    ("oidc_client_id", "TRAAD_OIDC_CLIENT_ID", "none", "our name at the provider"),
    ("oidc_client_secret", "TRAAD_OIDC_CLIENT_SECRET", "none", "the secret that goes with it"),
    ("oidc_name", "TRAAD_OIDC_NAME", "kommunens login", "what the button calls the provider"),
    ("oidc_scope", "TRAAD_OIDC_SCOPE", "openid email profile", "what is asked of the provider"),
    ("oidc_email_claim", "TRAAD_OIDC_EMAIL_CLAIM", "email", "claim with the work e-mail"),
    (
        "oidc_trust_email",
        "TRAAD_OIDC_TRUST_EMAIL",
        "false",
        "whether an address counts as verified where the provider does not say so",
    ),
    ("oidc_groups_claim", "TRAAD_OIDC_GROUPS_CLAIM", "groups", "claim with the groups"),
    (
        "oidc_groups",
        "TRAAD_OIDC_GROUPS",
        "none",
        "what groups give: a list of GROUP=DUTY or GROUP=DUTY@UNIT-KEY, in the variable with ; between",
    ),
    ("oidc_ca", "TRAAD_OIDC_CA", "none", "PEM file with a certificate authority of the municipality's own"),
    (
        "share",
        "TRAAD_SHARE",
        "share beside the program",
        "folder with the language packs (`language/da.words`)",
    ),
    (
        "language_open",
        "TRAAD_LANGUAGE_OPEN",
        "false",
        "whether anybody who reaches `/v2/check` may have texts checked; otherwise a token is asked for",
    ),
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
    /// Address of the reverse proxy in front.
    pub proxy: Option<IpAddr>,
    /// Identity provider to sign in at.
    pub oidc_issuer: Option<String>,
    /// Our name at the provider.
    pub oidc_client_id: Option<String>,
    /// The secret that goes with it.
    pub oidc_client_secret: Option<String>,
    /// What the button calls the provider.
    pub oidc_name: Option<String>,
    /// What is asked of the provider.
    pub oidc_scope: Option<String>,
    /// Claim with the work e-mail.
    pub oidc_email_claim: Option<String>,
    /// Whether an address counts as verified where the provider does not say so.
    pub oidc_trust_email: bool,
    /// Claim with the groups.
    pub oidc_groups_claim: Option<String>,
    /// What groups give.
    pub oidc_groups: Vec<String>,
    /// Certificates that are trusted besides the public ones.
    pub oidc_ca: Option<PathBuf>,
    /// Folder with the language packs.
    pub share: Option<PathBuf>,
    /// Whether `/v2/check` asks for no token.
    pub language_open: bool,
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
        if let Some(text) = variable("TRAAD_LANGUAGE_OPEN") {
            settings.language_open =
                text.parse().map_err(|_| format!("TRAAD_LANGUAGE_OPEN: {text} is neither true nor false"))?;
        }
        settings.share = variable("TRAAD_SHARE").map(PathBuf::from).or(settings.share);
        settings.data = variable("TRAAD_DATA").map(PathBuf::from).or(settings.data);
        if std::env::var("TRAAD_DATABASE_URL").is_ok_and(|text| text.trim().is_empty()) {
            // A secret that was not filled in would begin an empty database beside the real one.
            return Err("TRAAD_DATABASE_URL is set and empty: give the address, or take it away to use the \
                        database in the data folder"
                .to_owned());
        }
        settings.database_url = variable("TRAAD_DATABASE_URL").or(settings.database_url);
        settings.smtp_url = variable("TRAAD_SMTP_URL").or(settings.smtp_url);
        settings.base_url = variable("TRAAD_BASE_URL").or(settings.base_url);
        settings.municipality = variable("TRAAD_MUNICIPALITY").or(settings.municipality);
        settings.mail_from = variable("TRAAD_MAIL_FROM").or(settings.mail_from);
        if let Some(text) = variable("TRAAD_PROXY") {
            settings.proxy = Some(text.parse().map_err(|_| format!("TRAAD_PROXY: {text} is no address"))?);
        }
        settings.read_oidc(variable)?;
        Ok(settings)
    }

    fn read_oidc(&mut self, variable: impl Fn(&str) -> Option<String>) -> Result<(), String> {
        for (name, field) in [
            ("TRAAD_OIDC_ISSUER", &mut self.oidc_issuer),
            ("TRAAD_OIDC_CLIENT_ID", &mut self.oidc_client_id),
            ("TRAAD_OIDC_CLIENT_SECRET", &mut self.oidc_client_secret),
            ("TRAAD_OIDC_NAME", &mut self.oidc_name),
            ("TRAAD_OIDC_SCOPE", &mut self.oidc_scope),
            ("TRAAD_OIDC_EMAIL_CLAIM", &mut self.oidc_email_claim),
            ("TRAAD_OIDC_GROUPS_CLAIM", &mut self.oidc_groups_claim),
        ] {
            *field = variable(name).or(field.take());
        }
        if let Some(text) = variable("TRAAD_OIDC_TRUST_EMAIL") {
            self.oidc_trust_email = text
                .parse()
                .map_err(|_| format!("TRAAD_OIDC_TRUST_EMAIL: {text} is neither true nor false"))?;
        }
        if let Some(text) = variable("TRAAD_OIDC_GROUPS") {
            self.oidc_groups = text.split(';').map(|one| one.trim().to_owned()).collect();
        }
        self.oidc_ca = variable("TRAAD_OIDC_CA").map(PathBuf::from).or(self.oidc_ca.take());
        Ok(())
    }

    /// How people sign in at the municipality's identity provider, if they do.
    ///
    /// # Errors
    /// A sentence that names the setting and what is wrong with it.
    pub fn openid(&self) -> Result<Option<openid::Settings>, String> {
        let Some(issuer) = self.oidc_issuer.clone() else { return Ok(None) };
        let client_id = self.oidc_client_id.clone().ok_or("oidc_client_id is missing beside oidc_issuer")?;
        let or = |value: &Option<String>, usual: &str| value.clone().unwrap_or_else(|| usual.to_owned());
        let groups = self.oidc_groups.iter().map(|text| mapped(text)).collect::<Result<Vec<_>, _>>()?;
        people::check_groups(&groups).map_err(|text| format!("oidc_groups: {text}"))?;
        Ok(Some(openid::Settings {
            issuer,
            client_id,
            client_secret: self.oidc_client_secret.clone(),
            name: or(&self.oidc_name, "kommunens login"),
            scope: or(&self.oidc_scope, "openid email profile"),
            email_claim: or(&self.oidc_email_claim, "email"),
            trust_email: self.oidc_trust_email,
            groups_claim: or(&self.oidc_groups_claim, "groups"),
            groups,
            redirect_uri: format!("{}/login/openid/callback", self.base_url()),
            after_logout: format!("{}/", self.base_url()),
            more_roots: self.oidc_ca.clone(),
        }))
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

/// Reads `GROUP=DUTY`; a group's name may hold the sign itself, as in `CN=Traad,OU=Groups`.
fn mapped(text: &str) -> Result<openid::Mapped, String> {
    let (group, gives) =
        text.rsplit_once('=').ok_or_else(|| format!("oidc_groups: {text}: write GROUP=DUTY"))?;
    Ok(openid::Mapped { group: group.trim().to_owned(), gives: gives.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_groups_give_is_read_or_refused_before_anybody_signs_in() {
        let read = |groups: &[&str]| {
            let settings = Settings {
                oidc_issuer: Some("https://id.example".to_owned()),
                oidc_client_id: Some("traad".to_owned()),
                oidc_groups: groups.iter().map(|text| (*text).to_owned()).collect(),
                ..Settings::default()
            };
            settings.openid().map(|settings| settings.unwrap().groups)
        };
        let groups = read(&["CN=Traad,OU=Groups=editor@4711", "/komm = communications"]).unwrap();
        assert_eq!(
            (groups[0].group.as_str(), groups[0].gives.as_str()),
            ("CN=Traad,OU=Groups", "editor@4711")
        );
        assert_eq!((groups[1].group.as_str(), groups[1].gives.as_str()), ("/komm", "communications"));
        for wrong in ["editors", "g=people", "=editor", "g=", "g=editor@"] {
            assert!(read(&[wrong]).unwrap_err().starts_with("oidc_groups: "), "{wrong}");
        }
        assert!(Settings::default().openid().unwrap().is_none());
    }
}
