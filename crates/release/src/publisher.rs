//! Who may publish by a channel: the duties that the strategy names for it, besides the right to
//! release for the unit. A channel without names leaves it to whoever owns it (C1).

use db::{Actor, AsConn, Id, Timestamp};
use people::{Held, Holder, RELEASE, held_by, holders_about, of_duty};
use strategy::{Strategy, model::Channel};
use web::{Outcome, Refusal};

/// Duties that count over the unit they are held over, as they do where they are asked for a yes.
const LOCAL: &[&str] = &["head", "director", "editor"];

/// The channels, of those chosen, by which a person may not publish for a unit.
///
/// # Errors
/// When the database fails.
pub async fn closed_channels<'a>(
    conn: &mut impl AsConn,
    strategy: &'a Strategy,
    channels: &[String],
    (person, unit_path): (Id, &str),
    now: Timestamp,
) -> db::Result<Vec<&'a Channel>> {
    let named: Vec<&Channel> = strategy
        .channels
        .iter()
        .filter(|channel| channels.contains(&channel.id) && !channel.may_publish.is_empty())
        .collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let asked: Vec<&str> = named
        .iter()
        .flat_map(|channel| &channel.may_publish)
        .map(|duty| approval::duty_word(*duty))
        .collect();
    let all = holders_about(conn, unit_path, &asked, &[], now).await?;
    let own: Vec<&Holder> = all.iter().filter(|holder| holder.person_id == person).collect();
    let closed: Vec<&Channel> = named.into_iter().filter(|channel| !may(channel, &own, unit_path)).collect();
    if closed.is_empty() || is_given_by_a_group(&held_by(conn, person).await?, &own, unit_path) {
        return Ok(Vec::new());
    }
    Ok(closed)
}

fn may(channel: &Channel, own: &[&Holder], unit_path: &str) -> bool {
    own.iter().any(|holder| {
        let reaches = !LOCAL.contains(&holder.duty.as_str()) || unit_path.starts_with(&holder.unit_path);
        let heads = |word: &str| word == "head" && holder.duty == "director";
        let named = |word: &str| word == holder.duty || heads(word);
        reaches && channel.may_publish.iter().any(|duty| named(approval::duty_word(*duty)))
    })
}

/// Whether the right to release comes from no duty of the register: then a group at the identity provider gave it,
/// and the operator who named the group has answered for it.
fn is_given_by_a_group(held: &[Held], stands_in: &[&Holder], unit_path: &str) -> bool {
    let releases = |duty: &str| of_duty(duty).0.contains(&RELEASE);
    let by_duty = held.iter().any(|held| releases(&held.duty) && unit_path.starts_with(&held.unit_path));
    let everywhere = held.iter().any(|held| releases(&held.duty) && of_duty(&held.duty).1);
    !by_duty && !everywhere && !stands_in.iter().any(|holder| releases(&holder.duty))
}

/// Refuses a plan for a channel that the planner may not publish by.
pub(crate) async fn check_publisher(
    conn: &mut impl AsConn,
    actor: &Actor,
    strategy: &Strategy,
    channels: &[String],
    (unit_path, now): (&str, Timestamp),
) -> Outcome<()> {
    let person = actor.person().ok_or_else(Refusal::forbidden)?;
    match closed_channels(conn, strategy, channels, (person, unit_path), now).await?.first() {
        Some(channel) => Err(Refusal { status: 403, ..Refusal::new("release-not-publisher") }
            .with("channel", &channel.name)
            .because(format!("channel.{}", channel.id))
            .into()),
        None => Ok(()),
    }
}
