//! Limits on tries to sign in. They hit whoever tries: an address, a name from an address, and a
//! name from anywhere but browsers its owner has used. Known and unknown names are counted alike,
//! under keyed hashes (quality bar S6; OWASP Authentication Cheat Sheet, device cookies).

use crate::access_change;
use db::{AsConn, Id, Timestamp, Tx, exec, row, run};
use std::net::{IpAddr, Ipv6Addr};
use web::{Links, Outcome};

/// How long failed tries are remembered together.
const WINDOW_MS: i64 = 15 * 60_000;
/// How long failed tries on a name from everywhere are remembered together.
const NAME_WINDOW_MS: i64 = 3_600_000;
/// Failed tries from an address before it must wait: a town hall behind one address mistypes too.
const ADDRESS_FREE: i64 = 60;
/// Failed tries on a name from one address, or in a browser that is known, before a wait.
const PAIR_FREE: i64 = 5;
/// Failed tries on a name from everywhere, before browsers that are not known must wait.
const NAME_FREE: i64 = 100;
/// How many mails a form that anybody can fill in sends to one address within the hour; a browser that its owner has
/// used counts for itself. What was sent keeps working, so nobody is locked out.
const MAILS_MAX: i64 = 3;
/// The longest wait between tries on a name.
const WAIT_MAX_MS: i64 = 60_000;
/// How long rows are kept.
const KEEP_MS: i64 = 24 * 3_600_000;
/// How many browsers are known for a person; the oldest is forgotten.
const BROWSERS_MAX: i64 = 10;

row! {
    struct TryRow {
        failed: i64,
        wait_until: Timestamp,
    }
}

/// Somebody who tries.
#[derive(Clone, Debug)]
pub(crate) struct Try<'a> {
    /// What is tried: `password`, `code`.
    pub(crate) what: &'static str,
    /// The name, as typed.
    pub(crate) name: &'a str,
    /// Where from, where that is known.
    pub(crate) ip: Option<IpAddr>,
    /// The token of a browser in which this name's owner has signed in before.
    pub(crate) browser: Option<&'a str>,
}

struct Bucket {
    key: Vec<u8>,
    window_ms: i64,
    free: i64,
    wait_max_ms: i64,
}

impl Bucket {
    async fn begin(&self, tx: &mut Tx) -> Outcome<i64> {
        let now = tx.now();
        let row = count(tx, &self.key, self.window_ms).await?;
        if row.wait_until > now {
            return Ok(row.wait_until - now);
        }
        let over = row.failed - self.free;
        if over >= 0 {
            let pause = (1_000_i64 << over.min(20)).min(self.wait_max_ms);
            exec!(tx, "update login_try set wait_until = $2 where bucket = $1", [&self.key, now + pause])?;
        }
        Ok(0)
    }
}

impl Try<'_> {
    fn buckets(&self, links: &Links) -> Vec<Bucket> {
        let key =
            |kind: &str, text: &str| links.tag("try", format!("{}|{kind}|{text}", self.what).as_bytes());
        let name: String = self.name.trim().to_lowercase().chars().take(300).collect();
        let bucket = |key, window_ms, free, wait_max_ms| Bucket { key, window_ms, free, wait_max_ms };
        if let Some(browser) = self.browser {
            return vec![bucket(key("browser", browser), WINDOW_MS, PAIR_FREE, WAIT_MAX_MS)];
        }
        // Behind a proxy that we know nothing of, everybody has its address; it is nobody's then.
        let address = self.ip.filter(|ip| !ip.is_loopback()).map(network);
        let from = address.clone().unwrap_or_default();
        let mut all = vec![
            bucket(key("pair", &format!("{name}|{from}")), WINDOW_MS, PAIR_FREE, WAIT_MAX_MS),
            bucket(key("name", &name), NAME_WINDOW_MS, NAME_FREE, NAME_WINDOW_MS),
        ];
        if address.is_some() {
            all.push(bucket(key("address", &from), WINDOW_MS, ADDRESS_FREE, WINDOW_MS));
        }
        all
    }

    /// Counts the try before it is looked at, so that many at once count too. Gives how long the
    /// one who tries must wait, in milliseconds; 0 means go on.
    pub(crate) async fn begin(&self, tx: &mut Tx, links: &Links) -> Outcome<i64> {
        let mut wait = 0;
        for bucket in self.buckets(links) {
            wait = wait.max(bucket.begin(tx).await?);
        }
        Ok(wait)
    }

    /// The try was good: it does not count, and the name may be mistyped again from here.
    pub(crate) async fn succeeded(&self, tx: &mut Tx, links: &Links) -> Outcome<()> {
        for (place, bucket) in self.buckets(links).into_iter().enumerate() {
            if place == 0 {
                exec!(tx, "delete from login_try where bucket = $1", [bucket.key])?;
            } else {
                exec!(
                    tx,
                    "update login_try set failed = failed - 1, wait_until = 0 where bucket = $1 and failed > 0",
                    [bucket.key]
                )?;
            }
        }
        Ok(())
    }
}

