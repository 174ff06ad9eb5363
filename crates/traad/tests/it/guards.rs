//! Guard tests over the whole program: statements, routes, cross-site requests, statement counts.

use crate::house::house;
use web::{Access, Method, Routes};

#[test]
fn every_statement_can_be_prepared_on_both_databases() {
    house(async |house| {
        let wrong = db::check_statements(&house.site.db).await.unwrap();
        assert!(wrong.is_empty(), "{}:\n{}", house.database, wrong.join("\n"));
    });
}

fn path_of(pattern: &str) -> String {
    pattern
        .split('/')
        .map(|part| match part {
            "{id}" => "1111111111111111111111".to_owned(),
            part if part.starts_with('{') => "x".to_owned(),
            part => part.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[test]
fn a_stranger_gets_nowhere_that_is_not_public() {
    house(async |house| {
        let routes = Routes::list(&house.site.slices);
        assert!(routes.len() > 40, "the list of routes is whole: {}", routes.len());
        for route in routes {
            let path = path_of(route.path);
            let answer = match route.method {
                Method::Get => house.visitor().get(&path).await,
                Method::Post => house.visitor().post(&path, &[]).await,
                Method::Delete => continue,
            };
            match route.access {
                Access::Public | Access::Open | Access::Link => {
                    assert!(!answer.location.starts_with("/login?"), "{path}")
                }
                Access::SignedIn | Access::Right(..) | Access::Token(_) => {
                    let refused = answer.location.starts_with("/login?") || answer.status == 401;
                    assert!(refused, "{:?} {path}: {}", route.method, answer.status);
                }
            }
        }
    });
}

#[test]
fn a_changing_request_must_come_from_our_own_pages() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        for route in Routes::list(&house.site.slices) {
            if route.method != Method::Post || matches!(route.access, Access::Link | Access::Open) {
                continue;
            }
            for site in [Some("cross-site"), Some("same-site"), None] {
                let answer = consultant.post_from(&path_of(route.path), &[], site).await;
                assert_eq!(answer.status, 403, "{} {site:?}", route.path);
            }
        }
    });
}

/// Quality bar Q3: public pages at most 6 statements, signed-in pages at most 15.
#[test]
fn pages_run_few_statements() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = crate::main_job::write(&mut consultant, "Stien er lukket").await;
        for (path, limit) in [
            ("/", 6),
            ("/archive", 6),
            ("/search?q=vej", 6),
            ("/strategy", 6),
            ("/subscribe", 6),
            ("/feed.atom", 6),
        ] {
            let answer = house.visitor().get(path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.statements <= limit, "{path}: {} statements", answer.statements);
        }
        let edit = format!("/messages/{id}/edit");
        let found = consultant.get("/people?q=vejmedarbejder").await;
        let person = format!("/people/persons/{}", found.between("href=\"/people/persons/", "\""));
        let found = consultant.get("/people?q=Nordskolen").await;
        let unit = format!("/people/units/{}", found.between("href=\"/people/units/", "\""));
        for (path, limit) in [
            ("/desk", 15),
            ("/messages", 15),
            (&edit, 15),
            ("/approvals", 15),
            ("/board", 15),
            ("/staff", 15),
            ("/plans", 15),
            ("/plans/new", 15),
            ("/calendar", 15),
            ("/people", 15),
            ("/people?q=skole", 15),
            (&unit, 15),
            (&person, 15),
            ("/people/persons/new", 15),
            ("/people/import", 15),
            ("/me", 15),
            ("/audiences", 15),
            ("/audiences/new?kind=rule", 15),
            ("/audiences/new?kind=topics", 15),
            ("/people/topics", 15),
        ] {
            let answer = consultant.get(path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.statements <= limit, "{path}: {} statements", answer.statements);
        }
    });
}

