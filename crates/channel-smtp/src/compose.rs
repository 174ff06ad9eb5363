//! A mail as bytes: both parts, our Message-ID, and the one-click headers of RFC 8058.

use channel::Mail;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

/// Builds the message; the text says what could not be built, without an address.
pub(crate) fn message(mail: &Mail, host: &str) -> Result<Message, String> {
    let address = |mailbox: &channel::Mailbox| -> Result<Address, String> {
        mailbox.as_str().parse().map_err(|_| "an address was not accepted".to_owned())
    };
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(mail.from_name.clone()), address(&mail.from)?))
        .to(Mailbox::new(None, address(&mail.to)?))
        .subject(mail.subject.replace(['\r', '\n'], " "))
        .message_id(Some(format!("<{}@{host}>", mail.message_id)))
        .raw_header(plain("Auto-Submitted", "auto-generated"));
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.reply_to(Mailbox::new(None, address(reply_to)?));
    }
    if let Some(url) = &mail.unsubscribe {
        builder = builder
            .raw_header(plain("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(plain("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    builder
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| error.to_string())
}

fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
