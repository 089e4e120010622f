//! Recorded models are the models that crates were made of.

use std::fs;
use std::path::{Path, PathBuf};

use weland_codegen::{CrateKind, CrateOptions, DeriveRule, Package, Rules, Runtime, Templates};
use weland_model::edit::{Edits, NewName, Only, Renames, Stated};
use weland_model::{ShapeId, Span};

use super::*;
use crate::files::{Origin, TextFile};
use crate::{header, pipeline};

#[path = "../../../weland-smithy/tests/support/compare.rs"]
#[allow(dead_code)]
mod compare;

/// The largest models of AWS take long in debug builds; `cargo test --release` reads all of them.
const LARGEST: u64 = if cfg!(debug_assertions) { 150_000 } else { u64::MAX };

fn options(service: &ShapeId, rules: Rules) -> Options {
    let types = CrateOptions { kind: CrateKind::Types, name: "a-types".into(), version: "0.1.0".into(), openapi: None };
    Options {
        service: service.clone(),
        protocol: None,
        crates: vec![types],
        runtime: Runtime::Version("0.1".into()),
        package: Package::default(),
        templates: Templates::default(),
        rules,
        source_label: "model".into(),
        command: "weland generate".into(),
    }
}

fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

fn load(paths: &[PathBuf]) -> (Model, bool) {
    let file = |path: &PathBuf| TextFile {
        path: None,
        name: path.to_string_lossy().into_owned(),
        text: fs::read_to_string(path).unwrap(),
        origin: Origin::Named,
        is_referred: false,
    };
    let sources = pipeline::sources(paths.iter().map(file).collect(), Vec::new());
    let (model, diagnostics) = pipeline::load(&sources, true);
    (model, !diagnostics.has_errors())
}

/// Files with one of these endings in a folder and below it.
fn files_below(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path, endings));
        } else if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn recorded(model: &Model, options: &Options) -> (Files, Result<Recorded, Box<Unreadable>>) {
    let files = super::files(model, options);
    (files.clone(), super::read(files))
}

/// Records each service of a model, and compares what is read back. Returns how many services there are.
fn survive(what: &str, model: &Model) -> usize {
    let own_ids = |model: &Model| model.own_shapes().map(|shape| shape.id.clone()).collect::<Vec<ShapeId>>();
    let services: Vec<&ShapeId> =
        model.services().filter(|shape| !model.is_built_in(shape)).map(|shape| &shape.id).collect();
    for id in &services {
        let options = options(id, Rules::default());
        let (files, again) = recorded(model, &options);
        let again = again.unwrap_or_else(|error| panic!("{what}: {error:?}"));
        let reduced = model.reduced_to(id);
        let (expected, found) = (own_ids(&reduced), own_ids(&again.model));
        assert_eq!(found, expected, "{what}: {id}");
        let differences = compare::differences(&reduced, &again.model, |shape| expected.contains(&shape.id));
        assert!(differences.is_empty(), "{what}: {id}: {differences:#?}");
        assert_eq!(compare::metadata(&again.model), compare::metadata(&reduced), "{what}: {id}");
        assert_eq!(again.facts, Facts::of_rules(&options));
        for text in files.values() {
            assert!(header::is_marked(text.as_bytes()));
            assert_eq!(weland_smithy::format(text).ok().as_ref(), Some(text), "{what}: {id}");
        }
    }
    services.len()
}

#[test]
fn models_of_this_repository_are_read_back_as_they_were() {
    let mut services = 0;
    for folder in ["model/lambda", "model/sso", "model/sso-oidc", "model/sts", "tests/conformance"] {
        let (model, is_valid) = load(&files_below(&own(folder), &[".smithy"]));
        assert!(is_valid);
        services += survive(folder, &model);
    }
    let cases = ["smithy", "openapi", "service", "codegen"].map(|name| format!("crates/weland-{name}/cases"));
    for folder in cases.into_iter().chain(["examples".to_owned()]) {
        for path in files_below(&own(&folder), &[".smithy", ".yaml"]) {
            if header::is_marked(&fs::read(&path).unwrap()) {
                continue;
            }
            let (model, is_valid) = load(std::slice::from_ref(&path));
            if is_valid {
                services += survive(&path.to_string_lossy(), &model);
            }
        }
    }
    assert!(services > 120, "only {services} services were compared");
}

