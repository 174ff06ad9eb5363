//! Local accounts as people and attackers meet them: links, passwords, the second factor, and
//! limits that hit whoever tries (quality bars S2, S6).

use crate::house::{House, house, house_where};
use crate::second_step::set_up;
use testing::{Answer, Browser};

pub(crate) const CONSULTANT: &str = "konsulent@sundby.example";
pub(crate) const PASSWORD: &str = "tre grønne cykler i regn";

pub(crate) async fn link(house: &House, email: &str) -> String {
    let mut tx = house.site.db.begin().await.unwrap();
    let person = people::Person::by_email(&mut tx, email).await.unwrap().unwrap();
    let token = people::make_link(&mut tx, person.id, "password").await.unwrap();
    tx.commit().await.unwrap();
    format!("/welcome/{token}")
}

pub(crate) async fn with_password(house: &House, email: &str) {
    let link = link(house, email).await;
    let answer = house.visitor().post(&link, &[("password", PASSWORD)]).await;
    assert_eq!(answer.location, "/login?chosen=1", "{}", answer.body);
}

pub(crate) async fn try_in(browser: &mut Browser, email: &str, password: &str) -> Answer {
    browser.post("/login", &[("email", email), ("password", password), ("next", "/board")]).await
}

pub(crate) async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/desk").await.status == 200
}

pub(crate) fn from(house: &House, address: &str) -> Browser {
    let mut browser = house.visitor();
    browser.from = Some(address.parse().unwrap());
    browser
}

#[test]
fn somebody_chooses_a_password_with_a_link_that_works_once() {
    house(async |house| {
        let link = link(house, CONSULTANT).await;
        let mut browser = house.visitor();
        assert_eq!(browser.get(&link).await.status, 200, "opening it changes nothing");
        for (password, text) in [
            ("kort", "for kort"),
            ("adgangskode123456", "prøver alle først"),
            ("Sundby-Kommune-1", "prøver alle først"),
            ("konsulent-2026", "prøver alle først"),
        ] {
            let answer = browser.post(&link, &[("password", password)]).await;
            assert_eq!(answer.status, 422, "{password}");
            assert!(answer.body.contains(text), "{password}: {}", answer.body);
        }
        assert_eq!(browser.post(&link, &[("password", PASSWORD)]).await.location, "/login?chosen=1");
        assert!(browser.get("/login?chosen=1").await.body.contains("Din adgangskode er gemt"));
        for answer in [browser.get(&link).await, browser.post(&link, &[("password", PASSWORD)]).await] {
            assert_eq!(answer.status, 422);
            assert!(answer.body.contains("Linket er brugt eller for gammelt"));
        }
        let wrong = try_in(&mut browser, CONSULTANT, "noget helt andet").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("passer ikke sammen") && wrong.body.contains(CONSULTANT));
        assert!(!is_signed_in(&mut browser).await);
        assert_eq!(try_in(&mut browser, " Konsulent@Sundby.example ", PASSWORD).await.location, "/board");
        assert!(is_signed_in(&mut browser).await);
        assert_eq!(browser.post("/logout", &[]).await.location, "/");
        assert!(!is_signed_in(&mut browser).await);
    });
}

#[test]
fn a_newer_link_ends_the_older_one_and_both_grow_old() {
    house(async |house| {
        let (old, new) = (link(house, CONSULTANT).await, link(house, CONSULTANT).await);
        assert_eq!(house.visitor().get(&old).await.status, 422);
        house.clock.forward(people::LINK_LIFE_MS - 60_000);
        assert_eq!(house.visitor().get(&new).await.status, 200);
        house.clock.forward(120_000);
        assert_eq!(house.visitor().post(&new, &[("password", PASSWORD)]).await.status, 422);
    });
}

#[test]
fn a_new_password_ends_every_session_at_once() {
    house(async |house| {
        with_password(house, CONSULTANT).await;
        let (mut office, mut phone) = (house.visitor(), house.visitor());
        try_in(&mut office, CONSULTANT, PASSWORD).await;
        try_in(&mut phone, CONSULTANT, PASSWORD).await;
        let change = async |browser: &mut Browser, old: &str, new: &str| {
            browser.post("/me/password", &[("old-password", old), ("new-password", new)]).await
        };
        let answer = change(&mut office, "forkert adgangskode", "fire røde heste på en eng").await;
        assert!(answer.body.contains("ikke din nuværende"), "{}", answer.body);
        let answer = change(&mut office, PASSWORD, "Velkommen2026!").await;
        assert!(answer.body.contains("prøver alle først"), "{}", answer.body);
        assert!(is_signed_in(&mut phone).await);
        let answer = change(&mut office, PASSWORD, "fire røde heste på en eng").await;
        assert_eq!(answer.location, "/me");
        assert!(is_signed_in(&mut office).await, "the browser that changed it goes on");
        assert!(!is_signed_in(&mut phone).await);
        assert_eq!(try_in(&mut phone, CONSULTANT, PASSWORD).await.status, 422);
        // With a link, every session ends, this one's too.
        let link = link(house, CONSULTANT).await;
        house.visitor().post(&link, &[("password", PASSWORD)]).await;
        assert!(!is_signed_in(&mut office).await);
    });
}

