//! People who change their minds at every step: whoever is concerned hears of it, and every page says what is so.

use crate::{
    erased::corrected,
    house::{House, house},
    main_job::{ask, write, yes},
    notice::{say, warn},
    record::{approved, change, out},
};
use testing::Browser;

const REASON: (&str, &str) = ("reason", "Barnet kan kendes på det, der står.");

async fn people(house: &House) -> (Browser, Browser, Browser) {
    (
        house.sign_in("kommunikationskonsulent").await,
        house.sign_in("centerchef for Vej og Park").await,
        house.sign_in("kommunikationschef").await,
    )
}

fn told(house: &House, subject: &str) -> Vec<String> {
    let mails = house.mails.take();
    let mut to: Vec<String> = mails
        .iter()
        .filter(|mail| mail.subject.contains(subject))
        .map(|mail| mail.to.as_str().split('@').next().unwrap().to_owned())
        .collect();
    to.sort();
    to
}

/// A yes that is taken back while mails go out holds the rest, says so, and a new one lets it go: to each once.
#[test]
fn mails_that_were_not_sent_wait_for_the_next_yes_and_then_go() {
    house(async |house| {
        let (mut consultant, mut head, _) = people(house).await;
        let (id, request) = approved(&mut consultant, &mut head).await;
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
        house.clock.forward(1);
        for tick in house.site.slices.iter().flat_map(|slice| slice.ticks) {
            traad::serve::tick(&house.site, tick).await.unwrap();
        }
        // The mails are written down, and none has left.
        let rows = async |state: &str| {
            let mut conn = house.site.db.read().await.unwrap();
            db::run!(&mut conn, scalar i64, "select count(*) from delivery where state = $1", [state] => fetch_one)
                .unwrap()
        };
        while rows("queued").await == 0 {
            house.step().await;
        }
        let number = rows("queued").await;
        let count = |house: &House| {
            let all = house.mails.all();
            all.iter().filter(|mail| mail.html.contains("arbejdsplads")).count()
        };
        assert_eq!(head.post(&format!("/approvals/{request}/withdrawal"), &[]).await.status, 303);
        house.work().await;
        house.forward(1).await;
        assert_eq!((count(house), rows("queued").await), (0, number), "none leaves without a yes");
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("Resten af mailene venter"), "{}", thread.body);
        let all = house.mails.all();
        let rest = all.iter().filter(|one| one.subject.starts_with("Resten af"));
        let rest: Vec<&str> =
            rest.map(|one| one.to.as_str()).filter(|to| to.starts_with("konsulent")).collect();
        assert_eq!(rest.len(), 1, "once: {rest:?}");
        house.forward(15).await;
        let failed = db::job::failed(&mut house.site.db.read().await.unwrap()).await.unwrap();
        assert_eq!((failed, count(house)), (0, 0), "it waits and does not fail");
        let again = ask(&mut consultant, &mut head, &id).await;
        let page = head.get(&format!("/approvals/{again}")).await;
        assert!(page.body.contains(&format!("{number} mails venter og går ud")), "{}", page.body);
        assert_eq!(yes(&mut head, &again).await.status, 303);
        house.forward(1).await;
        house.forward(1).await;
        let all = house.mails.all();
        let to: Vec<&str> = all
            .iter()
            .filter(|mail| mail.html.contains("arbejdsplads"))
            .map(|mail| mail.to.as_str())
            .collect();
        let once: std::collections::BTreeSet<&str> = to.iter().copied().collect();
        assert_eq!(once.len(), to.len(), "nobody twice");
        assert_eq!(i64::try_from(to.len()).unwrap(), number);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(!thread.body.contains("Resten af mailene venter"), "{}", thread.body);
        house.forward(61).await;
    });
}

#[test]
fn whoever_asked_hears_that_an_approver_wrote_on_the_text() {
    house(async |house| {
        let (mut consultant, mut head, _) = people(house).await;
        let id = write(&mut consultant, "Stien er lukket").await;
        ask(&mut consultant, &mut head, &id).await;
        house.work().await;
        house.mails.take();
        let saved =
            change(&mut head, &id, ("main-point", "Vi lægger ny asfalt i ti dage. Kør uden om."), &[]).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        house.work().await;
        assert_eq!(told(house, "skal godkendes igen"), ["konsulent"]);
    });
}

