//! What the document is made of: parts with a heading, chapters within them, lists of items, tables.

use askama::Template;

/// A part with a heading of its own in the table of contents.
#[derive(Template)]
#[template(path = "document/part.html")]
pub(super) struct Part {
    /// Its anchor, after `part-`.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: String,
    /// One sentence that helps the reader; empty when none is needed.
    pub(super) lead: String,
    /// The item that the part as a whole says.
    pub(super) intro: Option<Entry>,
    /// What follows, in order.
    pub(super) blocks: Vec<Block>,
}

/// One block of a part.
pub(super) enum Block {
    /// Items below one another.
    List(List),
    /// An item with a heading, and items that belong to it.
    Chapter(Chapter),
    /// A table with headers.
    Table(Table),
}

/// Items below one another.
#[derive(Template)]
#[template(path = "document/list.html")]
pub(super) struct List {
    /// The heading; empty when the part's own is enough.
    pub(super) title: String,
    /// The items.
    pub(super) entries: Vec<Entry>,
}

/// An item with a heading, and the items that belong to it.
#[derive(Template)]
#[template(path = "document/chapter.html")]
pub(super) struct Chapter {
    /// The item.
    pub(super) entry: Entry,
    /// What belongs to it.
    pub(super) lists: Vec<List>,
}

/// An item of the strategy.
pub(super) struct Entry {
    /// Its address, which is also the element's id.
    pub(super) key: String,
    /// Its name; empty when it has none.
    pub(super) title: String,
    /// What it says.
    pub(super) text: String,
    /// The language attribute of name and text, with a space before it, or nothing.
    pub(super) lang: &'static str,
    /// What else it settles.
    pub(super) facts: Vec<Fact>,
    /// Force and source.
    pub(super) mark: Mark,
}

/// Something that an item settles.
pub(super) struct Fact {
    /// What it is.
    pub(super) label: String,
    /// What it says.
    pub(super) value: String,
    /// Where the value leads; empty when nowhere.
    pub(super) href: String,
    /// Words after the value.
    pub(super) after: String,
    /// The language attribute of the value.
    pub(super) lang: &'static str,
}

/// How strongly an item binds, and where it stands.
#[derive(Template)]
#[template(path = "document/mark.html")]
pub(super) struct Mark {
    /// The force in words.
    pub(super) force: String,
    /// The section of the source, or that the municipality has chosen.
    pub(super) source: String,
    /// Whether the municipality has chosen.
    pub(super) choice: bool,
    /// The language attribute of the source.
    pub(super) lang: &'static str,
}

/// A table with headers and caption; it scrolls in its own box on a narrow screen.
#[derive(Template)]
#[template(path = "document/table.html")]
pub(super) struct Table {
    /// What the table shows.
    pub(super) caption: String,
    /// `table` for text, `matrix` for short marks.
    pub(super) class: &'static str,
    /// The column headers; the first is above the row headers.
    pub(super) columns: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// A row with its header.
pub(super) struct Row {
    /// The item's address; empty when the item stands elsewhere on the page.
    pub(super) key: String,
    /// The row header.
    pub(super) head: String,
    /// Where the header leads; empty when nowhere.
    pub(super) href: String,
    /// The language attribute of the header.
    pub(super) lang: &'static str,
    /// The cells after the header.
    pub(super) cells: Vec<Cell>,
    /// Force and source in a last column.
    pub(super) mark: Option<Mark>,
}

/// A cell: nothing, one line or a list.
pub(super) struct Cell {
    /// The lines.
    pub(super) lines: Vec<String>,
    /// Their language attribute.
    pub(super) lang: &'static str,
}

impl Part {
    /// A part with blocks only; nothing when all of them are empty.
    pub(super) fn of(id: &'static str, title: String, blocks: Vec<Block>) -> Option<Self> {
        let blocks: Vec<Block> = blocks.into_iter().filter(Block::has_content).collect();
        (!blocks.is_empty()).then(|| Self { id, title, lead: String::new(), intro: None, blocks })
    }

    /// A part that opens with an item.
    pub(super) fn opening(id: &'static str, title: String, intro: Entry, blocks: Vec<Block>) -> Self {
        let blocks = blocks.into_iter().filter(Block::has_content).collect();
        Self { id, title, lead: String::new(), intro: Some(intro), blocks }
    }

    /// Adds a sentence that helps the reader.
    pub(super) fn lead(mut self, lead: String) -> Self {
        self.lead = lead;
        self
    }
}

impl Block {
    /// Items under a heading.
    pub(super) fn list(title: String, entries: Vec<Entry>) -> Self {
        Self::List(List { title, entries })
    }

    fn has_content(&self) -> bool {
        match self {
            Self::List(list) => !list.entries.is_empty(),
            Self::Chapter(_) => true,
            Self::Table(table) => !table.rows.is_empty(),
        }
    }
}

impl Entry {
    /// Adds what the item settles; an empty value says nothing and is left out.
    pub(super) fn with(mut self, fact: Fact) -> Self {
        if !fact.value.is_empty() {
            self.facts.push(fact);
        }
        self
    }

    /// Gives the item another name.
    pub(super) fn titled(mut self, title: String) -> Self {
        self.title = title;
        self
    }

    /// The item as a row of a table: its name, the cells, force and source.
    pub(super) fn row(self, cells: Vec<Cell>) -> Row {
        let head = if self.title.is_empty() { self.text } else { self.title };
        Row { key: self.key, head, href: String::new(), lang: self.lang, cells, mark: Some(self.mark) }
    }
}
