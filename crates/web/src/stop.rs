//! Why something did not happen: a `Refusal` is something the person can do something about,
//! a `Fault` is ours. They are never mixed (house style, Errors).

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Something the person can do something about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Text key: what is in the way. `KEY-next` says what to do now.
    pub key: &'static str,
    /// Particulars of the text.
    pub args: Vec<(&'static str, String)>,
    /// The strategy item that asks for it, such as `internal-first`.
    pub item: Option<String>,
    /// The field it is about.
    pub field: Option<&'static str>,
    /// The HTTP status that tells a program the same.
    pub status: u16,
}

impl Refusal {
    /// A refusal with a text key; status 422.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new(), item: None, field: None, status: 422 }
    }

    /// The thing is not there, or not for this person to see.
    #[must_use]
    pub fn not_found() -> Self {
        Self { status: 404, ..Self::new("web-not-found") }
    }

    /// The person may not do this.
    #[must_use]
    pub fn forbidden() -> Self {
        Self { status: 403, ..Self::new("web-forbidden") }
    }

    /// Adds a particular of the text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Names the strategy item behind it.
    #[must_use]
    pub fn because(mut self, item: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self
    }

    /// Names the field it is about.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Somebody else changed the thing first; status 409.
    #[must_use]
    pub fn conflict(key: &'static str) -> Self {
        Self { status: 409, ..Self::new(key) }
    }
}

/// Something that went wrong on our side; logged once, shown as a number.
#[derive(Clone, Debug)]
pub struct Fault(pub Arc<str>);

/// Why a verb or a page did not succeed.
#[derive(Clone, Debug)]
pub enum Stop {
    /// The person can do something about it.
    Refusal(Box<Refusal>),
    /// We must.
    Fault(Fault),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Stop::Refusal(Box::new(refusal))
    }
}

impl From<db::Error> for Stop {
    fn from(error: db::Error) -> Self {
        Stop::Fault(Fault(error.to_string().into()))
    }
}

impl From<askama::Error> for Stop {
    fn from(error: askama::Error) -> Self {
        Stop::Fault(Fault(error.to_string().into()))
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Stop::Fault(Fault(error.to_string().into()))
    }
}

impl Stop {
    /// A fault with a text for the log.
    #[must_use]
    pub fn fault(text: impl Into<String>) -> Self {
        Stop::Fault(Fault(text.into().into()))
    }
}

impl From<Stop> for db::job::Failure {
    /// A refusal will not change by itself; a fault may.
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refusal(refusal) => db::job::Failure::Fail(refusal.key.to_owned()),
            Stop::Fault(fault) => db::job::Failure::Retry(fault.0.to_string()),
        }
    }
}

impl IntoResponse for Stop {
    /// Carries itself to the layer that knows the language and the layout.
    fn into_response(self) -> Response {
        let status = match &self {
            Stop::Refusal(refusal) => {
                StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
            }
            Stop::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// A stop as one or two sentences in Danish, for the command line and the log of the operator.
#[must_use]
pub fn tell(texts: &crate::Texts, stop: &Stop) -> String {
    match stop {
        Stop::Fault(fault) => fault.0.to_string(),
        Stop::Refusal(refusal) => {
            let fill = |key: &str| {
                let args: Vec<_> =
                    refusal.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
                texts.fill(crate::Lang::Da, key, &args)
            };
            let next = format!("{}-next", refusal.key);
            let text = fill(refusal.key);
            if texts.has(crate::Lang::Da, &next) { format!("{text}. {}", fill(&next)) } else { text }
        }
    }
}
