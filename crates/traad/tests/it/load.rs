//! Not more, but better (W5): the writer sees how much the recipients get; where the strategy says
//! must, no more is planned. And what stands around it: plans, waivers, quiet hours.

use crate::house::{house, house_with};
use crate::main_job::{ask, retitle, road, unit_of, write};
use testing::Browser;

/// Writes, has it approved, and lets it go to staff and readers.
async fn send(consultant: &mut Browser, head: &mut Browser, title: &str) -> (String, testing::Answer) {
    let id = write(consultant, title).await;
    let request = ask(consultant, head, &id).await;
    head.post(&format!("/approvals/{request}/approval"), &[]).await;
    let planned = consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
    (id, planned)
}

fn strategy(from: &str, to: &str) -> Vec<u8> {
    let sundby = String::from_utf8(traad::demo::STRATEGY.to_vec()).unwrap();
    let changed = sundby.replacen(from, to, 1);
    assert_ne!(changed, sundby, "{from}");
    changed.into_bytes()
}

#[test]
fn the_writer_sees_how_much_the_recipients_get() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let editor = consultant.get("/messages/new").await;
        assert!(
            editor.body.contains("Medarbejdere, en uge: 0 de sidste 7 dage, 0 på vej"),
            "{}",
            editor.body
        );
        for number in 1..=3 {
            send(&mut consultant, &mut head, &format!("Sti {number} lukker")).await;
        }
        house.forward(0).await;
        let id = write(&mut consultant, "Sti 4 lukker").await;
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(editor.body.contains("Medarbejdere, en uge: 3 de sidste 7 dage, 0 på vej"));
        // The newsletters wait for the lead time, and are counted as coming.
        assert!(
            editor.body.contains("Nyhedsbrev, en måned: 0 de sidste 30 dage, 3 på vej"),
            "{}",
            editor.body
        );
        let unit = unit_of(&editor, "Center for Vej og Park");
        let live = consultant.post("/messages/check", &road(&unit, "Sti 4 lukker")).await;
        assert!(live.body.contains("Medarbejdere, en uge: 3 de sidste 7 dage"), "{}", live.body);
        // The demo's ceiling is four newsletters: the fifth is told, and may go.
        send(&mut consultant, &mut head, "Sti 5 lukker").await;
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(editor.body.contains("Det er mere end strategiens 4"), "{}", editor.body);
    });
}

#[test]
fn a_ceiling_that_must_hold_holds() {
    let ceiling = strategy(
        "max_messages = 4\nwindow_days = 30\nsource = \"municipal choice\"\nforce = \"should\"",
        "max_messages = 2\nwindow_days = 30\nsource = \"municipal choice\"\nforce = \"must\"",
    );
    house_with(&ceiling, async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        for title in ["Sti 1 lukker", "Sti 2 lukker"] {
            assert_eq!(send(&mut consultant, &mut head, title).await.1.status, 303);
        }
        let (id, refused) = send(&mut consultant, &mut head, "Sti 3 lukker").await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("højst 2 beskeder på 30 dage"), "{}", refused.body);
        // Danger does not wait for a ceiling.
        let why = [("kind", "danger"), ("reason", "Der er hul i vejen, og det er mørkt.")];
        consultant.post(&format!("/messages/{id}/exemption"), &why).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    });
}

#[test]
fn quiet_hours_are_told_and_kept_where_they_must_be() {
    house(async |house| {
        // Seven in the evening; before anybody signs in, since sessions end.
        house.clock.forward(10 * 3_600_000);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien lukker").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let page = consultant.get(&format!("/messages/{id}")).await;
        assert!(page.body.contains("Det er uden for sendetid"), "{}", page.body);
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    });
    let night = strategy(
        "to = \"07:00\"\nsource = \"municipal choice\"\nforce = \"should\"",
        "to = \"07:00\"\nsource = \"municipal choice\"\nforce = \"must\"",
    );
    house_with(&night, async |house| {
        // Seven in the evening; before anybody signs in, since sessions end.
        house.clock.forward(10 * 3_600_000);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, refused) = send(&mut consultant, &mut head, "Stien lukker").await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Vælg et tidspunkt fra 07.05. kl. 07.00"), "{}", refused.body);
        let morning =
            consultant.post(&format!("/messages/{id}/schedule"), &[("at", "2026-05-07T09:00")]).await;
        assert_eq!(morning.status, 303, "{}", morning.body);
    });
}

