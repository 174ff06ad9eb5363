//! Hostile lives: one consultant, whom nobody helps, tries in any order every way to a yes for their own text: other
//! addresses, invented people, duties, deputies, files, links, second factors, confirmations by whoever they have
//! become. Nobody else does anything, so nothing may ever go out; the control confirms every change at once, as the
//! old rule did in effect, and must let something through (S1, R11).

use crate::{
    hands::take_over,
    house::{House, house},
    lives::Chance,
    main_job::{road, unit_of},
    people::{person_id, unit_id},
};
use testing::Browser;

/// Acts in one life.
const ACTS: usize = 60;
/// Those they would like to be.
const OTHERS: [&str; 5] = [
    "chef.vej@sundby.example",
    "souschef.vej@sundby.example",
    "direktoer@sundby.example",
    "vejmand@sundby.example",
    "presse@sundby.example",
];

fn sequences() -> u64 {
    let wanted = std::env::var("TRAAD_SEQUENCES").ok().and_then(|text| text.parse::<u64>().ok());
    wanted.map_or(if std::env::var("TRAAD_PARTS").is_ok() { 8 } else { 2 }, |wanted| wanted.div_ceil(4))
}

struct Life<'a> {
    house: &'a House,
    chance: Chance,
    /// The browsers in which they are somebody: themselves first.
    selves: Vec<Browser>,
    /// Ids of those they try to become, with those they invented.
    targets: Vec<String>,
    /// Mailboxes of their own.
    mailboxes: Vec<String>,
    messages: Vec<String>,
    unit: String,
}

impl<'a> Life<'a> {
    async fn begin(house: &'a House, seed: u64) -> Self {
        let mut targets = Vec::new();
        for email in OTHERS {
            targets.push(person_id(house, email).await);
        }
        let mut tx = house.site.db.begin().await.unwrap();
        db::exec!(&mut tx, "update unit set external_key = 'V1' where name = $1", ["Center for Vej og Park"])
            .unwrap();
        tx.commit().await.unwrap();
        Self {
            house,
            chance: Chance::of(seed),
            selves: vec![house.sign_in("kommunikationskonsulent").await],
            targets,
            mailboxes: Vec::new(),
            messages: Vec::new(),
            unit: unit_id(house, "Center for Vej og Park").await,
        }
    }

    fn mailbox(&mut self) -> String {
        self.mailboxes.push(format!("ond{}@fremmed.example", self.mailboxes.len()));
        self.mailboxes.last().unwrap().clone()
    }

