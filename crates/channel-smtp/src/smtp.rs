//! Hands mail to an SMTP server, one command at a time, so that it is known whether an error
//! came before the content was sent (nothing was taken) or after it (nobody knows). Every mail has
//! a connection of its own, so a server that ends a session after so many mails is met anew.

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

/// How long everything before the content may take: nothing has been sent then.
const BEFORE_WAIT: Duration = Duration::from_secs(30);
/// How long the content and its answer may take; servers look for viruses before they answer.
const CONTENT_WAIT: Duration = Duration::from_secs(85);
/// How long a server is waited for that has answered and only needs to say goodbye.
const QUIT_WAIT: Duration = Duration::from_secs(5);
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
    before_wait: Duration,
    content_wait: Duration,
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
        let (host, own_host) = (host.to_owned(), own_host.to_owned());
        let (before_wait, content_wait) = (BEFORE_WAIT, CONTENT_WAIT);
        Ok(Self { host, port, tls, credentials, own_host, before_wait, content_wait })
    }

    /// The same server with other limits of time, for servers known to be slow and for tests.
    #[must_use]
    pub fn with_waits(self, before_wait: Duration, content_wait: Duration) -> Self {
        Self { before_wait, content_wait, ..self }
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
            AsyncSmtpConnection::connect_tokio1(place, Some(self.before_wait), &hello, wrapped, None).await?;
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
        let ready = tokio::time::timeout(self.before_wait, self.begin(&message)).await;
        let mut conn = match ready {
            Ok(Ok(conn)) => conn,
            Ok(Err(outcome)) => return outcome,
            Err(_) => return temporary("the server did not answer in time"),
        };
        let bytes = message.formatted();
        let outcome = match tokio::time::timeout(self.content_wait, conn.message(&bytes)).await {
            Ok(Ok(answer)) => Outcome::Accepted {
                reference: answer.first_line().unwrap_or_default().chars().take(ANSWER_MAX).collect(),
            },
            Ok(Err(error)) if error.status().is_some() => of_answer(&error),
            Ok(Err(_)) => return unknown("the connection was lost after the content was sent"),
            Err(_) => return unknown("the server did not answer in time after the content was sent"),
        };
        let _ = tokio::time::timeout(QUIT_WAIT, conn.quit()).await;
        outcome
    }

    /// Up to where the content may be sent.
    async fn begin(&self, message: &lettre::Message) -> Result<AsyncSmtpConnection, Outcome> {
        // What goes wrong before a receiver is named says nothing of the receiver: a wrong password
        // or a server that is full of mistrust today must not end every delivery for good.
        let mut conn = self.connect().await.map_err(|error| temporary_as(&error))?;
        if let Err(error) = announce(&mut conn, message).await {
            let _ = tokio::time::timeout(QUIT_WAIT, conn.quit()).await;
            return Err(of_answer(&error));
        }
        Ok(conn)
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
fn of_answer(error: &Error) -> Outcome {
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    let text = describe(error);
    if error.is_permanent() { Outcome::Permanent { code, text } } else { Outcome::Temporary { code, text } }
}

fn temporary_as(error: &Error) -> Outcome {
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    Outcome::Temporary { code, text: describe(error) }
}

fn temporary(text: &str) -> Outcome {
    Outcome::Temporary { code: String::new(), text: text.to_owned() }
}

fn unknown(text: &str) -> Outcome {
    Outcome::Unknown { text: text.to_owned() }
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
        Box::pin(self.send(mail))
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
