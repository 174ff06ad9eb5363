//! The stop says what it holds, and opening says what goes; what else is in the way is known before (P6, invariant 5).

use crate::{
    house::house,
    main_job::{ask, write},
    record::{approved, to},
};

#[test]
fn whoever_opens_again_sees_first_what_goes_out() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        let late = write(&mut consultant, "Broen åbner").await;
        ask(&mut consultant, &mut head, &late).await;
        for path in [&id, &late] {
            let at = [("at", "2026-05-06T12:00")];
            assert_eq!(consultant.post(&format!("/messages/{path}/schedule"), &at).await.status, 303);
        }
        house.work().await;
        house.mails.take();
        let reason = [("reason", "Vi venter på politiet.")];
        assert_eq!(chief.post("/status/stop", &reason).await.status, 303);
        assert!(chief.get("/status").await.body.contains("Intet venter lige nu"));
        house.forward(4 * 60).await;
        // The sessions of the morning have ended.
        let mut chief = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let page = chief.get("/status").await;
        for word in ["Det venter på, at I åbner", "Stien er lukket", "Broen åbner", "så snart I åbner"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        // Not only the stop is in the way of the second: its writer knows now, not when it is opened.
        let mails = house.mails.take();
        let told: Vec<_> = mails.iter().filter(|mail| mail.subject.contains("Broen åbner")).collect();
        assert!(told.iter().all(|mail| !mail.text.contains("Vi venter på politiet.")), "{told:?}");
        assert!(told.iter().any(|mail| mail.to.as_str() == "konsulent@sundby.example"), "{mails:?}");

        let stop = release::crisis_stop(&mut house.site.db.read().await.unwrap()).await.unwrap().unwrap();
        assert_eq!(chief.post("/status/stop/delete", &[]).await.status, 303);
        let ticks = house.site.slices.iter().flat_map(|slice| slice.ticks);
        for tick in ticks.filter(|tick| tick.name == "desk-stuck") {
            traad::serve::tick(&house.site, tick).await.unwrap();
        }
        house.forward(1).await;
        assert!(consultant.get("/staff").await.body.contains("Stien er lukket"));
        // What was held for hours and goes now is no alarm.
        let alarms = house.mails.take();
        assert!(alarms.iter().all(|mail| !mail.subject.contains("er gået i stå")), "{alarms:?}");
        let log = db::EventRow::about(&mut house.site.db.read().await.unwrap(), stop.id, 10).await.unwrap();
        assert!(log[0].particulars.to_string().contains("\"held\":4"), "{log:?}");
    });
}

#[test]
fn a_stop_has_a_reason_a_name_and_a_time_and_never_holds_what_is_urgent() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        let empty = on_call.post("/status/stop", &[("form", "stop"), ("reason", "")]).await;
        assert_eq!(empty.status, 422, "the ground is asked for: {}", empty.body);
        let reason = "Vi venter på politiet.";
        assert_eq!(on_call.post("/status/stop", &[("form", "stop"), ("reason", reason)]).await.status, 303);
        for path in ["/status", "/desk", &format!("/messages/{id}"), "/urgent"] {
            let page = on_call.get(path).await;
            assert!(
                page.body.contains(reason) && page.body.contains("kommunikationschef"),
                "{path}: {}",
                page.body
            );
        }
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        assert!(!consultant.get("/staff").await.body.contains("Stien er lukket"), "held");
        let mails = house.mails.take();
        let told = to(&mails, "konsulent@sundby.example");
        assert!(told.iter().any(|mail| mail.text.contains(reason)), "and the planner is told why: {mails:?}");

        let urgent = [("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "14.00")];
        let sent = on_call.post("/urgent", &urgent).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        house.work().await;
        assert!(house.visitor().get("/").await.body.contains("Kog vandet"));

        let statutory = [("kind", "statutory"), ("reason", "Loven kræver, at vi oplyser det i dag.")];
        assert_eq!(on_call.post(&format!("/messages/{id}/exemption"), &statutory).await.status, 303);
        house.forward(1).await;
        assert!(consultant.get("/staff").await.body.contains("Stien er lukket"), "the law does not wait");
        assert_eq!(on_call.post("/status/stop/delete", &[]).await.status, 303);
        assert!(!on_call.get("/desk").await.body.contains(reason));
    });
}

#[test]
fn an_author_does_not_let_their_own_text_past_the_stop() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        let reason = [("reason", "Vi venter på politiet.")];
        assert_eq!(chief.post("/status/stop", &reason).await.status, 303);
        let path = format!("/messages/{id}/exemption");
        let statutory =
            [("form", "exemption"), ("kind", "statutory"), ("reason", "Loven kræver, at det er ude i dag.")];
        let own = consultant.post(&path, &statutory).await;
        assert_eq!(own.status, 422, "{}", own.body);
        assert!(
            own.body.contains("har skrevet") && own.body.contains("er ude i dag.</textarea>"),
            "{}",
            own.body
        );
        // Other grounds do not go past the stop, and somebody else may say it.
        let danger = [("kind", "danger"), ("reason", "Nogen kan komme til skade.")];
        assert_eq!(consultant.post(&path, &danger).await.status, 303);
        assert_eq!(chief.post(&path, &statutory).await.status, 303);
        // Nor does what an author said before the stop.
        let (early, _) = approved(&mut consultant, &mut head).await;
        chief.post("/status/stop/delete", &[]).await;
        let said = consultant.post(&format!("/messages/{early}/exemption"), &statutory).await;
        assert_eq!(said.status, 303, "{}", said.body);
        assert_eq!(chief.post("/status/stop", &reason).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{early}/schedule"), &[]).await.status, 303);
        house.forward(1).await;
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 404, "{}", house.database);
    });
}

/// A page that sends while everything is stopped does not say "now", and neither does its receipt.
#[test]
fn what_is_sent_under_a_stop_is_said_to_wait_for_it() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        let path = format!("/messages/{id}/release");
        assert!(consultant.get(&path).await.between("<h1>", "</h1>").contains(" nu"), "the control");
        assert_eq!(chief.post("/status/stop", &[("reason", "Vi venter på politiet.")]).await.status, 303);
        let page = consultant.get(&path).await;
        let heading = page.between("<h1>", "</h1>");
        assert!(
            heading.contains("så snart udsendelsen er åben igen") && !heading.contains(" nu"),
            "{heading}"
        );
        assert!(heading.contains("60 minutter senere"), "{heading}");
        let planned = consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        let receipt = consultant.get(&planned.location).await;
        assert!(receipt.body.contains("Den går først ud, når udsendelsen er åben igen."), "{}", receipt.body);
        // What the law wants out goes past it, once somebody on call has said so.
        let why = [("kind", "statutory"), ("reason", "Loven siger, at det skal ud i dag.")];
        assert_eq!(chief.post(&format!("/messages/{id}/exemption"), &why).await.status, 303);
        assert!(consultant.get(&path).await.between("<h1>", "</h1>").contains(" nu"));
        assert_eq!(chief.post("/status/stop/delete", &[]).await.status, 303);
        house.work().await;
    });
}
