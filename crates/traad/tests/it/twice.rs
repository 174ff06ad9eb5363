//! A button that is pressed twice is pressed once: the second press does nothing more, and blames nobody else for what
//! the first one did.

use crate::{
    house::house,
    main_job::{ask, road, unit_of, write, yes},
    notice::warn,
    record::change,
};
use db::Id;

async fn events(house: &crate::house::House, message: &str) -> usize {
    let id: Id = message.parse().unwrap();
    let mut conn = house.site.db.read().await.unwrap();
    db::EventRow::about(&mut conn, id, 200).await.unwrap().len()
}

#[test]
fn an_answer_given_twice_is_one_answer_with_the_same_receipt() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let plan = head.get(&format!("/approvals/{request}")).await.value("plan");
        let mut count = 0;
        for press in 1..=2 {
            let answer = head.post(&format!("/approvals/{request}/approval"), &[("plan", &plan)]).await;
            assert_eq!(answer.status, 303, "press {press}: {}", answer.body);
            let page = head.get(&answer.location).await;
            assert!(page.body.contains("Tak. Du har sagt ja kl. 09.00"), "press {press}: {}", page.body);
            let now = events(house, &id).await;
            assert!(press == 1 || now == count, "nothing more is noted");
            count = now;
        }
        for press in 1..=2 {
            let answer = head.post(&format!("/approvals/{request}/withdrawal"), &[]).await;
            assert_eq!(answer.status, 303, "press {press}: {}", answer.body);
        }
        let again = ask(&mut consultant, &mut head, &id).await;
        let fields = [("form", "return"), ("comment", "Skriv, hvor længe.")];
        for press in 1..=2 {
            let answer = head.post(&format!("/approvals/{again}/return"), &fields).await;
            assert_eq!(answer.status, 303, "press {press}: {}", answer.body);
        }
        let other = [("form", "return"), ("comment", "Skriv også hvorfor.")];
        assert_eq!(head.post(&format!("/approvals/{again}/return"), &other).await.status, 409, "the control");
        house.work().await;
        let told = house.mails.take();
        let returned = told.iter().filter(|mail| mail.text.contains("Skriv, hvor længe")).count();
        assert_eq!(returned, 1, "told once: {told:?}");
    });
}

/// Whoever has said no yes, or had it taken from them, is not thanked for one.
#[test]
fn a_yes_that_no_longer_counts_is_not_taken_for_a_second_press() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(yes(&mut head, &request).await.status, 303);
        assert_eq!(head.post(&format!("/approvals/{request}/withdrawal"), &[]).await.status, 303);
        let late = head.post(&format!("/approvals/{request}/approval"), &[]).await;
        assert_eq!(late.status, 409, "{}", late.body);
        let mut other = house.sign_in("kommunikationschef").await;
        let status = other.post(&format!("/approvals/{request}/withdrawal"), &[]).await.status;
        assert!(status.is_client_error(), "{status}");
        house.work().await;
        house.mails.take();
    });
}

#[test]
fn a_form_sent_twice_saves_once_and_begins_one_message() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let form = consultant.get("/messages/new").await;
        let (unit, once) = (unit_of(&form, "Center for Vej og Park"), form.value("once"));
        let mut fields = road(&unit, "Stien er lukket");
        fields.push(("once", &once));
        let first = consultant.post("/messages", &fields).await;
        let second = consultant.post("/messages", &fields).await;
        assert_eq!((first.status, second.status), (first.status, first.status));
        assert_eq!(first.location, second.location, "one message");
        // Saved by itself while the button was pressed, with a word more in it.
        let mut more = road(&unit, "Stien er lukket i maj");
        more.extend([("once", once.as_str()), ("autosave", "1")]);
        let saved = consultant.post("/messages", &more).await;
        assert_eq!(saved.status, 200, "{}", saved.body);
        assert!(
            first.location.contains(&saved.between("\"id\":\"", "\"")),
            "{} {}",
            first.location,
            saved.body
        );
        let list = consultant.get("/messages").await;
        assert_eq!(list.body.matches("Stien er lukket").count(), 1, "{}", list.body);
        // Gone back to when the message has newer words, the form begins another, and they stand.
        house.clock.forward(60_000);
        let id = first.location.split('/').nth(2).unwrap().to_owned();
        crate::main_job::retitle(&mut consultant, &id, "Stien er lukket til juni").await;
        let late = consultant.post("/messages", &fields).await;
        assert_ne!(late.location, first.location);
        assert!(consultant.get(&format!("/messages/{id}")).await.body.contains("Stien er lukket til juni"));
        // Another person's key is another key, and so is another form's.
        let mut colleague = house.sign_in("souschef i Vej og Park").await;
        let theirs = colleague.post("/messages", &fields).await;
        assert_ne!(theirs.location, first.location);
        let other = consultant.get("/messages/new").await.value("once");
        assert_ne!(other, "");
        house.work().await;
    });
}

#[test]
fn a_text_saved_twice_has_no_other_author() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let page = consultant.get(&format!("/messages/{id}/edit")).await;
        let unit = unit_of(&page, "Center for Vej og Park");
        let base = (page.value("base"), page.value("base-hash"));
        let mut fields = road(&unit, "Stien er lukket i maj");
        fields.extend([("base", base.0.as_str()), ("base-hash", base.1.as_str())]);
        let path = format!("/messages/{id}/edition");
        for press in 1..=2 {
            let answer = consultant.post(&path, &fields).await;
            assert_eq!(answer.status, 303, "press {press}: {}", answer.body);
        }
        // The control: other words on top of what has moved on are a conflict still.
        let mut other = road(&unit, "Stien er lukket i juni");
        other.extend([("base", base.0.as_str()), ("base-hash", base.1.as_str())]);
        assert_eq!(consultant.post(&path, &other).await.status, 409);
        house.work().await;
    });
}

#[test]
fn an_exemption_a_review_and_a_duty_are_given_and_taken_once() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let fields = [("kind", "danger"), ("reason", "Træer vælter ned over stien.")];
        let path = format!("/messages/{id}/exemption");
        assert_eq!(consultant.post(&path, &fields).await.status, 303);
        let before = events(house, &id).await;
        assert_eq!(consultant.post(&path, &fields).await.status, 303);
        assert_eq!(events(house, &id).await, before, "noted once");
        let changed =
            change(&mut consultant, &id, ("main-point", "Vi lægger asfalt. Vejen er lukket."), &[]).await;
        assert_eq!(changed.status, 303);
        let before = events(house, &id).await;
        assert_eq!(consultant.post(&path, &fields).await.status, 303);
        assert!(events(house, &id).await > before, "of another text it is another exemption");

        let mut on_call = house.sign_in("kommunikationschef").await;
        let warning = warn(house, &mut on_call).await;
        let thread = consultant.get(&format!("/messages/{warning}")).await;
        let review = format!("/emergencies/{}/review", thread.between("action=\"/emergencies/", "/review"));
        for press in 1..=2 {
            let answer = consultant.post(&review, &[]).await;
            assert_eq!(answer.status, 303, "press {press}: {}", answer.body);
        }
        assert_eq!(
            house.sign_in("presseansvarlig").await.post(&review, &[]).await.status,
            409,
            "the control"
        );
        house.work().await;
        house.mails.take();
    });
}
