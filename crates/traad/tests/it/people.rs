//! The register of people as those see it who keep it, who head a unit, and who do neither (D1).

use crate::house::{House, house};
use testing::{Answer, Browser};

pub(crate) async fn person_id(house: &House, email: &str) -> String {
    let mut conn = house.site.db.read().await.unwrap();
    people::Person::by_email(&mut conn, email).await.unwrap().unwrap().id.to_string()
}

pub(crate) async fn unit_id(house: &House, name: &str) -> String {
    let mut conn = house.site.db.read().await.unwrap();
    let units = people::Unit::all(&mut conn).await.unwrap();
    units.iter().find(|unit| unit.name == name).unwrap().id.to_string()
}

const ROAD_WORKER: &str = "vejmand@sundby.example";
const OWNER: &str = "chef.politik@sundby.example";

#[test]
fn people_are_found_by_function_and_unit_page_by_page() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let page = chief.get("/people").await;
        for text in
            ["Sundby Kommune", "Center for Vej og Park", "Nordskolen", "/people/import", "6 medarbejdere"]
        {
            assert!(page.body.contains(text), "{text}: {}", page.body);
        }
        assert!(page.body.contains("<a href=\"/people\" aria-current=\"page\">Organisation</a>"));
        let found = chief.get("/people?q=VEJMED").await;
        assert!(found.body.contains("<strong>vejmedarbejder</strong>"), "{}", found.body);
        assert!(!found.body.contains("<strong>direktør</strong>"));
        // Letters of Danish in either case, and what a pattern is made of means itself.
        assert!(chief.get("/people?q=Søskolen").await.body.contains("leder af Søskolen"));
        assert!(chief.get("/people?q=søskolen").await.body.contains("<strong>Søskolen</strong>"));
        assert!(chief.get("/people?q=%25").await.body.contains("Ingen medarbejdere passer til"));
        assert!(chief.get("/people?q=%3Cscript%3E").await.body.contains("&#60;script&#62;"));
        // Sixty more in a unit: a second page.
        let unit = unit_id(house, "Tandplejen").await;
        let mut tx = house.site.db.begin().await.unwrap();
        for number in 0..60 {
            let function = format!("vikar {number:02}");
            let new = people::NewPerson {
                id: None,
                unit: unit.parse().unwrap(),
                function: &function,
                email: None,
                phone: "",
            };
            people::add_person(&mut tx, &new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let first = chief.get(&format!("/people/units/{unit}")).await;
        assert!(first.body.contains("66 medarbejdere") && !first.body.contains("vikar 59"), "{}", first.body);
        assert!(first.body.contains(&format!("/people/units/{unit}?page=1")));
        assert!(chief.get(&format!("/people/units/{unit}?page=1")).await.body.contains("vikar 59"));
        assert!(chief.get("/people?q=vikar&page=1").await.body.contains("vikar 59"));
        assert!(chief.get("/people?q=vikar&page=-7").await.body.contains("vikar 00"));
    });
}

async fn save(
    browser: &mut Browser,
    id: &str,
    unit: &str,
    (function, email, phone): (&str, &str, &str),
) -> Answer {
    let fields = [("function", function), ("unit", unit), ("email", email), ("phone", phone)];
    browser.post(&format!("/people/persons/{id}"), &fields).await
}

