//! Servers that behave in every way a server may: the outcome must have the right class each time,
//! for it decides who may try again (decisions/0003, quality bar R7).
#![expect(clippy::unwrap_used, reason = "tests may panic and explain themselves")]

use channel::{Mail, MailChannel, Mailbox, Outcome};
use channel_smtp::Smtp;
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

/// How long these servers are waited for before and after the content.
const WAIT: Duration = Duration::from_millis(400);

/// What a server does when it has something to say.
#[derive(Clone, Copy)]
enum Say {
    /// An answer, one line or several.
    Line(&'static str),
    /// The connection ends.
    Hangs,
    /// Nothing, for as long as the other side waits.
    Silence,
}

/// How a server behaves; what is not given is as it should be.
#[derive(Clone)]
struct Server {
    greeting: Say,
    hello: &'static str,
    from: Say,
    to: Say,
    data: Say,
    content: Say,
    /// After so many mails of one session it says 452 and ends it.
    session_max: usize,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            greeting: Say::Line("220 mail.example ESMTP"),
            hello: "250-mail.example\r\n250 8BITMIME",
            from: Say::Line("250 2.1.0 ok"),
            to: Say::Line("250 2.1.5 ok"),
            data: Say::Line("354 go on"),
            content: Say::Line("250 2.0.0 queued as 4ZXY"),
            session_max: usize::MAX,
        }
    }
}

/// What a server has seen.
#[derive(Default)]
struct Seen {
    commands: Vec<String>,
    contents: Vec<Vec<String>>,
    longest: usize,
    sessions: usize,
}

impl Server {
    /// Starts it for the rest of the test; gives the channel to it and what it sees.
    fn start(self, scheme: &str) -> (Smtp, Arc<Mutex<Seen>>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("{scheme}{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Seen::default()));
        let sees = seen.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (server, seen) = (self.clone(), sees.clone());
                std::thread::spawn(move || server.session(stream.unwrap(), &seen));
            }
        });
        (Smtp::from_url(&address, "sundby.example").unwrap().with_waits(WAIT, WAIT), seen)
    }

    /// One session; it ends when either side hangs up.
    fn session(&self, mut stream: TcpStream, seen: &Mutex<Seen>) -> Option<()> {
        seen.lock().unwrap().sessions += 1;
        let mut lines = BufReader::new(stream.try_clone().ok()?);
        say(&mut stream, &mut lines, self.greeting)?;
        let mut taken = 0;
        loop {
            let line = read(&mut lines)?;
            let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            seen.lock().unwrap().commands.push(line);
            match word.as_str() {
                "EHLO" => say(&mut stream, &mut lines, Say::Line(self.hello))?,
                "MAIL" if taken >= self.session_max => {
                    say(&mut stream, &mut lines, Say::Line("452 4.5.3 too many mails in this session"))?;
                    return None;
                }
                "MAIL" => say(&mut stream, &mut lines, self.from)?,
                "RCPT" => say(&mut stream, &mut lines, self.to)?,
                "DATA" => {
                    say(&mut stream, &mut lines, self.data)?;
                    if matches!(self.data, Say::Line(text) if text.starts_with('3')) {
                        let content = content(&mut lines)?;
                        let mut seen = seen.lock().unwrap();
                        seen.longest =
                            content.iter().map(|line| line.len() + 2).fold(seen.longest, usize::max);
                        seen.contents.push(content);
                        drop(seen);
                        say(&mut stream, &mut lines, self.content)?;
                        taken += 1;
                    }
                }
                "QUIT" => {
                    say(&mut stream, &mut lines, Say::Line("221 2.0.0 bye"))?;
                    return None;
                }
                _ => say(&mut stream, &mut lines, Say::Line("250 2.0.0 ok"))?,
            }
        }
    }
}

