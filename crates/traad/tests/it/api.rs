//! The API as programs meet it: tokens and scopes, every endpoint after the main job, what is
//! refused, and a document that says of each answer exactly what stands in it.

use crate::house::{House, house};
use crate::main_job::{ask, write};
use serde_json::Value;
use testing::{Answer, Browser};
use web::api::{Field, Gives, Kind, Schema};
use web::{Access, Method, Routes};

/// An id that nothing has.
const NOBODY: &str = "1111111111111111111111";

pub(crate) async fn token(house: &House, scopes: &[&str]) -> String {
    token_for(house, scopes, None).await
}

/// A token that acts for the person with this function.
pub(crate) async fn token_for(house: &House, scopes: &[&str], function: Option<&str>) -> String {
    let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let mut tx = house.site.db.begin().await.unwrap();
    let person = match function {
        Some(function) => Some(person_of(&mut tx, function).await),
        None => None,
    };
    let actor = db::Actor::system("test");
    let made = people::make_token(&mut tx, &actor, "intranet", &scopes, person).await.unwrap();
    tx.commit().await.unwrap();
    made
}

async fn person_of(tx: &mut db::Tx, function: &str) -> db::Id {
    let all = people::Person::with_duties(tx, 200).await.unwrap();
    all.into_iter().find(|person| person.function == function).expect("a person").id
}

async fn revoke(house: &House, token: &str) {
    let id = token.split('_').nth(1).unwrap().parse().unwrap();
    let mut tx = house.site.db.begin().await.unwrap();
    people::revoke_token(&mut tx, &db::Actor::system("test"), id).await.unwrap();
    tx.commit().await.unwrap();
}

/// A message that went the whole way, to staff and to readers.
async fn released(house: &House, title: &str) -> String {
    let mut consultant = house.sign_in("kommunikationskonsulent").await;
    let mut head = house.sign_in("centerchef for Vej og Park").await;
    let id = write(&mut consultant, title).await;
    let request = ask(&mut consultant, &mut head, &id).await;
    assert_eq!(head.post(&format!("/approvals/{request}/approval"), &[]).await.status, 303);
    assert_eq!(consultant.post(&format!("/messages/{id}/schedule"), &[]).await.status, 303);
    house.forward(0).await;
    house.forward(60).await;
    id
}

/// Lets a finding of a message stand, as a row of its own: one that is out can be waived no more.
async fn waived(house: &House, id: &str) {
    let mut tx = house.site.db.begin().await.unwrap();
    let (waiver, message) = (tx.new_id(), id.parse::<db::Id>().unwrap());
    db::exec!(
        &mut tx,
        "insert into waiver (id, message_id, rule, reason, at, by_id)
         select $1, id, 'sentence-long', 'Navnet på planen er langt.', made_at, made_by from message where id = $2",
        [waiver, message]
    )
    .unwrap();
    tx.commit().await.unwrap();
}

pub(crate) fn json(answer: &Answer) -> Value {
    assert!(answer.status.is_success(), "{}: {}", answer.status, answer.body);
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.headers["cache-control"], "no-store");
    serde_json::from_str(&answer.body).unwrap()
}

pub(crate) fn problem(answer: &Answer, status: u16) -> Value {
    assert_eq!(answer.status, status, "{}", answer.body);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    let body: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(body["status"], status);
    assert!(!body["title"].as_str().unwrap().is_empty() && !body["detail"].as_str().unwrap().is_empty());
    body
}

/// Holds an answer against its schema: every field there and described, none besides.
pub(crate) fn holds(schema: &Schema, value: &Value) {
    let object = value.as_object().unwrap_or_else(|| panic!("{}: {value}", schema.name));
    let described: Vec<&str> = schema.fields.iter().map(|field| field.name).collect();
    for name in object.keys() {
        assert!(described.contains(&name.as_str()), "{}.{name} is not described", schema.name);
    }
    for field in schema.fields {
        let inner =
            object.get(field.name).unwrap_or_else(|| panic!("{}.{} is missing", schema.name, field.name));
        assert!(is_a(field, inner), "{}.{}: {inner}", schema.name, field.name);
    }
}

