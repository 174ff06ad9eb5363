//! Nobody approves what they wrote, by no detour: whoever writes and keeps the register gives nobody, and takes over
//! nobody, so that a yes to their own text counts (decisions/0063). Each detour is walked to its end, on pages.

use crate::{
    accounts::{PASSWORD, try_in},
    house::{House, house},
    main_job::{ask, write, yes},
    people::{person_id, unit_id},
};
use testing::{Answer, Browser};

pub(crate) const HEAD: &str = "chef.vej@sundby.example";
pub(crate) const OWN: &str = "min.egen@sundby.example";
pub(crate) const DAY: i64 = 24 * 60;

/// Opens the latest link to choose a password in a mailbox, and signs in there.
pub(crate) async fn take_over(house: &House, email: &str) -> Option<Browser> {
    let mail = house.mails.to(email).into_iter().rev().find(|mail| mail.text.contains("/welcome/"))?;
    let path = mail.text.split("http://traad.test").nth(1)?.split_whitespace().next()?.to_owned();
    let mut browser = house.visitor();
    let chosen = browser.post(&path, &[("password", PASSWORD)]).await;
    if chosen.location != "/login?chosen=1" {
        return None;
    }
    (try_in(&mut browser, email, PASSWORD).await.location == "/board").then_some(browser)
}

pub(crate) async fn change(
    browser: &mut Browser,
    house: &House,
    id: &str,
    email: &str,
    phone: &str,
) -> Answer {
    let unit = unit_id(house, "Center for Vej og Park").await;
    let fields =
        [("function", "centerchef for Vej og Park"), ("unit", &unit), ("email", email), ("phone", phone)];
    browser.post(&format!("/people/persons/{id}"), &fields).await
}

/// Confirms everything on the page of changes that may be.
pub(crate) async fn confirm_all(browser: &mut Browser) -> Answer {
    let page = browser.get("/people/changes").await;
    let ids: Vec<&str> = page.body.split("name=\"change\" value=\"").skip(1).collect();
    let fields: Vec<(&str, &str)> =
        ids.iter().map(|rest| ("change", rest.split('"').next().unwrap())).collect();
    assert!(!fields.is_empty(), "{}", page.body);
    browser.post("/people/changes", &fields).await
}

/// Asks for a link for somebody on the page about them.
pub(crate) async fn send_link(browser: &mut Browser, house: &House, id: &str) {
    let page = browser.post(&format!("/people/persons/{id}/password-link"), &[]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    house.work().await;
}

#[test]
fn another_address_is_no_way_to_a_yes() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let message = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &message).await;
        let id = person_id(house, HEAD).await;
        assert_eq!(change(&mut consultant, house, &id, OWN, "55 00 00 10").await.status, 303);
        // The link goes to the mailbox of before, and the owner hears of it there.
        send_link(&mut consultant, house, &id).await;
        house.forward(1).await;
        assert!(house.mails.to(OWN).iter().all(|mail| !mail.text.contains("/welcome/")));
        let told = house.mails.to(HEAD);
        assert!(told.iter().any(|mail| mail.text.contains("/welcome/")), "{told:?}");
        assert!(told.iter().any(|mail| mail.text.contains("kommunikationskonsulent har ændret din adgang")));
        house.visitor().post("/login/link", &[("email", OWN)]).await;
        house.work().await;
        assert!(house.mails.to(OWN).iter().all(|mail| !mail.text.contains("/welcome/")), "nor by asking");
        // A day later the new address is theirs to sign in with, and the yes is none all the same.
        house.forward(DAY + 1).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        send_link(&mut consultant, house, &id).await;
        let mut taken = take_over(house, OWN).await.expect("a day has passed");
        let refused = yes(&mut taken, &request).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("Det ja kan ikke tælle endnu"), "{}", refused.body);
        // Nor do the two confirm one another.
        for browser in [&mut consultant, &mut taken] {
            let page = browser.get("/people/changes").await;
            assert!(!page.body.contains("name=\"change\""), "{}", page.body);
        }
        // Somebody else does, and hears that there is something to confirm.
        let chief = house.mails.to("kommunikationschef@sundby.example");
        assert!(chief.iter().any(|mail| mail.subject.contains("Bekræft en ændring")), "{chief:?}");
        assert_eq!(confirm_all(&mut house.sign_in("kommunikationschef").await).await.status, 303);
        assert_eq!(yes(&mut taken, &request).await.status, 303);
    });
}

