//! Begun; see README.md.
