//! Channels with a text of their own: each carries its own, is checked like the body, and is part of
//! what is approved.

use crate::house::{House, house};
use crate::main_job::{ask, road, unit_of};
use testing::{Answer, Browser};

const WEBSITE: &str = "## Sådan kommer du frem\n\nKør ad Møllevej.\n\n- Mandag til fredag";
const NEWSLETTER: &str = "Kære læser. Skolevej er spærret, og **Møllevej** er åben.";

async fn save(consultant: &mut Browser, more: &[(&str, &str)]) -> Answer {
    let editor = consultant.get("/messages/new").await;
    let unit = unit_of(&editor, "Center for Vej og Park");
    let mut fields = road(&unit, "Skolevej er lukket i uge 20");
    fields.extend_from_slice(more);
    consultant.post("/messages", &fields).await
}

fn id_of(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location.split('/').nth(2).unwrap().to_owned()
}

/// Asks, says yes, and lets staff and then readers have it.
async fn out(house: &House, consultant: &mut Browser, id: &str) {
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let request = ask(consultant, &mut head, id).await;
    let page = head.get(&format!("/approvals/{request}")).await;
    for own in ["Sådan kommer du frem</h", "<strong>Møllevej</strong> er åben"] {
        assert!(page.body.contains(own), "whoever says yes reads {own}: {}", page.body);
    }
    assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    house.forward(0).await;
    house.forward(60).await;
}

#[test]
fn each_channel_carries_its_own_text() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut reader = house.visitor();
        reader.post("/subscribe", &[("email", "borger@example.dk"), ("topic", "roads")]).await;
        house.work().await;
        let mail = house.mails.to("borger@example.dk").pop().unwrap();
        let link = mail.text.lines().find(|line| line.contains("/subscription/")).unwrap().trim();
        let path = link.trim_start_matches("http://traad.test");
        reader.post(&format!("{path}/confirmation"), &[]).await;
        house.mails.take();

        let own = [("variant-website", WEBSITE), ("variant-newsletter", NEWSLETTER)];
        let id = id_of(&save(&mut consultant, &own).await);
        let editor = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(editor.body.contains("## Sådan kommer du frem"), "what was typed is there to go on with");
        for (channel, shown) in [
            ("website", "Kør ad Møllevej"),
            ("newsletter", "Kære læser"),
            ("staff-feed", "Du kan gå og cykle"),
        ] {
            let look = consultant.get(&format!("/messages/{id}/preview/{channel}")).await;
            assert!(look.body.contains(shown), "{channel}: {}", look.body);
        }
        out(house, &mut consultant, &id).await;

        let article = house.visitor().get("/news/skolevej-er-lukket-i-uge-20").await;
        assert!(article.body.contains("Kør ad Møllevej") && !article.body.contains("Du kan gå og cykle"));
        let feed = house.visitor().get("/feed.json").await;
        assert!(feed.body.contains("Kør ad Møllevej") && !feed.body.contains("Kære læser"));
        let found = house.visitor().get("/search?q=Møllevej").await;
        assert!(found.body.contains("skolevej-er-lukket"), "search knows what the page says");
        let staff = consultant.get(&format!("/staff/{id}")).await;
        assert!(staff.body.contains("Du kan gå og cykle") && !staff.body.contains("Kære læser"));
        let mails = house.mails.take();
        let letter = mails.iter().find(|mail| mail.to.as_str() == "borger@example.dk").unwrap();
        assert!(letter.text.contains("Kære læser") && !letter.text.contains("Du kan gå og cykle"));
        assert!(letter.html.contains("<strong>Møllevej</strong>"), "{}", letter.html);
        let to_staff = |mail: &&channel::Mail| {
            mail.subject == "Skolevej er lukket i uge 20" && mail.unsubscribe.is_none()
        };
        let colleague = mails.iter().find(to_staff).unwrap();
        assert!(colleague.text.contains("Du kan gå og cykle"), "{}", colleague.text);
    });
}

#[test]
fn a_text_of_a_channel_is_checked_like_the_body() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let link = [("variant-website", "Se kortet [her](https://sundby.example/kort).")];
        let id = id_of(&save(&mut consultant, &link).await);
        let page = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(page.body.contains("href=\"#variant-website\""), "the finding leads to the field");

        let quote = [("variant-newsletter", "> Vi har set frem til den nye vej.\n>\n> — formanden")];
        let id = id_of(&save(&mut consultant, &quote).await);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(!thread.value("quote").is_empty(), "whoever is quoted only there is asked too");

        let many = "a\n\n".repeat(2_400);
        let answer = save(&mut consultant, &[("variant-website", &many)]).await;
        assert_eq!(answer.status, 422);
        assert!(
            answer.body.contains("href=\"#channels\"") && answer.body.contains(many.trim_end()),
            "nothing typed is lost"
        );
    });
}

/// H2: one thing has one word; the strategy says which.
#[test]
fn words_that_the_strategy_avoids_are_found_with_its_own() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let text = [("variant-website", "Din anmodningsskrivelse er her. Begge institutioner holder åbent.")];
        let id = id_of(&save(&mut consultant, &text).await);
        let page = consultant.get(&format!("/messages/{id}/edit")).await;
        assert!(
            page.body.contains("Vi skriver »henvendelse« i stedet for »anmodningsskrivelse«."),
            "{}",
            page.body
        );
        let bent = page.between("data-found=\"institutioner\"", "</li>");
        assert!(
            bent.contains("data-suggestions=\"\""),
            "a bent word is not replaced by one that is not: {bent}"
        );
        assert!(bent.contains("kommunal arbejdsplads"), "{bent}");
    });
}
