//! A list that does not show everything says so, and leads to the rest.

use crate::house::house;
use db::Id;
use message::{Content, LIST_MAX};
use std::collections::BTreeSet;

#[test]
fn every_message_is_reached_page_by_page_and_once() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let person = db::run!(
            &mut house.site.db.read().await.unwrap(),
            scalar Id,
            "select id from person where function = 'kommunikationskonsulent'",
            [] => fetch_one
        )
        .unwrap();
        let actor = people::of_person(house.site.db.clone(), person).await.unwrap().unwrap();
        let unit = people::Unit::all(&mut house.site.db.read().await.unwrap()).await.unwrap()[0].id;
        let number = usize::try_from(LIST_MAX).unwrap() + 5;
        // All in one moment, so that the time alone does not tell where a page ends.
        let mut tx = house.site.db.begin().await.unwrap();
        let mut all = BTreeSet::new();
        for count in 0..number {
            let mut content = Content::new(unit);
            content.title = format!("Besked nummer {count}");
            all.insert(message::start(&mut tx, &actor, &content, None).await.unwrap().to_string());
        }
        tx.commit().await.unwrap();
        let (mut seen, mut path) = (BTreeSet::new(), "/messages?mine=1".to_owned());
        for page in 0..2 {
            let answer = consultant.get(&path).await;
            assert!(answer.statements <= 15, "{}", answer.statements);
            let rows = answer.body.split("class=\"row-main\" href=\"/messages/").skip(1);
            let rows: Vec<String> = rows.map(|row| row.split('"').next().unwrap().to_owned()).collect();
            assert_eq!(rows.len(), if page == 0 { number - 5 } else { 5 });
            for id in rows {
                assert!(seen.insert(id), "a message stands twice");
            }
            assert_eq!(answer.body.contains("Vis ældre beskeder"), page == 0);
            path = answer.between("button button-secondary\" href=\"", "\"").replace("&amp;", "&");
            assert!(page == 1 || path.contains("mine=1"), "{path}");
        }
        assert_eq!(seen, all);
        for odd in ["x", "1", "1.x", "x.1", "99999999999999999999.1"] {
            assert_eq!(consultant.get(&format!("/messages?before={odd}")).await.status, 200, "{odd}");
        }
    });
}
