//! Markdown in, Markdown out, and that nothing is lost between the two.

use proptest::prelude::*;

use crate::html::HtmlOptions;
use crate::{Content, Doc};

fn html(markdown: &str) -> String {
    let options = HtmlOptions { media: &|media| Some(format!("/media/{media}")), ..HtmlOptions::default() };
    Doc::from_markdown(markdown).unwrap().to_html(&options).replace('\n', "")
}

/// H2: what an author may write, and what it becomes.
#[test]
fn reading() {
    for (markdown, expected) in [
        ("Kære Ida", "<p>Kære Ida</p>"),
        ("# Et\n\n## To\n\n#### Fire", "<h2>Et</h2><h2>To</h2><h3>Fire</h3>"),
        ("a *b* **c** ***d***", "<p>a <em>b</em> <strong>c </strong><strong><em>d</em></strong></p>"),
        ("Med venlig hilsen\nIda", "<p>Med venlig hilsen<br>Ida</p>"),
        ("- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("1234.", "<p>1234.</p>"),
        ("Kl. 12.\n\n1234.\n\nSlut", "<p>Kl. 12.</p><p>1234.</p><p>Slut</p>"),
        ("7)", "<p>7)</p>"),
        ("1.", "<p>1.</p>"),
        ("1.\n2.", "<p>1.</p><p>2.</p>"),
        ("- a\n  - b\n\n12.", "<ul><li>a<ul><li>b</li></ul></li></ul><p>12.</p>"),
        ("- a\n  12.\n- b", "<ul><li>a<br>12.</li><li>b</li></ul>"),
        ("> 1234.", "<figure><blockquote><p>1234.</p></blockquote></figure>"),
        ("1. a\n2.\n3. b", "<ol><li>a</li><li>b</li></ol>"),
        ("4. a\n5. b", "<ol start=\"4\"><li>a</li><li>b</li></ol>"),
        ("1. a\n1. b", "<ol><li>a</li><li>b</li></ol>"),
        (
            "> Godt\n>\n> — Ida",
            "<figure><blockquote><p>Godt</p></blockquote><figcaption>— Ida</figcaption></figure>",
        ),
        ("[her](https://x.dk)", "<p><a href=\"https://x.dk\" rel=\"noopener\">her</a></p>"),
        ("[her](/a?b=1&c=2)", "<p><a href=\"/a?b=1&amp;c=2\">her</a></p>"),
        ("[her](side.html)", "<p>her</p>"),
        ("<post@sundby.dk>", "<p><a href=\"mailto:post@sundby.dk\">post@sundby.dk</a></p>"),
        (
            "![Skole](media:s.jpg \"Ny\")",
            "<figure><img src=\"/media/s.jpg\" alt=\"Skole\"><figcaption>Ny</figcaption></figure>",
        ),
        ("![x](media:s.jpg#decorative)", "<figure><img src=\"/media/s.jpg\" alt=\"\"></figure>"),
        ("a ![b](media:c) d", "<p>a</p><figure><img src=\"/media/c\" alt=\"b\"></figure><p>d</p>"),
        ("![b](https://x.dk/c.png)", "<p><a href=\"https://x.dk/c.png\" rel=\"noopener\">b</a></p>"),
    ] {
        assert_eq!(html(markdown), expected, "{markdown}");
    }
}

/// H2: what we have no block for stays readable.
#[test]
fn what_is_not_supported_becomes_text() {
    for (markdown, expected) in [
        ("<b>fed</b>", "<p>&lt;b&gt;fed&lt;/b&gt;</p>"),
        ("<div>\nx\n</div>", "<p>&lt;div&gt;<br>x<br>&lt;/div&gt;</p>"),
        ("`kode`", "<p>kode</p>"),
        ("```js\na\n  b\n```", "<p>a<br>b</p>"),
        ("    a\n    b", "<p>a<br>b</p>"),
        ("~~ud~~", "<p>~~ud~~</p>"),
        ("| a | b |\n|---|---|\n| c | d |", "<p>a | b<br>c | d</p>"),
        ("a\n\n---\n\nb", "<p>a</p><p>b</p>"),
        ("> - a\n> - b", "<figure><blockquote><p>- a<br>- b</p></blockquote></figure>"),
        ("- > a\n- # b\n- c\n\n  d", "<ul><li>a</li><li>b</li><li>c<br>d</li></ul>"),
        (
            "- a\n  - b\n    - c\n      - d\n        - e",
            "<ul><li>a<ul><li>b<ul><li>c</li><li>d</li><li>e</li></ul></li></ul></li></ul>",
        ),
        ("- [ ] a", "<ul><li>[ ] a</li></ul>"),
        ("a[^1]", "<p>a[^1]</p>"),
    ] {
        assert_eq!(html(markdown), expected, "{markdown}");
    }
}

/// H9: numbers and dates an author writes at the start of a line are never renumbered.
#[test]
fn dates_are_not_lists() {
    for (markdown, expected) in [
        ("3. maj er fri", "<p>3. maj er fri</p>"),
        ("1. maj", "<p>1. maj</p>"),
        ("3. maj: a\n\n17. juni: b", "<p>3. maj: a</p><p>17. juni: b</p>"),
        ("2026. Godt år", "<p>2026. Godt år</p>"),
        ("- 3. maj: a\n- 17. juni: b", "<ul><li>3. maj: a</li><li>17. juni: b</li></ul>"),
        ("- x\n\n  3. a\n  7. b", "<ul><li>x<ul><li>3. a</li><li>7. b</li></ul></li></ul>"),
        ("3) a", "<p>3. a</p>"),
    ] {
        assert_eq!(html(markdown), expected, "{markdown}");
    }
}

/// H2: ordinary prose is written without escapes.
#[test]
fn writing() {
    for (markdown, expected) in [
        ("Vi ses kl. 14.30 - husk 1.250,50 kr. & 10 % (ca.)!", None),
        ("## Overskrift\n\nEn **fed** og _skrå_ linje\n\n- a\n  1. b\n  2. c\n- d", None),
        ("> Godt\n>\n> — Ida Å", None),
        ("a  \nb", None),
        ("a\nb", Some("a  \nb")),
        ("* a\n* b", Some("- a\n- b")),
        ("![x](media:y \"z\")", None),
        ("# #1", Some("## \\#1")),
        ("## C\\#", Some("## C#")),
        ("## C \\#", None),
        ("3. maj", Some("3\\. maj")),
        ("**Hus**et", None),
        ("- a\n\n* b", None),
    ] {
        let written = Doc::from_markdown(markdown).unwrap().to_markdown();
        assert_eq!(written, format!("{}\n", expected.unwrap_or(markdown)));
    }
}

#[test]
fn too_much_is_refused() {
    assert!(Doc::from_markdown(&"a".repeat(500_000)).is_err());
    assert!(Doc::from_markdown(&"a\n\n".repeat(2_001)).is_err());
    assert!(Doc::from_markdown(&">".repeat(100_000)).is_ok());
    assert!(Doc::from_markdown(&"- ".repeat(50_000)).is_ok());
    assert!(Doc::from_markdown(&"![".repeat(50_000)).is_ok());
    assert!(matches!(Doc::from_markdown("").map(|doc| doc.is_empty()), Ok(true)));
    assert!(matches!(Doc::from_markdown("x").unwrap().blocks()[0].content, Content::Paragraph { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// The lossless text form: what was written is read back as the same content.
    #[test]
    fn nothing_is_lost(doc in crate::arbitrary::doc()) {
        let markdown = doc.to_markdown();
        let again = Doc::from_markdown(&markdown).unwrap();
        prop_assert!(again.same_content(&doc), "{markdown}\n{:?}\n{:?}", doc.blocks(), again.blocks());
    }

    #[test]
    fn normal_form_is_reached_at_once(doc in crate::arbitrary::doc()) {
        let again = Doc::new(doc.clone().into_blocks()).unwrap();
        prop_assert_eq!(again, doc);
    }

    #[test]
    fn no_text_makes_it_panic(markdown in "([-*_#>`~|<!\\[\\]()0-9.+=& \n\t\\\\æa]|.){0,60}") {
        let doc = Doc::from_markdown(&markdown).unwrap();
        prop_assert!(Doc::from_markdown(&doc.to_markdown()).unwrap().same_content(&doc), "{}", doc.to_markdown());
    }
}