#[test]
fn limits_hit_whoever_tries_and_never_the_owner() {
    house(async |house| {
        with_password(house, CONSULTANT).await;
        let mut known = from(house, "192.0.2.50");
        assert_eq!(try_in(&mut known, CONSULTANT, PASSWORD).await.status, 303);
        known.post("/logout", &[]).await;
        // From one address: five tries, then waiting, even with the right password.
        let mut attacker = from(house, "203.0.113.7");
        for _ in 0..5 {
            assert_eq!(try_in(&mut attacker, CONSULTANT, "et forkert gæt").await.status, 422);
        }
        let answer = try_in(&mut attacker, CONSULTANT, PASSWORD).await;
        assert_eq!(answer.status, 429);
        assert!(answer.body.contains("Vent "), "{}", answer.body);
        // The owner comes in meanwhile, from elsewhere or from the browser they use.
        assert_eq!(try_in(&mut from(house, "198.51.100.3"), CONSULTANT, PASSWORD).await.status, 303);
        known.from = attacker.from;
        assert_eq!(try_in(&mut known, CONSULTANT, PASSWORD).await.status, 303);
        // A stolen cookie of a colleague's browser is no way round.
        let token = known.cookie("traad_known").unwrap().to_owned();
        attacker.set_cookie("traad_known", &token);
        assert_eq!(try_in(&mut attacker, "direktoer@sundby.example", "et gæt").await.status, 422);
        // After waiting, one try more.
        house.clock.forward(61_000);
        assert_eq!(try_in(&mut from(house, "203.0.113.7"), CONSULTANT, PASSWORD).await.status, 303);
    });
}

#[test]
fn many_addresses_do_not_help_and_do_not_lock_the_owner_out() {
    house(async |house| {
        with_password(house, CONSULTANT).await;
        let mut known = from(house, "192.0.2.50");
        assert_eq!(try_in(&mut known, CONSULTANT, PASSWORD).await.status, 303);
        // 25 addresses with four tries each stay below every limit of their own.
        for host in 1..=25 {
            let mut one = from(house, &format!("203.0.113.{host}"));
            for _ in 0..4 {
                try_in(&mut one, CONSULTANT, "").await;
            }
        }
        assert_eq!(try_in(&mut from(house, "203.0.113.200"), CONSULTANT, PASSWORD).await.status, 429);
        assert_eq!(try_in(&mut known, CONSULTANT, PASSWORD).await.status, 303);
        // A colleague is not touched by it.
        assert_eq!(try_in(&mut from(house, "203.0.113.201"), "presse@sundby.example", "x").await.status, 422);
        // A link opens for the owner in a browser that is not known.
        let link = link(house, CONSULTANT).await;
        let mut fresh = from(house, "203.0.113.202");
        assert_eq!(fresh.post(&link, &[("password", PASSWORD)]).await.status, 303);
        assert_eq!(try_in(&mut fresh, CONSULTANT, PASSWORD).await.status, 303);
    });
}

#[test]
fn an_address_that_tries_many_names_must_wait() {
    house(async |house| {
        let mut attacker = from(house, "2001:db8:1:2::1");
        for number in 0..60 {
            // Addresses of one network are one.
            attacker.from = Some(format!("2001:db8:1:2::{number}").parse().unwrap());
            let name = format!("navn{number}@sundby.example");
            assert_eq!(try_in(&mut attacker, &name, "").await.status, 422, "{number}");
        }
        assert_eq!(try_in(&mut attacker, "et.nyt@sundby.example", "").await.status, 429);
        attacker.from = Some("2001:db8:1:3::1".parse().unwrap());
        assert_eq!(try_in(&mut attacker, "et.nyt@sundby.example", "").await.status, 422);
    });
}

