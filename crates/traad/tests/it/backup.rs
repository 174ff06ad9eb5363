//! A copy of the installation and its way back: every hash, the audit chain, and nothing sent
//! twice by itself, though the old installation went on after the copy (quality bar R10).

use crate::{
    house::{House, house},
    main_job::{ask, write},
};
use db::{SystemClock, run};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};
use testing::{TestDatabase, databases};
use traad::{
    Settings,
    backup::{backup, restore},
    resume::{Choice, resume},
};

/// An approved message of which staff mail is written down and not sent, and one with a time.
async fn half_way(house: &House) -> String {
    let mut consultant = house.sign_in("kommunikationskonsulent").await;
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let mut ids = Vec::new();
    for title in ["Skolevej er lukket i uge 20", "Stien ved søen er åben igen"] {
        let id = write(&mut consultant, title).await;
        let request = ask(&mut consultant, &mut head, &id).await;
        assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
        ids.push(id);
    }
    house.work().await;
    house.mails.take();
    for id in &ids {
        assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    }
    for slice in &house.site.slices {
        for tick in slice.ticks {
            traad::serve::tick(&house.site, tick).await.unwrap();
        }
    }
    // The first step writes the deliveries down; the next would send them.
    assert!(house.step().await > 0);
    assert!(house.mails.take().is_empty());
    ids.swap_remove(0)
}

/// Another installation with the same kind of database, empty.
async fn elsewhere(name: &str) -> TestDatabase {
    databases().await.into_iter().find(|database| database.name == name).unwrap()
}

fn settings_of(house: &House, database: &TestDatabase, folder: &Path) -> Settings {
    let embedded = format!("sqlite:{}", folder.join("traad.db").display());
    let url = if database.name == "sqlite" { embedded } else { database.url.clone() };
    Settings { data: Some(folder.to_owned()), database_url: Some(url), ..house.settings.clone() }
}

async fn copy(house: &House) -> (tempfile::TempDir, PathBuf) {
    let work = tempfile::tempdir().unwrap();
    let folder = work.path().join("copy");
    backup(&house.settings, &folder, house.now()).await.unwrap();
    (work, folder)
}

/// Brings the copy back elsewhere and opens it, an hour later.
async fn back(house: &House, folder: &Path, database: &TestDatabase, data: &Path) -> House {
    house.clock.forward(60 * 60_000);
    let settings = settings_of(house, database, data);
    let restored = restore(&settings, folder, house.clock.clone()).await.unwrap();
    assert_eq!(restored.audit.faults, vec![], "{}", house.database);
    House::open(settings, house.clock.clone(), house.database).await
}

async fn states(house: &House, state: &str) -> i64 {
    let mut conn = house.site.db.read().await.unwrap();
    run!(&mut conn, scalar i64, "select count(*) from delivery where state = $1", [state] => fetch_one)
        .unwrap()
}

async fn close(database: TestDatabase, other: House) {
    other.site.db.close().await;
    drop(other);
    database.remove().await;
}

#[test]
fn after_a_restore_nothing_is_sent_twice_without_a_choice() {
    house(async |house| {
        let audit = db::Audit::open(&house.site.db, house.settings.data().as_path()).await.unwrap();
        let id = half_way(house).await;
        audit.seal(&house.site.db).await.unwrap();
        let (_work, folder) = copy(house).await;
        // The old installation goes on: the mails leave and readers hear too.
        house.work().await;
        let sent: BTreeSet<String> =
            house.mails.take().iter().map(|mail| mail.to.as_str().to_owned()).collect();
        assert!(sent.len() > 5, "{}", sent.len());
        let database = elsewhere(house.database).await;
        let data = tempfile::tempdir().unwrap();
        let other = back(house, &folder, &database, data.path()).await;

        other.forward(5).await;
        assert!(other.mails.take().is_empty(), "everything is held on {}", house.database);
        let mut on_call = other.sign_in("kommunikationschef").await;
        assert!(on_call.get("/status").await.body.contains("traad resume"));
        assert!(other.visitor().get("/readyz").await.body.contains("\"held\":true"));

        let mut consultant = other.sign_in("kommunikationskonsulent").await;
        for page in [on_call.get("/status").await, on_call.get("/desk").await, consultant.get("/desk").await]
        {
            assert!(page.body.contains("Data er hentet fra en kopi fra"), "{}", page.body);
        }

        let way = resume(&other.site, Choice::Unknown).await.unwrap().unwrap();
        assert!(way.deliveries > 5 && way.schedules == 2, "{way:?}");
        assert_eq!(resume(&other.site, Choice::Unknown).await.unwrap(), None, "once is enough");
        other.forward(5).await;
        let told = other.mails.take();
        let (planned, lost): (Vec<_>, Vec<_>) =
            told.iter().partition(|mail| mail.subject.contains("går ikke ud som planlagt"));
        assert!(
            lost.iter().all(|mail| mail.subject.contains("Ikke alle har fået")),
            "what may have been sent is not sent again: {told:?}"
        );
        assert!(!lost.is_empty(), "and whoever wrote it hears that nobody knows");
        // Two messages had a time; whoever planned them is told of each once.
        let once: BTreeSet<&str> = planned.iter().map(|mail| mail.text.as_str()).collect();
        assert_eq!((once.len(), planned.len()), (2, 2));
        assert_eq!(states(&other, "unknown").await, way.deliveries);
        let thread = on_call.get(&format!("/messages/{id}")).await;
        assert!(thread.body.contains("lod tidspunktet gå"), "{}", thread.body);
        assert!(
            release::open_schedules(&mut other.site.db.read().await.unwrap(), id.parse().unwrap())
                .await
                .unwrap()
                .is_empty()
        );

        // What was erased after the copy is there again, until somebody has looked.
        assert!(consultant.get("/desk").await.body.contains("Data er hentet fra en kopi fra"));
        assert!(consultant.post("/status/copy", &[]).await.status.is_client_error());
        assert_eq!(on_call.post("/status/copy", &[]).await.status, 303);
        assert!(!consultant.get("/desk").await.body.contains("hentet fra en kopi"));
        assert_eq!(on_call.post("/status/copy", &[]).await.status, 409);

        // A person chooses, for one message, and everybody gets it once.
        let dispatch = thread.between("action=\"/dispatches/", "/resend");
        assert_eq!(on_call.post(&format!("/dispatches/{dispatch}/resend"), &[]).await.status, 303);
        other.forward(1).await;
        let again: Vec<String> = other.mails.take().iter().map(|mail| mail.to.as_str().to_owned()).collect();
        let once: BTreeSet<String> = again.iter().cloned().collect();
        assert_eq!(once.len(), again.len());
        assert_eq!(once, sent);
        let report = db::Audit::open(&other.site.db, data.path())
            .await
            .unwrap()
            .verify(&other.site.db, &[])
            .await
            .unwrap();
        assert_eq!(report.faults, vec![]);
        close(database, other).await;
    });
}

