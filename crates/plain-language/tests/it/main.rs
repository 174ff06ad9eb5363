//! The engine as its users meet it: rules by their examples, and figures on texts that nobody here wrote.
#![expect(clippy::expect_used, clippy::panic, reason = "tests may panic and explain themselves")]

mod memory;
mod overlap;
mod pack;
mod rules;
mod treebank;
