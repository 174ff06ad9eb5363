//! API tokens: a name, scopes from a closed list, and a secret of which only the hash is kept.
//! The token holds its own id, so that one found in a log can be revoked without being known.

use crate::{TOKEN_MADE, TOKEN_REVOKED, account::hash};
use db::{Actor, AsConn, Event, Id, Json, Timestamp, Tx, exec, row, run};
use serde_json::json;
use std::fmt::Write;
use web::{Outcome, Refusal};

/// Reading the strategy, its versions and adoptions.
pub const READ_STRATEGY: &str = "read:strategy";
/// Reading messages, drafts too, with editions, checks and approvals.
pub const READ_MESSAGES: &str = "read:messages";
/// Reading what was released.
pub const READ_RELEASES: &str = "read:releases";
/// Reading how many deliveries stand where; never an address.
pub const READ_DELIVERIES: &str = "read:deliveries";
/// Reading plans with their activities.
pub const READ_PLANS: &str = "read:plans";
/// Writing messages: beginning, saving, asking for approval, waivers, corrections.
pub const WRITE_MESSAGES: &str = "write:messages";
/// Answering requests for approval.
pub const WRITE_APPROVALS: &str = "write:approvals";
/// Planning and cancelling releases, and letting one go before staff.
pub const WRITE_RELEASES: &str = "write:releases";
/// Assessing needs, making plans and putting activities in the calendar.
pub const WRITE_PLANS: &str = "write:plans";
/// Adding a version of the strategy and putting it in force.
pub const WRITE_STRATEGY: &str = "write:strategy";
/// Having texts checked: plain language, spelling, officialese. It reads and changes nothing of the municipality's.
pub const CHECK_LANGUAGE: &str = "check:language";
/// Every scope that a token can have. Those that write need a person for whom the token acts.
pub const SCOPES: [&str; 11] = [
    READ_STRATEGY,
    READ_MESSAGES,
    READ_RELEASES,
    READ_DELIVERIES,
    READ_PLANS,
    WRITE_MESSAGES,
    WRITE_APPROVALS,
    WRITE_RELEASES,
    WRITE_PLANS,
    WRITE_STRATEGY,
    CHECK_LANGUAGE,
];

/// The longest name of a token, in characters: a line in a list.
const NAME_MAX: usize = 80;
/// How many random bytes a token has: 256 bits, so that its hash needs no salt.
const SECRET_BYTES: usize = 32;
/// How many tokens a list shows at most.
const LIST_MAX: i64 = 200;

row! {
    /// A token in a list.
    #[derive(Clone, Debug)]
    pub struct Token {
        /// Id.
        pub id: Id,
        /// What it is for.
        pub name: String,
        /// What it may read and do.
        pub scopes: Json<Vec<String>>,
        /// The function of the person for whom it acts.
        pub acts_for: Option<String>,
        /// When it was made.
        pub made_at: Timestamp,
        /// By whom, by function.
        pub made_by: String,
        /// When it was revoked, if it was.
        pub revoked_at: Option<Timestamp>,
    }
}

impl Token {
    /// The latest tokens, newest first, those revoked too.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(conn: &mut impl AsConn) -> db::Result<Vec<Self>> {
        run!(
            conn,
            Token,
            "select t.id, t.name, t.scopes, p.function as acts_for, t.made_at, t.made_by, t.revoked_at
             from api_token t left join person p on p.id = t.person_id order by t.id desc limit $1",
            [LIST_MAX] => fetch_all
        )
    }
}

/// Makes a token and gives it: `traad_ID_SECRET`. It is shown this once and never stored.
///
/// # Errors
/// When the name is empty or too long, no scope is given, one is not known, or one writes and
/// there is no person for whom it is to act.
pub async fn make_token(
    tx: &mut Tx,
    actor: &Actor,
    name: &str,
    scopes: &[String],
    person: Option<Id>,
) -> Outcome<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX {
        return Err(Refusal::new("people-token-name").with("max", NAME_MAX).at("name").into());
    }
    let unknown = scopes.iter().find(|scope| !SCOPES.contains(&scope.as_str()));
    if unknown.is_some() || scopes.is_empty() {
        return Err(Refusal::new("people-token-scope")
            .with("scope", unknown.map_or("", String::as_str))
            .with("known", SCOPES.join(", "))
            .at("scope")
            .into());
    }
    let scopes: Vec<&str> =
        SCOPES.into_iter().filter(|known| scopes.iter().any(|scope| scope == known)).collect();
    if person.is_none() && scopes.iter().any(|scope| scope.starts_with("write:")) {
        return Err(Refusal::new("people-token-person").at("person").into());
    }
    let (id, now) = (tx.new_id(), tx.now());
    let token = format!("traad_{id}_{}", secret());
    exec!(
        tx,
        "insert into api_token (id, token_hash, name, scopes, made_at, made_by, person_id)
         values ($1, $2, $3, $4, $5, $6, $7)",
        [id, hash(&token), name, Json(&scopes), now, &actor.name, person]
    )?;
    let particulars = json!({ "scopes": scopes, "person": person });
    Event { kind: TOKEN_MADE, subject: id, particulars, text: Some(name) }.write(tx, actor).await?;
    Ok(token)
}

/// Revokes a token; from the next request on it opens nothing.
///
/// # Errors
/// When there is no such token, or it was revoked before.
pub async fn revoke_token(tx: &mut Tx, actor: &Actor, id: Id) -> Outcome<()> {
    let now = tx.now();
    let revoked =
        exec!(tx, "update api_token set revoked_at = $2 where id = $1 and revoked_at is null", [id, now])?;
    if revoked == 0 {
        return Err(Refusal { status: 404, ..Refusal::new("people-token-none") }.into());
    }
    Event { kind: TOKEN_REVOKED, subject: id, particulars: json!({}), text: None }.write(tx, actor).await?;
    Ok(())
}

/// 256 random bits in hex.
pub(crate) fn secret() -> String {
    let mut bytes = [0_u8; SECRET_BYTES];
    rand::fill(&mut bytes);
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