#[test]
fn a_request_to_take_down_is_seen_and_its_end_is_told_to_all_who_had_it() {
    house(async |house| {
        let (mut consultant, mut head, mut chief) = people(house).await;
        let id = out(house, &mut consultant, &mut head).await;
        let mut editor = house.sign_in("souschef i Vej og Park").await;
        let path = format!("/messages/{id}/retraction");
        assert_eq!(editor.post(&format!("{path}-request"), &[("form", "ask"), REASON]).await.status, 303);
        house.work().await;
        house.mails.take();
        for browser in [&mut head, &mut chief, &mut editor] {
            let page = browser.get(&path).await;
            assert!(page.body.contains("souschef i Vej og Park bad"), "{}", page.body);
            assert!(page.body.contains(REASON.1), "{}", page.body);
        }
        assert_eq!(head.post(&path, &[REASON]).await.status, 303);
        house.work().await;
        let told = told(house, "er taget ned");
        assert_eq!(told, ["direktoer", "kommunikationschef", "konsulent", "souschef.vej"]);
        assert!(!chief.get(&path).await.body.contains("souschef i Vej og Park bad"), "it is done");
    });
}

#[test]
fn those_called_to_look_at_a_notice_hear_that_it_was_taken_down() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        let end = say(house, &mut on_call, &id, "ending", "Du kan drikke vandet igen.").await;
        house.mails.take();
        house.forward(3).await;
        let reason = [("reason", "Faren er ikke ovre alligevel.")];
        assert_eq!(on_call.post(&format!("/messages/{end}/retraction"), &reason).await.status, 303);
        house.work().await;
        assert_eq!(told(house, "er taget ned"), ["konsulent", "presse"]);
        // The warning holds again, and what was told last was told when it was told.
        let home = house.visitor().get("/").await;
        assert!(home.body.contains("Kog vandet"), "{}", home.body);
        assert!(!home.body.contains("kl. 09.03"), "{}", home.body);
        let thread = on_call.get(&format!("/messages/{id}")).await;
        let family = thread.between("id=\"family\"", "</section>");
        assert!(family.contains(&end) && family.contains("taget ned"), "{}", thread.body);
    });
}

#[test]
fn staff_see_on_the_old_post_that_there_is_a_new_one() {
    house(async |house| {
        let (mut consultant, mut head, mut chief) = people(house).await;
        let id = out(house, &mut consultant, &mut head).await;
        let new = corrected(&mut consultant, &id, "Vejen er lukket for biler i ti dage.").await;
        let request = ask(&mut consultant, &mut head, &new).await;
        assert_eq!(yes(&mut head, &request).await.status, 303);
        consultant.post(&format!("/messages/{new}/schedule"), &[]).await;
        house.forward(1).await;
        let mut worker = house.sign_in("vejmedarbejder").await;
        let old = worker.get(&format!("/staff/{id}")).await;
        assert!(
            old.between("role=\"note\"", "</div>").contains(&format!("href=\"/staff/{new}\"")),
            "{}",
            old.body
        );
        let correction = worker.get(&format!("/staff/{new}")).await;
        assert!(correction.body.contains(&format!("href=\"/staff/{id}\"")), "{}", correction.body);
        let warning = warn(house, &mut chief).await;
        say(house, &mut chief, &warning, "ending", "Du kan drikke vandet igen.").await;
        let post = worker.get(&format!("/staff/{warning}")).await;
        assert!(post.body.contains("Faren er ovre"), "{}", post.body);
        house.forward(61).await;
    });
}

#[test]
fn an_old_send_page_is_asked_again_when_the_yes_is_gone() {
    house(async |house| {
        let (mut consultant, mut head, _) = people(house).await;
        let (id, request) = approved(&mut consultant, &mut head).await;
        let page = consultant.get(&format!("/messages/{id}/release")).await;
        let (text, plan) = (page.value("text"), page.value("plan"));
        let fields = [("form", "send"), ("text", &*text), ("plan", &*plan), ("yes", "1")];
        assert_eq!(page.value("yes"), "1");
        assert_eq!(head.post(&format!("/approvals/{request}/withdrawal"), &[]).await.status, 303);
        let stale = consultant.post(&format!("/messages/{id}/schedule"), &fields).await;
        assert_eq!(stale.status, 409, "{}", stale.body);
        assert!(stale.between("<h1>", "</h1>").contains("så snart der er sagt ja"), "{}", stale.body);
        let stop = consultant.post(&format!("/messages/{id}/schedule/delete"), &[]).await;
        assert_eq!(stop.status, 409, "nothing is planned: {}", stop.body);
        let log = consultant.get(&format!("/messages/{id}")).await;
        assert!(!log.body.contains("stoppede udgivelsen"), "{}", log.body);
        house.work().await;
    });
}