#[test]
fn the_mailbox_of_before_says_yes_or_no() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = person_id(house, HEAD).await;
        let link = async |house: &House| {
            house.forward(1).await;
            let mail =
                house.mails.to(HEAD).into_iter().rev().find(|mail| mail.text.contains("/access-change/"));
            let text = mail.expect("a mail that asks").text;
            text.split("http://traad.test").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
        };
        // No: what was changed is undone, everybody is out, and nothing that rests on it counts.
        change(&mut consultant, house, &id, OWN, "55 00 00 10").await;
        let path = link(house).await;
        let page = house.visitor().get(&path).await;
        assert!(page.body.contains("Er det rigtigt?") && page.body.contains(OWN), "{}", page.body);
        assert_eq!(house.visitor().post(&format!("{path}/objection"), &[]).await.location, "/login");
        assert_eq!(person_id(house, HEAD).await, id, "the address stands again");
        assert_eq!(head.get("/desk").await.status, 303, "every session has ended");
        house.work().await;
        let chief = house.mails.to("kommunikationschef@sundby.example");
        assert!(chief.iter().any(|mail| mail.text.contains("det havde personen ikke bedt om")), "{chief:?}");
        assert_eq!(house.visitor().get(&path).await.status, 409, "a link answers once");
        assert!(open_ids(house).await.is_empty(), "it is theirs again, and nothing waits");
        // Yes: it is confirmed, and holds at once.
        change(&mut consultant, house, &id, OWN, "55 00 00 10").await;
        let path = link(house).await;
        assert_eq!(house.visitor().post(&format!("{path}/agreement"), &[]).await.location, "/login");
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let message = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &message).await;
        assert_eq!(yes(&mut head, &request).await.status, 303);
        assert!(open_ids(house).await.is_empty());
        for wrong in ["/access-change/x", "/access-change/3yQ.00", "/access-change/"] {
            assert_eq!(house.visitor().get(wrong).await.status, 404, "{wrong}");
        }
    });
}

/// An invented person who heads the unit, and one who only writes what its maker then approves.
#[test]
fn an_invented_person_says_no_yes_and_writes_nothing_that_counts() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let unit = unit_id(house, "Center for Vej og Park").await;
        let kommunikation = unit_id(house, "Kommunikation").await;
        let fields = [("function", "vejchef"), ("unit", unit.as_str()), ("email", OWN)];
        let added = consultant.post("/people/persons", &fields).await.location;
        let id = added.rsplit('/').next().unwrap().to_owned();
        for (duty, over) in [("head", &unit), ("communications", &kommunikation)] {
            let give = [("duty", duty), ("over", over.as_str())];
            assert_eq!(consultant.post(&format!("{added}/duties"), &give).await.status, 303, "{duty}");
        }
        send_link(&mut consultant, house, &id).await;
        let mut invented = take_over(house, OWN).await.expect("their own mailbox");
        // It is asked of the head alone; the invented one stands there as one who cannot yet.
        let message = write(&mut consultant, "Stien er lukket").await;
        let page = consultant.get(&format!("/messages/{message}")).await;
        assert!(page.body.contains("vejchef kan først sige ja"), "{}", page.body);
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let request = ask(&mut consultant, &mut head, &message).await;
        assert_eq!(yes(&mut invented, &request).await.status, 403, "they were not asked");
        // The other way round: what the invented one writes, the maker does not approve.
        let other = write(&mut invented, "Broen er lukket").await;
        invented.post(&format!("/messages/{other}/approval-request"), &[]).await;
        let queue = consultant.get("/approvals").await;
        assert!(!queue.body.contains("Broen er lukket"), "{}", queue.body);
        // Neither confirms what was done to the other.
        let page = invented.get("/people/changes").await;
        assert!(!page.body.contains("name=\"change\""), "{}", page.body);
        let ids = open_ids(house).await;
        let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("change", id.as_str())).collect();
        for browser in [&mut invented, &mut consultant] {
            let refused = browser.post("/people/changes", &fields).await;
            assert!(
                refused.status == 403 || refused.location.contains("/people/changes"),
                "{}",
                refused.status
            );
        }
        assert_eq!(open_ids(house).await, ids, "nothing was confirmed");
        assert_eq!(confirm_all(&mut house.sign_in("kommunikationschef").await).await.status, 303);
        assert!(open_ids(house).await.is_empty());
    });
}

