//! The demo: one-click login exists only on data that the demo made itself.

use crate::house::house;
use db::{FixedClock, row, run};
use std::{collections::BTreeSet, sync::Arc};
use testing::{Mails, databases};
use traad::Settings;

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

row! {
    #[derive(Debug)]
    struct Sent {
        channel: String,
        total: i64,
        ended: i64,
    }
}

/// The whole demo as `serve --demo` makes it: what is on its pages comes from rows, and nobody in
/// it has a name.
#[test]
fn the_demo_has_twelve_thousand_readers_and_a_past() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        for database in databases().await {
            let clock = Arc::new(FixedClock::new(web::parse_local(crate::house::MORNING).unwrap()));
            let mails = Arc::new(Mails::default());
            let settings = Settings {
                data: Some(database.folder().to_owned()),
                database_url: Some(database.url.clone()),
                demo: true,
                ..Settings::default()
            };
            let site = traad::app::open_with(&settings, clock, mails.clone()).await.unwrap();
            for _ in 0..2 {
                traad::demo::fill_with_history(&site, &database.url).await.unwrap();
            }
            let mut conn = site.db.read().await.unwrap();
            assert_eq!(people::subscriber::confirmed(&mut conn).await.unwrap(), i64::from(traad::demo::READERS));
            let addresses =
                run!(&mut conn, scalar String, "select email from subscriber order by email", [] => fetch_all).unwrap();
            assert_eq!(addresses.iter().collect::<BTreeSet<_>>().len(), 12_000);
            assert!(addresses.iter().all(|address| {
                let number = address.strip_prefix("laeser-").and_then(|rest| rest.strip_suffix("@sundby.example"));
                number.is_some_and(|number| number.len() == 5 && number.chars().all(|c| c.is_ascii_digit()))
            }));
            assert_eq!((addresses[0].as_str(), addresses[11_999].as_str()), ("laeser-00001@sundby.example", "laeser-12000@sundby.example"));
            let sent = run!(
                &mut conn,
                Sent,
                "select d.channel, d.total, (select count(*) from delivery v where v.dispatch_id = d.id
                   and v.state in ('accepted', 'failed') and v.moved_at >= d.made_at) as ended
                 from dispatch d order by d.made_at",
                [] => fetch_all
            )
            .unwrap();
            assert!(sent.iter().all(|one| one.ended == one.total), "{sent:?}");
            let letters: Vec<i64> =
                sent.iter().filter(|one| one.channel == "newsletter").map(|one| one.total).collect();
            assert!(letters.len() > 20 && letters[0] < 500 && letters.iter().max() > Some(&2_000), "{letters:?}");
            let failed =
                run!(&mut conn, scalar i64, "select count(*) from delivery where state = 'failed'", [] => fetch_one).unwrap();
            let all = run!(&mut conn, scalar i64, "select count(*) from delivery", [] => fetch_one).unwrap();
            assert!(failed > 0 && failed * 50 < all, "{failed} of {all}");
            assert_eq!(db::job::list(&mut conn, 10).await.unwrap().len(), 0);
            assert!(mails.take().is_empty(), "the past sends nothing now");
            let (checked, faults) = crate::own_language::in_messages(&site.db).await;
            assert!(checked > 20, "{checked}");
            assert!(faults.is_empty(), "{faults:#?}");
            drop(conn);
            site.db.close().await;
            drop(site);
            database.remove().await;
        }
    });
}
