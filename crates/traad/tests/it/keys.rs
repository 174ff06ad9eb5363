//! What the strategy says is done: each key of it changes what happens, and the refusal or the
//! request names the item that asks for it (W1, D1, C1, W5).

use crate::house::{House, house, house_with};
use crate::main_job::{ask, road, unit_of, write};
use std::fmt::Write as _;
use testing::Browser;

/// The demo's strategy with some of its lines changed.
pub(crate) fn sundby(changes: &[(&str, &str)]) -> Vec<u8> {
    let mut text = String::from_utf8(traad::demo::STRATEGY.to_vec()).unwrap();
    for (from, to) in changes {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        text = changed;
    }
    text.into_bytes()
}

/// One more rule of approval before the others.
pub(crate) fn with_rule(id: &str, when: &str, who: &str) -> Vec<u8> {
    let mut rule = String::new();
    write!(
        rule,
        "[[approval.rule]]\nid = \"{id}\"\ntext = \"En regel til.\"\nsource = \"municipal choice\"\nforce = \"must\"\nwhen = {{ {when} }}\nwho = {{ {who} }}\norder = 2\n\n[[approval.rule]]\nid = \"external\""
    )
    .unwrap();
    sundby(&[("[[approval.rule]]\nid = \"external\"", &rule)])
}

pub(crate) async fn subscribe(house: &House, email: &str, topic: &str) {
    let mut tx = house.site.db.begin().await.unwrap();
    let (id, at) = (tx.new_id(), tx.now());
    let reader = people::subscriber::NewReader { id, email, at, topics: &[topic] };
    people::subscriber::add_confirmed(&mut tx, &reader).await.unwrap();
    tx.commit().await.unwrap();
}

pub(crate) async fn audience(browser: &mut Browser, name: &str, fields: &[(&str, &str)]) -> String {
    let all: Vec<(&str, &str)> = [("name", name)].into_iter().chain(fields.iter().copied()).collect();
    let made = browser.post("/audiences", &all).await;
    assert_eq!(made.status, 303, "{}", made.body);
    made.location.rsplit('/').next().unwrap().to_owned()
}

/// Writes a road message with fields added or, where the value is empty, taken away.
pub(crate) async fn write_with(browser: &mut Browser, title: &str, more: &[(&str, &str)]) -> String {
    let editor = browser.get("/messages/new").await;
    let unit = unit_of(&editor, "Center for Vej og Park");
    let mut fields = road(&unit, title);
    for (name, value) in more {
        let single = !matches!(*name, "channels" | "topics" | "audiences" | "affected");
        fields.retain(|(other, _)| !(single && other == name));
        fields.push((name, value));
    }
    let answer = browser.post("/messages", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.split('/').nth(2).unwrap().to_owned()
}

pub(crate) async fn approved(house: &House, id: &str) -> String {
    let mut consultant = house.sign_in("kommunikationskonsulent").await;
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let request = ask(&mut consultant, &mut head, id).await;
    let answer = head.post(&format!("/approvals/{request}/approval"), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    request
}

#[test]
fn a_change_that_is_never_small_takes_the_yes_away() {
    let never = "never = [\"amount\", \"date\", \"name\", \"decision\", \"right\", \"other-host-link\", \"recipients\"]";
    let link = ("[planen](https://sundby.example/a)", "[planen](https://sundby.example/b)");
    let allowed = "allowed = [\"spelling\", \"grammar\", \"punctuation\", \"layout\", \"same-host-link\", \"image-description\"]";
    let links = "allowed = [\"same-host-link\"]";
    for (rule, now, stands) in [
        ("never = [\"amount\"]", links, true),
        ("never = [\"amount\", \"contact-details\"]", links, true),
        ("never = [\"same-host-link\"]", "allowed = [\"spelling\"]", false),
        ("never = [\"recipients\"]", "allowed = [\"spelling\"]", false),
    ] {
        let changed = [(never, rule), (allowed, now)];
        house_with(&sundby(&changed), async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let text = format!("Du kan gå og cykle forbi som normalt. Læs {}.", link.0);
            let id = write_with(&mut consultant, "Stien lukker", &[("body", &text)]).await;
            approved(house, &id).await;
            let editor = consultant.get(&format!("/messages/{id}/edit")).await;
            let unit = unit_of(&editor, "Center for Vej og Park");
            let text = format!("Du kan gå og cykle forbi som normalt. Læs {}.", link.1);
            let base = (editor.value("base"), editor.value("base-hash"));
            let mut fields = road(&unit, "Stien lukker");
            fields.retain(|(name, _)| *name != "body");
            fields.extend([("body", text.as_str()), ("base", &base.0), ("base-hash", &base.1)]);
            assert_eq!(consultant.post(&format!("/messages/{id}/edition"), &fields).await.status, 303);
            let thread = consultant.get(&format!("/messages/{id}")).await;
            let done = thread.body.contains("class=\"node done\" id=\"step-approval\"");
            assert_eq!(done, stands, "{rule}");
            house.work().await;
        });
    }
}

#[test]
fn near_an_election_extra_eyes_must_say_yes_too() {
    let period = ("from = 2029-10-09", "from = 2026-05-01");
    let end = ("to = 2029-11-20", "to = 2026-06-01");
    let rule =
        ("during_election = true, audience = \"external\" }", "cost_over = 1, audience = \"external\" }");
    house_with(&sundby(&[period, end, rule]), async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write_with(&mut consultant, "Sundby vinder en pris", &[("role", "brand")]).await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("kommunikationschef"), "the extra eyes are named: {}", thread.body);
        let request = ask(&mut consultant, &mut head, &id).await;
        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(page.body.contains("/strategy#election"), "{}", page.body);
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(!thread.body.contains("class=\"node done\" id=\"step-approval\""), "one yes is not enough");
        let mut chief = house.sign_in("kommunikationschef").await;
        assert_eq!(chief.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("class=\"node done\" id=\"step-approval\""));
        // A role that needs no extra eyes has none.
        let other = write(&mut consultant, "Stien lukker").await;
        let thread = consultant.get(&format!("/messages/{other}")).await;
        assert!(!thread.body.contains("presseansvarlig"), "{}", thread.body);
        house.work().await;
    });
}

