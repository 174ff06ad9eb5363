//! A random life: five people who do what comes to mind, through pages or through a program that
//! acts for them, also what nobody offers them; and time, which passes.

use crate::{
    api::token_for,
    house::House,
    main_job::{road, unit_of},
};
use serde_json::{Value, json};
use testing::{Answer, Browser};

/// A small random source that gives the same lives for the same seed (Marsaglia 2003).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

/// Somebody with a browser and a token.
struct Person {
    browser: Browser,
    token: String,
}

impl Person {
    async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.browser.post(path, fields).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.body);
        answer
    }

    async fn call(&mut self, path: &str, body: &Value) -> Value {
        let answer =
            self.browser.post_with(&format!("/api/v1{path}"), &self.token, None, &body.to_string()).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap_or_default()
    }
}

/// One life.
pub(crate) struct Life<'a> {
    house: &'a House,
    chance: Chance,
    people: Vec<Person>,
    messages: Vec<String>,
    requests: Vec<String>,
}

impl<'a> Life<'a> {
    pub(crate) async fn begin(house: &'a House, chance: Chance) -> Self {
        let mut people = Vec::new();
        for function in [
            "kommunikationskonsulent",
            "kommunikationschef",
            "centerchef for Vej og Park",
            "direktør",
            "souschef i Vej og Park",
        ] {
            let token = token_for(house, &people::SCOPES, Some(function)).await;
            people.push(Person { browser: house.sign_in(function).await, token });
        }
        Self { house, chance, people, messages: Vec::new(), requests: Vec::new() }
    }

    /// Somebody does something.
    pub(crate) async fn act(&mut self) {
        let who = self.chance.below(self.people.len());
        let by_program = self.chance.below(3) == 0;
        if self.messages.is_empty() || self.chance.below(12) == 0 {
            return self.write(who, by_program).await;
        }
        let id = self.messages[self.chance.below(self.messages.len())].clone();
        match self.chance.below(16) {
            0 | 1 => self.save(who, &id, by_program).await,
            2 | 3 => self.ask(who, &id, by_program).await,
            4..=6 => self.answer(who, by_program).await,
            7 => self.push_in(who, by_program).await,
            8 | 9 => self.plan(who, &id, None, by_program).await,
            10 => self.plan(who, &id, Some(self.house.now() + 5_400_000), by_program).await,
            11 => self.exempt(who, &id, by_program).await,
            12 => self.take_yes_back(who, by_program).await,
            13 => self.mend(who, &id).await,
            14 => self.stop(who).await,
            _ => self.house.forward([0, 1, 30, 60, 61][self.chance.below(5)]).await,
        }
    }

    async fn write(&mut self, who: usize, by_program: bool) {
        let browser = &mut self.people[who].browser;
        let editor = browser.get("/messages/new").await;
        if editor.status != 200 || !editor.body.contains(">Center for Vej og Park</option>") {
            return;
        }
        let unit = unit_of(&editor, "Center for Vej og Park");
        if by_program {
            let made = self.people[who].call("/messages", &content(&unit, "Vi lægger ny asfalt.")).await;
            self.messages.extend(made["id"].as_str().map(str::to_owned));
        } else {
            let made = self.people[who].submit("/messages", &road(&unit, "Stien er lukket")).await;
            self.messages.extend(made.location.split('/').nth(2).map(str::to_owned));
        }
    }

    async fn save(&mut self, who: usize, id: &str, by_program: bool) {
        let point = [
            "Vi lægger ny asfalt. Det er komunens egen vej.",
            "Vi lægger ny asfalt. Det er kommunens egen vej.",
            "Vi lægger ny asfalt i maj. Det er kommunens egen vej.",
        ][self.chance.below(3)];
        let browser = &mut self.people[who].browser;
        let page = browser.get(&format!("/messages/{id}/edit")).await;
        if page.status != 200 {
            return;
        }
        let unit = unit_of(&page, "Center for Vej og Park");
        let base = (page.value("base"), page.value("base-hash"));
        if by_program {
            let body = json!({ "edition_id": base.0, "hash": base.1, "content": content(&unit, point) });
            self.people[who].call(&format!("/messages/{id}/editions"), &body).await;
            return;
        }
        let mut fields = road(&unit, "Stien er lukket");
        for field in &mut fields {
            if field.0 == "main-point" {
                field.1 = point;
            }
        }
        fields.push(("base", &base.0));
        fields.push(("base-hash", &base.1));
        if self.chance.below(2) == 0 {
            fields.push(("end-plan", "1"));
        }
        self.people[who].submit(&format!("/messages/{id}/edition"), &fields).await;
    }

    async fn ask(&mut self, who: usize, id: &str, by_program: bool) {
        let person = &mut self.people[who];
        if by_program {
            let asked = person.call(&format!("/messages/{id}/approvals"), &json!({})).await;
            self.requests.extend(asked["id"].as_str().map(str::to_owned));
            return;
        }
        person.submit(&format!("/messages/{id}/approval-request"), &[]).await;
        let page = person.browser.get(&format!("/messages/{id}")).await;
        let request = page.between("href=\"/approvals/", "\"");
        self.requests.extend(Some(request).filter(|request| !request.is_empty()));
    }

