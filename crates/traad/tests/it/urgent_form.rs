//! The form of an urgent notice: what its blanks take, that two clicks are one notice, that nothing leaves but what was
//! shown, and that what follows a warning finds it at once.

use crate::{
    house::{House, house},
    lanes::{People, warned_by_mail},
    notice::{BOIL, area, say, warn},
};
use testing::{Answer, Browser};

/// The form as the page has it, with what was typed, sent by a button.
async fn submit(on_call: &mut Browser, page: &Answer, typed: [&str; 2], button: &str) -> Answer {
    let (once, shown) = (page.value("once"), page.value("shown"));
    assert!(!once.is_empty(), "{}", page.body);
    let mut fields = vec![("template", "water-boil"), ("once", once.as_str()), ("shown", shown.as_str())];
    fields.extend([("blank", typed[0]), ("blank", typed[1])]);
    if button == "show" {
        fields.push(("show", "1"));
    }
    on_call.post("/urgent", &fields).await
}

async fn count(house: &House, what: &str) -> i64 {
    let mut conn = house.site.db.read().await.unwrap();
    match what {
        "emergency" => db::run!(&mut conn, scalar i64, "select count(*) from emergency", [] => fetch_one),
        _ => db::run!(&mut conn, scalar i64, "select count(*) from release", [] => fetch_one),
    }
    .unwrap()
}

#[test]
fn two_clicks_are_one_notice() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let typed = ["Sundby Nord", "14"];
        let form = on_call.get("/urgent?template=water-boil").await;
        let shown = submit(&mut on_call, &form, typed, "show").await;
        assert_eq!(shown.status, 200);
        let first = submit(&mut on_call, &shown, typed, "send").await;
        assert_eq!(first.status, 303, "{}", first.body);
        let again = submit(&mut on_call, &shown, typed, "send").await;
        assert_eq!((again.status.as_u16(), &again.location), (303, &first.location));
        let receipt = on_call.get(&again.location).await;
        assert!(
            receipt.body.contains("Kaldt til at se på den bagefter: kommunikationskonsulent"),
            "{}",
            receipt.body
        );
        // At the same moment.
        let (mut one, mut other) = (on_call.clone(), on_call.clone());
        let typed = ["Sundby Syd", "15"];
        let form = on_call.get("/urgent?template=water-boil").await;
        let shown = submit(&mut on_call, &form, typed, "show").await;
        let (one, other) =
            tokio::join!(submit(&mut one, &shown, typed, "send"), submit(&mut other, &shown, typed, "send"));
        assert_eq!(
            (one.status.as_u16(), &one.location),
            (303, &other.location),
            "{} {}",
            one.body,
            other.body
        );
        assert_eq!(count(house, "emergency").await, 2);
        // The same page gone back to, with another text in it, is another notice.
        let other = submit(&mut on_call, &shown, ["Sundby Øst", "15"], "show").await;
        assert_eq!(other.value("once"), shown.value("once"));
        assert_eq!(submit(&mut on_call, &other, ["Sundby Øst", "15"], "send").await.status, 303);
        assert_eq!(count(house, "emergency").await, 3);

        let warning = one.location.trim_start_matches("/messages/").to_owned();
        for (path, field) in [("updates", "update"), ("ending", "all-clear")] {
            let once = on_call.get(&format!("/urgent/{warning}")).await.value("once");
            let path = format!("/urgent/{warning}/{path}");
            let fields = [("once", once.as_str()), (field, "Vandet er snart rent.")];
            let (mut left, mut right) = (on_call.clone(), on_call.clone());
            let (left, right) = tokio::join!(left.post(&path, &fields), right.post(&path, &fields));
            assert_eq!(
                (left.status.as_u16(), &left.location),
                (303, &right.location),
                "{path}: {}",
                right.body
            );
            let late = on_call.post(&path, &fields).await;
            assert_eq!(
                (late.status.as_u16(), &late.location),
                (303, &left.location),
                "{path}: {}",
                late.body
            );
        }
        assert_eq!(count(house, "emergency").await, 5);
        house.work().await;
        house.mails.take();
    });
}

