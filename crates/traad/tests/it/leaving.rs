//! What must not leave: CPR numbers in any dress, addresses that tell who clicked, and links that only work in the
//! house (invariant 13).

use crate::{
    house::house,
    main_job::{ask, road, unit_of},
};
use db::{Id, Json};
use serde_json::Value;
use testing::{Answer, Browser};
use web::{Access, Method, Routes};

const SAFE_LINK: &str = "https://eur05.safelinks.protection.outlook.com/?url=https%3A%2F%2Fsundby.example%2Fveje&data=05%7C02%7Cnavn%40sundby.example%7C0";

/// Writes a message of which one field is another; gives its id.
async fn write_with(browser: &mut Browser, field: &str, text: &str) -> String {
    let editor = browser.get("/messages/new").await;
    let unit = unit_of(&editor, "Center for Vej og Park");
    let mut fields = road(&unit, "Stien er lukket");
    fields.retain(|pair| pair.0 != field);
    fields.push((field, text));
    let made = browser.post("/messages", &fields).await;
    assert_eq!(made.status, 303, "{field}: {}", made.body);
    made.location.split('/').nth(2).unwrap().to_owned()
}

async fn ask_for(browser: &mut Browser, id: &str) -> Answer {
    browser.post(&format!("/messages/{id}/approval-request"), &[]).await
}

#[test]
fn a_cpr_number_in_any_dress_stops_the_request() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        for (field, text) in [
            ("body", "Borgeren med nummer 010190\u{2011}1234 har fået svar."),
            ("body", "Borgeren med nummer 010190\u{a0}1234 har fået svar."),
            ("body", "Borgeren med nummer 010190 - 1234 har fået svar."),
            ("body", "Borgeren med nummer 01 01 90 1234 har fået svar."),
            ("body", "Borgeren med nummer 010190-\n1234 har fået svar."),
            ("body", "[Skriv til os](mailto:vej@sundby.example?subject=010190-1234)"),
            ("body", "Borgeren har nummer **010190**\u{2212}1234."),
            ("body", "Borgeren har nummer 010190-\n\n1234 og har svaret."),
            ("title", "Sag 010190\u{2013}1234"),
            ("internal-text", "Borgeren er 01.01.90-1234."),
            ("main-point", "Vi har svaret 0101\u{ad}90\u{200b}1234."),
            ("variant-website", "[Se sagen](https://sundby.example/?q=010190%2D1234)"),
            ("body", "Borgeren 010190-12 34 har fået svar."),
            ("body", "Borgeren 610190-1234 har fået svar."),
            ("main-point", "Borgeren 010190 (1234) har fået svar."),
            ("title", "Sag 0 1 0 1 9 0 1 2 3 4"),
            ("internal-text", "Borgeren 0.1.0.1.9.0-1.2.3.4 har fået svar."),
            ("contact-function", "Kontakt 010190\u{2e31}1234"),
            ("variant-newsletter", "Borgeren 0️⃣1️⃣0️⃣1️⃣9️⃣0️⃣-1️⃣2️⃣3️⃣4️⃣ har fået svar."),
        ] {
            let id = write_with(&mut consultant, field, text).await;
            let asked = ask_for(&mut consultant, &id).await;
            assert_eq!(asked.status, 422, "{field}: {text}");
            let page = consultant.get(&format!("/messages/{id}/edit")).await;
            assert!(page.body.contains("CPR-nummer"), "{field}: {text}");
        }
        house.work().await;
    });
}

/// A yes is no leave for a number: what was approved before anybody saw it leaves by no channel.
#[test]
fn an_approved_text_with_a_cpr_number_does_not_leave() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write_with(&mut consultant, "main-point", "Vi lægger ny asfalt.").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let mut tx = house.site.db.begin().await.unwrap();
        let message: Id = id.parse().unwrap();
        let content: Json<Value> = db::run!(&mut tx, scalar Json<Value>, "select content from edition where message_id = $1", [message] => fetch_one).unwrap();
        let mut content = content.0;
        content["main_point"] = "Vi har svaret 010190\u{2011}1234.".into();
        db::exec!(&mut tx, "update edition set content = $2 where message_id = $1", [message, Json(content)])
            .unwrap();
        tx.commit().await.unwrap();
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        assert!(!house.visitor().get("/").await.body.contains("Stien er lukket"));
        assert!(!consultant.get("/staff").await.body.contains("Naboer og forældre"));
        let mails = house.mails.take();
        assert!(mails.iter().all(|mail| !mail.text.contains("010190")), "no mail has it");
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("CPR-nummer"), "it says what is in the way");
        consultant.post(&format!("/messages/{id}/schedule/delete"), &[]).await;
    });
}