#[test]
fn somebody_is_added_changed_closed_and_opened_again() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let unit = unit_id(house, "Materielgården").await;
        let fields = [
            ("function", "værkfører"),
            ("unit", unit.as_str()),
            ("email", "Vaerk@sundby.example"),
            ("phone", "12 34"),
        ];
        let added = chief.post("/people/persons", &fields).await;
        assert_eq!(added.status, 303, "{}", added.body);
        let page = chief.get(&added.location).await;
        for text in ["værkfører", "vaerk@sundby.example", "href=\"tel:1234\"", "Materielgården"] {
            assert!(page.body.contains(text), "{text}: {}", page.body);
        }
        // What was typed stays when something is wrong.
        let again = chief.post("/people/persons", &fields).await;
        assert_eq!(again.status, 422, "{}", again.body);
        assert!(
            again.body.contains("En anden har allerede den e-mail")
                && again.body.contains("value=\"værkfører\"")
        );
        let id = added.location.rsplit('/').next().unwrap().to_owned();
        let long = "x".repeat(201);
        for (details, text) in [
            (("", "", ""), "Skriv en funktion på højst 200 tegn"),
            ((long.as_str(), "", ""), "Skriv en funktion på højst 200 tegn"),
            (("værkfører", "ikke en adresse", ""), "Skriv en e-mailadresse"),
            (("værkfører", "direktoer@sundby.example", ""), "En anden har allerede den e-mail"),
            (("værkfører", "", "1234567890123456789012345678901234567890123"), "højst være på 40 tegn"),
        ] {
            let answer = save(&mut chief, &id, &unit, details).await;
            assert_eq!(answer.status, 422, "{text}");
            assert!(answer.body.contains(text), "{text}: {}", answer.body);
        }
        let elsewhere = unit_id(house, "Parkholdet").await;
        assert_eq!(save(&mut chief, &id, "nowhere", ("gartner", "", "")).await.status, 422);
        assert_eq!(save(&mut chief, &id, &elsewhere, ("gartner", "", "")).await.status, 303);
        let page = chief.get(&format!("/people/persons/{id}")).await;
        assert!(
            page.body.contains("gartner")
                && page.body.contains("Parkholdet")
                && !page.body.contains("mailto:")
        );
        // Closing signs out at once; opening again brings the person back.
        let road = person_id(house, ROAD_WORKER).await;
        let mut worker = house.sign_in("vejmedarbejder").await;
        assert_eq!(worker.get("/staff").await.status, 200);
        assert_eq!(chief.post(&format!("/people/persons/{road}/departure"), &[]).await.status, 303);
        assert_eq!(worker.get("/staff").await.location, "/login?next=/staff");
        assert!(
            chief.get(&format!("/people/persons/{road}")).await.body.contains("Adgangen blev lukket i dag")
        );
        assert!(
            !chief
                .get("/people?q=vejmedarbejder&page=0")
                .await
                .body
                .contains("<strong>vejmedarbejder</strong>")
        );
        assert_eq!(chief.post(&format!("/people/persons/{road}/return"), &[]).await.status, 303);
        house.sign_in("vejmedarbejder").await;
        // Nobody shuts themselves out.
        let own = person_id(house, "kommunikationschef@sundby.example").await;
        let answer = chief.post(&format!("/people/persons/{own}/departure"), &[]).await;
        assert!(answer.body.contains("Du kan ikke lukke din egen adgang"), "{}", answer.body);
    });
}

#[test]
fn keeping_the_register_makes_nobody_more_than_they_are() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let (own, top) =
            (person_id(house, "konsulent@sundby.example").await, unit_id(house, "Sundby Kommune").await);
        let give = async |browser: &mut Browser, id: &str, duty: &str| {
            let path = format!("/people/persons/{id}/duties");
            browser.post(&path, &[("duty", duty), ("over", &top)]).await
        };
        assert_eq!(give(&mut consultant, &own, "owner").await.status, 422);
        assert_eq!(give(&mut consultant, &own, "communications-on-call").await.status, 422);
        assert_eq!(consultant.get("/status").await.status, 403);
        assert_eq!(give(&mut consultant, &own, "everything").await.status, 422);
        assert_eq!(give(&mut consultant, &own, "editor").await.status, 303);
        // Nor by way of somebody who is more: their address, their password, their deputy.
        let owner = person_id(house, OWNER).await;
        let unit = unit_id(house, "Center for Politik og Ledelse").await;
        for path in ["password-link", "second-factor-removal", "identity-removal", "departure"] {
            let answer = consultant.post(&format!("/people/persons/{owner}/{path}"), &[]).await;
            assert_eq!(answer.status, 403, "{path}");
            assert!(answer.body.contains("rettigheder, du ikke selv har"), "{path}");
        }
        let theirs = ("chef for Politik og Ledelse", "konsulent2@sundby.example", "");
        assert_eq!(save(&mut consultant, &owner, &unit, theirs).await.status, 403);
        let away = [("from", "2026-05-06"), ("to", "2026-05-08"), ("deputy", own.as_str())];
        let answer = consultant.post(&format!("/people/persons/{owner}/absences"), &away).await;
        assert_eq!(answer.status, 403);
        // The telephone is no way in, and may be put right.
        let phone = ("chef for Politik og Ledelse", OWNER, "55 00 00 99");
        assert_eq!(save(&mut consultant, &owner, &unit, phone).await.status, 303);
        house.work().await;
        assert!(house.mails.to(OWNER).is_empty());
    });
}

