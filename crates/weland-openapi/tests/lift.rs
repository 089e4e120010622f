//! Documents of version 2.0 become the same models as those of version 3.0 that say the same.

#![allow(clippy::unwrap_used, clippy::panic)]

use weland_model::{Diagnostic, Model};
use weland_openapi::{Document, LoadOptions, load};

fn read(files: &[(&str, &str)]) -> (Model, Vec<Diagnostic>) {
    let document = |(index, (path, text)): (usize, &(&str, &str))| Document {
        path: (*path).into(),
        text: (*text).into(),
        is_root: index == 0,
    };
    let documents: Vec<Document> = files.iter().enumerate().map(document).collect();
    let (model, diagnostics) = load(weland_smithy::built_in_model(), &documents, LoadOptions::default());
    (model, diagnostics.into_sorted())
}

/// The model of files as Smithy IDL.
fn idl(files: &[(&str, &str)]) -> String {
    let (model, diagnostics) = read(files);
    let errors: Vec<&Diagnostic> = diagnostics.iter().filter(|it| it.code != "not-carried").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    weland_smithy::to_idl(&model).into_values().collect()
}

const INFO: &str = "info: { title: City, version: \"1\" }\n";

/// Compares the rest of two documents, after their version and their info.
fn same(old: &str, new: &str) {
    let old = idl(&[("api.yaml", &format!("swagger: \"2.0\"\n{INFO}{old}"))]);
    let new = idl(&[("api.yaml", &format!("openapi: 3.0.4\n{INFO}{new}"))]);
    assert_eq!(old, new);
    assert!(new.contains("service City"), "{new}");
}

#[test]
fn schemas_and_references() {
    same(
        "paths: {}
definitions:
  Street:
    type: object
    discriminator: kind
    required: [kind]
    properties:
      kind: { type: string }
      name: { type: string, x-nullable: true }
      next: { $ref: '#/definitions/Street' }
      tags: { type: object, additionalProperties: { $ref: '#/definitions/Street' } }
  Alley: { allOf: [{ $ref: '#/definitions/Street' }, { type: object, properties: { width: { type: integer } } }] }
",
        "paths: {}
components:
  schemas:
    Street:
      type: object
      discriminator: { propertyName: kind }
      required: [kind]
      properties:
        kind: { type: string }
        name: { type: string, nullable: true }
        next: { $ref: '#/components/schemas/Street' }
        tags: { type: object, additionalProperties: { $ref: '#/components/schemas/Street' } }
    Alley: { allOf: [{ $ref: '#/components/schemas/Street' }, { type: object, properties: { width: { type: integer } } }] }
",
    );
}

