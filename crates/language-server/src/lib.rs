//! The language check for editors (requirement H2): a server of the Language Server Protocol 3.17. It underlines
//! while one writes and mends with one click. It reads no files and sends nothing anywhere but to its editor.

mod action;
mod file;
mod options;
mod position;
mod serve;
mod stdio;
mod words;

pub use options::Options;
pub use serve::serve;
pub use stdio::connect;
