//! Nobody approves what they wrote, and nothing goes past a check or the stop, by no detour: a deputy of one's own
//! choice, a small correction, a correction of what somebody else approved (invariants 1 and 4).

use crate::{
    house::house,
    main_job::{ask, road, unit_of},
    people::person_id,
    record::{approved, change, out},
};

#[test]
fn nobody_approves_in_the_stead_of_the_author() {
    house(async |house| {
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let deputy = person_id(house, "vejmand@sundby.example").await;
        let away = [("from", "2026-05-06"), ("to", "2026-05-08"), ("deputy", deputy.as_str())];
        assert_eq!(head.post("/me/absences", &away).await.status, 303);
        let mut worker = house.sign_in("vejmedarbejder").await;

        let editor = head.get("/messages/new").await;
        let unit = unit_of(&editor, "Center for Vej og Park");
        let answer = head.post("/messages", &road(&unit, "Stien er lukket")).await;
        let id = answer.location.split('/').nth(2).unwrap().to_owned();
        assert_eq!(head.post(&format!("/messages/{id}/approval-request"), &[]).await.status, 303);
        assert!(
            !worker.get("/approvals").await.body.contains("Stien er lukket"),
            "the author chose this one"
        );
        let thread = head.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Venter på direktør"), "{}", thread.body);
    });
}

#[test]
fn a_small_correction_by_whoever_said_yes_takes_the_yes_away() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        let stop = ("main-point", "Vi lægger ny asfalt. Vejen er lukket for biler i fem dage");
        assert_eq!(change(&mut head, &id, stop, &[]).await.status, 303);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Bed om godkendelse"), "there is a way on: {}", thread.body);
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        assert!(!consultant.get("/staff").await.body.contains("Stien er lukket"));
    });
}

/// The same change by the writer is small and keeps the yes: the control of the test above.
#[test]
fn a_small_correction_by_the_writer_keeps_the_yes_unless_a_check_stops_it() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let link = ("body", "Du kan gå forbi. [Se kortet over stien](/archive).");
        let editor = consultant.get("/messages/new").await;
        let unit = unit_of(&editor, "Center for Vej og Park");
        let mut fields = road(&unit, "Stien er lukket");
        fields.iter_mut().filter(|pair| pair.0 == "body").for_each(|pair| pair.1 = link.1);
        let answer = consultant.post("/messages", &fields).await;
        let id = answer.location.split('/').nth(2).unwrap().to_owned();
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        let has_yes = |body: &str| !body.contains("Bed om godkendelse");

        for (to, kept) in [("/search", true), ("/messages", false)] {
            let body = format!("Du kan gå forbi. [Se kortet over stien]({to}).");
            assert_eq!(change(&mut consultant, &id, ("body", &body), &[]).await.status, 303);
            let thread = consultant.get(&format!("/messages/{id}")).await.body;
            assert_eq!(has_yes(&thread), kept, "{to}: {thread}");
        }
    });
}

/// A misspelling is small also where a sentence begins and in its last letters; a name never is.
#[test]
fn a_misspelling_keeps_the_yes_wherever_it_stands_and_a_name_does_not() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        for (wrong, right, kept) in [
            ("Parkeirng er forbudt i dag.", "Parkering er forbudt i dag.", true),
            ("Vejen har nye åbningstidre.", "Vejen har nye åbningstider.", true),
            ("Jensne har ferie i dag.", "Jensen har ferie i dag.", false),
        ] {
            let unit = unit_of(&consultant.get("/messages/new").await, "Center for Vej og Park");
            let mut fields = road(&unit, "Stien er lukket");
            fields.iter_mut().filter(|pair| pair.0 == "main-point").for_each(|pair| pair.1 = wrong);
            let answer = consultant.post("/messages", &fields).await;
            let id = answer.location.split('/').nth(2).unwrap().to_owned();
            let found = wrong.split([' ', '.']).find(|word| !right.contains(*word)).unwrap();
            let reason = "Sådan står der på skiltet ved vejen.";
            let stands = [("rule", "language-spelling"), ("found", found), ("reason", reason)];
            assert_eq!(consultant.post(&format!("/messages/{id}/waiver"), &stands).await.status, 303);
            let request = ask(&mut consultant, &mut head, &id).await;
            assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
            assert_eq!(change(&mut consultant, &id, ("main-point", right), &[]).await.status, 303);
            let thread = consultant.get(&format!("/messages/{id}")).await.body;
            assert_eq!(
                thread.contains("class=\"node done\" id=\"step-approval\""),
                kept,
                "{wrong}: {thread}"
            );
        }
    });
}

#[test]
fn who_wrote_what_is_corrected_does_not_approve_the_correction() {
    house(async |house| {
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut director = house.sign_in("direktør").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let (id, _) = approved(&mut head, &mut director).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        house.forward(61).await;
        let answer = consultant.post(&format!("/messages/{id}/correction"), &[]).await;
        let new = answer.location.split('/').nth(2).unwrap().to_owned();
        assert_eq!(consultant.post(&format!("/messages/{new}/approval-request"), &[]).await.status, 303);
        assert!(!head.get("/approvals").await.body.contains("Rettelse: Stien er lukket"));
        assert!(director.get("/approvals").await.body.contains("Rettelse: Stien er lukket"));
    });
}

#[test]
fn the_stop_holds_a_small_correction_of_what_is_out() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let id = out(house, &mut consultant, &mut head).await;
        let stop = ("main-point", "Vi lægger ny asfalt. Vejen er lukket for biler i fem dage");
        assert_eq!(change(&mut consultant, &id, stop, &[]).await.status, 303);
        let reason = [("reason", "Vi venter på politiet.")];
        assert_eq!(chief.post("/status/stop", &reason).await.status, 303);
        let held = consultant.post(&format!("/messages/{id}/amendment"), &[("form", "amend")]).await;
        assert!(
            held.status.is_client_error() && held.body.contains("Vi venter på politiet."),
            "{}",
            held.body
        );
        chief.post("/status/stop/delete", &[]).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/amendment"), &[]).await.status, 303);
    });
}

#[test]
fn no_address_that_tells_who_clicked_goes_out_with_a_warning() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let tracked =
            "Sundby Nord, se https://eur05.safelinks.protection.outlook.com/?url=https%3A%2F%2Fsundby.dk";
        let boil = [("template", "water-boil"), ("blank", tracked), ("blank", "i morgen kl. 8")];
        let refused = on_call.post("/urgent", &boil).await;
        assert_eq!(refused.status, 422);
        assert!(
            refused.body.contains("hvem der klikker") && refused.body.contains("safelinks"),
            "{}",
            refused.body
        );
        let boil = [("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "i morgen kl. 8")];
        let sent = on_call.post("/urgent", &boil).await;
        house.work().await;
        let warning = sent.location.trim_start_matches("/messages/");
        for link in ["https://www.google.com/url?sa=t&url=https://sundby.dk", "https://urldefense.com/v3/x"] {
            let text = format!("Læs mere på {link}");
            let refused = on_call.post(&format!("/urgent/{warning}/updates"), &[("update", &text)]).await;
            assert_eq!(refused.status, 422, "{link}");
        }
    });
}
