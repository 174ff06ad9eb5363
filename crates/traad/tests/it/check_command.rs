//! `traad check` as people and programs run it.

use serde_json::Value;
use std::{io::Write, path::Path, process::Command, process::Stdio};

const LETTER: &str = "# Din ansøgning\n\nSåfremt du 😀 vil klage, skal du ringe. Vi har modtagett brevet.\n";

/// Runs `traad check` with something coming in; gives the exit code and what it said.
fn check(arguments: &[&str], incoming: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_traad"));
    command.arg("check").args(arguments).env_clear();
    command.env("TRAAD_SHARE", Path::new(env!("CARGO_MANIFEST_DIR")).join("../../share"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(incoming.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_is_found_has_its_place_and_what_to_write_instead() {
    let (code, said, _) = check(&["--type", "web", "--format", "json"], LETTER);
    assert_eq!(code, 1);
    let told: Value = serde_json::from_str(&said).unwrap();
    let findings = told["findings"].as_array().unwrap();
    let of = |rule: &str| findings.iter().find(|finding| finding["rule"] == rule).unwrap();
    let (paper, spelling) = (of("paper-words"), of("spelling"));
    assert_eq!(paper["suggestions"][0], "Hvis");
    assert_eq!((paper["severity"].as_str(), paper["line"].as_u64()), (Some("warning"), Some(3)));
    let place = |finding: &Value, name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
    assert_eq!(&LETTER[place(spelling, "start")..place(spelling, "end")], "modtagett");
    let units: Vec<u16> = LETTER.encode_utf16().collect();
    let word = &units[place(spelling, "start_utf16")..place(spelling, "end_utf16")];
    assert_eq!(String::from_utf16(word).unwrap(), "modtagett", "an emoji is two units");
    assert_eq!(spelling["suggestions"][0], "modtaget");
    assert_eq!(told["stats"]["words"], 13);
}

/// The longest text that is taken, with a finding for each 50 bytes: bounded work, and the limit has a name.
#[test]
fn ten_megabytes_are_checked_and_more_is_refused() {
    const SENTENCE: &str = "Vi skal endvidere gøre opmærksom på dit brev. \n";
    const SECONDS_MAX: u64 = 40;
    let text = SENTENCE.repeat(10_000_000 / SENTENCE.len());
    let start = std::time::Instant::now();
    let (code, said, wrong) = check(&["--type", "web", "--format", "json"], &text);
    assert_eq!(code, 1, "{wrong}");
    let took = start.elapsed().as_secs();
    assert!(took < SECONDS_MAX, "{took} s");
    let found = said.matches("\"rule\":\"heavy-adverbs\"").count();
    assert_eq!(found, text.len() / SENTENCE.len());
    assert!(found >= 200_000);
    let (code, _, wrong) = check(&[], &"a".repeat(10_000_001));
    assert!(code == 2 && wrong.contains("longer than 10 MB"), "{wrong}");
}

#[test]
fn how_it_ends_says_what_was_found() {
    assert_eq!(check(&["--type", "web"], "Du får svar på fredag. Ring, hvis du har spørgsmål.\n").0, 0);
    assert_eq!(
        check(&["--type", "web", "--min-severity", "error"], "Såfremt du vil klage, skal du ringe.\n").0,
        0
    );
    let (code, said, _) = check(&["--type", "web"], LETTER);
    assert!(code == 1 && said.contains("-:3:1: warning: »Såfremt« er et papirord."), "{said}");
    let (code, said, _) = check(&["--stats"], LETTER);
    assert!(code == 0 && said.contains("13 ord") && said.contains("kun et fingerpeg"), "{said}");
    let (code, _, wrong) = check(&["/ikke/her.txt"], "");
    assert!(code == 2 && wrong.contains("/ikke/her.txt"), "{wrong}");
    let (code, _, wrong) = check(&["--type", "digt"], "");
    assert!(code == 2 && wrong.contains("decision, letter"), "{wrong}");
    let (code, said, _) = check(&["--explain", "s-passive"], "");
    assert!(code == 0 && said.contains("Hvorfor: ") && said.contains("[behandles]"), "{said}");
    let (code, _, wrong) = check(&["--explain", "paper-word"], "");
    assert!(code == 2 && wrong.contains("no rule paper-word. Did you mean paper-words?"), "{wrong}");
    let (code, _, wrong) = check(&["--lang", "de"], "");
    assert!(code == 2 && wrong.contains("da, en"), "{wrong}");
    assert_eq!(check(&["--type", "decision"], "").0, 0, "nothing is missing where nothing is written");
    let (code, _, wrong) = check(&["-"], "Brev\0");
    assert!(code == 2 && wrong.contains("this is no text"), "{wrong}");
}

#[test]
fn files_are_mended_and_the_words_of_the_house_are_right() {
    let folder = tempfile::tempdir().unwrap();
    let (file, house) = (folder.path().join("brev.md"), folder.path().join("ord.txt"));
    std::fs::write(&file, "Såfremt du vil, kan du bruge [Borgerbuzz](https://x.dk/såfremt).\n").unwrap();
    std::fs::write(&house, "buzzborger # vores program\n").unwrap();
    let (file, house) = (file.to_str().unwrap(), house.to_str().unwrap());
    let (code, _, told) = check(&["--type", "web", "--fix", file], "");
    assert!(told.contains("brev.md: mended 1"), "{told}");
    let text = std::fs::read_to_string(file).unwrap();
    assert_eq!(text, "Hvis du vil, kan du bruge [Borgerbuzz](https://x.dk/såfremt).\n", "the link stays");
    assert_eq!(code, 0);
    let (code, _, wrong) = check(&["--fix", "-"], "Såfremt.");
    assert!(code == 2 && wrong.contains("name the files"), "{wrong}");
    // One that is not there keeps nobody from the other.
    let (code, said, wrong) = check(&["--type", "web", "/ikke/her.txt", house], "");
    assert!(code == 2 && wrong.contains("/ikke/her.txt") && said.contains("buzzborger"), "{said}{wrong}");
    assert_eq!(check(&["--type", "web", "-"], "Vi bruger buzzborger.\n").0, 1);
    assert_eq!(check(&["--type", "web", "--house", house, "-"], "Vi bruger buzzborger.\n").0, 0);
    std::fs::write(file, [0x48, 0xe5]).unwrap();
    let (code, _, wrong) = check(&[file], "");
    assert!(code == 2 && wrong.contains("not UTF-8 at byte 1"), "{wrong}");
}

#[test]
fn english_has_rules_of_its_own() {
    let text = "We recieve it prior to lunch. Såfremt.\n";
    let (code, said, _) = check(&["--language", "en", "--lang", "en", "--type", "web", "-"], text);
    assert!(code == 1 && said.contains("“before” instead of “prior to”"), "{said}");
    assert!(said.contains("[spelling]") && !said.contains("paper-words"), "{said}");
    let (_, said, _) = check(&["--type", "web", "-"], text);
    assert!(said.contains("paper-words") && !said.contains("en-wordy-phrases"), "{said}");
}

/// What would be put there would take the markup away, or leave half a reference behind.
#[test]
fn nothing_is_mended_where_markup_stands_in_it() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.html", "<p>S&aring;fremt du vil. S<b>åfremt</b> du kan.</p>\n"),
        ("b.md", "S*åfremt* du vil. S\\åfremt du kan.\n"),
    ] {
        let file = folder.path().join(name);
        std::fs::write(&file, text).unwrap();
        check(&["--type", "web", "--fix", file.to_str().unwrap()], "");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
}

#[test]
fn other_tools_can_read_it() {
    let (_, said, _) = check(&["--type", "web", "--format", "sarif"], LETTER);
    let log: Value = serde_json::from_str(&said).unwrap();
    let result = &log["runs"][0]["results"][0];
    assert_eq!((log["version"].as_str(), result["ruleId"].as_str()), (Some("2.1.0"), Some("paper-words")));
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 3);
    let (_, said, _) = check(&["--type", "web", "--format", "github"], LETTER);
    assert!(said.starts_with("::warning file=-,line=3,col=1,title=paper-words::"), "{said}");
}

#[test]
fn a_decision_must_have_what_the_law_asks() {
    let arguments = ["--type", "decision", "--min-severity", "error"];
    let (code, said, _) = check(&arguments, "# Afslag\n\nKære Ida\n\nVi siger nej til din ansøgning.\n");
    assert!(code == 1 && said.contains("[decision-reasons]") && said.contains("[decision-appeal]"), "{said}");
    // Whoever gets everything needs neither reasons nor guidance (forvaltningsloven §§ 22 and 25).
    let (code, said, _) = check(&arguments, "# Svar\n\nKære Ida\n\nVi siger ja til din ansøgning.\n");
    assert_eq!(code, 0, "{said}");
}

#[test]
fn web_pages_and_word_documents_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("side.html");
    let html =
        "<h1>Vejen</h1><script>var modtagett;</script><p>S&aring;fremt du vil, har vi modtagett det.</p>";
    std::fs::write(&page, html).unwrap();
    let (code, said, _) = check(&["--type", "web", "--format", "json", page.to_str().unwrap()], "");
    let told: Value = serde_json::from_str(&said).unwrap();
    let findings = told["findings"].as_array().unwrap();
    let words: Vec<&str> = findings.iter().map(|finding| finding["text"].as_str().unwrap()).collect();
    assert_eq!((code, words.as_slice()), (1, &["S&aring;fremt", "modtagett"][..]), "{said}");

    let document = folder.path().join("brev.docx");
    let paragraph = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{}{}</w:body></w:document>",
        paragraph("Overskrift1", "Vejen &amp; stien"),
        paragraph("Normal", "Vi har modtagett dit brev.")
    );
    std::fs::write(&document, docx(&[("word/document.xml", xml.as_bytes())])).unwrap();
    let path = document.to_str().unwrap();
    let (code, said, wrong) = check(&["--type", "web", path], "");
    assert!(code == 1 && said.contains("brev.docx:2:8: error: »modtagett«"), "{said}{wrong}");
    let (code, _, wrong) = check(&["--type", "web", "--fix", path], "");
    assert!(code == 2 && wrong.contains("does not write into documents"), "{wrong}");

    std::fs::write(&document, "PK no document").unwrap();
    let (code, _, wrong) = check(&[path], "");
    assert!(code == 2 && wrong.contains("not a Word document"), "{wrong}");
    // A bomb: 60 MB of spaces pack into 60 kB.
    let bomb = docx(&[("word/document.xml", &vec![b' '; 60_000_000])]);
    assert!(bomb.len() < 100_000);
    std::fs::write(&document, bomb).unwrap();
    let (code, _, wrong) = check(&[path], "");
    assert!(code == 2 && wrong.contains("larger than 50 MB when it is unpacked"), "{wrong}");
}

/// The bytes of a document with these files in it.
fn docx(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
