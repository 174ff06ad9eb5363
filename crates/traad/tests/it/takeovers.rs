//! Ways to another's identity that strangers found: addresses laid upon one another, a first address, a file, a deputy;
//! and what honest people meet on the way (decisions/0063).

use crate::{
    hands::{DAY, HEAD, OWN, asked_of, change, confirm_all, open_ids, send_link},
    house::house,
    main_job::{ask, write, yes},
    people::{person_id, unit_id},
};
use testing::Browser;

/// Several addresses one upon the other, in every order of answers; nobody gets an address by it that is not theirs.
#[test]
fn addresses_on_top_of_addresses_lead_back_to_their_owner() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = person_id(house, HEAD).await;
        change(&mut consultant, house, &id, OWN, "55 00 00 10").await;
        house.forward(DAY + 1).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        house.mails.take();
        // The second is told to the owner, and the address of their own is the one to sign in with again.
        change(&mut consultant, house, &id, "naeste@sundby.example", "55 00 00 10").await;
        house.forward(1).await;
        let told = house.mails.to(HEAD);
        assert!(told.iter().any(|mail| mail.text.contains("naeste@sundby.example")), "{told:?}");
        send_link(&mut consultant, house, &id).await;
        let to: Vec<_> =
            house.mails.all().into_iter().filter(|mail| mail.text.contains("/welcome/")).collect();
        assert!(to.iter().all(|mail| mail.to.as_str() == HEAD), "{to:?}");
        let text = &told.last().unwrap().text;
        let path = text.split("http://traad.test").nth(1).unwrap().split_whitespace().next().unwrap();
        house.mails.take();
        assert_eq!(house.visitor().post(&format!("{path}/objection"), &[]).await.location, "/login");
        house.work().await;
        assert_eq!(person_id(house, HEAD).await, id);
        let links: Vec<_> =
            house.mails.all().into_iter().filter(|mail| mail.text.contains("/welcome/")).collect();
        assert!(links.iter().all(|mail| mail.to.as_str() == HEAD), "{links:?}");
        // Taken away first, then given: the owner hears of both, and a day passes all the same.
        change(&mut consultant, house, &id, "", "55 00 00 10").await;
        house.forward(DAY + 1).await;
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        house.mails.take();
        change(&mut consultant, house, &id, OWN, "55 00 00 10").await;
        house.forward(1).await;
        assert!(house.mails.to(HEAD).iter().any(|mail| mail.text.contains(OWN)));
        house.visitor().post("/login/link", &[("email", OWN)]).await;
        house.work().await;
        assert!(house.mails.to(OWN).iter().all(|mail| !mail.text.contains("/welcome/")));
        // What is put right is one change, and its confirmation ends those before it.
        change(&mut consultant, house, &id, HEAD, "55 00 00 10").await;
        assert_eq!(confirm_all(&mut house.sign_in("kommunikationschef").await).await.status, 303);
        assert!(open_ids(house).await.is_empty());
        assert_eq!(house.visitor().get(path).await.status, 409, "an old link takes nothing back");
        // Closed and opened in between, it is told all the same.
        for act in ["departure", "return"] {
            consultant.post(&format!("/people/persons/{id}/{act}"), &[]).await;
        }
        house.mails.take();
        change(&mut consultant, house, &id, OWN, "55 00 00 10").await;
        house.forward(1).await;
        assert!(house.mails.to(HEAD).iter().any(|mail| mail.text.contains(OWN)));
    });
}

/// A file that gives somebody the address of another who can still say no is refused, whole.
#[test]
fn no_file_gives_an_address_that_another_gets_back() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut tx = house.site.db.begin().await.unwrap();
        for sql in [
            "update unit set external_key = 'V1' where name = 'Center for Vej og Park'",
            "update person set external_key = 'A' where email = 'chef.vej@sundby.example'",
            "update person set external_key = 'B' where email = 'souschef.vej@sundby.example'",
        ] {
            match db::AsConn::conn(&mut tx) {
                db::ConnMut::Sqlite(conn) => drop(db::sqlx::query(sql).execute(conn).await.unwrap()),
                db::ConnMut::Postgres(conn) => drop(db::sqlx::query(sql).execute(conn).await.unwrap()),
            }
        }
        tx.commit().await.unwrap();
        let text = "nøgle;enhed;funktion;e-mail\nA;V1;centerchef for Vej og Park;souschef.vej@sundby.example\n\
                    B;V1;souschef i Vej og Park;chef.vej@sundby.example\n";
        let fields = [("kind", "people"), ("text", text)];
        let seen = consultant.post("/people/import", &fields).await.value("seen");
        let apply = [fields[0], fields[1], ("seen", seen.as_str()), ("apply", "1")];
        let refused = consultant.post("/people/import", &apply).await;
        assert_eq!(refused.status, 409);
        assert!(refused.body.contains("er stadig en andens"), "{}", refused.body);
        assert!(open_ids(house).await.is_empty(), "nothing was changed");
    });
}

