//! The urgent notice: above the news until somebody ends it, with what was told since, and one calm line after.

use crate::{
    house::{House, SLAGELSE, house, house_with},
    lanes::{People, warned_by_mail},
};
use testing::Browser;

/// What to write in the blanks at nine in the morning.
pub(crate) const BOIL: [(&str, &str); 3] =
    [("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "14")];

/// A warning that is out; gives its id.
pub(crate) async fn warn(house: &House, on_call: &mut Browser) -> String {
    let sent = on_call.post("/urgent", &BOIL).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    house.work().await;
    sent.location.rsplit('/').next().unwrap().to_owned()
}

pub(crate) async fn say(
    house: &House,
    on_call: &mut Browser,
    warning: &str,
    what: &str,
    text: &str,
) -> String {
    let field = if what == "ending" { "all-clear" } else { "update" };
    let sent = on_call.post(&format!("/urgent/{warning}/{what}"), &[(field, text)]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    house.work().await;
    sent.location.rsplit('/').next().unwrap().to_owned()
}

pub(crate) fn area(body: &str) -> &str {
    let from = body.find("class=\"urgent-notice\"").unwrap_or_else(|| panic!("no notice: {body}"));
    let to = body[from..].find("</section>").unwrap();
    &body[from..from + to]
}

#[test]
fn a_text_that_somebody_is_to_copy_is_not_said_to_be_out() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        warn(house, &mut on_call).await;
        let calendar = on_call.get("/calendar").await;
        let rows: Vec<&str> = calendar.body.split("<tr>").filter(|row| row.contains("/messages/")).collect();
        let row = |name: &str| rows.iter().find(|row| row.contains(name)).copied().unwrap_or_default();
        assert!(row("sundby.example").contains("klaret"), "{}", calendar.body);
        let by_hand: Vec<_> = rows.iter().filter(|row| row.contains("kopiér teksten")).collect();
        assert!(
            !by_hand.is_empty() && by_hand.iter().all(|row| !row.contains("klaret")),
            "{}",
            calendar.body
        );
    });
}

#[test]
fn a_warning_stands_above_the_news_until_somebody_ends_it() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        let home = house.visitor().get("/").await;
        assert!(home.statements <= 6 && home.body.len() < 60_000);
        for words in [
            "Kog vandet, før du drikker det, hvis du bor i Sundby Nord",
            "Lad det koge i mindst to minutter",
            "href=\"tel:",
            "Udsendt i dag kl. 09.00.",
            "Sidst opdateret i dag kl. 09.00.",
        ] {
            assert!(area(&home.body).contains(words), "{words}: {}", home.body);
        }
        assert!(home.body.find("urgent-notice").unwrap() < home.body.find("news-list").unwrap());
        let slug =
            home.between("class=\"urgent-notice\"", "</h2>").split("href=\"").nth(1).unwrap().to_owned();
        let slug = slug.split('"').next().unwrap().to_owned();
        for path in [
            slug.as_str(),
            "/archive",
            "/topics/roads",
            "/search?q=vand",
            "/feeds",
            "/subscribe",
            "/strategy",
        ] {
            let page = house.visitor().get(path).await;
            if page.status != 404 {
                assert!(page.body.contains("class=\"urgent-bar\""), "{path}: {}", page.body);
                assert!(page.statements <= 6, "{path}: {}", page.statements);
            }
        }

        house.forward(25 * 60).await;
        let mut on_call = house.sign_in("kommunikationschef").await;
        assert!(
            house.visitor().get("/").await.body.contains("urgent-notice"),
            "nothing ends it but somebody"
        );
        say(house, &mut on_call, &id, "updates", "Prøverne er taget. Vi får svar i aften.").await;
        let home = house.visitor().get("/").await;
        for words in
            ["Lad det koge", "Prøverne er taget. Vi får svar i aften.", "Sidst opdateret i dag kl. 10.00."]
        {
            assert!(area(&home.body).contains(words), "{words}: {}", home.body);
        }
        let titled = "Sundby Nord – Prøverne er taget</a>";
        assert!(home.body.contains(titled), "in the list it says what it is about: {}", home.body);
        let again = "Der er fundet bakterier & snavs. Kog stadig vandet <kun> i nord.";
        say(house, &mut on_call, &id, "updates", again).await;
        let home = house.visitor().get("/").await;
        assert!(area(&home.body).contains("snavs. Kog stadig vandet &#60;kun&#62;"), "{}", home.body);
        let page = on_call.get(&format!("/urgent/{id}")).await;
        assert!(
            page.body.contains("Prøverne er taget.") && page.body.contains("Lad det koge"),
            "{}",
            page.body
        );

        say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        let home = house.visitor().get("/").await;
        assert!(!home.body.contains("urgent-notice"), "{}", home.body);
        let line = home.between("class=\"all-clear\"", "</aside>");
        assert!(line.contains("Du kan drikke vandet igen."), "{line}");
        assert!(!house.visitor().get("/archive").await.body.contains("urgent-bar"));
        house.forward(24 * 60 - 1).await;
        assert!(house.visitor().get("/").await.body.contains("class=\"all-clear\""));
        house.site.db.note_act_elsewhere();
        house.forward(2).await;
        house.site.db.note_act_elsewhere();
        assert!(!house.visitor().get("/").await.body.contains("class=\"all-clear\""), "a day, and no longer");
    });
}