#[test]
fn an_import_gives_nobody_more_than_its_actor_has() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let import = async |browser: &mut Browser, row: &str| {
            let text = format!("nøgle;enhed;funktion;e-mail;hverv\n{row}\n");
            let fields = [("kind", "people"), ("text", text.as_str())];
            let seen = browser.post("/people/import", &fields).await.value("seen");
            assert!(!seen.is_empty(), "{row}: the difference is shown");
            browser.post("/people/import", &[fields[0], fields[1], ("seen", &seen), ("apply", "1")]).await
        };
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "update unit set external_key = 'K1' where name = $1", ["Kommunikation"]).unwrap();
        db::exec!(
            &mut tx,
            "update unit set external_key = 'P1' where name = $1",
            ["Center for Politik og Ledelse"]
        )
        .unwrap();
        tx.commit().await.unwrap();
        let more =
            import(&mut consultant, "M1;K1;kommunikationskonsulent;konsulent@sundby.example;owner").await;
        assert_eq!(more.status, 403);
        assert!(more.body.contains("Intet er importeret"), "{}", more.body);
        let same =
            import(&mut consultant, "M1;K1;kommunikationskonsulent;konsulent@sundby.example;communications")
                .await;
        assert_eq!(same.status, 303, "{}", same.body);
        // Nor by giving somebody who is more another address: first bound to a key by name.
        let owner = person_id(house, OWNER).await;
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "update person set external_key = 'M9' where email = $1", [OWNER]).unwrap();
        tx.commit().await.unwrap();
        for duties in ["head", ""] {
            let row = format!("M9;P1;chef for Politik og Ledelse;min.egen@sundby.example;{duties}");
            assert_eq!(import(&mut consultant, &row).await.status, 403, "{duties}");
        }
        assert_eq!(person_id(house, OWNER).await, owner);
    });
}

#[test]
fn duties_are_given_and_taken_and_hold_at_once() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mut worker = house.sign_in("vejmedarbejder").await;
        assert_eq!(worker.get("/messages/new").await.status, 403);
        let (id, unit) =
            (person_id(house, ROAD_WORKER).await, unit_id(house, "Center for Vej og Park").await);
        let path = format!("/people/persons/{id}/duties");
        chief.post(&path, &[("duty", "editor"), ("over", &unit), ("deputy", "1")]).await;
        assert_eq!(worker.get("/messages/new").await.status, 200);
        let page = chief.get(&format!("/people/persons/{id}")).await;
        assert!(page.body.contains("Redaktør (stedfortræder)"), "{}", page.body);
        let take = page.between(&format!("action=\"/people/persons/{id}/duties/"), "\"");
        assert_eq!(chief.post(&format!("/people/persons/{id}/duties/{take}"), &[]).await.status, 303);
        assert_eq!(worker.get("/messages/new").await.status, 403);
        assert_eq!(chief.post(&format!("/people/persons/{id}/duties/{take}"), &[]).await.status, 409);
    });
}

