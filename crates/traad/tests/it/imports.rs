//! Import of the organisation from CSV: nothing happens while there are problems, the difference
//! comes first, and what was applied can be taken back (D1).

use crate::house::{House, house};
use db::{Actor, Id, row, run};
use people::import::{Difference, Gone, Kind, Known, Parsed, apply, difference, read, undo};
use web::Stop;

row! {
    /// Everything about a unit, a person or a duty as one text.
    #[derive(Debug, PartialEq)]
    struct Line {
        id: Id,
        text: String,
    }
}

async fn rows(house: &House) -> Vec<Line> {
    let mut conn = house.site.db.read().await.unwrap();
    run!(
        &mut conn,
        Line,
        "select id, path || name || level || phone || email || cast(topics as text) || coalesce(external_key, '-') as text from unit
         union all
         select id, function || phone || coalesce(email, '-') || coalesce(external_key, '-')
           || coalesce(cast(left_at as text), '-') as text from person
         union all select id, duty as text from duty
         order by 1",
        [] => fetch_all
    )
    .unwrap()
}

async fn parsed(house: &House, kind: Kind, text: &str) -> Parsed {
    let mut tx = house.site.db.begin().await.unwrap();
    let strategy = strategy::in_force(&mut tx, house.site.db.memo()).await.unwrap().strategy;
    let known = Known::load(&mut tx, &strategy).await.unwrap();
    read(kind, text.as_bytes(), &known).unwrap()
}

async fn compared(house: &House, kind: Kind, text: &str) -> Difference {
    let parsed = parsed(house, kind, text).await;
    assert_eq!(parsed.problems, []);
    difference(&mut house.site.db.read().await.unwrap(), &parsed).await.unwrap()
}

async fn imported(house: &House, kind: Kind, text: &str, gone: Gone) -> Option<Id> {
    let parsed = parsed(house, kind, text).await;
    assert_eq!(parsed.problems, []);
    let mut tx = house.site.db.begin().await.unwrap();
    let id = apply(&mut tx, &Actor::system("test"), &parsed, gone).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn taken_back(house: &House, import: Id) -> Result<(), Stop> {
    let mut tx = house.site.db.begin().await.unwrap();
    undo(&mut tx, &Actor::system("test"), import).await?;
    tx.commit().await.unwrap();
    Ok(())
}

const UNITS: &str = "nøgle;overenhed;navn;niveau
K1;;Sundby Kommune;executive-board
K2;K1;Direktionen;executive-board
K3;K2;Center for Vej og Park;centres
K4;K3;Materielgården;institutions
K6;K5;Vinterholdet;institutions
K5;K3;Driften;institutions
";

#[test]
fn units_are_known_by_name_the_first_time_and_moved_with_all_below() {
    house(async |house| {
        let before = rows(house).await;
        let first = compared(house, Kind::Units, UNITS).await;
        assert_eq!((first.added.len(), first.changed.len(), first.gone.len()), (2, 4, 0), "{first:?}");
        assert_eq!(rows(house).await, before, "a difference changes nothing");
        let import = imported(house, Kind::Units, UNITS, Gone::Keep).await.unwrap();
        assert_eq!(compared(house, Kind::Units, UNITS).await.unchanged, 6);
        assert_eq!(imported(house, Kind::Units, UNITS, Gone::Keep).await, None, "nothing to do twice");
        let after = rows(house).await;

        let moved = UNITS.replace("K5;K3;Driften", "K5;K1;Driften");
        let change = compared(house, Kind::Units, &moved).await.changed.remove(0);
        assert_eq!(change.fields[0].old, "Center for Vej og Park");
        assert_eq!(change.fields[0].new, "Sundby Kommune");
        house.clock.forward(1_000);
        let second = imported(house, Kind::Units, &moved, Gone::Keep).await.unwrap();
        let units = people::Unit::all(&mut house.site.db.read().await.unwrap()).await.unwrap();
        let winter = units.iter().find(|unit| unit.name == "Vinterholdet").unwrap();
        assert_eq!(winter.depth(), 2, "{}: what lies below moves along", house.database);

        let Err(Stop::Refusal(refusal)) = taken_back(house, import).await else { panic!("changed since") };
        assert_eq!(refusal.args, [("name", "Driften".to_owned())]);
        taken_back(house, second).await.unwrap();
        assert_eq!(rows(house).await, after);
        taken_back(house, import).await.unwrap();
        assert_eq!(rows(house).await, before, "{}: equal rows", house.database);
        assert!(taken_back(house, import).await.is_err(), "once is enough");
    });
}

#[test]
fn messages_and_plans_follow_their_unit_when_it_moves() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = crate::main_job::write(&mut consultant, "Stien lukker").await;
        let token = crate::api::token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        crate::api_write::plan(house, &token).await;
        let request = crate::main_job::ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        imported(house, Kind::Units, UNITS, Gone::Keep).await.unwrap();
        let before = places(house).await;
        assert_eq!(before.len(), 4, "a message, a plan, an assessment and a post: {before:?}");
        house.clock.forward(1_000);
        let moved = UNITS.replace("K3;K2;Center for Vej og Park", "K3;K1;Center for Vej og Park");
        assert_ne!(moved, UNITS);
        let import = imported(house, Kind::Units, &moved, Gone::Keep).await.unwrap();
        house.work().await;
        let units = people::Unit::all(&mut house.site.db.read().await.unwrap()).await.unwrap();
        let path = &units.iter().find(|unit| unit.name == "Center for Vej og Park").unwrap().path;
        let after = places(house).await;
        assert!(after.iter().all(|place| place == path), "{path}: {after:?}");
        assert_ne!(after, before);
        taken_back(house, import).await.unwrap();
        house.work().await;
        assert_eq!(places(house).await, before);
    });
}

