//! Quoted people say yes to their own words by a link that is good for one answer.

use crate::house::{House, house};
use crate::main_job::{ask, road, unit_of};
use testing::Browser;

const WORDS: &str = "Vi har set frem til den nye vej i mange år.";

async fn write(consultant: &mut Browser, words: &str) -> String {
    let editor = consultant.get("/messages/new").await;
    let unit = unit_of(&editor, "Center for Vej og Park");
    let body = format!("Vi lægger ny asfalt på Skolevej.\n\n> {words}\n>\n> — formanden for vejlauget");
    let mut fields = road(&unit, "Skolevej lukker");
    for field in &mut fields {
        if field.0 == "body" {
            field.1 = &body;
        }
    }
    consultant.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned()
}

/// Asks the person who is quoted; gives the path of the link in their mail.
async fn ask_quoted(house: &House, consultant: &mut Browser, id: &str, email: &str) -> String {
    let page = consultant.get(&format!("/messages/{id}")).await;
    let quote = page.value("quote");
    assert!(!quote.is_empty(), "{}", page.body);
    let asked =
        consultant.post(&format!("/messages/{id}/quotations"), &[("quote", &quote), ("email", email)]).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    house.work().await;
    let mail = house.mails.to(email).pop().expect("a mail with a link");
    assert!(mail.text.contains(WORDS) && !mail.text.contains("asfalt"), "the words and nothing else");
    let link = mail.text.lines().find(|line| line.contains("/quotations/")).unwrap().trim().to_owned();
    link.trim_start_matches("http://traad.test").to_owned()
}

#[test]
fn a_quoted_person_says_yes_to_their_own_words_before_they_leave() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, WORDS).await;
        let link = ask_quoted(house, &mut consultant, &id, "vejlaug@example.dk").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        let releases = count(house, &id).await;
        assert_eq!(releases, 0, "nothing leaves while the question is open");
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("har ikke sagt ja til sit citat"), "{}", thread.body);

        // A mail scanner opens the link: that answers nothing.
        let mut quoted = house.visitor();
        let page = quoted.get(&link).await;
        assert!(page.body.contains(WORDS) && !page.body.contains("asfalt"), "{}", page.body);
        assert!(page.body.contains("<figcaption>formanden for vejlauget"), "{}", page.body);
        assert_eq!(quoted.post_from(&link, &[("answer", "yes")], Some("cross-site")).await.status, 403);
        assert_eq!(quoted.post(&link, &[("answer", "yes")]).await.status, 303);
        assert!(quoted.get(&link).await.body.contains("Du har sagt ja til citatet"));
        let again = quoted.post(&link, &[("answer", "no"), ("comment", "Alligevel ikke")]).await;
        assert_eq!(again.status, 409, "one answer");
        house.work().await;
        let told = house.mails.to("konsulent@sundby.example").pop().unwrap();
        assert!(told.subject.contains("Der er sagt ja til citatet"), "{}", told.subject);
        house.forward(1).await;
        house.forward(61).await;
        assert_eq!(count(house, &id).await, 2, "staff and readers");
        let mut conn = house.site.db.read().await.unwrap();
        let left = db::run!(&mut conn, scalar i64, "select count(*) from quotation where email is not null", [] => fetch_one);
        assert_eq!(left.unwrap(), 0, "the address is forgotten with the answer");
    });
}