    /// Answers what stands first in the queue: returns it, takes a yes back, or says yes.
    async fn answer(&mut self, who: usize, by_program: bool) {
        let person = &mut self.people[who];
        let queue = person.browser.get("/approvals").await;
        let request = queue.between("href=\"/approvals/", "\"");
        if request.is_empty() {
            return;
        }
        let (act, fields, body) = match self.chance.below(6) {
            0 => (
                "return",
                vec![("comment", "Skriv, hvor længe.")],
                json!({ "comment": "Skriv, hvor længe." }),
            ),
            1 => ("withdrawal", vec![], json!({})),
            _ => ("approval", vec![], json!({})),
        };
        let path = format!("/approvals/{request}/{act}");
        if by_program {
            person.call(&path, &body).await;
        } else {
            person.submit(&path, &fields).await;
        }
    }

    /// Somebody says yes to what nobody asked them about.
    async fn push_in(&mut self, who: usize, by_program: bool) {
        let Some(request) = self.requests.last() else { return };
        let (path, person) = (format!("/approvals/{request}/approval"), &mut self.people[who]);
        if by_program {
            person.call(&path, &json!({})).await;
        } else {
            person.submit(&path, &[]).await;
        }
    }

    /// Somebody takes back a yes, of whichever request.
    async fn take_yes_back(&mut self, who: usize, by_program: bool) {
        if self.requests.is_empty() {
            return;
        }
        let request = &self.requests[self.chance.below(self.requests.len())];
        let (path, person) = (format!("/approvals/{request}/withdrawal"), &mut self.people[who]);
        if by_program {
            person.call(&path, &json!({})).await;
        } else {
            person.submit(&path, &[]).await;
        }
    }

    /// Somebody corrects what is out, puts a small correction in, takes it down, or takes its time away.
    async fn mend(&mut self, who: usize, id: &str) {
        let reason = ("reason", "Der står et forkert telefonnummer.");
        let (path, fields) = match self.chance.below(7) {
            0 => ("correction", vec![("rest", "stop")]),
            1 => ("correction", vec![("rest", "send")]),
            2 => ("amendment", vec![]),
            3 => ("retraction", vec![reason]),
            4 => ("retraction", vec![reason, ("personal", "1")]),
            5 => ("erasure", vec![reason]),
            _ => ("schedule/delete", vec![]),
        };
        let answer = self.people[who].submit(&format!("/messages/{id}/{path}"), &fields).await;
        if path == "correction" && answer.status == 303 {
            self.messages.extend(answer.location.split('/').nth(2).map(str::to_owned));
        }
    }

    /// Somebody stops everything, or opens again.
    async fn stop(&mut self, who: usize) {
        let lift = self.chance.below(3) != 0;
        let (path, fields) = match lift {
            true => ("/status/stop/delete", vec![]),
            false => ("/status/stop", vec![("reason", "Vi venter på politiet.")]),
        };
        self.people[who].submit(path, &fields).await;
    }

    async fn plan(&mut self, who: usize, id: &str, at: Option<db::Timestamp>, by_program: bool) {
        let person = &mut self.people[who];
        if by_program {
            let body = at.map_or_else(|| json!({}), |at| json!({ "at": web::api::time(at) }));
            person.call(&format!("/messages/{id}/schedules"), &body).await;
            return;
        }
        let local = at.map(|at| web::copenhagen(at).strftime("%Y-%m-%dT%H:%M").to_string());
        let fields: Vec<(&str, &str)> = local.iter().map(|at| ("at", at.as_str())).collect();
        person.submit(&format!("/messages/{id}/schedule"), &fields).await;
    }

    async fn exempt(&mut self, who: usize, id: &str, by_program: bool) {
        let kind = ["danger", "exception"][self.chance.below(2)];
        if self.chance.below(4) != 0 {
            return;
        }
        let (person, reason) = (&mut self.people[who], "Træer vælter ned over stien.");
        if by_program {
            let body = json!({ "kind": kind, "reason": reason });
            person.call(&format!("/messages/{id}/exemptions"), &body).await;
        } else {
            let fields = [("kind", kind), ("reason", reason)];
            person.submit(&format!("/messages/{id}/exemption"), &fields).await;
        }
    }
}

/// The same text as the form's, as a program sends it.
fn content(unit: &str, point: &str) -> Value {
    let fields: Vec<(&str, &str)> = road(unit, "Stien er lukket");
    let get = |name: &str| fields.iter().find(|field| field.0 == name).map(|field| field.1);
    let all =
        |name: &str| fields.iter().filter(|field| field.0 == name).map(|field| field.1).collect::<Vec<_>>();
    json!({
        "title": get("title"), "main_point": point, "body_markdown": get("body"), "unit_id": unit,
        "side": get("side"), "role": get("role"), "character": get("character"), "goal": get("goal"),
        "contact": { "function": get("contact-function"), "phone": get("contact-phone"), "email": get("contact-email") },
        "target_groups": all("target-groups"), "topics": all("topics"), "channels": all("channels"),
        "internal_text": get("internal-text"),
    })
}
