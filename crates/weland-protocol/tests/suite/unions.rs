//! Unions without tags, there and back.
#![allow(unreachable_pub, reason = "the macros declare public types")]

use weland_core::schema::{BOOLEAN, DOUBLE, INTEGER, LONG, STRING, TIMESTAMP};
use weland_core::{
    Document, Member, Schema, Structure, Timestamp, TimestampFormat, Zero as _, string_enum, structure, union,
};
use weland_protocol::{MissingMembers, Strictness, json};

static TREES: Schema = Schema::list("Trees", &[Member::element(&TREE)]);
static NUMBERS: Schema = Schema::list("Numbers", &[Member::element(&DOUBLE)]);
static FRUITS: Schema = Schema::map("Fruits", &[Member::key(&STRING), Member::value(&FRUIT)]);

#[derive(Clone, PartialEq)]
pub enum Tree {
    Number(i64),
    Ratio(f64),
    Flag(bool),
    Date(Timestamp),
    Text(String),
    Numbers(Vec<f64>),
    Trees(Vec<Tree>),
    Leaf(Box<Leaf>),
    Unknown(Document),
}

union! {
    Tree = TREE: Schema::union("Tree").untagged(); [kept]
    0 Number: Member::new("number", &LONG),
    1 Ratio: Member::new("ratio", &DOUBLE),
    2 Flag: Member::new("flag", &BOOLEAN),
    3 Date: Member::new("date", &TIMESTAMP).timestamp_format(TimestampFormat::DateTime),
    4 Text: Member::new("text", &STRING),
    5 Numbers: Member::new("numbers", &NUMBERS),
    6 Trees: Member::new("trees", &TREES),
    7 Leaf: Member::new("leaf", &LEAF),
}

#[derive(Clone, PartialEq)]
pub struct Leaf {
    pub tree: Tree,
    pub name: Option<String>,
}

structure! {
    Leaf from LeafRequired = LEAF: Schema::structure("Leaf");
    0 tree [Tree]: Member::new("Tree", &TREE).wire_names(&[("jsonName", "tree")]).required(),
    1 name (into String): Member::new("name", &STRING),
}

string_enum! {
    /// What a pear is.
    pub enum Pear = PEAR: Schema::string_enum("Pear"); {
        /// It.
        Pear = "pear",
    }
}

string_enum! {
    /// A color.
    pub enum Color = COLOR: Schema::string_enum("Color"); {
        /// Red.
        Red = "red",
        /// Green.
        Green = "green",
    }
}

#[derive(Clone, PartialEq)]
pub struct Round {
    pub kind: Option<String>,
    pub size: Option<i32>,
}

structure! {
    Round = ROUND: Schema::structure("Round"); [new]
    0 kind: Member::new("kind", &STRING),
    1 size: Member::new("size", &INTEGER),
}

impl Round {
    fn sized(size: i32) -> Self {
        Self { size: Some(size), ..Self::new() }
    }
}

#[derive(Clone, PartialEq)]
pub struct Long {
    pub kind: Pear,
    pub size: Option<i32>,
}

structure! {
    Long from LongRequired = LONG_FRUIT: Schema::structure("Long");
    0 kind [Pear]: Member::new("kind", &PEAR).required(),
    1 size (i32): Member::new("size", &INTEGER),
}

#[derive(Clone, PartialEq)]
pub struct Colored {
    pub color: Color,
    pub size: Option<i32>,
}

structure! {
    Colored from ColoredRequired = COLORED: Schema::structure("Colored");
    0 color [Color]: Member::new("color", &COLOR).required(),
    1 size (i32): Member::new("size", &INTEGER),
}

#[derive(Clone, PartialEq)]
pub enum Fruit {
    Round(Round),
    Long(Long),
    Colored(Colored),
    Unknown(Document),
}

union! {
    Fruit = FRUIT: Schema::union("Fruit").untagged().exactly_one(); [kept]
    0 Round: Member::new("round", &ROUND),
    1 Long: Member::new("long", &LONG_FRUIT),
    2 Colored: Member::new("colored", &COLORED),
}

#[derive(Clone, PartialEq)]
pub enum Named {
    Round(Round),
    Colored(Colored),
    Unknown(Document),
}