/// Whether a form may send one more mail to an address.
pub(crate) async fn may_mail(
    tx: &mut Tx,
    links: &Links,
    what: &str,
    (email, browser): (&str, Option<&str>),
) -> Outcome<bool> {
    let to = match browser {
        Some(browser) => format!("{what}|mail-browser|{browser}"),
        None => format!("{what}|mail|{}", email.trim().to_lowercase()),
    };
    let key = links.tag("try", to.as_bytes());
    Ok(count(tx, &key, NAME_WINDOW_MS).await?.failed <= MAILS_MAX)
}

/// How long whoever fills a form in must wait, who has filled it in so often, in milliseconds; 0 means go on. Who it is
/// behind a proxy that we know nothing of is not known: they share one pace, and wait a minute at most.
pub(crate) async fn pace(tx: &mut Tx, links: &Links, what: &str, ip: Option<IpAddr>) -> Outcome<i64> {
    let known = ip.filter(|ip| !ip.is_loopback()).map(network);
    let wait_max_ms = if known.is_some() { WINDOW_MS } else { WAIT_MAX_MS };
    let key = links.tag("try", format!("{what}|sender|{}", known.unwrap_or_default()).as_bytes());
    Bucket { key, window_ms: WINDOW_MS, free: ADDRESS_FREE, wait_max_ms }.begin(tx).await
}

/// Counts one more in a bucket, which begins anew when its window has passed.
async fn count(tx: &mut Tx, key: &[u8], window_ms: i64) -> db::Result<TryRow> {
    let now = tx.now();
    run!(
        tx,
        TryRow,
        "insert into login_try (bucket, failed, since, wait_until) values ($1, 1, $2, 0)
         on conflict (bucket) do update set
           failed = case when login_try.since < $3 then 1 else login_try.failed + 1 end,
           since = case when login_try.since < $3 then $2 else login_try.since end
         returning failed, wait_until",
        [key, now, now - window_ms] => fetch_one
    )
}

/// The network that one subscriber has: an IPv4 address, or the /64 of an IPv6 one.
fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).to_string()
        }
    }
}

/// Whether somebody with this e-mail has signed in in this browser before.
pub(crate) async fn is_known(
    conn: &mut impl AsConn,
    links: &Links,
    token: &str,
    email: &str,
    now: Timestamp,
) -> db::Result<bool> {
    let found = run!(
        conn,
        scalar Id,
        "select person_id from known_browser where token_hash = $1",
        [links.tag("browser", token.as_bytes())] => fetch_optional
    )?;
    Ok(found.is_some() && found == access_change::who_signs_in_with(conn, email, now).await?)
}

/// Remembers a browser; gives the token that its cookie keeps.
pub(crate) async fn remember(tx: &mut Tx, links: &Links, person: Id) -> db::Result<String> {
    let token = crate::token::secret();
    let now = tx.now();
    exec!(
        tx,
        "insert into known_browser (token_hash, person_id, since) values ($1, $2, $3)",
        [links.tag("browser", token.as_bytes()), person, now]
    )?;
    exec!(
        tx,
        "delete from known_browser where person_id = $1 and token_hash not in
           (select token_hash from known_browser where person_id = $1 order by since desc, token_hash limit $2)",
        [person, BROWSERS_MAX]
    )?;
    Ok(token)
}

/// Forgets tries of yesterday.
pub(crate) async fn forget_old(tx: &mut Tx) -> Outcome<()> {
    let before = tx.now() - KEEP_MS;
    exec!(tx, "delete from login_try where since < $1", [before])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_one_address() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
        assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    }
}
