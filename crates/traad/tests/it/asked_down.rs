//! Whoever may not take a message down asks those who may, and those concerned with what belongs to a message that goes
//! hear that theirs stands.

use crate::{
    erased::corrected,
    house::{House, house},
    main_job::{ask, write},
};
use testing::Browser;

const REASON: (&str, &str) = ("reason", "Barnet kan kendes på det, der står.");

async fn out(house: &House, consultant: &mut Browser) -> String {
    let id = write(consultant, "Stien er lukket").await;
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let request = ask(consultant, &mut head, &id).await;
    assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    house.forward(0).await;
    house.forward(61).await;
    house.mails.take();
    id
}

#[test]
fn whoever_may_not_take_a_message_down_asks_those_who_may() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = out(house, &mut consultant).await;
        let path = format!("/messages/{id}/retraction");
        let mut editor = house.sign_in("souschef i Vej og Park").await;
        assert!(
            editor.get(&format!("/messages/{id}")).await.body.contains("Bed om at få beskeden taget ned")
        );
        let page = editor.get(&path).await;
        assert_eq!(page.status, 200);
        for words in ["centerchef for Vej og Park", "kommunikationschef", "55 00 00 03"] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert!(!page.body.contains("Tag ned nu"), "{}", page.body);
        assert_eq!(editor.post(&path, &[REASON]).await.status, 403, "asking is not taking down");
        let request = format!("{path}-request");
        for wrong in ["", "kort", "Barnet hedder 010101-1234 og bor her"] {
            let refused = editor.post(&request, &[("form", "ask"), ("reason", wrong)]).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.body.contains("ask-reason"), "the form comes back: {}", refused.body);
        }
        let asked = editor.post(&request, &[("form", "ask"), REASON]).await;
        assert_eq!(asked.status, 303, "{}", asked.body);
        let again = editor.post(&request, &[("form", "ask"), REASON]).await;
        assert_eq!(again.status, 409);
        assert!(again.body.contains("De har lige fået besked"), "{}", again.body);
        house.work().await;
        let mails = house.mails.take();
        for address in ["chef.vej@sundby.example", "kommunikationschef@sundby.example"] {
            let told: Vec<_> = mails.iter().filter(|mail| mail.to.as_str() == address).collect();
            assert_eq!(told.len(), 1, "{address}: {mails:?}");
            assert!(told[0].text.contains("Barnet kan kendes") && told[0].text.contains(&path), "{told:?}");
        }
        let log = consultant.get(&format!("/messages/{id}")).await;
        assert!(log.body.contains("bad om at få beskeden taget ned"), "{}", log.body);
        assert!(house.visitor().get("/").await.body.contains("Stien er lukket"), "nothing is down yet");
        house.forward(16).await;
        let mut editor = house.sign_in("souschef i Vej og Park").await;
        assert_eq!(editor.post(&request, &[("form", "ask"), REASON]).await.status, 303);
        // Another unit's head has nothing to do with it, and neither has an employee.
        for stranger in ["centerchef for Børn og Unge", "vejmedarbejder"] {
            let mut stranger = house.sign_in(stranger).await;
            assert_eq!(stranger.get(&path).await.status, 404);
            assert_eq!(stranger.post(&request, &[REASON]).await.status, 404);
        }
        house.work().await;
    });
}

#[test]
fn a_draft_can_be_asked_to_be_erased_by_whoever_writes_there() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Naboen har klaget").await;
        let mut editor = house.sign_in("souschef i Vej og Park").await;
        assert!(editor.get(&format!("/messages/{id}")).await.body.contains("taget ned eller slettet"));
        let request = format!("/messages/{id}/retraction-request");
        assert_eq!(editor.post(&request, &[REASON]).await.status, 303);
        house.work().await;
        let to: Vec<String> = house.mails.take().iter().map(|mail| mail.to.as_str().to_owned()).collect();
        assert!(to.contains(&"chef.vej@sundby.example".to_owned()), "{to:?}");
    });
}

#[test]
fn those_concerned_with_what_stays_hear_what_it_belongs_to_went() {
    for (act, erases) in [("retraction", ""), ("retraction", "1")] {
        house(async |house| {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let id = out(house, &mut consultant).await;
            let draft = corrected(&mut consultant, &id, "Naboen i nummer fjorten har klaget.").await;
            let mut chief = house.sign_in("kommunikationschef").await;
            let fields = [("form", "retract"), REASON, ("personal", erases)];
            let gone = chief.post(&format!("/messages/{id}/{act}"), &fields).await;
            assert_eq!(gone.status, 303, "{}", gone.body);
            house.work().await;
            let mails = house.mails.take();
            let told = mails.iter().filter(|mail| mail.subject.contains("også skal ned")).collect::<Vec<_>>();
            assert_eq!(told.len(), 1, "{mails:?}");
            assert_eq!(told[0].to.as_str(), "konsulent@sundby.example");
            assert!(told[0].text.contains(&format!("/messages/{draft}/retraction")), "{told:?}");
        });
    }
}
