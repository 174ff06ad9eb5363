//! The two real strategies against what they say: every count and every row of their matrices (W1).

use std::collections::BTreeSet;

use strategy::model::{Content, Principle, Role};
use strategy::spec::MUNICIPAL_CHOICE;
use strategy::words::{Audience, ConnectorKind, Force, GoalScope, Language, PressPerson, Side};
use strategy::{Strategy, read};

fn load(name: &str) -> Strategy {
    let path = format!("{}/../../strategies/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_default();
    read(&bytes, &path).unwrap_or_else(|report| panic!("{}", report.to_text(Language::En)))
}

fn naestved() -> Strategy {
    load("naestved-2012-2015")
}

fn slagelse() -> Strategy {
    load("slagelse-2023")
}

fn goals(strategy: &Content, scope: GoalScope) -> usize {
    strategy.goals.iter().filter(|goal| goal.scope == scope).count()
}

fn sides(principle: &Principle, side: Side) -> usize {
    principle.signs.iter().filter(|sign| sign.side == side).count()
}

fn set(ids: &[String]) -> BTreeSet<&str> {
    ids.iter().map(String::as_str).collect()
}

#[test]
fn naestved_rests_on_what_it_names() {
    let strategy = naestved();
    assert_eq!(goals(&strategy, GoalScope::Effect), 3);
    assert_eq!(strategy.premises.len(), 4);
    assert_eq!(strategy.foundation.len(), 7);
    assert_eq!(strategy.stakeholders.len(), 7);
    assert_eq!(strategy.platforms.len(), 6);
    assert!(strategy.brand.is_some() && strategy.reputation.is_some());
    assert!(strategy.approval.is_none() && strategy.clocks.is_empty() && strategy.election.is_none());
    assert_eq!(strategy.internal_first.as_ref().and_then(|first| first.lead_time_minutes), None);
}

/// H1: four principles with two external and two internal signs each.
#[test]
fn naestved_principles_have_sixteen_signs() {
    let strategy = naestved();
    let ids: Vec<&str> = strategy.principles.iter().map(|principle| principle.id.as_str()).collect();
    assert_eq!(ids, ["dialogue", "professionalism", "accountability", "respect"]);
    for principle in &strategy.principles {
        assert_eq!(
            (sides(principle, Side::External), sides(principle, Side::Internal)),
            (2, 2),
            "{}",
            principle.id
        );
        assert!(principle.definition.is_some());
    }
}

/// Role, senders, stakeholders, goal and platforms.
type Row =
    (&'static str, &'static [&'static str], &'static [&'static str], &'static str, &'static [&'static str]);

/// R2: the rows of the matrices, as reconstructed.
#[test]
fn naestved_roles_have_the_rows_of_the_matrix() {
    let strategy = naestved();
    const ALL: &[&str] =
        &["corporate-communication", "letters", "marketing", "press", "social-media", "oral"];
    const PARTNERS: &[&str] = &["citizens", "partners", "companies"];
    let rows: [Row; 4] = [
        (
            "authority",
            &["centres"],
            &["citizens"],
            "relevant-and-clear",
            &["corporate-communication", "letters", "oral"],
        ),
        ("service", &["centres", "institutions"], PARTNERS, "relevant-and-clear", ALL),
        (
            "politics",
            &["politicians", "executive-board"],
            PARTNERS,
            "political-involvement",
            &["social-media", "oral", "press"],
        ),
        (
            "brand",
            &["employee", "institutions", "communications"],
            &["citizens", "partners", "companies", "tourists", "media"],
            "better-reputation",
            ALL,
        ),
    ];
    assert_eq!(strategy.roles.len(), rows.len());
    for (id, senders, stakeholders, goal, platforms) in rows {
        let role: &Role = strategy.role(id).unwrap();
        assert_eq!(set(&role.senders), senders.iter().copied().collect(), "{id}");
        assert_eq!(set(&role.stakeholders), stakeholders.iter().copied().collect(), "{id}");
        assert_eq!(role.goal, goal);
        assert_eq!(set(&role.platforms), platforms.iter().copied().collect(), "{id}");
        assert_eq!(role.force, Force::Usually, "the matrix forbids nothing");
    }
}

/// D1: seven levels with their responsibilities; managers also convey decisions, the board also has ownership.
#[test]
fn naestved_levels_have_their_responsibilities() {
    let strategy = naestved();
    let counts: Vec<(&str, usize)> =
        strategy.levels.iter().map(|level| (level.id.as_str(), level.responsibilities.len())).collect();
    let expected = [
        ("politicians", 1),
        ("employee", 2),
        ("manager", 2 + 1),
        ("institutions", 2),
        ("centres", 3),
        ("executive-board", 4 + 1),
        ("communications", 3),
    ];
    assert_eq!(counts, expected);
}

/// D2: four purposes with fourteen methods.
#[test]
fn naestved_involves_in_fourteen_ways() {
    let strategy = naestved();
    let purposes = &strategy.involvement.as_ref().unwrap().purposes;
    let methods: Vec<usize> = purposes.iter().map(|purpose| purpose.methods.len()).collect();
    assert_eq!(methods, [4, 4, 3, 3]);
    assert!(
        purposes.iter().flat_map(|purpose| &purpose.methods).all(|method| method.force == Force::Example)
    );
}

#[test]
fn slagelse_holds_its_counts() {
    let strategy = slagelse();
    assert_eq!(strategy.principles.len(), 6);
    assert_eq!(strategy.codex.len(), 13);
    assert_eq!(goals(&strategy, GoalScope::Internal), 4);
    assert_eq!(goals(&strategy, GoalScope::External), 5);
    assert!(strategy.approval.is_none() && strategy.roles.is_empty() && strategy.load.is_none());
    let signs = strategy.principles.iter().flat_map(|principle| &principle.signs);
    assert!(signs.into_iter().all(|sign| sign.source == MUNICIPAL_CHOICE));
}

/// W7: three strengths; the executive board owns the narrative, communications and heads bring it to life.
#[test]
fn slagelse_narrative_is_owned() {
    let strategy = slagelse();
    let narrative = strategy.narrative.as_ref().unwrap();
    let themes: Vec<&str> = narrative.themes.iter().map(|theme| theme.id.as_str()).collect();
    assert_eq!(themes, ["location", "good-life", "education"]);
    assert_eq!(narrative.owner.as_deref(), Some("executive-board"));
    assert_eq!(narrative.carried_by, ["communications", "centres"]);
}

/// R3: six channels and whom they are for.
#[test]
fn slagelse_channels_have_their_audiences() {
    let strategy = slagelse();
    let rows: [(&str, ConnectorKind, Audience, &[&str]); 6] = [
        ("facebook", ConnectorKind::Facebook, Audience::External, &["young-families", "established"]),
        ("linkedin", ConnectorKind::Linkedin, Audience::External, &["specialists"]),
        ("staff-feed", ConnectorKind::StaffFeed, Audience::Internal, &["field-staff"]),
        ("website", ConnectorKind::Newsroom, Audience::External, &[]),
        ("intranet", ConnectorKind::Manual, Audience::Internal, &["desk-staff"]),
        ("podcast", ConnectorKind::Podcast, Audience::Internal, &["desk-staff", "field-staff"]),
    ];
    assert_eq!(strategy.channels.len(), rows.len());
    for (id, kind, audience, groups) in rows {
        let channel = strategy.channel(id).unwrap();
        assert_eq!((channel.kind, channel.audience), (kind, audience), "{id}");
        assert_eq!(channel.target_groups, groups, "{id}");
    }
}

/// P1-P3: five rules of press work, and who speaks in a critical case.
#[test]
fn slagelse_press_work_is_complete() {
    let strategy = slagelse();
    let press = strategy.press.as_ref().unwrap();
    assert_eq!(press.rules.len(), 5);
    let critical = press.speakers.iter().find(|speaker| speaker.id == "critical").unwrap();
    assert_eq!(critical.speaks, [PressPerson::Head]);
    assert_eq!(critical.after_agreement_with, [PressPerson::Director]);
    assert_eq!(critical.advised_by, [PressPerson::Communications]);
    assert_eq!(critical.force, Force::Usually);
}

/// P4-P8: what a crisis is, its chain of responsibility and five habits.
#[test]
fn slagelse_crises_have_a_chain_of_responsibility() {
    let strategy = slagelse();
    let crisis = strategy.crisis.as_ref().unwrap();
    assert_eq!(crisis.habits.len(), 5);
    let [issue, worst] = crisis.levels.as_slice() else { panic!("two levels") };
    assert_eq!(
        (issue.owner.as_slice(), issue.escalates_to.as_deref()),
        ([PressPerson::Head].as_slice(), Some("crisis"))
    );
    assert_eq!(worst.owner, [PressPerson::Director, PressPerson::Head]);
    assert_eq!(worst.informs, [PressPerson::Politicians, PressPerson::Communications]);
    assert_eq!(worst.assisted_by, [PressPerson::Communications]);
}

/// D3: director, heads, managers, staff, and back.
#[test]
fn slagelse_passes_on_link_by_link() {
    let strategy = slagelse();
    let cascade = strategy.cascade.as_ref().unwrap();
    assert_eq!(cascade.order, ["executive-board", "centres", "manager", "employee"]);
    assert!(cascade.both_ways);
}

/// The demo unites both, and sets what they leave open.
#[test]
fn sundby_unites_both_and_is_complete() {
    let strategy = load("sundby");
    let (north, west) = (naestved(), slagelse());
    assert_eq!(strategy.codex.len(), west.codex.len());
    assert_eq!(strategy.principles.len(), north.principles.len());
    assert_eq!((strategy.roles.len(), strategy.levels.len(), strategy.platforms.len()), (4, 7, 6));
    assert_eq!(goals(&strategy, GoalScope::Internal) + goals(&strategy, GoalScope::External), 9);
    assert!(strategy.goals.iter().all(|goal| goal.owner.is_some() && goal.indicator.is_some()));
    assert!(strategy.approval.is_some() && strategy.internal_first.is_some() && strategy.load.is_some());
    assert!(strategy.press.is_some() && strategy.crisis.is_some() && strategy.election.is_some());
    assert!(strategy.measuring.is_some() && strategy.commitments.is_some() && strategy.theme.is_some());
    for level in &strategy.levels {
        assert_eq!(
            level.responsibilities.len(),
            north.level(&level.id).unwrap().responsibilities.len(),
            "{}",
            level.id
        );
    }
}

/// Invariant 8: every item answers with its text, source and force.
#[test]
fn every_item_can_be_asked_why() {
    for name in ["sundby", "naestved-2012-2015", "slagelse-2023"] {
        let strategy = load(name);
        assert!(strategy.items().len() > 80, "{name}");
        for item in strategy.items() {
            assert_eq!(strategy.item(&item.key), Some(item));
            assert!(!item.title.is_empty() && !item.source.is_empty(), "{}", item.key);
        }
    }
    let strategy = load("sundby");
    let item = strategy.item("approval.hard-news").unwrap();
    assert_eq!(
        (item.title.as_str(), item.force, item.municipal_choice()),
        ("Svære nyheder", Force::Must, true)
    );
    assert!(strategy.item("principle.dialogue").is_some() && strategy.item("approval.emergency").is_some());
    assert!(strategy.item("approval.nothing").is_none());
}