fn read(lines: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    (lines.read_line(&mut line).ok()? > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
}

/// The lines of a content up to the dot, without the dots that were put before dots (RFC 5321, 4.5.2).
fn content(lines: &mut impl BufRead) -> Option<Vec<String>> {
    let mut all = Vec::new();
    loop {
        let line = read(lines)?;
        if line == "." {
            return Some(all);
        }
        all.push(line.strip_prefix('.').map_or(line.clone(), str::to_owned));
    }
}

fn say(stream: &mut TcpStream, lines: &mut impl BufRead, what: Say) -> Option<()> {
    match what {
        // One packet: two would wait for one another (RFC 896, RFC 1122 4.2.3.2).
        Say::Line(text) => stream.write_all(format!("{text}\r\n").as_bytes()).ok(),
        Say::Hangs => None,
        Say::Silence => {
            while read(lines).is_some() {}
            None
        }
    }
}

fn mail() -> Mail {
    Mail {
        message_id: "delivery-1".to_owned(),
        from_name: "Sundby Kommune".to_owned(),
        from: Mailbox::parse("nyt@sundby.example").unwrap(),
        reply_to: None,
        to: Mailbox::parse("borger@example.dk").unwrap(),
        subject: "Skolevej er lukket".to_owned(),
        text: "Vejen er lukket.".to_owned(),
        html: "<p>Vejen er lukket.</p>".to_owned(),
        unsubscribe: Some("https://nyt.sundby.example/unsubscribe/x".to_owned()),
    }
}

async fn outcome_of(server: Server) -> Outcome {
    server.start("smtp://").0.hand_over(&mail()).await
}

/// The class of an outcome and its code.
fn class(outcome: &Outcome) -> (&'static str, &str) {
    match outcome {
        Outcome::Accepted { .. } => ("accepted", ""),
        Outcome::Permanent { code, .. } => ("permanent", code),
        Outcome::Temporary { code, .. } => ("temporary", code),
        Outcome::Unknown { .. } => ("unknown", ""),
    }
}

#[tokio::test]
async fn every_behaviour_has_its_class() {
    use Say::{Hangs, Line, Silence};
    let good = Server::default;
    let cases: Vec<(&str, Server, (&str, &str))> = vec![
        ("all is well", good(), ("accepted", "")),
        (
            "answers of several lines",
            Server { content: Line("250-2.0.0 taken\r\n250 4ZXY"), ..good() },
            ("accepted", ""),
        ),
        // Before a receiver is named nothing is known of the receiver: always later.
        ("not now", Server { greeting: Line("421 4.3.2 not now"), ..good() }, ("temporary", "421")),
        (
            "we are mistrusted",
            Server { greeting: Line("554 5.7.1 no mail from there"), ..good() },
            ("temporary", "554"),
        ),
        ("hangs up at once", Server { greeting: Hangs, ..good() }, ("temporary", "")),
        ("never greets", Server { greeting: Silence, ..good() }, ("temporary", "")),
        ("greets with nonsense", Server { greeting: Line("hello there"), ..good() }, ("temporary", "")),
        // The sender and the receiver.
        (
            "grey list",
            Server { to: Line("451 4.7.1 try again in five minutes"), ..good() },
            ("temporary", "451"),
        ),
        ("box full today", Server { to: Line("452 4.2.2 mailbox full"), ..good() }, ("temporary", "452")),
        ("no such user", Server { to: Line("550 5.1.1 no such user"), ..good() }, ("permanent", "550")),
        ("moved", Server { to: Line("551 5.1.6 moved"), ..good() }, ("permanent", "551")),
        ("closes in the middle", Server { to: Line("421 4.3.2 closing"), ..good() }, ("temporary", "421")),
        ("hangs up in the middle", Server { to: Hangs, ..good() }, ("temporary", "")),
        ("silent in the middle", Server { to: Silence, ..good() }, ("temporary", "")),
        ("sender put off", Server { from: Line("450 4.1.8 who are you"), ..good() }, ("temporary", "450")),
        ("sender refused", Server { from: Line("553 5.1.8 no such sender"), ..good() }, ("permanent", "553")),
        // The content.
        (
            "does not want the content",
            Server { data: Line("554 5.5.1 no valid recipients"), ..good() },
            ("permanent", "554"),
        ),
        ("cannot take content now", Server { data: Line("451 4.3.0 disk"), ..good() }, ("temporary", "451")),
        (
            "content put off",
            Server { content: Line("451 4.7.0 looked too much like the last"), ..good() },
            ("temporary", "451"),
        ),
        (
            "closes instead of taking",
            Server { content: Line("421 4.3.2 closing"), ..good() },
            ("temporary", "421"),
        ),
        ("out of room", Server { content: Line("452 4.3.1 out of room"), ..good() }, ("temporary", "452")),
        ("content refused", Server { content: Line("554 5.6.0 refused"), ..good() }, ("permanent", "554")),
        ("too large", Server { content: Line("552 5.3.4 too large"), ..good() }, ("permanent", "552")),
        // The content has left and nobody answers.
        ("hangs up after the content", Server { content: Hangs, ..good() }, ("unknown", "")),
        ("silent after the content", Server { content: Silence, ..good() }, ("unknown", "")),
        ("answers with nonsense", Server { content: Line("thanks"), ..good() }, ("unknown", "")),
    ];
    for (what, server, expected) in cases {
        let outcome = outcome_of(server).await;
        assert_eq!(class(&outcome), expected, "{what}: {outcome:?}");
    }
}

#[tokio::test]
async fn nobody_listens() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let smtp = Smtp::from_url(&format!("smtp://{address}"), "sundby.example").unwrap();
    assert_eq!(class(&smtp.hand_over(&mail()).await).0, "temporary");
}