/// S6: what is known is not told, by bytes or by status.
#[test]
fn known_and_unknown_names_get_the_same_answers() {
    house(async |house| {
        with_password(house, CONSULTANT).await;
        let (known, unknown) = (CONSULTANT, "ukendt123@sundby.example");
        assert_eq!(known.len(), unknown.len());
        let (mut a, mut b) = (from(house, "203.0.113.1"), from(house, "203.0.113.2"));
        for round in 0..8 {
            let first = try_in(&mut a, known, "et forkert gæt").await;
            let second = try_in(&mut b, unknown, "et forkert gæt").await;
            assert_eq!(first.status, second.status, "{round}");
            assert_eq!(first.body.replace(known, unknown), second.body, "{round}");
        }
        house.mails.take();
        for _ in 0..8 {
            let first = a.post("/login/link", &[("email", known)]).await;
            let second = b.post("/login/link", &[("email", unknown)]).await;
            assert_eq!((first.status.as_u16(), &first.body), (200, &second.body));
            assert_eq!(first.statements, second.statements);
        }
        house.work().await;
        let mails = house.mails.take();
        assert_eq!(mails.len(), 3, "a mailbox is not flooded, and nobody unknown is written to");
        assert!(mails.iter().all(|mail| mail.to.as_str() == known));
        // Each works until one of them is used.
        let mut worked = 0;
        for mail in &mails {
            let path =
                mail.text.split("http://traad.test").nth(1).unwrap().split_whitespace().next().unwrap();
            worked +=
                usize::from(a.post(path, &[("password", PASSWORD)]).await.location == "/login?chosen=1");
        }
        assert_eq!(worked, 1);
    });
}

#[test]
fn a_mailbox_is_not_flooded_by_the_form_to_subscribe() {
    house(async |house| {
        let mut somebody = from(house, "203.0.113.5");
        for _ in 0..9 {
            let fields = [("email", "borger@example.dk"), ("topic", "roads")];
            let answer = somebody.post("/subscribe", &fields).await;
            assert_eq!(answer.status, 200);
            assert!(answer.body.contains("borger@example.dk"));
        }
        house.work().await;
        assert_eq!(house.mails.to("borger@example.dk").len(), 3);
    });
}

/// Who signs in at the municipality's provider must not get round it by a mailbox.
#[test]
fn only_who_has_a_local_account_gets_a_link_by_asking() {
    house(async |house| {
        let email = "school-north.0@sundby.example";
        house.visitor().post("/login/link", &[("email", email)]).await;
        house.work().await;
        assert!(house.mails.to(email).is_empty());
    });
}

#[test]
fn a_forwarded_address_is_believed_from_our_own_proxy_only() {
    let change = |settings: &mut traad::Settings| settings.proxy = Some("10.0.0.1".parse().unwrap());
    house_where(traad::demo::STRATEGY, &change, async |house| {
        with_password(house, CONSULTANT).await;
        let try_through = async |peer: &str, forwarded: &'static str, password: &str| {
            let mut browser = from(house, peer);
            browser.forwarded = Some(forwarded);
            try_in(&mut browser, CONSULTANT, password).await.status
        };
        for _ in 0..5 {
            try_through("10.0.0.1", "8.8.8.8, 203.0.113.1", "et gæt").await;
        }
        assert_eq!(try_through("10.0.0.1", "9.9.9.9, 203.0.113.1", PASSWORD).await, 429);
        assert_eq!(try_through("10.0.0.1", "203.0.113.1, 203.0.113.2", PASSWORD).await, 303);
        // Somebody who reaches us past the proxy cannot choose an address.
        for number in 0..5 {
            let forwarded = ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5"][number];
            try_through("203.0.113.9", forwarded, "et gæt").await;
        }
        assert_eq!(try_through("203.0.113.9", "1.1.1.6", PASSWORD).await, 429);
    });
}

#[test]
fn nothing_secret_stands_in_the_database_to_be_read() {
    house(async |house| {
        with_password(house, CONSULTANT).await;
        let mut browser = house.visitor();
        try_in(&mut browser, CONSULTANT, PASSWORD).await;
        set_up(house, &mut browser).await;
        let mut tx = house.site.db.begin().await.unwrap();
        let secret =
            db::run!(&mut tx, scalar Vec<u8>, "select secret from second_factor", [] => fetch_one).unwrap();
        assert_eq!(secret.len(), 12 + 20 + 16, "a nonce, the sealed secret and its tag");
        let tries = db::run!(&mut tx, scalar i64, "select count(*) from login_try", [] => fetch_one).unwrap();
        assert!(tries > 0);
        tx.commit().await.unwrap();
        house.forward(25 * 60).await;
        let mut conn = house.site.db.read().await.unwrap();
        let tries =
            db::run!(&mut conn, scalar i64, "select count(*) from login_try", [] => fetch_one).unwrap();
        assert_eq!(tries, 0, "tries are forgotten after a day");
    });
}
