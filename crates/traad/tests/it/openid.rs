//! Signing in with OpenID Connect, against a provider that can lie: who gets in, who does not,
//! and what groups give. An honest provider is in `tests/browser/oidc.test.mjs`.

use crate::{
    house::{House, house_where},
    openid_fake::{CLIENT_SECRET, Fake, Reply},
};
use serde_json::{Value, json};
use testing::{Answer, Browser};
use traad::Settings;

const COOKIE: &str = "traad_openid";

fn with_fake(test: impl AsyncFn(&House, &Fake)) {
    let fake = Fake::start();
    let issuer = fake.issuer();
    let change = |settings: &mut Settings| {
        settings.oidc_issuer = Some(issuer.clone());
        settings.oidc_client_id = Some("traad".to_owned());
        settings.oidc_client_secret = Some(CLIENT_SECRET.to_owned());
        settings.oidc_name = Some("Sundby-login".to_owned());
        settings.oidc_groups = vec![
            "editors=editor@4711".to_owned(),
            "operators=communications-on-call".to_owned(),
            "nowhere=head@9999".to_owned(),
        ];
    };
    house_where(traad::demo::STRATEGY, &change, async |house| test(house, &fake).await);
}

/// A value of the query of an address.
fn part(url: &str, name: &str) -> String {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
    pair.unwrap_or_default().to_owned()
}

/// Goes to the provider; gives where it was sent.
async fn go(browser: &mut Browser, next: &str) -> String {
    let answer = browser.get(&format!("/login/openid?next={next}")).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location
}

fn honest(house: &House, fake: &Fake, url: &str, email: &str) -> Reply {
    let now_s = house.now() / 1_000;
    Reply {
        header: json!({ "alg": "ES256" }),
        claims: json!({
            "iss": fake.issuer(), "aud": "traad", "sub": format!("subject of {email}"),
            "nonce": part(url, "nonce"), "iat": now_s, "exp": now_s + 300,
        }),
        user_info: json!({
            "sub": format!("subject of {email}"), "email": email, "email_verified": true,
        }),
        challenge: part(url, "code_challenge"),
        stranger_signs: false,
    }
}

/// Signs in, with an answer that is honest but for what `change` does to it.
async fn sign_in(house: &House, fake: &Fake, email: &str, change: impl Fn(&mut Reply)) -> (Browser, Answer) {
    let mut browser = house.visitor();
    let url = go(&mut browser, "/messages").await;
    let mut reply = honest(house, fake, &url, email);
    change(&mut reply);
    fake.answer(reply);
    let back = format!("/login/openid/callback?code=c&state={}", part(&url, "state"));
    let answer = browser.get(&back).await;
    (browser, answer)
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/desk").await.status == 200
}

const CONSULTANT: &str = "konsulent@sundby.example";

#[test]
fn a_person_of_the_municipality_signs_in_and_stays_the_same_person() {
    with_fake(async |house, fake| {
        let page = house.visitor().get("/login?next=/board").await;
        assert!(page.body.contains("Log ind med Sundby-login"), "{}", page.body);
        assert!(page.body.contains("href=\"/login/openid?next=/board\""), "{}", page.body);
        let (mut browser, answer) = sign_in(house, fake, CONSULTANT, |_| ()).await;
        assert_eq!(answer.location, "/messages", "{}", answer.body);
        assert!(browser.get("/desk").await.body.contains("kommunikationskonsulent"));
        assert!(browser.cookie(COOKIE).is_none(), "the secret is good for one answer");
        // The provider gives the same person another address, even one of a colleague.
        let (mut browser, _) = sign_in(house, fake, CONSULTANT, |reply| {
            reply.user_info["email"] = json!("direktoer@sundby.example");
        })
        .await;
        assert!(browser.get("/desk").await.body.contains("kommunikationskonsulent"));
        // Signing out offers to sign out there too.
        let out = browser.post("/logout", &[]).await;
        assert_eq!(out.location, "/logged-out");
        let page = browser.get("/logged-out").await;
        assert!(page.body.contains(&format!("{}/end?client_id=traad", fake.issuer())), "{}", page.body);
        assert!(!is_signed_in(&mut browser).await);
    });
}

