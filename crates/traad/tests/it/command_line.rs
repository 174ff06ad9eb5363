//! The commands that an operator uses for people and topics: what they print and how they end.

use std::{path::Path, process::Command};

/// Runs the program on a folder of its own; gives the exit code and what it said.
fn run(data: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_traad"));
    command.arg("--data").arg(data).args(arguments).env_clear();
    command.env("TRAAD_BASE_URL", "https://nyt.sundby.example");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn somebody_is_registered_and_gets_a_new_link() {
    let folder = tempfile::tempdir().unwrap();
    let add = ["user", "add", "--email", "Chef@sundby.example", "--function", "chef", "--unit", "Top"];
    let (code, first, _) = run(folder.path(), &[&add[..], &["--duty", "communications"]].concat());
    assert!(code == 0 && first.starts_with("https://nyt.sundby.example/welcome/"), "{first}");
    let (code, said, _) = run(folder.path(), &["user", "link", "chef@sundby.example", "--without-code"]);
    assert!(code == 0 && said.starts_with("https://nyt.sundby.example/welcome/") && said != first, "{said}");
    let (code, said, wrong) = run(folder.path(), &["user", "link", "ukendt@sundby.example"]);
    assert_eq!((code, said.as_str()), (2, ""));
    assert!(wrong.contains("har e-mailen ukendt@sundby.example"), "{wrong}");
    let (code, _, wrong) = run(folder.path(), &[&add[..], &["--duty", "king"]].concat());
    assert!(code == 2 && wrong.contains("king is no duty"), "{wrong}");
}

/// On the first day nobody can sign in, and the program says how that begins.
#[test]
fn a_program_that_nobody_can_sign_in_to_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let serve = ["serve", "--addr", addr.as_str()];
    let (code, said, _) = run(folder.path(), &serve);
    assert!(code == 2 && said.contains("traad user add --help"), "{said}");
    let add = ["user", "add", "--email", "chef@sundby.example", "--function", "chef", "--unit", "Top"];
    assert_eq!(run(folder.path(), &add).0, 0);
    let (code, said, _) = run(folder.path(), &serve);
    assert!(code == 2 && !said.contains("user add"), "{said}");
}

/// A secret that was not filled in does not begin an empty database beside the real one.
#[test]
fn an_empty_address_of_the_database_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    for empty in ["", " "] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_traad"));
        command.arg("--data").arg(folder.path()).args(["topic", "list"]).env_clear();
        let output = command.env("TRAAD_DATABASE_URL", empty).output().unwrap();
        let wrong = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert!(wrong.contains("TRAAD_DATABASE_URL is set and empty"), "{wrong}");
        assert!(!folder.path().join("traad.db").exists(), "nothing is begun");
    }
}

#[test]
fn topics_are_made_renamed_retired_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let topic = |arguments: &[&str]| run(folder.path(), &[&["topic"], arguments].concat());
    assert_eq!(topic(&["add", "Veje og trafik", "--id", "roads"]).1, "roads\n");
    assert_eq!(topic(&["add", "Ældre"]).1, "aeldre\n");
    let (code, _, wrong) = topic(&["add", "Ældre"]);
    assert!(code == 2 && wrong.contains("allerede et emne"), "{wrong}");
    assert_eq!(topic(&["rename", "aeldre", "Ældre og sundhed"]).0, 0);
    assert_eq!(topic(&["retire", "roads"]).0, 0);
    let listed = topic(&["list"]).1;
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].starts_with("aeldre ") && lines[0].ends_with("0  Ældre og sundhed"), "{listed}");
    assert!(lines[1].starts_with("roads ") && lines[1].ends_with("retired"), "{listed}");
    let (code, _, wrong) = topic(&["retire", "nothing"]);
    assert!(code == 2 && wrong.contains("ikke noget emne"), "{wrong}");
}

#[test]
fn settings_of_the_identity_provider_are_held_to_account_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    for (settings, text) in [
        ("oidc_issuer = \"https://id.example\"", "oidc_client_id is missing"),
        ("oidc_issuer = \"http://id.example\"\noidc_client_id = \"traad\"", "no https:// address"),
        (
            "oidc_issuer = \"https://id.example\"\noidc_client_id = \"traad\"\noidc_groups = [\"x=king\"]",
            "the duties are",
        ),
        (
            "oidc_issuer = \"https://id.example\"\noidc_client_id = \"traad\"\noidc_ca = \"missing.pem\"",
            "missing.pem",
        ),
        ("proxy = \"somewhere\"", "proxy"),
    ] {
        let file = folder.path().join("traad.toml");
        std::fs::write(&file, settings).unwrap();
        let (code, _, wrong) = run(folder.path(), &["--config", file.to_str().unwrap(), "migrate"]);
        assert!(code == 2 && wrong.contains(text), "{text}: {wrong}");
    }
}