union! {
    Named = NAMED: Schema::union("Named").untagged().discriminator("kind", &[("apple", "round"), ("x", "colored")]); [kept]
    0 Round: Member::new("round", &ROUND),
    1 Colored: Member::new("colored", &COLORED),
}

#[derive(Clone, PartialEq)]
pub enum Told {
    Round(Round),
    Colored(Colored),
    None,
    Unknown(Document),
}

union! {
    Told = TOLD: Schema::union("Told").discriminated("type"); [kept]
    0 Round: Member::new("round", &ROUND),
    1 Colored: Member::new("colored", &COLORED).wire_names(&[("jsonName", "col")]),
    2 None (unit): Member::new("none", &weland_core::schema::UNIT),
}

#[derive(Clone, PartialEq, Default)]
pub struct Basket {
    pub fruits: Option<std::collections::BTreeMap<String, Fruit>>,
    pub named: Option<Named>,
    pub told: Option<Told>,
    pub tree: Option<Tree>,
}

structure! {
    Basket = BASKET: Schema::structure("Basket");
    0 fruits: Member::new("fruits", &FRUITS),
    1 named: Member::new("named", &NAMED),
    2 told: Member::new("told", &TOLD),
    3 tree: Member::new("tree", &TREE),
}

fn read<T: Structure + weland_core::Zero>(text: &str, strictness: Strictness) -> (T, MissingMembers) {
    let mut value = T::zero();
    let missing =
        json::decode(text.as_bytes(), &mut value, strictness).unwrap_or_else(|error| panic!("{text}: {error}"));
    (value, missing)
}

fn text(value: &dyn Structure) -> String {
    String::from_utf8(json::encode(value).unwrap()).unwrap()
}

/// Reads a text strictly and not, and writes it again.
#[track_caller]
fn both<T: Structure + weland_core::Zero + PartialEq + std::fmt::Debug>(written: &str, expected: &T) {
    for strictness in [Strictness::Strict, Strictness::Lenient] {
        let (value, missing) = read::<T>(written, strictness);
        assert!(missing.is_empty(), "{written}: {missing:?}");
        assert!(value == *expected, "{written}: {value:?}");
        assert_eq!(text(&value), written);
    }
}

