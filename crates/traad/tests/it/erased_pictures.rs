//! The pictures of a message that is erased go with it, down to the bytes, unless another message shows them (S8).

use crate::{
    house::{House, house},
    main_job::{ask, road, unit_of},
    pictures::upload,
    taken_down::{files_that_hold, rows_that_hold},
};
use db::Id;
use testing::Browser;

/// A picture that no other is alike.
fn noise(seed: u32) -> Vec<u8> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 24).unwrap()
    };
    let picture = image::RgbaImage::from_fn(24, 24, |_, _| image::Rgba([next(), next(), next(), 128]));
    let mut bytes = Vec::new();
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

/// Adds a picture; gives its reference.
async fn add(browser: &mut Browser, seed: u32, alt: &str) -> String {
    let added = upload(browser, &noise(seed), alt, "own", true).await;
    assert_eq!(added.status, 201, "{}", added.body);
    let added: serde_json::Value = serde_json::from_str(&added.body).unwrap();
    added["reference"].as_str().unwrap().to_owned()
}

/// A stretch of the bytes of a picture as they are kept.
async fn bytes_of(house: &House, reference: &str) -> Vec<u8> {
    let id: Id = reference.split('-').next().unwrap().parse().unwrap();
    let mut conn = house.site.db.read().await.unwrap();
    let bytes =
        db::run!(&mut conn, scalar Vec<u8>, "select bytes from media where id = $1", [id] => fetch_one)
            .unwrap();
    bytes.get(200..232).unwrap_or_default().to_vec()
}

async fn write(browser: &mut Browser, title: &str, pictures: &[&str], variant: &str) -> String {
    let unit = unit_of(&browser.get("/messages/new").await, "Center for Vej og Park");
    let lines: Vec<String> =
        pictures.iter().map(|reference| format!("![Et billede](media:{reference})")).collect();
    let body = format!("Vi lægger ny asfalt.\n\n{}", lines.join("\n\n"));
    let own = format!("Vi lægger asfalt.\n\n![Et billede](media:{variant})");
    let mut fields = road(&unit, title);
    fields.retain(|field| field.0 != "body");
    fields.push(("body", &body));
    if !variant.is_empty() {
        fields.push(("variant-staff-feed", &own));
    }
    browser.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned()
}

async fn publish(house: &House, consultant: &mut Browser, head: &mut Browser, id: &str) {
    let request = ask(consultant, head, id).await;
    head.post(&format!("/approvals/{request}/approval"), &[]).await;
    consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
    house.forward(0).await;
    house.forward(61).await;
}

