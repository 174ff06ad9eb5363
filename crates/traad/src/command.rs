//! The command line. Exit codes: 0 done, 1 problems found, 2 could not be done.

mod audit;
mod check;
mod import;
mod key;
mod lsp;
mod operate;
mod topic;
mod user;

use crate::{Settings, demo, serve, token};
use clap::{Parser, Subcommand, ValueEnum};
use db::{Actor, SystemClock};
use std::{io::Write, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};
use strategy::{
    cli::{self, Input},
    words::Language,
};
use tracing_appender::non_blocking::WorkerGuard;

/// Traad: the communication strategy of a municipality as data, and every message through it.
#[derive(Parser)]
#[command(name = "traad", version)]
struct Cli {
    /// Settings file (TOML); TRAAD_* variables win over it.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Folder for the embedded database, files and keys.
    #[arg(long, global = true)]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages and do the work that follows.
    Serve {
        /// Address and port to listen on.
        #[arg(long)]
        addr: Option<SocketAddr>,
        /// Fill an empty database with the demo municipality and allow one-click login.
        #[arg(long)]
        demo: bool,
    },
    /// Do the work without pages: jobs, schedules and the seals of the log.
    Worker,
    /// Bring the database up to date.
    Migrate,
    /// Copy the database, keys and files into a folder that is empty or new; pages may be served.
    Backup {
        /// The folder.
        folder: PathBuf,
    },
    /// Bring a copy back into an empty data folder and an empty database; nothing leaves until
    /// `traad resume`.
    Restore {
        /// The folder of the copy.
        folder: PathBuf,
    },
    /// After a restore: show what was under way, or say what became of it and let work go on.
    Resume(operate::Resume),
    /// Check texts: spelling, plain language, and what their kind of text must have.
    Check(check::Check),
    /// Check texts for an editor while somebody writes (Language Server Protocol over standard input and output).
    Lsp(lsp::Lsp),
    /// Check, compare, show or adopt a strategy file.
    #[command(subcommand)]
    Strategy(Strategy),
    /// People who sign in with us.
    #[command(subcommand)]
    User(user::User),
    /// Topics that readers subscribe to.
    #[command(subcommand)]
    Topic(topic::Topic),
    /// Tokens with which programs read the API.
    #[command(subcommand)]
    Token(token::Command),
    /// Bring in units and people from CSV files.
    #[command(subcommand)]
    Import(import::Import),
    /// The keys in the data folder.
    #[command(subcommand)]
    Key(key::Command),
    /// The audit chain.
    #[command(subcommand)]
    Audit(audit::Command),
    /// List every route and who may use it.
    Routes,
}

#[derive(Subcommand)]
enum Strategy {
    /// Report every problem of a strategy file.
    Check {
        /// The file.
        file: PathBuf,
        /// How to report.
        #[arg(long, default_value = "text")]
        format: Format,
        /// Language of the report: da or en.
        #[arg(long, default_value = "da")]
        lang: String,
    },
    /// Compare two strategy files.
    Diff {
        /// The older file.
        old: PathBuf,
        /// The newer file.
        new: PathBuf,
        /// How to report.
        #[arg(long, default_value = "text")]
        format: Format,
        /// Language of the report: da or en.
        #[arg(long, default_value = "da")]
        lang: String,
    },
    /// Show a strategy file or one item of it.
    Show {
        /// The file.
        file: PathBuf,
        /// An item, such as approval.hard-news.
        item: Option<String>,
        /// How to show it.
        #[arg(long, default_value = "text")]
        format: Format,
        /// Language of the words around it: da or en.
        #[arg(long, default_value = "da")]
        lang: String,
    },
    /// Add a strategy file and put it in force.
    Adopt {
        /// The file.
        file: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

impl From<Format> for cli::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => cli::Format::Text,
            Format::Json => cli::Format::Json,
        }
    }
}

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.to_string()),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => ExitCode::from(code),
        Err(text) => fail(&text),
    }
}

fn fail(text: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "traad: {text}");
    ExitCode::from(2)
}

fn warn(text: &str) {
    let _ = writeln!(std::io::stderr(), "traad: {text}");
}

pub(crate) fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

async fn run(cli: Cli) -> Result<u8, String> {
    let mut settings = Settings::read(cli.config.as_deref())?;
    settings.data = cli.data.or(settings.data);
    match cli.command {
        Command::Check(check) => check::run(&settings, &check),
        Command::Lsp(lsp) => lsp::run(&settings, &lsp),
        Command::Serve { addr, demo } => {
            settings.addr = addr.or(settings.addr);
            settings.demo = demo;
            start(settings).await
        }
        Command::Worker => work(settings).await,
        Command::Backup { folder } => operate::backup(&settings, &folder).await,
        Command::Restore { folder } => operate::restore(&settings, &folder).await,
        Command::Resume(how) => operate::resume(&settings, &how).await,
        Command::Strategy(Strategy::Adopt { file }) => adopt(&settings, &file).await,
        Command::Strategy(command) => Ok(strategy_command(&command)),
        Command::Migrate => {
            let site = crate::open(&settings, Arc::new(SystemClock)).await?;
            site.db.close().await;
            Ok(0)
        }
        Command::Topic(command) => topic::run(&settings, command).await,
        Command::User(command) => user::run(&settings, command).await,
        Command::Token(command) => token::run(&settings, command).await,
        Command::Import(command) => import::run(&settings, command).await,
        Command::Key(command) => key::run(&settings, &command).await,
        Command::Audit(command) => audit::run(&settings, &command).await,
        Command::Routes => {
            for route in web::Routes::list(&crate::slices()) {
                say(&format!(
                    "{:<7}{:<44}{:?}\n",
                    format!("{:?}", route.method).to_uppercase(),
                    route.path,
                    route.access
                ));
            }
            Ok(0)
        }
    }
}

