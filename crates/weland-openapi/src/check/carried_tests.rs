//! Each field of the specifications is carried into the model, or it is reported that it is not, or it has no effect.
//!
//! The documents in `cases/fields` have every field. Each is left out in turn: if nothing changes, neither the model nor
//! what is reported as lost, the field has to be in the list of those without effect, with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use weland_model::{Diagnostics, FileId, Model, Node, NodeKind, Span};

use super::spec::Kind::{self, *};
use super::table::Table;
use super::walk::Walk;
use super::{Findings, Mends};
use crate::document::{File, Resolver, Version};
use crate::{Document, LoadOptions, text};

/// The fields that nothing depends on, and why.
const WITHOUT_EFFECT: &[(Kind, &str, &str)] = &[
    (Document, "$self", "files are where they are; references to it are followed"),
    (Document, "jsonSchemaDialect", "other dialects are an error"),
    (Components, "links", "links are reported where responses have them"),
    (Items, "default", "elements of lists are there, or they are not elements"),
    (Header, "style", "there is one style for headers"),
    (Tag, "name", "operations have the names of their tags"),
    (Schema, "$dynamicAnchor", "`$dynamicRef` is reported, which refers to it"),
    (Schema, "$schema", "other dialects are an error"),
    (Schema, "$vocabulary", "it is about dialects"),
];

/// Objects that are reported by the fields that they are the values of.
const REPORTED_AS_A_WHOLE: &[Kind] = &[Contact, License, Link, Xml];

static BASE: LazyLock<Model> = LazyLock::new(weland_smithy::built_in_model);

const VERSIONS: [(Version, &str, &str); 4] = [
    (Version::V2_0, "2.0", "2.0"),
    (Version::V3_0, "3.0", "3.0.4"),
    (Version::V3_1, "3.2", "3.1.2"),
    (Version::V3_2, "3.2", "3.2.0"),
];

fn file_id() -> FileId {
    weland_model::Sources::default().add("city.yaml", "")
}

/// A document as JSON, without some of its entries.
fn to_json(node: &Node, without: &dyn Fn(Span) -> bool) -> Value {
    match &node.kind {
        NodeKind::Null => Value::Null,
        NodeKind::Bool(value) => (*value).into(),
        NodeKind::Number(number) => serde_json::from_str(number.as_str()).unwrap(),
        NodeKind::String(text) => (&**text).into(),
        NodeKind::Array(items) => items.iter().map(|item| to_json(item, without)).collect(),
        NodeKind::Object(object) => {
            let kept = object.entries().iter().filter(|entry| !without(entry.key_span));
            Value::Object(kept.map(|entry| (entry.key.to_string(), to_json(&entry.value, without))).collect())
        }
    }
}

/// The objects of a document.
fn objects(root: &Node, version: Version) -> Vec<(Kind, Node)> {
    let file = File {
        path: "city.yaml".into(),
        id: file_id(),
        root: Some(root.clone()),
        dialect: version.dialect(),
        is_lifted: false,
        overlays: Vec::new(),
    };
    let files = [file];
    let resolver = Resolver::new(&files);
    let (mut found, mut mends, table) = (Findings::new(false), Mends::default(), Table::new(version));
    let mut walk = Walk::new(version, &table, &resolver, &mut found, &mut mends);
    walk.document(files[0].root.as_ref().unwrap());
    walk.objects.iter().map(|(kind, node)| (*kind, (*node).clone())).collect()
}

/// The model of a document, and what is reported as lost.
fn load(document: &Value, version: &str) -> (String, BTreeMap<(&'static str, String), usize>) {
    let mut document = document.clone();
    for key in ["openapi", "swagger"] {
        if let Some(stated) = document.get_mut(key) {
            *stated = version.into();
        }
    }
    let text = serde_json::to_string(&document).unwrap();
    let documents = [Document { path: "city.json".into(), text: text.into(), is_root: true }];
    let (model, diagnostics) = crate::load(BASE.clone(), &documents, LoadOptions { tolerant: true });
    let is_loss =
        |code: &str| ["not-carried", "ignored-", "untyped", "inferred-"].iter().any(|start| code.starts_with(start));
    let mut lost = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|it| is_loss(it.code)) {
        *lost.entry((diagnostic.code, diagnostic.message.clone())).or_default() += 1;
    }
    (weland_smithy::to_ast(&model), lost)
}

