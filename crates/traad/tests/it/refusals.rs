//! What is refused comes back on the page where its form stands, with what was typed still in it
//! (STYLE.md).

use crate::house::house;
use crate::main_job::{ask, road, unit_of, write};
use testing::{Answer, Browser};

/// The page has come back: the reason above and beside the field, what was typed in the form.
fn came_back(page: &Answer, status: u16, form: &str, field: &str, typed: &str, reason: &str) {
    assert_eq!(page.status, status, "{form}: {}", page.body);
    assert!(page.body.contains(&format!("<a href=\"#{form}-{field}\">{reason}")), "{form}: {}", page.body);
    let beside = page.between(&format!("id=\"{form}-{field}-wrong\">"), "</span>");
    assert!(beside.contains(reason), "{form}: beside the field: {beside}");
    let input = page.between(&format!("id=\"{form}-{field}\""), "</form>");
    assert!(input.contains(typed) && input.contains("aria-invalid=\"true\""), "{form}: kept: {input}");
    let opened = format!("<details open><summary>{}", page.between("<details open><summary>", "</form>"));
    assert!(opened.contains(&format!("id=\"{form}-{field}\"")), "{form}: the form stands open");
}

async fn write_with(consultant: &mut Browser, body: &str) -> String {
    let editor = consultant.get("/messages/new").await;
    let unit = unit_of(&editor, "Center for Vej og Park");
    let mut fields = road(&unit, "Skolevej lukker");
    for field in &mut fields {
        if field.0 == "body" {
            field.1 = body;
        }
    }
    consultant.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned()
}

#[test]
fn what_is_refused_on_the_thread_page_comes_back_with_what_was_typed() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write_with(&mut consultant, "Ny asfalt.\n\n> Endelig!\n>\n> — formanden").await;
        let thread = format!("/messages/{id}");
        let page = consultant.get(&thread).await;
        assert!(!page.body.contains("role=\"alert\" tabindex"), "nothing is refused yet");

        let fields = [("form", "quote-1"), ("quote", &page.value("quote")), ("email", "vejlaug \"x\"")];
        let back = consultant.post(&format!("{thread}/quotations"), &fields).await;
        came_back(&back, 422, "quote-1", "email", "value=\"vejlaug &#34;x&#34;\"", "Det er ikke en e-mail");
        assert!(back.statements <= 17, "{} statements", back.statements);
        assert!(back.body.contains(&format!("next={thread}\"")), "the language is chosen on the page itself");

        consultant.post(&format!("{thread}/quotations"), &[("quote", &page.value("quote"))]).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let again = consultant.post(&format!("{thread}/approval-request"), &[]).await;
        assert_eq!(again.status, 409);
        assert!(again.body.contains("id=\"step-approval\""), "the thread page, with the reason above");
        head.post(&format!("/approvals/{request}/approval"), &[]).await;

        let fields = [("form", "exemption"), ("kind", "exception"), ("reason", "kort <b>")];
        let back = consultant.post(&format!("{thread}/exemption"), &fields).await;
        came_back(&back, 422, "exemption", "reason", "kort &#60;b&#62;", "Skriv en begrundelse");
        assert!(back.body.contains("value=\"exception\" selected"), "the choice is kept");

        let fields = [("form", "send"), ("at", "i morgen")];
        let back = consultant.post(&format!("{thread}/schedule"), &fields).await;
        came_back(&back, 422, "send", "at", "value=\"i morgen\"", "Vælg et tidspunkt");

        // Somebody who may not is told so on a page of its own.
        let mut other = house.sign_in("centerchef for Børn og Unge").await;
        let refused = other.post(&format!("{thread}/exemption"), &fields).await;
        assert!(refused.status == 403 || refused.status == 404, "{}", refused.status);
        assert!(!refused.body.contains("id=\"step-approval\""));
    });
}

#[test]
fn a_reason_that_is_too_short_comes_back_beside_the_finding_that_was_to_stand() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let long = "Vi lægger ny asfalt på vejen, og derfor må du regne med, at der i hele ugen er lukket for biler, \
            busser og lastbiler, mens du godt kan gå og cykle forbi på den side af vejen, hvor der ikke er gravet op.";
        let id = write_with(&mut consultant, long).await;
        let page = consultant.get(&format!("/messages/{id}")).await;
        let rule = page.between("name=\"form\" value=\"waive-", "\"");
        assert!(!rule.is_empty(), "{}", page.body);
        let form = format!("waive-{rule}");
        let fields = [("form", form.as_str()), ("rule", rule.as_str()), ("reason", "Nej.")];
        let back = consultant.post(&format!("/messages/{id}/waiver"), &fields).await;
        assert_eq!(back.status, 422);
        let input = back.between(&format!("id=\"{form}-reason\""), "</form>");
        assert!(input.contains(">Nej.</textarea>"), "{input}");
        assert!(back.between(&format!("id=\"{form}-reason-wrong\">"), "</span>").len() > 40);
    });
}

#[test]
fn what_is_refused_on_the_approval_page_comes_back_with_what_was_typed() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let path = format!("/approvals/{request}");

        let long = "x".repeat(2_001);
        let fields = [("form", "return"), ("comment", long.as_str())];
        let back = head.post(&format!("{path}/return"), &fields).await;
        assert_eq!(back.status, 422);
        assert!(back.body.contains(&format!(">{long}</textarea>")) && back.body.contains("#return-comment"));

        let person = chief.get(&path).await.between("<option value=\"", "\"");
        let long = "y".repeat(2_001);
        let fields = [("form", "telephone"), ("person", person.as_str()), ("note", long.as_str())];
        let back = chief.post(&format!("{path}/telephone"), &fields).await;
        assert_eq!(back.status, 422, "{}", back.body);
        assert!(back.body.contains(&format!("value=\"{long}\"")) && back.body.contains("#telephone-note"));
        assert!(back.body.contains(&format!("<option value=\"{person}\" selected")));

        head.post(&format!("{path}/approval"), &[]).await;
        let late = head.post(&format!("{path}/return"), &[("form", "return"), ("comment", "Vent")]).await;
        assert!(late.status == 409 || late.status == 403 || late.status == 422, "{}", late.status);
    });
}
