//! Attempts to get a script, an event handler or a dangerous address through Markdown, pasted HTML and JSON.
//! The output is tokenized again and must hold nothing but the elements and attributes we write ourselves.

use proptest::prelude::*;

use super::HtmlOptions;
use super::tokens::{Token, tokens};
use crate::{Doc, Href};

const VECTORS: [&str; 62] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"javascript:alert(1)\">",
    "<IMG SRC=`javascript:alert(\"x\")`>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<a href=\"java&#x0A;script:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\" &#14; javascript:alert(1)\">x</a>",
    "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<a href=\"//evil.example\">x</a>",
    "<a href=\"/\\evil.example\">x</a>",
    "<a href=\"https://sundby.dk@evil.example\">x</a>",
    "<a href=\"https://x.dk/&quot; onmouseover=&quot;alert(1)\">x</a>",
    "<a href='https://x.dk/\" onmouseover=\"alert(1)'>x</a>",
    "<a href=https://x.dk onclick=alert(1)>x</a>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<div style=\"width: expression(alert(1));\">x</div>",
    "<body onload=alert(1)>x",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<embed src=\"data:text/html,x\">",
    "<form action=\"javascript:alert(1)\"><input type=submit></form>",
    "<button formaction=\"javascript:alert(1)\">x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=\"javascript:alert(1)//\">",
    "<link rel=stylesheet href=\"javascript:alert(1)\">",
    "<style>@import 'javascript:alert(1)';</style>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<!--><script>alert(1)</script>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href=\"javascript:alert(1)\"?>",
    "<figure data-media=\"x&quot; onerror=&quot;alert(1)\"><img alt=\"&quot; onload=alert(1)\"></figure>",
    "<figure data-media=\"ok.jpg\"><img alt='\" onload=alert(1) x=\"'><figcaption><script>alert(1)</script>&lt;b onclick=x&gt;</figcaption></figure>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](https://x.dk/\"onmouseover=alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1)) ![\"onerror=alert(1)](media:a.jpg \"\\\" onload=alert(1)\")",
    "![x](media:../../etc/passwd) ![x](data:image/svg+xml;base64,PHN2Zz4=)",
];

const ELEMENTS: [&str; 15] = [
    "p",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "figure",
    "blockquote",
    "figcaption",
    "img",
    "br",
    "a",
    "strong",
    "em",
    "s",
];

fn check(html: &str) -> Result<(), String> {
    for token in tokens(html) {
        let Token::Start { name, attributes } = token else { continue };
        if !ELEMENTS.contains(&name.as_str()) {
            return Err(format!("<{name}> in {html}"));
        }
        for (key, value) in attributes {
            let fits = match (name.as_str(), key.as_str()) {
                ("a", "href") => Href::parse(&value).is_some_and(|href| href.as_str() == value),
                ("a", "rel") => value == "noopener",
                ("img", "src") => value.starts_with("/media/"),
                ("img", "alt") | (_, "data-block" | "id" | "data-media" | "data-decorative") => true,
                ("ol", "start") => value.parse::<u32>().is_ok(),
                _ => false,
            };
            if !fits {
                return Err(format!("{key}={value:?} in {html}"));
            }
        }
    }
    Ok(())
}

fn check_doc(doc: &Doc) -> Result<(), String> {
    let media = |media: &str| Some(format!("/media/{media}"));
    let options = HtmlOptions {
        size: &|_| None,
        media: &media,
        block_ids: true,
        heading_ids: Some("del-"),
        own_host: Some("sundby.dk"),
        base: None,
    };
    check(&doc.to_html(&options))
}

/// H2: nothing an author writes or pastes does anything in the reader's browser.
#[test]
fn nothing_dangerous_comes_through() {
    for vector in VECTORS {
        for around in
            ["{}", "- {}", "> {}", "## {}", "**{}**", "[{}](/x)", "<p>{}</p>", "<ul><li>{}</ul>", "<b>{}"]
        {
            let attack = around.replace("{}", vector);
            for doc in [
                Doc::from_markdown(&attack).unwrap(),
                Doc::from_html(&attack),
                Doc::from_text(&attack).unwrap(),
            ] {
                check_doc(&doc).unwrap_or_else(|problem| panic!("{attack}\n{problem}"));
                let again = Doc::from_html(&doc.to_html(&HtmlOptions::default()));
                check_doc(&again).unwrap_or_else(|problem| panic!("second round of {attack}\n{problem}"));
            }
        }
    }
}

/// Scripts, styles and hidden elements leave no text either.
#[test]
fn no_script_stays_as_text() {
    let count =
        VECTORS.iter().filter(|vector| vector.starts_with("<script") || vector.starts_with("<style")).count();
    assert!(count >= 2);
    for vector in
        VECTORS.iter().filter(|vector| vector.starts_with("<script") || vector.starts_with("<style"))
    {
        assert!(Doc::from_html(vector).is_empty(), "{vector}");
    }
}

#[test]
fn a_resolver_cannot_open_a_way_in() {
    let doc = Doc::from_markdown("![x](media:a)").unwrap();
    for address in ["javascript:alert(1)", "data:text/html,x", "//evil.example/x", "/\\evil.example", "x"] {
        let media = |_: &str| Some(address.to_owned());
        let html = doc.to_html(&HtmlOptions { media: &media, ..HtmlOptions::default() });
        assert_eq!(html, "", "{address}");
    }
    let media = |_: &str| Some("https://x.dk/\" onload=\"x".to_owned());
    let html = doc.to_html(&HtmlOptions { media: &media, ..HtmlOptions::default() });
    assert!(html.contains("src=\"https://x.dk/&quot; onload=&quot;x\""), "{html}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_documents_are_safe(doc in crate::arbitrary::doc()) {
        prop_assert_eq!(check_doc(&doc), Ok(()));
    }

    #[test]
    fn arbitrary_html_is_safe(
        html in "(<(/?(b|i|p|div|ul|ol|li|a|script|style|blockquote|figure|figcaption|h1|td|pre|br|svg|o:p)( (style=\"(mso-list:l0 level2|mso-list:Ignore|display:none)\"|href=\"(/x|javascript:x)\"|data-media=\"x\"))?>)|[a \n&;<>\"]|&nbsp;|.){0,60}",
    ) {
        let doc = Doc::from_html(&html);
        prop_assert_eq!(check_doc(&doc), Ok(()));
    }
}