/// The fields of a document, with the places of their keys; and the places of what is no field in this version.
fn fields(root: &Node, version: Version) -> (Vec<(Kind, &'static str, Span)>, BTreeSet<Span>) {
    let table = Table::new(version);
    let (mut fields, mut unknown) = (Vec::new(), BTreeSet::new());
    for (kind, node) in objects(root, version) {
        let described = table.get(kind).unwrap();
        for entry in node.as_object().unwrap().entries() {
            match described.fields.get_key_value(&*entry.key) {
                Some((field, _)) => fields.push((kind, *field, entry.key_span)),
                None if described.spec.others.is_none() && &*entry.key != "$ref" => {
                    unknown.insert(entry.key_span);
                }
                None => {}
            }
        }
    }
    (fields, unknown)
}

/// What became of the fields of a version.
#[derive(Default)]
struct Fates {
    heard: BTreeSet<(Kind, &'static str)>,
    silent: BTreeSet<(Kind, &'static str)>,
}

fn fates(version: Version, name: &str, written: &str) -> Fates {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("cases/fields/{name}.yaml"));
    let source = fs::read_to_string(path).unwrap();
    let root = text::parse("city.yaml", &source, file_id(), &mut Diagnostics::new()).unwrap();
    let (fields, unknown) = fields(&root, version);
    let whole = load(&to_json(&root, &|span| unknown.contains(&span)), written);
    let mut fates = Fates::default();
    for (kind, field, key_span) in fields {
        if fates.heard.contains(&(kind, field)) {
            continue;
        }
        let without = load(&to_json(&root, &|span| span == key_span || unknown.contains(&span)), written);
        let is_reported = whole.1.iter().any(|(loss, count)| without.1.get(loss).is_none_or(|left| left < count));
        let fate = if without.0 != whole.0 || is_reported { &mut fates.heard } else { &mut fates.silent };
        fate.insert((kind, field));
    }
    fates.silent = fates.silent.difference(&fates.heard).copied().collect();
    fates
}

/// Whether a version has an object.
fn has(version: Version, kind: Kind) -> bool {
    let later = [
        Server,
        ServerVariable,
        Components,
        RequestBody,
        MediaType,
        Encoding,
        Callback,
        Example,
        Link,
        Discriminator,
        Flows,
        ImplicitFlow,
        PasswordFlow,
        ClientFlow,
        CodeFlow,
    ];
    match kind {
        Items => version == Version::V2_0,
        DeviceFlow => version == Version::V3_2,
        _ => version != Version::V2_0 || !later.contains(&kind),
    }
}

#[test]
fn fields_are_carried_or_reported() {
    let all: BTreeMap<Version, Fates> = std::thread::scope(|scope| {
        let threads =
            VERSIONS.map(|(version, name, written)| (version, scope.spawn(move || fates(version, name, written))));
        threads.into_iter().map(|(version, thread)| (version, thread.join().unwrap())).collect()
    });
    let silent: BTreeSet<(Kind, &str)> = all.values().flat_map(|fates| fates.silent.iter().copied()).collect();
    let silent = silent.into_iter().filter(|(kind, _)| !REPORTED_AS_A_WHOLE.contains(kind)).collect::<BTreeSet<_>>();
    let listed: BTreeSet<(Kind, &str)> = WITHOUT_EFFECT.iter().map(|(kind, field, _)| (*kind, *field)).collect();
    let unlisted: Vec<_> = silent.difference(&listed).collect();
    assert!(unlisted.is_empty(), "these are lost in silence: {unlisted:?}");
    let heard: Vec<_> = listed.difference(&silent).collect();
    assert!(heard.is_empty(), "these have an effect: {heard:?}");
    let is_met = |version: Version, field: &(Kind, &'static str)| {
        all.get(&version).is_some_and(|fates| fates.heard.contains(field) || fates.silent.contains(field))
    };
    for (version, ..) in VERSIONS {
        let table = Table::new(version);
        for kind in Kind::ALL.iter().copied().filter(|kind| has(version, *kind)) {
            let fields = table.get(kind).unwrap().fields.keys().map(|field| (kind, *field));
            // What is the same in 3.0 as in later versions need not be written again.
            let is_met = |field: &(Kind, &'static str)| {
                is_met(version, field) || version == Version::V3_0 && is_met(Version::V3_1, field)
            };
            let missing: Vec<_> = fields.filter(|field| !is_met(field)).collect();
            assert!(missing.is_empty(), "no document of {version:?} has these: {missing:?}");
        }
    }
}
