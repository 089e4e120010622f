//! What must hold for every text.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/properties.rs"]
mod properties;

use properties::{document, read};
use weland_model::Severity;

const CITY: &str = r##"openapi: 3.1.0
info: { title: City, version: "1" }
servers: [{ url: "https://{region}.city.example", variables: { region: { default: north, enum: [north, south] } } }]
paths:
  /streets/{id}:
    parameters:
      - { $ref: "#/components/parameters/Id" }
    get:
      operationId: getStreet
      tags: [streets]
      security: [{ key: [] }]
      responses:
        "200":
          description: A street
          headers: { X-Page: { schema: { type: integer } } }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Street" }
              examples: { one: { value: { name: Road } } }
        4XX: { $ref: "#/components/responses/Problem" }
    post:
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { file: { type: string, format: binary } } }
            encoding: { file: { contentType: image/png } }
      callbacks: { done: { "{$request.query.url}": { post: { responses: { default: { description: Done } } } } } }
      responses: { default: { description: Done, links: { next: { operationId: getStreet } } } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string, pattern: "^a" } }
  responses:
    Problem: { description: A problem }
  securitySchemes:
    key: { type: apiKey, name: X-Key, in: header }
  schemas:
    Street:
      type: object
      required: [name]
      properties:
        name: &name { type: [string, "null"], minLength: 1 }
        kind: *name
        next: { $ref: "#/components/schemas/Street" }
      discriminator: { propertyName: kind, mapping: { road: Street } }
    Way: { oneOf: [{ $ref: "#/components/schemas/Street" }, { type: string, enum: [a, b], default: a }] }
"##;

/// The texts that come of leaving out or repeating parts.
fn variants(text: &str) -> Vec<String> {
    let mut variants: Vec<String> = text.char_indices().map(|(at, _)| text[..at].to_owned()).step_by(7).collect();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        let without = lines.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, line)| *line).collect();
        let twice = lines.iter().enumerate().map(|(index, line)| line.repeat(1 + usize::from(index == at))).collect();
        variants.extend([without, twice]);
    }
    for (word, other) in [
        ("type: string", "type: 5"),
        ("type: object", "type: []"),
        ("{", "["),
        ("}", "]"),
        (": ", ":"),
        ("$ref", "$id"),
        ("#/components", "#/paths"),
        ("name", "in"),
        ("true", "\"yes\""),
        ("schema", "content"),
        ("openapi: 3.1.0", "openapi: 3.0.0"),
        ("openapi: 3.1.0", "swagger: \"2.0\""),
        ("[", "{"),
        ("\"", ""),
        ("{ ", "null #"),
        ("Street", "Way"),
        ("description", "null"),
    ] {
        variants.push(text.replace(word, other));
        variants.extend((0..20).map(|count| text.replacen(word, other, count)));
    }
    variants
}

#[test]
fn texts_are_read_whatever_they_say() {
    let (_, diagnostics) = read("city.yaml", CITY, false);
    assert!(diagnostics.iter().all(|it| it.severity < Severity::Error), "{diagnostics:#?}");
    for text in variants(CITY) {
        document("city.yaml", &text).unwrap_or_else(|problem| panic!("{problem}\n{text}"));
    }
}

#[test]
fn deep_documents_are_read_or_refused() {
    let head = "openapi: 3.1.0\ninfo: { title: City, version: \"1\" }\npaths: {}\ncomponents: { schemas: { Street: ";
    for levels in [90, 190, 300] {
        for part in ["{ type: array, items: ", "{ allOf: [ ", "{ properties: { next: ", "{ oneOf: [ { type: string }, "]
        {
            // Brackets are part of the depth.
            let count = levels / part.matches(['{', '[']).count();
            let close: String = part
                .chars()
                .rev()
                .filter_map(|it| match it {
                    '{' => Some('}'),
                    '[' => Some(']'),
                    _ => None,
                })
                .collect();
            let close = if part.starts_with("{ oneOf") { "] }".to_owned() } else { close };
            let text = format!("{head}{}{{ type: string }}{} }} }}\n", part.repeat(count), close.repeat(count));
            document("city.yaml", &text).unwrap_or_else(|problem| panic!("{problem}"));
        }
    }
}
