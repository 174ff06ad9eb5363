//! Where links lead: past those who note who clicked, and to pages that the readers can open.

use super::Check;
use crate::{Finding, Input, Weight, engine, fields::Fields};
use markup::{Address, Doc, Href, PieceKind, TextPart, Tracking, tracked_addresses, tracking, unwrapped};
use plain_language::{Unit, from_bytes};
use strategy::words::Audience;

/// The pages of our own that everybody may read, by the beginning of their paths; a test of the program holds the list
/// against its routes.
pub const PUBLIC_PATHS: &[&str] = &[
    "/news/",
    "/media/",
    "/topics/",
    "/archive",
    "/search",
    "/feeds",
    "/feed.",
    "/strategy",
    "/subscribe",
    "/language",
    "/api",
    "/login",
];
/// Those that begin like one of them and are for staff.
pub const STAFF_PATHS: &[&str] = &["/strategy/versions", "/language/words", "/api/v1/"];

/// No address tells who clicked, and every reader can open every link.
pub(super) struct Addresses;

impl Check for Addresses {
    fn id(&self) -> &'static str {
        "link-address"
    }

    fn look(&self, input: &Input<'_>, found: &mut Vec<Finding>) {
        let content = input.content;
        for (field, text) in Fields::of(content).plain {
            let is_public = input.is_external() && field != "internal-text";
            look_in_text(text, field, is_public, 0, None, found);
        }
        let own = input.channels().filter(|channel| !channel.kind.is_document());
        for channel in own {
            if let Some(text) = content.own_text(&channel.id) {
                let field = format!("variant-{}", channel.id);
                let is_public = input.is_external() && !is_inside(input, &field);
                look_in_text(text, &field, is_public, 0, None, found);
            }
        }
        for (field, text) in input.documents() {
            let is_public = input.is_external() && !is_inside(input, &field);
            look_in_document(&text, &field, is_public, found);
        }
    }
}

/// Whether a field is the text of a channel that only staff have.
fn is_inside(input: &Input<'_>, field: &str) -> bool {
    let channel = field.strip_prefix("variant-").and_then(|id| input.strategy.channel(id));
    channel.is_some_and(|channel| channel.audience == Audience::Internal)
}

fn look_in_document(document: &Doc, field: &str, is_public: bool, found: &mut Vec<Finding>) {
    for link in document.links() {
        let known = tracking(link.href.as_str()).and_then(|what| rule_of(what, is_public));
        let closed = || (is_public && is_closed(link.href)).then_some("link-closed");
        let Some(rule) = known.or_else(closed) else { continue };
        let shown: String = link.text.chars().take(SHOWN_MAX).collect();
        found.push(Finding::new(rule, Weight::Must, field).with("text", shown).in_block(&link.place));
    }
    // Counted as the editor counts its lines: descriptions of pictures are none.
    let mut number = 0;
    for part in document.blocks_text() {
        let is_line = !matches!(part.kind, markup::PartKind::Alt | markup::PartKind::Caption);
        look_in_text(&part.text, field, is_public, number, Some(&part), found);
        number += usize::from(is_line);
    }
}

/// What is told of an address: readers outside cannot open files that were shared with some.
fn rule_of(what: Tracking, is_public: bool) -> Option<&'static str> {
    match what {
        Tracking::Wrapped => Some("link-tracking"),
        Tracking::Named => Some("link-personal"),
        Tracking::Shared => is_public.then_some("link-shared"),
    }
}

/// The longest text of a link that a finding repeats, in characters.
const SHOWN_MAX: usize = 80;

/// Addresses that readers see as text, with the one to write instead where it can be read.
fn look_in_text(
    text: &str,
    field: &str,
    is_public: bool,
    line: usize,
    part: Option<&TextPart<'_>>,
    found: &mut Vec<Finding>,
) {
    for (range, what) in tracked_addresses(text) {
        let is_link = |part: &TextPart<'_>| {
            let mut links = part.pieces.iter().filter(|piece| matches!(piece.kind, PieceKind::Link(_)));
            links.any(|link| link.range.start <= range.start && range.end <= link.range.end)
        };
        let Some(rule) = rule_of(what, is_public).filter(|_| !part.is_some_and(is_link)) else { continue };
        let address = &text[range.clone()];
        let at = from_bytes(text, Unit::Utf16, &[range.start, range.end]);
        let shown: String = address.chars().take(SHOWN_MAX).collect();
        let mut finding = Finding::new(rule, Weight::Must, field).with("text", shown);
        finding = finding.with("part", line).with("found", address).with("severity", "error");
        if let Some(meant) = unwrapped(address) {
            finding = finding.with("suggestions", meant);
        }
        finding.place.block = part.map(|part| part.place.to_string());
        finding.place.range = Some((at[0], at[1]));
        found.push(finding);
    }
}

