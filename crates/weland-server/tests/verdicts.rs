//! One verdict for one text: of validation without types, of typed validation, of the server.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod service;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use service::{GetOutput, NotFound, SERVICE, ThingError, call, json};
use weland_core::{
    BigDecimal, Blob, Bound, Defaulted, Document, Member, Operation, OperationSchema, Schema, ServiceSchema, Timestamp,
    pattern, schema, string_enum, structure, union,
};
use weland_protocol::Strictness;
use weland_server::protocol::RestJson1;
use weland_server::{Context, Router};
use weland_validate::{JsonError, validate_decoded, validate_json};

static WORD: Schema = Schema::string("Word").length(Some(2), Some(4)).pattern(pattern!("^[a-c]*$"));
static SECRET: Schema = Schema::string("Secret").length(Some(2), Some(4)).pattern(pattern!("^[a-c]*$")).sensitive();
static SMALL: Schema = Schema::new(schema::INTEGER.shape_type, "Small").range(Some(Bound::Integer(1)), None);
static WORDS: Schema = Schema::list("Words", &[Member::element(&WORD)]).length(None, Some(3));
static SPARSE: Schema = Schema::list("Sparse", &[Member::element(&WORD).nullable()]);
static COLORS: Schema = Schema::map("Colors", &[Member::key(&COLOR), Member::value(&WORD)]);
static SECRETS: Schema = Schema::map("Secrets", &[Member::key(&SECRET), Member::value(&TREE)]);
static TREES: Schema = Schema::list("Trees", &[Member::element(&TREE)]).unique_items();

string_enum! {
    /// A color, in another order than that of the text.
    pub enum Color = COLOR: Schema::string_enum("Color"); {
        /// Red.
        Red = "red",
        /// Blue.
        Blue = "blue",
    }
}

#[derive(Clone, Default, PartialEq)]
pub enum Either {
    Word(String),
    Tree(Box<Tree>),
    #[default]
    Unknown,
}

union! {
    Either = EITHER: Schema::union("Either");
    0 Word: Member::new("word", &WORD),
    1 Tree: Member::new("tree", &TREE),
}

#[derive(Clone, PartialEq)]
pub struct Tree {
    pub word: String,
    pub tree: Option<Box<Tree>>,
    pub trees: Option<Vec<Tree>>,
    pub either: Option<Either>,
    pub small: Option<i32>,
    pub words: Option<Vec<String>>,
    pub sparse: Option<Vec<Option<String>>>,
    pub colors: Option<BTreeMap<Color, String>>,
    pub secrets: Option<BTreeMap<String, Tree>>,
    pub document: Option<Document>,
    pub blob: Option<Blob>,
    pub at: Option<Timestamp>,
    pub decimal: Option<BigDecimal>,
    /// Required in the model, but clients may leave it out.
    pub again: Option<String>,
    pub size: Defaulted<i32>,
}

structure! {
    Tree = TREE: Schema::structure("Tree"); [new]
    0 word: Member::new("word", &WORD).required(),
    1 tree: Member::new("tree", &TREE),
    2 trees: Member::new("trees", &TREES),
    3 either: Member::new("either", &EITHER),
    4 small: Member::new("small", &SMALL),
    5 words: Member::new("words", &WORDS),
    6 sparse: Member::new("sparse", &SPARSE),
    7 colors: Member::new("colors", &COLORS),
    8 secrets: Member::new("secrets", &SECRETS),
    9 document: Member::new("document", &schema::DOCUMENT),
    10 blob: Member::new("blob", &schema::BLOB),
    11 at: Member::new("at", &schema::TIMESTAMP),
    12 decimal: Member::new("decimal", &schema::BIG_DECIMAL),
    13 again: Member::new("again", &schema::STRING).required(),
    14 size: Member::new("size", &SMALL) => Defaulted::unset(3),
}

struct Plant;

impl Operation for Plant {
    type Input = Tree;
    type Output = GetOutput;
    type Error = ThingError;
    const SERVICE: &'static ServiceSchema = &SERVICE;
    const SCHEMA: &'static OperationSchema = &OperationSchema::http("Plant", "POST", "/trees")
        .status(200)
        .input(Tree::SCHEMA)
        .output(GetOutput::SCHEMA)
        .errors(&[NotFound::SCHEMA]);
}

fn router() -> Router {
    async fn plant(_: Tree, _: Context) -> Result<GetOutput, ThingError> {
        Ok(GetOutput { id: "oak".into(), version: None })
    }
    Router::new(&SERVICE, &RestJson1).route::<Plant, _, _>(plant).body_limit(1 << 24)
}

