//! Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, with the whole text; a sitemap, and robots.txt.

use crate::take_down::KEEP;
use crate::{
    article::{Article, latest},
    pages::article::body_html_outside,
};
use message::Edition;
use serde_json::json;
use web::{Ctx, Page, download};

/// How many articles a feed holds.
const FEED_MAX: i64 = 30;
/// How many addresses a sitemap holds (sitemaps.org allows 50,000).
const SITEMAP_MAX: i64 = 20_000;

struct Entry {
    article: Article,
    url: String,
    html: String,
}

async fn entries(ctx: &Ctx) -> Result<Vec<Entry>, web::Stop> {
    let mut conn = ctx.db().read().await?;
    let articles = latest(&mut conn, "", i64::MAX, FEED_MAX).await?;
    let ids: Vec<_> = articles.iter().map(|article| article.edition_id).collect();
    let editions = db::run!(
        &mut conn,
        Edition,
        "select id, message_id, number, content, hash, saved_at, saved_by, frozen_at from edition where id in {ids $1}",
        [db::Id::list(&ids)] => fetch_all
    )?;
    let base = &ctx.config().base_url;
    let html = |article: &Article| {
        editions
            .iter()
            .find(|edition| edition.id == article.edition_id)
            .map(|edition| body_html_outside(&edition.content, &article.channel, base))
            .unwrap_or_default()
    };
    Ok(articles
        .into_iter()
        .map(|article| Entry {
            url: format!("{}/news/{}", ctx.config().base_url, article.slug),
            html: html(&article),
            article,
        })
        .collect())
}

pub(crate) async fn atom(ctx: Ctx) -> Page {
    let entries = entries(&ctx).await?;
    let base = &ctx.config().base_url;
    let updated = entries.iter().map(|entry| entry.article.changed_at).max().unwrap_or(0);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"da\">\n<title>{}</title>\n<id>{base}/feed.atom</id>\n<link rel=\"self\" href=\"{base}/feed.atom\"/>\n<link href=\"{base}/\"/>\n<updated>{}</updated>\n<author><name>{}</name></author>\n",
        escape(&ctx.config().municipality),
        ctx.when(updated).machine(),
        escape(&ctx.config().municipality),
    );
    for entry in &entries {
        out.push_str(&format!(
            "<entry xml:lang=\"{}\"><title>{}</title><id>urn:traad:{}</id><link href=\"{}\"/><published>{}</published><updated>{}</updated><summary>{}</summary><content type=\"html\">{}</content></entry>\n",
            entry.article.language,
            escape(&entry.article.title),
            entry.article.message_id,
            escape(&entry.url),
            ctx.when(entry.article.published_at).machine(),
            ctx.when(entry.article.changed_at).machine(),
            escape(&entry.article.main_point),
            escape(&entry.html),
        ));
    }
    out.push_str("</feed>\n");
    download(KEEP, "application/atom+xml; charset=utf-8", out)
}

pub(crate) async fn rss(ctx: Ctx) -> Page {
    let entries = entries(&ctx).await?;
    let base = &ctx.config().base_url;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n<title>{}</title>\n<link>{base}/</link>\n<description>{}</description>\n<language>da</language>\n<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{base}/feed.rss\"/>\n",
        escape(&ctx.config().municipality),
        escape(&ctx.fill("publish-feed-description", &[("municipality", &ctx.config().municipality)])),
    );
    for entry in &entries {
        out.push_str(&format!(
            "<item><title>{}</title><link>{}</link><guid isPermaLink=\"false\">urn:traad:{}</guid><pubDate>{}</pubDate><description>{}</description></item>\n",
            escape(&entry.article.title),
            escape(&entry.url),
            entry.article.message_id,
            web::copenhagen(entry.article.published_at).strftime("%a, %d %b %Y %H:%M:%S %z"),
            escape(&format!("<p>{}</p>{}", escape(&entry.article.main_point), entry.html)),
        ));
    }
    out.push_str("</channel></rss>\n");
    download(KEEP, "application/rss+xml; charset=utf-8", out)
}

pub(crate) async fn json(ctx: Ctx) -> Page {
    let entries = entries(&ctx).await?;
    let base = &ctx.config().base_url;
    let items: Vec<_> = entries
        .iter()
        .map(|entry| {
            json!({
                "id": format!("urn:traad:{}", entry.article.message_id),
                "url": entry.url,
                "title": entry.article.title,
                "language": entry.article.language,
                "summary": entry.article.main_point,
                "content_html": entry.html,
                "date_published": ctx.when(entry.article.published_at).machine(),
                "date_modified": ctx.when(entry.article.changed_at).machine(),
            })
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": ctx.config().municipality,
        "home_page_url": format!("{base}/"),
        "feed_url": format!("{base}/feed.json"),
        "language": "da",
        "items": items,
    });
    download(KEEP, "application/feed+json", feed.to_string())
}

pub(crate) async fn sitemap(ctx: Ctx) -> Page {
    let articles = latest(&mut ctx.db().read().await?, "", i64::MAX, SITEMAP_MAX).await?;
    let base = &ctx.config().base_url;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in ["/", "/archive", "/strategy", "/subscribe"] {
        out.push_str(&format!("<url><loc>{base}{page}</loc></url>\n"));
    }
    for article in &articles {
        out.push_str(&format!(
            "<url><loc>{base}/news/{}</loc><lastmod>{}</lastmod></url>\n",
            article.slug,
            ctx.when(article.changed_at).machine()
        ));
    }
    out.push_str("</urlset>\n");
    download(KEEP, "application/xml", out)
}

pub(crate) async fn robots(ctx: Ctx) -> Page {
    let text =
        format!("User-agent: *\nDisallow: /subscription/\nSitemap: {}/sitemap.xml\n", ctx.config().base_url);
    download(KEEP, "text/plain; charset=utf-8", text)
}

/// Escapes for XML; characters that XML 1.0 cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && !matches!(c, '\n' | '\r' | '\t') => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
