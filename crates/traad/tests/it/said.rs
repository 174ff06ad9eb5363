//! What a page says is so, and what was typed is not lost: answers that came too late, a question about a text that has
//! changed, a yes that was taken back, a message whose words are gone, a trial.

use crate::{
    house::house,
    main_job::{ask, retitle, unit_of, write},
    record::{approved, change, out},
};

#[test]
fn an_answer_that_came_too_late_is_still_there() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        retitle(&mut consultant, &id, "Stien er åben").await;
        for (form, path, field, text) in [
            ("return", "return", "comment", "Skriv, hvor længe det varer."),
            ("", "return", "comment", "Skriv, hvem man kan ringe til."),
            ("telephone", "telephone", "note", "Han sagde ja i bilen."),
        ] {
            let person = crate::people::person_id(house, "chef.vej@sundby.example").await;
            let mut presser = house
                .sign_in(if form == "telephone" {
                    "kommunikationschef"
                } else {
                    "centerchef for Vej og Park"
                })
                .await;
            let fields = [("form", form), (field, text), ("person", person.as_str())];
            let late = presser.post(&format!("/approvals/{request}/{path}"), &fields).await;
            assert_eq!(late.status, 409, "{path}: {}", late.body);
            assert!(
                late.body.contains(text) && late.body.contains("Dit svar er ikke sendt"),
                "{path}: {}",
                late.body
            );
        }
        house.work().await;
    });
}

#[test]
fn those_who_are_asked_hear_that_the_text_has_changed() {
    // Asked and not answered, planned besides, and answered.
    for (planned, answered) in [(false, false), (true, false), (false, true)] {
        house(async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            let id = write(&mut consultant, "Stien er lukket").await;
            let request = ask(&mut consultant, &mut head, &id).await;
            if planned {
                let at = [("at", "2026-05-07T10:00")];
                assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &at).await.status, 303);
            }
            if answered {
                assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
            }
            house.work().await;
            house.mails.take();
            let end = [("end-plan", "1")];
            assert_eq!(change(&mut consultant, &id, ("title", "Stien er åben"), &end).await.status, 303);
            house.work().await;
            let told = house.mails.to("chef.vej@sundby.example");
            let changed = told.iter().filter(|mail| mail.subject.ends_with("er ændret"));
            assert_eq!(changed.count(), 1, "{planned} {answered}: {told:?}");
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert_eq!(thread.body.contains("ændret efter ja"), answered, "{}", thread.body);
            assert_eq!(thread.body.contains("mens andre var spurgt"), !answered, "{}", thread.body);
            house.mails.take();
        });
    }
}

#[test]
fn stopping_a_plan_by_a_save_is_said() {
    for go_on in [false, true] {
        house(async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            let (id, _) = approved(&mut consultant, &mut head).await;
            let at = [("at", "2026-05-07T10:00")];
            assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &at).await.status, 303);
            let mut more = vec![("end-plan", "1")];
            if go_on {
                more.push(("go-on", "1"));
            }
            let saved = change(&mut consultant, &id, ("title", "Stien er åben"), &more).await;
            assert_eq!(saved.status, 303, "{}", saved.body);
            let page = consultant.get(&saved.location).await;
            assert!(page.body.contains("Planen er stoppet, så beskeden går ikke ud"), "{}", page.body);
            // A save that stops nothing says nothing of it.
            let saved = change(&mut consultant, &id, ("title", "Stien er helt åben"), &[]).await;
            assert!(!consultant.get(&saved.location).await.body.contains("Planen er stoppet, så"));
            house.work().await;
            house.mails.take();
        });
    }
}

#[test]
fn a_yes_that_was_taken_back_says_so() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (_, request) = approved(&mut consultant, &mut head).await;
        let path = format!("/approvals/{request}");
        let back = head.post(&format!("{path}/withdrawal"), &[]).await;
        assert_eq!(back.status, 303, "{}", back.body);
        for _ in 0..2 {
            let page = head.get(&path).await;
            assert!(page.body.contains("Du trak dit ja tilbage i dag kl. 09.00"), "{}", page.body);
            assert!(!page.body.contains("Spørgsmålet er lukket"), "{}", page.body);
        }
        house.work().await;
        house.mails.take();
    });
}

#[test]
fn a_message_whose_words_are_gone_is_not_ready_for_anything() {
    for personal in [true, false] {
        house(async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            let id = out(house, &mut consultant, &mut head).await;
            let mut reason = vec![("reason", "Der står noget personligt.")];
            if personal {
                reason.push(("personal", "1"));
            }
            let gone = consultant.post(&format!("/messages/{id}/retraction"), &reason).await;
            assert_eq!(gone.status, 303, "{}", gone.body);
            house.work().await;
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert_eq!(!thread.body.contains("Disse skal godkende den"), personal, "{}", thread.body);
            assert_eq!(thread.body.contains("Teksten er slettet. Skal der ud"), personal, "{}", thread.body);
            let edit = format!("/messages/{id}/edit\"");
            assert_eq!(!thread.body.contains(&edit), personal, "{}", thread.body);
            house.mails.take();
        });
    }
}

#[test]
fn a_trial_says_in_its_text_that_it_is_one() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        assert_eq!(consultant.post(&format!("/messages/{id}/trial"), &[]).await.status, 303);
        house.work().await;
        let mails = house.mails.take();
        assert_eq!(mails.len(), 2);
        for mail in &mails {
            assert!(mail.text.starts_with("Dette er en prøve. Kun du har fået den."), "{}", mail.text);
            assert!(mail.html.contains("Dette er en prøve. Kun du har fået den."), "{}", mail.html);
        }
    });
}

#[test]
fn whoever_is_signed_out_gets_a_link_to_sign_in() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let unit = unit_of(&consultant.get(&format!("/messages/{id}/edit")).await, "Center for Vej og Park");
        let mut nobody = house.visitor();
        for path in
            [format!("/messages/{id}/edition"), "/messages".to_owned(), format!("/messages/{id}/schedule")]
        {
            let page = nobody.post(&path, &[("title", "Stien er åben"), ("unit", &unit)]).await;
            assert_eq!(page.status, 401, "{path}");
            assert!(page.body.contains("href=\"/login\" target=\"_blank\""), "{path}: {}", page.body);
        }
    });
}

#[test]
fn a_message_with_two_waves_goes_out_once_today() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        for number in 1..=2 {
            let (id, _) = approved(&mut consultant, &mut head).await;
            let at = [("at", "2026-05-06T14:00")];
            assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &at).await.status, 303);
            let words = if number == 1 { "Én besked går ud i dag" } else { "2 beskeder går ud i dag" };
            let today = consultant.get("/desk").await;
            assert!(today.body.contains(words), "{words}: {}", today.body);
            let words = if number == 1 { "Én besked er planlagt" } else { "2 beskeder er planlagt" };
            let board = head.get("/board").await;
            assert!(board.body.contains(words), "{words}: {}", board.body);
        }
        house.work().await;
        house.mails.take();
    });
}