#[test]
fn a_finding_may_stand_with_a_reason_that_the_approver_reads() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let editor = consultant.get("/messages/new").await;
        let unit = unit_of(&editor, "Center for Vej og Park");
        let long = "Vi lægger ny asfalt på hele Skolevej fra Torvet til broen og videre ad den gamle vej forbi skolen og \
                    hallen og helt ud til marken hvor den nye sti begynder og går mod syd til havnen.";
        let mut fields = road(&unit, "Skolevej lukker");
        for field in &mut fields {
            if field.0 == "body" {
                field.1 = long;
            }
        }
        let id = consultant.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned();
        let path = format!("/messages/{id}");
        let page = consultant.get(&path).await;
        assert!(
            page.body.contains("Et råd til teksten") || page.body.contains("råd til teksten"),
            "{}",
            page.body
        );
        assert!(page.body.contains("name=\"rule\" value=\"language-long-sentence\""), "{}", page.body);
        let short = consultant
            .post(&format!("{path}/waiver"), &[("rule", "language-long-sentence"), ("reason", "nej")])
            .await;
        assert_eq!(short.status, 422);
        let fine = [("rule", "language-long-sentence"), ("reason", "Rækken af steder skal stå samlet.")];
        assert_eq!(consultant.post(&format!("{path}/waiver"), &fine).await.status, 303);
        let page = consultant.get(&path).await;
        assert!(!page.body.contains("name=\"rule\" value=\"language-long-sentence\""));
        assert!(page.body.contains("Rækken af steder skal stå samlet."));
        let request = ask(&mut consultant, &mut head, &id).await;
        let asked = head.get(&format!("/approvals/{request}")).await;
        assert!(asked.body.contains("Rækken af steder skal stå samlet."), "{}", asked.body);
    });
}

#[test]
fn staff_whose_work_changes_are_told_too() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let editor = consultant.get("/messages/new").await;
        let unit = unit_of(&editor, "Center for Vej og Park");
        let school = editor.between("Hvem på arbejdspladsen", "Nordskolen</label>");
        let school = school.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let mut fields = road(&unit, "Skolevej lukker");
        fields.push(("affected", &school));
        let id = consultant.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned();
        let again = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(again.body.contains(&format!("value=\"{school}\" checked")), "the choice is kept");
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        house.work().await;
        house.mails.take();
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        let told: Vec<String> =
            house.mails.take().into_iter().map(|mail| mail.to.as_str().to_owned()).collect();
        let mut conn = house.site.db.read().await.unwrap();
        let path = people::Unit::get(&mut conn, school.parse().unwrap()).await.unwrap().path;
        let staff = people::Person::with_email_below(&mut conn, &path).await.unwrap();
        assert!(!staff.is_empty());
        for person in staff {
            let email = person.email.unwrap();
            assert_eq!(told.iter().filter(|to| **to == email).count(), 1, "{email}");
        }
    });
}

/// Adds an audience for a rule over functions; gives its id.
async fn audience(browser: &mut Browser, name: &str, function: &str) -> String {
    let fields = [("kind", "rule"), ("name", name), ("functions", function)];
    let made = browser.post("/audiences", &fields).await;
    assert_eq!(made.status, 303, "{}", made.body);
    made.location.rsplit('/').next().unwrap().to_owned()
}