#[test]
fn models_of_aws_are_read_back_as_they_were() {
    let folder = own("../shared/aws-models");
    if !folder.is_dir() {
        crate::skip::skip("the API models of AWS are not beside the repository");
        return;
    }
    let mut services = 0;
    for path in files_below(&folder, &[".json"]) {
        if fs::metadata(&path).unwrap().len() <= LARGEST {
            services += survive(&path.to_string_lossy(), &load(std::slice::from_ref(&path)).0);
        }
    }
    assert!(services > 40, "only {services} services were compared");
}

const TWO: &str = "\
$version: \"2\"
metadata owner = \"us\"

namespace a

use b#marked

@weland.openapi#rest
service One { version: \"1\", operations: [Get, Put] }

@weland.openapi#rest
service Two { version: \"1\", operations: [Other] }

@http(method: \"GET\", uri: \"/\")
operation Get { output := with [Base] { kind: Kind } }

@http(method: \"PUT\", uri: \"/\")
operation Put { input := { only: OnlyInPut } }

@http(method: \"GET\", uri: \"/\")
operation Other { output := { value: OnlyInTwo } }

@mixin
structure Base {
    @marked
    text: InBase
}

string InBase

structure OnlyInPut {}

structure OnlyInTwo {}

enum Kind { A, B }
";

const TRAITS: &str = "\
$version: \"2\"
namespace b

@trait
structure marked { shape: Id }

@idRef
string Id

@trait
structure unused {}
";

fn stated(text: &str) -> Stated {
    let span = load(&[]).0.shapes.values().next().unwrap().span;
    Stated { text: text.to_owned(), span }
}

fn two() -> Model {
    let mut loader = weland_smithy::Loader::new();
    loader.add("a.smithy", TWO).add("b.smithy", TRAITS);
    let (model, diagnostics) = loader.load();
    assert!(!diagnostics.has_errors());
    model
}

#[test]
fn a_record_has_the_service_with_what_it_is_made_of_and_the_rules() {
    let mut model = two();
    let service: ShapeId = "a#One".parse().unwrap();
    let rename = NewName { from: stated("Kind.A"), to: stated("First") };
    let edits = Edits {
        only: Some(Only { operations: vec![stated("Get")], ..Only::default() }),
        rename: Renames { members: vec![rename], ..Renames::default() },
    };
    edits.apply(&mut model, &service).unwrap();
    let derive = |path: &str, shapes: Option<&str>| DeriveRule {
        path: stated(path),
        shapes: shapes.map(|shape| vec![stated(shape)]),
    };
    let derives = vec![derive("Eq", None), derive("my::Sort", Some("Kind")), derive("my::Sort", Some("GetOutput"))];
    let options = options(&service, Rules { derives, ..Rules::default() });
    let (files, again) = recorded(&model, &options);
    let names: Vec<&String> = files.keys().collect();
    assert_eq!(names, ["a-types/model/a.smithy", "a-types/model/b.smithy", "a-types/model/metadata.smithy"]);
    let again = again.unwrap();
    let ids: Vec<&str> = again.model.own_shapes().map(|shape| shape.id.as_str()).collect();
    assert_eq!(
        ids,
        ["a#Base", "a#Get", "a#GetOutput", "a#InBase", "a#Kind", "a#One", "b#Id", "b#marked"],
        "neither what another service or operation has, nor traits that nothing has"
    );
    let map =
        |entries: &[(&str, &str)]| entries.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let expected = Facts {
        crates: map(&[("a-types", "0.1.0")]),
        names: map(&[("a#Kind$A", "First")]),
        derives: map(&[("Eq", "*"), ("my::Sort", "Kind, GetOutput")]),
        ..Facts::default()
    };
    assert_eq!(again.facts, expected);
    let kind = again.model.get("a#Kind").unwrap();
    let code_name = |name: &str| weland_model::query::names::code_name(&kind.member(name).unwrap().traits);
    assert_eq!((code_name("A"), code_name("B")), (Some("First"), None));
    let keys: Vec<&str> = again.model.metadata.keys().map(|key| &**key).collect();
    assert_eq!(keys, ["owner"]);
}

#[test]
fn facts_in_another_form_are_not_read() {
    let span: Span = stated("").span;
    let facts = Facts { protocol: Some("a#b".into()), ..Facts::default() };
    assert_eq!(Facts::from_node(&facts.to_node(span)), Some(facts));
    for broken in [Node::string("facts", span), Node::empty_object(span)] {
        assert_eq!(Facts::from_node(&broken), None);
    }
}
