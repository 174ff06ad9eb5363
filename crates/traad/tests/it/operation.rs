//! The program as whoever runs it meets it: the command line, signals, one worker on an embedded
//! database, metrics, and a stop that cuts nobody off.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// How long an answer may take before the test gives up.
const ANSWER_WAIT: Duration = Duration::from_secs(30);

/// A running program; it is killed when the test ends, however it ends.
pub(crate) struct Program {
    pub(crate) child: Child,
    /// Its log; nothing once nobody reads it any more.
    pub(crate) lines: Option<BufReader<std::process::ChildStderr>>,
}

impl Program {
    pub(crate) fn start(data: &Path, variables: &[(&str, String)], arguments: &[&str]) -> Self {
        Self::start_as(Command::new(env!("CARGO_BIN_EXE_traad")), data, variables, arguments)
    }

    /// The same, by a command that becomes the program.
    pub(crate) fn start_as(
        mut command: Command,
        data: &Path,
        variables: &[(&str, String)],
        arguments: &[&str],
    ) -> Self {
        command
            .arg("--data")
            .arg(data)
            .args(arguments)
            .env("RUST_LOG", "info")
            .env_remove("TRAAD_DATABASE_URL");
        command.envs(variables.iter().map(|(name, value)| (*name, value.as_str())));
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap());
        Self { child, lines: Some(lines) }
    }

    /// Reads the log until a line holds a word.
    pub(crate) fn until(&mut self, word: &str) {
        let mut log = String::new();
        loop {
            let before = log.len();
            let lines = self.lines.as_mut().unwrap();
            assert!(lines.read_line(&mut log).unwrap() > 0, "ended before {word}:\n{log}");
            if log[before..].contains(word) {
                return;
            }
        }
    }

    pub(crate) fn terminate(&self) {
        let done = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(done.success());
    }

    /// The exit code and the rest of the log.
    pub(crate) fn end(mut self) -> (i32, String) {
        let mut log = String::new();
        self.lines.as_mut().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code().unwrap(), log)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

pub(crate) fn connect(addr: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(addr).unwrap();
    stream.set_read_timeout(Some(ANSWER_WAIT)).unwrap();
    stream
}

pub(crate) fn answer(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    stream.read_to_end(&mut text).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

pub(crate) fn get(addr: SocketAddr, path: &str) -> String {
    let mut stream = connect(addr);
    write!(stream, "GET {path} HTTP/1.1\r\nHost: traad.test\r\nConnection: close\r\n\r\n").unwrap();
    answer(&mut stream)
}

#[test]
fn a_stop_cuts_no_request_off() {
    let folder = tempfile::tempdir().unwrap();
    let addr = free();
    let mut program =
        Program::start(folder.path(), &[("TRAAD_ADDR", addr.to_string())], &["serve", "--demo"]);
    program.until("ready");
    // Forms of which half has been sent, and requests that wait to be accepted.
    let body = "email=laeser%40example.dk&topic=roads";
    let head = format!(
        "POST /subscribe HTTP/1.1\r\nHost: {addr}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut halves: Vec<TcpStream> = (0..8).map(|_| connect(addr)).collect();
    for stream in &mut halves {
        write!(stream, "{head}{}", &body[..10]).unwrap();
    }
    // An answer on another connection shows that the halves have been accepted before it.
    assert!(get(addr, "/healthz").starts_with("HTTP/1.1 200"));
    let mut waiting: Vec<TcpStream> = (0..200).map(|_| connect(addr)).collect();
    for stream in &mut waiting {
        write!(stream, "GET /search?q=vej HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n").unwrap();
    }
    program.terminate();
    for stream in &mut waiting {
        let text = answer(stream);
        assert!(text.starts_with("HTTP/1.1 200") && text.ends_with("</html>"), "{text}");
    }
    for stream in &mut halves {
        write!(stream, "{}", &body[10..]).unwrap();
        let text = answer(stream);
        assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    }
    let (code, log) = program.end();
    assert_eq!(code, 0, "{log}");
    assert!(TcpStream::connect(addr).is_err(), "nobody listens any more");
}

#[test]
fn one_process_works_on_an_embedded_database() {
    let folder = tempfile::tempdir().unwrap();
    let addr = free();
    let mut serving =
        Program::start(folder.path(), &[("TRAAD_ADDR", addr.to_string())], &["serve", "--demo"]);
    serving.until("ready");
    for arguments in [&["worker"][..], &["serve", "--demo", "--addr", "127.0.0.1:0"]] {
        let (code, log) = Program::start(folder.path(), &[], arguments).end();
        assert!(
            code == 2 && log.contains("another traad serve or traad worker"),
            "{arguments:?}: {code} {log}"
        );
    }
    serving.terminate();
    assert_eq!(serving.end().0, 0);
    let mut working = Program::start(folder.path(), &[], &["worker"]);
    working.until("working");
    let (code, log) = Program::start(folder.path(), &[], &["serve", "--demo"]).end();
    assert!(code == 2 && log.contains("another traad serve"), "{code} {log}");
    working.terminate();
    assert_eq!(working.end().0, 0);
}

#[test]
fn metrics_are_at_an_address_of_their_own_and_name_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (addr, metrics) = (free(), free());
    let variables = [("TRAAD_ADDR", addr.to_string()), ("TRAAD_METRICS_ADDR", metrics.to_string())];
    let mut program = Program::start(folder.path(), &variables, &["serve", "--demo"]);
    program.until("ready");
    for path in ["/", "/", "/search?q=hemmelig-person", "/news/findes-ikke", "/findes-ikke"] {
        get(addr, path);
    }
    let text = get(metrics, "/metrics");
    assert!(text.starts_with("HTTP/1.1 200") && text.contains("text/plain; version=0.0.4"), "{text}");
    for line in [
        "traad_jobs{state=\"failed\"} 0",
        "traad_deliveries{state=\"unknown\"} 0",
        "traad_held 0",
        "traad_requests_total{method=\"GET\",route=\"/\",status=\"2xx\"} 2",
        "traad_requests_total{method=\"GET\",route=\"/news/{slug}\",status=\"4xx\"} 1",
        "traad_request_seconds_count{route=\"/search\"} 1",
    ] {
        assert!(text.contains(&format!("{line}\n")), "{line}\n{text}");
    }
    for name in ["traad_job_oldest_due_seconds ", "traad_database_connections ", "traad_events_unsealed "] {
        assert!(text.lines().any(|line| line.starts_with(name)), "{name}");
    }
    assert!(!text.contains("hemmelig") && !text.contains("127.0.0.1") && !text.contains('@'), "{text}");
    assert!(get(addr, "/metrics").starts_with("HTTP/1.1 404"), "not on the public site");
    program.terminate();
    assert_eq!(program.end().0, 0);
}

#[test]
fn a_copy_is_made_beside_a_running_program_and_brought_back_by_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let addr = free();
    let mut serving =
        Program::start(&path("data"), &[("TRAAD_ADDR", addr.to_string())], &["serve", "--demo"]);
    serving.until("ready");
    let traad = |data: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_traad"));
        let done = command.arg("--data").arg(path(data)).args(arguments).output().unwrap();
        let text = [done.stdout, done.stderr].concat();
        (done.status.code().unwrap(), String::from_utf8(text).unwrap())
    };
    let copy = path("copy").display().to_string();
    let (code, text) = traad("data", &["backup", &copy]);
    assert!(code == 0 && text.contains("manifest.json sha256 "), "{code}: {text}");
    assert_eq!(traad("data", &["backup", &copy]).0, 2, "a copy is never written over");
    serving.terminate();
    assert_eq!(serving.end().0, 0);
    assert_eq!(traad("data", &["restore", &copy]).0, 2, "nothing is restored over what is there");
    let (code, text) = traad("other", &["restore", &copy]);
    assert!(code == 0 && text.contains("0 faults") && text.contains("traad resume"), "{code}: {text}");
    let (code, text) = traad("other", &["resume"]);
    assert!(code == 1 && text.contains("held since") && text.contains("--as-unknown"), "{code}: {text}");
    assert_eq!(traad("other", &["resume", "--as-unknown", "--as-unsent"]).0, 2);
    assert_eq!(traad("other", &["resume", "--as-unknown"]).0, 0);
    assert_eq!(traad("other", &["resume"]), (0, "nothing is held\n".to_owned()));
    assert_eq!(traad("other", &["audit", "verify"]).0, 0);
    let (code, text) = traad("other", &["routes"]);
    assert!(code == 0 && text.contains("/healthz") && text.contains("/assets/"), "{text}");
}