#[test]
fn a_no_says_what_to_mend_and_new_words_are_asked_about_anew() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, WORDS).await;
        let page = consultant.get(&format!("/messages/{id}")).await;
        let quote = page.value("quote");
        for (quote, email, status) in
            [(quote.as_str(), "ikke en mail", 422), ("", "vejlaug@example.dk", 409), (&quote, "", 422)]
        {
            let fields = [("quote", quote), ("email", email)];
            let asked = consultant.post(&format!("/messages/{id}/quotations"), &fields).await;
            assert_eq!(asked.status, status, "{email}");
        }
        let first = ask_quoted(house, &mut consultant, &id, "forkert@example.dk").await;
        let link = ask_quoted(house, &mut consultant, &id, "vejlaug@example.dk").await;
        let mut quoted = house.visitor();
        assert_eq!(quoted.get(&first).await.status, 404, "asking anew closes the first link");
        assert_eq!(quoted.get(&format!("{link}x")).await.status, 404);
        let silent = quoted.post(&link, &[("answer", "no"), ("comment", " ")]).await;
        assert_eq!(silent.status, 422);
        assert_eq!(
            quoted.post(&link, &[("answer", "no"), ("comment", "Skriv: i fem år.")]).await.status,
            303
        );
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Vil have det rettet") && thread.body.contains("Skriv: i fem år."));
        // A no is not asked away, by nobody and to nobody.
        let mut tx = house.site.db.begin().await.unwrap();
        let row = db::run!(
            &mut tx,
            scalar db::Id,
            "select id from quotation where withdrawn_at is null",
            [] => fetch_one
        )
        .unwrap();
        drop(tx);
        let back = consultant.post(&format!("/messages/{id}/quotations/{row}/withdrawal"), &[]).await;
        assert_eq!(back.status, 409, "{}", back.body);
        let other = [("quote", quote.as_str()), ("email", "en-anden@example.dk")];
        let asked = consultant.post(&format!("/messages/{id}/quotations"), &other).await;
        assert!(asked.status == 409 && asked.body.contains("har sagt nej"), "{}", asked.body);
        assert!(!thread.body.contains(&format!("/quotations/{row}/withdrawal")), "nor is it offered");
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        let unit = unit_of(&editor, "Center for Vej og Park");
        let body =
            "Ny asfalt.\n\n> Vi har set frem til den nye vej i fem år.\n>\n> — formanden for vejlauget";
        let base = (editor.value("base"), editor.value("base-hash"));
        let mut fields = road(&unit, "Skolevej lukker");
        fields.retain(|field| field.0 != "body");
        fields.extend([("body", body), ("base", &base.0), ("base-hash", &base.1)]);
        assert_eq!(consultant.post(&format!("/messages/{id}/edition"), &fields).await.status, 303);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Ikke spurgt"), "the new words are new");
        // A question may be taken back, and a link runs out.
        let page = consultant.get(&format!("/messages/{id}")).await;
        let quote = page.value("quote");
        consultant
            .post(
                &format!("/messages/{id}/quotations"),
                &[("quote", &quote), ("email", "vejlaug@example.dk")],
            )
            .await;
        house.work().await;
        let mail = house.mails.to("vejlaug@example.dk").pop().unwrap();
        let link = mail.text.lines().find(|line| line.contains("/quotations/")).unwrap().trim().to_owned();
        let link = link.trim_start_matches("http://traad.test");
        house.clock.forward(22 * 24 * 3_600_000);
        assert!(quoted.get(link).await.body.contains("Linket virker ikke længere"));
        assert_eq!(quoted.post(link, &[("answer", "yes")]).await.status, 422);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let page = consultant.get(&format!("/messages/{id}")).await;
        let question = page.between(&format!("action=\"/messages/{id}/quotations/"), "/withdrawal\"");
        assert_eq!(
            consultant.post(&format!("/messages/{id}/quotations/{question}/withdrawal"), &[]).await.status,
            303
        );
        assert_eq!(quoted.get(link).await.status, 404);
    });
}

/// A look at every channel before it is out, as it will be, for those who may see the message.
#[test]
fn a_message_can_be_seen_in_every_channel() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = crate::main_job::write(&mut consultant, "Stien lukker").await;
        let page = consultant.get(&format!("/messages/{id}/preview")).await;
        for channel in ["staff-feed", "staff-mail", "website", "newsletter"] {
            let path = format!("/messages/{id}/preview/{channel}");
            assert!(page.body.contains(&format!("src=\"{path}\"")), "{channel}");
            let inside = consultant.get(&path).await;
            assert_eq!(inside.status, 200, "{channel}");
            assert!(inside.body.contains("Stien lukker"), "{channel}: {}", inside.body);
            let policy = &inside.headers["content-security-policy"];
            assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("script-src"), "{policy}");
            assert!(!inside.body.contains("<script"), "{channel} asks for nothing that is refused");
            assert!(
                channel != "website" || !inside.body.contains("action=\"/logout\""),
                "the public page is seen as its readers will see it"
            );
            let staff = inside.body.contains("Naboer og forældre vil ringe");
            assert_eq!(staff, channel.starts_with("staff"), "{channel}: staff text for staff only");
        }
        assert!(page.statements <= 15);
        assert_eq!(consultant.get(&format!("/messages/{id}/preview/facebook")).await.status, 404);
        let mut other = house.sign_in("centerchef for Børn og Unge").await;
        assert_eq!(other.get(&format!("/messages/{id}/preview")).await.status, 404);
        assert_eq!(other.get(&format!("/messages/{id}/preview/website")).await.status, 404);
        assert!(!house.visitor().get("/").await.body.contains("Stien lukker"));
    });
}

