//! The macros produce types that work as generated crates use them, recursion included.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;

use weland_core::{
    Binding, Defaulted, EventStream, MapKey as _, Member, OperationError, OtherError, ResponseMetadata, Schema,
    Structure, Text, Zero as _, error, operation_error, pattern, schema, string_enum, structure, union,
};

static NAME: Schema = Schema::string("Name").length(Some(1), Some(3)).pattern(pattern!("^a+$"));
static RANKS: Schema = Schema::map("Ranks", &[Member::key(&COLOR), Member::value(&schema::INTEGER)]);
static NODES: Schema = Schema::list("Nodes", &[Member::element(&NODE)]);
static SECRET: Schema = Schema::string("Secret").sensitive();

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Node {
    pub name: String,
    pub children: Option<Vec<Node>>,
    pub next: Option<Box<Node>>,
    pub color: Option<Color>,
    pub secret: Option<String>,
    pub ranks: Option<BTreeMap<Color, i32>>,
}

structure! {
    Node from NodeRequired = NODE: Schema::structure("Node");
    0 name [String]: Member::new("Name", &NAME).required(),
    1 children (into Vec<Node>): Member::new("Children", &NODES),
    2 next (as then boxed Node): Member::new("Next", &NODE),
    3 color (Color): Member::new("Color", &COLOR),
    4 secret (into String): Member::new("Secret", &SECRET),
    5 ranks (into BTreeMap<Color, i32>): Member::new("Ranks", &RANKS),
}

structure! {
    /// A declared structure.
    #[derive(Eq)]
    pub struct Leaf from LeafRequired = LEAF "leaf".length(None, Some(3)) {
        0 id: i64 = schema::LONG,
        1 parts [Vec<String>] = "Parts" NAMES,
        2 size?: i32 = schema::INTEGER.query("size"),
        3 r#type? into: String = "type" NAME,
        4 note?? note_null into: String = NAME,
        5 flag?? flag_null: bool = schema::BOOLEAN,
        6 kind (= into Defaulted<i32>) = schema::INTEGER => Defaulted::unset(4),
        7 twin (null twin_null boxed Leaf) = LEAF.nullable(),
        8 price {Option<Text>} ?: u64 = schema::BIG_INTEGER,
    }
}

structure! {
    /// A structure without members.
    pub struct Empty = EMPTY {}
}

static NAMES: Schema = Schema::list("Names", &[Member::element(&NAME)]);

string_enum! {
    /// A color.
    pub enum Color = COLOR: Schema::string_enum("Color"); {
        /// Red.
        Red = "red",
    }
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    Node(Node),
    Unknown,
}

union! {
    Event = EVENT: Schema::union("Event").streaming();
    0 Node: Member::new("Node", &NODE),
}

#[derive(Default)]
pub struct Output {
    pub events: EventStream<Event>,
}

structure! {
    Output = OUTPUT: Schema::structure("Output"); [events events]
    0 events: Member::new("Events", &EVENT).payload(),
}

#[derive(Clone, PartialEq)]
pub struct NotFound {
    pub message: Option<String>,
}

structure! {
    NotFound = NOT_FOUND: Schema::structure("NotFound").error(404); [new]
    0 message (into String): Member::new("message", &schema::STRING),
}

error!(NotFound, message);

operation_error! {
    /// Errors.
    pub enum GetError {
        NotFound,
    }
}

fn node(name: &str) -> Node {
    Node::new(NodeRequired { name: name.into() })
}

#[test]
fn debug_hides_what_is_sensitive_and_leaves_out_what_is_not_set() {
    let node = node("a").children([node("b").secret("x")]).color("blue".into());
    assert_eq!(
        format!("{node:?}"),
        "Node { Name: \"a\", Children: [Node { Name: \"b\", Secret: *** }], Color: \"blue\" }"
    );
}

#[test]
fn errors_are_made_of_their_schema_and_say_what_went_wrong() {
    let mut error = GetError::with_schema(NotFound::SCHEMA).unwrap();
    assert!(GetError::with_schema(Node::SCHEMA).is_none());
    assert_eq!(error.modeled_mut().unwrap().schema().error.unwrap().status, 404);
    let GetError::NotFound(inner) = &mut error else {
        return;
    };
    inner.message = Some("gone".into());
    assert_eq!(error.to_string(), "NotFound: gone");
    assert_eq!(format!("{error:?}"), "NotFound(NotFound { message: \"gone\" })");
    let other = GetError::from(OtherError::service(403, "AccessDenied", "no"));
    assert_eq!(other.to_string(), "AccessDenied: no (status 403)");
    assert!(format!("{other:?}").starts_with("Other(OtherError { kind: Service, message: \"no\""));
}

#[test]
fn names_that_formats_may_have_to_escape_are_told_from_others() {
    for (name, expected) in
        [("Name_2", true), ("", true), ("a-b", false), ("a\"", false), ("\u{1}", false), ("ä", false)]
    {
        assert_eq!(Member::new(name, &schema::STRING).has_plain_name(), expected, "{name}");
    }
    let renamed = Member::new("Name", &schema::STRING).wire_names(&[(Member::JSON_NAME, "name")]);
    assert!(!renamed.has_plain_name());
}

