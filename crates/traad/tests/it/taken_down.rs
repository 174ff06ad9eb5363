//! What is out can be taken down at once: pages, lists, feeds and waiting mails forget it, what was personal is
//! erased, and it comes back only by a new yes (quality bar S8).

use crate::{
    house::{House, house},
    main_job::{ask, retitle, write},
    record::out,
};

#[test]
fn what_is_out_is_taken_down_at_once_and_comes_back_only_by_a_new_yes() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut worker = house.sign_in("vejmedarbejder").await;
        let id = out(house, &mut consultant, &mut head).await;
        let path = format!("/messages/{id}/retraction");
        assert_eq!(worker.post(&path, &[("reason", "Jeg kan ikke lide den.")]).await.status, 403);
        let short = consultant.post(&path, &[("form", "retract"), ("reason", "ups")]).await;
        assert_eq!(short.status, 422, "{}", short.body);
        assert!(short.body.contains(">ups</textarea>"), "what was typed is there");
        let answer = consultant.post(&path, &[("reason", "Der står et forkert telefonnummer.")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);

        // Without any job or time in between.
        let gone = house.visitor().get("/news/stien-er-lukket").await;
        assert_eq!(gone.status, 410, "{}", gone.body);
        assert!(gone.body.contains("Det, der stod her, er taget ned."));
        for list in
            ["/", "/archive", "/search?q=stien", "/feed.atom", "/feed.rss", "/feed.json", "/sitemap.xml"]
        {
            let page = house.visitor().get(list).await;
            assert!(!page.body.contains("stien-er-lukket"), "{list}");
        }
        assert!(!worker.get("/staff").await.body.contains("Stien er lukket"));
        assert_eq!(worker.get(&format!("/staff/{id}")).await.status, 410);
        let page = consultant.get(&path).await;
        for word in
            ["sundby.example", "Opslagstavlen", "Nyt fra Sundby", "Søgemaskiner", "72 timer", "artikel 33"]
        {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }

        let plan = consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        assert_eq!(plan.status, 303);
        house.forward(0).await;
        house.forward(61).await;
        assert_eq!(
            house.visitor().get("/news/stien-er-lukket").await.status,
            410,
            "the old yes does not count"
        );
        // The sessions of the morning have ended.
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        consultant.post(&format!("/messages/{id}/schedule/delete"), &[]).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        assert_eq!(house.visitor().get("/news/stien-er-lukket").await.status, 200);
    });
}

#[test]
fn what_waits_to_be_sent_is_spared_when_it_is_taken_down() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        for number in 0..40 {
            let mut tx = house.site.db.begin().await.unwrap();
            let email = format!("slow-{number}@example.dk");
            let id = people::consent::ask(&mut tx, &email, &["roads"], "da").await.unwrap();
            people::consent::confirm(&mut tx, id).await.unwrap();
            tx.commit().await.unwrap();
        }
        let id = out(house, &mut consultant, &mut head).await;
        let answer =
            consultant.post(&format!("/messages/{id}/retraction"), &[("reason", "Datoen er forkert.")]).await;
        assert_eq!(answer.status, 303);
        let page = consultant.get(&format!("/messages/{id}/retraction")).await;
        assert!(page.body.contains("40 får den ikke"), "{}", page.body);
        house.mails.take();
        house.forward(600).await;
        assert!(house.mails.take().iter().all(|mail| !mail.to.as_str().starts_with("slow")));
    });
}

