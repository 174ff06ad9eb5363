//! What is shown of the past is called what it was called then: functions and units get other names.

use crate::{
    api::token,
    house::{House, house},
    main_job::{ask, write, yes},
    record::approved,
};
use db::exec;

/// The centre is merged into another and its head and the consultant get other titles.
async fn rename(house: &House) {
    let mut tx = house.site.db.begin().await.unwrap();
    exec!(
        &mut tx,
        "update person set function = 'vejchef' where function = 'centerchef for Vej og Park'",
        []
    )
    .unwrap();
    exec!(&mut tx, "update person set function = 'redaktør' where function = 'kommunikationskonsulent'", [])
        .unwrap();
    exec!(&mut tx, "update unit set name = 'Center for Byrum' where name = 'Center for Vej og Park'", [])
        .unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn a_yes_keeps_the_name_of_its_day() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(yes(&mut head, &request).await.status, 303);
        rename(house).await;
        let page = consultant.get(&format!("/approvals/{request}")).await;
        let said = page.body.split("id=\"said\"").nth(1).unwrap_or_default();
        assert!(said.contains("centerchef for Vej og Park, i dag"), "{}", page.body);
        house.work().await;
        house.mails.take();
    });
}

#[test]
fn what_is_out_keeps_the_name_of_who_sent_it() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let key = token(house, &["read:messages"]).await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        consultant.post(&format!("/messages/{id}/schedule"), &[]).await;
        house.forward(0).await;
        house.forward(61).await;
        house.mails.take();
        rename(house).await;
        let (then, since) = ("Center for Vej og Park", "Center for Byrum");
        for path in ["/news/stien-er-lukket", "/staff", &format!("/staff/{id}"), "/calendar"] {
            let page = consultant.get(path).await;
            assert!(page.body.contains(then) && !page.body.contains(since), "{path}: {}", page.body);
        }
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains(since), "the control: who answers for it now: {}", thread.body);
        let editions = house.visitor().get_with(&format!("/api/v1/messages/{id}/editions"), &key).await;
        assert!(editions.body.contains("\"saved_by\":\"kommunikationskonsulent\""), "{}", editions.body);
    });
}
