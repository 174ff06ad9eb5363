//! An import as it comes from the form: a chosen file or pasted text, and what to do with it.

use web::axum::extract::multipart::{Multipart, MultipartError};
use web::axum::extract::{FromRequest, Request};
use web::axum::http::{StatusCode, header};
use web::{Fields, Refusal, Stop};

/// How many fields the form may have.
const FIELDS_MAX: usize = 10;

/// What was handed in.
#[derive(Default)]
pub(crate) struct Upload {
    /// The file, byte for byte, or the pasted text.
    pub(crate) bytes: Vec<u8>,
    /// Whether it is about people; otherwise units.
    pub(crate) people: bool,
    /// Whether people who are not in the file are marked as having left.
    pub(crate) mark_gone: bool,
    /// Whether it is to be applied.
    pub(crate) apply: bool,
    /// What stands for the difference that was shown.
    pub(crate) seen: String,
}

impl Upload {
    fn take(&mut self, name: &str, bytes: &[u8]) {
        match name {
            "file" if !bytes.is_empty() => self.bytes = bytes.to_vec(),
            "text" if self.bytes.is_empty() => self.bytes = bytes.to_vec(),
            "kind" => self.people = bytes == b"people",
            "mark-gone" => self.mark_gone = !bytes.is_empty(),
            "apply" => self.apply = !bytes.is_empty(),
            "seen" => self.seen = String::from_utf8_lossy(bytes).into_owned(),
            _ => {}
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Stop;

    async fn from_request(request: Request, state: &S) -> Result<Self, Stop> {
        let mut upload = Self::default();
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let fields = Fields::from_request(request, state).await?;
            for name in ["text", "kind", "mark-gone", "apply", "seen"] {
                upload.take(name, fields.get(name).as_bytes());
            }
            return Ok(upload);
        }
        let mut form = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
        for _ in 0..FIELDS_MAX {
            let Some(field) = form.next_field().await.map_err(|error| refused(&error))? else {
                return Ok(upload);
            };
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|error| refused(&error))?;
            upload.take(&name, &bytes);
        }
        Err(unreadable().into())
    }
}

fn unreadable() -> Refusal {
    Refusal::new("web-form-unreadable")
}

fn refused(error: &MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Refusal { status: 413, ..Refusal::new("web-form-too-large") }
    } else {
        unreadable()
    }
}