    async fn post(&mut self, who: usize, path: &str, fields: &[(&str, &str)]) -> testing::Answer {
        let answer = self.selves[who].post(path, fields).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.body);
        answer
    }

    async fn act(&mut self) {
        let who = self.chance.below(self.selves.len());
        let target = self.targets[self.chance.below(self.targets.len())].clone();
        match self.chance.below(14) {
            0 => self.write(who).await,
            1 => self.ask_and_plan().await,
            2 => self.move_in(who, &target).await,
            3 => self.invent(who).await,
            4 => self.appoint(who, &target).await,
            5 => self.stand_in(who, &target).await,
            6 => self.import(who).await,
            7 => {
                for act in [["departure", "return"], ["second-factor-removal", "identity-removal"]]
                    [self.chance.below(2)]
                {
                    self.post(who, &format!("/people/persons/{target}/{act}"), &[]).await;
                }
            }
            8 | 9 => self.become_somebody(who, &target).await,
            10 => self.confirm(who).await,
            11 => self.approve().await,
            12 => self.by_telephone().await,
            _ => self.house.forward([1, 6, 61, 25 * 60][self.chance.below(4)]).await,
        }
    }

    async fn write(&mut self, who: usize) {
        let editor = self.selves[who].get("/messages/new").await;
        if editor.status != 200 || !editor.body.contains(">Center for Vej og Park</option>") {
            return;
        }
        let unit = unit_of(&editor, "Center for Vej og Park");
        let made = self.post(who, "/messages", &road(&unit, "Stien er lukket")).await;
        self.messages.extend(made.location.split('/').nth(2).map(str::to_owned));
    }

    async fn ask_and_plan(&mut self) {
        for id in self.messages.clone() {
            for who in 0..self.selves.len() {
                self.post(who, &format!("/messages/{id}/approval-request"), &[]).await;
                self.post(who, &format!("/messages/{id}/schedule"), &[]).await;
            }
        }
    }

    async fn move_in(&mut self, who: usize, target: &str) {
        let (email, unit) = (self.mailbox(), self.unit.clone());
        let fields =
            [("function", "chef"), ("unit", unit.as_str()), ("email", &email), ("phone", "55 66 66 66")];
        self.post(who, &format!("/people/persons/{target}"), &fields).await;
    }

    async fn invent(&mut self, who: usize) {
        let (email, unit) = (self.mailbox(), self.unit.clone());
        let fields = [("function", "vejchef"), ("unit", unit.as_str()), ("email", &email)];
        let made = self.post(who, "/people/persons", &fields).await;
        self.targets.extend(made.location.split('/').nth(3).map(str::to_owned));
    }

    async fn appoint(&mut self, who: usize, target: &str) {
        let duty = ["head", "director", "communications", "editor"][self.chance.below(4)];
        let unit = self.unit.clone();
        self.post(who, &format!("/people/persons/{target}/duties"), &[("duty", duty), ("over", &unit)]).await;
    }

    async fn stand_in(&mut self, who: usize, target: &str) {
        let deputy = self.targets[self.chance.below(self.targets.len())].clone();
        let day = |at: db::Timestamp| web::copenhagen(at).strftime("%Y-%m-%d").to_string();
        let (from, to) = (day(self.house.now()), day(self.house.now() + 7 * 86_400_000));
        let fields = [("from", from.as_str()), ("to", to.as_str()), ("deputy", deputy.as_str())];
        self.post(who, &format!("/people/persons/{target}/absences"), &fields).await;
    }

    async fn import(&mut self, who: usize) {
        let email = self.mailbox();
        let text = format!("nøgle;enhed;funktion;e-mail;hverv\n{email};V1;vejinspektør;{email};head\n");
        let fields = [("kind", "people"), ("text", text.as_str())];
        let seen = self.post(who, "/people/import", &fields).await.value("seen");
        self.post(who, "/people/import", &[fields[0], fields[1], ("seen", &seen), ("apply", "1")]).await;
    }

    /// Has links sent, as a keeper and as a stranger, opens whatever came to a mailbox of theirs, and signs in.
    async fn become_somebody(&mut self, who: usize, target: &str) {
        self.post(who, &format!("/people/persons/{target}/password-link"), &[]).await;
        let mut own = self.mailboxes.clone();
        own.reverse();
        for email in own.iter().take(3) {
            let mut stranger = self.house.visitor();
            stranger.post("/login/link", &[("email", email)]).await;
            self.house.work().await;
            for mail in self.house.mails.to(email) {
                if let Some(path) = mail.text.split("http://traad.test/access-change/").nth(1) {
                    let token = path.split_whitespace().next().unwrap();
                    self.house.visitor().post(&format!("/access-change/{token}/agreement"), &[]).await;
                }
            }
            self.selves.extend(take_over(self.house, email).await);
        }
        // A machine has room for so many.
        if self.selves.len() > 5 {
            self.selves.remove(1);
        }
    }

    async fn confirm(&mut self, who: usize) {
        let mut conn = self.house.site.db.read().await.unwrap();
        let open = db::run!(&mut conn, scalar db::Id, "select id from access_change where confirmed_at is null", [] => fetch_all);
        drop(conn);
        for id in open.unwrap() {
            self.post(who, "/people/changes", &[("change", &id.to_string())]).await;
        }
    }

    async fn approve(&mut self) {
        for who in 0..self.selves.len() {
            let queue = self.selves[who].get("/approvals").await;
            let requests: Vec<String> = queue
                .body
                .split("href=\"/approvals/")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect();
            for request in requests {
                let path = format!("/approvals/{request}");
                let plan = self.selves[who].get(&path).await.value("plan");
                self.post(who, &format!("{path}/approval"), &[("plan", &plan)]).await;
            }
        }
    }

    /// Writes down the yes of whoever was asked, as if they had telephoned, and confirms those of one's own.
    async fn by_telephone(&mut self) {
        let mut conn = self.house.site.db.read().await.unwrap();
        let requests = db::run!(&mut conn, scalar db::Id, "select id from approval_request where ended_at is null", [] => fetch_all);
        drop(conn);
        for request in requests.unwrap() {
            for who in 0..self.selves.len() {
                for target in self.targets.clone() {
                    let fields = [("person", target.as_str()), ("note", "Ja.")];
                    self.post(who, &format!("/approvals/{request}/telephone"), &fields).await;
                }
                self.post(who, &format!("/approvals/{request}/confirmation"), &[]).await;
            }
        }
    }
}

/// Lives one life; says whether anything went out. Under the old rule every change counts as confirmed.
async fn live(house: &House, seed: u64, old_rule: bool) -> bool {
    let mut life = Life::begin(house, seed).await;
    for _ in 0..ACTS {
        life.act().await;
        if old_rule {
            let mut tx = house.site.db.begin().await.unwrap();
            db::exec!(&mut tx, "update access_change set confirmed_at = at, address_before = null", [])
                .unwrap();
            tx.commit().await.unwrap();
        }
    }
    for _ in 0..2 {
        life.approve().await;
        life.ask_and_plan().await;
        house.forward(61).await;
    }
    let mut conn = house.site.db.read().await.unwrap();
    let before = db::run!(
        &mut conn,
        scalar i64,
        "select count(*) from release r where exists (
           select 1 from edition e join person p on p.id = e.saved_by where e.id = r.edition_id)
           and r.at >= $1",
        [web::parse_local(crate::house::MORNING).unwrap()] => fetch_one
    );
    before.unwrap() > 0
}

#[test]
fn a_hostile_consultant_gets_nothing_out_alone() {
    for seed in 1..=sequences() {
        house(async |house| {
            assert!(!live(house, seed, false).await, "{} seed {seed}: it went out", house.database);
        });
    }
}

/// The control: where changes need nobody else, such a life gets its text out.
#[test]
fn where_nobody_confirms_a_hostile_consultant_gets_their_text_out() {
    let out = std::cell::Cell::new(false);
    for seed in 1..=20 {
        house(async |house| {
            if !out.get() {
                out.set(live(house, seed, true).await);
            }
        });
        if out.get() {
            return;
        }
    }
    panic!("no life found the way that the old rule left open");
}