fn is_a(field: &Field, value: &Value) -> bool {
    if value.is_null() {
        return field.nullable;
    }
    match field.kind {
        Kind::Id => value.as_str().is_some_and(|text| text.parse::<db::Id>().is_ok()),
        Kind::Text => value.is_string(),
        Kind::Time => value.as_str().is_some_and(|text| text.ends_with('Z') && text.contains('T')),
        Kind::Number => value.is_i64(),
        Kind::Decimal => value.is_number(),
        Kind::Flag => value.is_boolean(),
        Kind::Texts => value.as_array().is_some_and(|all| all.iter().all(Value::is_string)),
        Kind::TextMap => value.as_object().is_some_and(|all| all.values().all(Value::is_string)),
        Kind::NumberMap => value.as_object().is_some_and(|all| all.values().all(Value::is_i64)),
        Kind::Free => value.is_object(),
        Kind::Frees => value.as_array().is_some_and(|all| all.iter().all(Value::is_object)),
        Kind::Object(schema) => {
            holds(schema, value);
            true
        }
        Kind::Objects(schema) => {
            let all = value.as_array().unwrap_or_else(|| panic!("{}: {value}", field.name));
            all.iter().for_each(|inner| holds(schema, inner));
            true
        }
    }
}

async fn read(program: &mut Browser, path: &str, token: &str) -> Value {
    json(&program.get_with(path, token).await)
}

#[test]
fn only_a_live_token_with_the_scope_reads() {
    house(async |house| {
        let mut program = house.visitor();
        let (reader, other) =
            (token(house, &["read:messages"]).await, token(house, &["read:strategy"]).await);
        for endpoint in house.site.slices.iter().flat_map(|slice| slice.api) {
            let Some(scope) = endpoint.scope else { continue };
            assert!(people::SCOPES.contains(&scope), "{scope}");
            let path = endpoint.path.replace("{id}", NOBODY);
            let reads = endpoint.method == Method::Get;
            let none = if reads { program.get(&path).await } else { program.post(&path, &[]).await };
            problem(&none, 401);
            assert_eq!(none.headers["www-authenticate"], "Bearer");
            let wrong = if scope == "read:messages" { &other } else { &reader };
            for (token, status) in [("traad_x_y", 401), (wrong, 403)] {
                let answer = match reads {
                    true => program.get_with(&path, token).await,
                    false => program.post_with(&path, token, None, "").await,
                };
                problem(&answer, status);
            }
        }
        problem(&program.get("/api/v1/nothing").await, 404);
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        problem(&consultant.get("/api/v1/messages").await, 403);
        read(&mut program, "/api/v1/messages", &reader).await;
        revoke(house, &reader).await;
        problem(&program.get_with("/api/v1/messages", &reader).await, 401);
    });
}

#[test]
fn a_token_has_a_name_and_scopes_that_are_known() {
    house(async |house| {
        let actor = db::Actor::system("test");
        for (name, scopes, field) in [
            ("", vec!["read:messages"], "name"),
            ("intranet", vec![], "scope"),
            ("intranet", vec!["read:messages", "write:everything"], "scope"),
            ("intranet", vec!["read:messages", "write:messages"], "person"),
        ] {
            let scopes: Vec<String> = scopes.into_iter().map(str::to_owned).collect();
            let mut tx = house.site.db.begin().await.unwrap();
            let made = people::make_token(&mut tx, &actor, name, &scopes, None).await;
            let Err(web::Stop::Refusal(refusal)) = made else { panic!("{name} {scopes:?} is refused") };
            assert_eq!(refusal.field, Some(field));
            let known = refusal.args.iter().any(|(_, value)| value.contains("read:deliveries"));
            assert_eq!(known, field == "scope", "the known scopes are named");
        }
        let made = token(house, &["read:messages"]).await;
        let mut conn = house.site.db.read().await.unwrap();
        let all = people::Token::all(&mut conn).await.unwrap();
        assert_eq!(all.len(), 1);
        assert!(made.starts_with(&format!("traad_{}_", all[0].id)) && made.len() > 80);
        drop(conn);
        revoke(house, &made).await;
        let mut tx = house.site.db.begin().await.unwrap();
        assert!(people::revoke_token(&mut tx, &actor, all[0].id).await.is_err(), "only once");
    });
}