#[test]
fn only_what_the_strategy_exempts_goes_past_a_ceiling() {
    let ceiling = "max_messages = 4\nwindow_days = 30\nsource = \"municipal choice\"\nforce = \"should\"";
    let held = "max_messages = 1\nwindow_days = 30\nsource = \"municipal choice\"\nforce = \"must\"";
    let all = "exempt = [\"danger\", \"crisis\", \"statutory\", \"campaign\", \"receipt\"]";
    for (exempt, kind, goes) in [
        ("exempt = [\"danger\"]", "danger", true),
        ("exempt = [\"statutory\"]", "danger", false),
        ("exempt = [\"statutory\"]", "statutory", true),
        ("exempt = [\"danger\", \"statutory\"]", "open-meeting", false),
        ("", "danger", false),
        ("exempt = [\"campaign\"]", "campaign", true),
        ("exempt = [\"danger\"]", "campaign", false),
    ] {
        house_with(&sundby(&[(ceiling, held), (all, exempt)]), async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let first = write(&mut consultant, "Sti 1 lukker").await;
            approved(house, &first).await;
            assert_eq!(consultant.post(&format!("/messages/{first}/schedule"), &[]).await.status, 303);
            let id = write(&mut consultant, "Sti 2 lukker").await;
            approved(house, &id).await;
            if kind == "campaign" {
                let plan = campaign(&mut consultant).await;
                let joined = consultant.post(&format!("/messages/{id}/plan"), &[("plan", &plan)]).await;
                assert_eq!(joined.status, 303, "{}", joined.body);
            } else {
                let why = [("kind", kind), ("reason", "Det står i sagen, hvorfor det er sådan.")];
                consultant.post(&format!("/messages/{id}/exemption"), &why).await;
            }
            let planned = consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
            assert_eq!(planned.status, if goes { 303 } else { 422 }, "{exempt} {kind}: {}", planned.body);
            if !goes {
                assert!(planned.body.contains("/strategy#load.newsletter-month"), "{}", planned.body);
            }
            house.work().await;
        });
    }
}

/// Makes a plan with a first and a last day; gives its id.
pub(crate) async fn campaign(browser: &mut Browser) -> String {
    let page = browser.get("/plans/new?plan=direct").await;
    let unit = unit_of(&page, "Center for Vej og Park");
    let person = unit_of(&page, "kommunikationskonsulent");
    let fields = [
        ("title", "Ny skolevej"),
        ("unit", unit.as_str()),
        ("goals", "good-dialogue"),
        ("target_groups", "young-families"),
        ("main_message", "Skolevejen bliver tryg. Den er klar efter sommerferien."),
        ("channels", "website"),
        ("from", "2026-05-06"),
        ("to", "2026-05-08"),
        ("responsible", &person),
        ("status", "active"),
    ];
    let answer = browser.post("/plans", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.rsplit('/').next().unwrap().to_owned()
}

#[test]
fn only_who_may_publish_on_a_channel_does() {
    let website = "may_publish = [\"communications\", \"editor\", \"head\"]\nlimits = { max_images = 10 }";
    for (duties, allowed) in [
        ("may_publish = [\"head\"]\nlimits = { max_images = 10 }", ["centerchef for Vej og Park"].as_slice()),
        (
            "may_publish = [\"communications\"]\nlimits = { max_images = 10 }",
            &["kommunikationschef", "presseansvarlig"],
        ),
        ("may_publish = [\"press-lead\"]\nlimits = { max_images = 10 }", &["presseansvarlig"]),
        (
            "limits = { max_images = 10 }",
            &["centerchef for Vej og Park", "kommunikationschef", "presseansvarlig"],
        ),
    ] {
        house_with(&sundby(&[(website, duties)]), async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let editor = consultant.get("/messages/new").await;
            let unit = unit_of(&editor, "Center for Vej og Park");
            let mut fields = road(&unit, "Stien lukker");
            fields.retain(|field| *field != ("channels", "newsletter"));
            let made = consultant.post("/messages", &fields).await;
            let id = made.location.split('/').nth(2).unwrap().to_owned();
            approved(house, &id).await;
            for who in ["centerchef for Vej og Park", "kommunikationschef", "presseansvarlig"] {
                let mut browser = house.sign_in(who).await;
                let may = allowed.contains(&who);
                let thread = browser.get(&format!("/messages/{id}")).await;
                let told = thread.body.contains("Du må ikke selv udgive i");
                assert_eq!(told, !may, "{who} is told beforehand under {duties}");
                let answer = browser.post(&format!("/messages/{id}/schedule"), &[]).await;
                assert_eq!(answer.status, if may { 303 } else { 403 }, "{who} {duties}: {}", answer.body);
                if !may {
                    assert!(answer.body.contains("/strategy#channel.website"), "{}", answer.body);
                }
                browser.post(&format!("/messages/{id}/schedule/delete"), &[]).await;
            }
            house.work().await;
        });
    }
}