#[test]
fn who_keeps_no_register_reads_it_and_changes_nothing() {
    house(async |house| {
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, unit) =
            (person_id(house, ROAD_WORKER).await, unit_id(house, "Center for Vej og Park").await);
        assert!(!head.get("/desk").await.body.contains("href=\"/people\""));
        for path in ["/people".to_owned(), format!("/people/units/{unit}"), format!("/people/persons/{id}")] {
            let page = head.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(!page.body.contains("Ret ") && !page.body.contains("/people/persons/new"), "{path}");
        }
        assert_eq!(head.get("/people/persons/new").await.status, 403);
        assert_eq!(save(&mut head, &id, &unit, ("chef", "", "")).await.status, 403);
        assert_eq!(head.post(&format!("/people/persons/{id}/departure"), &[]).await.status, 403);
        let mut worker = house.sign_in("vejmedarbejder").await;
        assert_eq!(worker.get("/people").await.status, 403);
        let other = person_id(house, "souschef.vej@sundby.example").await;
        let away = [("from", "2026-05-06"), ("to", "2026-05-08")];
        assert_eq!(worker.post(&format!("/people/persons/{other}/absences"), &away).await.status, 403);
    });
}

#[test]
fn a_deputy_stands_in_while_somebody_is_away_and_no_longer() {
    house(async |house| {
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut worker = house.sign_in("vejmedarbejder").await;
        let deputy = person_id(house, ROAD_WORKER).await;
        let note = async |browser: &mut Browser, from: &str, to: &str, deputy: &str| {
            browser.post("/me/absences", &[("from", from), ("to", to), ("deputy", deputy)]).await
        };
        let own = person_id(house, "chef.vej@sundby.example").await;
        for (from, to, deputy, text) in [
            ("", "2026-05-08", "", "Vælg en dag"),
            ("2026-05-08", "2026-05-07", "", "ikke før den første"),
            ("2026-05-01", "2026-05-05", "", "i dag eller senere"),
            ("2026-05-06", "2029-05-05", "", "højst vare to år"),
            ("2026-05-06", "2026-05-08", own.as_str(), "Vælg en anden som stedfortræder"),
            ("2026-05-06", "2026-05-08", "nobody", "arbejder ikke her"),
        ] {
            let answer = note(&mut head, from, to, deputy).await;
            assert_eq!(answer.status, 422, "{text}");
            assert!(answer.body.contains(text), "{text}: {}", answer.body);
        }
        assert_eq!(worker.get("/approvals").await.status, 403);
        // From tomorrow, Thursday to Friday.
        assert_eq!(note(&mut head, "2026-05-07", "2026-05-08", &deputy).await.location, "/me");
        let page = head.get("/me").await;
        assert!(page.body.contains("7. maj til 8. maj"), "{}", page.body);
        assert!(page.body.contains("Stedfortræder: vejmedarbejder"));
        assert_eq!(worker.get("/approvals").await.status, 403, "not yet");

        let unit = unit_id(house, "Center for Vej og Park").await;
        let heads = async || {
            let mut conn = house.site.db.read().await.unwrap();
            let path = people::Unit::get(&mut conn, unit.parse().unwrap()).await.unwrap().path;
            let found = people::holders_about(&mut conn, &path, &[], &[], house.now()).await.unwrap();
            let near = found.into_iter().filter(|one| one.unit_path == path);
            near.map(|one| (one.function, one.deputy, one.away_until.is_some())).collect::<Vec<_>>()
        };
        let chief = "centerchef for Vej og Park".to_owned();
        assert_eq!(heads().await, [(chief.clone(), false, false)]);
        house.clock.forward(24 * 3_600_000);
        let mut worker = house.sign_in("vejmedarbejder").await;
        assert_eq!(worker.get("/approvals").await.status, 200);
        assert_eq!(heads().await, [("vejmedarbejder".to_owned(), true, false), (chief.clone(), false, true)]);
        let holders =
            people::holders(&mut house.site.db.read().await.unwrap(), "head", house.now()).await.unwrap();
        assert!(holders.iter().any(|one| one.function == "vejmedarbejder" && one.deputy));
        // Back early: the head ends it, and the deputy's rights end with it.
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let end = head.get("/me").await.between("action=\"/people/absences/", "\"");
        let mut colleague = house.sign_in("souschef i Vej og Park").await;
        assert_eq!(colleague.post(&format!("/people/absences/{end}"), &[]).await.status, 404);
        assert_eq!(head.post(&format!("/people/absences/{end}"), &[]).await.location, "/me");
        assert_eq!(worker.get("/approvals").await.status, 403);
        assert_eq!(heads().await, [(chief, false, false)]);
    });
}