/// Remarks are kept, sealed and mailed, so the number is refused at the door.
#[test]
fn remarks_reasons_and_names_hold_no_cpr_number() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write_with(&mut consultant, "title", "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let number = "Ret det for 010190\u{2011}1234, tak.";
        for (path, fields) in [
            ("return", [("form", "return"), ("comment", number)]),
            ("withdrawal", [("form", "withdrawal"), ("reason", number)]),
        ] {
            assert_eq!(
                head.post(&format!("/approvals/{request}/{path}"), &fields).await.status,
                422,
                "{path}"
            );
        }
        let exempt = [("kind", "exception"), ("reason", number)];
        let answer = consultant.post(&format!("/messages/{id}/exemption"), &exempt).await;
        assert_eq!(answer.status, 422, "{}", answer.body);
        let mut on_call = house.sign_in("kommunikationschef").await;
        for (path, field) in [("/audiences", "name"), ("/language/words", "word"), ("/assessments", "title")]
        {
            let more = [("kind", "list"), (field, if field == "word" { "cpr-010190-1234" } else { number })];
            let answer = on_call.post(path, &more).await;
            assert_eq!(answer.status, 422, "{path}");
            assert!(answer.body.contains("CPR-nummer"), "{path}: {}", answer.body);
        }
        for blank in ["Vejen 1, 010190 1234", "Vejen 1, 010190 (1234)", "Vejen 0 1 0 1 9 0 1 2 3 4"] {
            let urgent = [("template", "water-boil"), ("blank", blank), ("blank", "14")];
            assert_eq!(on_call.post("/urgent", &urgent).await.status, 422, "{blank}");
        }
        let unit = unit_of(&on_call.get("/messages/new").await, "Center for Vej og Park");
        let named = [("name", number), ("phone", ""), ("email", ""), ("topics", "")];
        assert_eq!(on_call.post(&format!("/people/units/{unit}"), &named).await.status, 422);
        let person = [("function", "vikar 010190-12 34"), ("unit", &unit), ("email", ""), ("phone", "")];
        assert_eq!(on_call.post("/people/persons", &person).await.status, 422);
        let topic = [("name", "Veje"), ("id", "010190-1234")];
        assert_eq!(on_call.post("/people/topics", &topic).await.status, 422);
        house.work().await;
    });
}

#[test]
fn tracking_addresses_are_taken_off_or_stop() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write_with(&mut consultant, "body", &format!("Se [vejene]({SAFE_LINK}) nu.")).await;
        let page = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(
            page.body.contains("(https://sundby.example/veje)"),
            "{}",
            page.between("name=\"body\"", "</textarea>")
        );
        assert!(!page.body.contains("safelinks"), "nothing of it is kept");
        for (text, said) in [
            ("Se [vejene](https://protect-eu.mimecast.com/s/abc?domain=sundby.dk) nu.", "hvem der klikker"),
            ("Se [vejene](https://sundby.us1.list-manage.com/track/click?u=1&e=3) nu.", "hvem der klikker"),
            (&format!("Se {SAFE_LINK} nu."), "hvem der klikker"),
            (
                "Se [planen](https://sundby-my.sharepoint.com/:w:/r/personal/navn_sundby_dk/a.docx) nu.",
                "en delt fil",
            ),
            ("Se [planen](/sites/intra/plan.aspx) nu.", "kun medarbejdere"),
            ("Se [beskeden](/messages/01J0000000000/edit) nu.", "kun medarbejdere"),
            ("Se [beskeden](http://traad.test/staff/01J0000000000) nu.", "kun medarbejdere"),
            ("Se [beskeden](HTTP://TRAAD%2etest:80//news/../staff/01J0000000000) nu.", "kun medarbejdere"),
            ("Se [vejene](https://www%2egoogle%2ecom//url/?sa=t) nu.", "hvem der klikker"),
            ("Se www.google.com/url?q=https://sundby.example/veje nu.", "hvem der klikker"),
            ("Se https://navn@www．google．com:443/URL?sa=t nu.", "hvem der klikker"),
            ("Se https://sundby.example/veje?fbclid=abc nu.", "hvem der har fået den"),
        ] {
            let id = write_with(&mut consultant, "body", text).await;
            assert_eq!(ask_for(&mut consultant, &id).await.status, 422, "{text}");
            let page = consultant.get(&format!("/messages/{id}/edit")).await;
            assert!(page.body.contains(said), "{text}: {}", page.between("id=\"findings\"", "</div>"));
        }
        for (field, text) in [
            ("contact-function", "Se www.google.com/url?q=https://sundby.example"),
            ("contact-phone", "www.google.com//url?q=x"),
            ("contact-email", "https://sundby.example/?mc_eid=abc"),
            ("main-point", "Se https://sundby.example/veje?gclid=abc"),
            ("variant-newsletter", "Se https://urldefense%2ecom/v3/broken"),
        ] {
            let id = write_with(&mut consultant, field, text).await;
            assert_eq!(ask_for(&mut consultant, &id).await.status, 422, "{field}: {text}");
        }
        house.work().await;
    });
}