/// Where everything of Vej og Park stands.
async fn places(house: &House) -> Vec<String> {
    let mut conn = house.site.db.read().await.unwrap();
    run!(
        &mut conn,
        scalar String,
        "select m.unit_path from message m join unit u on u.id = m.unit_id where u.name = 'Center for Vej og Park'
         union all select p.unit_path from plan p join unit u on u.id = p.unit_id where u.name = 'Center for Vej og Park'
         union all select a.unit_path from assessment a join unit u on u.id = a.unit_id where u.name = 'Center for Vej og Park'
         union all select s.unit_path from staff_post s join message m on m.id = s.message_id
           join unit u on u.id = m.unit_id where u.name = 'Center for Vej og Park'",
        [] => fetch_all
    )
    .unwrap()
}

const PEOPLE: &str = "key;unit_key;function;email;phone;duties
p1;K3;centerchef for Vej og Park;chef.vej@sundby.example;55 00 00 10;head
p2;K4;formand;formand@sundby.example;;editor|head@K4
p3;K4;gartner;;;
";

#[test]
fn people_who_are_gone_are_only_marked_when_asked_and_come_back() {
    house(async |house| {
        imported(house, Kind::Units, UNITS, Gone::Keep).await.unwrap();
        let before = rows(house).await;
        let first = compared(house, Kind::People, PEOPLE).await;
        assert_eq!((first.added.len(), first.changed.len(), first.gone.len()), (2, 1, 0), "{first:?}");
        let import = imported(house, Kind::People, PEOPLE, Gone::Leave).await.unwrap();
        let after = rows(house).await;
        house.clock.forward(1_000);

        // p2 has left, and p3 gets the address.
        let less = PEOPLE
            .replace("p2;K4;formand;formand@sundby.example;;editor|head@K4\n", "")
            .replace("gartner;", "gartner;formand@sundby.example");
        let problems = parsed(house, Kind::People, &less).await.problems;
        assert_eq!(problems[0].key, "people-import-email-taken", "{problems:?}");
        let less = PEOPLE.replace("p2;K4;formand;formand@sundby.example;;editor|head@K4\n", "");
        assert_eq!(compared(house, Kind::People, &less).await.gone[0].key, "p2");
        assert_eq!(imported(house, Kind::People, &less, Gone::Keep).await, None, "they stay unless asked");
        let left = imported(house, Kind::People, &less, Gone::Leave).await.unwrap();
        let mut conn = house.site.db.read().await.unwrap();
        assert!(people::Person::by_email(&mut conn, "formand@sundby.example").await.unwrap().is_none());
        drop(conn);
        taken_back(house, left).await.unwrap();
        assert_eq!(rows(house).await, after);

        // Two people swap addresses, and duties change.
        let swapped = PEOPLE
            .replace("formand@sundby.example;;editor|head@K4", "chef.vej@sundby.example;;editor")
            .replace("Park;chef.vej@", "Park;formand@");
        let swap = imported(house, Kind::People, &swapped, Gone::Keep).await.unwrap();
        taken_back(house, swap).await.unwrap();
        assert_eq!(rows(house).await, after, "{}", house.database);
        taken_back(house, import).await.unwrap();
        assert_eq!(rows(house).await, before, "{}: equal rows", house.database);
    });
}

