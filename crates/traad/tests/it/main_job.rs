//! The main job as three people do it: written, approved, told to staff, out on the website, in
//! the feeds and in a mailbox.

use crate::house::{House, house};
use testing::{Answer, Browser};

/// A message about a road, complete.
pub(crate) fn road<'a>(unit: &'a str, title: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", title),
        ("main-point", "Vi lægger ny asfalt. Vejen er lukket for biler i fem dage."),
        (
            "body",
            "Du kan gå og cykle forbi som normalt.\n\nKører du bil, skal du følge de gule skilte.\n\n- Mandag til fredag\n- Kl. 7.00 til 16.00\n",
        ),
        ("internal-text", "Naboer og forældre vil ringe. Sig, at de skal følge de gule skilte."),
        ("side", "external"),
        ("role", "service"),
        ("character", "neutral"),
        ("goal", "informed-in-time"),
        ("unit", unit),
        ("contact-function", "afdelingsleder i Vej og Park"),
        ("contact-phone", "55 00 03 00"),
        ("contact-email", "vej@sundby.example"),
        ("topics", "roads"),
        ("channels", "staff-feed"),
        ("channels", "staff-mail"),
        ("channels", "website"),
        ("channels", "newsletter"),
    ]
}

/// The id of a unit in the editor's list.
pub(crate) fn unit_of(editor: &Answer, name: &str) -> String {
    let before = editor.body.split(&format!(">{name}</option>")).next().unwrap();
    before.rsplit("<option value=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

/// Writes a message for Vej og Park; gives its id.
pub(crate) async fn write(consultant: &mut Browser, title: &str) -> String {
    let editor = consultant.get("/messages/new").await;
    assert_eq!(editor.status, 200);
    let unit = unit_of(&editor, "Center for Vej og Park");
    let answer = consultant.post("/messages", &road(&unit, title)).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.split('/').nth(2).unwrap().to_owned()
}

/// Writes a message as `write` does, without what a strategy that names little does not have; gives its id.
pub(crate) async fn write_sparse(consultant: &mut Browser, title: &str) -> String {
    let unit = unit_of(&consultant.get("/messages/new").await, "Center for Vej og Park");
    let is_known = |field: &(&str, &str)| {
        !matches!(*field, ("role" | "goal" | "topics", _) | ("channels", "staff-mail" | "newsletter"))
    };
    let fields: Vec<(&str, &str)> = road(&unit, title).into_iter().filter(is_known).collect();
    let answer = consultant.post("/messages", &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.split('/').nth(2).unwrap().to_owned()
}

/// Gives a message another title.
pub(crate) async fn retitle(consultant: &mut Browser, id: &str, title: &str) {
    let editor = consultant.get(&format!("/messages/{id}/edit")).await;
    let unit = unit_of(&editor, "Center for Vej og Park");
    let base = (editor.value("base"), editor.value("base-hash"));
    let mut fields = road(&unit, title);
    fields.push(("base", &base.0));
    fields.push(("base-hash", &base.1));
    assert_eq!(consultant.post(&format!("/messages/{id}/edition"), &fields).await.status, 303);
}

/// Asks for approval; gives the request's id, as the approver finds it.
pub(crate) async fn ask(consultant: &mut Browser, approver: &mut Browser, id: &str) -> String {
    let answer = consultant.post(&format!("/messages/{id}/approval-request"), &[]).await;
    assert_eq!(answer.location, format!("/messages/{id}"), "{}", answer.body);
    let queue = approver.get("/approvals").await;
    let request = queue.between("href=\"/approvals/", "\"");
    assert!(!request.is_empty(), "{}", queue.body);
    request
}

/// Reads the page of a request and says yes to what it shows.
pub(crate) async fn yes(approver: &mut Browser, request: &str) -> Answer {
    let path = format!("/approvals/{request}");
    let plan = approver.get(&path).await.value("plan");
    approver.post(&format!("{path}/approval"), &[("plan", &plan)]).await
}

async fn subscribe(house: &House, email: &str) {
    let mut reader = house.visitor();
    let answer = reader.post("/subscribe", &[("email", email), ("topic", "roads")]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    house.work().await;
    let mail = house.mails.to(email).pop().expect("a mail to confirm");
    let link = mail.text.lines().find(|line| line.contains("/subscription/")).unwrap();
    let path = link.trim().trim_start_matches("http://traad.test");
    // Opening the link confirms nothing: mail scanners open links.
    let page = reader.get(path).await;
    assert!(page.body.contains("/confirmation"), "{}", page.body);
    let answer = reader.post(&format!("{path}/confirmation"), &[]).await;
    assert_eq!(answer.status, 303);
}

#[test]
fn from_the_text_to_the_public_page_the_staff_feed_and_a_mailbox() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut worker = house.sign_in("vejmedarbejder").await;
        subscribe(house, "borger@example.dk").await;
        house.mails.take();

        let id = write(&mut consultant, "Skolevej er lukket i uge 20").await;
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("centerchef for Vej og Park"), "who must say yes stands on the page");
        let request = ask(&mut consultant, &mut head, &id).await;
        house.work().await;
        let asked = house.mails.take();
        assert_eq!(asked.len(), 1, "one mail to the one who is asked");
        assert_eq!(asked[0].to.as_str(), "chef.vej@sundby.example");

        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(
            page.body.contains("Skolevej er lukket i uge 20") && page.body.contains("Du kan gå og cykle")
        );
        let answer = head.post(&format!("/approvals/{request}/approval"), &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        house.work().await;
        house.mails.take();

        let answer = consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let calendar = consultant.get("/calendar").await;
        assert!(
            calendar.body.contains(&format!("href=\"/messages/{id}\"")),
            "what is planned stands in the calendar"
        );
        house.forward(0).await;
        let staff = worker.get("/staff").await;
        assert!(staff.body.contains("Naboer og forældre vil ringe"), "staff hear first");
        let public = house.visitor().get("/").await;
        assert!(!public.body.contains("Skolevej"), "readers do not hear before the lead time has passed");
        house.forward(59).await;
        assert!(!house.visitor().get("/").await.body.contains("Skolevej"));
        house.forward(1).await;

        let public = house.visitor().get("/").await;
        assert!(public.body.contains("/news/skolevej-er-lukket-i-uge-20"), "{}", public.body);
        let article = house.visitor().get("/news/skolevej-er-lukket-i-uge-20").await;
        assert!(article.body.contains("Du kan gå og cykle") && article.body.contains("55 00 03 00"));
        for feed in ["/feed.atom", "/feed.rss", "/feed.json", "/sitemap.xml"] {
            assert!(house.visitor().get(feed).await.body.contains("skolevej-er-lukket"), "{feed}");
        }
        let found = house.visitor().get("/search?q=skoleveje").await;
        assert!(found.body.contains("skolevej-er-lukket"), "another form of the word is found");

        let mails = house.mails.take();
        let reader: Vec<_> = mails.iter().filter(|mail| mail.to.as_str() == "borger@example.dk").collect();
        assert_eq!(reader.len(), 1);
        assert!(
            reader[0]
                .unsubscribe
                .as_deref()
                .is_some_and(|url| url.starts_with("http://traad.test/unsubscribe/"))
        );
        let staff = mails.iter().filter(|mail| mail.to.as_str().ends_with("@sundby.example")).count();
        assert!(staff >= 8, "the staff concerned got it by mail: {staff}");

        let board = head.get("/board").await;
        assert!(board.body.contains("Skolevej er lukket i uge 20"));
        let thread = consultant.get(&format!("/messages/{id}")).await;
        for done in ["step-approval", "step-internal", "step-channels"] {
            assert!(
                thread.body.contains(&format!("class=\"node done\" id=\"{done}\"")),
                "{done}: {}",
                thread.body
            );
        }

        let path = reader[0].unsubscribe.clone().unwrap().trim_start_matches("http://traad.test").to_owned();
        let answer =
            house.visitor().post_from(&path, &[("List-Unsubscribe", "One-Click")], Some("cross-site")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.location.as_str()),
            (200, ""),
            "one click, no redirect (RFC 8058)"
        );
        assert!(house.visitor().get(&path).await.body.contains("Du er afmeldt"));
    });
}