#[test]
fn links_that_leave_the_house_are_whole() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let body = "Se mere på [siden om veje](/archive) og [om stien](/topics/roads?x=1).";
        let id = write_with(&mut consultant, "body", body).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        house.work().await;
        house.mails.take();
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        let visitor = &mut house.visitor();
        for feed in ["/feed.rss", "/feed.atom", "/feed.json"] {
            let feed_body = visitor.get(feed).await.body;
            assert!(feed_body.contains("http://traad.test/archive"), "{feed}: {feed_body}");
            assert!(
                !feed_body.contains("href=&quot;/") && !feed_body.contains("href=\\\"/"),
                "{feed}: {feed_body}"
            );
        }
        let mails = house.mails.take();
        let mail = mails.iter().find(|mail| mail.subject.contains("Stien er lukket")).unwrap();
        assert!(mail.text.contains("siden om veje (http://traad.test/archive)"), "{}", mail.text);
        assert!(mail.text.contains("om stien (http://traad.test/topics/roads?x=1)"), "{}", mail.text);
        assert!(mail.html.contains("href=\"http://traad.test/archive\""), "{}", mail.html);
        assert!(!mail.html.contains("href=\"/") && !mail.text.contains("(/"), "{}", mail.text);
    });
}

/// The list of pages that readers may be led to is that of the routes.
#[test]
fn no_page_for_staff_counts_as_one_for_readers() {
    house(async |house| {
        let begins = |path: &str, known: &[&str]| known.iter().any(|known| path.starts_with(known));
        let routes = Routes::list(&house.site.slices);
        let public: Vec<_> = routes
            .iter()
            .filter(|route| matches!(route.access, Access::Public))
            .map(|route| route.path)
            .collect();
        for known in check::PUBLIC_PATHS {
            assert!(public.iter().any(|path| path.starts_with(known)), "no page begins with {known}");
        }
        for route in
            routes.iter().filter(|route| route.method == Method::Get && !public.contains(&route.path))
        {
            let is_open = begins(route.path, check::PUBLIC_PATHS) && !begins(route.path, check::STAFF_PATHS);
            assert!(!is_open || matches!(route.access, Access::Open | Access::Link), "{}", route.path);
        }
    });
}

/// A letter in two parts is the same letter: in the text, in the check, and as it is kept.
#[test]
fn letters_in_two_parts_are_read_and_kept_as_one() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write_with(&mut consultant, "body", "A\u{30a}en lukker pa\u{30a} lørdag.").await;
        let page = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(page.body.contains("Åen lukker på lørdag.") && !page.body.contains('\u{30a}'));
        assert!(!page.body.contains("står ikke i ordbogen"), "{}", page.between("id=\"findings\"", "</div>"));
        let titled = write_with(&mut consultant, "title", "A\u{30a}en pa\u{30a} lørdag").await;
        assert_eq!(ask_for(&mut consultant, &titled).await.status, 303);
        house.work().await;
    });
}
