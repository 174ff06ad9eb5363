//! Pictures: cleaned on the way in, seen by staff until they stand on a public page, gone at once
//! when taken out.

use crate::house::house;
use crate::main_job::{ask, road, unit_of};
use testing::{Answer, Browser};

/// A PNG of four pixels with a text in it that says where it was taken.
pub(crate) fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_fn(2, 2, |x, y| image::Rgb([200, u8::from(x == y) * 90, 40]));
    picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    // Before the pixels: a tEXt chunk, which programs use for comments and places.
    let text = b"tEXtComment\0GPS 55.2297 N 11.7609 E";
    let mut chunk = u32::try_from(text.len() - 4).unwrap().to_be_bytes().to_vec();
    chunk.extend(text);
    chunk.extend(crc32(text).to_be_bytes());
    bytes.splice(33..33, chunk);
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    })
}

pub(crate) async fn upload(
    browser: &mut Browser,
    file: &[u8],
    alt: &str,
    rights: &str,
    editor: bool,
) -> Answer {
    let mut body =
        b"--xx\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n".to_vec();
    body.extend(file);
    for (name, value) in [("alt", alt), ("rights", rights)] {
        body.extend(
            format!("\r\n--xx\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}").bytes(),
        );
    }
    if editor {
        body.extend(b"\r\n--xx\r\ncontent-disposition: form-data; name=\"editor\"\r\n\r\n1");
    }
    body.extend(b"\r\n--xx--\r\n");
    browser.post_bytes("/library", "multipart/form-data; boundary=xx", body).await
}

#[test]
fn a_picture_goes_from_the_library_to_the_public_page_and_away() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        assert!(png().windows(3).any(|bytes| bytes == b"GPS"));
        let added = upload(&mut consultant, &png(), "En rød vej", "own", true).await;
        assert_eq!(added.status, 201, "{}", added.body);
        let added: serde_json::Value = serde_json::from_str(&added.body).unwrap();
        let reference = added["reference"].as_str().unwrap().to_owned();
        assert!(reference.ends_with("-2x2"), "{reference}");
        let path = format!("/media/{reference}");
        let file = consultant.get(&path).await;
        assert_eq!((file.status.as_u16(), file.headers["content-type"].as_str()), (200, "image/jpeg"));
        assert!(!file.body.contains("GPS"), "the place is gone");
        assert_eq!(file.headers["cache-control"], "no-store");
        assert_eq!(house.visitor().get(&path).await.status, 404, "nobody else sees it yet");
        let again = upload(&mut consultant, &png(), "En rød vej", "own", true).await;
        assert!(again.body.contains(&reference), "the same picture is kept once");

        let editor = consultant.get("/messages/new").await;
        let unit = unit_of(&editor, "Center for Vej og Park");
        let body = format!("Vi lægger ny asfalt.\n\n![En rød vej](media:{reference} \"Skolevej\")");
        let mut fields = road(&unit, "Skolevej lukker");
        fields.retain(|field| field.0 != "body");
        fields.push(("body", &body));
        let id = consultant.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned();
        let request = ask(&mut consultant, &mut head, &id).await;
        let shown = head.get(&format!("/approvals/{request}")).await;
        assert!(
            shown.body.contains(&format!("<img src=\"{path}\" alt=\"En rød vej\" width=\"2\" height=\"2\""))
        );
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        assert_eq!(house.visitor().get(&path).await.status, 404, "staff first, pictures too");
        house.forward(60).await;
        let article = house.visitor().get("/news/skolevej-lukker").await;
        assert!(article.body.contains(&path), "{}", article.body);
        let file = house.visitor().get(&path).await;
        assert_eq!((file.status.as_u16(), file.headers["x-content-type-options"].as_str()), (200, "nosniff"));

        let library = consultant.get("/library?q=r%C3%B8d").await;
        assert!(library.body.contains(&path) && library.statements <= 15);
        assert!(!consultant.get("/library?q=hund").await.body.contains(&path));
        let picture = reference.split('-').next().unwrap();
        assert_eq!(consultant.post(&format!("/library/{picture}/retirement"), &[]).await.status, 303);
        assert_eq!(house.visitor().get(&path).await.status, 404, "gone from what is out");
        let back = upload(&mut consultant, &png(), "En rød vej", "own", false).await;
        assert_eq!(back.status, 409, "and does not come back by mistake");
    });
}