/// Stands for our own address where nobody has said it; it leads nowhere (RFC 2606).
const NOBODY: &str = "https://traad.invalid";

/// Whether an address is one of our own house that readers outside cannot open.
fn is_closed(href: &Href) -> bool {
    let own = engine::own_address().unwrap_or(NOBODY);
    let whole = href.absolute(Some(own));
    let (Some(own), Some(read)) = (Address::read(own), Address::read(&whole)) else { return false };
    if !read.is_of(&own) {
        return false;
    }
    let path = read.path();
    let is_one = |known: &[&str]| known.iter().any(|known| path.starts_with(known));
    path != "/" && (!is_one(PUBLIC_PATHS) || is_one(STAFF_PATHS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str, is_public: bool) -> Vec<String> {
        let mut found = Vec::new();
        look_in_document(&Doc::from_markdown(text).unwrap(), "body", is_public, &mut found);
        found.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn links_that_must_not_go_out_are_found() {
        for (text, rule) in [
            ("[Se](https://protect-eu.mimecast.com/s/abc?domain=sundby.dk)", "link-tracking"),
            ("[Se](https://sundby.us1.list-manage.com/track/click?u=1&e=3)", "link-tracking"),
            (
                "Se https://eur05.safelinks.protection.outlook.com/?url=https%3A%2F%2Fsundby.dk&data=05",
                "link-tracking",
            ),
            ("- Se [a](https://www.google.com/url?sa=t)", "link-tracking"),
            ("[Se](https://sundby-my.sharepoint.com/:w:/r/personal/navn_sundby_dk/a.docx)", "link-shared"),
            ("[Se](/:w:/r/personal/navn_sundby_dk/Documents/a.docx)", "link-closed"),
            ("[Se](/sites/intra/a.aspx)", "link-closed"),
            ("[Se](/messages/01J/edit)", "link-closed"),
            ("[Se](/staff/01J)", "link-closed"),
            ("[Se](/approvals/01J?x=1)", "link-closed"),
            ("[Se](/strategy/versions)", "link-closed"),
            ("[Se](/%73taff/01J)", "link-closed"),
            ("[Se](/news/../staff/01J)", "link-closed"),
            ("[Se](/./Messages/01J)", "link-closed"),
            ("[Se](https://TRAAD%2Einvalid:443//staff/01J)", "link-closed"),
            ("[Se](https://www.google.com//url/?sa=t)", "link-tracking"),
            ("[Se](https://www%2egoogle%2ecom/url?sa=t)", "link-tracking"),
            ("Se www.google.com/url?q=https://sundby.dk nu", "link-tracking"),
            ("Se https://navn@www.google.com:443/URL?sa=t nu", "link-tracking"),
            ("Se https://sundby.dk/veje?fbclid=abc nu", "link-personal"),
            ("Se sundby.dk/veje?a=1&GCLID=abc.", "link-personal"),
            ("Se (https://sundby.dk/veje?mc_eid=abc)", "link-personal"),
            ("Se https://sundby-my.sharepoint.com/personal/navn_sundby_dk/a.docx nu", "link-shared"),
        ] {
            assert_eq!(rules(text, true), [rule], "{text}");
        }
    }

    #[test]
    fn other_links_are_left_alone() {
        for text in [
            "[Se](/archive) og [her](/news/stien-er-lukket#top) og [forsiden](/)",
            "[Se](https://sundby.dk/veje?utm_source=nyt) og [skriv](mailto:vej@sundby.dk)",
            "[Se](https://eur05.safelinks.protection.outlook.com/?url=https%3A%2F%2Fsundby.dk&data=05)",
            "Se https://sundby.dk/veje.",
            "Se sundby.dk/veje?utm_source=nyt eller skriv til vej@sundby.dk, tlf. 12 10 20 30.",
            "Åbent 10-12/13-17. Prisen er 1.200/1.300 kr. Spørg? Læs mere på sundby.dk",
        ] {
            assert_eq!(rules(text, true), [""; 0], "{text}");
        }
        for text in
            ["[Se](/messages/01J)", "[Se](https://sundby-my.sharepoint.com/personal/navn_sundby_dk/a.docx)"]
        {
            assert_eq!(rules(text, false), [""; 0], "staff may open it: {text}");
        }
    }
}
