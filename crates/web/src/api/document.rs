//! The OpenAPI 3.1 document, made from what the slices register.

use super::{Endpoint, Field, Gives, Kind, LIMIT_MAX, LIMIT_USUAL, Schema};
use crate::{Lang, Method, Slice, Texts};
use serde_json::{Map, Value, json};

/// Makes the document; its texts are English.
#[must_use]
pub fn document(slices: &[Slice], texts: &Texts, base_url: &str) -> Value {
    let mut paths = Map::new();
    let mut schemas = Map::new();
    for endpoint in slices.iter().flat_map(|slice| slice.api) {
        collect(endpoint.gives.schema(), Use::Answer, &mut schemas);
        if let Some(schema) = endpoint.takes {
            collect(schema, Use::Sent, &mut schemas);
        }
        let path = paths.entry(endpoint.path).or_insert_with(|| json!({}));
        path[method(endpoint)] = operation(endpoint, texts);
    }
    schemas.insert("Problem".to_owned(), problem());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Traad",
            "version": "1",
            "description": texts.get(Lang::En, "web-api-about"),
            "license": { "name": "MPL-2.0", "identifier": "MPL-2.0" },
        },
        "servers": [{ "url": base_url }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

/// What a schema is used for: what stands in an answer is always there and has no limit.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    Answer,
    Sent,
}

/// The method as the document writes it.
fn method(endpoint: &Endpoint) -> &'static str {
    match endpoint.method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Delete => "delete",
    }
}

fn operation(endpoint: &Endpoint, texts: &Texts) -> Value {
    let writes = endpoint.is_act;
    let is_sent = endpoint.takes.is_some();
    let mut responses = Map::new();
    responses.insert(
        if writes { "201" } else { "200" }.to_owned(),
        json!({
            "description": texts.get(Lang::En, endpoint.summary),
            "content": { "application/json": { "schema": answer(endpoint.gives) } },
        }),
    );
    let named = endpoint.path.contains("{id}");
    let refusals = [
        ("401", endpoint.scope.is_some(), "web-api-401"),
        ("403", endpoint.scope.is_some(), "web-api-403"),
        ("404", named, "web-api-404"),
        ("409", writes, "web-api-409"),
        ("413", writes || is_sent, "web-api-413"),
        ("415", writes || is_sent, "web-api-415"),
        ("422", writes || is_sent, "web-api-422-act"),
        ("422", matches!(endpoint.gives, Gives::Paged(_)), "web-api-422"),
    ];
    for (status, _, key) in refusals.into_iter().filter(|(_, applies, _)| *applies) {
        responses.insert(
            status.to_owned(),
            json!({
                "description": texts.get(Lang::En, key),
                "content": { "application/problem+json": { "schema": reference("Problem") } },
            }),
        );
    }
    let security = endpoint.scope.map_or_else(|| json!([]), |scope| json!([{ "token": [scope] }]));
    let mut operation = json!({
        "summary": texts.get(Lang::En, endpoint.summary),
        "operationId": endpoint.summary,
        "security": security,
        "parameters": parameters(endpoint, named),
        "responses": responses,
    });
    if let Some(schema) = endpoint.takes {
        operation["requestBody"] = json!({
            "required": true,
            "content": { "application/json": { "schema": reference(schema.name) } },
        });
    }
    operation
}

fn parameters(endpoint: &Endpoint, named: bool) -> Vec<Value> {
    let mut out = Vec::new();
    if named {
        out.push(json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }));
    }
    if endpoint.is_act {
        out.push(json!({
            "name": "Idempotency-Key",
            "in": "header",
            "description": "The same key with the same body is done once in 24 hours and answered the same.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
        }));
    }
    if matches!(endpoint.gives, Gives::Paged(_)) {
        out.push(json!({ "name": "after", "in": "query", "schema": { "type": "string" } }));
        out.push(json!({
            "name": "limit",
            "in": "query",
            "schema": { "type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT_USUAL },
        }));
    }
    out
}

fn answer(gives: Gives) -> Value {
    let item = reference(gives.schema().name);
    match gives {
        Gives::One(_) => item,
        Gives::All(_) | Gives::Paged(_) => json!({
            "type": "object",
            "required": ["items", "next"],
            "properties": {
                "items": { "type": "array", "items": item },
                "next": { "type": ["string", "null"], "description": "What to send as after for the rows that follow." },
            },
        }),
    }
}

/// Adds a schema and those that it names.
fn collect(schema: &Schema, used: Use, out: &mut Map<String, Value>) {
    if out.contains_key(schema.name) {
        return;
    }
    let properties: Map<String, Value> =
        schema.fields.iter().map(|field| (field.name.to_owned(), property(field, used))).collect();
    let always = schema.fields.iter().filter(|field| used == Use::Answer || !field.nullable);
    let required: Vec<&str> = always.map(|field| field.name).collect();
    let mut shape = json!({ "type": "object", "required": required, "properties": properties });
    if used == Use::Sent {
        shape["additionalProperties"] = false.into();
    }
    out.insert(schema.name.to_owned(), shape);
    for field in schema.fields {
        if let Kind::Object(inner) | Kind::Objects(inner) = field.kind {
            collect(inner, used, out);
        }
    }
}

fn property(field: &Field, used: Use) -> Value {
    let mut value = match field.kind {
        Kind::Id => json!({ "type": "string", "pattern": "^[1-9A-HJ-NP-Za-km-z]{1,22}$" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Time => json!({ "type": "string", "format": "date-time" }),
        Kind::Number => json!({ "type": "integer" }),
        Kind::Decimal => json!({ "type": "number" }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::TextMap => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Kind::NumberMap => json!({ "type": "object", "additionalProperties": { "type": "integer" } }),
        Kind::Free => json!({ "type": "object" }),
        Kind::Frees => json!({ "type": "array", "items": { "type": "object" } }),
        Kind::Object(schema) if field.nullable => {
            json!({ "anyOf": [reference(schema.name), { "type": "null" }] })
        }
        Kind::Object(schema) => reference(schema.name),
        Kind::Objects(schema) => json!({ "type": "array", "items": reference(schema.name) }),
    };
    if used == Use::Sent {
        limit(field, &mut value);
    }
    if field.nullable
        && let Some(kind) = value.get("type").cloned()
    {
        value["type"] = json!([kind, "null"]);
    }
    value["description"] = field.text.into();
    value
}

/// How much may be sent.
fn limit(field: &Field, value: &mut Value) {
    match field.kind {
        Kind::Text => value["maxLength"] = field.max.into(),
        Kind::Texts => {
            value["maxItems"] = field.max.into();
            value["items"]["maxLength"] = super::FIELD_MAX.into();
        }
        Kind::TextMap => value["additionalProperties"]["maxLength"] = field.max.into(),
        _ => {}
    }
}

fn problem() -> Value {
    let text = |description: &str| json!({ "type": "string", "description": description });
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": text("What stopped it, as a name that does not change."),
            "title": text("The same as a sentence, in the language asked for."),
            "status": { "type": "integer", "description": "The HTTP status." },
            "detail": text("What to do now."),
            "field": text("The field it is about, where it is about one."),
            "item": text("The item of the strategy behind it, where there is one."),
            "instance": text("The number under which a fault of ours is logged."),
        },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