/// The thread page shows other things in every state; in none it runs more than 15 statements.
#[test]
fn the_thread_page_runs_few_statements_in_every_state() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = crate::main_job::write(&mut consultant, "").await;
        let path = format!("/messages/{id}");
        let mut seen = Vec::new();
        let mut look = async |consultant: &mut testing::Browser, state: &str| {
            let page = consultant.get(&path).await;
            assert_eq!(page.status, 200, "{state}");
            assert!(page.statements <= 15, "{state}: {} statements", page.statements);
            seen.push((state.to_owned(), page.statements));
        };
        look(&mut consultant, "with something to put right").await;
        crate::main_job::retitle(&mut consultant, &id, "Stien er lukket").await;
        look(&mut consultant, "ready to ask").await;
        let request = crate::main_job::ask(&mut consultant, &mut head, &id).await;
        look(&mut consultant, "asked").await;
        head.post(&format!("/approvals/{request}/return"), &[("comment", "Hvor længe?")]).await;
        look(&mut consultant, "returned").await;
        crate::main_job::retitle(&mut consultant, &id, "Stien er lukket i uge 20").await;
        let request = crate::main_job::ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        look(&mut consultant, "approved").await;
        consultant.post(&format!("{path}/schedule"), &[]).await;
        look(&mut consultant, "planned").await;
        house.forward(0).await;
        look(&mut consultant, "with staff").await;
        house.forward(60).await;
        look(&mut consultant, "out").await;
        assert_eq!(seen.len(), 8);
    });
}

#[test]
fn headers_are_strict() {
    house(async |house| {
        let answer = house.visitor().get("/").await;
        let policy = &answer.headers["content-security-policy"];
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    });
}

#[test]
fn what_one_person_sees_is_kept_by_nobody_else() {
    house(async |house| {
        let visitor = house.visitor().get("/").await;
        assert!(visitor.headers["cache-control"].starts_with("public"));
        assert!(
            visitor.headers["vary"].contains("Cookie") && visitor.headers["vary"].contains("Accept-Language")
        );
        let signed_in = house.sign_in("kommunikationskonsulent").await.get("/").await;
        assert!(signed_in.body.contains("kommunikationskonsulent"));
        assert_eq!(signed_in.headers["cache-control"], "no-store");
    });
}

#[test]
fn a_public_page_in_memory_is_right_for_each_reader_and_until_the_next_act() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let (mut danish, mut english) = (house.visitor(), house.visitor());
        english.language = "en";
        for _ in 0..2 {
            assert!(danish.get("/").await.body.contains("<html lang=\"da\">"));
            assert!(english.get("/").await.body.contains("<html lang=\"en\">"));
            let own = consultant.get("/").await;
            assert!(
                own.body.contains("kommunikationskonsulent") && own.headers["cache-control"] == "no-store"
            );
        }
        crate::main_job::write(&mut consultant, "Stien er lukket").await;
        assert!(!danish.get("/").await.body.contains("/news/broen"));
        // A row without an act stays unseen: the page came from memory.
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(
            &mut tx,
            "insert into article (message_id, edition_id, slug, title, main_point, theme, search, published_at, changed_at)
             select id, edition_id, 'broen', 'Broen', '', '', '', 1, 1 from message",
            []
        )
        .unwrap();
        tx.commit().await.unwrap();
        assert!(!danish.get("/").await.body.contains("/news/broen"));
        assert!(danish.get("/?x=1").await.body.contains("/news/broen"), "another address is made anew");
        crate::main_job::write(&mut consultant, "Stien er åben").await;
        assert!(danish.get("/").await.body.contains("/news/broen"), "an act was committed");
        assert!(english.get("/").await.body.contains("/news/broen"));
    });
}

#[test]
fn the_front_page_shows_the_newest_first_word_for_word() {
    house(async |house| {
        assert_eq!(house.visitor().get("/").await.status, 200, "also before the first article");
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        for title in ["Først", "Siden", "Nu"] {
            crate::main_job::write(&mut consultant, title).await;
        }
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(
            &mut tx,
            "insert into article (message_id, edition_id, slug, title, main_point, theme, search, published_at, changed_at)
             select id, edition_id, 'nyt-' || cast(n as text), $1, '', '', '', n, n
             from (select id, edition_id, (select count(*) from message b where b.id < a.id) as n from message a) numbered",
            ["Broen \"Å\" \\ åbner\nnu"]
        )
        .unwrap();
        tx.commit().await.unwrap();
        let body = house.visitor().get("/?now").await.body;
        let places = ["nyt-2", "nyt-1", "nyt-0"].map(|slug| body.find(&format!("/news/{slug}\"")));
        assert!(places[0].is_some() && places.is_sorted(), "{places:?}");
        assert!(body.contains("Broen &#34;Å&#34; \\ åbner\nnu"), "{body}");
    });
}
