//! A message as a mail: for readers with the link to the article and one-click unsubscription
//! (RFC 8058), for staff with what it means for them first.

use crate::delivery::Claimed;
use askama::Template;
use channel::{Mail, Mailbox};
use markup::{HtmlOptions, TextOptions};
use message::Edition;
use web::{Lang, Site};

#[derive(Template)]
#[template(path = "mail/message.html")]
struct MessageHtml<'a> {
    municipality: &'a str,
    /// What stands above all else, such as that this is a trial.
    mark: &'a str,
    title: &'a str,
    /// The attribute of the language, where the message is not in that of the mail.
    voice: &'static str,
    first: &'a str,
    main_point: &'a str,
    body: String,
    contact: String,
    foot: &'a [(String, String)],
    why: String,
}

/// By which channel a mail goes, and whether its readers are outside.
#[derive(Clone, Copy)]
pub struct By<'a> {
    /// The channel of the strategy.
    pub channel: &'a str,
    /// Whether its readers are outside.
    pub external: bool,
    /// Whether it is a trial, which says so above all else.
    pub trial: bool,
}

/// The mail of one delivery; nothing when an address cannot be one.
pub(crate) fn make(site: &Site, edition: &Edition, delivery: &Claimed, by: By<'_>) -> Option<Mail> {
    let content = &edition.content;
    let (external, text_of) = (by.external, content.body_for(by.channel));
    let base = &site.config.base_url;
    let link = site.links.make("subscription", delivery.recipient_id);
    let text = |key: &str| site.texts.get(Lang::Da, key);
    let foot: Vec<(String, String)> = if external {
        vec![(text("dispatch-mail-preferences"), format!("{base}/subscription/{link}"))]
    } else {
        vec![(text("dispatch-mail-staff-page"), format!("{base}/staff/{}", edition.message_id))]
    };
    let why = if external { text("dispatch-mail-why-reader") } else { text("dispatch-mail-why-staff") };
    let contact = [&content.contact.function, &content.contact.phone, &content.contact.email]
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    let mark = if by.trial { text("dispatch-trial-body") } else { String::new() };
    let first = if external { "" } else { content.internal_text.as_str() };
    // What only staff may see is not to be had without signing in, so staff mail has no pictures.
    let options = if external { message::html_options() } else { HtmlOptions::default() };
    let options = HtmlOptions { base: Some(base), ..options };
    let html = MessageHtml {
        municipality: &site.config.municipality,
        mark: &mark,
        title: &content.title,
        voice: if content.language == Lang::En { " lang=\"en\"" } else { "" },
        first,
        main_point: &content.main_point,
        body: text_of.to_html(&options),
        contact: contact.clone(),
        foot: &foot,
        why: why.clone(),
    }
    .render()
    .ok()?;
    let body = text_of.to_text(TextOptions { link_targets: true, base: Some(base) });
    let parts =
        [first, &content.main_point, &body, &contact].into_iter().filter(|part| !part.trim().is_empty());
    let above = if mark.is_empty() { String::new() } else { format!("{mark}\n\n") };
    let mut plain = format!("{above}{}\n\n{}\n", content.title, parts.collect::<Vec<_>>().join("\n\n"));
    for (label, href) in &foot {
        plain.push_str(&format!("\n{label}: {href}"));
    }
    plain.push_str(&format!("\n{why}\n"));
    Some(Mail {
        message_id: format!("delivery-{}", delivery.id),
        from_name: site.config.municipality.clone(),
        from: Mailbox::parse(&site.config.mail_from).ok()?,
        reply_to: Mailbox::parse(&content.contact.email).ok(),
        to: Mailbox::parse(&delivery.address).ok()?,
        subject: content.title.clone(),
        text: plain,
        html,
        unsubscribe: external.then(|| format!("{base}/unsubscribe/{link}")),
    })
}

/// The mail as it will arrive, for a look before it is sent; its links to subscriptions lead nowhere.
#[must_use]
pub fn preview(site: &Site, edition: &Edition, by: By<'_>) -> Option<Mail> {
    let address = site.config.mail_from.clone();
    let delivery = Claimed { id: edition.id, recipient_id: edition.id, address, attempts: 1 };
    make(site, edition, &delivery, by)
}
