//! The server as an editor sees it, over a connection in memory.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic and explain themselves")]

mod editor;
mod texts;
mod trouble;
