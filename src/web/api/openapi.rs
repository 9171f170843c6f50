//! The document that programs read: OpenAPI 3.1, made from the table of operations. The same for everybody.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use serde_json::{Map, Value, json};

use super::BASE;
use super::fault::KINDS;
use super::operation::{ALL, Answer, Operation};
use super::shape::{CURSOR_PATTERN, DAY_PATTERN, Field, ID_PATTERN, Kind, MOST, PLACE_NAME_PATTERN, Shape};
use crate::domain::words::{Access, Family};
use crate::web::App;
use crate::web::locale::{Catalog, Language};

/// The document, in English.
pub fn document(catalog: &Catalog) -> Value {
    let text = |key: &str| catalog.text(Language::English, key, &[]);
    let mut shapes = Shapes::default();
    let mut paths: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    for operation in ALL {
        let at = paths.entry(format!("{BASE}{}", operation.path)).or_default();
        at.insert(operation.method.to_owned(), described(operation, &text(&operation.sentence()), &mut shapes));
    }
    shapes.all.insert("Problem".to_owned(), problem());
    let tags: Vec<Value> =
        Family::ALL.iter().map(|family| json!({"name": family.word(), "description": text(&format!("api-family-{family}"))})).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Relevo",
            "version": "1",
            "description": text("api-lead"),
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "security": [{"key": []}],
        "tags": tags,
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": text("api-key-how")}},
            "responses": responses(&text),
            "schemas": shapes.all,
        },
    })
}

/// The schemas by name.
#[derive(Default)]
struct Shapes {
    all: BTreeMap<String, Value>,
}

impl Shapes {
    fn reference(&mut self, shape: &Shape, ours: bool) -> Value {
        if !self.all.contains_key(shape.name) {
            // Its name is taken before its fields are described, since they may lead back to it.
            self.all.insert(shape.name.to_owned(), Value::Null);
            let schema = self.object(shape.fields, ours);
            self.all.insert(shape.name.to_owned(), schema);
        }
        json!({"$ref": format!("#/components/schemas/{}", shape.name)})
    }

    fn object(&mut self, fields: &[Field], ours: bool) -> Value {
        let mut properties = Map::new();
        for field in fields {
            let schema = self.schema(&field.kind, ours);
            properties.insert(field.name.to_owned(), if field.optional { or_null(schema) } else { schema });
        }
        let required: Vec<&str> = fields.iter().filter(|field| ours || !field.optional).map(|field| field.name).collect();
        json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
    }

    fn schema(&mut self, kind: &Kind, ours: bool) -> Value {
        match kind {
            Kind::Id => json!({"type": "string", "pattern": ID_PATTERN}),
            Kind::Cursor => json!({"type": "string", "pattern": CURSOR_PATTERN}),
            Kind::Text { least, most } => json!({"type": "string", "minLength": least, "maxLength": most}),
            Kind::Said => json!({"type": "string"}),
            Kind::PlaceName(most) => json!({"type": "string", "minLength": 1, "maxLength": most, "pattern": PLACE_NAME_PATTERN}),
            Kind::Day => json!({"type": "string", "format": "date", "pattern": DAY_PATTERN}),
            Kind::Flag => json!({"type": "boolean"}),
            Kind::Whole(least, most) => json!({"type": "integer", "minimum": least, "maximum": most}),
            Kind::Choice(words) => json!({"type": "string", "enum": words}),
            Kind::List(of, most) => {
                let mut list = json!({"type": "array", "items": self.schema(of, ours)});
                if *most < usize::MAX {
                    list["maxItems"] = Value::from(*most);
                }
                list
            }
            Kind::Of(shape) => self.reference(shape, ours),
        }
    }
}

/// The same, or nothing.
fn or_null(mut schema: Value) -> Value {
    if schema.get("$ref").is_some() {
        return json!({"anyOf": [schema, {"type": "null"}]});
    }
    if let Some(kind) = schema.get("type").cloned() {
        schema["type"] = json!([kind, "null"]);
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    }
    schema
}