fn typed(text: &str) -> Result<(), JsonError> {
    let mut tree = Tree::new();
    let missing = weland_protocol::json::decode(text.as_bytes(), &mut tree, Strictness::Strict);
    validate_decoded(&tree, missing.map_err(JsonError::Malformed)?).map_err(JsonError::Invalid)
}

/// Asks all three, and demands that they agree; gives the verdict.
async fn verdict(router: &Router, text: &str) -> Result<(), JsonError> {
    let start = text.get(..300).unwrap_or(text);
    let verdict = validate_json(Tree::SCHEMA, text.as_bytes());
    assert!(verdict == typed(text), "{start}:\n{verdict:?}\n{:?}", typed(text));
    let (parts, body) = call(router, json("POST", "/trees", text)).await;
    let code = parts.headers.get("x-amzn-errortype").map(|code| code.to_str().unwrap());
    let body = String::from_utf8(body).unwrap();
    match &verdict {
        Ok(()) => assert_eq!(parts.status, 200, "{start}: {body}"),
        Err(JsonError::Malformed(_)) => assert_eq!(code, Some("SerializationException"), "{start}: {body}"),
        Err(JsonError::Invalid(violations)) => {
            assert!(!violations.list().is_empty() && violations.total() >= violations.list().len());
            assert_eq!(code, Some("ValidationException"), "{start}: {body}");
            let expected = Document::String(violations.smithy().message);
            let mut found = Error::default();
            weland_protocol::json::decode(body.as_bytes(), &mut found, Strictness::Lenient).unwrap();
            assert!(found.message == expected && found.fields.len() == violations.list().len(), "{start}: {body}");
        }
        Err(error) => panic!("{error}"),
    }
    verdict
}

static FIELDS: Schema = Schema::list("Fields", &[Member::element(&schema::DOCUMENT)]);

#[derive(Default)]
struct Error {
    message: Document,
    fields: Vec<Document>,
}