#[test]
fn one_returns_to_a_page_of_ours_only() {
    with_fake(async |house, fake| {
        for (next, target) in [
            ("/messages%3Fpage%3D2", "/messages?page=2"),
            ("https%3A%2F%2Fevil.example", "/"),
            ("%2F%2Fevil.example", "/"),
            ("%2F%5Cevil.example", "/"),
            ("%2F%09%2Fevil.example", "/"),
            ("", "/desk"),
        ] {
            let mut browser = house.visitor();
            let url = go(&mut browser, next).await;
            fake.answer(honest(house, fake, &url, CONSULTANT));
            let back = format!("/login/openid/callback?code=c&state={}", part(&url, "state"));
            assert_eq!(browser.get(&back).await.location, target, "{next}");
        }
    });
}

#[test]
fn what_does_not_hold_lets_nobody_in() {
    type Lie = fn(&mut Reply);
    let lies: &[(&str, Lie)] = &[
        ("another nonce", |reply| reply.claims["nonce"] = json!("other")),
        ("no nonce", |reply| reply.claims["nonce"] = Value::Null),
        ("another issuer", |reply| reply.claims["iss"] = json!("https://evil.example")),
        ("another audience", |reply| reply.claims["aud"] = json!("another")),
        ("expired", |reply| reply.claims["exp"] = json!(1)),
        ("made long ago", |reply| reply.claims["iat"] = json!(1)),
        ("no signature", |reply| reply.header = json!({ "alg": "none" })),
        ("HMAC", |reply| reply.header = json!({ "alg": "HS256" })),
        ("RSA said, curve meant", |reply| reply.header = json!({ "alg": "RS256" })),
        ("another key", |reply| reply.stranger_signs = true),
        ("an unknown key", |reply| reply.header = json!({ "alg": "ES256", "kid": "unknown" })),
        ("userinfo of somebody else", |reply| reply.user_info["sub"] = json!("other")),
    ];
    with_fake(async |house, fake| {
        for (what, lie) in lies {
            let (mut browser, answer) = sign_in(house, fake, CONSULTANT, lie).await;
            assert_eq!(answer.status, 403, "{what}");
            assert!(answer.body.contains("kan vi ikke stole på"), "{what}: {}", answer.body);
            assert!(!is_signed_in(&mut browser).await, "{what}");
        }
        // The same without a lie: what was refused was the lie.
        assert!(is_signed_in(&mut sign_in(house, fake, CONSULTANT, |_| ()).await.0).await);
        // A wrong challenge: the code was stolen from another browser.
        let (mut browser, answer) = sign_in(house, fake, CONSULTANT, |reply| reply.challenge.clear()).await;
        assert!(answer.body.contains("loggede dig ikke ind"), "{}", answer.body);
        assert!(!is_signed_in(&mut browser).await);
    });
}

#[test]
fn an_answer_belongs_to_the_browser_that_asked() {
    with_fake(async |house, fake| {
        let mut victim = house.visitor();
        let mut attacker = house.visitor();
        let url = go(&mut attacker, "").await;
        let back = format!("/login/openid/callback?code=c&state={}", part(&url, "state"));
        fake.answer(honest(house, fake, &url, CONSULTANT));
        let answer = victim.get(&back).await;
        assert_eq!(answer.status, 403);
        assert!(answer.body.contains("begyndte at logge ind her"), "{}", answer.body);
        go(&mut victim, "").await;
        assert_eq!(victim.get(&back).await.status, 403, "another sign-in under way does not help");
        assert!(!is_signed_in(&mut victim).await);
        // Another issuer says that it answers (RFC 9207).
        let mixed = format!("{back}&iss=https%3A%2F%2Fevil.example");
        assert_eq!(attacker.get(&mixed).await.status, 403);
        assert_eq!(attacker.get(&back).await.status, 403, "the secret is used up");
        // The person says no at the provider.
        let url = go(&mut attacker, "").await;
        let no = format!("/login/openid/callback?error=access_denied&state={}", part(&url, "state"));
        assert!(attacker.get(&no).await.body.contains("loggede dig ikke ind"));
    });
}

