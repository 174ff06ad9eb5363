//! The second step of signing in: an app's codes, recovery codes, and how slow guessing is (quality bars S2, S6).

use crate::accounts::{CONSULTANT, PASSWORD, from, is_signed_in, link, try_in, with_password};
use crate::house::{House, house};
use ring::hmac;
use testing::Browser;

/// The code that an app shows: RFC 6238 once more, from the key that the page shows.
fn app(key: &str, now: i64) -> String {
    let mut bytes = Vec::new();
    let (mut rest, mut bits) = (0_u32, 0);
    for sign in key.bytes().filter(|sign| *sign != b' ') {
        let value = if sign.is_ascii_digit() { sign - b'2' + 26 } else { sign - b'A' };
        rest = (rest << 5) | u32::from(value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((rest >> bits) as u8);
        }
    }
    let tag = hmac::sign(
        &hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &bytes),
        &(now / 30_000).to_be_bytes(),
    );
    let offset = usize::from(tag.as_ref()[19] & 15);
    let cut = u32::from_be_bytes(tag.as_ref()[offset..offset + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", cut % 1_000_000)
}

/// Sets the second factor up; gives the key and the recovery codes.
pub(crate) async fn set_up(house: &House, browser: &mut Browser) -> (String, Vec<String>) {
    assert_eq!(browser.post("/me/second-factor", &[]).await.location, "/me/second-factor");
    let page = browser.get("/me/second-factor").await;
    assert!(page.body.contains("<svg class=\"qr\" role=\"img\""), "{}", page.body);
    let key = page.between("<code>", "</code>");
    let wrong = browser.post("/me/second-factor/confirmation", &[("code", "000000")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(browser.get("/me/second-factor").await.between("<code>", "</code>"), key, "the same key");
    let code = app(&key, house.now());
    let page = browser.post("/me/second-factor/confirmation", &[("code", &code)]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let codes: Vec<String> =
        page.body.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 10);
    assert_eq!(browser.get("/me/second-factor").await.location, "/me", "the key is shown no more");
    (key, codes)
}

#[test]
fn the_second_step_takes_a_code_once_and_a_recovery_code_once() {
    house(async |house| {
        with_password(house, CONSULTANT).await;
        let mut browser = house.visitor();
        try_in(&mut browser, CONSULTANT, PASSWORD).await;
        let (key, codes) = set_up(house, &mut browser).await;
        assert!(browser.get("/me").await.body.contains("10 reservekoder"));

        let enter = async |typed: &str| {
            let mut browser = house.visitor();
            let half = try_in(&mut browser, CONSULTANT, PASSWORD).await;
            assert_eq!(half.location, "/login/code");
            assert!(!is_signed_in(&mut browser).await, "the password alone opens nothing");
            assert_eq!(browser.get("/login/code").await.status, 200);
            let answer = browser.post("/login/code", &[("code", typed)]).await;
            if answer.status == 303 {
                assert_eq!(answer.location, "/board", "one comes to where one was heading");
            } else {
                assert_eq!(answer.status, 422, "{}", answer.body);
                assert!(answer.body.contains("Koden passer ikke"));
            }
            is_signed_in(&mut browser).await
        };
        // The code that set it up is used already; a new one works once, a neighbour's clock too.
        assert!(!enter(&app(&key, house.now())).await);
        house.clock.forward(90_000);
        let code = app(&key, house.now() - 30_000);
        assert!(enter(&code).await, "half a minute late");
        assert!(!enter(&code).await, "not twice");
        assert!(!enter(&app(&key, house.now() - 60_000)).await, "nor an older one");
        assert!(enter(&app(&key, house.now() + 30_000)).await, "half a minute early");
        assert!(!enter("123456").await);
        assert!(enter(&codes[3].to_uppercase().replace('-', " ")).await);
        assert!(!enter(&codes[3]).await, "a recovery code works once");
        // A link for a new password does not get round it.
        let link = link(house, CONSULTANT).await;
        house.visitor().post(&link, &[("password", PASSWORD)]).await;
        house.clock.forward(60_000);
        assert!(enter(&app(&key, house.now())).await);
    });
}

#[test]
fn guessing_codes_is_slow_and_the_step_between_ends() {
    house(async |house| {
        with_password(house, CONSULTANT).await;
        let mut browser = house.visitor();
        try_in(&mut browser, CONSULTANT, PASSWORD).await;
        let (key, _) = set_up(house, &mut browser).await;
        house.clock.forward(60_000);
        let mut thief = from(house, "203.0.113.7");
        try_in(&mut thief, CONSULTANT, PASSWORD).await;
        for _ in 0..5 {
            assert_eq!(thief.post("/login/code", &[("code", "000000")]).await.status, 422);
        }
        let right = app(&key, house.now());
        assert_eq!(thief.post("/login/code", &[("code", &right)]).await.status, 429);
        // Signing in again with the password does not begin the count anew.
        try_in(&mut thief, CONSULTANT, PASSWORD).await;
        assert_eq!(thief.post("/login/code", &[("code", &right)]).await.status, 429);
        house.clock.forward(11 * 60_000);
        assert_eq!(thief.get("/login/code").await.location, "/login", "ten minutes are enough");
        let mut stranger = house.visitor();
        assert_eq!(stranger.post("/login/code", &[("code", &right)]).await.location, "/login");

        // Turning it off takes a code too.
        let answer = browser.post("/me/second-factor/removal", &[("code", "000000")]).await;
        assert_eq!(answer.status, 422);
        let code = app(&key, house.now());
        assert_eq!(browser.post("/me/second-factor/removal", &[("code", &code)]).await.location, "/me");
        assert_eq!(try_in(&mut house.visitor(), CONSULTANT, PASSWORD).await.location, "/board");
    });
}