structure! {
    Error = ERROR: Schema::structure("Error");
    0 message: Member::new("message", &schema::DOCUMENT),
    1 fields: Member::new("fieldList", &FIELDS),
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) % bound
    }

    fn pick<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[usize::try_from(self.below(texts.len() as u64)).unwrap()]
    }

    /// Text of a member's kind, seldom of another or null.
    fn value(&mut self, member: &str, depth: u64) -> String {
        if self.below(60) == 0 {
            return self.pick(&["null", "1", "\"ab\"", "[]", "{}", "true", "[null]", "1.5", "[1]"]).into();
        }
        let leaf = depth == 0;
        match member {
            "tree" if leaf => "null".into(),
            "tree" => self.tree(depth - 1),
            "trees" => self.list(leaf, |random| random.tree(depth - 1)),
            "either" if leaf || self.below(2) == 0 => format!(r#"{{"word": {}}}"#, self.word()),
            "either" => format!(r#"{{"tree": {}}}"#, self.tree(depth - 1)),
            "small" | "size" => self.pick(&["1", "7", "0", "-3"]).into(),
            "words" => self.list(false, Self::word),
            "sparse" => self.list(false, |random| if random.below(3) == 0 { "null".into() } else { random.word() }),
            "colors" => self.map(false, &["red", "blue", "green", "r\\u0065d", "black"], Self::word),
            "secrets" => self.map(leaf, &["ab", "abc", "x", "abcab", "b"], |random| random.tree(depth - 1)),
            "document" => self.pick(&["null", "[1, {\"a\": null}]", "\"x\"", "{\"a\": 1, \"a\": 2}", "1e300"]).into(),
            "blob" => self.pick(&["\"YQ==\"", "\"\"", "\"?\""]).into(),
            "at" => self.pick(&["0", "1.5", "\"2020\""]).into(),
            "decimal" => self.pick(&["1", "1.0", "-1e400"]).into(),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> String {
        let word = self.pick(&["ab", "abc", "ab", "bc", "cc", "a", "", "xyz", "abcab", "\\u0061b", "ää"]);
        format!("\"{word}\"")
    }

    fn list(&mut self, empty: bool, element: impl Fn(&mut Self) -> String) -> String {
        let count = if empty { 0 } else { self.below(4) };
        let elements: Vec<String> = (0..count).map(|_| element(self)).collect();
        format!("[{}]", elements.join(", "))
    }

    fn map(&mut self, empty: bool, keys: &[&str], value: impl Fn(&mut Self) -> String) -> String {
        let count = if empty { 0 } else { self.below(3) };
        let entries: Vec<String> = (0..count).map(|_| format!("\"{}\": {}", self.pick(keys), value(self))).collect();
        format!("{{{}}}", entries.join(", "))
    }

    /// Members in any order, seldom without a required one, with an unknown one or with one twice.
    fn tree(&mut self, depth: u64) -> String {
        const MEMBERS: [&str; 13] = [
            "tree", "trees", "either", "small", "words", "sparse", "colors", "secrets", "document", "blob", "at",
            "decimal", "size",
        ];
        let mut members: Vec<&str> = ["word", "again"].into_iter().filter(|_| self.below(20) != 0).collect();
        members.extend(MEMBERS.iter().filter(|_| self.below(6) == 0));
        for extra in [["unknown", "word"], ["unknown", "again"]] {
            if self.below(40) == 0 {
                members.push(self.pick(&extra));
            }
        }
        for at in (1..members.len()).rev() {
            members.swap(at, usize::try_from(self.below(at as u64 + 1)).unwrap());
        }
        let mut text = String::from("{");
        for (index, member) in members.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(text, "{comma}\"{member}\": {}", self.value(member, depth)).unwrap();
        }
        text + "}"
    }
}

#[tokio::test]
async fn random_texts_get_one_verdict() {
    let (router, mut random) = (router(), Random(0x2545_f491_4f6c_dd1d));
    let mut counts = [0, 0, 0];
    for _ in 0..6000 {
        let text = random.tree(3);
        let kind = match verdict(&router, &text).await {
            Ok(()) => 0,
            Err(JsonError::Invalid(_)) => 1,
            Err(_) => 2,
        };
        counts[kind] += 1;
    }
    assert!(counts.iter().all(|count| *count > 600), "{counts:?}");
}

fn repeated(count: usize, text: &str) -> String {
    vec![text; count].join(", ")
}

#[tokio::test]
async fn hostile_texts_get_one_verdict() {
    let router = router();
    let nested = |depth: usize, inner: &str| {
        format!("{}{inner}{}", r#"{"word": "x", "tree": "#.repeat(depth), "}".repeat(depth))
    };
    let numbered = |count: usize, value: &str| {
        let entries: Vec<String> = (0..count).rev().map(|index| format!("\"{index}\": {value}")).collect();
        entries.join(", ")
    };
    let long = "k".repeat(1 << 19);
    // The text, and how many violations it has; none if it is malformed. Of missing members that are too much to be kept,
    // nothing but their number is known.
    let cases = [
        (format!(r#"{{"word": "ab", "again": "", "words": [{}]}}"#, repeated(5000, r#""x""#)), Some(10_001)),
        (format!(r#"{{"again": "", "words": [{}], "small": 0}}"#, repeated(5000, r#""aaaaa""#)), Some(5003)),
        (format!(r#"{{"secrets": {{{}}}, "small": 0, "word": "x"}}"#, numbered(5000, "{}")), Some(10_001)),
        (format!(r#"{{"colors": {{{}}}, "small": 0}}"#, numbered(5000, r#""x""#)), Some(15_003)),
        (format!(r#"{{"trees": [{}], "small": 0}}"#, repeated(5000, "{}")), Some(10_002)),
        (format!(r#"{{"secrets": {{"{long}": {{"words": [{}]}}}}}}"#, repeated(5000, r#""x""#)), Some(4)),
        (format!("{{{}}}", repeated(200_000, r#""word": "x""#)), None),
        (format!(r#"{{"colors": {{{}}}}}"#, repeated(200_000, r#""red": "x""#)), None),
        (format!(r#"{{"document": {{{}}}}}"#, repeated(200_000, r#""red": "x""#)), None),
        (format!(r#"{{"words": [{}], "word": "x", "word": "ab"}}"#, repeated(5000, r#""x""#)), None),
        (nested(100, "null"), Some(300)),
        (nested(100, r#"{"word": "ab", "again": ""}"#), Some(300)),
        (nested(500, "null"), None),
        (nested(100_000, "null"), None),
        ("[".repeat(100_000), None),
        (format!(r#"{{"document": {}}}"#, "[".repeat(100_000)), None),
    ];
    for (text, expected) in cases {
        let found = match verdict(&router, &text).await {
            Err(JsonError::Invalid(violations)) => Some(violations.total()),
            _ => None,
        };
        assert_eq!(found, expected, "{}", text.get(..200).unwrap_or(&text));
    }
}
