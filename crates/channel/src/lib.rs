//! What every outside channel has in common: the trait, its capabilities as data, and the
//! outcomes of handing something over. No database; what is to be sent comes ready made.
//! Requirements C9 and R9: a channel that is dead or slow delays and shows, never loses.

mod mail;
mod outcome;

pub use mail::{Mail, MailFault, Mailbox};
pub use outcome::{Capabilities, Outcome, Repeat, enhanced_status};

use futures::future::BoxFuture;

/// Something that takes mail and carries it out of the house.
pub trait MailChannel: Send + Sync + 'static {
    /// What the channel can do.
    fn capabilities(&self) -> Capabilities;
    /// Hands one mail over; never panics, and gives up after a bounded time.
    fn hand_over<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Outcome>;
    /// Forgets a mail that it keeps itself; what has left the house cannot be called back.
    fn forget<'a>(&'a self, _message_id: &'a str) -> BoxFuture<'a, ()> {
        Box::pin(async {})
    }
    /// Forgets every mail that it keeps, was handed over until a moment (in milliseconds), and holds one of these marks.
    fn forget_about<'a>(&'a self, _marks: &'a [String], _until: i64) -> BoxFuture<'a, ()> {
        Box::pin(async {})
    }
}