pub(crate) async fn open_ids(house: &House) -> Vec<String> {
    let mut conn = house.site.db.read().await.unwrap();
    let ids = db::run!(&mut conn, scalar db::Id, "select id from access_change where confirmed_at is null order by id", [] => fetch_all);
    ids.unwrap().iter().map(ToString::to_string).collect()
}

/// Duties to colleagues, deputies for others, a file, and somebody who comes back: none says yes before others confirm.
#[test]
fn what_one_gives_alone_counts_for_nothing() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let unit = unit_id(house, "Center for Vej og Park").await;
        let worker = person_id(house, "vejmand@sundby.example").await;
        let head = person_id(house, HEAD).await;
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "update unit set external_key = 'V1' where name = $1", ["Center for Vej og Park"])
            .unwrap();
        tx.commit().await.unwrap();
        for way in ["duty", "deputy", "import", "return"] {
            match way {
                "duty" => {
                    let give = [("duty", "head"), ("over", unit.as_str())];
                    consultant.post(&format!("/people/persons/{worker}/duties"), &give).await;
                }
                "deputy" => {
                    let away = [("from", "2026-05-06"), ("to", "2026-05-08"), ("deputy", worker.as_str())];
                    let path = format!("/people/persons/{head}/absences");
                    assert_eq!(consultant.post(&path, &away).await.status, 303);
                }
                "import" => {
                    let text =
                        "nøgle;enhed;funktion;e-mail;hverv\nX1;V1;vejinspektør;x1@sundby.example;head\n";
                    let fields = [("kind", "people"), ("text", text)];
                    let seen = consultant.post("/people/import", &fields).await.value("seen");
                    let apply = [fields[0], fields[1], ("seen", seen.as_str()), ("apply", "1")];
                    assert_eq!(consultant.post("/people/import", &apply).await.status, 303);
                }
                _ => {
                    for act in ["departure", "return"] {
                        let path = format!("/people/persons/{head}/{act}");
                        assert_eq!(consultant.post(&path, &[]).await.status, 303, "{act}");
                    }
                }
            }
            let message = write(&mut consultant, "Stien er lukket").await;
            let page = consultant.get(&format!("/messages/{message}")).await;
            assert!(
                page.body.contains("kan først sige ja, når en anden har bekræftet"),
                "{way}: {}",
                page.body
            );
            consultant.post(&format!("/messages/{message}/approval-request"), &[]).await;
            let asked = asked_of(house, &message).await;
            let doubtful = match way {
                "duty" | "deputy" => vec!["vejmedarbejder"],
                "import" => vec!["vejinspektør"],
                _ => vec!["centerchef for Vej og Park"],
            };
            // Who comes back is asked, as nobody chooses another by that, and cannot answer yet.
            let is_asked = doubtful.iter().any(|who| asked.contains(&(*who).to_owned()));
            assert_eq!(is_asked, way == "return", "{way}: {asked:?}");
            confirm_all(&mut house.sign_in("kommunikationschef").await).await;
            assert!(open_ids(house).await.is_empty(), "{way}");
            if way == "duty" {
                let message = write(&mut consultant, "Stien er åben").await;
                consultant.post(&format!("/messages/{message}/approval-request"), &[]).await;
                assert!(asked_of(house, &message).await.contains(&"vejmedarbejder".to_owned()));
                let page =
                    house.sign_in("kommunikationschef").await.get(&format!("/people/persons/{worker}")).await;
                let held = page.between(&format!("action=\"/people/persons/{worker}/duties/"), "/delete");
                consultant.post(&format!("/people/persons/{worker}/duties/{held}/delete"), &[]).await;
            }
        }
    });
}

pub(crate) async fn asked_of(house: &House, message: &str) -> Vec<String> {
    let id: db::Id = message.parse().unwrap();
    let mut conn = house.site.db.read().await.unwrap();
    db::run!(
        &mut conn,
        scalar String,
        "select p.function from approval_need n join approval_request r on r.id = n.request_id
           join person p on p.id = n.person_id where r.message_id = $1",
        [id] => fetch_all
    )
    .unwrap()
}

/// A telephone number is a way to a yes too, where yeses come by telephone.
#[test]
fn another_telephone_is_no_way_to_a_yes() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = person_id(house, HEAD).await;
        let message = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &message).await;
        assert_eq!(change(&mut consultant, house, &id, HEAD, "55 00 00 66").await.status, 303);
        let mut chief = house.sign_in("kommunikationschef").await;
        let fields = [("person", id.as_str()), ("note", "Ja, send den.")];
        let path = format!("/approvals/{request}/telephone");
        let refused = chief.post(&path, &fields).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("Det ja kan ikke tælle endnu"), "{}", refused.body);
        // On the page they still sign in as themselves.
        assert_eq!(yes(&mut head, &request).await.status, 303);
    });
}