#[test]
fn only_whoever_is_on_call_tells_more_and_a_second_pair_of_eyes_is_called_each_time() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = warn(house, &mut on_call).await;
        house.mails.take();
        for (path, field) in [("updates", "update"), ("ending", "all-clear")] {
            let path = format!("/urgent/{id}/{path}");
            let refused = consultant.post(&path, &[(field, "Vandet er rent nok.")]).await;
            assert_eq!(refused.status, 403, "{}", refused.body);
            assert!(refused.body.contains("Vandet er rent nok.") && refused.body.contains("href=\"tel:"));
            let long = "x".repeat(501);
            for text in ["", "  \n ", &long, "Ring til 010190-1234"] {
                let refused = on_call.post(&path, &[(field, text)]).await;
                assert_eq!(refused.status, 422, "{text:?}");
                assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{}", refused.body);
                assert!(
                    refused.body.contains(&format!(">{}</textarea>", text.trim())),
                    "what was typed is there"
                );
            }
            assert_eq!(house.visitor().post(&path, &[(field, "Hej")]).await.status, 401, "sign in first");
        }
        house.work().await;
        assert!(house.mails.take().is_empty());
        assert!(!house.visitor().get("/").await.body.contains("Vandet er rent nok"));

        for (what, text) in [("updates", "Nu også i Sundby Syd."), ("ending", "Du kan drikke vandet igen.")]
        {
            let message = say(house, &mut on_call, &id, what, text).await;
            let called = house.mails.take();
            assert!(
                called.iter().any(|mail| mail.to.as_str().starts_with("konsulent")),
                "{what}: {called:?}"
            );
            let thread = on_call.get(&format!("/messages/{message}")).await;
            assert!(thread.body.contains("sendte en nødmeddelelse"), "{}", thread.body);
        }
        let today = consultant.get("/desk").await;
        assert_eq!(today.body.matches("action=\"/emergencies/").count(), 3, "each is to be looked at");
        let review = today.between("action=\"/emergencies/", "/review");
        assert_eq!(consultant.post(&format!("/emergencies/{review}/review"), &[]).await.status, 303);
        // What has ended is not told more about.
        for (path, field) in [("updates", "update"), ("ending", "all-clear")] {
            let late = on_call.post(&format!("/urgent/{id}/{path}"), &[(field, "Mere nyt")]).await;
            assert_eq!(late.status, 409, "{}", late.body);
        }
    });
}

