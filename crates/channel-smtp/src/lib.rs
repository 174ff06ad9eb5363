//! E-mail out: through an SMTP server (RFC 5321), or into a folder that a page shows, which is
//! the embedded default. Says exactly how far a hand-over came, so that nothing is sent twice.

mod compose;
mod folder;
mod smtp;

pub use folder::{Folder, StoredMail};
pub use smtp::{Smtp, UrlFault};
