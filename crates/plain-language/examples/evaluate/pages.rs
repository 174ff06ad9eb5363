//! English pages as they lie in two packages: the help of LibreOffice in British English (HTML) and that of GNOME in
//! American English (Mallard, projectmallard.org). Only what a reader reads on them is left.

use plain_language::Source;
use std::path::{Path, PathBuf};
use std::{error::Error, fs};

/// The folders of LibreOffice's help that explain how something is done; the others list buttons and functions.
const GUIDES: [&str; 5] = ["shared/guide", "swriter/guide", "scalc/guide", "simpress/guide", "sdraw/guide"];

/// Pages that are lists of file endings and commands, and no prose.
const LISTS: [&str; 2] = ["convertfilters", "start_parameters"];

/// A page.
pub(crate) struct Page {
    pub name: String,
    pub source: Source,
}

/// The British ones, in the order of their names.
pub(crate) fn british(folder: &str) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for guide in GUIDES {
        pages.extend(read(&Path::new(folder).join(guide), "html", |text| {
            // Before the heading stands the frame, after the last paragraph links to other pages.
            let from = text.find("<h1").unwrap_or(text.len());
            let inside = &text[from..];
            let until = ["<a name=\"related\">", "<div id=\"SearchFrame\">"];
            let until = until.iter().filter_map(|end| inside.find(end)).min();
            inside[..until.unwrap_or(inside.len())].to_owned()
        })?);
    }
    Ok(pages)
}

/// The American ones, in the order of their names.
pub(crate) fn american(folder: &str) -> Result<Vec<Page>, Box<dyn Error>> {
    read(Path::new(folder), "page", |text| {
        let text = ["info", "comment"].iter().fold(text.to_owned(), |text, name| without(&text, name));
        HTML.iter().fold(text, |text, (name, html)| {
            text.replace(&format!("<{name}>"), &format!("<{html}>"))
                .replace(&format!("<{name} "), &format!("<{html} "))
                .replace(&format!("</{name}>"), &format!("</{html}>"))
        })
    })
}

/// Elements of Mallard, and those of HTML that are read like them. Commands and names of files are no words.
const HTML: [(&str, &str); 9] = [
    ("title", "h2"),
    ("item", "li"),
    ("cmd", "code"),
    ("file", "code"),
    ("input", "code"),
    ("output", "code"),
    ("screen", "pre"),
    ("sys", "code"),
    ("var", "code"),
];

/// A text without the elements of a name: they are for those who write the pages.
fn without(text: &str, name: &str) -> String {
    let (begin, end) = (format!("<{name}"), format!("</{name}>"));
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once(&begin) {
        left.push_str(before);
        rest = inside.split_once(&end).map_or("", |(_, after)| after);
    }
    left + rest
}

fn read(folder: &Path, ending: &str, html: impl Fn(&str) -> String) -> Result<Vec<Page>, Box<dyn Error>> {
    let files = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        files.map(|file| Ok(file?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|is| is == ending));
    files.retain(|file| !LISTS.iter().any(|list| file.file_stem().is_some_and(|name| name == *list)));
    files.sort();
    let read = files.iter().map(|file| {
        let name = file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Page { name, source: Source::html(&html(&fs::read_to_string(file)?)) })
    });
    read.collect()
}