/// A key made anew beside a database that was used with another breaks what the first one sealed; so nothing starts.
#[test]
fn a_lost_or_foreign_key_is_said_and_never_made_anew_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    assert_eq!(run(data, &["topic", "add", "Ældre"]).0, 0);
    assert_eq!(run(data, &["audit", "verify"]).0, 0);
    for file in ["link.key", "audit.key"] {
        let (path, aside) = (data.join(file), data.join("aside"));
        std::fs::rename(&path, &aside).unwrap();
        let (code, _, said) = run(data, &["audit", "verify"]);
        assert!(code == 2 && said.contains(&format!("{file}: it is missing")), "{file}: {said}");
        assert!(!path.exists(), "{file} was made anew");
        for wrong in [[7_u8; 32].to_vec(), vec![7; 33]] {
            std::fs::write(&path, wrong).unwrap();
            let (code, _, said) = run(data, &["audit", "verify"]);
            assert!(code == 2 && said.contains("it is not the one"), "{file}: {said}");
        }
        let word = file.trim_end_matches(".key");
        let copy = folder.path().join(format!("copy-{word}"));
        std::fs::remove_file(&path).unwrap();
        let (code, _, said) = run(data, &["backup", copy.to_str().unwrap()]);
        assert!(code == 2 && said.contains(file), "a copy without {file} is none: {said}");
        std::fs::write(&path, [7; 32]).unwrap();
        assert_eq!(run(data, &["key", "renew", word]).0, 2, "{file} is there");
        std::fs::rename(&aside, &path).unwrap();
        assert_eq!(run(data, &["audit", "verify"]).0, 0, "{file} is back");
    }
    #[cfg(unix)]
    for file in ["traad.db", "link.key", "audit.key"] {
        let mode = std::os::unix::fs::PermissionsExt::mode(
            &std::fs::metadata(data.join(file)).unwrap().permissions(),
        );
        assert_eq!(mode & 0o077, 0, "{file} is for its owner alone");
    }
}

/// The head goes to a file and to a syslog, and the chain is held against it; a head that is gone keeps the program from
/// starting until somebody has said that the log stands as it is.
#[cfg(unix)]
#[test]
fn the_head_of_the_log_is_kept_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (data, kept) = (folder.path(), folder.path().join("traad.anker"));
    let (file, socket) = (kept.to_str().unwrap().to_owned(), folder.path().join("log"));
    let syslog = std::os::unix::net::UnixDatagram::bind(&socket).unwrap();
    assert_eq!(run(data, &["topic", "add", "Ældre"]).0, 0);
    let (code, said, wrong) = run(data, &["audit", "anchor", "--to", &file]);
    assert!(code == 0 && said.starts_with("traad audit 1 "), "{said}{wrong}");
    let anchor = ["audit", "anchor", "--to", &file, "--syslog", socket.to_str().unwrap()];
    assert_eq!(run(data, &anchor).0, 0);
    let mut packet = [0_u8; 500];
    let length = syslog.recv(&mut packet).unwrap();
    let packet = String::from_utf8_lossy(&packet[..length]).into_owned();
    assert!(packet.starts_with("<133>traad: traad audit 1 "), "{packet}");
    assert_eq!(std::fs::read_to_string(&kept).unwrap().lines().count(), 2);
    let verify = ["audit", "verify", "--anchor", &file];
    let (code, said, wrong) = run(data, &verify);
    assert!(code == 0 && said.contains("held against 2 anchors"), "{said}{wrong}");
    for (text, says) in
        [("", "there is no anchor in it"), ("traad audit 1 9999 ", "there is no anchor in it")]
    {
        let empty = folder.path().join("tom");
        std::fs::write(&empty, text).unwrap();
        let (code, _, wrong) = run(data, &["audit", "verify", "--anchor", empty.to_str().unwrap()]);
        assert!(code == 2 && wrong.contains(says), "{wrong}");
    }
    let line = format!("traad audit 1 9999 {} 2026-11-30T00:00:00Z", "a".repeat(64));
    std::fs::write(&kept, line).unwrap();
    let (code, said, _) = run(data, &verify);
    assert!(code == 1 && said.contains("Truncated { noted: 9999"), "{said}");
    // The head is gone.
    std::fs::remove_file(data.join("audit.head")).unwrap();
    let (code, said, _) = run(data, &["audit", "verify"]);
    assert!(code == 1 && said.contains("HeadGone"), "{said}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    drop(taken);
    let (code, _, wrong) = run(data, &["serve", "--addr", &addr]);
    assert!(
        code == 2 && wrong.contains("audit.head: it is missing") && wrong.contains("audit accept"),
        "{wrong}"
    );
    assert_eq!(run(data, &["audit", "anchor"]).0, 2, "what is wrong is no anchor");
    let (code, said, wrong) = run(data, &["audit", "accept"]);
    assert!(code == 0 && said.contains("stands as it is"), "{said}{wrong}");
    assert_eq!(run(data, &["audit", "anchor"]).0, 0);
    let (code, said, _) = run(data, &["audit", "verify"]);
    assert!(code == 0 && said.contains("0 faults"), "{said}");
}

#[test]
fn a_key_that_is_lost_for_good_gets_a_new_one_that_says_what_it_costs() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    assert_eq!(run(data, &["topic", "add", "Ældre"]).0, 0);
    assert_eq!(run(data, &["audit", "verify"]).0, 0);
    for word in ["link", "audit"] {
        std::fs::remove_file(data.join(format!("{word}.key"))).unwrap();
        let (code, said, wrong) = run(data, &["key", "renew", word]);
        assert!(code == 0 && said.contains("is new"), "{said}{wrong}");
    }
    assert_eq!(run(data, &["topic", "add", "Børn"]).0, 0);
    let (code, said, wrong) = run(data, &["audit", "verify"]);
    assert!(code == 0 && said.contains("0 faults"), "{said}{wrong}");
}
