//! The people of Sundby Kommune, known by function: those with duties, and the staff.

use super::organisation::units;
use db::{Id, Tx};
use people::{NewPerson, add_duty, add_person, make_link};
use std::collections::HashMap;
use web::Outcome;

/// A duty: the key of the unit it is held over, and the word.
type Duties = &'static [(&'static str, &'static str)];

/// Key of the unit, function, e-mail name, last digits of the telephone, duties.
const LEADERS: &[(&str, &str, &str, &str, Duties)] = &[
    ("communications", "kommunikationskonsulent", "konsulent", "01", &[("communications", "communications")]),
    ("roads", "centerchef for Vej og Park", "chef.vej", "10", &[("roads", "head")]),
    ("children", "centerchef for Børn og Unge", "chef.boern", "11", &[("children", "head")]),
    ("board", "direktør", "direktoer", "02", &[("board", "director")]),
    (
        "communications",
        "kommunikationschef",
        "kommunikationschef",
        "03",
        &[
            ("communications", "head"),
            ("communications", "communications"),
            ("communications", "communications-on-call"),
        ],
    ),
    (
        "communications",
        "presseansvarlig",
        "presse",
        "04",
        &[("communications", "press-lead"), ("communications", "communications")],
    ),
    ("roads", "vejmedarbejder", "vejmand", "12", &[]),
    ("roads", "souschef i Vej og Park", "souschef.vej", "13", &[("roads", "editor")]),
    ("health", "centerchef for Sundhed og Ældre", "chef.sundhed", "14", &[("health", "head")]),
    ("culture", "centerchef for Kultur og Fritid", "chef.kultur", "15", &[("culture", "head")]),
    ("planning", "centerchef for Plan og Miljø", "chef.plan", "16", &[("planning", "head")]),
    (
        "politics",
        "chef for Politik og Ledelse",
        "chef.politik",
        "17",
        &[("politics", "head"), ("sundby", "owner")],
    ),
];

/// The id of a person with this place in the list.
pub(super) fn person(number: u8) -> Id {
    Id::fixed(1_735_689_600_000, [2, 0, 0, 0, 0, 0, 0, 0, 0, number])
}

/// Registers everybody.
pub(super) async fn fill(tx: &mut Tx, made: &HashMap<&'static str, Id>, staff_each: u32) -> Outcome<()> {
    for (number, (unit, function, mail, phone, duties)) in (0_u8..).zip(LEADERS) {
        let Some(unit) = made.get(unit).copied() else { continue };
        let email = format!("{mail}@sundby.example");
        let phone = format!("55 00 00 {phone}");
        let id = person(number);
        add_person(tx, &NewPerson { id: Some(id), unit, function, email: Some(&email), phone: &phone })
            .await?;
        for (over, duty) in *duties {
            if let Some(over) = made.get(over) {
                add_duty(tx, id, *over, duty, false).await?;
            }
        }
        make_link(tx, id, "password").await?;
    }
    staff(tx, made, staff_each).await
}

/// What somebody is: the first heads the institution, the others do its daily work.
fn function(key: &str, name: &str, place: u32) -> String {
    if place == 0 {
        return format!("leder af {name}");
    }
    let work: &[&str] = match key.split('-').next().unwrap_or_default() {
        "school" => &["lærer", "pædagog", "lærer", "skolesekretær", "pedel"],
        "daycare" => &["pædagog", "pædagogmedhjælper", "pædagogisk assistent"],
        "home" | "care" => &["social- og sundhedshjælper", "social- og sundhedsassistent", "sygeplejerske"],
        "depot" | "park" => &["vejmedarbejder", "gartner", "chauffør"],
        "library" => &["bibliotekar", "biblioteksassistent"],
        "dental" => &["tandlæge", "klinikassistent"],
        "kitchen" => &["ernæringsassistent", "kok"],
        _ => &["medarbejder", "sagsbehandler", "konsulent"],
    };
    let place = usize::try_from(place).unwrap_or_default();
    format!("{} i {name}", work[place % work.len()])
}

/// The staff of the institutions: two in three have an e-mail address.
async fn staff(tx: &mut Tx, made: &HashMap<&'static str, Id>, staff_each: u32) -> Outcome<()> {
    let mut number = 0_u32;
    for (key, name, level) in units() {
        if level != "institutions" {
            continue;
        }
        let Some(unit) = made.get(key).copied() else { continue };
        for place in 0..staff_each {
            number += 1;
            let [a, b, c, d] = number.to_be_bytes();
            let email = (place % 3 != 2).then(|| format!("{key}.{place}@sundby.example"));
            let function = function(key, name, place);
            let id = Id::fixed(1_735_689_600_000, [3, 0, 0, 0, 0, 0, a, b, c, d]);
            let new =
                NewPerson { id: Some(id), unit, function: &function, email: email.as_deref(), phone: "" };
            let id = add_person(tx, &new).await?;
            if place == 0 {
                add_duty(tx, id, unit, "head", false).await?;
            }
        }
    }
    Ok(())
}
