//! What holds of a warning: after its end, and when it is corrected while it runs.

use crate::{
    house::{House, house},
    notice::{area, say, warn},
};

/// Whoever reads an update after the danger is over reads that it is, and nobody is asked to copy its texts any more.
#[test]
fn what_was_told_in_between_ends_with_the_warning() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = warn(house, &mut on_call).await;
        let update = say(house, &mut on_call, &id, "updates", "Det gælder også Sundby Vest.").await;
        let by_hand = |body: &str| body.matches("kopiér teksten").count();
        assert!(by_hand(&on_call.get("/calendar").await.body) > 0, "the control");
        let end = say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        for told in [&id, &update] {
            let page = on_call.get(&format!("/staff/{told}")).await;
            assert!(page.between("Faren er ovre. Læs mere:", "</a>").contains(&end), "{}", page.body);
            let thread = on_call.get(&format!("/messages/{told}")).await;
            assert!(!thread.body.contains("venter på, at I kopierer"), "{}", thread.body);
        }
        let calendar = on_call.get("/calendar").await;
        let rows: Vec<&str> =
            calendar.body.split("<li").filter(|row| row.contains("kopiér teksten")).collect();
        assert!(rows.iter().all(|row| row.contains(&end)), "{rows:?}");
        house.mails.take();
        // Taking the end down is told to whoever is on call as what it is.
        let reason = [("reason", "Prøven var alligevel ikke god.")];
        let down = consultant.post(&format!("/messages/{end}/retraction"), &reason).await;
        assert_eq!(down.status, 303, "{}", down.body);
        house.work().await;
        let mails = house.mails.take();
        let told: Vec<_> =
            mails.iter().filter(|mail| mail.to.as_str() == "kommunikationschef@sundby.example").collect();
        assert!(told.iter().any(|mail| mail.subject.contains("gælder igen")), "{mails:?}");
        assert!(
            !told
                .iter()
                .any(|mail| mail.subject.contains("også skal ned") && mail.subject.contains("Kog vandet")),
            "{mails:?}"
        );
    });
}

/// A warning that is corrected while it holds shows what is right, also when the wrong one is taken down.
#[test]
fn a_warning_that_is_corrected_shows_the_correction() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        let begun = on_call.post(&format!("/messages/{id}/correction"), &[]).await;
        assert_eq!(begun.status, 303, "{}", begun.body);
        let new = begun.location.split('/').nth(2).unwrap().to_owned();
        out_with(house, &new, "Kog vandet i Sundby Syd").await;
        let home = house.visitor().get("/").await;
        assert!(area(&home.body).contains("Kog vandet i Sundby Syd"), "{}", home.body);
        assert!(!area(&home.body).contains("Sundby Nord"), "{}", home.body);
        assert!(house.visitor().get("/archive").await.body.contains("Kog vandet i Sundby Syd"));
        let running = on_call.get(&format!("/urgent/{id}")).await;
        assert!(running.body.contains("Sundby Syd"), "{}", running.body);
        let reason = [("reason", "Det var det forkerte område.")];
        assert_eq!(on_call.post(&format!("/messages/{id}/retraction"), &reason).await.status, 303);
        let home = house.visitor().get("/").await;
        assert!(area(&home.body).contains("Sundby Syd"), "the danger is not over: {}", home.body);
        assert_eq!(on_call.post(&format!("/messages/{new}/retraction"), &reason).await.status, 303);
        assert!(!house.visitor().get("/").await.body.contains("class=\"urgent-notice\""));
        house.work().await;
        house.mails.take();
    });
}

/// Lets a correction go out with another title, as if it had its yes.
async fn out_with(house: &House, id: &str, title: &str) {
    let mut tx = house.site.db.begin().await.unwrap();
    let message = message::Message::get(&mut tx, id.parse().unwrap()).await.unwrap();
    let edition = message::Edition::get(&mut tx, message.edition_id).await.unwrap();
    let mut content = edition.content.0.clone();
    content.title = title.to_owned();
    content.main_point = "Kog dit vand i Sundby Syd.".to_owned();
    db::exec!(
        &mut tx,
        "update edition set content = $2, hash = $3 where id = $1",
        [edition.id, db::Json(&content), content.hash()]
    )
    .unwrap();
    tx.commit().await.unwrap();
    let mut on_call = house.sign_in("kommunikationschef").await;
    let asked = on_call.post(&format!("/messages/{id}/approval-request"), &[]).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let needs = db::run!(
        &mut house.site.db.read().await.unwrap(),
        scalar String,
        "select distinct p.function from approval_need n join approval_request r on r.id = n.request_id
           join person p on p.id = n.person_id where r.message_id = $1",
        [message.id] => fetch_all
    );
    for function in needs.unwrap() {
        let mut approver = house.sign_in(&function).await;
        let queue = approver.get("/approvals").await;
        let request = queue.between("href=\"/approvals/", "\"");
        if !request.is_empty() {
            crate::main_job::yes(&mut approver, &request).await;
        }
    }
    let why = [("kind", "danger"), ("reason", "Nogen kan blive syge af vandet.")];
    assert_eq!(on_call.post(&format!("/messages/{id}/exemption"), &why).await.status, 303);
    let sent = on_call.post(&format!("/messages/{id}/schedule"), &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    house.forward(0).await;
    house.work().await;
}
