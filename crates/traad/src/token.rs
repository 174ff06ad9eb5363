//! `traad token`: making, listing and revoking the tokens with which programs use the API.

use crate::{Settings, command::say};
use clap::Subcommand;
use db::{Actor, Id, SystemClock};
use people::{Person, Token};
use std::sync::Arc;
use web::{Lang, Outcome, Refusal, Site, Stop};

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Make a token and print it; it is shown this once.
    Create {
        /// What it is for, such as "intranet".
        #[arg(long)]
        name: String,
        /// What it may read and do, such as read:messages or write:messages; the page /api lists all.
        #[arg(long, required = true, num_args = 1..)]
        scope: Vec<String>,
        /// The e-mail address of the person for whom it acts; needed where it writes.
        #[arg(long = "for", value_name = "EMAIL")]
        person: Option<String>,
    },
    /// List the tokens with their ids, names and scopes.
    List,
    /// Revoke a token; from then on it opens nothing.
    Revoke {
        /// The token's id, the part between the underscores of the token.
        id: String,
    },
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<u8, String> {
    let site = crate::open(settings, Arc::new(SystemClock)).await?;
    let done = act(&site, command).await;
    site.db.close().await;
    say(&done.map_err(|stop| told(&site, stop))?);
    Ok(0)
}

async fn act(site: &Site, command: Command) -> Outcome<String> {
    let actor = Actor::system("command-line");
    match command {
        Command::Create { name, scope, person } => {
            let mut tx = site.db.begin().await?;
            let person = match person {
                Some(email) => Some(of_email(&mut tx, &email).await?),
                None => None,
            };
            let token = people::make_token(&mut tx, &actor, &name, &scope, person).await?;
            tx.commit().await?;
            Ok(format!("{token}\n"))
        }
        Command::List => {
            let tokens = Token::all(&mut site.db.read().await?).await?;
            Ok(tokens.iter().map(line).collect())
        }
        Command::Revoke { id } => {
            let id: Id = id.parse().map_err(|_| Refusal::new("people-token-none"))?;
            let mut tx = site.db.begin().await?;
            people::revoke_token(&mut tx, &actor, id).await?;
            tx.commit().await?;
            Ok(String::new())
        }
    }
}

async fn of_email(tx: &mut db::Tx, email: &str) -> Outcome<Id> {
    let person = Person::by_email(tx, email).await?;
    Ok(person.ok_or_else(|| Refusal::new("people-token-nobody").at("for"))?.id)
}

fn line(token: &Token) -> String {
    let acts_for = token.acts_for.as_ref().map_or_else(String::new, |name| format!("  for {name}"));
    let revoked = token.revoked_at.map_or_else(String::new, |at| format!("  revoked {}", web::api::time(at)));
    format!(
        "{:<23} {}  {}  {}{acts_for}{revoked}\n",
        token.id.to_string(),
        web::api::time(token.made_at),
        token.scopes.join(","),
        token.name
    )
}

/// What stopped an act, as a sentence and what to do now.
fn told(site: &Site, stop: Stop) -> String {
    match stop {
        Stop::Fault(fault) => fault.0.to_string(),
        Stop::Refusal(refusal) => {
            let args: Vec<_> =
                refusal.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            let fill = |key: &str| site.texts.fill(Lang::Da, key, &args);
            format!("{}. {}", fill(refusal.key), fill(&format!("{}-next", refusal.key)))
        }
    }
}
