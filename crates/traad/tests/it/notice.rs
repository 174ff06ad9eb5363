//! The urgent notice: above the news until somebody ends it, with what was told since, and one calm line after.

use crate::{
    house::{House, SLAGELSE, house, house_with},
    lanes::{People, warned_by_mail},
};
use testing::Browser;

/// What to write in the blanks at nine in the morning.
const BOIL: [(&str, &str); 3] = [("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "14")];

/// A warning that is out; gives its id.
async fn warn(house: &House, on_call: &mut Browser) -> String {
    let sent = on_call.post("/urgent", &BOIL).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    house.work().await;
    sent.location.rsplit('/').next().unwrap().to_owned()
}

async fn say(house: &House, on_call: &mut Browser, warning: &str, what: &str, text: &str) -> String {
    let field = if what == "ending" { "all-clear" } else { "update" };
    let sent = on_call.post(&format!("/urgent/{warning}/{what}"), &[(field, text)]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    house.work().await;
    sent.location.rsplit('/').next().unwrap().to_owned()
}

fn area(body: &str) -> &str {
    let from = body.find("class=\"urgent-notice\"").unwrap_or_else(|| panic!("no notice: {body}"));
    let to = body[from..].find("</section>").unwrap();
    &body[from..from + to]
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
        for path in [slug.as_str(), "/archive", "/topics/roads", "/search?q=vand", "/feeds"] {
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
        assert_eq!(today.body.matches("Nødmeddelelsen gælder stadig.").count(), 2, "{}", today.body);
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
        assert_eq!(on_call.post(&format!("/messages/{end}/retraction"), &reason).await.status, 303);
        let home = house.visitor().get("/").await;
        assert!(!home.body.contains("class=\"all-clear\""));
        assert!(area(&home.body).contains("Lad det koge"), "the danger is not over: {}", home.body);
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
        say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        assert!(house.visitor().get("/").await.body.contains("class=\"all-clear\""));
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

#[test]
fn a_blank_takes_what_its_name_says_and_the_error_names_the_field() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let form = on_call.get("/urgent?template=water-boil").await;
        for label in ["Hvilket område?", "Klokken (fx 20.00)"] {
            assert!(form.body.contains(label), "{label}: {}", form.body);
        }
        for (typed, field) in [
            (["Sundby Nord", "snart"], "blank-1"),
            (["Sundby Nord", "25.00"], "blank-1"),
            (["Sundby Nord", "8.30"], "blank-1"),
            (["Sundby Nord", "9"], "blank-1"),
            (["", "14"], "blank-0"),
            (["Vejen 1, 010190-1234", "14"], "blank-0"),
        ] {
            for show in [None, Some(("show", "1"))] {
                if show.is_some() && typed[0].contains("010190") {
                    continue;
                }
                let mut fields = vec![("template", "water-boil"), ("blank", typed[0]), ("blank", typed[1])];
                fields.extend(show);
                let page = on_call.post("/urgent", &fields).await;
                assert_eq!(page.status, 422, "{typed:?}: {}", page.body);
                assert!(page.body.contains(&format!("href=\"#{field}\"")), "{typed:?}: {}", page.body);
                for value in typed.iter().filter(|value| !value.is_empty()) {
                    assert!(page.body.contains(&format!("value=\"{value}\"")), "{value} is kept");
                }
            }
        }
        let system = |phone| {
            [("template", "it-failure"), ("blank", "Post"), ("blank", phone), ("blank", "i morgen 8")]
        };
        for phone in ["ring bare", "5500", "0101901234"] {
            let page = on_call.post("/urgent", &system(phone)).await;
            assert_eq!(page.status, 422, "{phone}");
            assert!(page.body.contains("href=\"#blank-1\""), "{phone}: {}", page.body);
        }
        assert_eq!(on_call.post("/urgent", &system("55000000")).await.status, 303);
        house.work().await;
        let home = house.visitor().get("/").await;
        assert!(
            area(&home.body).contains("ring på 55 00 00 00. Næste nyt kommer klokken 08.00 i morgen"),
            "{}",
            home.body
        );
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

#[test]
fn the_five_hundred_and_first_request_is_reminded_of_too() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut bare = Vec::new();
        for number in 0..2 {
            bare.push(crate::main_job::write(&mut consultant, &format!("Sti {number}")).await);
        }
        // Five hundred that were asked about before, with nobody to remind.
        let request = crate::main_job::ask(&mut consultant, &mut head, &bare[0]).await;
        let mut tx = house.site.db.begin().await.unwrap();
        for number in 0..500 {
            let (message, id) = (tx.new_id(), db::Id::first(number));
            thread::open(&mut tx, message).await.unwrap();
            db::exec!(
                &mut tx,
                "insert into message (id, unit_id, unit_path, title, role, side, edition_id, made_at, made_by)
                 select $1, unit_id, unit_path, title, role, side, edition_id, made_at, made_by from message where id = $2",
                [message, bare[0].parse::<db::Id>().unwrap()]
            )
            .unwrap();
            db::exec!(
                &mut tx,
                "insert into approval_request (id, message_id, edition_id, version_id, needs, asked_at, asked_by, number)
                 select $1, $2, edition_id, version_id, needs, asked_at - 1, asked_by, number from approval_request where id = $3",
                [id, message, request.parse::<db::Id>().unwrap()]
            )
            .unwrap();
        }
        tx.commit().await.unwrap();
        house.work().await;
        house.mails.take();
        house.forward(25 * 60).await;
        let mails = house.mails.take();
        let told = mails.iter().filter(|mail| mail.subject.starts_with("Husk: Sti 0"));
        assert!(told.count() >= 1, "the last one too");
    });
}