/// Closing somebody's access needs the rights that they hold, one by one and by the file alike.
#[test]
fn nobody_closes_the_access_of_somebody_with_more_rights_by_a_file() {
    house(async |house| {
        imported(house, Kind::Units, UNITS, Gone::Keep).await.unwrap();
        let all = PEOPLE.to_owned() + "p4;K2;kommunikationsdirektør;ejer@sundby.example;;owner@K1\n";

        imported(house, Kind::People, &all, Gone::Keep).await.unwrap();
        let before = rows(house).await;
        let mut keeper = house.sign_in("kommunikationskonsulent").await;
        // Neither the owner nor a plain gardener is in the file.
        let less = "key;unit_key;function;email;phone;duties\np2;K4;formand;formand@sundby.example;;editor|head@K4\n";
        let page = keeper.post("/people/import", &[("kind", "people"), ("text", less)]).await;
        let seen = page.value("seen");
        let fields =
            [("kind", "people"), ("text", less), ("apply", "1"), ("seen", &seen), ("mark-gone", "1")];
        let page = keeper.post("/people/import", &fields).await;
        assert_eq!(page.status, 422, "{}", page.body);
        let problems = page.between("id=\"problems\"", "</ul>");
        assert!(problems.contains("p4 kommunikationsdirektør: Den person har rettigheder"), "{problems}");
        assert!(!problems.contains("gartner"), "{problems}");
        assert_eq!(page.value("seen"), seen, "the difference still stands below, to import without the tick");
        assert_eq!(rows(house).await, before, "nothing is imported");

        // The command line is the operator's, who may; and what it closed a page does not open.
        let left = imported(house, Kind::People, less, Gone::Leave).await.unwrap();
        let closed = rows(house).await;
        let back = keeper.post(&format!("/people/import/{left}/reversal"), &[]).await;
        assert_eq!(back.status, 403, "{}", back.body);
        assert_eq!(rows(house).await, closed);
        taken_back(house, left).await.unwrap();
        assert_eq!(rows(house).await, before);
    });
}

#[test]
fn what_is_used_since_is_not_taken_back() {
    house(async |house| {
        let units = imported(house, Kind::Units, UNITS, Gone::Keep).await.unwrap();
        let import = imported(house, Kind::People, PEOPLE, Gone::Keep).await.unwrap();
        let mut tx = house.site.db.begin().await.unwrap();
        let who = people::Person::by_email(&mut tx, "formand@sundby.example").await.unwrap().unwrap();
        people::make_link(&mut tx, who.id, "password").await.unwrap();
        tx.commit().await.unwrap();
        let Err(Stop::Refusal(refusal)) = taken_back(house, import).await else { panic!("used since") };
        assert_eq!(refusal.args, [("name", "formand".to_owned())]);
        assert!(taken_back(house, units).await.is_ok(), "their unit was there before the import");
    });
}

#[test]
fn five_bad_rows_of_five_thousand_import_nothing() {
    house(async |house| {
        imported(house, Kind::Units, UNITS, Gone::Keep).await.unwrap();
        let mut text = "key;unit_key;function;email\n".to_owned();
        for row in 2..=5_001 {
            let unit = if row % 1_000 == 0 { "K7" } else { "K4" };
            text.push_str(&format!("n{row};{unit};medarbejder;n{row}@sundby.example\n"));
        }
        let bad = parsed(house, Kind::People, &text).await;
        let found: Vec<u64> = bad.problems.iter().map(|one| one.row).collect();
        assert_eq!(found, [1_000, 2_000, 3_000, 4_000, 5_000]);
        let before = rows(house).await;
        let mut tx = house.site.db.begin().await.unwrap();
        assert!(apply(&mut tx, &Actor::system("test"), &bad, Gone::Leave).await.is_err());
        tx.commit().await.unwrap();
        assert_eq!(rows(house).await, before);
        let import = imported(house, Kind::People, &text.replace(";K7;", ";K4;"), Gone::Keep).await.unwrap();
        assert_eq!(rows(house).await.len(), before.len() + 5_000);
        taken_back(house, import).await.unwrap();
        assert_eq!(rows(house).await, before);
    });
}

