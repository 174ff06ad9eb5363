//! Every act says what it did, and what was sent back says why wherever its author looks (P6).

use crate::{
    house::house,
    main_job::{ask, retitle, write},
    record::to,
};
use testing::Browser;

#[test]
fn a_comment_stands_wherever_its_author_looks() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let comment = "Skriv, hvor længe stien er lukket.";
        let fields = [("form", "return"), ("comment", comment)];
        let answer = head.post(&format!("/approvals/{request}/return"), &fields).await;
        let page = head.get(&answer.location).await;
        assert!(page.body.contains("Du sendte den tilbage"), "a receipt: {}", page.body);
        house.work().await;
        let mails = house.mails.take();
        let mail = to(&mails, "konsulent@sundby.example")
            .into_iter()
            .find(|mail| mail.subject.contains("sendt tilbage"));
        assert!(mail.expect("a mail").text.contains(comment), "in the mail");
        let step = consultant.get(&format!("/messages/{id}")).await.between("id=\"step-approval\"", "</li>");
        assert!(step.contains(comment), "on the thread: {step}");
        for path in [format!("/messages/{id}/edit"), "/desk".to_owned()] {
            assert!(consultant.get(&path).await.body.contains(comment), "{path}");
        }
        retitle(&mut consultant, &id, "Stien er lukket i to uger").await;
        ask(&mut consultant, &mut head, &id).await;
        assert!(!consultant.get("/desk").await.body.contains(comment), "answered by asking again");
        house.work().await;
    });
}

#[test]
fn every_act_says_what_happened() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let thread = format!("/messages/{id}");
        let receipt = async |browser: &mut Browser, path: &str, fields: &[(&str, &str)], words: &str| {
            let answer = browser.post(path, fields).await;
            assert_eq!(answer.status, 303, "{path}: {}", answer.body);
            let page = browser.get(answer.location.split('#').next().unwrap()).await;
            assert!(page.body.contains(words), "{path}: {}", page.body);
            let again = browser.get(answer.location.split('#').next().unwrap()).await;
            assert!(!again.body.contains("class=\"wide-page done-line\""), "{path}: told once");
        };
        receipt(&mut consultant, &format!("{thread}/approval-request"), &[], "Der er bedt om godkendelse")
            .await;
        let request = head.get("/approvals").await.between("href=\"/approvals/", "\"");
        let page = head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let page = head.get(&page.location).await;
        assert!(page.body.contains("Tak. Du har sagt ja kl. 09.00"), "{}", page.body);
        let at = [("form", "later"), ("at", "2026-05-07T10:00")];
        receipt(&mut consultant, &format!("{thread}/schedule"), &at, "Udgivelsen er planlagt").await;
        receipt(&mut consultant, &format!("{thread}/schedule/delete"), &[], "Udgivelsen er stoppet").await;
        let exempt = [("kind", "danger"), ("reason", "Træer vælter ned over stien.")];
        receipt(&mut consultant, &format!("{thread}/exemption"), &exempt, "til alle på én gang").await;
        house.work().await;
    });
}
