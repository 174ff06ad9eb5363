//! HTML out, and HTML in from the programs people paste from.

use super::HtmlOptions;
use crate::Doc;

/// As Word for Windows puts it on the clipboard, shortened.
const WORD: &str = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><title>Brev</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-unhide:no; font-family:"Calibri";} --></style></head>
<body lang=DA style='tab-interval:65.2pt'><!--StartFragment-->
<h1><a name="_Toc1"></a><span lang=DA style='mso-fareast-font-family:"Times New Roman"'>Ny skole i Sundby<o:p></o:p></span></h1>
<p class=MsoNormal><span style='font-size:11.0pt;mso-bidi-font-weight:bold'>Kære <b style='mso-bidi-font-weight:normal'>Ida </b><i>Holm</i>,
vi skriver om <span class=SpellE>skolen</span>.<span style='mso-spacerun:yes'>  </span>Læs <a
href="https://www.sundby.dk/skole"><span style='color:#0563C1'>mere her</span></a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Nye lokaler<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><!--[endif]-->Musik<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>Ny <b>sal</b></p>
<p class=MsoNormal>Sådan gør du:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>Log ind</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Skriv</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>Tid</p></td><td><p class=MsoNormal>Kl. 17</p></td></tr></table>
<p class=MsoNormal><span style='display:none;mso-hide:all'>Skjult</span><img width=1 src="file:///C:/x.png" alt="Et billede">Med venlig hilsen<br>
Skoleafdelingen</p><!--EndFragment--></body></html>"#;

fn markdown(html: &str) -> String {
    Doc::from_html(html).to_markdown().replace("  \n", "\n").trim_end().to_owned()
}

/// H2: what comes from Word is text, and looks like what was meant.
#[test]
fn a_letter_from_word() {
    let expected = "## Ny skole i Sundby

Kære **Ida** _Holm_, vi skriver om skolen. Læs [mere her](https://www.sundby.dk/skole).

- Nye lokaler
  - Musik
- Ny **sal**

Sådan gør du:

1. Log ind
2. Skriv

Tid

Kl. 17

Med venlig hilsen
Skoleafdelingen";
    assert_eq!(markdown(WORD), expected);
}

#[test]
fn other_sources() {
    for (html, expected) in [
        ("", ""),
        ("bare tekst &amp; &lt;b&gt;", "bare tekst & \\<b>"),
        (
            "<b style=\"font-weight:normal\" id=\"docs-internal-guid-1\"><p><span style=\"font-weight:700\">Fed</span> ikke</p></b>",
            "**Fed** ikke",
        ),
        ("<div>Et</div><div><br></div><div>To</div>", "Et\n\nTo"),
        ("Et<br>\n<br>To<br>Tre", "Et\n\nTo\nTre"),
        ("<p>a<p>b", "a\n\nb"),
        ("<ul><li>a<li>b<ol start=3><li>c<li>d</ol></ul>", "- a\n- b\n\n  3. c\n  4. d"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "- a\n  b"),
        ("<ul><ul><li>a</li></ul></ul>", "- a"),
        (
            "<ul><li>a<ul><li>b<ul><li>c<ul><li>d</li></ul></li></ul></li></ul></li></ul>",
            "- a\n  - b\n    - c\n    - d",
        ),
        ("<blockquote><p>Godt</p><ul><li>x</li></ul></blockquote>", "> Godt\n> \\- x"),
        ("<h1>A</h1><h3>B</h3><h6>C</h6>", "## A\n\n### B\n\n### C"),
        ("<p class=MsoTitle>T</p><p role=heading aria-level=3>U</p>", "## T\n\n### U"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<table><tr><td>a<td>b</tr><tr><td>c</td><td>d</td></tr></table>", "a \\| b\n\nc \\| d"),
        ("<p class=MsoListParagraph>·\u{a0}\u{a0} a</p><p class=MsoListParagraph>· b</p>", "- a\n- b"),
        ("<p class=MsoListParagraph>Indrykket</p>", "Indrykket"),
        ("<p class=MsoListParagraph>3. maj er fri</p>", "3\\. maj er fri"),
        ("<a href='javascript:x'>a</a> <a href='/b'> b </a><a href='/c'></a>", "a [b](/b)"),
        ("<p>aa<b>bb<p>cc</b>dd", "aa**bb**\n\n**cc**dd"),
        (
            "<span hidden>x</span><span style='visibility: hidden'>y</span><span style='font-size:0'>z</span>a",
            "a",
        ),
        ("<p>x<script>y</script><style>z</style><template>v</template><svg><text>w</text></svg></p>", "x"),
        ("1<sup>2</sup> a<wbr>b", "12 ab"),
    ] {
        assert_eq!(markdown(html), expected, "{html}");
    }
}

/// H2: copying within the editor loses nothing.
#[test]
fn our_own_html_comes_back() {
    let text = "## A\n\nb **c** _d_ [e](https://x.dk)\nf\n\n4. g\n5. h\n   - i\n\n> j\n>\n> — k\n\n![l](media:m.jpg \"n\")\n\n![](media:o#decorative)";
    let doc = Doc::from_markdown(text).unwrap();
    let media = |media: &str| Some(format!("/media/{media}"));
    let html = doc.to_html(&HtmlOptions { media: &media, block_ids: true, ..HtmlOptions::default() });
    assert_eq!(Doc::from_html(&html), doc, "{html}");
}

#[test]
fn options() {
    let doc = Doc::from_markdown("## A\n\n[b](https://sundby.dk/x) [c](https://x.dk)\n\n![d](media:e \"f\")")
        .unwrap();
    let media = |media: &str| (media == "e").then(|| "cid:1".to_owned());
    let all = HtmlOptions {
        size: &|_| Some((4, 3)),
        media: &media,
        block_ids: true,
        heading_ids: Some("del-"),
        own_host: Some("Sundby.dk"),
        base: None,
    };
    assert_eq!(
        doc.to_html(&all),
        "<h2 id=\"del-b1\" data-block=\"b1\">A</h2>\n\
         <p data-block=\"b2\"><a href=\"https://sundby.dk/x\">b</a> <a href=\"https://x.dk\" rel=\"noopener\">c</a></p>\n\
         <figure data-block=\"b3\" data-media=\"e\"><img src=\"cid:1\" alt=\"d\" width=\"4\" height=\"3\" loading=\"lazy\"><figcaption>f</figcaption></figure>\n"
    );
    assert!(doc.to_html(&HtmlOptions::default()).ends_with("<figure><figcaption>f</figcaption></figure>\n"));
}

/// Hostile sizes end quickly and within the limits.
#[test]
fn large_pastes_are_cut() {
    for html in [
        "<p>ord og flere ord ".repeat(60_000),
        "<div>".repeat(300_000) + "x",
        "<ul><li>".repeat(100_000) + "x",
        "<b>".repeat(300_000) + &"</i>".repeat(100_000),
        "<li>x".repeat(50_000),
        "<svg>".repeat(100_000),
        "<td>x".repeat(200_000),
        "<td> ".repeat(200_000),
        "<li>".to_owned() + &"<br> <td>".repeat(200_000),
        "<figure data-media=x>".repeat(50_000),
    ] {
        let doc = Doc::from_html(&html);
        assert!(doc.blocks().len() <= crate::MAX_BLOCKS);
    }
}