#[test]
fn two_notices_run_side_by_side_and_the_desk_lists_them() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let water = warn(house, &mut on_call).await;
        let system = [
            ("template", "it-failure"),
            ("blank", "Selvbetjening"),
            ("blank", "55 00 00 00"),
            ("blank", "15.30"),
        ];
        assert_eq!(on_call.post("/urgent", &system).await.status, 303);
        house.work().await;
        let home = house.visitor().get("/").await;
        assert_eq!(home.body.matches("class=\"urgent-notice\"").count(), 2, "{}", home.body);
        let list = on_call.get("/urgent").await;
        assert!(list.body.contains("Opdatér") && list.body.contains("Afblæs"), "{}", list.body);
        assert_eq!(list.body.matches("#all-clear\"").count(), 2);
        let list = consultant.get("/urgent").await;
        assert!(
            list.body.contains("Selvbetjening virker ikke") && !list.body.contains("Afblæs"),
            "{}",
            list.body
        );
        let today = consultant.get("/desk").await;
        assert_eq!(today.body.matches("Nødmeddelelsen gælder. Udsendt").count(), 2, "{}", today.body);
        assert!(today.statements <= 15, "{}", today.statements);
        // One that is ended leaves the other alone, and ending twice before the first is done is refused.
        let path = format!("/urgent/{water}/ending");
        assert_eq!(on_call.post(&path, &[("all-clear", "Vandet er rent.")]).await.status, 303);
        assert_eq!(on_call.post(&path, &[("all-clear", "Vandet er rent.")]).await.status, 409);
        house.work().await;
        let home = house.visitor().get("/").await;
        assert_eq!(home.body.matches("class=\"urgent-notice\"").count(), 1);
        assert!(area(&home.body).contains("Selvbetjening"));
    });
}

#[test]
fn what_is_taken_down_leaves_the_notice_at_once() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        let wrong = say(house, &mut on_call, &id, "updates", "Familien Holm er syg.").await;
        assert!(house.visitor().get("/").await.body.contains("Familien Holm"));
        let page = on_call.get(&format!("/messages/{wrong}/retraction")).await;
        assert!(!page.body.contains("gælder advarslen igen"), "an update ends nothing: {}", page.body);
        let reason = [("reason", "Der står noget personligt."), ("personal", "1")];
        let answer = on_call.post(&format!("/messages/{wrong}/retraction"), &reason).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let home = house.visitor().get("/").await;
        assert!(
            !home.body.contains("Familien Holm") && area(&home.body).contains("Lad det koge"),
            "{}",
            home.body
        );
        assert!(!on_call.get(&format!("/urgent/{id}")).await.body.contains("Familien Holm"));

        let reason = [("reason", "Det var det forkerte område.")];
        assert_eq!(on_call.post(&format!("/messages/{id}/retraction"), &reason).await.status, 303);
        let home = house.visitor().get("/").await;
        assert!(
            !home.body.contains("urgent-notice") && !home.body.contains("class=\"all-clear\""),
            "{}",
            home.body
        );
        assert!(!house.visitor().get("/archive").await.body.contains("urgent-bar"));

        // An end that was told by mistake is taken back with its line.
        let id = warn(house, &mut on_call).await;
        let end = say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        assert!(house.visitor().get("/").await.body.contains("class=\"all-clear\""));
        let page = on_call.get(&format!("/messages/{end}/retraction")).await;
        assert!(page.body.contains("gælder advarslen igen"), "said before it is done: {}", page.body);
        assert_eq!(on_call.post(&format!("/messages/{end}/retraction"), &reason).await.status, 303);
        let home = house.visitor().get("/").await;
        assert!(!home.body.contains("class=\"all-clear\""));
        assert!(area(&home.body).contains("Lad det koge"), "the danger is not over: {}", home.body);
        let said = on_call.get(&format!("/urgent/{id}")).await;
        let line = said.between("Du kan drikke vandet igen.", "</li>");
        assert!(line.contains("Taget ned"), "it was told, and taken back: {}", said.body);
        assert_eq!(said.body.matches("Taget ned").count(), 1, "the control: {}", said.body);
        say(house, &mut on_call, &id, "updates", "Vandet er stadig ikke rent.").await;
        assert!(area(&house.visitor().get("/").await.body).contains("stadig ikke rent"));
        let today = house.sign_in("kommunikationskonsulent").await.get("/desk").await;
        let waiting = today.between("id=\"reviews\"", "</section>");
        assert!(waiting.contains("Kog vandet"), "{}", today.body);
        assert!(!waiting.contains("Du kan drikke vandet igen"), "nobody looks after what is gone");
    });
}