/// Begins the log; it is written as long as what is returned is held. Lines that nobody takes, behind a full disk or a
/// pipe that is closed or stands still, are dropped: they must not hold up, or end, what they tell of.
fn log() -> WorkerGuard {
    let filter =
        tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn".into());
    let (writer, guard) = tracing_appender::non_blocking(std::io::stderr());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).log_internal_errors(false).init();
    guard
}

async fn work(settings: Settings) -> Result<u8, String> {
    let _log = log();
    let lock = serve::claim(&settings)?;
    let site = crate::open(&settings, Arc::new(SystemClock)).await?;
    serve::work(site, &settings, lock).await?;
    Ok(0)
}

/// Whether there is no account and no other way in, as on the first day.
async fn nobody_signs_in(site: &web::Site) -> bool {
    let Ok(mut conn) = site.db.read().await else { return false };
    let found = people::Person::with_duties(&mut conn, 1).await;
    site.sign_in.is_none() && found.is_ok_and(|people| people.is_empty())
}

async fn start(settings: Settings) -> Result<u8, String> {
    let _log = log();
    let lock = serve::claim(&settings)?;
    let site = crate::open(&settings, Arc::new(SystemClock)).await?;
    if settings.demo {
        demo::fill_with_history(&site, &settings.database_url())
            .await
            .map_err(|error| format!("the demo: {error}"))?;
    }
    let how = if settings.demo { "/login - vælg en rolle / choose a role" } else { "/login" };
    say(&format!("Traad: {}\n       {}{how}\n", settings.base_url(), settings.base_url()));
    if nobody_signs_in(&site).await {
        say("Ingen kan logge ind endnu. Lav den første bruger: traad user add --help\n");
    }
    serve::serve(site, &settings, lock).await?;
    Ok(0)
}

fn strategy_command(command: &Strategy) -> u8 {
    let read = |file: &PathBuf| std::fs::read(file).map_err(|error| format!("{}: {error}\n", file.display()));
    let name = |file: &PathBuf| file.display().to_string();
    let language = |lang: &str| Language::from_tag(lang);
    let (text, code) = match command {
        Strategy::Check { file, format, lang } => match read(file) {
            Ok(bytes) => {
                cli::check(Input { bytes: &bytes, name: &name(file) }, (*format).into(), language(lang))
            }
            Err(text) => (text, cli::UNREADABLE),
        },
        Strategy::Diff { old, new, format, lang } => match (read(old), read(new)) {
            (Ok(a), Ok(b)) => cli::diff(
                Input { bytes: &a, name: &name(old) },
                Input { bytes: &b, name: &name(new) },
                (*format).into(),
                language(lang),
            ),
            (Err(text), _) | (_, Err(text)) => (text, cli::UNREADABLE),
        },
        Strategy::Show { file, item, format, lang } => match read(file) {
            Ok(bytes) => cli::show(
                Input { bytes: &bytes, name: &name(file) },
                item.as_deref(),
                (*format).into(),
                language(lang),
            ),
            Err(text) => (text, cli::UNREADABLE),
        },
        Strategy::Adopt { .. } => (String::new(), cli::OK),
    };
    if code == cli::UNREADABLE {
        let _ = std::io::stderr().write_all(text.as_bytes());
    } else {
        say(&text);
    }
    code
}

async fn adopt(settings: &Settings, file: &PathBuf) -> Result<u8, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let name = file.display().to_string();
    let (text, code) = cli::check(Input { bytes: &bytes, name: &name }, cli::Format::Text, Language::Da);
    if code != cli::OK {
        say(&text);
        return Ok(code);
    }
    let site = crate::open(settings, Arc::new(SystemClock)).await?;
    let actor = Actor::system("command-line");
    let adopted = async {
        let mut tx = site.db.begin().await?;
        let version = strategy::version::add(&mut tx, &actor, &bytes).await?;
        strategy::version::adopt(&mut tx, &actor, version).await?;
        tx.commit().await?;
        Ok::<_, web::Stop>(())
    };
    adopted.await.map_err(|stop| web::tell(&site.texts, &stop))?;
    site.db.close().await;
    say(&format!("{name}: sat i kraft\n"));
    Ok(0)
}