#[tokio::test]
async fn a_server_that_ends_sessions_after_100_mails_gets_all_250() {
    let (smtp, seen) = Server { session_max: 100, ..Server::default() }.start("smtp://");
    for _ in 0..250 {
        assert_eq!(class(&smtp.hand_over(&mail()).await).0, "accepted");
    }
    let seen = seen.lock().unwrap();
    assert_eq!((seen.contents.len(), seen.sessions >= 3), (250, true));
}

#[tokio::test]
async fn lines_are_short_and_dots_stay() {
    let (smtp, seen) = Server::default().start("smtp://");
    let long = "Blåbærgrød og rødgrød med fløde på Åboulevarden. ".repeat(200);
    let mail = Mail {
        subject: long.chars().take(300).collect(),
        text: format!(".en linje med punktum\n{long}\n.\nslut"),
        html: format!("<p>{long}</p>"),
        ..mail()
    };
    assert_eq!(class(&smtp.hand_over(&mail).await).0, "accepted");
    let seen = seen.lock().unwrap();
    // RFC 5321, 4.5.3.1.6: a line has at most 1,000 bytes with its end.
    assert!(seen.longest <= 1_000, "{} bytes", seen.longest);
    let whole = seen.contents[0].join("\n");
    assert!(whole.contains("\nslut") || whole.contains("c2x1dA"), "what follows a lone dot is there");
}

#[tokio::test]
async fn without_starttls_nothing_is_said_in_the_open() {
    let (smtp, seen) = Server::default().start("smtp+starttls://bruger:hemmelig@");
    assert_eq!(class(&smtp.hand_over(&mail()).await).0, "temporary");
    let commands = seen.lock().unwrap().commands.join("\n");
    for word in ["AUTH", "MAIL", "RCPT", "DATA"] {
        assert!(!commands.contains(word), "{commands}");
    }
}

#[tokio::test]
async fn what_a_server_says_reaches_us_without_addresses() {
    let to = Say::Line("550 5.1.1 <borger@example.dk>: no such user here");
    let Outcome::Permanent { text, .. } = outcome_of(Server { to, ..Server::default() }).await else {
        panic!("a refusal")
    };
    assert!(text.contains("5.1.1") && !text.contains('@'), "{text}");
}