/// What did not arrive is shown by function, and readers by the end of their address only.
#[test]
fn a_dispatch_shows_what_did_not_arrive() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = crate::main_job::write(&mut consultant, "Stien lukker").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(
            &mut tx,
            "update delivery set state = 'failed', problem = '550 no mailbox for chef.vej@sundby.example'
             where address = 'chef.vej@sundby.example'",
            []
        )
        .unwrap();
        tx.commit().await.unwrap();
        let thread = consultant.get(&format!("/messages/{id}")).await;
        let dispatch = thread.between("href=\"/dispatches/", "\"");
        let page = consultant.get(&format!("/dispatches/{dispatch}")).await;
        assert!(
            page.body.contains("centerchef for Vej og Park") && page.body.contains("550 no mailbox for …")
        );
        assert!(!page.body.contains("chef.vej@") && page.statements <= 15, "{}", page.body);
        let mut other = house.sign_in("centerchef for Børn og Unge").await;
        assert_eq!(other.get(&format!("/dispatches/{dispatch}")).await.status, 404);
    });
}

async fn count(house: &House, id: &str) -> i64 {
    let id: db::Id = id.parse().unwrap();
    let mut conn = house.site.db.read().await.unwrap();
    db::run!(&mut conn, scalar i64, "select count(*) from release where message_id = $1", [id] => fetch_one)
        .unwrap()
}

/// Nobody who wrote the text answers for the one who is quoted, and what could not be mailed is refused where it is typed.
#[test]
fn an_author_does_not_answer_for_whom_they_quote() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, WORDS).await;
        let quote = consultant.get(&format!("/messages/{id}")).await.value("quote");
        for own in ["konsulent@sundby.example", "KONSULENT@Sundby.Example"] {
            let fields = [("quote", quote.as_str()), ("email", own)];
            let refused = consultant.post(&format!("/messages/{id}/quotations"), &fields).await;
            assert_eq!(refused.status, 422, "{own}");
            assert!(refused.body.contains("har skrevet på teksten"), "{}", refused.body);
        }
        let link = ask_quoted(house, &mut consultant, &id, "vejlaug@example.dk").await;
        let refused = consultant.post(&link, &[("answer", "yes")]).await;
        assert_eq!(refused.status, 403, "in the author's own session: {}", refused.body);
        assert_eq!(house.visitor().post(&link, &[("answer", "yes")]).await.status, 303, "the control");
        house.work().await;

        let numbered = write(&mut consultant, "Mit nummer er 070761-4285.").await;
        let quote = consultant.get(&format!("/messages/{numbered}")).await.value("quote");
        let fields = [("quote", quote.as_str()), ("email", "vejlaug@example.dk")];
        let refused = consultant.post(&format!("/messages/{numbered}/quotations"), &fields).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        for number in 0..25 {
            let email = format!("avis{number}@example.dk");
            let other = write(&mut consultant, &format!("Vi glæder os {number} gange.")).await;
            let quote = consultant.get(&format!("/messages/{other}")).await.value("quote");
            let fields = [("quote", quote.as_str()), ("email", email.as_str())];
            let status = consultant.post(&format!("/messages/{other}/quotations"), &fields).await.status;
            assert_eq!(status, if number < 19 { 303 } else { 409 }, "{number}");
        }
        house.work().await;
        house.mails.take();
    });
}