#[test]
fn a_head_notes_the_absence_of_their_own_people_only() {
    house(async |house| {
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let own = person_id(house, "souschef.vej@sundby.example").await;
        let deputy = person_id(house, ROAD_WORKER).await;
        let away = [("from", "2026-05-06"), ("to", "2026-05-08"), ("deputy", deputy.as_str())];
        assert_eq!(head.post(&format!("/people/persons/{own}/absences"), &away).await.status, 303);
        assert!(head.get(&format!("/people/persons/{own}")).await.body.contains("6. maj til 8. maj"));
        let other = person_id(house, "chef.kultur@sundby.example").await;
        assert_eq!(head.post(&format!("/people/persons/{other}/absences"), &away).await.status, 403);
    });
}

#[test]
fn a_link_goes_to_the_persons_own_mailbox_and_nowhere_else() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let id = person_id(house, "school-north.0@sundby.example").await;
        let page = chief.post(&format!("/people/persons/{id}/password-link"), &[]).await;
        assert!(page.body.contains("Vi har sendt det til school-north.0@sundby.example"));
        assert!(!page.body.contains("/welcome/"), "who has a mailbox opens it there");
        house.work().await;
        let mail = house.mails.to("school-north.0@sundby.example");
        let path = mail[0].text.split("http://traad.test").nth(1).unwrap().split_whitespace().next().unwrap();
        let password = [("password", "tre grønne cykler i regn")];
        assert_eq!(house.visitor().post(path, &password).await.location, "/login?chosen=1");
        // Who has no address has no name to sign in with; the page says what to do first.
        let unit = unit_id(house, "Tandplejen").await;
        let added = chief.post("/people/persons", &[("function", "tandplejer"), ("unit", &unit)]).await;
        let page = chief.post(&format!("{}/password-link", added.location), &[]).await;
        assert!(page.body.contains("Skriv personens e-mail først"), "{}", page.body);
    });
}

#[test]
fn a_unit_is_changed_by_hand() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let unit = unit_id(house, "Tandplejen").await;
        let path = format!("/people/units/{unit}");
        let answer = chief.post(&path, &[("name", ""), ("phone", "1"), ("email", ""), ("topics", "")]).await;
        assert!(
            answer.body.contains("Giv enheden et navn") && answer.body.contains("value=\"1\""),
            "{}",
            answer.body
        );
        for (field, value, text) in
            [("email", "x", "Skriv en e-mailadresse"), ("topics", "Tænder, x", "små engelske bogstaver")]
        {
            let answer = chief.post(&path, &[("name", "Tandplejen"), (field, value)]).await;
            assert!(answer.body.contains(text) && answer.body.contains(value), "{}", answer.body);
        }
        let fields = [
            ("name", "Tandpleje Sundby"),
            ("phone", "55 00 11 22"),
            ("email", "tand@sundby.example"),
            ("topics", "teeth , health"),
        ];
        assert_eq!(chief.post(&path, &fields).await.location, path);
        let page = chief.get(&path).await;
        for text in [
            "Tandpleje Sundby",
            "55 00 11 22",
            "tand@sundby.example",
            "teeth, health",
            "Center for Sundhed og Ældre",
        ] {
            assert!(page.body.contains(text), "{text}");
        }
    });
}