#[test]
fn the_end_goes_to_those_who_got_the_warning_and_to_nobody_else() {
    house_with(&warned_by_mail(), async |house| {
        let mut people = People::sign_in(house).await;
        let id = people.warn("Sundby Nord").await.to_string();
        house.work().await;
        let warned: Vec<String> = to_staff(house);
        assert!(!warned.is_empty(), "the warning went by mail");
        // Somebody new is not told of the end of what they never heard of.
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "update delivery set state = 'failed' where address = $1", [&warned[0]]).unwrap();
        tx.commit().await.unwrap();
        say(house, &mut people.on_call, &id, "updates", "Vi venter på svar.").await;
        assert!(to_staff(house).is_empty(), "an update stands on the page");
        say(house, &mut people.on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        let mut told = to_staff(house);
        told.push(warned[0].clone());
        told.sort();
        assert_eq!(told, warned);
    });
}

/// Who got a mail with a message in it, not one that calls a colleague.
fn to_staff(house: &House) -> Vec<String> {
    let mails = house.mails.take();
    let mut to: Vec<String> = mails
        .iter()
        .filter(|mail| mail.subject.starts_with("Kog vandet") || mail.subject.starts_with("Du kan drikke"))
        .map(|mail| mail.to.as_str().to_owned())
        .collect();
    to.sort();
    to
}

#[test]
fn the_stop_holds_neither_warning_nor_update_nor_end() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let stop = [("form", "stop"), ("reason", "Vi venter på politiet.")];
        assert_eq!(on_call.post("/status/stop", &stop).await.status, 303);
        let id = warn(house, &mut on_call).await;
        say(house, &mut on_call, &id, "updates", "Der kommer vandvogne klokken 12.").await;
        assert!(area(&house.visitor().get("/").await.body).contains("vandvogne"));
        say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen fra kl. 18.30. Tak for hjælpen.")
            .await;
        let home = house.visitor().get("/").await;
        let line = home.between("class=\"all-clear\"", "</aside>");
        assert!(line.contains("fra kl. 18.30"), "the words that were written: {line}");
    });
}

/// The real strategy of Slagelse has no rule on emergencies.
#[test]
fn a_strategy_without_a_rule_says_so() {
    house_with(SLAGELSE, async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let page = on_call.get("/urgent").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Jeres strategi siger ikke, hvem der må sende"), "{}", page.body);
        let refused = on_call.post("/urgent", &BOIL).await;
        assert!(refused.status == 422 || refused.status == 404, "{}", refused.status);
        assert!(!house.visitor().get("/").await.body.contains("urgent-notice"));
    });
}

/// What is copied into other channels begins with what it is about and where.
#[test]
fn the_texts_for_other_channels_carry_the_heading() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        let page = on_call.get(&format!("/messages/{id}/preview")).await;
        let heading = "Kog vandet, før du drikker det, hvis du bor i Sundby Nord";
        // SMS, Facebook and the press.
        assert!(page.body.matches(&format!(">{heading}")).count() >= 3, "{}", page.body);
    });
}
