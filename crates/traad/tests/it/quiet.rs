//! What would happen without a word, if nobody looked: an address that moved, a call that nobody answers, the last on
//! call who leaves, words in an answer that a program may ask for again, and a database that hangs.

use crate::{
    api::token_for,
    house::house,
    main_job::{ask, write},
    notice::warn,
    people::{person_id, unit_id},
};
use db::{Id, exec, run};
use std::time::{Duration, Instant};

#[test]
fn the_old_address_hears_that_another_took_its_place() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let road = person_id(house, "vejmand@sundby.example").await;
        let unit = unit_id(house, "Center for Vej og Park").await;
        let path = format!("/people/persons/{road}");
        let fields = |email| {
            [("function", "vejmedarbejder"), ("unit", unit.as_str()), ("email", email), ("phone", "")]
        };
        assert_eq!(chief.post(&path, &fields("vejmand@sundby.example")).await.status, 303);
        house.work().await;
        assert!(house.mails.take().is_empty(), "the control: the same address");
        assert_eq!(chief.post(&path, &fields("ny@sundby.example")).await.status, 303);
        house.work().await;
        let told: Vec<String> = house.mails.take().iter().map(|mail| mail.to.as_str().to_owned()).collect();
        assert_eq!(told, ["vejmand@sundby.example"]);
    });
}

#[test]
fn nobody_leaves_the_municipality_without_anybody_on_call() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let mine = person_id(house, "kommunikationschef@sundby.example").await;
        let duty = run!(
            &mut house.site.db.read().await.unwrap(),
            scalar Id,
            "select id from duty where person_id = $1 and duty = 'communications-on-call'",
            [mine.parse::<Id>().unwrap()] => fetch_one
        )
        .unwrap();
        let path = format!("/people/persons/{mine}/duties/{duty}/delete");
        let refused = chief.post(&path, &[]).await;
        assert_eq!(refused.status, 409, "{}", refused.body);
        assert!(refused.body.contains("Så er der ingen kommunikationsvagt"), "{}", refused.body);
        // The duty is a colleague's alone: nobody takes it from them by closing their access.
        let consultant = person_id(house, "konsulent@sundby.example").await;
        let give = async |to: &str| {
            let mut tx = house.site.db.begin().await.unwrap();
            let to: Id = to.parse().unwrap();
            exec!(&mut tx, "update duty set person_id = $2 where id = $1", [duty, to]).unwrap();
            tx.commit().await.unwrap();
        };
        give(&consultant).await;
        let path = format!("/people/persons/{consultant}/departure");
        assert_eq!(chief.post(&path, &[]).await.status, 403);
        give(&mine).await;
        assert_eq!(chief.post(&path, &[]).await.status, 303, "the control: another is on call");
        house.work().await;
        house.mails.take();
    });
}

#[test]
fn an_urgent_notice_that_nobody_looks_at_is_called_for_again() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        warn(house, &mut on_call).await;
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(&mut tx, "update emergency set called = '[]'", []).unwrap();
        tx.commit().await.unwrap();
        house.mails.take();
        let called = || house.mails.take().iter().filter(|mail| mail.subject.contains("Se efter nu")).count();
        house.forward(1).await;
        assert_eq!(called(), 0, "the control: it is not late yet");
        house.forward(24 * 60).await;
        assert!(called() > 0, "{}: whoever may look now", house.database);
        house.forward(60).await;
        assert_eq!(called(), 0, "once");
        house.mails.take();
    });
}

#[test]
fn an_answer_that_a_program_may_ask_for_again_forgets_what_was_erased() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let token = token_for(house, &["write:releases"], Some("kommunikationskonsulent")).await;
        let path = format!("/api/v1/messages/{id}/exemptions");
        let body = r#"{"kind":"danger","reason":"Den lille pige fra Elmevej er faret vild."}"#;
        let mut program = house.visitor();
        let first = program.post_with(&path, &token, Some("one"), body).await;
        assert_eq!(first.status, 201, "{}", first.body);
        let again = program.post_with(&path, &token, Some("one"), body).await;
        assert_eq!(again.body, first.body, "the control: the same answer");
        house.work().await;
        let erase = [("reason", "Barnet kan kendes på det, der står.")];
        assert_eq!(consultant.post(&format!("/messages/{id}/erasure"), &erase).await.status, 303);
        house.work().await;
        let after = program.post_with(&path, &token, Some("one"), body).await;
        assert!(after.status == 201 && after.body.contains(&id), "{}", after.body);
        assert!(!after.body.contains("Elmevej"), "{}: {}", house.database, after.body);
        house.mails.take();
    });
}

#[test]
fn a_database_that_hangs_is_told_within_seconds() {
    house(async |house| {
        db::node::beat(&house.site.db).await.unwrap();
        assert_eq!(house.visitor().get("/readyz").await.status, 200);
        let mut tx = house.site.db.begin().await.unwrap();
        let db::ConnMut::Postgres(conn) = db::AsConn::conn(&mut tx) else {
            // The embedded database never makes a reader wait.
            return;
        };
        db::sqlx::query("lock table node in access exclusive mode").execute(conn).await.unwrap();
        let began = Instant::now();
        let answer = house.visitor().get("/readyz").await;
        assert_eq!(answer.status, 503, "{}", answer.body);
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
        assert!(answer.body.contains("\"database\":false"), "{}", answer.body);
    });
}

/// Whoever asked, and whoever runs the program, hear that a question did not reach the one it was put to.
#[test]
fn a_question_that_does_not_arrive_is_told_of() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(
            &mut tx,
            "update person set email = 'refuse-' || email where function = 'centerchef for Vej og Park'",
            []
        )
        .unwrap();
        tx.commit().await.unwrap();
        let request = ask(&mut consultant, &mut head, &id).await;
        let page = format!("/messages/{id}");
        let unreached = "Mailen til centerchef for Vej og Park kom ikke frem";
        assert!(!consultant.get(&page).await.body.contains(unreached), "the control: it is on its way");
        let mut chief = house.sign_in("kommunikationschef").await;
        assert!(!chief.get("/desk").await.body.contains("gået i stå"), "the control");
        house.forward(0).await;
        assert!(consultant.get(&page).await.body.contains(unreached), "{}", house.database);
        assert!(chief.get("/desk").await.body.contains("Et stykke arbejde er gået i stå"));
        let machinery = chief.get("/status").await;
        assert!(machinery.body.contains("Til centerchef for Vej og Park: »"), "{}", machinery.body);
        assert!(!consultant.get("/desk").await.body.contains("gået i stå"), "it is not hers to mend");
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        assert!(!consultant.get(&page).await.body.contains(unreached), "there is a yes");
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(&mut tx, "delete from job where state = 'failed'", []).unwrap();
        tx.commit().await.unwrap();
        house.mails.take();
    });
}