fn described(operation: &Operation, sentence: &str, shapes: &mut Shapes) -> Value {
    let mut parameters: Vec<Value> = operation
        .parts()
        .map(|part| json!({"name": part, "in": "path", "required": true, "schema": {"type": "string", "pattern": ID_PATTERN}}))
        .collect();
    for field in operation.query {
        parameters
            .push(json!({"name": field.name, "in": "query", "required": !field.optional, "schema": shapes.schema(&field.kind, false)}));
    }
    let json_of = |schema: Value| json!({"application/json": {"schema": schema}});
    let (status, answer) = match operation.answer {
        Answer::One(shape) => ("200", json!({"description": sentence, "content": json_of(shapes.reference(shape, true))})),
        Answer::List(shape) => {
            let items = shapes.reference(shape, true);
            let piece = json!({
                "type": "object",
                "properties": {
                    "items": {"type": "array", "items": items, "maxItems": MOST},
                    "next": {"type": ["string", "null"], "pattern": CURSOR_PATTERN},
                },
                "required": ["items", "next"],
                "additionalProperties": false,
            });
            ("200", json!({"description": sentence, "content": json_of(piece)}))
        }
        Answer::Made(shape, _) => {
            let location = json!({"Location": {"required": true, "schema": {"type": "string"}}});
            ("201", json!({"description": sentence, "headers": location, "content": json_of(shapes.reference(shape, true))}))
        }
    };
    let mut responses = Map::from_iter([(status.to_owned(), answer)]);
    for status in refusals(operation) {
        responses.insert(status.to_string(), json!({"$ref": format!("#/components/responses/{status}")}));
    }
    if operation.access == Access::Read {
        responses.insert("304".to_owned(), json!({"$ref": "#/components/responses/304"}));
        parameters.push(json!({"name": "If-None-Match", "in": "header", "required": false, "schema": {"type": "string"}}));
    }
    if operation.makes() {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]{1,255}$"},
        }));
    }
    let mut described = json!({
        "operationId": operation.name,
        "tags": [operation.family.word()],
        "summary": sentence,
        "x-scope": format!("{}:{}", operation.family, operation.access),
        "responses": responses,
    });
    if !parameters.is_empty() {
        described["parameters"] = Value::Array(parameters);
    }
    if let Some(body) = operation.body {
        described["requestBody"] = json!({"required": true, "content": json_of(shapes.reference(body, false))});
    }
    described
}

/// How an operation may be refused.
fn refusals(operation: &Operation) -> Vec<u16> {
    let mut all = vec![401, 403, 404, 422, 429, 503];
    if operation.access == Access::Write {
        all.extend([409, 413]);
    }
    if operation.body.is_some() {
        all.extend([400, 415]);
    }
    all.sort_unstable();
    all
}

fn responses(text: &impl Fn(&str) -> String) -> Value {
    let mut all = Map::new();
    all.insert("304".to_owned(), json!({"description": text("api-kind-same-more")}));
    for (status, kind) in KINDS.iter().filter(|(status, _)| ![405, 500].contains(status)) {
        let mut response = json!({
            "description": text(&format!("api-kind-{kind}-more")),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        });
        match status {
            401 => response["headers"] = json!({"WWW-Authenticate": {"required": true, "schema": {"type": "string"}}}),
            429 | 503 => response["headers"] = json!({"Retry-After": {"required": true, "schema": {"type": "integer"}}}),
            _ => {}
        }
        all.insert(status.to_string(), response);
    }
    Value::Object(all)
}

fn problem() -> Value {
    json!({
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "scope": {"type": "string"},
            "problems": {"type": "array", "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "code": {"type": "string"}, "message": {"type": "string"}},
                "required": ["field", "code", "message"],
            }},
        },
        "required": ["type", "title", "status", "detail", "problems"],
    })
}

/// The document, for whoever asks.
pub async fn serve(app: web::Data<App>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document(&app.catalog).to_string())
}
