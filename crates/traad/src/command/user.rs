//! `traad user`: registering somebody, a new link for somebody who is there already, and confirming what was changed of
//! their access.

use super::say;
use crate::Settings;
use channel::Mailbox;
use clap::Subcommand;
use db::{Actor, SystemClock, Tx};
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
    /// Confirm every change of somebody's access and duties that waits, where nobody else in the house can.
    Confirm {
        /// Work e-mail.
        email: String,
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
    match done.map_err(|stop| web::tell(&site.texts, &stop))? {
        Done::Link(token) => say(&format!("{}/welcome/{token}\n", settings.base_url())),
        Done::Confirmed(number) => say(&format!("confirmed: {number}\n")),
    }
    Ok(0)
}

/// What came of it.
enum Done {
    /// The token of a link.
    Link(String),
    /// How many changes were confirmed.
    Confirmed(usize),
}

/// Does what was asked.
async fn act(site: &Site, command: &User) -> Outcome<Done> {
    let actor = Actor::system("command-line");
    let mut tx = site.db.begin().await?;
    let done = match command {
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
            Done::Link(people::make_link(&mut tx, person, "password").await?)
        }
        User::Link { email, without_code } => {
            let person = known(&mut tx, email).await?;
            if *without_code {
                people::remove_second_factor(&mut tx, &actor, person.id).await?;
            }
            Done::Link(people::renew(&mut tx, &actor, person.id).await?)
        }
        User::Confirm { email } => {
            let person = known(&mut tx, email).await?;
            Done::Confirmed(people::access_change::confirm_by_operator(&mut tx, &actor, person.id).await?)
        }
    };
    tx.commit().await?;
    Ok(done)
}

async fn known(tx: &mut Tx, email: &str) -> Outcome<Person> {
    let found = people::access_change::signing_in_with(tx, email).await?;
    Ok(found.ok_or_else(|| Refusal::new("people-email-unknown").with("email", email))?)
}