#[test]
fn nothing_leaves_but_what_was_shown() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let form = on_call.get("/urgent?template=water-boil").await;
        let unseen = submit(&mut on_call, &form, ["Sundby Nord", "14"], "send").await;
        assert_eq!(unseen.status, 422, "nothing was shown yet");
        assert!(unseen.body.contains("hvis du bor i Sundby Nord"), "{}", unseen.body);
        let shown = submit(&mut on_call, &unseen, ["Sundby Nord", "14"], "show").await;
        for changed in [["Sundby Syd", "14"], ["Sundby Nord", "15"], ["Sundby Nord og Syd", "16.30"]] {
            let again = submit(&mut on_call, &shown, changed, "send").await;
            assert_eq!(again.status, 422, "{changed:?}");
            assert!(again.body.contains("Teksten er en anden end den, du har set"), "{}", again.body);
            assert!(again.body.contains(&format!("hvis du bor i {}", changed[0])), "shown: {}", again.body);
            assert!(again.body.contains(&format!("value=\"{}\"", changed[1])), "and still typed");
        }
        assert_eq!(count(house, "emergency").await, 0);
        assert!(!house.visitor().get("/").await.body.contains("urgent-notice"));
        assert_eq!(submit(&mut on_call, &shown, ["Sundby Nord", "14"], "send").await.status, 303);
        assert_eq!(count(house, "emergency").await, 1);
        house.work().await;
        house.mails.take();
    });
}

/// Nothing has been worked off in between.
#[test]
fn what_follows_a_warning_right_away_finds_it() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let sent = on_call.post("/urgent", &BOIL).await;
        let id = sent.location.rsplit('/').next().unwrap().to_owned();
        for text in ["Nu også i syd.", "Der er vand på torvet.", "Svaret kommer klokken 12."] {
            let told = on_call.post(&format!("/urgent/{id}/updates"), &[("update", text)]).await;
            assert_eq!(told.status, 303, "{text}: {}", told.body);
            assert!(on_call.get(&format!("/urgent/{id}")).await.body.contains(text), "{text}");
        }
        let over = [("all-clear", "Du kan drikke vandet igen.")];
        assert_eq!(on_call.post(&format!("/urgent/{id}/ending"), &over).await.status, 303);
        house.work().await;
        assert!(house.visitor().get("/").await.body.contains("class=\"all-clear\""));
        let article = house.visitor().get("/").await.between("href=\"/news/", "\"");
        let article = house.visitor().get(&format!("/news/{article}")).await;
        assert!(!article.body.contains("Rettet i dag"), "put out once: {}", article.body);
        let told = on_call.get(&format!("/urgent/{id}")).await;
        assert_eq!(told.body.matches("Nu også i syd.").count(), 1, "{}", told.body);
        house.mails.take();
    });
}

#[test]
fn a_notice_that_has_ended_is_shown_and_keeps_what_was_typed_too_late() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        say(house, &mut on_call, &id, "updates", "Prøverne er taget.").await;
        say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        let stop = [("form", "stop"), ("reason", "Vi venter på politiet.")];
        assert_eq!(on_call.post("/status/stop", &stop).await.status, 303);
        let page = on_call.get(&format!("/urgent/{id}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Vi venter på politiet."), "the stop shows here too: {}", page.body);
        for words in [
            "Nødmeddelelsen sluttede i dag kl. 09.00.",
            "kommunikationschef afblæste den",
            "Prøverne er taget.",
            "Du kan drikke vandet igen.",
            "Lad det koge",
        ] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert!(!page.body.contains("<textarea"), "{}", page.body);
        for (path, field) in [("updates", "update"), ("ending", "all-clear")] {
            let late =
                on_call.post(&format!("/urgent/{id}/{path}"), &[(field, "Hanen løber brunt igen.")]).await;
            assert_eq!(late.status, 409, "{}", late.body);
            assert!(
                late.body.contains("Hanen løber brunt igen.") && late.body.contains("href=\"/urgent\""),
                "{}",
                late.body
            );
        }
        assert_eq!(on_call.get(&format!("/urgent/{}", db::Id::first(1))).await.status, 404);
    });
}