#[test]
fn every_endpoint_gives_what_the_document_says() {
    house(async |house| {
        let id = released(house, "Skolevej er lukket i uge 20").await;
        waived(house, &id).await;
        let all = token_for(house, &people::SCOPES, Some("kommunikationskonsulent")).await;
        let plan = crate::api_write::plan(house, &all).await;
        let mut program = house.visitor();
        let dispatches = read(&mut program, &format!("/api/v1/messages/{id}/dispatches"), &all).await;
        assert!(dispatches["items"][0]["counts"]["accepted"].as_i64().unwrap() > 0, "{dispatches}");
        assert!(!dispatches.to_string().contains('@'), "never an address");
        let approvals = read(&mut program, &format!("/api/v1/messages/{id}/approvals"), &all).await;
        assert_eq!(approvals["items"][0]["is_complete"], true);
        assert_eq!(approvals["items"][0]["yeses"][0]["by"], "centerchef for Vej og Park");
        let releases = read(&mut program, &format!("/api/v1/messages/{id}/releases"), &all).await;
        assert_eq!(releases["items"][0]["scope"], "internal");
        assert_eq!(releases["items"][1]["scope"], "external");
        let dispatch = dispatches["items"][0]["id"].as_str().unwrap();
        let message = read(&mut program, &format!("/api/v1/messages/{id}"), &all).await;
        let edition = message["edition_id"].as_str().unwrap();
        let endpoints = house.site.slices.iter().flat_map(|slice| slice.api);
        for endpoint in endpoints.filter(|endpoint| endpoint.method == Method::Get) {
            let id = match endpoint.path {
                path if path.contains("/plans/") => plan.as_str(),
                path if path.contains("/editions/") => edition,
                path if path.contains("/dispatches/") => dispatch,
                _ => &id,
            };
            let path = endpoint.path.replace("{id}", id);
            let answer = program.get_with(&path, &all).await;
            let body: Value = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(answer.status, 200, "{path}: {body}");
            assert!(answer.statements <= 8, "{path}: {} statements", answer.statements);
            match endpoint.gives {
                Gives::One(schema) => holds(schema, &body),
                Gives::All(schema) | Gives::Paged(schema) => {
                    let items = body["items"].as_array().unwrap();
                    assert!(!items.is_empty(), "{path}");
                    items.iter().for_each(|item| holds(schema, item));
                }
            }
            if endpoint.path.contains("{id}") {
                for unknown in [NOBODY, "x"] {
                    let path = endpoint.path.replace("{id}", unknown);
                    problem(&program.get_with(&path, &all).await, 404);
                }
            }
        }
    });
}

#[test]
fn messages_come_page_by_page_newest_first() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut written = Vec::new();
        for number in 1..=5 {
            written.insert(0, write(&mut consultant, &format!("Sti {number} lukker")).await);
            house.clock.forward(1_000);
        }
        let reader = token(house, &["read:messages"]).await;
        let mut program = house.visitor();
        let (mut seen, mut path) = (Vec::new(), "/api/v1/messages?limit=2".to_owned());
        loop {
            let page = read(&mut program, &path, &reader).await;
            let items = page["items"].as_array().unwrap();
            assert!((1..=2).contains(&items.len()));
            seen.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/api/v1/messages?limit=2&after={next}");
        }
        assert_eq!(seen[..5], written[..]);
        for (query, field) in [("after=x", "after"), ("limit=0", "limit"), ("limit=101", "limit")] {
            let refused = program.get_with(&format!("/api/v1/messages?{query}"), &reader).await;
            assert_eq!(problem(&refused, 422)["field"], field);
        }
    });
}

/// An approver's program, or an archive, reads what each edition said; who may not see the message
/// sees none of them.
#[test]
fn every_edition_says_what_it_said_to_those_who_may_see_its_message() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let mut head = house.sign_in("centerchef for Vej og Park").await;
        let id = write(&mut consultant, "Stien lukker").await;
        ask(&mut consultant, &mut head, &id).await;
        crate::main_job::retitle(&mut consultant, &id, "Stien lukker i uge 20").await;
        ask(&mut consultant, &mut head, &id).await;
        crate::main_job::retitle(&mut consultant, &id, "Stien lukker i uge 21").await;
        let mine = token_for(house, &["read:messages"], Some("kommunikationskonsulent")).await;
        let mut program = house.visitor();
        let path = format!("/api/v1/messages/{id}/editions");
        let (mut titles, mut numbers, mut query) = (Vec::new(), Vec::new(), "?limit=2".to_owned());
        let mut first = String::new();
        loop {
            let page = read(&mut program, &format!("{path}{query}"), &mine).await;
            for item in page["items"].as_array().unwrap() {
                let edition = item["id"].as_str().unwrap();
                let whole = read(&mut program, &format!("/api/v1/editions/{edition}"), &mine).await;
                assert_eq!((&whole["hash"], &whole["frozen_at"]), (&item["hash"], &item["frozen_at"]));
                assert_eq!(whole["message_id"], id.as_str());
                assert!(whole["content"]["body_markdown"].as_str().unwrap().contains("gule skilte"));
                titles.push(whole["title"].as_str().unwrap().to_owned());
                numbers.push(item["number"].as_i64().unwrap());
                edition.clone_into(&mut first);
            }
            let Some(next) = page["next"].as_str() else { break };
            query = format!("?limit=2&after={next}");
        }
        assert_eq!(numbers, [3, 2, 1]);
        assert_eq!(titles, ["Stien lukker i uge 21", "Stien lukker i uge 20", "Stien lukker"]);
        problem(&program.get_with(&format!("{path}?limit=0"), &mine).await, 422);

        let other = token_for(house, &["read:messages"], Some("centerchef for Børn og Unge")).await;
        for path in [&path, &format!("/api/v1/editions/{first}"), &format!("/api/v1/messages/{id}/waivers")] {
            problem(&program.get_with(path, &other).await, 404);
        }
    });
}

