//! What a form offers: units, people, and what the strategy in force names.

use db::AsConn;
use people::{Person, Unit, WRITE};
use strategy::Strategy;
use web::Ctx;

/// How many people a list offers at most.
const PEOPLE_MAX: i64 = 500;

/// One thing to choose.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) value: String,
    /// What is read.
    pub(crate) label: String,
}

impl Choice {
    pub(crate) fn new(value: impl ToString, label: &str) -> Self {
        Self { value: value.to_string(), label: label.to_owned() }
    }
}

/// Everything that a plan's form offers.
#[derive(Debug)]
pub(crate) struct Choices {
    pub(crate) units: Vec<Choice>,
    pub(crate) people: Vec<Choice>,
    pub(crate) goals: Vec<Choice>,
    pub(crate) target_groups: Vec<Choice>,
    pub(crate) channels: Vec<Choice>,
}

impl Choices {
    pub(crate) async fn new(conn: &mut impl AsConn, ctx: &Ctx, strategy: &Strategy) -> db::Result<Self> {
        Ok(Self {
            units: units(conn, ctx).await?,
            people: people(conn, ctx).await?,
            goals: strategy.goals.iter().map(|goal| Choice::new(&goal.id, &goal.name)).collect(),
            target_groups: strategy
                .target_groups
                .iter()
                .map(|group| Choice::new(&group.id, &group.name))
                .collect(),
            channels: channels(strategy),
        })
    }
}

/// The units that the actor may write for, in tree order.
pub(crate) async fn units(conn: &mut impl AsConn, ctx: &Ctx) -> db::Result<Vec<Choice>> {
    let units = Unit::all(conn).await?;
    let own = units.into_iter().filter(|unit| ctx.actor().may_at(WRITE, &unit.path));
    Ok(own.map(|unit| Choice::new(unit.id, &unit.name)).collect())
}

/// The strategy's channels.
pub(crate) fn channels(strategy: &Strategy) -> Vec<Choice> {
    strategy.channels.iter().map(|channel| Choice::new(&channel.id, &channel.name)).collect()
}

/// Everybody who can sign in, the actor first.
pub(crate) async fn people(conn: &mut impl AsConn, ctx: &Ctx) -> db::Result<Vec<Choice>> {
    let mut people = Person::with_duties(conn, PEOPLE_MAX).await?;
    people.sort_by_key(|person| Some(person.id) != ctx.actor().person());
    Ok(people.iter().map(|person| Choice::new(person.id, &person.function)).collect())
}

/// The labels of what was chosen, in the order of the choices.
pub(crate) fn labels(choices: &[Choice], chosen: &[String]) -> Vec<String> {
    choices
        .iter()
        .filter(|choice| chosen.contains(&choice.value))
        .map(|choice| choice.label.clone())
        .collect()
}