/// A newsletter without a public page: its readers fetch the picture all the same.
#[test]
fn a_picture_in_a_newsletter_alone_can_be_fetched_by_its_readers() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let added = upload(&mut consultant, &png(), "En rød vej", "own", true).await;
        let added: serde_json::Value = serde_json::from_str(&added.body).unwrap();
        let reference = added["reference"].as_str().unwrap().to_owned();
        let editor = consultant.get("/messages/new").await;
        let unit = unit_of(&editor, "Center for Vej og Park");
        let body = format!("Vi lægger ny asfalt.\n\n![En rød vej](media:{reference})");
        let mut fields = road(&unit, "Skolevej lukker");
        fields.retain(|field| field.0 != "body" && *field != ("channels", "website"));
        fields.push(("body", &body));
        let id = consultant.post("/messages", &fields).await.location.split('/').nth(2).unwrap().to_owned();
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        let path = format!("/media/{reference}");
        assert_eq!(house.visitor().get(&path).await.status, 404, "staff first");
        house.forward(60).await;
        assert!(!house.visitor().get("/").await.body.contains("Skolevej lukker"), "no public page");
        assert_eq!(house.visitor().get(&path).await.status, 200);
        let down = [("reason", "Billedet viser den forkerte vej.")];
        assert_eq!(consultant.post(&format!("/messages/{id}/retraction"), &down).await.status, 303);
        assert_eq!(house.visitor().get(&path).await.status, 404, "it goes with the message");
    });
}

#[test]
fn what_is_wrong_with_a_picture_stands_beside_the_field() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        for (file, alt, rights, key) in [
            (b"ikke et billede".to_vec(), "En vej", "own", "Filen er ikke et billede"),
            (Vec::new(), "En vej", "own", "Vælg en billedfil"),
            (png(), " ", "own", "Skriv, hvad billedet viser"),
            (png(), "En vej", "", "Vælg, hvorfor I må bruge billedet"),
            (png(), "En vej", "stolen", "Vælg, hvorfor I må bruge billedet"),
        ] {
            let page = upload(&mut consultant, &file, alt, rights, false).await;
            assert_eq!(page.status, 422, "{key}");
            assert!(
                page.body.contains(key) && page.body.contains(&format!("value=\"{alt}\"")),
                "{}",
                page.body
            );
            let json = upload(&mut consultant, &file, alt, rights, true).await;
            assert!(json.body.contains(key) && json.headers["content-type"].contains("json"));
        }
        let huge = upload(&mut consultant, &vec![7; 15_050_000], "En vej", "own", false).await;
        assert_eq!(huge.status, 413);
        assert!(huge.body.contains("højst 15 MB"), "{}", huge.body);
        for path in ["/media/x", "/media/1111111111111111111111-2x2", "/media/..%2f..%2fetc-2x2"] {
            assert_eq!(consultant.get(path).await.status, 404, "{path}");
        }
    });
}

/// Taking a picture out of use takes it out of everything that is out: only those whose it is may.
#[test]
fn a_picture_is_taken_out_of_use_by_those_whose_it_is() {
    house(async |house| {
        let mut roads = house.sign_in("centerchef for Vej og Park").await;
        let mut children = house.sign_in("centerchef for Børn og Unge").await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let added = upload(&mut roads, &png(), "En rød vej", "own", true).await;
        let added: serde_json::Value = serde_json::from_str(&added.body).unwrap();
        let picture = added["reference"].as_str().unwrap().split('-').next().unwrap().to_owned();
        let act = format!("/library/{picture}/retirement");
        let page = children.get("/library").await;
        assert!(
            !page.body.contains(&act) && page.body.contains("Hører til Center for Vej og Park"),
            "{}",
            page.body
        );
        let refused = children.post(&act, &[]).await;
        assert!(
            refused.status == 403 && refused.body.contains("hører til Center for Vej og Park"),
            "{}",
            refused.body
        );
        assert!(consultant.get("/library").await.body.contains(&act), "Communications writes for all");
        assert_eq!(roads.post(&act, &[]).await.status, 303);
    });
}