#[test]
fn the_page_shows_problems_then_the_difference_and_applies_only_what_was_shown() {
    house(async |house| {
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        assert_eq!(head.get("/people/import").await.status, 403, "not over the whole");
        let mut keeper = house.sign_in("kommunikationskonsulent").await;
        let broken = UNITS.replace("K4;K3;", "K4;K33;");
        let page =
            keeper.post("/people/import", &[("kind", "units"), ("text", &broken), ("apply", "1")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("K33") && page.body.contains("kolonnen overenhed"), "{}", page.body);
        assert!(page.body.contains("K4;K33;Materielg"), "what was typed is still there");

        let page = keeper.post("/people/import", &[("kind", "units"), ("text", UNITS)]).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("Nye: 2") && page.body.contains("K5 Driften"), "{}", page.body);
        let seen = page.value("seen");
        let other = UNITS.replace("Driften", "Drift");
        let fields = [("kind", "units"), ("text", other.as_str()), ("apply", "1"), ("seen", seen.as_str())];
        assert_eq!(
            keeper.post("/people/import", &fields).await.status,
            200,
            "another text shows its own difference first"
        );
        let before = rows(house).await;
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nunits\r\n--x\r\nContent-Disposition: \
             form-data; name=\"seen\"\r\n\r\n{seen}\r\n--x\r\nContent-Disposition: form-data; name=\"apply\"\r\n\r\n\
             1\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"u.csv\"\r\n\r\n{UNITS}\r\n--x--\r\n"
        );
        let answer = keeper.post_body("/people/import", "multipart/form-data; boundary=x", body).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_ne!(rows(house).await, before);
        let page = keeper.get("/people/import").await;
        assert!(page.statements <= 15, "{} statements", page.statements);
        let id = page.between("/people/import/", "/reversal").to_owned();
        let answer = keeper.post(&format!("/people/import/{id}/reversal"), &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(rows(house).await, before);
        assert!(keeper.get("/people/import").await.body.contains("Fortrudt"));
    });
}

#[test]
fn the_command_line_says_by_its_number_how_it_went() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("units.csv"), UNITS).unwrap();
    std::fs::write(path("broken.csv"), UNITS.replace("K4;K3;", "K4;K33;")).unwrap();
    std::fs::write(path("strategy.toml"), traad::demo::STRATEGY).unwrap();
    let traad = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_traad"));
        let done = command.arg("--data").arg(path("data")).args(arguments).output().unwrap();
        (done.status.code().unwrap(), String::from_utf8(done.stdout).unwrap())
    };
    assert_eq!(traad(&["strategy", "adopt", &path("strategy.toml")]).0, 0);
    let (code, text) = traad(&["import", "org", &path("broken.csv"), "--apply"]);
    assert!(code == 1 && text.contains("Række 5, kolonnen overenhed"), "{code}: {text}");
    assert_eq!(traad(&["import", "org", &path("none.csv")]).0, 2);
    for _ in 0..2 {
        let (code, text) = traad(&["import", "org", &path("units.csv")]);
        assert!(code == 0 && text.contains("Nye: 6"), "a dry run changes nothing: {text}");
    }
    let (code, text) = traad(&["import", "org", &path("units.csv"), "--apply"]);
    let id = text.trim().rsplit(' ').next().unwrap();
    assert_eq!(
        (code, traad(&["import", "undo", id]).0, traad(&["import", "undo", id]).0),
        (0, 0, 2),
        "{text}"
    );
    assert!(traad(&["import", "org", &path("units.csv")]).1.contains("Nye: 6"));
}
