//! What nobody sees is no part of what somebody typed: signs that turn text around, take no room or steer a terminal
//! are kept nowhere, whatever door they come by.

use crate::{
    api::token_for,
    house::house,
    main_job::{road, unit_of},
    pictures::{png, upload},
    plans::{plan, schedule},
    taken_down::rows_that_hold,
};
use serde_json::json;

const UNSEEN: [char; 9] =
    ['\u{202e}', '\u{2066}', '\u{2069}', '\u{200f}', '\u{200b}', '\u{2060}', '\u{ad}', '\u{feff}', '\u{7}'];

#[test]
fn what_nobody_sees_comes_in_by_no_door() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let unseen: String = UNSEEN.iter().collect();
        let odd = format!("Ve{unseen}jen er{unseen} lukket");

        let unit = unit_of(&consultant.get("/messages/new").await, "Center for Vej og Park");
        let mut fields = road(&unit, &odd);
        fields.retain(|pair| !matches!(pair.0, "main-point" | "contact-function"));
        fields.extend([("main-point", odd.as_str()), ("contact-function", &odd), ("variant-website", &odd)]);
        let made = consultant.post("/messages", &fields).await;
        assert_eq!(made.status, 303, "{}", made.body);
        let page = consultant.get(&made.location).await;
        assert!(!page.body.contains(&UNSEEN[..]));
        assert!(
            page.body.contains("Vejen er lukket</textarea>"),
            "{}",
            page.between("name=\"title\"", "</div>")
        );

        let made = plan(&mut consultant, &odd).await;
        assert!(consultant.get(&made).await.body.contains("Vejen er lukket"));
        assert_eq!(schedule(&mut consultant, &made, &odd, "website", "2026-05-12T10:00").await.status, 303);
        for (path, kind, id) in
            [("/audiences", "list", ""), ("/people/topics", "", "vejen"), ("/assessments", "service", "")]
        {
            let fields =
                [("kind", kind), ("id", id), ("name", odd.as_str()), ("title", &odd), ("unit", &unit)];
            let answer = chief.post(path, &fields).await;
            assert!(matches!(answer.status.as_u16(), 200 | 303), "{path}: {}", answer.body);
        }
        let added = upload(&mut consultant, &png(), &odd, "own", true).await;
        assert_eq!(added.status, 201, "{}", added.body);
        assert!(consultant.get("/library").await.body.contains("alt=\"Vejen er lukket\""));

        let token = token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        let sent =
            json!({ "title": odd, "main_point": odd, "unit_id": unit, "channels": ["website"] }).to_string();
        let made = house.visitor().post_with("/api/v1/messages", &token, None, &sent).await;
        assert_eq!(made.status, 201, "{}", made.body);

        let boil =
            [("template", "water-boil"), ("blank", &*format!("Sundby{unseen} Nord")), ("blank", "14.00")];
        let answer = chief.post("/urgent", &boil).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.work().await;
        assert!(house.visitor().get("/").await.body.contains("Sundby Nord"));

        // Ids are bytes, and some of them read as the short ones do.
        for c in UNSEEN.into_iter().filter(|c| c.len_utf8() > 2) {
            let found = rows_that_hold(house, &c.to_string()).await;
            assert!(found.is_empty(), "{}: {c:?} in {found:?}", house.database);
        }
        let bell = rows_that_hold(house, "\\u0007").await;
        assert!(bell.is_empty(), "{bell:?}");
        let mails = house.mails.take();
        assert!(
            mails.iter().all(|mail| !mail.text.contains(&UNSEEN[..5]) && !mail.subject.contains(&UNSEEN[..]))
        );
    });
}

/// A line has no second line, whatever was sent.
#[test]
fn a_title_is_one_line() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut chief = house.sign_in("kommunikationschef").await;
        for odd in ["Vejen\ner\tlukket", "Vejen\u{2028}er\u{85}lukket", "  Vejen\r\n er \u{b} lukket "] {
            let made = plan(&mut consultant, odd).await;
            assert!(consultant.get(&made).await.body.contains("Vejen er lukket"), "{odd:?}");
            let made = chief.post("/audiences", &[("kind", "list"), ("name", odd)]).await;
            assert!(chief.get(&made.location).await.body.contains("Vejen er lukket"), "{odd:?}");
        }
    });
}