/// The test above must be able to fail: without the hold's choice, the same mails leave again.
#[test]
fn an_operator_who_says_nothing_left_sends_what_waited() {
    house(async |house| {
        half_way(house).await;
        let (_work, folder) = copy(house).await;
        house.work().await;
        let sent = house.mails.take().len();
        let database = elsewhere(house.database).await;
        let data = tempfile::tempdir().unwrap();
        let other = back(house, &folder, &database, data.path()).await;
        resume(&other.site, Choice::Unsent).await.unwrap().unwrap();
        other.work().await;
        assert_eq!(other.mails.take().len(), sent, "the restored installation holds all that waited");
        close(database, other).await;
    });
}

#[test]
fn a_copy_holds_every_row_and_file_and_comes_back_the_same() {
    house(async |house| {
        half_way(house).await;
        let data = house.settings.data();
        std::fs::create_dir_all(data.join("mailbox")).unwrap();
        std::fs::write(data.join("mailbox/one.eml"), "Subject: x\r\n\r\nx").unwrap();
        let (_work, folder) = copy(house).await;
        let database = elsewhere(house.database).await;
        let target = tempfile::tempdir().unwrap();
        let other = back(house, &folder, &database, target.path()).await;
        for file in ["mailbox/one.eml", "link.key"] {
            assert_eq!(
                std::fs::read(data.join(file)).unwrap(),
                std::fs::read(target.path().join(file)).unwrap(),
                "{file}"
            );
        }
        let rows = async |house: &House| {
            let mut conn = house.site.db.read().await.unwrap();
            run!(
                &mut conn,
                scalar String,
                "select cast(content as text) || hash from edition
                 union all select address || state || cast(attempts as text) from delivery
                 union all select kind || cast(payload as text) || state from job
                 union all select name from migration
                 union all select path || name || level from unit
                 union all select function || coalesce(email, '-') from person order by 1",
                [] => fetch_all
            )
            .unwrap()
        };
        let (before, after) = (rows(house).await, rows(&other).await);
        assert!(before.len() > 100, "{}", before.len());
        assert_eq!(before, after);
        close(database, other).await;
        house.work().await;
    });
}

#[test]
fn a_copy_that_was_touched_is_refused_and_nothing_is_written_over() {
    house(async |house| {
        let (_work, folder) = copy(house).await;
        let database = elsewhere(house.database).await;
        let target = tempfile::tempdir().unwrap();
        let data = target.path().join("data");
        let settings = settings_of(house, &database, &data);
        let attempt = async || restore(&settings, &folder, Arc::new(SystemClock)).await.unwrap_err();

        let key = folder.join("files/link.key");
        let whole = std::fs::read(&key).unwrap();
        let mut flipped = whole.clone();
        flipped[0] ^= 1;
        std::fs::write(&key, &flipped).unwrap();
        assert!(attempt().await.contains("is not as it was"));
        std::fs::remove_file(&key).unwrap();
        assert!(attempt().await.contains("is missing"));
        std::fs::write(&key, &whole).unwrap();
        std::fs::write(folder.join("files/more"), "x").unwrap();
        assert!(attempt().await.contains("is not in the manifest"));
        std::fs::remove_file(folder.join("files/more")).unwrap();
        let manifest = std::fs::read_to_string(folder.join("manifest.json")).unwrap();
        let newer = manifest.replace("202611220001_ground", "203001010000_later");
        std::fs::write(folder.join("manifest.json"), newer).unwrap();
        assert!(attempt().await.contains("newer version"));
        std::fs::write(folder.join("manifest.json"), &manifest).unwrap();
        assert!(!data.exists(), "a refused copy leaves nothing behind");

        std::fs::create_dir_all(&data).unwrap();
        std::fs::write(data.join("somebody-elses"), "x").unwrap();
        assert!(attempt().await.contains("is not empty"));
        std::fs::remove_file(data.join("somebody-elses")).unwrap();
        let full = Settings { database_url: house.settings.database_url.clone(), ..settings.clone() };
        let refused = restore(&full, &folder, Arc::new(SystemClock)).await.unwrap_err();
        assert!(refused.contains("not empty"), "{refused}");
        let occupied = backup(&house.settings, &folder, 0).await.unwrap_err();
        assert!(occupied.contains("is not empty"), "{occupied}");
        restore(&settings, &folder, Arc::new(SystemClock)).await.unwrap();
        database.remove().await;
    });
}
