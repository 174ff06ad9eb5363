//! Checks of what stands around a text: pictures and channels, the plan's deadline, the theme, the
//! assessment behind a decision, the ceilings; found only where the strategy names them.

use crate::house::{house, house_with};
use crate::keys::{approved, campaign, sundby, write_with};
use crate::main_job::{road, unit_of, write};
use testing::Browser;

#[test]
fn more_pictures_than_a_channel_has_room_for_are_found() {
    let website =
        "limits = { max_images = 10 }\nsource = \"Slagelse, Kanaler, Slagelse.dk\"\nforce = \"usually\"";
    let limit = |number: usize, force: &str| {
        format!(
            "limits = {{ max_images = {number} }}\nsource = \"Slagelse, Kanaler, Slagelse.dk\"\nforce = \"{force}\""
        )
    };
    for (allowed, force, pictures, told, stops) in [
        (1, "must", 2, true, true),
        (1, "usually", 2, true, false),
        (1, "should", 3, true, false),
        (2, "must", 2, false, false),
        (0, "must", 1, true, true),
        (0, "must", 0, false, false),
    ] {
        house_with(&sundby(&[(website, &limit(allowed, force))]), async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let text = "Du kan gå og cykle forbi som normalt.\n\n".to_owned()
                + &"![En rød vej](media:abc)\n\n".repeat(pictures);
            let editor = consultant.get("/messages/new").await;
            let unit = unit_of(&editor, "Center for Vej og Park");
            let mut fields = road(&unit, "Stien lukker");
            fields.retain(|(name, _)| *name != "body");
            fields.push(("body", &text));
            let live = consultant.post("/messages/check", &fields).await;
            assert_eq!(
                live.body.contains("billeder. Der er plads til"),
                told,
                "{allowed} {force} {pictures}"
            );
            let id = write_with(&mut consultant, "Stien lukker", &[("body", &text)]).await;
            let asked = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
            assert_eq!(asked.status, if stops { 422 } else { 303 }, "{allowed} {force}: {}", asked.body);
            house.work().await;
        });
    }
}

/// Whether the thread page of a message tells something.
async fn tells(browser: &mut Browser, id: &str, text: &str) -> bool {
    browser.get(&format!("/messages/{id}")).await.body.contains(text)
}

#[test]
fn the_checks_around_a_text_find_what_the_strategy_names() {
    let codex = "checks = [\"in-time\", \"source-quoted\"]\nchecked_by = \"program\"\nseverity = \"advice\"";
    let with = |check: &str, severity: &str| {
        sundby(&[(
            codex,
            &format!("checks = [\"{check}\"]\nchecked_by = \"program\"\nseverity = \"{severity}\""),
        )])
    };
    let theme = "Vælg det tema i kernefortællingen";
    for (check, severity, more, told, stops) in [
        ("theme", "advice", [].as_slice(), true, false),
        ("theme", "blocking", &[], true, true),
        ("theme", "blocking", &[("theme", "location")], false, false),
        ("source-quoted", "blocking", &[], false, false),
    ] {
        house_with(&with(check, severity), async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let id = write_with(&mut consultant, "Stien lukker", more).await;
            assert_eq!(tells(&mut consultant, &id, theme).await, told, "{check} {severity}");
            let asked = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
            assert_eq!(asked.status, if stops { 422 } else { 303 }, "{check} {severity}: {}", asked.body);
            house.work().await;
        });
    }
    house_with(&with("in-time", "blocking"), async |house| {
        let late = "Planen ville have den ud senest";
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let plan = campaign(&mut consultant).await;
        let id = write(&mut consultant, "Stien lukker").await;
        consultant.post(&format!("/messages/{id}/plan"), &[("plan", &plan)]).await;
        crate::main_job::retitle(&mut consultant, &id, "Stien lukker snart").await;
        assert!(!tells(&mut consultant, &id, late).await, "the plan's last day is to come");
        house.clock.forward(3 * 24 * 3_600_000);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let refused = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        crate::main_job::retitle(&mut consultant, &id, "Stien lukker").await;
        assert!(tells(&mut consultant, &id, late).await);
        // What belongs to no plan has no deadline of its own.
        let other = write(&mut consultant, "Broen lukker").await;
        assert!(!tells(&mut consultant, &other, late).await);
        house.work().await;
    });
    // Sundby's own signs ask for both kinds of news, and for an assessment behind a decision.
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let decision = [
            ("is-decision", "on"),
            ("decision-decision", "Byrådet lukker stien."),
            ("decision-reason", "Broen er slidt."),
            ("decision-intention", "Ingen skal komme til skade."),
            ("decision-legal-basis", "Dagsordenens punkt 4."),
        ];
        let id = write_with(&mut consultant, "Stien lukker", &decision).await;
        assert!(tells(&mut consultant, &id, "Sagen har ingen kommunikationsvurdering").await);
        let plain = write(&mut consultant, "Stien åbner").await;
        assert!(!tells(&mut consultant, &plain, "Sagen har ingen kommunikationsvurdering").await);
        house.work().await;
    });
}

#[test]
fn a_codex_that_blocks_on_load_makes_a_ceiling_stop() {
    let ceiling = "max_messages = 4\nwindow_days = 30\nsource = \"municipal choice\"\nforce = \"should\"";
    let low = "max_messages = 1\nwindow_days = 30\nsource = \"municipal choice\"\nforce = \"should\"";
    let codex = "checks = [\"in-time\", \"source-quoted\"]\nchecked_by = \"program\"\nseverity = \"advice\"";
    for (severity, goes) in [("blocking", false), ("advice", true), ("note", true)] {
        let named = format!("checks = [\"load\"]\nchecked_by = \"program\"\nseverity = \"{severity}\"");
        house_with(&sundby(&[(ceiling, low), (codex, &named)]), async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            for (title, passes) in [("Sti 1 lukker", true), ("Sti 2 lukker", goes)] {
                let id = write(&mut consultant, title).await;
                approved(house, &id).await;
                let planned = consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
                assert_eq!(planned.status, if passes { 303 } else { 422 }, "{severity}: {}", planned.body);
            }
            house.work().await;
        });
    }
}