#[test]
fn what_is_down_already_is_erased_when_somebody_says_that_it_was_personal() {
    house(async |house| {
        let (mut consultant, mut head, mut chief) = people(house).await;
        let id = out(house, &mut consultant, &mut head).await;
        let path = format!("/messages/{id}/retraction");
        assert_eq!(head.post(&path, &[REASON]).await.status, 303);
        let again = chief.post(&path, &[("form", "retract"), REASON]).await;
        assert_eq!(again.status, 409);
        assert!(again.body.contains("allerede taget ned"), "{}", again.body);
        let erased = chief.post(&path, &[("form", "retract"), REASON, ("personal", "1")]).await;
        assert_eq!(erased.status, 303, "{}", erased.body);
        house.work().await;
        assert!(chief.get(&path).await.body.contains("slettede teksten"));
        house.mails.take();
    });
}

#[test]
fn a_correction_is_made_of_the_newest_text_and_once() {
    house(async |house| {
        let (mut consultant, mut head, _) = people(house).await;
        let id = out(house, &mut consultant, &mut head).await;
        let new = corrected(&mut consultant, &id, "Vejen er lukket for biler i ti dage.").await;
        let request = ask(&mut consultant, &mut head, &new).await;
        assert_eq!(yes(&mut head, &request).await.status, 303);
        consultant.post(&format!("/messages/{new}/schedule"), &[]).await;
        house.forward(1).await;
        house.forward(61).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let begun = consultant.post(&format!("/messages/{id}/correction"), &[]).await;
        assert_eq!(begun.status, 303, "{}", begun.body);
        let editor = consultant.get(&begun.location).await;
        assert!(editor.body.contains("i ti dage"), "the newest text: {}", editor.body);
        assert_eq!(editor.body.matches("Rettelse: Rettelse:").count(), 0, "{}", editor.body);
        let again = consultant.post(&format!("/messages/{id}/correction"), &[]).await;
        assert_eq!(again.location, begun.location, "the one that is begun");
    });
}

#[test]
fn a_yes_that_was_written_down_is_told_as_what_it_is() {
    house(async |house| {
        let (mut consultant, mut head, mut chief) = people(house).await;
        let id = write(&mut consultant, "Stien lukker").await;
        let request = ask(&mut consultant, &mut head, &id).await;
        let page = chief.get(&format!("/approvals/{request}")).await;
        let person = page.between("name=\"person\" value=\"", "\"");
        let person = if person.is_empty() { page.between("<option value=\"", "\"") } else { person };
        let fields = [("form", "telephone"), ("person", &*person), ("note", "Han sagde ja klokken ni.")];
        let written = chief.post(&format!("/approvals/{request}/telephone"), &fields).await;
        assert_eq!(written.status, 303, "{}", written.body);
        let thread = consultant.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("kommunikationschef skrev et ja ned"), "{}", thread.body);
        assert!(!thread.body.contains("kommunikationschef sagde ja"), "{}", thread.body);
        let own = head.get(&format!("/approvals/{request}")).await;
        assert!(own.body.contains("Dit ja er skrevet ned for dig"), "{}", own.body);
        assert!(!own.body.contains("Tak. Du har sagt ja"), "{}", own.body);
        let mut editor = house.sign_in("souschef i Vej og Park").await;
        let other = write(&mut editor, "Broen lukker").await;
        let request = ask(&mut editor, &mut head, &other).await;
        let page = editor.get(&format!("/approvals/{request}")).await;
        assert!(!page.body.contains("/telephone\""), "an editor may not write down a yes: {}", page.body);
        house.work().await;
        house.mails.take();
    });
}

/// A second pair of eyes is somebody who was called, or may see what they say they have seen.
#[test]
fn nobody_says_to_have_seen_a_notice_that_they_may_not_see() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let id = warn(house, &mut on_call).await;
        let mut called = house.sign_in("presseansvarlig").await;
        let page = called.get(&format!("/messages/{id}")).await;
        let review = format!("/emergencies/{}/review", page.between("action=\"/emergencies/", "/review"));
        for stranger in ["centerchef for Børn og Unge", "souschef i Vej og Park", "vejmedarbejder"] {
            let mut stranger = house.sign_in(stranger).await;
            let refused = stranger.post(&review, &[]).await;
            assert!(refused.status.is_client_error(), "{}", refused.status);
        }
        assert_eq!(called.post(&review, &[]).await.status, 303);
        house.mails.take();
    });
}

#[test]
fn asking_for_many_to_be_taken_down_ends_in_a_call() {
    house(async |house| {
        let mut editor = house.sign_in("souschef i Vej og Park").await;
        let mut told = Vec::new();
        for number in 0..12 {
            let id = write(&mut editor, &format!("Sti {number} lukker")).await;
            let asked =
                editor.post(&format!("/messages/{id}/retraction-request"), &[("form", "ask"), REASON]).await;
            told.push(asked.status.as_u16());
        }
        assert_eq!(told, [[303; 10].as_slice(), &[409; 2]].concat());
        house.work().await;
        house.mails.take();
    });
}