#[test]
fn a_value_is_of_the_member_whose_type_it_has() {
    let tree = Tree::Trees(vec![Tree::Number(1), Tree::Text("a".into()), Tree::Trees(vec![Tree::Flag(true)])]);
    both("5", &Tree::Number(5));
    both("5.5", &Tree::Ratio(5.5));
    both("true", &Tree::Flag(true));
    both("\"2020-01-02T03:04:05Z\"", &Tree::Date(Timestamp::new(1_577_934_245, 0)));
    both("\"2020\"", &Tree::Text("2020".into()));
    both("[1.5,2.5]", &Tree::Numbers(vec![1.5, 2.5]));
    both("[1,\"a\",[true]]", &tree);
    let leaf = Leaf::new(LeafRequired { tree: tree.clone() }).name("n");
    both(r#"{"tree":[1,"a",[true]],"name":"n"}"#, &Tree::Leaf(Box::new(leaf)));
    both(r#"{"tree":5.5}"#, &Leaf::new(LeafRequired { tree: Tree::Ratio(5.5) }));
}

#[test]
fn an_object_is_of_the_member_whose_required_keys_constants_and_known_keys_it_has() {
    both(r#"{"size":1}"#, &Fruit::Round(Round::sized(1)));
    both("{}", &Fruit::Round(Round::new()));
    both(r#"{"kind":"pear","size":1}"#, &Fruit::Long(Long::new(LongRequired { kind: Pear::Pear }).size(1)));
    let apple = Round { kind: Some("apple".into()), size: None };
    both(r#"{"kind":"apple"}"#, &Fruit::Round(apple));
    both(r#"{"color":"red","size":2}"#, &Fruit::Colored(Colored::new(ColoredRequired { color: Color::Red }).size(2)));
    let (fruit, _) = read::<Fruit>(r#"{"size": 3, "other": 4}"#, Strictness::Strict);
    assert!(fruit == Fruit::Round(Round::sized(3)));
}

#[test]
fn what_is_a_value_of_no_member_is_kept() {
    let unknown = |text: &str| Fruit::Unknown(Document::String(text.into()));
    both("\"kiwi\"", &unknown("kiwi"));
    both(r#"{"size":"big"}"#, &Fruit::Unknown(Document::Map([("size".into(), Document::String("big".into()))].into())));
    both("null", &Fruit::Unknown(Document::Null));
    both(
        r#"{"fruits":{"a":"kiwi","b":{"size":1}}}"#,
        &Basket {
            fruits: Some([("a".into(), unknown("kiwi")), ("b".into(), Fruit::Round(Round::sized(1)))].into()),
            ..Basket::default()
        },
    );
    assert!(Fruit::zero() == Fruit::Unknown(Document::Null));
    assert_eq!(format!("{:?}", unknown("kiwi")), "Fruit { Unknown: String(\"kiwi\") }");
}

#[test]
fn a_discriminator_goes_before_what_fits_best() {
    let x = r#"{"kind":"x","color":"red"}"#;
    let (value, _) = read::<Named>(x, Strictness::Strict);
    assert!(value == Named::Colored(Colored::new(ColoredRequired { color: Color::Red })), "{value:?}");
    both(r#"{"kind":"apple","size":1}"#, &Named::Round(Round { kind: Some("apple".into()), size: Some(1) }));
    // What it names must be one of its values, if there is a choice.
    both(r#"{"kind":"x","size":1}"#, &Named::Round(Round { kind: Some("x".into()), size: Some(1) }));
    // A client takes what fits none for what it says to be; a server leaves that to validation.
    let wrong = r#"{"kind":"x","size":null,"color":null}"#;
    let (value, missing) = read::<Named>(wrong, Strictness::Lenient);
    assert!(matches!(value, Named::Colored(_)), "{value:?}");
    assert_eq!(missing.iter().map(ToString::to_string).collect::<Vec<_>>(), ["/color"]);
    let wrong = r#"{"kind":"x","color":5}"#;
    for strictness in [Strictness::Strict, Strictness::Lenient] {
        let (value, _) = read::<Named>(wrong, strictness);
        assert!(matches!(value, Named::Unknown(Document::Map(_))), "{value:?}");
    }
    let (value, _) = read::<Named>(r#"{"kind":5,"color":5}"#, Strictness::Lenient);
    assert!(matches!(value, Named::Unknown(Document::Map(_))), "{value:?}");
}

#[test]
fn a_key_beside_the_members_names_the_member() {
    both(r#"{"type":"round","size":1}"#, &Told::Round(Round::sized(1)));
    both(r#"{"type":"col","color":"green"}"#, &Told::Colored(Colored::new(ColoredRequired { color: Color::Green })));
    both(r#"{"type":"none"}"#, &Told::None);
    let other = [("type".into(), Document::String("square".into()))];
    both(r#"{"type":"square"}"#, &Told::Unknown(Document::Map(other.into())));
    both(
        r#"{"told":{"type":"round"},"tree":1}"#,
        &Basket { told: Some(Told::Round(Round::new())), tree: Some(Tree::Number(1)), ..Basket::default() },
    );
    let (value, missing) = read::<Basket>(r#"{"told": {"type": "col", "size": 1}}"#, Strictness::Lenient);
    assert!(matches!(value.told, Some(Told::Colored(_))));
    assert_eq!(missing.iter().map(ToString::to_string).collect::<Vec<_>>(), ["/told/color"]);
    let (value, _) = read::<Basket>(r#"{"told": {"type": "col", "size": 1}}"#, Strictness::Strict);
    assert!(matches!(value.told, Some(Told::Unknown(_))));
    let mut basket = Basket::default();
    let error = json::decode(br#"{"told": 5}"#, &mut basket, Strictness::Strict).unwrap_err();
    assert_eq!(error.to_string(), "at /told: expected a map, found a number (line 1, column 10)");
}

#[test]
fn unions_within_each_other_take_linear_time() {
    // Each level is a value of two members, at first sight; whoever looked again at each would take 2^100 steps.
    let text = format!("{}\"x\"{}", "[".repeat(100), "]".repeat(100));
    let (mut value, _) = read::<Tree>(&text, Strictness::Strict);
    for _ in 0..100 {
        let Tree::Trees(trees) = value else { panic!("{value:?}") };
        value = trees[0].clone();
    }
    assert!(value == Tree::Text("x".into()));
}