#[test]
fn an_update_and_an_end_correct_nothing_and_one_sentence_stands_once() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        let slug = house.visitor().get("/").await.between("href=\"/news/", "\"");
        let warning = format!("/news/{slug}");
        let no_correction = |page: &Answer| {
            for words in ["Denne nyhed er rettet", "retter en tidligere"] {
                assert!(!page.body.contains(words), "{}", page.body);
            }
        };
        say(house, &mut on_call, &id, "updates", "Prøverne er taget.").await;
        let page = house.visitor().get(&warning).await;
        no_correction(&page);
        assert!(page.body.contains("Der er nyt om dette"), "{}", page.body);
        let update = page.between("class=\"correction\"", "</a>");
        let update = update.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let page = house.visitor().get(&update).await;
        no_correction(&page);
        assert!(page.body.contains("Det er nyt om en tidligere besked"), "{}", page.body);
        let text = page.between("<h1", "id=\"contact\"");
        assert_eq!(text.matches("Prøverne er taget.").count(), 1, "{text}");

        say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        let page = house.visitor().get(&warning).await;
        no_correction(&page);
        assert!(page.body.contains("Faren er ovre. Læs mere"), "{}", page.body);
        let end = page.between("class=\"correction\"", "</a>");
        let end = end.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let page = house.visitor().get(&end).await;
        no_correction(&page);
        let text = page.between("<h1", "id=\"contact\"");
        assert_eq!(text.matches("Du kan drikke vandet igen").count(), 1, "{text}");
        assert!(text.contains("gælder ikke længere"), "{text}");
        assert!(page.statements <= 6, "{}", page.statements);
        let line = house.visitor().get("/").await.between("class=\"all-clear\"", "</aside>");
        assert!(line.contains("Du kan drikke vandet igen."), "{line}");
        let staff = house.sign_in("vejmedarbejder").await.get("/staff").await;
        assert!(staff.body.contains("Du kan drikke vandet igen"));
    });
}

/// What the receipt says is what the act decided, and those are the ones who get the mail.
#[test]
fn the_receipt_and_the_mails_name_the_same_people() {
    crate::house::house_with(&warned_by_mail(), async |house| {
        let mut people = People::sign_in(house).await;
        let sent = people.on_call.post("/urgent", &BOIL).await;
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "delete from duty where duty = 'communications'", []).unwrap();
        tx.commit().await.unwrap();
        let receipt = people.on_call.get(&sent.location).await;
        assert!(
            receipt.body.contains("Kaldt til at se på den bagefter: kommunikationskonsulent"),
            "{}",
            receipt.body
        );
        house.work().await;
        let called = house.mails.take();
        assert!(
            called
                .iter()
                .any(|mail| mail.to.as_str().starts_with("konsulent")
                    && mail.subject.starts_with("Se efter nu"))
        );
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
                assert!(!page.body.contains("felt nummer"), "{}", page.body);
                let label = if field == "blank-1" { "»Klokken«" } else { "»Hvilket område«" };
                assert!(typed[0].contains("010190") || page.body.contains(label), "{label}: {}", page.body);
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

/// What would be refused when it is sent is said when it is shown, at its field.
#[test]
fn the_preview_shows_nothing_that_cannot_be_sent() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let form = on_call.get("/urgent?template=water-boil").await;
        for place in ["010190-1234", "hos 0101901234", "https://www.google.com/url?q=https://x.dk"] {
            for button in ["show", "send"] {
                let answer = submit(&mut on_call, &form, [place, "14"], button).await;
                assert_eq!(answer.status, 422, "{place} {button}");
                assert!(
                    answer.body.contains("id=\"blank-0\"") && answer.body.contains("aria-invalid"),
                    "{place}"
                );
                assert!(!answer.body.contains("compose-urgent-send"), "{place}");
            }
        }
        assert_eq!(count(house, "emergency").await, 0);
        let shown = submit(&mut on_call, &form, ["Sundby Nord", "14"], "show").await;
        assert_eq!(shown.status, 200, "{}", shown.body);
    });
}

#[test]
fn the_thread_of_a_warning_that_holds_leads_to_its_update_and_its_end() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let link = format!("href=\"/urgent/{id}\"");
        for reviewed in [false, true] {
            if reviewed {
                let page = consultant.get(&format!("/messages/{id}")).await;
                let review = page.between("action=\"/emergencies/", "/review");
                assert_eq!(consultant.post(&format!("/emergencies/{review}/review"), &[]).await.status, 303);
            }
            let thread = on_call.get(&format!("/messages/{id}")).await;
            assert!(thread.body.contains(&link), "{reviewed}: {}", thread.body);
        }
        say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        // What everybody has is not under way, whatever its text might be told.
        for page in ["/desk", "/board"] {
            let page = consultant.get(page).await;
            for part in ["id=\"moving\"", "id=\"board-waiting\""] {
                let part = page.between(part, "<section");
                assert!(!part.contains("vandet"), "{part}");
            }
        }
        let thread = on_call.get(&format!("/messages/{id}")).await;
        assert!(!thread.between("next-step", "</section>").contains(&link), "{}", thread.body);
    });
}