#[test]
fn the_pictures_of_an_erased_message_go_with_it() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let own = add(&mut consultant, 1, "Skolebarnet ved lyskrydset").await;
        let shared = add(&mut consultant, 2, "Kommunens logo").await;
        let inside = add(&mut consultant, 3, "Skolebarnet på fortovet").await;
        let retired = add(&mut consultant, 4, "Skolebarnet bagfra").await;
        let id = write(&mut consultant, "Stien er lukket", &[&own, &shared, &retired], &inside).await;
        let other = write(&mut consultant, "Vejen er lukket", &[&shared], "").await;
        publish(house, &mut consultant, &mut head, &id).await;
        let picture = retired.split('-').next().unwrap();
        consultant.post(&format!("/library/{picture}/retirement"), &[]).await;
        let mut gone = Vec::new();
        for reference in [&own, &inside, &retired] {
            gone.push(bytes_of(house, reference).await);
        }
        assert!(gone.iter().all(|bytes| bytes.len() == 32));
        assert!(house.database != "sqlite" || !files_that_hold(house, &gone[0]).is_empty());

        let page = consultant.get(&format!("/messages/{id}/retraction")).await;
        for said in [
            "Vi sletter også billedet »Skolebarnet ved lyskrydset«",
            "Vi sletter også billedet »Skolebarnet på fortovet«",
            "Vi sletter også billedet »Skolebarnet bagfra«",
            "»Kommunens logo« bliver, fordi andre beskeder bruger det",
        ] {
            assert!(page.body.contains(said), "{said}: {}", page.between("id=\"personal\"", "</form>"));
        }
        let fields = [("reason", "Barnet kan genkendes på billedet."), ("personal", "1")];
        assert_eq!(consultant.post(&format!("/messages/{id}/retraction"), &fields).await.status, 303);
        house.work().await;

        for reference in [&own, &inside, &retired] {
            let path = format!("/media/{reference}");
            assert!(matches!(house.visitor().get(&path).await.status.as_u16(), 404 | 410), "{path}");
            assert_eq!(consultant.get(&path).await.status, 404);
        }
        assert_eq!(house.visitor().get(&format!("/media/{own}")).await.status, 410);
        assert_eq!(consultant.get(&format!("/media/{shared}")).await.status, 200, "another message shows it");
        let library = consultant.get("/library").await;
        assert!(library.body.contains("Kommunens logo") && !library.body.contains("Skolebarnet"));
        let rows = rows_that_hold(house, "skolebarnet").await;
        assert!(rows.is_empty(), "{}: {rows:?}", house.database);
        for bytes in &gone {
            let mut conn = house.site.db.read().await.unwrap();
            let all =
                db::run!(&mut conn, scalar Vec<u8>, "select bytes from media", [] => fetch_all).unwrap();
            assert!(!all.iter().any(|one| one.windows(32).any(|part| part == bytes)));
            drop(conn);
            assert!(house.database != "sqlite" || files_that_hold(house, bytes).is_empty());
        }
        let again = upload(&mut consultant, &noise(1), "Skolebarnet igen", "own", false).await;
        assert_eq!(again.status, 409, "it does not come back by mistake");

        // The last message that shows it takes it along.
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        publish(house, &mut consultant, &mut head, &other).await;
        assert_eq!(consultant.post(&format!("/messages/{other}/retraction"), &fields).await.status, 303);
        house.work().await;
        assert_eq!(consultant.get(&format!("/media/{shared}")).await.status, 404);
    });
}

/// Taking down without erasing leaves the library alone.
#[test]
fn a_picture_stays_where_nothing_was_personal() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let own = add(&mut consultant, 5, "En rød vej").await;
        let id = write(&mut consultant, "Stien er lukket", &[&own], "").await;
        publish(house, &mut consultant, &mut head, &id).await;
        let fields = [("reason", "Datoen er forkert i teksten.")];
        assert_eq!(consultant.post(&format!("/messages/{id}/retraction"), &fields).await.status, 303);
        house.work().await;
        assert_eq!(house.visitor().get(&format!("/media/{own}")).await.status, 410);
        assert_eq!(consultant.get(&format!("/media/{own}")).await.status, 200);
        assert!(consultant.get("/library").await.body.contains("En rød vej"));
    });
}

/// Texts from before pictures were noted are noted at the next start, and no shared picture goes by mistake.
#[test]
fn pictures_of_earlier_texts_are_known_after_a_start() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let shared = add(&mut consultant, 5, "Kommunens logo").await;
        let id = write(&mut consultant, "Stien er lukket", &[&shared], "").await;
        write(&mut consultant, "Vejen er lukket", &[], &shared).await;
        let stays = "»Kommunens logo« bliver";
        let path = format!("/messages/{id}/retraction");
        assert!(consultant.get(&path).await.body.contains(stays));
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "delete from edition_media", []).unwrap();
        db::exec!(&mut tx, "delete from setting where name = 'edition-media'", []).unwrap();
        tx.commit().await.unwrap();
        assert!(!consultant.get(&path).await.body.contains(stays), "the control: nothing is noted");
        for _ in 0..2 {
            message::note_earlier(&house.site.db).await.unwrap();
            assert!(consultant.get(&path).await.body.contains(stays), "{}", house.database);
        }
    });
}