/// What is changed after a yes takes nothing from it; what is changed before one does, also where a row was written
/// beside the pages.
#[test]
fn a_yes_rests_on_what_stood_when_it_was_said() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = person_id(house, HEAD).await;
        let mut messages = Vec::new();
        for title in ["Stien er lukket", "Broen er lukket"] {
            let message = write(&mut consultant, title).await;
            let request = ask(&mut consultant, &mut head, &message).await;
            assert_eq!(yes(&mut head, &request).await.status, 303);
            messages.push((message, request));
        }
        house.forward(1).await;
        change(&mut consultant, house, &id, OWN, "55 00 00 10").await;
        house.forward(1).await;
        let request: db::Id = messages[1].1.parse().unwrap();
        let mut tx = house.site.db.begin().await.unwrap();
        let now = house.now();
        db::exec!(&mut tx, "update approval set at = $2 where request_id = $1", [request, now]).unwrap();
        tx.commit().await.unwrap();
        for (message, _) in &messages {
            assert_eq!(consultant.post(&format!("/messages/{message}/schedule"), &[]).await.status, 303);
        }
        house.forward(0).await;
        house.forward(61).await;
        let front = house.visitor().get("/").await.body;
        assert!(front.contains("Stien er lukket") && !front.contains("Broen er lukket"), "{front}");
        let thread = consultant.get(&format!("/messages/{}", messages[1].0)).await;
        assert!(thread.body.contains("Det ja kan ikke tælle endnu"), "{}", thread.body);
    });
}

/// A deputy says yes meanwhile, and gives nothing that outlasts it, themselves least.
#[test]
fn a_deputy_gives_no_lasting_duty() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let worker = person_id(house, "vejmand@sundby.example").await;
        let unit = unit_id(house, "Center for Vej og Park").await;
        let own = [("from", "2026-05-06"), ("to", "2026-05-08"), ("deputy", worker.as_str())];
        assert_eq!(consultant.post("/me/absences", &own).await.status, 303);
        let mut deputy = house.sign_in("vejmedarbejder").await;
        assert_eq!(deputy.get("/people/import").await.status, 200, "they keep the register meanwhile");
        let colleague = person_id(house, "souschef.vej@sundby.example").await;
        for (who, duty) in [(&worker, "communications"), (&worker, "editor"), (&colleague, "head")] {
            let give = [("duty", duty), ("over", unit.as_str())];
            let refused = deputy.post(&format!("/people/persons/{who}/duties"), &give).await;
            assert_eq!(refused.status, 422, "{duty}");
            assert!(refused.body.contains("rettigheder, du ikke selv har"), "{}", refused.body);
        }
        house.forward(4 * DAY).await;
        let mut deputy = house.sign_in("vejmedarbejder").await;
        assert_eq!(deputy.get("/people/import").await.status, 403, "and no longer");
    });
}

/// Where nobody else can, whoever changed something hears that the operator can.
#[test]
fn a_house_with_one_who_keeps_the_register_is_not_locked_out() {
    house(async |house| {
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(
            &mut tx,
            "delete from duty where duty in ('communications', 'communications-on-call')
               and person_id not in (select id from person where email = 'konsulent@sundby.example')",
            []
        )
        .unwrap();
        tx.commit().await.unwrap();
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let worker = person_id(house, "vejmand@sundby.example").await;
        let unit = unit_id(house, "Center for Vej og Park").await;
        let give = [("duty", "head"), ("over", unit.as_str())];
        assert_eq!(consultant.post(&format!("/people/persons/{worker}/duties"), &give).await.status, 303);
        house.forward(6).await;
        let told = house.mails.to("konsulent@sundby.example");
        assert!(told.iter().any(|mail| mail.text.contains("Bed dem, der driver Traad")), "{told:?}");
        let mut tx = house.site.db.begin().await.unwrap();
        let actor = db::Actor::system("command-line");
        let id: db::Id = worker.parse().unwrap();
        assert_eq!(people::access_change::confirm_by_operator(&mut tx, &actor, id).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert!(open_ids(house).await.is_empty());
    });
}
