//! Rules that change models, on models that are written in the IDL.
#![allow(clippy::unwrap_used, clippy::panic)]

use weland_model::edit::{Edits, Only, Stated};
use weland_model::query::{closure, operations};
use weland_model::{Diagnostics, FileId, Model, ShapeId, Sources, Span};
use weland_smithy::Loader;

const CITY: &str = r#"
    service City { operations: [GetStreet, GetMap, get_map], resources: [House] }
    resource House { identifiers: { id: Id }, read: GetHouse, list: ListHouses, operations: [Paint], resources: [Room] }
    resource Room { identifiers: { id: Id, room: Id }, collectionOperations: [CountRooms] }
    @tags(["streets", "public"]) operation GetStreet { input := { street: Street } }
    operation GetMap {}
    operation get_map {}
    @readonly @tags(["houses"]) operation GetHouse { input := { @required id: Id } }
    @readonly @tags(["houses", "public"]) operation ListHouses {}
    operation Paint { input := { @required id: Id, color: Color } }
    operation CountRooms {}
    structure Street { name: String }
    structure Color { red: Integer }
    string Id
"#;

fn model() -> Model {
    let mut loader = Loader::new();
    loader.add("test.smithy", format!("$version: \"2\"\nnamespace test\n{CITY}"));
    loader.load().0
}

fn service() -> ShapeId {
    "test#City".parse().unwrap()
}

fn file() -> FileId {
    Sources::default().add("weland.yaml", "")
}

/// Names as rules state them, each at the place that its number is.
fn stated(names: &[&str]) -> Vec<Stated> {
    let place = |index| u32::try_from(index).unwrap();
    let names = names.iter().enumerate();
    names.map(|(at, name)| Stated { text: (*name).to_owned(), span: Span::new(file(), place(at), place(at)) }).collect()
}

fn only(operations: &[&str], tags: &[&str]) -> Edits {
    Edits { only: Some(Only { operations: stated(operations), tags: stated(tags) }) }
}

/// The operations of the service and the shapes of their messages, after the rules were applied.
fn kept(edits: &Edits) -> (Vec<String>, Vec<String>) {
    let mut model = model();
    edits.apply(&mut model, &service()).unwrap();
    let service = model.get(service()).unwrap();
    let operations = operations::operations(&model, service);
    let messages = closure::messages(&model, service, &operations);
    let names = operations.iter().map(|shape| shape.id.name().to_owned()).collect();
    (names, messages.iter().map(|used| used.shape.id.to_string()).collect())
}

fn errors(edits: &Edits) -> Vec<String> {
    let errors: Diagnostics = edits.apply(&mut model(), &service()).unwrap_err();
    let line = |error: weland_model::Diagnostic| format!("{}: {}; {}", error.code, error.message, error.help.unwrap());
    errors.into_sorted().into_iter().map(line).collect()
}

#[test]
fn without_rules_everything_stays() {
    assert_eq!(kept(&Edits::default()).0.len(), 7);
}

#[test]
fn operations_are_kept_by_name_or_tag_wherever_they_are_bound_and_their_shapes_with_them() {
    let (operations, shapes) = kept(&only(&["GetStreet"], &[]));
    assert_eq!(operations, ["GetStreet"]);
    assert_eq!(shapes, ["smithy.api#String", "test#GetStreetInput", "test#Street"]);
    assert_eq!(kept(&only(&["Paint", "CountRooms"], &[])).0, ["CountRooms", "Paint"]);
    assert_eq!(kept(&only(&[], &["public"])).0, ["GetStreet", "ListHouses"]);
    assert_eq!(kept(&only(&["Paint"], &["houses"])).0, ["GetHouse", "ListHouses", "Paint"]);
}

#[test]
fn names_may_be_written_as_documents_have_them_if_only_one_can_be_meant() {
    assert_eq!(kept(&only(&["get_street", "list-houses"], &[])).0, ["GetStreet", "ListHouses"]);
    assert_eq!(kept(&only(&["get_map"], &[])).0, ["get_map"]);
    let expected =
        "unmatched-rule: `City` has several operations that `getMap` could mean; use one of `GetMap`, `get_map`";
    assert_eq!(errors(&only(&["getMap"], &[])), [expected]);
}

#[test]
fn every_rule_that_matches_nothing_is_an_error() {
    let expected = [
        "unmatched-rule: `City` has no operation `GetStret`; did you mean `GetStreet`?",
        "unmatched-rule: `City` has no operation with the tag `hoses`; did you mean `houses`?",
        "unmatched-rule: `City` has no operation with the tag `x`; use one of `houses`, `public`, `streets`",
    ];
    let mut found = errors(&only(&["GetStret", "Paint"], &["hoses", "x"]));
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn other_services_of_the_model_keep_their_own_operations() {
    let mut loader = Loader::new();
    loader.add("a.smithy", "$version: \"2\"\nnamespace test\nservice City { operations: [A, B] }\noperation A {}\noperation B {}\nservice Town { operations: [A, B] }");
    let mut model = loader.load().0;
    only(&["A"], &[]).apply(&mut model, &service()).unwrap();
    let count = |id: &str| operations::operations(&model, model.get(id).unwrap()).len();
    assert_eq!((count("test#City"), count("test#Town")), (1, 2));
}