#[test]
fn an_audience_gets_the_mail_besides() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = audience(&mut chief, "Alle pedeller", "pedel").await;
        let editor = chief.get("/messages/new").await;
        assert!(editor.body.contains("Alle pedeller") && editor.statements <= 15, "{}", editor.statements);
        let unit = unit_of(&editor, "Center for Vej og Park");
        let mut fields = road(&unit, "Skolevej lukker");
        fields.push(("audiences", &id));
        let message = chief.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned();
        let request = ask(&mut chief, &mut head, &message).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        house.work().await;
        house.mails.take();
        chief.post(&format!("/messages/{message}/schedule"), &[]).await;
        house.forward(0).await;
        let told: Vec<String> =
            house.mails.take().into_iter().map(|mail| mail.to.as_str().to_owned()).collect();
        let mut conn = house.site.db.read().await.unwrap();
        let found = people::audience::Audience::get(&mut conn, id.parse().unwrap()).await.unwrap();
        let members = people::audience::members(&mut conn, &found).await.unwrap();
        let emails: Vec<String> = members.into_iter().filter_map(|member| member.email).collect();
        assert!(!emails.is_empty());
        for email in emails {
            assert_eq!(told.iter().filter(|to| **to == email).count(), 1, "{email}");
        }
    });
}

#[test]
fn near_an_election_the_pages_say_so() {
    let soon = strategy("from = 2029-10-09\nto = 2029-11-20", "from = 2026-05-01\nto = 2026-06-01");
    house_with(&soon, async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        for path in ["/desk", "/messages/new"] {
            let page = consultant.get(path).await;
            assert!(page.body.contains("Kommunalvalget 2029: Vi hjælper ingen kandidater"), "{path}");
        }
    });
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        assert!(!consultant.get("/desk").await.body.contains("Vi hjælper ingen kandidater"));
    });
}

#[test]
fn the_calendar_shows_holidays() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let token = crate::api::token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        let plan = crate::api_write::plan(house, &token).await;
        let mut program = house.visitor();
        let path = format!("/api/v1/plans/{plan}");
        let read = crate::api::json(&program.get_with(&path, &token).await);
        let activity = serde_json::json!({
            "title": "Møde", "channel": "website", "due_at": "2026-05-13T08:00:00Z",
            "responsible_id": read["responsible_id"],
        });
        let made =
            program.post_with(&format!("{path}/activities"), &token, None, &activity.to_string()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let page = consultant.get("/calendar?week=2026-W20").await;
        assert!(page.body.contains("14 · Kristi himmelfart"), "{}", page.body);
        let page = consultant.get("/calendar?week=2026-W19").await;
        assert!(page.body.contains("Artikel") && !page.body.contains("Kristi"));
    });
}

#[test]
fn the_thread_runs_over_the_plan() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let all = crate::api::token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        let plan = crate::api_write::plan(house, &all).await;
        let page = consultant.get(&format!("/plans/{plan}")).await;
        assert!(page.body.contains(&format!("/messages/new?plan={plan}")));
        let editor = consultant.get(&format!("/messages/new?plan={plan}")).await;
        assert!(editor.body.contains("Skolevejen bliver tryg."), "the plan's message is the first draft");
        let unit = unit_of(&editor, "Center for Vej og Park");
        let mut fields = road(&unit, "Skolevejen bliver tryg");
        fields.push(("plan", &plan));
        let id = consultant.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned();
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Er en del af planen") && thread.body.contains("Ny og tryg skolevej"));
        let list = consultant.get(&format!("/messages?plan={plan}")).await;
        assert!(list.body.contains(&id));
        // What was wrong keeps the plan in the form.
        let mut wrong = road(&unit, "Skolevejen bliver tryg");
        wrong.retain(|field| field.0 != "unit");
        wrong.push(("plan", &plan));
        let again = consultant.post("/messages", &wrong).await;
        assert_eq!((again.status.as_u16(), again.value("plan")), (422, plan.clone()));
        // Another plan, or none; a yes stands, since the text did not change.
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        retitle(&mut consultant, &id, "Skolevejen bliver mere tryg").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/plan"), &[("plan", "")]).await.status, 303);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Hører ikke til en plan") && thread.body.contains("/release"));
        assert_eq!(consultant.post(&format!("/messages/{id}/plan"), &[("plan", "x")]).await.status, 404);
    });
}