/// A log that nobody takes, because its reader stands still or is gone, costs nobody a page.
#[test]
fn a_log_that_cannot_be_written_costs_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let addr = free();
    let variables = [("TRAAD_ADDR", addr.to_string()), ("RUST_LOG", "trace".to_owned())];
    let mut program = Program::start(folder.path(), &variables, &["serve", "--demo"]);
    program.until("ready");
    // More lines than a pipe holds, and nobody reads them.
    for _ in 0..50 {
        assert!(get(addr, "/healthz").starts_with("HTTP/1.1 200"));
    }
    program.lines = None;
    for path in ["/healthz", "/", "/readyz", "/news", "/healthz"] {
        let found = get(addr, path);
        assert!(found.starts_with("HTTP/1.1 "), "{path}: {found:?}");
    }
}

/// A database that is moved or removed is noticed while the program runs, and a new one is not made in its place.
#[test]
fn a_database_that_is_gone_is_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let (addr, again) = (free(), free());
    let mut program =
        Program::start(folder.path(), &[("TRAAD_ADDR", addr.to_string())], &["serve", "--demo"]);
    program.until("ready");
    let head = folder.path().join("audit.head");
    let began = std::time::Instant::now();
    while !head.exists() || std::fs::read_to_string(&head).unwrap().starts_with("0 ") {
        assert!(began.elapsed() < ANSWER_WAIT, "nothing was sealed");
        get(addr, "/healthz");
    }
    for name in ["traad.db", "traad.db-wal", "traad.db-shm"] {
        let (from, to) = (folder.path().join(name), folder.path().join(format!("moved-{name}")));
        std::fs::rename(from, to).unwrap();
    }
    program.until("the database file was moved or removed");
    program.terminate();
    program.end();
    let refused = Program::start(folder.path(), &[("TRAAD_ADDR", again.to_string())], &["serve"]);
    let (code, log) = refused.end();
    assert!(code != 0 && log.contains("the database has none"), "{code}: {log}");
    for name in ["traad.db", "traad.db-wal", "traad.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
        let moved = folder.path().join(format!("moved-{name}"));
        if moved.exists() {
            std::fs::rename(moved, folder.path().join(name)).unwrap();
        }
    }
    let mut back = Program::start(folder.path(), &[("TRAAD_ADDR", again.to_string())], &["serve"]);
    back.until("ready");
}
