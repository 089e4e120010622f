use weland_model::{Diagnostics, Sources};

use super::*;
use crate::text;

/// Files, with paths and texts.
fn files(texts: &[(&str, &str)]) -> Vec<File> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::new();
    let files = texts
        .iter()
        .map(|(path, text)| {
            let id = sources.add(*path, *text);
            let root = text::parse(path, text, id, &mut diagnostics);
            File {
                path: (*path).to_owned(),
                id,
                root,
                overlays: Vec::new(),
                dialect: Dialect::V3_1,
                is_lifted: path.starts_with("old"),
            }
        })
        .collect();
    assert!(diagnostics.is_empty());
    files
}

/// What the values below `from` in the first file lead to.
fn followed(texts: &[(&str, &str)], keys: &[&str]) -> Vec<Result<String, Unresolved>> {
    let files = files(texts);
    let resolver = Resolver::new(&files);
    let root = files[0].root.as_ref().unwrap();
    let follow = |key: &&str| resolver.follow(root.get("from").unwrap().get(key).unwrap());
    let shown = |resolved: Resolved<'_>| {
        let pointer = resolver.pointer(resolved.node);
        let file = files.iter().find(|file| file.id == pointer.file()).unwrap();
        format!("{}{pointer}", file.path)
    };
    keys.iter().map(|key| follow(key).map(shown)).collect()
}

#[test]
fn references_lead_to_values_anywhere() {
    let api = "
from:
  plain: {type: string}
  component: {$ref: '#/components/schemas/Pet'}
  path: {$ref: '#/paths/~1a~1%7Bb%7D/get'}
  index: {$ref: '#/list/1'}
  root: {$ref: '#'}
  file: {$ref: 'lib/pet.yaml'}
  within: {$ref: 'lib/pet.yaml#/Cat'}
  chain: {$ref: '#/components/schemas/Alias'}
  siblings: {$ref: '#/components/schemas/More'}
  anchor: {$ref: '#here'}
  id: {$ref: 'https://a.example/pet'}
components:
  schemas:
    Pet: {type: object, properties: {$ref: {type: string}}}
    Alias: {$ref: '#/components/schemas/Pet', description: x}
    More: {$ref: '#/components/schemas/Pet', minProperties: 1}
    Here: {$anchor: here}
    Id: {$id: 'https://a.example/pet'}
paths: {'/a/{b}': {get: {}}}
list: [1, {}]
";
    let pet = "Cat: {$ref: 'cat.yaml'}";
    let keys = ["plain", "component", "path", "index", "root", "file", "within", "chain", "siblings", "anchor", "id"];
    let found = followed(&[("m/api.yaml", api), ("m/lib/pet.yaml", pet), ("m/lib/cat.yaml", "{}")], &keys);
    let expected = [
        "m/api.yaml#/from/plain",
        "m/api.yaml#/components/schemas/Pet",
        "m/api.yaml#/paths/~1a~1{b}/get",
        "m/api.yaml#/list/1",
        "m/api.yaml#",
        "m/lib/pet.yaml#",
        "m/lib/cat.yaml#",
        "m/api.yaml#/components/schemas/Pet",
        "m/api.yaml#/components/schemas/More",
        "m/api.yaml#/components/schemas/Here",
        "m/api.yaml#/components/schemas/Id",
    ];
    assert_eq!(found, expected.map(|it| Ok(it.to_owned())));
}

#[test]
fn references_that_lead_nowhere_say_why() {
    let api = "
from:
  missing: {$ref: '#/components/schemas/Pat'}
  file: {$ref: 'pet.yaml'}
  remote: {$ref: 'https://a.example/b'}
  anchor: {$ref: '#there'}
  self: {$ref: '#/from/self'}
  circle: {$ref: '#/from/other'}
  other: {$ref: '#/from/circle'}
components: {schemas: {Pet: {}}}
";
    let found = followed(&[("api.yaml", api)], &["missing", "file", "remote", "anchor", "self", "circle"]);
    let no_value = Unresolved::NoValue {
        found: "/components/schemas".into(),
        missing: "Pat".into(),
        keys: vec!["Pet".to_owned()],
    };
    let expected = [
        no_value,
        Unresolved::NoFile("pet.yaml".into()),
        Unresolved::Remote,
        Unresolved::NoAnchor("there".into()),
        Unresolved::Circle,
        Unresolved::Circle,
    ];
    assert_eq!(found, expected.map(Err));
}

#[test]
fn what_has_moved_is_found_by_its_old_name() {
    let api = "
from: {a: {$ref: '#/definitions/a~1b'}, b: {$ref: '#/parameters/body'}, c: {$ref: '#/parameters/limit'}}
components: {schemas: {a/b: {}}, parameters: {limit: {}}, requestBodies: {body: {}}}
";
    let found = followed(&[("old.yaml", api)], &["a", "b", "c"]);
    let expected = ["schemas/a~1b", "requestBodies/body", "parameters/limit"];
    assert_eq!(found, expected.map(|it| Ok(format!("old.yaml#/components/{it}"))));
}

#[test]
fn pointers_name_components() {
    let mut sources = Sources::default();
    let pointer = |path: &str| Pointer::new(sources.add("", ""), path);
    let mut pointer = pointer;
    let pet = pointer("/components/schemas/a~1b");
    assert_eq!((pet.component("schemas").as_deref(), &*pet.name()), (Some("a/b"), "a/b"));
    assert_eq!(pet.component("responses"), None);
    let inner = pointer("/components/schemas/a/properties/b");
    assert_eq!((inner.component("schemas"), inner.segments().count()), (None, 5));
    assert_eq!(pointer("").name(), "");
}

#[test]
fn large_objects_are_found_by_key() {
    let many: String = (0..1000).map(|index| format!("    k{index}: {{}}\n")).collect();
    let api = format!("from:\n  a: {{$ref: '#/many/k999'}}\nmany:\n{many}");
    assert_eq!(followed(&[("api.yaml", &api)], &["a"]), [Ok("api.yaml#/many/k999".to_owned())]);
}

#[test]
fn references_in_schemas_with_an_id_are_relative_to_it() {
    let text = r##"
$self: https://a.example/api.yaml
from:
  pointer: { $ref: "#/place/deep/pointer" }
  sibling: { $ref: "#/place/deep/sibling" }
  up: { $ref: "#/place/deep/up" }
  root: { $ref: "#/place/deep/root" }
  own: { $ref: "https://a.example/api.yaml#/place/b~1c" }
  away: { $ref: "https://b.example/api.yaml#/place" }
place:
  b/c: { type: string }
  deep:
    $id: https://a.example/s/one
    $defs: { here: { type: string }, two: { $id: two, $defs: { there: { type: string } } }, three: { $id: /three } }
    pointer: { $ref: "#/$defs/here" }
    sibling: { $ref: "two#/$defs/there" }
    up: { $ref: "../three" }
    root: { $ref: "#/place/b~1c" }
"##;
    let found = followed(&[("api.yaml", text)], &["pointer", "sibling", "up", "root", "own", "away"]);
    let at = |pointer: &str| Ok(format!("api.yaml{pointer}"));
    let expected = [
        at("#/place/deep/$defs/here"),
        at("#/place/deep/$defs/two/$defs/there"),
        at("#/place/deep/$defs/three"),
        // No value of the schema, and so clear all the same.
        at("#/place/b~1c"),
        at("#/place/b~1c"),
        Err(Unresolved::Remote),
    ];
    assert_eq!(found, expected);
}
