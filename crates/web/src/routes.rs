//! Routes: a path, a method, who may use it, and the handler. Kept as a list too, for
//! `traad routes`, the guard tests and the security matrix (quality bar S1).

use crate::{Access, Ctx, Refusal, Site, Stop, access::Verdict, refused};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    handler::Handler,
    http::{Method as HttpMethod, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodFilter, MethodRouter, on},
};
use std::sync::Arc;

/// A method that routes use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads; changes nothing.
    Get,
    /// Makes a row.
    Post,
    /// Takes an act back.
    Delete,
}

/// One route, as the guard tests see it.
#[derive(Clone, Copy, Debug)]
pub struct RouteInfo {
    /// Method.
    pub method: Method,
    /// Path with parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// Where styles, scripts and fonts are; the ground's own route, which asks for no context.
pub(crate) const ASSETS: &str = "/assets/{*path}";

/// The routes of the program.
pub struct Routes {
    router: Router<Arc<Site>>,
    list: Vec<RouteInfo>,
}

impl Routes {
    pub(crate) fn new() -> Self {
        Self { router: Router::new(), list: Vec::new() }
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        self.add(Method::Get, path, access, on(MethodFilter::GET, handler))
    }

    /// An act.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        self.add(Method::Post, path, access, on(MethodFilter::POST, handler))
    }

    /// An act of a form: what is refused comes back on `page`, where the form stands, with what was
    /// typed (`refused.rs`). Parameters of `page` are those of `path`.
    #[must_use]
    pub fn form<H, T>(self, path: &'static str, access: Access, page: &'static str, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        let noted = on(MethodFilter::POST, handler)
            .layer(middleware::from_fn(move |request, next| refused::note(page, request, next)));
        self.add(Method::Post, path, access, noted)
    }

    /// An act with a file: its body may be as large as `max` bytes.
    #[must_use]
    pub fn upload<H, T>(self, path: &'static str, access: Access, max: usize, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        let limited = on(MethodFilter::POST, handler).layer(DefaultBodyLimit::max(max));
        self.add(Method::Post, path, access, limited)
    }

    /// Taking an act back, for programs; pages post to `PATH/delete`.
    #[must_use]
    pub fn delete<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        self.add(Method::Delete, path, access, on(MethodFilter::DELETE, handler))
    }

    fn add(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        handler: MethodRouter<Arc<Site>>,
    ) -> Self {
        self.list.push(RouteInfo { method, path, access });
        let guarded = handler.layer(middleware::from_fn(move |request, next| check(access, request, next)));
        self.router = self.router.route(path, guarded);
        self
    }

    /// Every route of the given slices, and the ground's own.
    #[must_use]
    pub fn list(slices: &[crate::Slice]) -> Vec<RouteInfo> {
        let mut list = slices.iter().fold(Routes::new(), |routes, slice| (slice.routes)(routes)).list;
        list.push(RouteInfo { method: Method::Get, path: ASSETS, access: Access::Public });
        list
    }

    pub(crate) fn into_router(self) -> Router<Arc<Site>> {
        self.router
    }
}

async fn check(access: Access, request: Request, next: Next) -> Response {
    let Some(ctx) = request.extensions().get::<Ctx>().cloned() else {
        return Stop::fault("a route outside the site").into_response();
    };
    let changes = !matches!(*request.method(), HttpMethod::GET | HttpMethod::HEAD);
    if changes && access.is_guarded() && !from_our_pages(&request) {
        return Stop::from(Refusal { status: 403, ..Refusal::new("web-cross-site") }).into_response();
    }
    match access.verdict(ctx.actor()) {
        Verdict::Allowed => next.run(request).await,
        Verdict::Forbidden
            if matches!(access, Access::Token(_)) && matches!(ctx.actor().who, db::Who::Visitor) =>
        {
            Stop::from(Refusal { status: 401, ..Refusal::new("web-token-needed") }).into_response()
        }
        Verdict::Forbidden => Stop::from(Refusal::forbidden()).into_response(),
        Verdict::SignInFirst if changes => {
            Stop::from(Refusal { status: 401, ..Refusal::new("web-sign-in-first") }).into_response()
        }
        Verdict::SignInFirst => {
            let target = request.uri().path_and_query().map_or("/desk", |target| target.as_str());
            crate::redirect(&format!("/login?next={}", escape(target)))
        }
    }
}

/// A changing request must come from our own pages: the browser says so in Sec-Fetch-Site, an
/// older one in Origin; with neither it is refused (quality bar S2).
fn from_our_pages(request: &Request) -> bool {
    let header = |name: header::HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    match (header(header::ORIGIN), header(header::HOST)) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, authority)| authority == host)
        }
        _ => false,
    }
}

fn escape(path: &str) -> String {
    use std::fmt::Write;
    path.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
