//! Publishing asks before it fires: to whom, how many, when, who does not get it; and a trial to oneself, which reaches
//! nobody else.

use crate::{
    house::house,
    main_job::{ask, retitle, write},
};

#[test]
fn the_page_and_the_button_say_to_whom_how_many_and_when() {
    house(async |house| {
        for number in 0..3 {
            let mut tx = house.site.db.begin().await.unwrap();
            let id =
                people::consent::ask(&mut tx, &format!("borger-{number}@example.dk"), &["roads"], "da").await;
            people::consent::confirm(&mut tx, id.unwrap()).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains(&format!("/messages/{id}/release\"")), "{}", thread.body);
        assert!(
            !thread.body.contains(&format!("action=\"/messages/{id}/schedule\"")),
            "nothing fires unasked"
        );

        let page = consultant.get(&format!("/messages/{id}/release")).await;
        assert!(page.statements <= 15, "{} statements", page.statements);
        let heading = page.between("<h1>", "</h1>");
        assert!(heading.contains("medarbejdere nu og til 3 læsere i dag kl. 10.00"), "{heading}");
        assert!(
            page.body.contains(&format!("type=\"submit\">{heading}</button>")),
            "the button says the same"
        );
        assert!(page.body.contains("Medarbejderne er 60 minutter foran"), "{}", page.body);
        assert!(page.body.contains("href=\"/strategy#internal-first\""), "and why");
        assert!(page.body.contains("centerchef for Vej og Park har godkendt version 1"), "{}", page.body);

        let later = consultant.get(&format!("/messages/{id}/release?at=2026-05-08T12:00")).await;
        assert!(later.between("<h1>", "</h1>").contains("kl. 11.00 og til 3 læsere"), "{}", later.body);
        assert!(later.body.contains("name=\"at\" value=\"2026-05-08T12:00\""), "the button keeps the time");
        for wrong in ["i morgen", "2020-01-01T10:00"] {
            let page =
                consultant.get(&format!("/messages/{id}/release?at={}", wrong.replace(' ', "%20"))).await;
            assert_eq!(page.status, 422, "{wrong}");
        }
        let mut stranger = house.sign_in("vejmedarbejder").await;
        let status = stranger.get(&format!("/messages/{id}/release")).await.status.as_u16();
        assert!(matches!(status, 403 | 404), "{status}");
        house.work().await;
    });
}

#[test]
fn a_trial_reaches_whoever_asks_and_nobody_else() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let path = format!("/messages/{id}/trial");
        let answer = consultant.post(&path, &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.work().await;
        let mails = house.mails.take();
        assert_eq!(mails.len(), 2, "one a mail channel: {mails:?}");
        for mail in &mails {
            assert_eq!(mail.to.as_str(), "konsulent@sundby.example");
            assert!(mail.subject.starts_with("Prøve: Stien er lukket") && mail.unsubscribe.is_none());
        }
        let page = consultant.get(&format!("/messages/{id}/release")).await;
        assert!(page.body.contains("Teksten er den samme nu"), "{}", page.body);
        // Another edition: ten minutes later a save makes a new one.
        house.clock.forward(11 * 60_000);
        retitle(&mut consultant, &id, "Stien er lukket i to uger").await;
        let page = consultant.get(&format!("/messages/{id}/release")).await;
        assert!(page.body.contains("Teksten er ændret siden"), "{}", page.body);
        for _ in 0..19 {
            assert_eq!(consultant.post(&path, &[]).await.status, 303);
        }
        assert_eq!(consultant.post(&path, &[]).await.status, 409, "not without end");
        house.work().await;
        house.mails.take();
    });
}

#[test]
fn a_trial_that_does_not_arrive_says_so_to_whoever_asked_for_it() {
    house(async |house| {
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(
            &mut tx,
            "update person set email = 'refuse@sundby.example' where email = 'konsulent@sundby.example'",
            []
        )
        .unwrap();
        tx.commit().await.unwrap();
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        assert_eq!(consultant.post(&format!("/messages/{id}/trial"), &[]).await.status, 303);
        house.work().await;
        let page = consultant.get(&format!("/messages/{id}/release")).await;
        assert!(
            page.body.contains("kom ikke frem. Mailserveren svarer: 554 5.7.1 not from you"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("Du fik en prøve"), "{}", page.body);
    });
}
