//! Rules that change models, on models that are written in the IDL.
#![allow(clippy::unwrap_used, clippy::panic)]

use weland_model::edit::{Edits, NewName, Only, Renames, Stated};
use weland_model::query::names::code_name;
use weland_model::query::{closure, operations};
use weland_model::{Diagnostics, FileId, Model, ShapeId, Sources, Span, Traits};
use weland_smithy::Loader;

const CITY: &str = r#"
    service City { operations: [GetStreet, GetMap, get_map], resources: [House] }
    resource House { identifiers: { id: Id }, read: GetHouse, list: ListHouses, operations: [Paint], resources: [Room] }
    resource Room { identifiers: { id: Id, room: Id }, collectionOperations: [CountRooms] }
    @weland.openapi#operationId("get_street_streets__id__get")
    @tags(["streets", "public"]) operation GetStreet { input := { street: Street } }
    operation GetMap {}
    operation get_map {}
    @readonly @tags(["houses"]) operation GetHouse { input := { @required id: Id } }
    @readonly @tags(["houses", "public"]) operation ListHouses {}
    operation Paint { input := { @required id: Id, color: Color } }
    operation CountRooms {}
    structure Street { name: String, length: Integer, side: Side, lamps: Lamps }
    enum Side { LEFT, RIGHT }
    union Lamp { gas: Integer, electric: Integer }
    list Lamps { member: Lamp }
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
    Edits {
        only: Some(Only { operations: stated(operations), tags: stated(tags), resources: Vec::new() }),
        ..Edits::default()
    }
}

