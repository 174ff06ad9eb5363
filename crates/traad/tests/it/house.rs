//! The program in the test house: the demo municipality, a clock, a mail catcher. A test fails
//! afterwards if a job is left or failed.

use db::{FixedClock, Timestamp};
use std::sync::Arc;
use testing::{Browser, Mails, TestDatabase, databases};
use traad::Settings;
use web::{Site, parse_local};

/// Wednesday at nine, in a week without holidays.
pub(crate) const MORNING: &str = "2026-05-06T09:00";

/// The real strategy of a municipality, which names few roles and asks for little.
pub(crate) const SLAGELSE: &[u8] = include_bytes!("../../../../strategies/slagelse-2023.toml");

/// One test's house.
pub(crate) struct House {
    pub(crate) site: Arc<Site>,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) mails: Arc<Mails>,
    pub(crate) database: &'static str,
    pub(crate) settings: Settings,
    worker: db::job::Worker<Arc<Site>>,
}

impl House {
    async fn build(database: &TestDatabase, strategy: &[u8], change: &dyn Fn(&mut Settings)) -> Self {
        let clock = Arc::new(FixedClock::new(parse_local(MORNING).unwrap()));
        let mails = Arc::new(Mails::default());
        let mut settings = Settings {
            data: Some(database.folder().to_owned()),
            database_url: Some(database.url.clone()),
            base_url: Some("http://traad.test".to_owned()),
            share: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/../../share").into()),
            demo: true,
            ..Settings::default()
        };
        change(&mut settings);
        let site = traad::app::open_with(&settings, clock.clone(), mails.clone()).await.unwrap();
        let mut tx = site.db.begin().await.unwrap();
        let actor = db::Actor::system("test");
        let version = strategy::version::add(&mut tx, &actor, strategy).await.unwrap();
        strategy::version::adopt(&mut tx, &actor, version).await.unwrap();
        tx.commit().await.unwrap();
        traad::demo::fill(&site).await.unwrap();
        let worker = traad::serve::worker(&site);
        Self { site, clock, mails, database: database.name, settings, worker }
    }

    /// The same municipality on another installation, where another has been restored.
    pub(crate) async fn open(settings: Settings, clock: Arc<FixedClock>, database: &'static str) -> Self {
        let mails = Arc::new(Mails::default());
        let site = traad::app::open_with(&settings, clock.clone(), mails.clone()).await.unwrap();
        let worker = traad::serve::worker(&site);
        Self { site, clock, mails, database, settings, worker }
    }

    /// A browser in which somebody of the demo has signed in.
    pub(crate) async fn sign_in(&self, function: &str) -> Browser {
        let mut browser = self.visitor();
        let page = browser.get("/login").await;
        let before = page.body.split(&format!("<strong>{function}</strong>")).next().unwrap();
        let person =
            before.rsplit("name=\"person\" value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        let answer = browser.post("/login/demo", &[("person", &person)]).await;
        assert_eq!(answer.location, "/desk", "{function} can sign in");
        browser
    }

    /// A browser in which nobody has signed in.
    pub(crate) fn visitor(&self) -> Browser {
        Browser::new(web::router(&self.site))
    }

    /// Lets the worker do everything that is due.
    pub(crate) async fn work(&self) {
        while self.worker.step().await.unwrap() > 0 {}
    }

    /// Lets the worker claim and do what is due once.
    pub(crate) async fn step(&self) -> usize {
        self.worker.step().await.unwrap()
    }

    /// Moves the clock, lets time bring what it brings, and works.
    pub(crate) async fn forward(&self, minutes: i64) {
        self.clock.forward(minutes * 60_000);
        for slice in &self.site.slices {
            for tick in slice.ticks {
                traad::serve::tick(&self.site, tick).await.unwrap();
            }
        }
        self.work().await;
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.site.db.now()
    }
}

/// Runs a test on every database, with the demo's strategy.
pub(crate) fn house(test: impl AsyncFn(&House)) {
    house_with(traad::demo::STRATEGY, test);
}

/// Runs a test on every database, with a strategy of its own.
pub(crate) fn house_with(strategy: &[u8], test: impl AsyncFn(&House)) {
    house_where(strategy, &|_| (), test);
}

/// Runs a test on every database, with a strategy and settings of its own.
pub(crate) fn house_where(strategy: &[u8], change: &dyn Fn(&mut Settings), test: impl AsyncFn(&House)) {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(
        async {
            for database in databases().await {
                let house = House::build(&database, strategy, change).await;
                test(&house).await;
                house.work().await;
                let jobs = db::job::list(&mut house.site.db.read().await.unwrap(), 100).await.unwrap();
                let left: Vec<_> =
                    jobs.iter().filter(|job| job.state != "waiting" || job.run_at <= house.now()).collect();
                assert!(left.is_empty(), "{}: jobs are left: {left:?}", database.name);
                house.site.db.close().await;
                drop(house);
                database.remove().await;
            }
        },
    );
}
