//! The units of Sundby Kommune: council, board, centres, institutions.

use db::{Id, Tx};
use people::{NewUnit, add_unit, subscriber};
use std::collections::HashMap;
use web::Outcome;

/// Key, key of the unit above, name, level, topics.
const UNITS: &[(&str, &str, &str, &str, &[&str])] = &[
    ("sundby", "", "Sundby Kommune", "executive-board", &[]),
    ("board", "sundby", "Direktionen", "executive-board", &[]),
    ("communications", "board", "Kommunikation", "communications", &[]),
    ("roads", "board", "Center for Vej og Park", "centres", &["roads", "parks"]),
    ("children", "board", "Center for Børn og Unge", "centres", &["schools", "daycare"]),
    ("health", "board", "Center for Sundhed og Ældre", "centres", &["health", "elderly"]),
    ("culture", "board", "Center for Kultur og Fritid", "centres", &["culture", "sports"]),
    ("planning", "board", "Center for Plan og Miljø", "centres", &["plans", "environment"]),
    ("citizens", "board", "Center for Borgerservice", "centres", &["citizen-service"]),
    ("jobs", "board", "Center for Arbejde og Uddannelse", "centres", &["jobs"]),
    ("social", "board", "Center for Socialt Arbejde", "centres", &["social"]),
    ("economy", "board", "Center for Økonomi og Personale", "centres", &["budget", "vacancies"]),
    ("politics", "board", "Center for Politik og Ledelse", "centres", &["council"]),
    ("depot", "roads", "Materielgården", "institutions", &[]),
    ("park-team", "roads", "Parkholdet", "institutions", &[]),
    ("school-north", "children", "Nordskolen", "institutions", &[]),
    ("school-south", "children", "Sydskolen", "institutions", &[]),
    ("school-lake", "children", "Søskolen", "institutions", &[]),
    ("school-hill", "children", "Bakkeskolen", "institutions", &[]),
    ("daycare-oak", "children", "Børnehuset Egen", "institutions", &[]),
    ("daycare-beech", "children", "Børnehuset Bøgen", "institutions", &[]),
    ("daycare-birch", "children", "Børnehuset Birken", "institutions", &[]),
    ("daycare-ash", "children", "Børnehuset Asken", "institutions", &[]),
    ("library", "culture", "Sundby Bibliotek", "institutions", &[]),
    ("pool", "culture", "Sundby Svømmehal", "institutions", &[]),
    ("music", "culture", "Musikskolen", "institutions", &[]),
    ("home-east", "health", "Hjemmeplejen Øst", "institutions", &[]),
    ("home-west", "health", "Hjemmeplejen Vest", "institutions", &[]),
    ("care-lake", "health", "Plejecenter Søglimt", "institutions", &[]),
    ("care-forest", "health", "Plejecenter Skovbo", "institutions", &[]),
    ("care-field", "health", "Plejecenter Markhus", "institutions", &[]),
    ("dental", "health", "Tandplejen", "institutions", &[]),
    ("kitchen", "health", "Madhuset", "institutions", &[]),
    ("service-desk", "citizens", "Borgerservice", "institutions", &[]),
    ("jobcentre", "jobs", "Jobcenter Sundby", "institutions", &[]),
    ("youth", "jobs", "Ungehuset", "institutions", &[]),
    ("housing", "social", "Bostedet Kilden", "institutions", &[]),
    ("family", "social", "Familiehuset", "institutions", &[]),
    ("payroll", "economy", "Løn og Personale", "institutions", &[]),
    ("secretariat", "politics", "Byrådssekretariatet", "institutions", &[]),
];

/// Topics of the newsletter.
pub(super) const TOPICS: &[(&str, &str)] = &[
    ("roads", "Veje og trafik"),
    ("schools", "Skoler"),
    ("daycare", "Dagtilbud"),
    ("elderly", "Ældre og sundhed"),
    ("culture", "Kultur og fritid"),
    ("plans", "Planer og høringer"),
    ("council", "Byrådet"),
    ("vacancies", "Ledige stillinger"),
];

/// Makes the units and topics; gives the unit of each key.
pub(super) async fn fill(tx: &mut Tx) -> Outcome<HashMap<&'static str, Id>> {
    let mut made: HashMap<&'static str, Id> = HashMap::new();
    for (position, (key, above, name, level, topics)) in UNITS.iter().enumerate() {
        let number = u8::try_from(position).unwrap_or(u8::MAX);
        let email = format!("{key}@sundby.example");
        let phone = format!("55 00 {:02} 00", number);
        let id = add_unit(
            tx,
            &NewUnit {
                id: Some(Id::fixed(1_735_689_600_000, [1, 0, 0, 0, 0, 0, 0, 0, 0, number])),
                parent: made.get(above).copied(),
                name,
                level,
                topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
                phone: &phone,
                email: &email,
                position: i64::from(number),
            },
        )
        .await?;
        made.insert(key, id);
    }
    for (position, (id, name)) in (0_i64..).zip(TOPICS) {
        subscriber::add_topic(tx, id, name, position).await?;
    }
    Ok(made)
}

/// Every unit's key and name.
pub(super) fn units() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    UNITS.iter().map(|(key, _, name, level, _)| (*key, *name, *level))
}
