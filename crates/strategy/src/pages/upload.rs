//! A strategy file as it comes from a form: a chosen file, or text pasted in.

use web::axum::extract::multipart::{Multipart, MultipartError};
use web::axum::extract::{FromRequest, Request};
use web::axum::http::{StatusCode, header};
use web::{Fields, Refusal, Stop};

/// How many fields the form may have.
const FIELDS_MAX: usize = 10;

/// What was handed in.
pub(crate) struct Upload {
    /// The file, byte for byte; pasted text has `\n` between its lines.
    pub(crate) bytes: Vec<u8>,
}

impl Upload {
    /// What was handed in as text, to be shown again.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Stop;

    async fn from_request(request: Request, state: &S) -> Result<Self, Stop> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let fields = Fields::from_request(request, state).await?;
            return Ok(Self { bytes: fields.get("text").as_bytes().to_vec() });
        }
        let mut form = Multipart::from_request(request, state).await.map_err(|_| unreadable())?;
        let mut upload = Self { bytes: Vec::new() };
        for _ in 0..FIELDS_MAX {
            let Some(field) = form.next_field().await.map_err(|error| refused(&error))? else {
                return Ok(upload);
            };
            let name = field.name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await.map_err(|error| refused(&error))?;
            match name.as_str() {
                "file" if !bytes.is_empty() => upload.bytes = bytes.to_vec(),
                "text" if upload.bytes.is_empty() => upload.bytes = lines(&bytes),
                _ => {}
            }
        }
        Err(unreadable().into())
    }
}

/// Browsers send text areas with `\r\n`.
fn lines(bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.replace("\r\n", "\n").into_bytes(),
        Err(_) => bytes.to_vec(),
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

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn pasted_text_has_plain_line_breaks() {
        assert_eq!(lines(b"a = 1\r\nb = 2"), b"a = 1\nb = 2");
        assert_eq!(lines(b"\xff\r\n"), b"\xff\r\n");
    }
}
