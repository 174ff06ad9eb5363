//! `traad user`: registering somebody, and a new link for somebody who is there already.

use super::say;
use crate::Settings;
use channel::Mailbox;
use clap::Subcommand;
use db::{Actor, SystemClock};
use people::{DUTIES, NewPerson, NewUnit, Person, Unit};
use std::sync::Arc;
use web::{Outcome, Refusal, Site};

#[derive(Subcommand)]
pub(super) enum User {
    /// Register somebody and print the link with which they choose a password.
    Add {
        /// Work e-mail.
        #[arg(long)]
        email: String,
        /// What they are, such as kommunikationskonsulent.
        #[arg(long)]
        function: String,
        /// The unit they work in; made at the top of the organisation if it is missing.
        #[arg(long)]
        unit: String,
        /// Duties they hold over the unit, such as communications.
        #[arg(long)]
        duty: Vec<String>,
    },
    /// Print a link with which somebody who is registered chooses a new password.
    Link {
        /// Work e-mail.
        email: String,
        /// Turn two-step sign-in off too, for somebody who lost both telephone and codes.
        #[arg(long)]
        without_code: bool,
    },
}

pub(super) async fn run(settings: &Settings, command: User) -> Result<u8, String> {
    if let User::Add { email, duty, .. } = &command {
        Mailbox::parse(&email.to_lowercase()).map_err(|_| format!("{email} is no e-mail address"))?;
        if let Some(unknown) = duty.iter().find(|duty| !DUTIES.contains(&duty.as_str())) {
            return Err(format!("{unknown} is no duty; the duties are {}", DUTIES.join(", ")));
        }
    }
    let site = crate::open(settings, Arc::new(SystemClock)).await?;
    let done = act(&site, &command).await;
    site.db.close().await;
    let token = done.map_err(|stop| web::tell(&site.texts, &stop))?;
    say(&format!("{}/welcome/{token}\n", settings.base_url()));
    Ok(0)
}

/// Does what was asked; gives the token of the link.
async fn act(site: &Site, command: &User) -> Outcome<String> {
    let actor = Actor::system("command-line");
    let mut tx = site.db.begin().await?;
    let token = match command {
        User::Add { email, function, unit, duty } => {
            let units = Unit::all(&mut tx).await?;
            let unit = match units.iter().find(|known| known.name == *unit) {
                Some(known) => known.id,
                None => {
                    let new = NewUnit { name: unit, level: "centres", ..Default::default() };
                    people::add_unit(&mut tx, &new).await?
                }
            };
            let email = email.to_lowercase();
            let new = NewPerson { id: None, unit, function, email: Some(&email), phone: "" };
            let person = people::add_person(&mut tx, &new).await?;
            for duty in duty {
                people::add_duty(&mut tx, person, unit, duty, false).await?;
            }
            people::make_link(&mut tx, person, "password").await?
        }
        User::Link { email, without_code } => {
            let person = Person::by_email(&mut tx, email)
                .await?
                .ok_or_else(|| Refusal::new("people-email-unknown").with("email", email))?;
            if *without_code {
                people::remove_second_factor(&mut tx, &actor, person.id).await?;
            }
            people::renew(&mut tx, &actor, person.id).await?
        }
    };
    tx.commit().await?;
    Ok(token)
}
