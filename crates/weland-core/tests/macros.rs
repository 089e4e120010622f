//! The macros produce types that work as generated crates use them, recursion included.
#![allow(missing_docs, clippy::unwrap_used)]

use weland_core::{
    EventStream, Member, OperationError, OtherError, Schema, Structure, error, operation_error, pattern, schema,
    string_enum, structure, union,
};

static NAME: Schema = Schema::string("Name").length(Some(1), Some(3)).pattern(pattern!("^a+$"));
static NODES: Schema = Schema::list("Nodes", &[Member::element(&NODE)]);
static SECRET: Schema = Schema::string("Secret").sensitive();

#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Node {
    pub name: String,
    pub children: Option<Vec<Node>>,
    pub next: Option<Box<Node>>,
    pub color: Option<Color>,
    pub secret: Option<String>,
}

structure! {
    Node = NODE: Schema::structure("Node");
    0 name (= into String): Member::new("Name", &NAME).required(),
    1 children (into Vec<Node>): Member::new("Children", &NODES),
    2 next (as then boxed Node): Member::new("Next", &NODE),
    3 color (Color): Member::new("Color", &COLOR),
    4 secret: Member::new("Secret", &SECRET) => "default".into(),
}

string_enum! {
    /// A color.
    pub enum Color = COLOR: Schema::string_enum("Color"); {
        /// Red.
        Red = "red",
    }
}

#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub enum Event {
    Node(Node),
    #[default]
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

#[derive(Clone, Default, PartialEq)]
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

#[test]
fn debug_hides_what_is_sensitive_and_leaves_out_what_is_not_set() {
    let leaf = Node { name: "b".into(), secret: Some("x".into()), ..Default::default() };
    let node = Node { name: "a".into(), children: Some(vec![leaf]), color: Some("blue".into()), ..Default::default() };
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
    let other = GetError::from(OtherError::service(403, "AccessDenied", "no"));
    assert_eq!(other.to_string(), "AccessDenied: no (status 403)");
}

#[test]
fn streams_are_reachable() {
    assert!(Output::default().stream().is_some());
    assert!(Node::default().stream().is_none());
}

#[test]
fn setters_convert_box_and_wrap() {
    let node = Node::default().name("a").children([Node::default()]).then(Node::default().name("b")).color(Color::Red);
    assert_eq!(
        format!("{node:?}"),
        "Node { Name: \"a\", Children: [Node { Name: \"\" }], Next: Node { Name: \"b\" }, Color: \"red\" }"
    );
    assert_eq!(NotFound::new().message("gone").to_string(), "NotFound: gone");
}

#[test]
fn defaults_of_servers_fill_in_what_is_not_set_and_leave_the_rest() {
    #[derive(Default)]
    struct Page {
        size: Option<i32>,
        tags: Option<Vec<String>>,
        name: Option<String>,
    }
    static TAGS: Schema = Schema::list("Tags", &[Member::element(&schema::STRING)]);
    structure! {
        Page = PAGE: Schema::structure("Page");
        0 size: Member::new("Size", &schema::INTEGER) => 10,
        1 tags: Member::new("Tags", &TAGS) => Vec::new(),
        2 name: Member::new("Name", &schema::STRING),
    }
    let mut pages = [Page::default(), Page { size: Some(0), tags: Some(vec!["a".into()]), name: None }];
    pages.iter_mut().for_each(Structure::set_defaults);
    let [empty, full] = pages;
    assert_eq!((empty.size, empty.tags, empty.name), (Some(10), Some(vec![]), None));
    assert_eq!((full.size, full.tags, full.name), (Some(0), Some(vec!["a".into()]), None));
}
