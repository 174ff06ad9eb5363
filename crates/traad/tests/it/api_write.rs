//! Working through the API: the main job without a browser, the same rules as in one, what is
//! refused, and the same call sent many times (quality bar R4).

use crate::api::{holds, json, problem, token, token_for};
use crate::house::{House, house};
use serde_json::{Value, json};
use testing::{Answer, Browser};
use web::Method;
use web::api::Gives;

/// An id that nothing has.
const NOBODY: &str = "1111111111111111111111";
const CONSULTANT: &str = "kommunikationskonsulent";
const HEAD: &str = "centerchef for Vej og Park";

/// A program with a token.
pub(crate) struct Program {
    browser: Browser,
    token: String,
}

impl Program {
    pub(crate) async fn of(house: &House, function: &str) -> Self {
        let token = token_for(house, &people::SCOPES, Some(function)).await;
        Self { browser: house.visitor(), token }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Value {
        json(&self.browser.get_with(path, &self.token).await)
    }

    pub(crate) async fn try_post(&mut self, path: &str, body: &Value) -> Answer {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.browser.post_with(path, &self.token, None, &body).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: &Value) -> Value {
        let answer = self.try_post(path, body).await;
        assert_eq!(answer.status, 201, "{path}: {}", answer.body);
        json(&answer)
    }
}

async fn unit(house: &House, name: &str) -> String {
    let units = people::Unit::all(&mut house.site.db.read().await.unwrap()).await.unwrap();
    units.into_iter().find(|unit| unit.name == name).unwrap().id.to_string()
}

async fn road(house: &House, title: &str) -> Value {
    json!({
        "title": title,
        "main_point": "Skolevej er lukket fra mandag den 11. maj til fredag den 15. maj.",
        "body_markdown": "Vi lægger ny asfalt.\n\n- Mandag til fredag: ingen biler\n- Cykler kan køre på fortovet",
        "unit_id": unit(house, "Center for Vej og Park").await,
        "role": "service",
        "character": "neutral",
        "goal": "good-dialogue",
        "contact": { "function": HEAD, "phone": "55 88 11 22", "email": "vej@sundby.example" },
        "target_groups": ["young-families"],
        "channels": ["website", "intranet"],
        "internal_text": "Vi spærrer Skolevej. Kør uden om ad Parkvej.",
    })
}

/// Makes a plan with an activity; gives its id.
pub(crate) async fn plan(house: &House, token: &str) -> String {
    let mut program = Program { browser: house.visitor(), token: token.to_owned() };
    let unit = unit(house, "Center for Vej og Park").await;
    let mut conn = house.site.db.read().await.unwrap();
    let all = people::Person::with_duties(&mut conn, 200).await.unwrap();
    drop(conn);
    let head = all.into_iter().find(|person| person.function == HEAD).unwrap().id;
    let assessment = json!({
        "title": "Ny skolevej", "kind": "case", "unit_id": unit, "yes": ["many-affected", "something-taken-away"],
    });
    let assessment = program.post("/api/v1/assessments", &assessment).await;
    assert_eq!(assessment["is_plan_needed"], true);
    let plan = json!({
        "title": "Ny skolevej", "unit_id": unit, "goals": ["good-dialogue"], "main_message": "Skolevejen bliver tryg.",
        "responsible_id": head, "starts_at": "2026-05-06T00:00:00Z", "assessment_id": assessment["id"],
    });
    let plan = program.post("/api/v1/plans", &plan).await;
    let id = plan["id"].as_str().unwrap().to_owned();
    let mut content = json!({
        "title": "Ny og tryg skolevej", "unit_id": unit, "goals": ["good-dialogue"],
        "main_message": "Skolevejen bliver tryg.", "responsible_id": head, "status": "active",
    });
    let path = format!("/api/v1/plans/{id}/revisions");
    let saved = program.post(&path, &json!({ "revision": 1, "content": content })).await;
    assert_eq!((saved["revision"].as_i64(), saved["status"].as_str()), (Some(2), Some("active")));
    content["title"] = "Uden at have læst den".into();
    problem(&program.try_post(&path, &json!({ "revision": 1, "content": content })).await, 409);
    let activity = json!({ "title": "Artikel", "channel": "website", "due_at": "2026-05-08T08:00:00Z", "responsible_id": head });
    program.post(&format!("/api/v1/plans/{id}/activities"), &activity).await;
    id
}

/// Writes and has it approved; gives the message.
async fn approved(house: &House, title: &str) -> String {
    let (mut consultant, mut head) = (Program::of(house, CONSULTANT).await, Program::of(house, HEAD).await);
    let message = consultant.post("/api/v1/messages", &road(house, title).await).await;
    let id = message["id"].as_str().unwrap().to_owned();
    let request = consultant.post(&format!("/api/v1/messages/{id}/approvals"), &Value::Null).await;
    assert_eq!(request["is_complete"], false);
    let answer = format!("/api/v1/approvals/{}/approval", request["id"].as_str().unwrap());
    let own = problem(&consultant.try_post(&answer, &json!({})).await, 422);
    assert_eq!(own["type"], "urn:traad:approval-own-text");
    let request = head.post(&answer, &json!({ "note": "Fint" })).await;
    assert_eq!(request["is_complete"], true);
    assert_eq!(request["yeses"][0]["by"], HEAD);
    id
}

#[test]
fn the_main_job_can_be_done_by_programs_under_the_same_rules() {
    house(async |house| {
        let mut consultant = Program::of(house, CONSULTANT).await;
        let message = consultant.post("/api/v1/messages", &road(house, "Skolevej lukker").await).await;
        let id = message["id"].as_str().unwrap();
        let times = format!("/api/v1/messages/{id}/schedules");
        consultant.post(&times, &json!({})).await;
        house.forward(0).await;
        house.forward(60).await;
        let releases = format!("/api/v1/messages/{id}/releases");
        assert_eq!(consultant.get(&releases).await["items"], json!([]), "nothing leaves without a yes");

        let id = approved(house, "Parkvej lukker").await;
        let (times, releases) =
            (format!("/api/v1/messages/{id}/schedules"), format!("/api/v1/messages/{id}/releases"));
        let set = consultant.post(&times, &json!({})).await;
        assert!(set["internal_at"].as_str() < set["external_at"].as_str(), "staff first: {set}");
        assert_eq!(consultant.get(&times).await, set);
        house.forward(0).await;
        assert_eq!(consultant.get(&releases).await["items"].as_array().unwrap().len(), 1);
        house.forward(60).await;
        assert_eq!(consultant.get(&releases).await["items"][1]["scope"], "external");
        assert!(house.visitor().get("/").await.body.contains("Parkvej lukker"));
        let thread =
            consultant.browser.get_with(&format!("/api/v1/messages/{id}/thread"), &consultant.token).await;
        assert!(thread.body.contains("kommunikationskonsulent (API: intranet)"), "{}", thread.body);

        let correction = consultant.post(&format!("/api/v1/messages/{id}/corrections"), &Value::Null).await;
        assert_eq!(correction["corrects_id"], id);
        let waiver = json!({ "rule": "no-such-rule", "reason": "Det er sagt på mødet" });
        let refused = consultant.try_post(&format!("/api/v1/messages/{id}/waivers"), &waiver).await;
        assert_eq!(problem(&refused, 422)["field"], "rule");
    });
}

#[test]
fn two_programs_never_overwrite_each_other() {
    house(async |house| {
        let (mut one, mut other) = (Program::of(house, CONSULTANT).await, Program::of(house, HEAD).await);
        let begun = one.post("/api/v1/messages", &road(house, "Stien lukker").await).await;
        let path = format!("/api/v1/messages/{}/editions", begun["id"].as_str().unwrap());
        let base = (begun["edition"]["id"].clone(), begun["edition"]["hash"].clone());
        let change = |title: &str, content: &Value| {
            let mut content = content.clone();
            content["title"] = title.into();
            json!({ "edition_id": base.0, "hash": base.1, "content": content })
        };
        let content = road(house, "Stien lukker").await;
        let saved = other.post(&path, &change("Stien åbner igen", &content)).await;
        assert_eq!(saved["title"], "Stien åbner igen");
        assert_eq!(saved["edition"]["number"], 2, "another author's save is an edition of its own");
        let late = one.try_post(&path, &change("Stien lukker i juni", &content)).await;
        assert_eq!(problem(&late, 409)["type"], "urn:traad:compose-api-conflict");
        let now = one.get(&format!("/api/v1/messages/{}", begun["id"].as_str().unwrap())).await;
        assert_eq!(now["title"], "Stien åbner igen");
    });
}

#[test]
fn a_token_may_what_its_person_may_and_stops_with_the_person() {
    house(async |house| {
        let mut consultant = Program::of(house, CONSULTANT).await;
        let mut schools = Program::of(house, "centerchef for Børn og Unge").await;
        let message = consultant.post("/api/v1/messages", &road(house, "Stien lukker").await).await;
        let id = message["id"].as_str().unwrap();
        let mut page = schools.browser.get_with(&format!("/api/v1/messages/{id}"), &schools.token).await;
        problem(&page, 404);
        page = schools.try_post("/api/v1/messages", &road(house, "Stien lukker").await).await;
        assert_eq!(problem(&page, 403)["field"], "unit");
        assert!(!schools.get("/api/v1/messages").await.to_string().contains(id));
        let whole = token(house, &["read:messages"]).await;
        let all = json(&house.visitor().get_with("/api/v1/messages", &whole).await);
        assert!(all.to_string().contains(id), "a token for nobody reads the whole municipality");
        problem(&schools.try_post("/api/v1/strategies", &json!({ "toml": "x" })).await, 403);
        // A token opens no pages, whoever it is for.
        let desk = consultant.browser.get_with("/desk", &consultant.token).await;
        assert!(desk.location.starts_with("/login"), "{}", desk.status);

        let mut tx = house.site.db.begin().await.unwrap();
        let now = tx.now();
        db::exec!(
            &mut tx,
            "update person set left_at = $2 where function = $1",
            ["centerchef for Børn og Unge", now]
        )
        .unwrap();
        tx.commit().await.unwrap();
        problem(&schools.browser.get_with("/api/v1/messages", &schools.token).await, 401);
    });
}

#[test]
fn the_same_call_sent_many_times_is_done_once() {
    house(async |house| {
        let consultant = Program::of(house, CONSULTANT).await;
        let body = road(house, "Stien lukker").await.to_string();
        let key = "9f6a1f0e-4a55-4c7e-9d0c-1";
        let before = count(house).await;
        // Twenty rounds of 32 copies at once.
        let mut answers = Vec::new();
        for _ in 0..20 {
            let copies = (0..32).map(|_| {
                let (mut browser, token, body) = (house.visitor(), consultant.token.clone(), body.clone());
                tokio::spawn(
                    async move { browser.post_with("/api/v1/messages", &token, Some(key), &body).await },
                )
            });
            for copy in copies.collect::<Vec<_>>() {
                answers.push(copy.await.unwrap());
            }
        }
        assert_eq!(count(house).await, before + 1, "one effect");
        let fresh: Vec<_> =
            answers.iter().filter(|answer| !answer.headers.contains_key("idempotency-replayed")).collect();
        assert_eq!(fresh.len(), 1, "done once");
        for answer in &answers {
            assert_eq!((answer.status.as_u16(), &answer.body), (201, &fresh[0].body), "the same bytes");
        }
        let mut program = house.visitor();
        let other = road(house, "Noget andet").await.to_string();
        let refused = program.post_with("/api/v1/messages", &consultant.token, Some(key), &other).await;
        assert_eq!(problem(&refused, 422)["type"], "urn:traad:web-api-key-other");
        // Another person's token may use the same key for its own.
        let head = Program::of(house, HEAD).await;
        let own = program.post_with("/api/v1/messages", &head.token, Some(key), &body).await;
        assert_eq!(own.status, 201);
        house.clock.forward(25 * 3_600_000);
        let again = program.post_with("/api/v1/messages", &consultant.token, Some(key), &body).await;
        assert!(!again.headers.contains_key("idempotency-replayed"), "a day later it is a new call");
        assert_eq!(count(house).await, before + 3);
        // What was refused may be sent again under its key once it is mended.
        let wrong = program.post_with("/api/v1/messages", &consultant.token, Some("b"), "{}").await;
        problem(&wrong, 422);
        let right = program.post_with("/api/v1/messages", &consultant.token, Some("b"), &body).await;
        assert_eq!(right.status, 201);
    });
}

/// A program that never calls again leaves no answers behind for ever.
#[test]
fn keys_and_their_answers_are_forgotten_after_a_day_without_another_call() {
    house(async |house| {
        let consultant = Program::of(house, CONSULTANT).await;
        let body = road(house, "Stien lukker").await.to_string();
        let sent = house.visitor().post_with("/api/v1/messages", &consultant.token, Some("a"), &body).await;
        assert_eq!(sent.status, 201);
        let kept = async || {
            let mut conn = house.site.db.read().await.unwrap();
            db::run!(&mut conn, scalar i64, "select count(*) from api_replay", [] => fetch_one).unwrap()
        };
        house.forward(23 * 60).await;
        assert_eq!(kept().await, 1, "a day is not over");
        house.forward(2 * 60).await;
        assert_eq!(kept().await, 0);
    });
}

async fn count(house: &House) -> i64 {
    let mut conn = house.site.db.read().await.unwrap();
    db::run!(&mut conn, scalar i64, "select count(*) from message", [] => fetch_one).unwrap()
}

#[test]
fn what_cannot_be_used_is_refused_by_field() {
    house(async |house| {
        let mut consultant = Program::of(house, CONSULTANT).await;
        let good = road(house, "Stien lukker").await;
        let before = count(house).await;
        for (field, value, named) in [
            ("title", json!(null), "title"),
            ("title", json!("x".repeat(401)), "title"),
            ("title", json!(5), "title"),
            ("unit_id", json!("x"), "unit_id"),
            ("role", json!("landlord"), "role"),
            ("character", json!("bad"), "character"),
            ("side", json!("outside"), "side"),
            ("channels", json!(["website", "fax"]), "channels"),
            ("channels", json!("website"), "channels"),
            ("target_groups", json!(["everybody"]), "target_groups"),
            ("variants", json!({ "fax": "x" }), "variants"),
            ("goal", json!("world-peace"), "goal"),
            ("theme", json!("war"), "theme"),
            ("contact", json!({ "phone": "5".repeat(41) }), "phone"),
            ("decision", json!({}), "decision"),
            ("main_point", json!("a\u{0}b"), "main_point"),
        ] {
            let mut body = good.clone();
            body[field] = value.clone();
            let answer = consultant.try_post("/api/v1/messages", &body).await;
            assert_eq!(problem(&answer, 422)["field"], named, "{field}: {value}");
        }
        let mut body = good.clone();
        body["unit_id"] = db::Id::at(1_000).to_string().into();
        let nowhere = consultant.try_post("/api/v1/messages", &body).await;
        assert_eq!(problem(&nowhere, 422)["type"], "urn:traad:people-no-unit");
        body = good;
        body["colour"] = "red".into();
        let answer = consultant.try_post("/api/v1/messages", &body).await;
        assert!(problem(&answer, 422)["detail"].as_str().unwrap().contains("main_point"));
        assert_eq!(count(house).await, before);
    });
}

/// Every endpoint that does something, with what no program should send.
#[test]
fn nonsense_never_makes_a_fault() {
    house(async |house| {
        let mut program = Program::of(house, "kommunikationschef").await;
        let endpoints: Vec<_> = house.site.slices.iter().flat_map(|slice| slice.api).copied().collect();
        let writing: Vec<_> = endpoints.iter().filter(|endpoint| endpoint.method == Method::Post).collect();
        assert!(writing.len() >= 17, "{}", writing.len());
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for endpoint in writing {
            for id in [NOBODY, "x", "%00", "\u{e6}"] {
                let path = endpoint.path.replace("{id}", &id.replace('\u{e6}', "%C3%A6"));
                for body in ["{}", "[]", "null", "{", "\u{0}", "{\"a\":1e999}", &deep, "{\"toml\":\"\"}"] {
                    let answer = program.browser.post_with(&path, &program.token, None, body).await;
                    let status = answer.status.as_u16();
                    // Without an id in the path an empty object may be all that is asked for.
                    let is_refused = status == 409 && !endpoint.path.contains("{id}");
                    assert!(
                        is_refused || matches!(status, 403 | 404 | 422),
                        "{path} {body:.20}: {status} {}",
                        answer.body
                    );
                    problem(&answer, status);
                }
            }
            let path = endpoint.path.replace("{id}", NOBODY);
            let form = program.browser.post_body(&path, "text/plain", "x".to_owned()).await;
            assert!(matches!(form.status.as_u16(), 401 | 415), "{path}: {}", form.status);
            let long = "k".repeat(300);
            let answer = program.browser.post_with(&path, &program.token, Some(&long), "{}").await;
            assert_eq!(problem(&answer, 422)["field"], "idempotency-key");
            let large = format!("{{\"toml\":\"{}\"}}", "x".repeat(1_100_000));
            let answer = program.browser.post_with(&path, &program.token, None, &large).await;
            problem(&answer, 413);
            let Gives::One(schema) = endpoint.gives else { panic!("{} gives one object", endpoint.path) };
            assert!(!schema.fields.is_empty());
        }
    });
}

#[test]
fn answers_to_acts_are_what_the_document_says() {
    house(async |house| {
        let mut program = Program::of(house, CONSULTANT).await;
        let endpoints: Vec<_> = house.site.slices.iter().flat_map(|slice| slice.api).copied().collect();
        let check = |path: &str, value: &Value| {
            let of_path =
                |endpoint: &&web::api::Endpoint| endpoint.path == path && endpoint.method == Method::Post;
            let endpoint = endpoints.iter().find(of_path).unwrap();
            holds(endpoint.gives.schema(), value);
        };
        let begun = program.post("/api/v1/messages", &road(house, "Stien lukker").await).await;
        check("/api/v1/messages", &begun);
        let id = begun["id"].as_str().unwrap();
        let request = program.post(&format!("/api/v1/messages/{id}/approvals"), &Value::Null).await;
        check("/api/v1/messages/{id}/approvals", &request);
        let mut head = Program::of(house, HEAD).await;
        let path = format!("/api/v1/approvals/{}/return", request["id"].as_str().unwrap());
        let refused = head.try_post(&path, &json!({ "comment": " " })).await;
        assert_eq!(problem(&refused, 422)["field"], "comment");
        let back = head.post(&path, &json!({ "comment": "Skriv, hvornår stien åbner igen." })).await;
        check("/api/v1/approvals/{id}/return", &back);
        assert!(back["ended_at"].is_string());
        let exemption = json!({ "kind": "danger", "reason": "Der er hul i vejen, og det er mørkt." });
        let granted = program.post(&format!("/api/v1/messages/{id}/exemptions"), &exemption).await;
        check("/api/v1/messages/{id}/exemptions", &granted);
        let times = program.post(&format!("/api/v1/messages/{id}/schedules"), &json!({})).await;
        check("/api/v1/messages/{id}/schedules", &times);
        let gone = program.post(&format!("/api/v1/messages/{id}/cancellations"), &Value::Null).await;
        assert!(gone["external_at"].is_null() && gone["not_after"].is_null());
        let mut owner = Program::of(house, "chef for Politik og Ledelse").await;
        let toml = String::from_utf8(traad::demo::STRATEGY.to_vec()).unwrap();
        let version = owner.post("/api/v1/strategies", &json!({ "toml": toml })).await;
        check("/api/v1/strategies", &version);
        let path = format!("/api/v1/strategies/{}/adoptions", version["id"].as_str().unwrap());
        let adopted = owner.post(&path, &Value::Null).await;
        check("/api/v1/strategies/{id}/adoptions", &adopted);
        assert_eq!(adopted["in_force"], true);
        let broken = owner.try_post("/api/v1/strategies", &json!({ "toml": "title = 5" })).await;
        assert_eq!(problem(&broken, 422)["type"], "urn:traad:strategy-invalid");
    });
}