#[test]
fn what_takes_effect_later_is_told_on_the_page_and_by_the_command() {
    house_with(&with_rule("dear", "cost_over = 50000", "by = \"head-of-sender\""), async |house| {
        let page = house.visitor().get("/strategy").await;
        assert!(page.body.contains("Træder i kraft senere"), "{}", page.body);
        for key in ["approval.rule.when.cost_over", "internal_first.told_before_all", "check:early-enough"] {
            assert!(page.body.contains(&format!("<code>{key}</code>")), "{key}");
        }
        assert!(page.body.contains("rammer en regel om, hvad den koster, ingen beskeder"));
    });
    house(async |house| {
        let page = house.visitor().get("/strategy").await;
        assert!(!page.body.contains("<code>approval.rule.when.cost_over</code>"), "only what this file uses");
    });
    let file = with_rule("dear", "cost_over = 50000", "by = \"head-of-sender\"");
    let input = strategy::cli::Input { bytes: &file, name: "vores.toml" };
    let (text, code) =
        strategy::cli::check(input, strategy::cli::Format::Text, strategy::words::Language::Da);
    assert_eq!(code, 0, "{text}");
    assert!(
        text.contains("Træder i kraft senere:") && text.contains("approval.rule.when.cost_over"),
        "{text}"
    );
}

/// What the approver of a message reads about whom it goes to.
#[test]
fn approvers_see_whom_it_goes_to_and_all_else_they_say_yes_to() {
    house(async |house| {
        for number in 0..3 {
            subscribe(house, &format!("laeser{number}@example.dk"), "roads").await;
        }
        let mut chief = house.sign_in("kommunikationschef").await;
        let teachers = audience(&mut chief, "Alle lærere", &[("kind", "rule"), ("functions", "lærer")]).await;
        let editor = chief.get("/messages/new").await;
        let school = editor.between("Hvem på arbejdspladsen", "Nordskolen</label>");
        let school = school.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let more = [("audiences", teachers.as_str()), ("affected", &school), ("theme", "location")];
        let id = write_with(&mut consultant, "Stien lukker", &more).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let page = head.get(&format!("/approvals/{request}")).await;
        for shown in [
            "Hvem får det",
            "3 læsere får mailen",
            "medarbejdere får mailen",
            "Alle kan læse den",
            "Alle lærere (",
            "Nordskolen",
            "Center for Vej og Park",
            "Til borgere og andre ude",
            "Neutral nyhed",
            "Beliggenheden",
        ] {
            assert!(page.body.contains(shown), "{shown}: {}", page.body);
        }
        for raw in [teachers.as_str(), &school, ">informed-in-time<", ">roads<", ">location<"] {
            assert!(!page.body.contains(raw), "no id is shown: {raw}");
        }
        // Each audience is counted by itself.
        assert!(page.statements <= 20, "{} statements", page.statements);
        // Sent back and changed in everything but the text: all of it is shown as what changed.
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        let unit = unit_of(&editor, "Center for Vej og Park");
        let base = (editor.value("base"), editor.value("base-hash"));
        let mut fields = road(&unit, "Stien lukker");
        fields.retain(|(name, _)| !matches!(*name, "goal" | "channels" | "topics" | "character"));
        fields.extend([
            ("goal", "good-dialogue"),
            ("character", "good"),
            ("channels", "staff-feed"),
            ("channels", "website"),
            ("base", &base.0),
            ("base-hash", &base.1),
        ]);
        let saved = consultant.post(&format!("/messages/{id}/edition"), &fields).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        let request = ask(&mut consultant, &mut head, &id).await;
        let page = head.get(&format!("/approvals/{request}")).await;
        let changed = page.between("id=\"changed\"", "</section>");
        for field in [
            "Kanaler",
            "Emner",
            "Lister, der også får den",
            "Hvem det rammer",
            "Mål",
            "Tema i kernefortællingen",
            "Slags nyhed",
        ] {
            assert!(changed.contains(&format!("<h3>{field}</h3>")), "{field}: {changed}");
        }
        assert!(changed.contains("Alle lærere") && !changed.contains(&teachers), "{changed}");
        house.work().await;
    });
}
