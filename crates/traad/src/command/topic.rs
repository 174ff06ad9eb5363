//! `traad topic`: the topics that readers subscribe to.

use super::say;
use crate::Settings;
use clap::Subcommand;
use db::{Actor, SystemClock};
use people::topic;
use std::sync::Arc;
use web::{Outcome, Site};

#[derive(Subcommand)]
pub(super) enum Topic {
    /// Make a topic.
    Add {
        /// What readers call it, such as "Veje og trafik".
        name: String,
        /// Its short name, such as roads; made from the name when it is left out.
        #[arg(long, default_value = "")]
        id: String,
    },
    /// Give a topic another name; its readers stay.
    Rename {
        /// Its short name.
        id: String,
        /// What readers call it from now on.
        name: String,
    },
    /// Retire a topic: nobody is offered it any more.
    Retire {
        /// Its short name.
        id: String,
    },
    /// List the topics with how many readers want each.
    List,
}

pub(super) async fn run(settings: &Settings, command: Topic) -> Result<u8, String> {
    let site = crate::open(settings, Arc::new(SystemClock)).await?;
    let done = act(&site, command).await;
    site.db.close().await;
    say(&done.map_err(|stop| web::tell(&site.texts, &stop))?);
    Ok(0)
}

async fn act(site: &Site, command: Topic) -> Outcome<String> {
    let actor = Actor::system("command-line");
    let mut tx = site.db.begin().await?;
    let said = match command {
        Topic::Add { name, id } => {
            format!("{}\n", topic::make_topic(&mut tx, &actor, name.trim(), &id).await?)
        }
        Topic::Rename { id, name } => {
            topic::rename_topic(&mut tx, &actor, &id, name.trim()).await?;
            String::new()
        }
        Topic::Retire { id } => {
            topic::retire_topic(&mut tx, &actor, &id).await?;
            String::new()
        }
        Topic::List => {
            let all = topic::counted(&mut tx).await?;
            all.iter().map(line).collect()
        }
    };
    tx.commit().await?;
    Ok(said)
}

fn line(topic: &topic::Counted) -> String {
    let retired = if topic.retired_at.is_some() { "  retired" } else { "" };
    format!("{:<24} {:>6}  {}{retired}\n", topic.id, topic.readers, topic.name)
}
