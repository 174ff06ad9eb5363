//! What is urgent: all that follows from a warning, however it comes to be written, and nothing else.

use crate::{
    house::{House, house, house_with},
    lanes::{People, warned_by_mail},
};
use db::{Id, exec, run};
use std::collections::BTreeMap;

/// The jobs that wait, by kind: whether any is urgent, and whether any is not.
async fn waiting(house: &House) -> BTreeMap<String, (bool, bool)> {
    let mut found = BTreeMap::new();
    for group in db::job::waiting(&mut house.site.db.read().await.unwrap(), house.now()).await.unwrap() {
        let kind: &mut (bool, bool) = found.entry(group.kind).or_default();
        *kind = (kind.0 || group.urgent, kind.1 || !group.urgent);
    }
    found
}

/// Steps until nothing is due; gives every kind of job that waited on the way.
async fn followed(house: &House) -> BTreeMap<String, (bool, bool)> {
    let mut all: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    loop {
        for (kind, (urgent, calm)) in waiting(house).await {
            let seen = all.entry(kind).or_default();
            *seen = (seen.0 || urgent, seen.1 || calm);
        }
        if house.step().await == 0 {
            return all;
        }
    }
}

#[test]
fn all_that_follows_from_a_warning_is_urgent_and_nothing_that_follows_from_news() {
    house_with(&warned_by_mail(), async |house| {
        let mut people = People::sign_in(house).await;
        house.work().await;
        let warning = people.warn("Sundby Nord").await;
        let all = followed(house).await;
        for kind in
            ["publish-release", "dispatch-release", "dispatch-send", "approval-emergency", "notice-mail"]
        {
            assert_eq!(all.get(kind), Some(&(true, false)), "{}: {kind} of {all:?}", house.database);
        }
        people.release(house, "Stien åbner igen").await;
        let all = followed(house).await;
        for kind in ["publish-release", "dispatch-release", "dispatch-send", "approval-asked", "notice-mail"]
        {
            assert_eq!(all.get(kind), Some(&(false, true)), "{}: {kind} of {all:?}", house.database);
        }
        // What goes on with a warning later is urgent too: sent again by a hand, or taken up from a
        // process that died.
        let mut tx = house.site.db.begin().await.unwrap();
        let dispatch = run!(
            &mut tx,
            scalar Id,
            "select d.id from dispatch d join delivery v on v.dispatch_id = d.id where d.message_id = $1 limit 1",
            [warning] => fetch_one
        )
        .unwrap();
        exec!(&mut tx, "update delivery set state = 'unknown' where dispatch_id = $1", [dispatch]).unwrap();
        tx.commit().await.unwrap();
        let again = people.on_call.post(&format!("/dispatches/{dispatch}/resend"), &[]).await;
        assert_eq!(again.status, 303);
        assert_eq!(waiting(house).await.get("dispatch-send"), Some(&(true, false)));
        house.work().await;
        let mut tx = house.site.db.begin().await.unwrap();
        exec!(
            &mut tx,
            "update delivery set state = 'held', lease_until = 0 where dispatch_id = $1",
            [dispatch]
        )
        .unwrap();
        assert_eq!(dispatch::give_back(&mut tx).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(waiting(house).await.get("dispatch-send"), Some(&(true, false)));
    });
}

#[test]
fn a_job_that_waits_already_becomes_urgent_when_somebody_asks_for_it_urgently() {
    house(async |house| {
        house.work().await;
        let later = house.now() + 3_600_000;
        for urgent in [false, true, false] {
            let mut tx = house.site.db.begin().await.unwrap();
            tx.set_urgent(urgent);
            db::job::enqueue_at(&mut tx, "plan-units-moved", &(), later, Some("once")).await.unwrap();
            tx.commit().await.unwrap();
        }
        let due = db::job::waiting(&mut house.site.db.read().await.unwrap(), later).await.unwrap();
        let found: Vec<_> =
            due.iter().map(|group| (group.kind.as_str(), group.urgent, group.number)).collect();
        assert_eq!(found, [("plan-units-moved", true, 1)], "{}", house.database);
    });
}

/// Whoever sends a warning is told that it went and who looks at it; and whom to ring where there is nobody to call.
#[test]
fn the_one_who_sends_a_warning_is_told_who_is_called() {
    house(async |house| {
        let mut on_call = house.sign_in("kommunikationschef").await;
        let boil = [("template", "water-boil"), ("blank", "Sundby Nord"), ("blank", "i morgen kl. 8")];
        let sent = on_call.post("/urgent", &boil).await;
        let thread = on_call.get(&sent.location).await;
        let told = "Nødmeddelelsen er sendt. Kaldt til at se på den bagefter: ";
        assert!(thread.body.contains(told), "{}", thread.body);
        assert!(thread.between(told, ".").contains("kommunikationskonsulent"));
        assert!(!on_call.get(&sent.location).await.body.contains("Nødmeddelelsen er sendt"), "told once");
        house.work().await;

        let warning = sent.location.trim_start_matches("/messages/");
        let update = on_call
            .post(&format!("/urgent/{warning}/updates"), &[("update", "Der kommer vand i morgen.")])
            .await;
        assert!(on_call.get(&update.location).await.body.contains("Opdateringen er sendt. Kaldt til"));

        let mut tx = house.site.db.begin().await.unwrap();
        exec!(
            &mut tx,
            "delete from duty where duty = 'communications' and person_id <>
               (select id from person where function = 'kommunikationschef')",
            []
        )
        .unwrap();
        tx.commit().await.unwrap();
        let end = on_call
            .post(&format!("/urgent/{warning}/ending"), &[("all-clear", "Du kan drikke vandet.")])
            .await;
        let thread = on_call.get(&end.location).await;
        assert!(
            thread.body.contains("Nødmeddelelsen er afblæst. Der er ingen andre i Kommunikation at kalde.")
        );
    });
}

/// What goes past staff's lead because somebody may come to harm goes before newsletters too, and waits no quarter of an
/// hour for a server that is back.
#[test]
fn what_is_let_through_for_danger_is_urgent() {
    house(async |house| {
        for (kind, urgent) in [("danger", true), ("open-meeting", false)] {
            let mut consultant = house.sign_in("kommunikationskonsulent").await;
            let mut head = house.sign_in("centerchef for Vej og Park").await;
            crate::keys::subscribe(house, &format!("slow-{kind}@example.dk"), "roads").await;
            let id = crate::main_job::write(&mut consultant, "Broen kan falde sammen").await;
            let request = crate::main_job::ask(&mut consultant, &mut head, &id).await;
            assert_eq!(crate::main_job::yes(&mut head, &request).await.status, 303);
            let why = [("kind", kind), ("reason", "Broen kan falde sammen, når nogen kører over den.")];
            assert_eq!(consultant.post(&format!("/messages/{id}/exemption"), &why).await.status, 303);
            assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
            house.work().await;
            for tick in house.site.slices.iter().flat_map(|slice| slice.ticks) {
                traad::serve::tick(&house.site, tick).await.unwrap();
            }
            let all = followed(house).await;
            for job in ["publish-release", "dispatch-release", "dispatch-send"] {
                assert_eq!(
                    all.get(job),
                    Some(&(urgent, !urgent)),
                    "{}: {kind}: {job} of {all:?}",
                    house.database
                );
            }
            // An hour with a server that puts it off: the next try is near, or a quarter of an hour away.
            for _ in 0..60 {
                house.forward(1).await;
            }
            let next = run!(
                &mut house.site.db.read().await.unwrap(),
                scalar i64,
                "select max(next_at) from delivery where state = 'queued' and address = $1",
                [format!("slow-{kind}@example.dk")] => fetch_one
            );
            let is_near = next.unwrap() - house.now() <= 30_000;
            assert_eq!(is_near, urgent, "{}: {kind}", house.database);
            house.mails.take();
        }
    });
}
