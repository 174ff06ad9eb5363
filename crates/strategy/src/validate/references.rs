//! Ids and references: unique addresses, and nothing that points to nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Problems;
use crate::position::Source;
use crate::problem::Cause;
use crate::spec::Section;

/// The ids and references of a file.
#[derive(Default)]
pub(crate) struct Names {
    ids: BTreeMap<&'static str, BTreeSet<String>>,
    addresses: Vec<(String, Range<usize>)>,
    references: Vec<Reference>,
}

struct Reference {
    key: &'static str,
    section: &'static str,
    id: String,
    span: Range<usize>,
}

impl Names {
    pub(super) fn item(&mut self, section: &'static Section, id: &str, span: Range<usize>) {
        self.ids.entry(section.path).or_default().insert(id.to_owned());
        self.addresses.push((format!("{}.{id}", section.prefix), span));
    }

    pub(super) fn section(&mut self, section: &'static Section, span: Range<usize>) {
        self.addresses.extend(section.own_address().map(|address| (address, span)));
    }

    pub(super) fn reference(
        &mut self,
        key: &'static str,
        section: &'static str,
        id: &str,
        span: Range<usize>,
    ) {
        self.references.push(Reference { key, section, id: id.to_owned(), span });
    }

    /// The ids of a section.
    pub(super) fn ids(&self, section: &str) -> impl Iterator<Item = &str> {
        self.ids.get(section).into_iter().flatten().map(String::as_str)
    }
}

/// Reports duplicate addresses and dangling references.
pub(super) fn check(names: &Names, source: &Source<'_>, problems: &mut Problems) {
    let mut in_order: Vec<&(String, Range<usize>)> = names.addresses.iter().collect();
    in_order.sort_by_key(|(_, span)| span.start);
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (address, span) in in_order {
        match first.get(address.as_str()) {
            Some(line) => {
                let cause = Cause::DuplicateId { address: address.clone(), first_line: *line };
                problems.add(span.clone(), cause);
            }
            None => {
                first.insert(address, source.line_of(span.start));
            }
        }
    }
    for reference in &names.references {
        let known = names.ids.get(reference.section).is_some_and(|ids| ids.contains(&reference.id));
        if !known {
            let Reference { key, section, id, span } = reference;
            let cause = Cause::Dangling { key: (*key).to_owned(), id: id.clone(), section };
            problems.add(span.clone(), cause);
        }
    }
}
