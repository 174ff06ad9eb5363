//! When nobody answers: at night one person publishes a text that lies ready, and whoever is asked and does not answer is
//! reminded (P6).

use crate::{
    house::house,
    main_job::{ask, write},
};

#[test]
fn at_night_one_person_publishes_a_ready_text_and_a_second_pair_of_eyes_is_called() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let refused = consultant
            .post("/urgent", &[("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "14")])
            .await;
        assert_eq!(refused.status, 403, "only whoever is on call");
        assert!(
            refused.body.contains("hvis du bor i Sundby Nord"),
            "what was filled in can be read out: {}",
            refused.body
        );
        assert!(refused.body.contains("href=\"tel:55000") && refused.body.contains("href=\"#ring\""));
        // Nobody fills in a form that will be refused: whom to ring stands there instead.
        let page = consultant.get("/urgent?template=water-boil").await;
        assert!(!page.body.contains("action=\"/urgent\""), "{}", page.body);
        assert!(page.body.contains("href=\"tel:55000"), "{}", page.body);
        assert!(on_call.get("/urgent?template=water-boil").await.body.contains("action=\"/urgent\""));
        let empty = on_call
            .post("/urgent", &[("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "")])
            .await;
        assert_eq!(empty.status, 422);
        assert!(empty.body.contains("value=\"Sundby Nord\""), "what was typed is still there");
        let other = on_call.post("/urgent", &[("template", "own-words"), ("blank", "x")]).await;
        assert_eq!(other.status, 404, "only texts that are ready");
        let shown = on_call
            .post(
                "/urgent",
                &[("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "14"), ("show", "1")],
            )
            .await;
        assert!(shown.body.contains("hvis du bor i Sundby Nord"));
        assert!(!house.visitor().get("/").await.body.contains("Kog vandet"), "looking sends nothing");

        let sent = on_call
            .post("/urgent", &[("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "14")])
            .await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        house.work().await;
        let home = house.visitor().get("/").await;
        assert!(home.body.contains("Kog vandet"), "readers have it at once");
        assert!(!home.body.contains(">Drikkevand<"), "the title is what to do, not the name of the text");
        let thread = on_call.get(&sent.location).await;
        assert!(thread.body.contains("class=\"node done\" id=\"step-checks\""), "{}", thread.body);
        assert!(on_call.get("/staff").await.body.contains("Kog vandet"), "and so have staff");
        let called = house.mails.take();
        let who: Vec<&str> =
            called.iter().map(|mail| mail.to.as_str()).filter(|to| to.starts_with("konsulent")).collect();
        assert_eq!(who.len(), 1, "a colleague is called: {called:?}");
        assert!(
            called.iter().all(|mail| mail.to.as_str() != "kommunikationschef@sundby.example"),
            "not the one who sent it"
        );

        let today = consultant.get("/desk").await;
        let review = today.between("action=\"/emergencies/", "/review");
        let own = on_call.post(&format!("/emergencies/{review}/review"), &[]).await;
        assert_eq!(own.status, 422, "one's own eyes do not count");
        let seen = consultant.post(&format!("/emergencies/{review}/review"), &[]).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
        let thread = consultant.get(&seen.location).await;
        assert!(
            thread.body.contains("class=\"node done\" id=\"step-approval\"")
                && thread.body.contains("sendte en nødmeddelelse")
        );
        let mut press = house.sign_in("presseansvarlig").await;
        assert_eq!(press.post(&format!("/emergencies/{review}/review"), &[]).await.status, 409);
    });
}

/// The demo's strategy gives the head of the sending unit a day.
#[test]
fn whoever_is_asked_is_reminded_once_when_the_time_has_run_out() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let reminders = || {
            let mails = house.mails.take();
            mails
                .into_iter()
                .filter(|mail| mail.subject.starts_with("Husk: »Stien er lukket"))
                .collect::<Vec<_>>()
        };
        house.forward(23 * 60).await;
        assert!(reminders().is_empty(), "not yet");
        house.forward(61).await;
        let sent = reminders();
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].to.as_str(), "chef.vej@sundby.example");
        house.forward(24 * 60).await;
        assert!(reminders().is_empty(), "once");
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    });
}
