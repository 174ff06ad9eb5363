//! Connections that ask for nothing, or slowly, keep nobody from the page (quality bar S6).

use crate::operation::{Program, answer, connect, free, get};
use std::{
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    time::{Duration, Instant},
};

/// How soon somebody is answered who asks while others hold connections open.
const SOON: Duration = Duration::from_secs(5);

/// A thousand and a hundred heads of which half is sent, on a machine that gives 512 descriptors.
#[test]
fn half_open_heads_keep_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    let addr = free();
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 512 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_traad")]);
    let variables = [("TRAAD_ADDR", addr.to_string())];
    let mut program = Program::start_as(shell, folder.path(), &variables, &["serve", "--demo"]);
    program.until("ready");
    let mut half: Vec<TcpStream> = Vec::new();
    for number in 0..1_100 {
        let mut stream = connect(addr);
        write!(stream, "GET /healthz HTTP/1.1\r\nHost: traad.test\r\nX-Slow: {number}").unwrap();
        half.push(stream);
        if number % 100 == 99 {
            let began = Instant::now();
            assert!(get(addr, "/healthz").starts_with("HTTP/1.1 200"), "after {number}");
            assert!(began.elapsed() < SOON, "{:?} after {number}", began.elapsed());
        }
    }
    assert!(get(addr, "/").starts_with("HTTP/1.1 200"), "and pages");
    // None of them is held for ever, and somebody who takes their time within it is answered.
    let mut slow = connect(addr);
    write!(slow, "GET /healthz HTTP/1.1\r\nHost: traad.test\r\n").unwrap();
    let last = half.last_mut().unwrap();
    last.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut rest = Vec::new();
    let ended = last.read_to_end(&mut rest);
    assert!(ended.is_ok() || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset));
    let mut prompt = connect(addr);
    write!(prompt, "GET /healthz HTTP/1.1\r\nHost: traad.test\r\n").unwrap();
    write!(prompt, "Connection: close\r\n\r\n").unwrap();
    assert!(answer(&mut prompt).starts_with("HTTP/1.1 200"));
}

/// A second request over the same connection is answered, and the client's own end of it is respected.
#[test]
fn a_connection_is_kept_for_the_next_request() {
    let folder = tempfile::tempdir().unwrap();
    let addr = free();
    let mut program =
        Program::start(folder.path(), &[("TRAAD_ADDR", addr.to_string())], &["serve", "--demo"]);
    program.until("ready");
    let mut stream = connect(addr);
    for _ in 0..3 {
        write!(stream, "GET /healthz HTTP/1.1\r\nHost: traad.test\r\n\r\n").unwrap();
        let mut head = [0_u8; 2_048];
        let read = stream.read(&mut head).unwrap();
        assert!(String::from_utf8_lossy(&head[..read]).starts_with("HTTP/1.1 200"));
    }
    write!(stream, "GET /healthz HTTP/1.1\r\nHost: traad.test\r\nConnection: close\r\n\r\n").unwrap();
    assert!(answer(&mut stream).contains("\"alive\":true"));
}
