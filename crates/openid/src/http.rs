//! A small HTTP client for the provider's few addresses: TLS by rustls with ring, no redirects,
//! bounded in time and size. Not a general client: one request a connection, HTTP/1.1.

use crate::Fault;
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Method, Request,
    body::Bytes,
    client::conn::http1,
    header::{ACCEPT, CONTENT_TYPE, HOST, HeaderName, HeaderValue, USER_AGENT},
};
use hyper_util::rt::TokioIo;
use std::{path::Path, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};
use url::Url;

/// How long a connection may take.
const CONNECT_WAIT: Duration = Duration::from_secs(5);
/// How long the whole answer may take.
const ANSWER_WAIT: Duration = Duration::from_secs(10);
/// How many bytes of an answer are read: a key set of a large provider has some 30 kB.
const ANSWER_MAX: usize = 512 * 1024;

/// What is sent.
pub(crate) struct Ask<'a> {
    pub(crate) url: &'a Url,
    /// A form; without one it is a GET.
    pub(crate) form: Option<String>,
    pub(crate) authorization: Option<String>,
}

impl<'a> Ask<'a> {
    pub(crate) fn get(url: &'a Url) -> Self {
        Self { url, form: None, authorization: None }
    }
}

pub(crate) struct Http {
    tls: TlsConnector,
}

impl Http {
    /// A client that trusts the public roots and the certificates of a PEM file.
    pub(crate) fn new(more_roots: Option<&Path>) -> Result<Self, String> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(path) = more_roots {
            let wrong = |text: String| format!("{}: {text}", path.display());
            let found = CertificateDer::pem_file_iter(path).map_err(|error| wrong(error.to_string()))?;
            for certificate in found {
                let certificate = certificate.map_err(|error| wrong(error.to_string()))?;
                roots.add(certificate).map_err(|error| wrong(error.to_string()))?;
            }
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)) })
    }

    /// Sends and reads the whole answer: its status, its media type and its bytes.
    pub(crate) async fn send(&self, ask: Ask<'_>) -> Result<(u16, String, Bytes), Fault> {
        let place = place(ask.url);
        let dead = |what: &str| Fault::Dead(format!("{place}: {what}"));
        match timeout(ANSWER_WAIT, self.send_unbounded(ask, &place)).await {
            Ok(answer) => answer,
            Err(_) => Err(dead("no answer in time")),
        }
    }

    async fn send_unbounded(&self, ask: Ask<'_>, place: &str) -> Result<(u16, String, Bytes), Fault> {
        let dead = |what: &dyn std::fmt::Display| Fault::Dead(format!("{place}: {what}"));
        let host = ask.url.host_str().ok_or_else(|| dead(&"an address without a host"))?;
        let bare = host.trim_matches(['[', ']']);
        let port = ask.url.port_or_known_default().ok_or_else(|| dead(&"an address without a port"))?;
        let connect = TcpStream::connect((bare, port));
        let stream = timeout(CONNECT_WAIT, connect)
            .await
            .map_err(|_| dead(&"no connection in time"))?
            .map_err(|error| dead(&error))?;
        let request = request(&ask, host).map_err(|error| dead(&error))?;
        if ask.url.scheme() == "https" {
            let name = ServerName::try_from(bare.to_owned()).map_err(|error| dead(&error))?;
            let stream = self.tls.connect(name, stream).await.map_err(|error| dead(&error))?;
            exchange(stream, request, place).await
        } else {
            exchange(stream, request, place).await
        }
    }
}

/// Host and path, for the log: a query may hold a code.
fn place(url: &Url) -> String {
    format!("{}{}", url.host_str().unwrap_or_default(), url.path())
}

fn request(ask: &Ask<'_>, host: &str) -> Result<Request<Full<Bytes>>, hyper::http::Error> {
    let target = match ask.url.query() {
        Some(query) => format!("{}?{query}", ask.url.path()),
        None => ask.url.path().to_owned(),
    };
    let authority = match ask.url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let method = if ask.form.is_some() { Method::POST } else { Method::GET };
    let mut request = Request::builder()
        .method(method)
        .uri(target)
        .header(HOST, authority)
        .header(USER_AGENT, "traad")
        .header(ACCEPT, "application/json");
    if ask.form.is_some() {
        request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    if let Some(authorization) = &ask.authorization {
        let mut value = HeaderValue::from_str(authorization)?;
        value.set_sensitive(true);
        request = request.header(HeaderName::from_static("authorization"), value);
    }
    request.body(Full::new(Bytes::from(ask.form.clone().unwrap_or_default())))
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
    place: &str,
) -> Result<(u16, String, Bytes), Fault> {
    let dead = |what: &dyn std::fmt::Display| Fault::Dead(format!("{place}: {what}"));
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|error| dead(&error))?;
    let connection = tokio::spawn(connection);
    let answer = async {
        let response = sender.send_request(request).await.map_err(|error| dead(&error))?;
        let status = response.status().as_u16();
        let media_type = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        let body = Limited::new(response.into_body(), ANSWER_MAX)
            .collect()
            .await
            .map_err(|error| dead(&error))?
            .to_bytes();
        Ok((status, media_type, body))
    }
    .await;
    connection.abort();
    answer
}