#[test]
fn nothing_typed_is_lost_when_two_save() {
    house(async |house| {
        let mut one = house.sign_in("kommunikationskonsulent").await;
        let mut other = house.sign_in("kommunikationschef").await;
        let id = write(&mut one, "Stien lukker").await;
        let mine = one.get(&format!("/messages/{id}/edit")).await;
        let theirs = other.get(&format!("/messages/{id}/edit")).await;
        let save = |page: &Answer, title: &'static str| {
            let mut fields: Vec<(String, String)> = road(&unit_of(page, "Center for Vej og Park"), title)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            fields.push(("base".into(), page.value("base")));
            fields.push(("base-hash".into(), page.value("base-hash")));
            fields
        };
        let refs = |fields: &[(String, String)]| -> Vec<(String, String)> { fields.to_vec() };
        let first = refs(&save(&theirs, "Stien lukker mandag"));
        let first: Vec<(&str, &str)> = first.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(other.post(&format!("/messages/{id}/edition"), &first).await.status, 303);
        let second = refs(&save(&mine, "Stien lukker tirsdag"));
        let second: Vec<(&str, &str)> = second.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let conflict = one.post(&format!("/messages/{id}/edition"), &second).await;
        assert_eq!(conflict.status, 409);
        assert!(conflict.body.contains("Stien lukker tirsdag"), "what I typed is still there");
        assert!(conflict.body.contains("Stien lukker mandag"), "and I see theirs");
        let page = other.get(&format!("/messages/{id}/edit")).await;
        assert!(page.body.contains(">Stien lukker mandag</textarea>"), "nobody was overwritten");
    });
}