/// A deputy reaches nobody's identity by what they hold for another, least that one's own.
#[test]
fn a_deputy_does_not_stay_by_changing_who_they_stand_in_for() {
    house(async |house| {
        let mut chief = house.sign_in("kommunikationschef").await;
        let worker = person_id(house, "vejmand@sundby.example").await;
        let id = person_id(house, "kommunikationschef@sundby.example").await;
        let own = [("from", "2026-05-06"), ("to", "2026-05-08"), ("deputy", worker.as_str())];
        assert_eq!(chief.post("/me/absences", &own).await.status, 303);
        let mut deputy = house.sign_in("vejmedarbejder").await;
        assert_eq!(change(&mut deputy, house, &id, OWN, "55 00 00 03").await.status, 403);
        for act in ["password-link", "identity-removal", "second-factor-removal", "departure"] {
            assert_eq!(deputy.post(&format!("/people/persons/{id}/{act}"), &[]).await.status, 403, "{act}");
        }
        let longer = [("from", "2026-05-06"), ("to", "2027-05-08"), ("deputy", worker.as_str())];
        assert_eq!(deputy.post(&format!("/people/persons/{id}/absences"), &longer).await.status, 403);
    });
}

/// Three who keep the register and put one another's telephones right can still confirm; and a question is put once.
#[test]
fn telephones_bind_nobody_who_confirms_and_a_question_stays_where_it_is() {
    house(async |house| {
        let (mut consultant, mut chief) =
            (house.sign_in("kommunikationskonsulent").await, house.sign_in("kommunikationschef").await);
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let (press, own) = (
            person_id(house, "presse@sundby.example").await,
            person_id(house, "konsulent@sundby.example").await,
        );
        let unit = unit_id(house, "Kommunikation").await;
        let phone = async |browser: &mut Browser, id: &str, function: &str, email: &str| {
            let fields =
                [("function", function), ("unit", &unit), ("email", email), ("phone", "55 00 00 88")];
            assert_eq!(browser.post(&format!("/people/persons/{id}"), &fields).await.status, 303);
        };
        phone(&mut chief, &press, "presseansvarlig", "presse@sundby.example").await;
        let mut press = house.sign_in("presseansvarlig").await;
        phone(&mut press, &own, "kommunikationskonsulent", "konsulent@sundby.example").await;
        let id = person_id(house, HEAD).await;
        let message = write(&mut consultant, "Stien er lukket").await;
        let request = ask(&mut consultant, &mut head, &message).await;
        change(&mut consultant, house, &id, OWN, "55 00 00 10").await;
        house.work().await;
        house.mails.take();
        for _ in 0..4 {
            house.forward(5).await;
        }
        let again = house.mails.number("Siger du ja til");
        assert_eq!(again, 0, "nobody is asked anew, and nobody else");
        assert_eq!(asked_of(house, &message).await, ["centerchef for Vej og Park"]);
        for (browser, path, says) in [
            (&mut head, format!("/approvals/{request}"), "Din adgang er ændret"),
            (&mut consultant, format!("/messages/{message}"), "er ændret, og ingen har bekræftet det"),
        ] {
            let page = browser.get(&path).await;
            assert!(page.body.contains(says), "{}", page.body);
        }
        confirm_all(&mut chief).await;
        assert_eq!(yes(&mut head, &request).await.status, 303);
    });
}

/// Whoever chooses somebody's first address does not answer for its owner, and a link answers for its own change alone.
#[test]
fn a_first_address_confirms_nothing() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = person_id(house, HEAD).await;
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "update person set email = null where email = $1", [HEAD]).unwrap();
        tx.commit().await.unwrap();
        change(&mut consultant, house, &id, OWN, "55 00 00 10").await;
        house.forward(1).await;
        consultant.post(&format!("/people/persons/{id}/identity-removal"), &[]).await;
        house.forward(2).await;
        let told = house.mails.to(OWN);
        assert!(told.iter().all(|mail| !mail.text.contains("/access-change/")), "{told:?}");
        let ids = open_ids(house).await;
        assert_eq!(ids.len(), 2, "both wait for a colleague");
        // Not even with a link that was mailed for another change.
        let person: db::Id = id.parse().unwrap();
        for subject in [person, db::Id::at(1)] {
            let link = house.site.links.make("access-change", subject);
            assert_eq!(house.visitor().get(&format!("/access-change/{link}")).await.status, 409);
        }
        let identity = house.site.links.make("access-change", ids[1].parse().unwrap());
        house.visitor().post(&format!("/access-change/{identity}/agreement"), &[]).await;
        house.visitor().post(&format!("/access-change/{identity}/agreement"), &[]).await;
        assert_eq!(open_ids(house).await, ids[..1], "the address waits still");
    });
}
