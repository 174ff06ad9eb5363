//! The strategy over HTTP: the public page, its file, and a new version from upload to adoption (W1).

use crate::house::house;

const SUNDBY: &str = include_str!("../../../../strategies/sundby.toml");

#[test]
fn a_citizen_reads_the_strategy_that_the_program_acts_on() {
    house(async |house| {
        let page = house.visitor().get("/strategy").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("id=\"approval.hard-news\""), "a reason leads to its sentence");
        assert!(page.body.contains("Version 1, sat i kraft"));
        assert!(!page.body.contains("/strategy/versions"), "a visitor is not shown what they may not do");
        let file = house.visitor().get("/strategy.toml").await;
        assert_eq!(file.body, SUNDBY, "the adopted bytes");
        assert_eq!(file.headers["content-type"], "text/plain; charset=utf-8");
    });
}

#[test]
fn only_its_keeper_may_change_the_strategy() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        assert_eq!(consultant.get("/strategy/versions").await.status, 403);
        assert_eq!(consultant.post("/strategy/versions", &[("text", SUNDBY)]).await.status, 403);
    });
}

#[test]
fn a_file_with_problems_comes_back_with_every_problem_and_what_was_typed() {
    house(async |house| {
        let mut keeper = house.sign_in("chef for Politik og Ledelse").await;
        let broken = SUNDBY.replace("lead_time_minutes = 60", "led_time_minutes = 60");
        let page = keeper.post("/strategy/versions", &[("text", &broken)]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("<u>led_time_minutes</u>"), "the offending text is underlined");
        assert!(
            page.body.contains("mente du `lead_time_minutes`?") || page.body.contains("lead_time_minutes`?")
        );
        assert!(page.body.contains("led_time_minutes = 60   #"), "what was typed is still there");
        assert_eq!(keeper.post("/strategy/versions", &[("text", "")]).await.status, 422);
    });
}

#[test]
fn a_new_version_shows_its_difference_and_holds_once_adopted() {
    house(async |house| {
        let mut keeper = house.sign_in("chef for Politik og Ledelse").await;
        let new = SUNDBY.replace("lead_time_minutes = 60", "lead_time_minutes = 90");
        let added = keeper.post("/strategy/versions", &[("text", &new)]).await;
        assert_eq!(added.status, 303, "{}", added.body);
        let again = keeper.post("/strategy/versions", &[("text", &new)]).await;
        assert_eq!(again.location, added.location, "the same file is the same version");
        let version = keeper.get(&added.location).await;
        assert!(version.body.contains("<del>60</del> <ins>90</ins>"), "{}", version.body);
        assert!(
            house.visitor().get("/strategy").await.body.contains("60 minutter"),
            "nothing holds before it is adopted"
        );
        house.forward(1).await;
        let adopted = keeper.post(&format!("{}/adoption", added.location), &[]).await;
        assert_eq!(adopted.location, "/strategy");
        let page = house.visitor().get("/strategy").await;
        assert!(page.body.contains("90 minutter") && page.body.contains("Version 2, sat i kraft"));
        let list = keeper.get("/strategy/versions").await;
        assert!(list.body.contains("Version 2:") && list.body.contains("chef for Politik og Ledelse"));
    });
}

#[test]
fn a_file_is_uploaded_byte_for_byte() {
    house(async |house| {
        let mut keeper = house.sign_in("chef for Politik og Ledelse").await;
        let new = SUNDBY.replace("lead_time_minutes = 60", "lead_time_minutes = 75").replace('\n', "\r\n");
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; \
             name=\"file\"; filename=\"s.toml\"\r\nContent-Type: text/plain\r\n\r\n{new}\r\n--x--\r\n"
        );
        let added = keeper.post_body("/strategy/versions", "multipart/form-data; boundary=x", body).await;
        assert_eq!(added.status, 303, "{}", added.body);
        let file = keeper.get(&format!("{}/file", added.location)).await;
        assert_eq!(file.body, new);
        let broken =
            keeper.post_body("/strategy/versions", "multipart/form-data; boundary=x", "--x".to_owned()).await;
        assert_eq!(broken.status, 422);
    });
}
