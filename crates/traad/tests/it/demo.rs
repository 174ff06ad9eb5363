//! The demo: one-click login exists only on data that the demo made itself.

use crate::house::house;

#[test]
fn the_demo_refuses_a_database_with_real_people() {
    house(async |house| {
        assert_eq!(traad::demo::fill(&house.site).await, Ok(()), "its own data is fine");
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "delete from setting where name = 'demo'", []).unwrap();
        tx.commit().await.unwrap();
        let refused = traad::demo::fill(&house.site).await.unwrap_err();
        assert!(refused.contains("rigtige data") && refused.contains("--demo"), "{refused}");
    });
}

#[test]
fn every_reason_that_a_check_gives_stands_in_the_strategy() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let page = consultant.get("/messages/new").await;
        let hrefs: Vec<&str> =
            page.body.split("/strategy#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(hrefs.len() > 5, "channels say why");
        let strategy = house.visitor().get("/strategy").await;
        for item in hrefs {
            assert!(strategy.body.contains(&format!("id=\"{item}\"")), "{item} is on the strategy page");
        }
    });
}