#[test]
fn a_message_says_its_text_in_both_forms() {
    house(async |house| {
        let mut consultant = house.sign_in("kommunikationskonsulent").await;
        let id = write(&mut consultant, "Stien lukker").await;
        let reader = token(house, &["read:messages"]).await;
        let message = read(&mut house.visitor(), &format!("/api/v1/messages/{id}"), &reader).await;
        assert_eq!(message["title"], "Stien lukker");
        assert_eq!(message["made_at"], "2026-05-06T07:00:00Z");
        assert_eq!(message["edition"]["number"], 1);
        assert_eq!(message["edition"]["saved_by"], "kommunikationskonsulent");
        let content = &message["content"];
        assert!(content["body_markdown"].as_str().unwrap().contains("- Mandag til fredag"));
        let body: markup::Doc = serde_json::from_value(content["body"].clone()).unwrap();
        assert_eq!(body.to_markdown(), content["body_markdown"]);
    });
}

#[test]
fn the_document_has_every_route_and_no_other() {
    house(async |house| {
        let mut routes: Vec<(String, &str, Option<&str>)> = Routes::list(&house.site.slices)
            .into_iter()
            .filter(|route| route.path.starts_with("/api/v1"))
            .map(|route| {
                let method = if route.method == Method::Get { "get" } else { "post" };
                match route.access {
                    Access::Token(scope) => (route.path.to_owned(), method, Some(scope)),
                    _ => (route.path.to_owned(), method, None),
                }
            })
            .collect();
        let answer = house.visitor().get("/api/v1/openapi.json").await;
        let document = json(&answer);
        assert_eq!(document["openapi"], "3.1.0");
        let mut described: Vec<(String, &str, Option<&str>)> = document["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, one)| {
                one.as_object().unwrap().iter().map(move |(method, one)| (path, method, one))
            })
            .map(|(path, method, one)| {
                (path.clone(), method.as_str(), one["security"][0]["token"][0].as_str())
            })
            .collect();
        routes.sort();
        described.sort();
        assert_eq!(routes, described);
        for reference in answer.body.split("#/components/schemas/").skip(1) {
            let name = reference.split('"').next().unwrap();
            let shape = &document["components"]["schemas"][name];
            assert!(shape.is_object(), "{name} is described");
            for (field, one) in shape["properties"].as_object().unwrap() {
                let text = one["description"].as_str().unwrap_or_default();
                assert!(text.ends_with('.'), "{name}.{field} is described");
            }
        }
        assert!(!answer.body.contains("\"["), "no text is missing");
    });
}

#[test]
fn the_page_about_the_api_lists_every_endpoint_in_both_languages() {
    house(async |house| {
        for (language, title) in [("da", "Det kan du læse og gøre"), ("en", "What you can read and do")] {
            let mut reader = house.visitor();
            reader.language = language;
            let page = reader.get("/api").await;
            assert_eq!(page.status, 200);
            assert!(page.body.contains(title) && page.body.contains("curl -H"), "{}", page.body);
            for endpoint in house.site.slices.iter().flat_map(|slice| slice.api) {
                assert!(page.body.contains(endpoint.path), "{}", endpoint.path);
            }
            for scope in people::SCOPES {
                assert!(page.body.contains(scope), "{scope}");
            }
        }
        assert!(house.visitor().get("/").await.body.contains("href=\"/api\""));
    });
}