#[test]
fn nobody_unknown_unverified_or_gone_gets_in() {
    with_fake(async |house, fake| {
        let refused = async |email: &str, change: fn(&mut Reply), text: &str| {
            let (mut browser, answer) = sign_in(house, fake, email, change).await;
            assert_eq!(answer.status, 403, "{text}");
            assert!(answer.body.contains(text), "{text}: {}", answer.body);
            assert!(!is_signed_in(&mut browser).await);
        };
        refused("ukendt@sundby.example", |_| (), "Traad kender ikke ukendt@sundby.example").await;
        let unverified = |reply: &mut Reply| reply.user_info["email_verified"] = json!(false);
        refused(CONSULTANT, unverified, "siger ikke, at konsulent@sundby.example er din").await;
        let silent = |reply: &mut Reply| {
            reply.user_info.as_object_mut().unwrap().remove("email_verified");
        };
        refused(CONSULTANT, silent, "siger ikke, at").await;
        let nameless = |reply: &mut Reply| {
            reply.user_info.as_object_mut().unwrap().remove("email");
        };
        refused(CONSULTANT, nameless, "hvilken e-mail du har").await;

        let (mut browser, _) = sign_in(house, fake, CONSULTANT, |_| ()).await;
        assert!(is_signed_in(&mut browser).await);
        // Somebody else is given the address of a person who has signed in before.
        let newcomer = |reply: &mut Reply| {
            reply.claims["sub"] = json!("newcomer");
            reply.user_info["sub"] = json!("newcomer");
        };
        refused(CONSULTANT, newcomer, "allerede logget ind med din e-mail").await;

        // A person whose access is closed is out at once, and does not come in again.
        let mut tx = house.site.db.begin().await.unwrap();
        let now = tx.now();
        db::exec!(&mut tx, "update person set left_at = $2 where email = $1", [CONSULTANT, now]).unwrap();
        tx.commit().await.unwrap();
        assert!(!is_signed_in(&mut browser).await);
        refused(CONSULTANT, |_| (), "Din adgang til Traad er lukket").await;
    });
}

#[test]
fn a_group_gives_what_the_operator_named_and_nothing_else() {
    const ROAD_WORKER: &str = "vejmand@sundby.example";
    with_fake(async |house, fake| {
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(
            &mut tx,
            "update unit set external_key = '4711' where name = $1",
            ["Center for Kultur og Fritid"]
        )
        .unwrap();
        tx.commit().await.unwrap();
        let enter = async |groups: Value| {
            let (browser, answer) =
                sign_in(house, fake, ROAD_WORKER, |reply| reply.user_info["groups"] = groups.clone()).await;
            assert_eq!(answer.location, "/messages");
            browser
        };
        // Not named, named like a duty, a unit that does not exist: nothing.
        let mut browser = enter(json!(["all-staff", "communications", "owner", "nowhere"])).await;
        assert_eq!(browser.get("/messages/new").await.status, 403);
        assert_eq!(browser.get("/status").await.status, 403);
        // An editor of one unit writes for that unit, and does not run the program.
        let mut editor = enter(json!(["editors"])).await;
        let page = editor.get("/messages/new").await;
        assert_eq!(page.status, 200);
        let units = page.between("<select class=\"form-select\" id=\"unit\"", "</select>");
        assert!(units.contains("Center for Kultur og Fritid"), "{units}");
        assert!(!units.contains("Center for Børn og Unge"), "{units}");
        assert_eq!(editor.get("/status").await.status, 403);
        assert_eq!(enter(json!("operators")).await.get("/status").await.status, 200);
        // It lasts as long as the session; the next sign-in without the group gives nothing.
        assert_eq!(enter(json!([])).await.get("/messages/new").await.status, 403);
        assert_eq!(editor.get("/messages/new").await.status, 200);
        house.forward(3 * 60).await;
        assert_eq!(editor.get("/messages/new").await.location, "/login?next=/messages/new");
    });
}

#[test]
fn the_provider_may_change_its_keys() {
    with_fake(async |house, fake| {
        assert!(is_signed_in(&mut sign_in(house, fake, CONSULTANT, |_| ()).await.0).await);
        fake.change_key(house.database);
        assert!(is_signed_in(&mut sign_in(house, fake, CONSULTANT, |_| ()).await.0).await);
    });
}

#[test]
fn a_dead_provider_stops_nobody_else() {
    let change = |settings: &mut Settings| {
        // A port where nobody listens: taken, and given back.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        settings.oidc_issuer = Some(format!("http://{}", listener.local_addr().unwrap()));
        settings.oidc_client_id = Some("traad".to_owned());
    };
    house_where(traad::demo::STRATEGY, &change, async |house| {
        let answer = house.visitor().get("/login/openid?next=/board").await;
        assert_eq!(answer.status, 503);
        assert!(answer.body.contains("Vi kan ikke få fat i kommunens login lige nu"), "{}", answer.body);
        assert!(answer.body.contains("id=\"password\"") && answer.body.contains("value=\"/board\""));
        assert!(is_signed_in(&mut house.sign_in("kommunikationskonsulent").await).await);
        let page = house.visitor().get("/logged-out").await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("button-primary"), "no link to a provider that does not answer");
    });
}
