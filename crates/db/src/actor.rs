//! Who acts: a person, an API token or the program itself, with the rights they hold now.
//! Rights are names that slices declare; this file gives them no meaning (invariant 7).

use crate::Id;
use std::fmt;

/// The identity that an event records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody who is not signed in.
    Visitor,
    /// A signed-in person.
    Person(Id),
    /// A program that holds an API token.
    Token {
        /// The token.
        id: Id,
        /// The person for whom it acts, with that person's rights; nobody where it only reads.
        person: Option<Id>,
    },
    /// The program itself; the word says which part.
    System(&'static str),
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Who::Visitor => f.write_str("visitor"),
            Who::Person(id) => write!(f, "person:{id}"),
            Who::Token { id, person: None } => write!(f, "token:{id}"),
            Who::Token { id, person: Some(person) } => write!(f, "person:{person} token:{id}"),
            Who::System(part) => write!(f, "system:{part}"),
        }
    }
}

/// A right over a unit and everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The name of the right, as its slice declares it.
    pub right: String,
    /// The path of the unit at the top of the subtree; empty means the whole municipality.
    pub path: String,
    /// Whether it is held in the stead of somebody who is away, and ends with their absence.
    pub lent: bool,
}

impl Grant {
    /// A right of one's own.
    #[must_use]
    pub fn own(right: &str, path: &str) -> Self {
        Self { right: right.to_owned(), path: path.to_owned(), lent: false }
    }
}

/// Who acts, by what name others see them, and what they may do.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The identity for events and rows.
    pub who: Who,
    /// How the person is shown: by function in demo and tests.
    pub name: String,
    /// What they may do, and where.
    pub grants: Vec<Grant>,
}

impl Actor {
    /// Nobody in particular.
    #[must_use]
    pub fn visitor() -> Self {
        Self { who: Who::Visitor, name: String::new(), grants: Vec::new() }
    }

    /// A part of the program, with no rights: it acts only on rows that people made.
    #[must_use]
    pub fn system(part: &'static str) -> Self {
        Self { who: Who::System(part), name: "Traad".to_owned(), grants: Vec::new() }
    }

    /// The person behind the act, if there is one; also where a program acts for somebody.
    #[must_use]
    pub fn person(&self) -> Option<Id> {
        match self.who {
            Who::Person(id) => Some(id),
            Who::Token { person, .. } => person,
            Who::Visitor | Who::System(_) => None,
        }
    }

    /// Whether the actor holds a right anywhere.
    #[must_use]
    pub fn may(&self, right: &str) -> bool {
        self.grants.iter().any(|grant| grant.right == right)
    }

    /// Whether the actor holds a right over the unit with this path.
    #[must_use]
    pub fn may_at(&self, right: &str, path: &str) -> bool {
        self.grants.iter().any(|grant| grant.right == right && path.starts_with(&grant.path))
    }

    /// The same actor without what they hold in the stead of somebody who is away.
    #[must_use]
    pub fn alone(&self) -> Self {
        let own = self.grants.iter().filter(|grant| !grant.lent);
        Self { who: self.who, name: self.name.clone(), grants: own.cloned().collect() }
    }

    /// The tops of the subtrees over which the actor holds a right.
    #[must_use]
    pub fn paths(&self, right: &str) -> Vec<&str> {
        self.grants.iter().filter(|grant| grant.right == right).map(|grant| grant.path.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_holds_for_the_subtree_only() {
        let mut actor = Actor::visitor();
        actor.grants.push(Grant::own("approve", "/a/b/"));
        assert!(actor.may_at("approve", "/a/b/c/"));
        assert!(!actor.may_at("approve", "/a/"));
        assert!(!actor.may_at("approve", "/a/bc/"));
        assert!(!actor.may_at("write", "/a/b/"));
        actor.grants.push(Grant { lent: true, ..Grant::own("write", "/a/") });
        assert!(
            actor.may_at("write", "/a/b/") && !actor.alone().may("write") && actor.alone().may("approve")
        );
    }
}
