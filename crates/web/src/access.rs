//! Who may use a route. Every route declares it; without it the route does not type-check
//! (invariant 7). Which rows a person sees is decided in SQL by the slices' `for_actor` functions.

use db::Actor;

/// What a route asks of whoever uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody; changing requests must come from our own pages.
    Public,
    /// Everybody, programs and pages of other sites too: it changes nothing and shows nothing of ours.
    Open,
    /// Whoever holds the secret link: the token in the path is the right. Requests may come from
    /// other sites, because mail programs send them (RFC 8058).
    Link,
    /// A program with a token that has this scope.
    Token(&'static str),
    /// Anybody signed in.
    SignedIn,
    /// A person who holds this right.
    Right(&'static str, Object),
}

/// Over what a right must be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// Over something; the verb checks over what.
    Some,
    /// Over the whole municipality.
    Whole,
}

/// What access says of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Allowed,
    SignInFirst,
    Forbidden,
}

impl Access {
    /// Decides from the actor alone.
    pub(crate) fn verdict(self, actor: &Actor) -> Verdict {
        let signed_in = matches!(actor.who, db::Who::Person(_));
        match self {
            Access::Public | Access::Open | Access::Link => Verdict::Allowed,
            Access::SignedIn if signed_in => Verdict::Allowed,
            Access::Right(right, Object::Some) if signed_in && actor.may(right) => Verdict::Allowed,
            Access::Right(right, Object::Whole) if signed_in && actor.may_at(right, "") => Verdict::Allowed,
            Access::Token(scope) if matches!(actor.who, db::Who::Token { .. }) && actor.may(scope) => {
                Verdict::Allowed
            }
            Access::SignedIn | Access::Right(..) if !signed_in => Verdict::SignInFirst,
            Access::SignedIn | Access::Right(..) | Access::Token(_) => Verdict::Forbidden,
        }
    }

    /// Whether a changing request must prove that it comes from our own pages.
    pub(crate) fn is_guarded(self) -> bool {
        !matches!(self, Access::Open | Access::Link | Access::Token(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use db::{Grant, Id, Who};

    #[test]
    fn verdicts() {
        let visitor = Actor::visitor();
        let mut person = Actor { who: Who::Person(Id::at(1)), ..Actor::visitor() };
        assert_eq!(Access::SignedIn.verdict(&visitor), Verdict::SignInFirst);
        assert_eq!(Access::Right("write", Object::Some).verdict(&visitor), Verdict::SignInFirst);
        assert_eq!(Access::Right("write", Object::Some).verdict(&person), Verdict::Forbidden);
        assert_eq!(Access::Token("read").verdict(&person), Verdict::Forbidden);
        person.grants.push(Grant::own("write", "/a/"));
        assert_eq!(Access::Right("write", Object::Some).verdict(&person), Verdict::Allowed);
        assert_eq!(Access::Right("write", Object::Whole).verdict(&person), Verdict::Forbidden);
        assert_eq!(Access::Public.verdict(&visitor), Verdict::Allowed);
        let program = Actor { who: Who::Token { id: Id::at(2), person: Some(Id::at(1)) }, ..person };
        assert_eq!(Access::SignedIn.verdict(&program), Verdict::SignInFirst, "a token opens no pages");
        assert_eq!(Access::Token("write").verdict(&program), Verdict::Allowed);
    }
}
