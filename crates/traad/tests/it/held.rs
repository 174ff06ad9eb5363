//! A plan whose time has come and that something holds up is a plan still: what takes its ground away says so first, ends
//! it and tells, and no later yes sends what nobody chose a time for.

use crate::{
    house::{House, house},
    main_job::{ask, write, yes},
    record::{approved, assert_plan_is_gone, change},
};
use testing::Browser;

/// A message whose time came without a yes; gives it and the question.
async fn held_without_a_yes(house: &House, consultant: &mut Browser, head: &mut Browser) -> (String, String) {
    let id = write(consultant, "Stien er lukket").await;
    let request = ask(consultant, head, &id).await;
    assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    house.forward(1).await;
    house.mails.take();
    (id, request)
}

#[test]
fn an_edit_of_what_is_held_up_asks_before_it_ends_the_plan() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = held_without_a_yes(house, &mut consultant, &mut head).await;
        let field = ("main-point", "Vi lægger ny asfalt i oktober. Vejen er lukket.");
        let asked = change(&mut consultant, &id, field, &[]).await;
        assert_eq!(asked.status, 409, "{}", asked.body);
        assert!(asked.body.contains("name=\"end-plan\""), "{}", asked.body);
        let saved = change(&mut consultant, &id, field, &[("end-plan", "1")]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        // What looks for plans that are due comes before the job that ends this one.
        house.clock.forward(60_000);
        for tick in house.site.slices.iter().flat_map(|slice| slice.ticks) {
            traad::serve::tick(&house.site, tick).await.unwrap();
        }
        assert_plan_is_gone(house, &mut consultant, &id).await;
    });
}

#[test]
fn a_return_of_what_is_held_up_ends_its_plan_and_a_later_yes_sends_nothing() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, request) = held_without_a_yes(house, &mut consultant, &mut head).await;
        let fields = [("form", "return"), ("comment", "Skriv, hvor længe.")];
        assert_eq!(head.post(&format!("/approvals/{request}/return"), &fields).await.status, 303);
        house.work().await;
        let field = ("main-point", "Vi lægger ny asfalt i fem dage. Vejen er lukket.");
        assert_eq!(change(&mut consultant, &id, field, &[]).await.status, 303);
        let again = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(yes(&mut head, &again).await.status, 303);
        house.forward(90).await;
        assert!(!house.visitor().get("/").await.body.contains("Stien er lukket"), "nobody chose a time");
        house.mails.take();
    });
}

#[test]
fn a_yes_taken_back_while_a_stop_holds_the_plan_ends_it() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let mut chief = house.sign_in("kommunikationschef").await;
        let (id, request) = approved(&mut consultant, &mut head).await;
        let reason = [("reason", "Vi venter på politiet.")];
        assert_eq!(chief.post("/status/stop", &reason).await.status, 303);
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.forward(1).await;
        house.mails.take();
        let page = head.get(&format!("/approvals/{request}")).await;
        assert!(page.body.contains("bliver planen stoppet"), "said before: {}", page.body);
        assert_eq!(head.post(&format!("/approvals/{request}/withdrawal"), &[]).await.status, 303);
        house.work().await;
        assert_eq!(chief.post("/status/stop/delete", &[]).await.status, 303);
        assert_plan_is_gone(house, &mut consultant, &id).await;
    });
}

/// Whoever plans again after they were told is told again: another plan is held up.
#[test]
fn a_new_plan_that_is_held_up_is_told_of_for_itself() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        let path = format!("/messages/{id}/schedule");
        let told = || {
            house.mails.take().iter().filter(|mail| mail.subject.contains("går ikke ud som planlagt")).count()
        };
        for round in 1..=3 {
            assert_eq!(consultant.post(&path, &[]).await.status, 303);
            house.forward(1).await;
            assert!(told() > 0, "round {round}: {}", house.database);
            house.forward(2).await;
            assert_eq!(told(), 0, "round {round}: once");
            assert_eq!(consultant.post(&format!("{path}/delete"), &[]).await.status, 303);
            house.work().await;
            house.mails.take();
        }
    });
}

/// Writes another main point into the database, beside the program; gives the one that stood there.
pub(crate) async fn touch(house: &House, id: &str, main_point: &str) -> String {
    let mut tx = house.site.db.begin().await.unwrap();
    let message = message::Message::get(&mut tx, id.parse().unwrap()).await.unwrap();
    let mut content = message::Edition::get(&mut tx, message.edition_id).await.unwrap().content.0;
    let before = std::mem::replace(&mut content.main_point, main_point.to_owned());
    let edition = message.edition_id;
    db::exec!(&mut tx, "update edition set content = $2 where id = $1", [edition, db::Json(&content)])
        .unwrap();
    tx.commit().await.unwrap();
    before
}

/// Words that a hand put into the database are not those that anybody said yes to.
#[test]
fn a_text_that_was_changed_beside_the_program_does_not_leave() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, _) = approved(&mut consultant, &mut head).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        touch(house, &id, "Ingen har godkendt det her.").await;
        house.mails.take();
        house.forward(1).await;
        let told = house.mails.take();
        assert!(told.iter().any(|mail| mail.text.contains("ændret uden om Traad")), "{told:?}");
        house.forward(61).await;
        for page in ["/", "/staff"] {
            assert!(!consultant.get(page).await.body.contains("Ingen har godkendt"), "{page}");
        }
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule/delete"), &[]).await.status, 303);
        house.work().await;
        house.mails.take();
    });
}

/// Another thing in the way is told of for itself; the same is not told of again.
#[test]
fn each_thing_in_the_way_of_a_plan_is_told_of_once() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (id, request) = held_without_a_yes(house, &mut consultant, &mut head).await;
        house.forward(5).await;
        assert!(house.mails.take().is_empty(), "the same is not told of again");
        assert_eq!(yes(&mut head, &request).await.status, 303);
        let before = touch(house, &id, "Vi lægger brun asfalt.").await;
        house.forward(5).await;
        let told = house.mails.take();
        let told = crate::record::to(&told, "konsulent@sundby.example");
        let told: Vec<_> = told.iter().filter(|mail| mail.text.contains("uden om Traad")).collect();
        assert_eq!(told.len(), 1, "{}: another reason", house.database);
        house.forward(5).await;
        assert!(house.mails.take().is_empty(), "once");
        touch(house, &id, &before).await;
        house.forward(5).await;
        house.mails.take();
    });
}

/// Where whoever planned and wrote it has left, those on call hear of it.
#[test]
fn a_plan_of_somebody_who_has_left_is_told_of_to_those_on_call() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien er lukket").await;
        ask(&mut consultant, &mut head, &id).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        let mut tx = house.site.db.begin().await.unwrap();
        let now = tx.now();
        db::exec!(
            &mut tx,
            "update person set left_at = $1 where function = 'kommunikationskonsulent'",
            [now]
        )
        .unwrap();
        tx.commit().await.unwrap();
        house.work().await;
        house.mails.take();
        house.forward(1).await;
        let told = house.mails.take();
        let told = crate::record::to(&told, "kommunikationschef@sundby.example");
        assert!(told.iter().any(|mail| mail.text.contains("mangler stadig et ja")), "{told:?}");
    });
}
