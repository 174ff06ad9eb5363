//! The second pair of eyes on an urgent notice: called, led to the button, and never one's own by a detour.

use crate::{
    house::house,
    notice::{BOIL, warn},
    people::person_id,
};

#[test]
fn the_mail_leads_to_the_button_and_the_desk_says_that_it_waits() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        for function in ["kommunikationskonsulent", "presseansvarlig", "direktør"] {
            let mut other = house.sign_in(function).await;
            let thread = other.get(&format!("/messages/{id}")).await;
            assert!(thread.body.contains("Jeg har set den efter"), "{function}: {}", thread.body);
            assert!(thread.statements <= 15, "{}", thread.statements);
            let today = other.get("/desk").await;
            assert!(today.body.contains("Jeg har set den efter"), "{function}");
            assert!(!today.body.contains("Intet venter på dig"), "{function}: {}", today.body);
        }
        let mine = on_call.get(&format!("/messages/{id}")).await;
        assert!(!mine.body.contains("Jeg har set den efter"), "not one's own: {}", mine.body);
        assert!(on_call.get("/desk").await.body.contains("Intet venter på dig"));
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        let review = thread.between("action=\"/emergencies/", "/review");
        let seen = consultant.post(&format!("/emergencies/{review}/review"), &[]).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(!thread.body.contains("Jeg har set den efter"), "{}", thread.body);
        assert!(consultant.get("/desk").await.body.contains("Intet venter på dig"));
        house.mails.take();
    });
}

#[test]
fn nobody_looks_in_the_stead_of_the_sender() {
    // The deputy is chosen before, after, and let go again before they look.
    for when in ["before", "after", "let-go"] {
        house(async |house| {
            let mut on_call = house.sign_in("kommunikationschef").await;
            let deputy = person_id(house, "konsulent@sundby.example").await;
            let away = [("from", "2026-05-06"), ("to", "2026-05-08"), ("deputy", deputy.as_str())];
            if when == "before" {
                assert_eq!(on_call.post("/me/absences", &away).await.status, 303);
            }
            let sent = on_call.post("/urgent", &BOIL).await;
            let receipt = on_call.get(&sent.location).await;
            if when != "before" {
                assert_eq!(on_call.post("/me/absences", &away).await.status, 303);
            }
            house.clock.forward(60_000);
            if when == "let-go" {
                let me = on_call.get("/me").await;
                let absence = me.between("action=\"/people/absences/", "/end");
                assert_eq!(
                    on_call.post(&format!("/people/absences/{absence}/end"), &[]).await.status,
                    303,
                    "{}",
                    me.body
                );
            }
            let called = receipt.body.contains("bagefter: kommunikationskonsulent");
            assert_eq!(called, when != "before", "whom it called stood fast then: {}", receipt.body);
            house.work().await;
            house.mails.take();
            let mut deputy = house.sign_in("kommunikationskonsulent").await;
            let mut press = house.sign_in("presseansvarlig").await;
            assert!(!deputy.get("/desk").await.body.contains("Jeg har set den efter"), "{when}");
            let today = press.get("/desk").await;
            let review = today.between("action=\"/emergencies/", "/review");
            let path = format!("/emergencies/{review}/review");
            let refused = deputy.post(&path, &[]).await;
            assert_eq!(refused.status, 422, "{when}: {}", refused.body);
            assert_eq!(press.post(&path, &[]).await.status, 303);
        });
    }
}

#[test]
fn the_fifty_first_notice_is_called_for_and_can_be_looked_at() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        assert_eq!(on_call.post("/urgent", &BOIL).await.status, 303);
        let mut tx = house.site.db.begin().await.unwrap();
        let last = db::run!(&mut tx, scalar db::Id, "select id from emergency", [] => fetch_one).unwrap();
        for _ in 0..50 {
            let id = tx.new_id();
            db::exec!(
                &mut tx,
                "insert into emergency (id, message_id, edition_id, template, at, by_id, review_due)
                 select $1, message_id, edition_id, template, at, by_id, review_due - 1 from emergency where id = $2",
                [id, last]
            )
            .unwrap();
        }
        tx.commit().await.unwrap();
        house.work().await;
        assert!(house.mails.take().iter().any(|mail| mail.to.as_str().starts_with("konsulent")), "called");
        let today = consultant.get("/desk").await;
        assert!(today.body.contains(&format!("/emergencies/{last}/review")), "and shown");
        let seen = consultant.post(&format!("/emergencies/{last}/review"), &[]).await;
        assert_eq!(seen.status, 303, "{}", seen.body);
    });
}