/// What was personal is erased from text, editions, findings and log; the seal holds (S8).
#[test]
fn what_was_personal_is_erased_and_the_seal_holds() {
    const NAME: &str = "Skolebarnet fra nummer fjorten";
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, NAME).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let fields = [("form", "return"), ("comment", "Skal vi skrive Skolebarnet fra nummer fjorten?")];
        head.post(&format!("/approvals/{request}/return"), &fields).await;
        retitle(&mut consultant, &id, "Skolebarnet fra nummer fjorten igen").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        head.post(&format!("/approvals/{request}/approval"), &[]).await;
        let now = [("kind", "danger"), ("reason", "Skolebarnet fra nummer fjorten kan komme til skade.")];
        assert_eq!(consultant.post(&format!("/messages/{id}/exemption"), &now).await.status, 303);
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        let address = "/news/skolebarnet-fra-nummer-fjorten-igen";
        assert_eq!(house.visitor().get(address).await.status, 200);
        let audit = db::Audit::open(&house.site.db, &house.site.config.data).await.unwrap();
        audit.seal(&house.site.db).await.unwrap();

        let mut tx = house.site.db.begin().await.unwrap();
        // The answer to a program that wrote it, which is kept for a day.
        let (token, bytes) = (tx.new_id(), vec![7_u8; 32]);
        db::exec!(
            &mut tx,
            "insert into api_token (id, token_hash, name, scopes, made_at, made_by) values ($1, $2, 'intranet', '[]', $3, 'test')",
            [token, &bytes, house.now()]
        )
        .unwrap();
        let answered = serde_json::json!({ "id": id, "title": NAME }).to_string();
        db::exec!(
            &mut tx,
            "insert into api_replay (token_id, key, request_hash, body, made_at) values ($1, 'k', $2, $3, $4)",
            [token, &bytes, &answered, house.now()]
        )
        .unwrap();
        let unsent =
            serde_json::json!({ "id": "1", "notice": { "subject": NAME, "to": format!("/messages/{id}") } });
        db::job::enqueue_at(&mut tx, "notice-mail", &unsent, i64::MAX, None).await.unwrap();
        tx.commit().await.unwrap();
        assert!(rows_that_hold(house, "fjorten").await.len() > 5, "the search finds what is there");
        assert!(house.database != "sqlite" || !files_that_hold(house, b"fjorten").is_empty());

        let fields = [("reason", "Barnets navn kan genkendes."), ("personal", "1")];
        assert_eq!(consultant.post(&format!("/messages/{id}/retraction"), &fields).await.status, 303);
        house.work().await;
        audit.seal(&house.site.db).await.unwrap();
        assert_eq!(house.visitor().get(address).await.status, 410, "the address still says that it is gone");
        let found = rows_that_hold(house, "fjorten").await;
        assert!(found.is_empty(), "{}: {found:?}", house.database);
        if house.database == "sqlite" {
            let files = files_that_hold(house, b"fjorten");
            assert!(files.is_empty(), "neither free pages nor the log of changes hold it: {files:?}");
        }
        let faults = audit.verify(&house.site.db, &[]).await.unwrap().faults;
        assert!(faults.is_empty(), "the seal holds: {faults:?}");
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert_eq!(thread.status, 200);
        assert!(thread.body.contains("Slettet"));
    });
}

/// The columns of every table whose rows hold a word, read as text.
pub(crate) async fn rows_that_hold(house: &House, word: &str) -> Vec<String> {
    let mut conn = house.site.db.read().await.unwrap();
    let sql = match house.database {
        "sqlite" => {
            "select t.name, c.name from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table'"
        }
        _ => {
            "select table_name::text, column_name::text from information_schema.columns where table_schema = current_schema()"
        }
    };
    let mut found = Vec::new();
    let columns: Vec<(String, String)> = match db::AsConn::conn(&mut conn) {
        db::ConnMut::Sqlite(conn) => db::sqlx::query_as(sql).fetch_all(conn).await.unwrap(),
        db::ConnMut::Postgres(conn) => db::sqlx::query_as(sql).fetch_all(conn).await.unwrap(),
    };
    for (table, column) in columns {
        let sql = format!(
            r#"select count(*) from "{table}" where lower(cast("{column}" as text)) like '%' || $1 || '%'"#
        );
        let sql = db::sqlx::AssertSqlSafe(sql);
        let number: i64 = match db::AsConn::conn(&mut conn) {
            db::ConnMut::Sqlite(conn) => {
                db::sqlx::query_scalar(sql).bind(word).fetch_one(conn).await.unwrap()
            }
            db::ConnMut::Postgres(conn) => {
                db::sqlx::query_scalar(sql).bind(word).fetch_one(conn).await.unwrap()
            }
        };
        if number > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    found
}

/// The files of the installation that hold a word anywhere in their bytes.
pub(crate) fn files_that_hold(house: &House, word: &[u8]) -> Vec<String> {
    let mut folders = vec![house.site.config.data.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read(&path).unwrap().windows(word.len()).any(|part| part == word) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}