#[test]
fn servers_and_security() {
    same(
        "host: city.example:8080
basePath: /v1/
schemes: [https, http]
security: [{ basic: [] }, { key: [], city: [read] }]
securityDefinitions:
  basic: { type: basic }
  key: { type: apiKey, name: X-Key, in: header }
  city: { type: oauth2, flow: accessCode, authorizationUrl: https://a.example, tokenUrl: https://t.example, scopes: { read: r } }
paths: {}
",
        "servers: [{ url: 'https://city.example:8080/v1' }, { url: 'http://city.example:8080/v1' }]
security: [{ basic: [] }, { key: [], city: [read] }]
components:
  securitySchemes:
    basic: { type: http, scheme: basic }
    key: { type: apiKey, name: X-Key, in: header }
    city:
      type: oauth2
      flows:
        authorizationCode: { authorizationUrl: https://a.example, tokenUrl: https://t.example, scopes: { read: r } }
paths: {}
",
    );
}

#[test]
fn bodies_and_responses() {
    same(
        "consumes: [application/json]
produces: [application/json]
parameters:
  Street: { name: street, in: body, required: true, schema: { $ref: '#/definitions/Street' } }
  Page: { name: page, in: query, type: integer, format: int32 }
responses:
  Problem: { description: A problem, schema: { $ref: '#/definitions/Street' } }
definitions:
  Street: { type: object, properties: { name: { type: string } } }
paths:
  /streets:
    parameters:
      - { $ref: '#/parameters/Page' }
    post:
      operationId: addStreet
      parameters:
        - { $ref: '#/parameters/Street' }
      responses:
        200: { description: A street, schema: { $ref: '#/definitions/Street' }, headers: { X-Rate: { type: integer } } }
        404: { $ref: '#/responses/Problem' }
    get:
      operationId: getMap
      produces: [image/png]
      responses:
        200: { description: A map, schema: { type: file } }
",
        "components:
  parameters:
    Page: { name: page, in: query, schema: { type: integer, format: int32 } }
  responses:
    Problem: { description: A problem, content: { application/json: { schema: { $ref: '#/components/schemas/Street' } } } }
  schemas:
    Street: { type: object, properties: { name: { type: string } } }
paths:
  /streets:
    parameters:
      - { $ref: '#/components/parameters/Page' }
    post:
      operationId: addStreet
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/Street' } } }
      responses:
        200:
          description: A street
          headers: { X-Rate: { schema: { type: integer } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Street' } } }
        404: { $ref: '#/components/responses/Problem' }
    get:
      operationId: getMap
      responses:
        200: { description: A map, content: { image/png: { schema: { type: string, format: binary } } } }
",
    );
}

#[test]
fn forms() {
    same(
        "paths:
  /streets:
    parameters:
      - { name: note, in: formData, type: string }
    post:
      operationId: addStreet
      consumes: [multipart/form-data, application/x-www-form-urlencoded]
      parameters:
        - { name: map, in: formData, type: file, required: true }
        - { name: tags, in: formData, type: array, items: { type: string }, collectionFormat: multi }
      responses: { 204: { description: Done } }
    put:
      operationId: putStreet
      responses: { 204: { description: Done } }
",
        "paths:
  /streets:
    post:
      operationId: addStreet
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [map]
              properties:
                map: { type: string, format: binary }
                tags: { type: array, items: { type: string } }
                note: { type: string }
            encoding: { tags: { style: form, explode: true } }
      responses: { 204: { description: Done } }
    put:
      operationId: putStreet
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { note: { type: string } } }
      responses: { 204: { description: Done } }
",
    );
}

#[test]
fn arrays_in_parameters() {
    let parameter = |place: &str, name: &str, rest: &str| {
        let required = if place == "path" { ", required: true" } else { "" };
        format!("        - {{ name: {name}, in: {place}{required}, {rest} }}\n")
    };
    let old = |place: &str, name: &str, format: &str| {
        parameter(place, name, &format!("type: array, items: {{ type: string }}{format}"))
    };
    let new = |place: &str, name: &str, style: &str, explode: bool| {
        let schema = "schema: { type: array, items: { type: string } }";
        parameter(place, name, &format!("{schema}, style: {style}, explode: {explode}"))
    };
    let document = |parameters: String| {
        format!(
            "paths:\n  '/streets/{{p}}':\n    get:\n      operationId: getStreets\n      parameters:\n{parameters}      responses: {{ 204: {{ description: Done }} }}\n"
        )
    };
    let olds = [
        old("query", "a", ""),
        old("query", "b", ", collectionFormat: csv"),
        old("query", "c", ", collectionFormat: multi"),
        old("query", "d", ", collectionFormat: ssv"),
        old("query", "e", ", collectionFormat: pipes"),
        old("header", "f", ""),
        old("path", "p", ""),
    ];
    let news = [
        new("query", "a", "form", false),
        new("query", "b", "form", false),
        new("query", "c", "form", true),
        new("query", "d", "spaceDelimited", false),
        new("query", "e", "pipeDelimited", false),
        new("header", "f", "simple", false),
        new("path", "p", "simple", false),
    ];
    same(&document(olds.concat()), &document(news.concat()));
}

#[test]
fn tabs_are_reported() {
    let text = format!(
        "swagger: \"2.0\"\n{INFO}paths:\n  /a:\n    get:\n      operationId: getA\n      parameters:\n        - {{ name: a, in: query, type: array, items: {{ type: string }}, collectionFormat: tsv }}\n      responses: {{ 204: {{ description: Done }} }}\n"
    );
    let (model, diagnostics) = read(&[("api.yaml", &text)]);
    let found: Vec<_> = diagnostics.iter().filter(|it| it.message.contains("tsv")).collect();
    assert_eq!(found.len(), 1, "{diagnostics:#?}");
    let (_, location) = model.sources.locate(found[0].span.unwrap()).unwrap();
    assert_eq!(location.line, 8);
}

#[test]
fn other_files_are_lifted_as_far_as_they_are_referred_to() {
    let api = format!("swagger: \"2.0\"\n{INFO}paths:\n  /streets: {{ $ref: 'paths.yaml#/streets' }}\n");
    let paths = "
streets:
  get:
    operationId: getStreets
    produces: [application/json]
    parameters:
      - { $ref: 'parts.yaml#/page' }
    responses:
      200: { description: Streets, schema: { $ref: 'parts.yaml#/definitions/Street' } }
";
    let parts = "
page: { name: page, in: query, type: integer }
definitions:
  Street: { type: object, properties: { kind: { type: string, x-nullable: true } } }
";
    let old = idl(&[("api.yaml", &api), ("paths.yaml", paths), ("parts.yaml", parts)]);
    assert!(old.contains("@httpQuery(\"page\")"), "{old}");
    assert!(old.contains("@nullable"), "{old}");
}
