//! Hands mail to an SMTP server, one command at a time, so that it is known whether an error
//! came before the content was sent (nothing was taken) or after it (nobody knows).

use crate::compose;
use channel::{Capabilities, Mail, MailChannel, Outcome, Repeat};
use futures::future::BoxFuture;
use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, TlsParameters},
    commands::{Data, Mail as MailFrom, Rcpt},
    extension::ClientId,
};
use std::time::Duration;

/// How long one command may take.
const COMMAND_WAIT: Duration = Duration::from_secs(30);
/// How long a whole hand-over may take.
const WHOLE_WAIT: Duration = Duration::from_secs(120);
/// How many characters of the receiver's answer are kept.
const ANSWER_MAX: usize = 200;

/// An SMTP server.
#[derive(Clone)]
pub struct Smtp {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    own_host: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tls {
    None,
    Start,
    Wrapped,
}

/// An address of a mail server that cannot be used; the text says why.
#[derive(Debug, PartialEq, Eq)]
pub struct UrlFault(pub String);

impl Smtp {
    /// Reads `smtp://host:port`, `smtp+starttls://user:password@host` or `smtps://...`.
    ///
    /// # Errors
    /// When the address is not of that form.
    pub fn from_url(url: &str, own_host: &str) -> Result<Self, UrlFault> {
        let fault = |why: &str| UrlFault(why.to_owned());
        let (scheme, rest) = url.split_once("://").ok_or_else(|| fault("it does not begin with smtp://"))?;
        let (tls, default_port) = match scheme {
            "smtp" => (Tls::None, 25),
            "smtp+starttls" => (Tls::Start, 587),
            "smtps" => (Tls::Wrapped, 465),
            _ => return Err(fault("only smtp, smtp+starttls and smtps are known")),
        };
        let rest = rest.trim_end_matches('/');
        let (login, place) =
            rest.rsplit_once('@').map_or((None, rest), |(login, place)| (Some(login), place));
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| fault("the port is not a number"))?),
            None => (place, default_port),
        };
        if host.is_empty() {
            return Err(fault("the host is missing"));
        }
        let credentials = login
            .map(|login| login.split_once(':').ok_or_else(|| fault("the password is missing")))
            .transpose()?
            .map(|(user, password)| Credentials::new(user.to_owned(), password.to_owned()));
        if credentials.is_some() && tls == Tls::None {
            return Err(fault("a password needs smtp+starttls or smtps"));
        }
        Ok(Self { host: host.to_owned(), port, tls, credentials, own_host: own_host.to_owned() })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let hello = ClientId::Domain(self.own_host.clone());
        let tls = match self.tls {
            Tls::None => None,
            Tls::Start | Tls::Wrapped => Some(TlsParameters::new(self.host.clone())?),
        };
        let wrapped = if self.tls == Tls::Wrapped { tls.clone() } else { None };
        let place = (self.host.as_str(), self.port);
        let mut conn =
            AsyncSmtpConnection::connect_tokio1(place, Some(COMMAND_WAIT), &hello, wrapped, None).await?;
        if let (Tls::Start, Some(tls)) = (self.tls, tls) {
            conn.starttls(tls, &hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            conn.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(conn)
    }

    async fn send(&self, mail: &Mail) -> Outcome {
        let message = match compose::message(mail, &self.own_host) {
            Ok(message) => message,
            Err(text) => return Outcome::Permanent { code: String::new(), text },
        };
        let mut conn = match self.connect().await {
            Ok(conn) => conn,
            Err(error) => return before_content(&error),
        };
        if let Err(error) = announce(&mut conn, &message).await {
            let _ = conn.quit().await;
            return before_content(&error);
        }
        let outcome = match conn.message(&message.formatted()).await {
            Ok(answer) => Outcome::Accepted {
                reference: answer.first_line().unwrap_or_default().chars().take(ANSWER_MAX).collect(),
            },
            Err(error) if error.status().is_some() => before_content(&error),
            Err(_) => {
                return Outcome::Unknown {
                    text: "the connection was lost after the content was sent".to_owned(),
                };
            }
        };
        let _ = conn.quit().await;
        outcome
    }
}

/// Everything before the content: sender, receiver, and the wish to send.
async fn announce(conn: &mut AsyncSmtpConnection, message: &lettre::Message) -> Result<(), Error> {
    conn.command(MailFrom::new(message.envelope().from().cloned(), vec![])).await?;
    for to in message.envelope().to() {
        conn.command(Rcpt::new(to.clone(), vec![])).await?;
    }
    conn.command(Data).await.map(drop)
}

/// The server answered with a code, or there was no connection: either way it took nothing.
fn before_content(error: &Error) -> Outcome {
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    let text = describe(error);
    if error.is_permanent() { Outcome::Permanent { code, text } } else { Outcome::Temporary { code, text } }
}

/// What went wrong, without anything that looks like an address (invariant 13).
fn describe(error: &Error) -> String {
    let text = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    let words: Vec<&str> =
        text.split_whitespace().map(|word| if word.contains('@') { "[address]" } else { word }).collect();
    words.join(" ").chars().take(ANSWER_MAX).collect()
}

impl MailChannel for Smtp {
    fn capabilities(&self) -> Capabilities {
        Capabilities { name: "smtp", repeat: Repeat::Never, leaves_the_house: true }
    }

    fn hand_over<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let timeout = Outcome::Unknown { text: "the server did not answer in time".to_owned() };
            tokio::time::timeout(WHOLE_WAIT, self.send(mail)).await.unwrap_or(timeout)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_servers() {
        for good in
            ["smtp://127.0.0.1:2525", "smtp+starttls://u:p@mail.example", "smtps://u:p:q@mail.example:465/"]
        {
            assert!(Smtp::from_url(good, "sundby.example").is_ok(), "{good}");
        }
        for bad in [
            "mail.example",
            "http://mail.example",
            "smtp://:25",
            "smtp://x:y",
            "smtp://u:p@mail.example",
            "smtps://u@mail.example",
        ] {
            assert!(Smtp::from_url(bad, "sundby.example").is_err(), "{bad}");
        }
    }
}