fn only_resources(resources: &[&str]) -> Edits {
    let only = Only { operations: Vec::new(), tags: Vec::new(), resources: stated(resources) };
    Edits { only: Some(only), ..Edits::default() }
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

/// Rules `old=new` for shapes, operations and members.
fn renames(shapes: &[&str], operations: &[&str], members: &[&str]) -> Edits {
    let rules = |rules: &[&str], line: u32| {
        let rule = |(at, rule): (usize, &&str)| {
            let (from, to) = rule.split_once('=').unwrap();
            let at = line + 2 * u32::try_from(at).unwrap();
            let stated = |text: &str, at| Stated { text: text.to_owned(), span: Span::new(file(), at, at) };
            NewName { from: stated(from, at), to: stated(to, at + 1) }
        };
        rules.iter().enumerate().map(rule).collect()
    };
    let (shapes, operations, members) = (rules(shapes, 0), rules(operations, 100), rules(members, 200));
    Edits { rename: Renames { shapes, operations, members }, ..Edits::default() }
}

fn line(id: String, traits: &Traits) -> Option<String> {
    code_name(traits).map(|name| format!("{id}={name}"))
}

/// All names in code that are other than those of the model.
fn renamed(edits: &Edits) -> Vec<String> {
    let mut model = model();
    edits.apply(&mut model, &service()).unwrap();
    let mut lines = Vec::new();
    for shape in model.own_shapes() {
        lines.extend(line(shape.id.name().to_owned(), &shape.traits));
        let member =
            |member: &weland_model::Member| line(format!("{}.{}", shape.id.name(), member.name), &member.traits);
        lines.extend(shape.members.iter().filter_map(member));
    }
    lines
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
    assert_eq!(
        shapes,
        [
            "smithy.api#Integer",
            "smithy.api#String",
            "test#GetStreetInput",
            "test#Lamp",
            "test#Lamps",
            "test#Side",
            "test#Street"
        ]
    );
    assert_eq!(kept(&only(&["Paint", "CountRooms"], &[])).0, ["CountRooms", "Paint"]);
    assert_eq!(kept(&only(&[], &["public"])).0, ["GetStreet", "ListHouses"]);
    assert_eq!(kept(&only(&["Paint"], &["houses"])).0, ["GetHouse", "ListHouses", "Paint"]);
}

#[test]
fn operations_of_a_resource_are_kept_with_those_of_the_resources_below_it() {
    assert_eq!(kept(&only_resources(&["House"])).0, ["CountRooms", "GetHouse", "ListHouses", "Paint"]);
    assert_eq!(kept(&only_resources(&["room"])).0, ["CountRooms"]);
    let expected = "unmatched-rule: `City` has no resource `Hause`; did you mean `House`?";
    assert_eq!(errors(&only_resources(&["Hause"])), [expected]);
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
fn operations_may_be_called_by_the_id_that_their_document_has() {
    let id = "get_street_streets__id__get";
    assert_eq!(kept(&only(&[id], &[])).0, ["GetStreet"]);
    assert_eq!(
        renamed(&renames(&[], &[&format!("{id}=FindRoad")], &[])),
        ["GetStreet=FindRoad", "GetStreetInput=FindRoadInput"]
    );
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

#[test]
fn shapes_operations_and_members_get_names_beside_their_own() {
    let edits =
        renames(&["Street=Road", "Side=Edge"], &["list_houses=Homes"], &["Street.length=metres", "Lamp.gas=Old"]);
    let expected = ["Lamp.gas=Old", "ListHouses=Homes", "Side=Edge", "Street=Road", "Street.length=metres"];
    assert_eq!(renamed(&edits), expected);
    assert_eq!(renamed(&renames(&[], &[], &["Side.LEFT=PORT"])), ["Side.LEFT=PORT"]);
}

#[test]
fn inputs_that_are_named_after_an_operation_follow_it_unless_they_have_a_rule() {
    let street = renames(&[], &["GetStreet=FindRoad"], &[]);
    assert_eq!(renamed(&street), ["GetStreet=FindRoad", "GetStreetInput=FindRoadInput"]);
    let own = renames(&["GetStreetInput=Question"], &["GetStreet=FindRoad"], &[]);
    assert_eq!(renamed(&own), ["GetStreet=FindRoad", "GetStreetInput=Question"]);
}

#[test]
fn names_can_be_exchanged() {
    let edits = renames(&["Street=Color", "Color=Street"], &[], &["Street.name=side", "Street.side=name"]);
    assert_eq!(renamed(&edits), ["Color=Street", "Street=Color", "Street.name=side", "Street.side=name"]);
}

#[test]
fn renames_that_match_nothing_are_errors() {
    let edits = renames(&["Stret=A", "Lamps=B"], &["GetHose=C"], &["Street.lenght=d", "Hut.door=e", "Street=f"]);
    let expected = [
        "unmatched-rule: `City` has no type `Stret`; did you mean `Street`?",
        "unmatched-rule: `City` has no type `Lamps`; did you mean `Lamp`?",
        "unmatched-rule: `City` has no operation `GetHose`; did you mean `GetHouse`?",
        "unmatched-rule: `Street` has no member `lenght`; did you mean `length`?",
        "unmatched-rule: `City` has no type `Hut`; use one of `Color`, `GetHouseInput`, `GetStreetInput`, `Lamp`, \
         `PaintInput`, `Side`, `Street`",
        "unmatched-rule: `Street` names no member; write the shape and the member: `Shape.member`",
    ];
    assert_eq!(errors(&edits), expected);
    let mut left_out = only(&["Paint"], &[]);
    left_out.rename = renames(&["Street=Road"], &[], &[]).rename;
    assert!(errors(&left_out)[0].starts_with("unmatched-rule: `City` has no type `Street`"));
}

#[test]
fn new_names_that_are_taken_are_errors() {
    let advice = "choose another name; case and underscores make no difference";
    let edits = renames(&["Street=co_lor", "Side=paint"], &["GetHouse=Lamp"], &["Street.length=Name"]);
    let expected = [
        format!("conflicting-rename: `co_lor` would be the name of `Color` as well; {advice}"),
        format!("conflicting-rename: `paint` would be the name of `Paint` as well; {advice}"),
        format!("conflicting-rename: `Lamp` would be the name of `Lamp` as well; {advice}"),
        format!("conflicting-rename: `Name` would be the name of `name` as well; {advice}"),
    ];
    assert_eq!(errors(&edits), expected);
    let twice = renames(&["Street=A", "street=B", "Side=c", "Lamp=C"], &[], &[]);
    let expected = [
        "conflicting-rename: `street` is renamed twice; remove one of the two rules".to_owned(),
        format!("conflicting-rename: `c` would be the name of `Lamp` as well; {advice}"),
        format!("conflicting-rename: `C` would be the name of `Side` as well; {advice}"),
    ];
    assert_eq!(errors(&twice), expected);
}
