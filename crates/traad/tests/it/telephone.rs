//! A yes by telephone is confirmed in time, as the strategy says, or clears nothing more.

use crate::house::{House, house};
use crate::main_job::{ask, write};

/// Gives a yes by telephone for the head of Vej og Park, written down by the head of communications.
async fn by_telephone(house: &House, title: &str) -> (String, String) {
    let mut consultant = house.sign_in("kommunikationskonsulent").await;
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let mut chief = house.sign_in("kommunikationschef").await;
    let id = write(&mut consultant, title).await;
    let request = ask(&mut consultant, &mut head, &id).await;
    let page = chief.get(&format!("/approvals/{request}")).await;
    let person = page.between("<option value=\"", "\"");
    let fields = [("person", person.as_str()), ("note", "Ja, send den.")];
    assert_eq!(chief.post(&format!("/approvals/{request}/telephone"), &fields).await.status, 303);
    house.work().await;
    (id, request)
}

#[test]
fn a_yes_by_telephone_is_confirmed_and_holds() {
    house(async |house| {
        let (id, request) = by_telephone(house, "Stien lukker").await;
        let mail = house.mails.to("chef.vej@sundby.example").pop().expect("a mail to confirm");
        assert!(mail.text.contains("Bekræft dit ja") && mail.text.contains(&format!("/approvals/{request}")));
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        assert!(head.get("/desk").await.body.contains("skrev dit ja ned"), "it stands on I dag");
        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(page.body.contains("Bekræft dit ja"), "{}", page.body);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let other = consultant.post(&format!("/approvals/{request}/confirmation"), &[]).await;
        assert_eq!(other.status, 422, "nobody confirms the yes of another");
        assert_eq!(head.post(&format!("/approvals/{request}/confirmation"), &[]).await.status, 303);
        let again = head.post(&format!("/approvals/{request}/confirmation"), &[]).await;
        assert_eq!(again.status, 422, "once is enough");
        house.mails.take();
        house.forward(25 * 60).await;
        assert!(house.mails.take().is_empty(), "nobody is reminded of what is done");
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(0).await;
        house.forward(61).await;
        assert!(house.visitor().get("/").await.body.contains("Stien lukker"));
    });
}

#[test]
fn a_yes_by_telephone_that_is_not_confirmed_in_time_clears_nothing_more() {
    house(async |house| {
        let (planned, request) = by_telephone(house, "Stien lukker").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let at = [("at", "2026-05-07T10:30")];
        assert_eq!(consultant.post(&format!("/messages/{planned}/schedule"), &at).await.status, 303);
        house.mails.take();
        house.forward(23 * 60).await;
        assert!(house.mails.take().is_empty(), "there is an hour left");
        house.forward(60).await;
        let told = house.mails.take();
        for who in ["chef.vej", "kommunikationschef", "konsulent"] {
            let to = format!("{who}@sundby.example");
            assert_eq!(told.iter().filter(|mail| mail.to.as_str() == to).count(), 1, "{to}");
        }
        house.forward(61).await;
        let told = house.mails.take();
        assert!(
            told.iter().all(|mail| mail.subject.contains("går ikke ud som planlagt")),
            "they are told once, and nothing went out: {told:?}"
        );
        house.forward(60).await;
        assert!(!house.visitor().get("/").await.body.contains("Stien lukker"));
        let mut chief = house.sign_in("kommunikationschef").await;
        let today = chief.get("/desk").await;
        assert!(today.body.contains("skulle have bekræftet sit ja"), "{}", today.body);
        assert!(today.statements <= 15, "{}", today.statements);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let thread = consultant.get(&format!("/messages/{planned}")).await;
        assert!(thread.body.contains("har ikke bekræftet sit ja fra telefonen"), "{}", thread.body);
        let refused = consultant.post(&format!("/messages/{planned}/schedule"), &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("/strategy#approval.telephone"), "{}", refused.body);
        // Late is better than never: then it holds again, and what was planned goes.
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let plan = head.get(&format!("/approvals/{request}")).await.value("plan");
        let path = format!("/approvals/{request}/confirmation");
        assert_eq!(head.post(&path, &[]).await.status, 409, "the time must be seen");
        assert_eq!(head.post(&path, &[("plan", &plan)]).await.status, 303);
        house.forward(5).await;
        house.forward(61).await;
        assert!(house.visitor().get("/").await.body.contains("Stien lukker"));
    });
}

/// A confirmation makes nothing approved that is another text by now, and nobody is reminded of it.
#[test]
fn a_yes_to_a_text_that_is_gone_is_neither_thanked_for_nor_asked_for() {
    for is_confirmed in [true, false] {
        house(async |house| {
            let (id, request) = by_telephone(house, "Stien er lukket").await;
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let field = ("main-point", "Vi lægger ny asfalt i oktober. Vejen er lukket.");
            let saved = crate::record::change(&mut consultant, &id, field, &[]).await;
            assert_eq!(saved.status, 303, "{}", saved.body);
            house.work().await;
            house.mails.take();
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            assert!(!head.get("/desk").await.body.contains("skrev dit ja ned"), "{}", house.database);
            if is_confirmed {
                head.post(&format!("/approvals/{request}/confirmation"), &[]).await;
            } else {
                house.forward(25 * 60).await;
                let told = house.mails.take();
                assert!(!told.iter().any(|mail| mail.text.contains("så gælder det igen")), "{told:?}");
            }
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let thread = consultant.get(&format!("/messages/{id}")).await;
            assert!(!thread.body.contains("class=\"node done\" id=\"step-approval\""), "{}", thread.body);
            assert!(!thread.body.contains("ikke bekræftet sit ja"), "{}", thread.body);
            house.mails.take();
        });
    }
}