#[test]
fn errors_tell_what_is_known_of_the_response() {
    let metadata = ResponseMetadata::new("Get").with_status(404).with_request_id(Some("id".into()));
    let gone = NotFound { message: Some("gone".into()) };
    for (error, expected) in [
        (GetError::from(gone), "Get: NotFound: gone (status 404, request id)"),
        (OtherError::service(400, "Odd", "no").into(), "Get: Odd: no (status 400, request id)"),
    ] {
        assert_eq!(error.metadata().operation(), None);
        let error = error.with_metadata(metadata.clone());
        assert_eq!(error.to_string(), expected);
        // What is known stays.
        let error = error.with_metadata(ResponseMetadata::new("Put").with_status(500));
        assert_eq!(error.to_string(), expected);
        assert_eq!((error.metadata().operation(), error.metadata().request_id()), (Some("Get"), Some("id")));
    }
}

#[test]
fn streams_are_reachable() {
    assert!(Output::default().stream().is_some());
    assert!(node("a").stream().is_none());
}

#[test]
fn setters_convert_box_and_wrap() {
    let node = node("a").children([Node::zero()]).then(node("b")).color(Color::Red);
    assert_eq!(
        format!("{node:?}"),
        "Node { Name: \"a\", Children: [Node { Name: \"\" }], Next: Node { Name: \"b\" }, Color: \"red\" }"
    );
    assert_eq!(NotFound::new().message("gone").to_string(), "NotFound: gone");
    assert_eq!(Node::from(NodeRequired { name: "c".into() }).name, "c");
}

#[test]
fn declared_structures_have_fields_setters_and_schemas_by_the_forms_of_their_rows() {
    let leaf = Leaf::new(LeafRequired { id: 1, parts: vec!["a".into()] });
    assert_eq!((leaf.size, &leaf.note, *leaf.kind, leaf.kind.is_set()), (None, &None, 4, false));
    let leaf = leaf.size(2).r#type("b").note("c").flag_null().kind(5).price(7);
    let twin = leaf.clone().twin(leaf.clone()).note_null();
    assert_eq!((twin.note.clone(), twin.flag, twin.twin), (Some(None), Some(None), Some(Some(Box::new(leaf)))));
    assert_eq!((twin.r#type.as_deref(), *twin.kind, twin.price), (Some("b"), 5, Some(7)));
    assert_eq!(format!("{:?} {:?}", Empty::new(), Empty::SCHEMA.name), r#"Empty {  } "Empty""#);

    let schema = Leaf::SCHEMA;
    assert_eq!((schema.name, schema.length.and_then(|length| length.max)), ("leaf", Some(3)));
    let is = |test: fn(&Member) -> bool| {
        let names = schema.members.iter().filter(|member| test(member)).map(|member| member.name);
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(is(|_| true), "id Parts size type note flag kind twin price");
    assert_eq!(is(|member| member.required), "id");
    assert_eq!(is(|member| member.nullable), "note flag twin");
    assert_eq!(is(|member| member.binding == Binding::Query("size")), "size");
}

#[test]
fn an_enum_stays_one_as_the_key_of_a_map() {
    let node = node("a").ranks([(Color::Red, 1), (Color::from_key("blue".into()), 2)]);
    assert_eq!(format!("{node:?}"), "Node { Name: \"a\", Ranks: {\"red\": 1, \"blue\": 2} }");
    assert_eq!(node.ranks.unwrap().get(&Color::Unknown("blue".into())), Some(&2));
}

#[test]
fn defaults_hold_until_something_is_set() {
    struct Page {
        name: String,
        size: Defaulted<i32>,
        tags: Defaulted<Vec<String>>,
        depth: i32,
    }
    static TAGS: Schema = Schema::list("Tags", &[Member::element(&schema::STRING)]);
    structure! {
        Page = PAGE: Schema::structure("Page"); [new]
        0 name: Member::new("Name", &schema::STRING),
        1 size (= into Defaulted<i32>): Member::new("Size", &schema::INTEGER) => Defaulted::unset(10),
        2 tags (= into Defaulted<Vec<String>>): Member::new("Tags", &TAGS) => Defaulted::unset(Vec::new()),
        3 depth (= i32): Member::new("Depth", &schema::INTEGER) => 3,
    }
    let mut page = Page::default().size(0);
    assert_eq!((&*page.name, *page.size, page.tags.len(), page.depth), ("", 0, 0, 3));
    assert_eq!((page.size.is_set(), page.tags.is_set()), (true, false));
    assert_eq!(format!("{page:?}"), "Page { Name: \"\", Size: 0, Depth: 3 }");
    page.set_defaults();
    assert_eq!(format!("{page:?}"), "Page { Name: \"\", Size: 0, Tags: [], Depth: 3 }");
    assert_eq!(*Page::new().depth(4).tags(vec!["a".to_owned()]).tags, ["a"]);
}

#[test]
fn schemas_of_shapes_that_contain_themselves_can_be_shown() {
    let shown = format!("{:?} {:?}", Node::SCHEMA, Node::SCHEMA.members[2]);
    assert!(shown.contains("Schema { name: \"Node\", shape_type: Structure, members: [\"Name\", "), "{shown}");
}
