//! Typed values: those that the quick check leaves to the one that reports, or has to look at more closely.
#![allow(clippy::unwrap_used)]

use weland_core::schema::{Constant, Rules};
use weland_core::{Member, Schema, string_enum, structure};
use weland_validate::Validate as _;

static NAME: Schema = Schema::string("Name").length(Some(1), Some(3));
static LISTS: [Schema; 9] = [
    Schema::list("List", &[Member::element(&NAME)]),
    Schema::list("List", &[Member::element(&LISTS[0])]),
    Schema::list("List", &[Member::element(&LISTS[1])]),
    Schema::list("List", &[Member::element(&LISTS[2])]),
    Schema::list("List", &[Member::element(&LISTS[3])]),
    Schema::list("List", &[Member::element(&LISTS[4])]),
    Schema::list("List", &[Member::element(&LISTS[5])]),
    Schema::list("List", &[Member::element(&LISTS[6])]),
    Schema::list("List", &[Member::element(&LISTS[7])]),
];
static NAMES: Schema = Schema::list("Names", &[Member::element(&NAME)]).unique_items().length(None, Some(2));
static ALL_NAMES: Schema = Schema::list("AllNames", &[Member::element(&NAMES)]);
/// The enum of the type, with fewer values.
static VOWELS: Schema = Schema::string_enum("Vowels").values(&["a"]);

type Deep = Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<Vec<String>>>>>>>>>;

string_enum! {
    /// Letters.
    pub enum Letter = LETTER: Schema::string_enum("Letter"); {
        /// A vowel.
        A = "a",
        /// No vowel.
        B = "b",
    }
}

#[derive(Default)]
struct Values {
    deep: Deep,
    names: Vec<Vec<String>>,
    letter: Option<Letter>,
    vowel: Option<Letter>,
}

structure! {
    Values = VALUES: Schema::structure("Values");
    0 deep: Member::new("deep", &LISTS[8]),
    1 names: Member::new("names", &ALL_NAMES),
    2 letter: Member::new("letter", &LETTER),
    3 vowel: Member::new("vowel", &VOWELS),
}

fn deep(name: &str) -> Deep {
    vec![vec![vec![vec![vec![vec![vec![vec![vec![name.to_owned()]]]]]]]]]
}

fn names(lists: &[&[&str]]) -> Vec<Vec<String>> {
    lists.iter().map(|list| list.iter().map(|name| (*name).to_owned()).collect()).collect()
}

fn paths(values: &Values) -> Vec<String> {
    let violations = values.validate().err();
    violations.iter().flatten().map(|violation| violation.path.to_string()).collect()
}

#[test]
fn lists_may_lie_in_each_other_deeper_than_the_quick_check_follows() {
    assert_eq!(paths(&Values { deep: deep("abc"), ..Values::default() }), [""; 0]);
    assert_eq!(paths(&Values { deep: deep("abcd"), ..Values::default() }), ["/deep/0/0/0/0/0/0/0/0/0"]);
}

#[test]
fn elements_differ_within_each_list() {
    let valid = Values { names: names(&[&["a", "b"], &["a"], &["b", "a"]]), ..Values::default() };
    assert_eq!(paths(&valid), [""; 0]);
    for (lists, path) in [
        (names(&[&["a", "b"], &["a", "a"]]), "/names/1"),
        (names(&[&["a"], &["a", "b", "c"], &["a"]]), "/names/1"),
        (names(&[&["a", "b"], &["a"], &["b", ""]]), "/names/2/1"),
    ] {
        assert_eq!(paths(&Values { names: lists, ..Values::default() }), [path]);
    }
}

#[test]
fn values_of_enums_are_judged_by_the_shape_of_their_member() {
    for (letter, vowel, expected) in [
        (Letter::A, Letter::A, &[][..]),
        (Letter::B, Letter::A, &[]),
        (Letter::B, Letter::B, &["/vowel"]),
        (Letter::from("c"), Letter::A, &["/letter"]),
        (Letter::from("c"), Letter::from("c"), &["/letter", "/vowel"]),
    ] {
        assert_eq!(paths(&Values { letter: Some(letter), vowel: Some(vowel), ..Values::default() }), expected);
    }
}

/// One of these words only, which is a rule that documents are judged by.
static WORD: Schema = Schema::string("Word")
    .rules(&Rules { values: Some(&[Constant::String("a"), Constant::String("b")]), ..Rules::NONE });
static WORDS: Schema = Schema::list("Words", &[Member::element(&WORD)]).unique_items();
static ALL_WORDS: Schema = Schema::list("AllWords", &[Member::element(&WORDS)]).length(None, Some(2));

#[derive(Default)]
struct Inner {
    words: Vec<Vec<String>>,
    word: Option<String>,
    name: Option<String>,
}

structure! {
    Inner = INNER: Schema::structure("Inner");
    0 words: Member::new("words", &ALL_WORDS),
    1 word: Member::new("word", &WORD).required(),
    2 name: Member::new("name", &NAME),
}

static INNERS: Schema = Schema::list("Inners", &[Member::element(&INNER)]).length(Some(1), Some(2));

#[derive(Default)]
struct Outer {
    inners: Vec<Inner>,
    name: Option<String>,
}

structure! {
    Outer = OUTER: Schema::structure("Outer");
    0 inners: Member::new("inners", &INNERS),
    1 name: Member::new("name", &NAME),
}

#[test]
fn members_that_are_judged_as_documents_stand_beside_others_and_in_lists() {
    let inner = |lists: &[&[&str]], word: Option<&str>, name: &str| Inner {
        words: names(lists),
        word: word.map(str::to_owned),
        name: Some(name.to_owned()),
    };
    let good = || inner(&[&["a", "b"], &["b"]], Some("a"), "x");
    let check = |inners: Vec<Inner>, name: &str| match (Outer { inners, name: Some(name.to_owned()) }).validate() {
        Ok(()) => Vec::new(),
        Err(violations) => violations.list().iter().map(|violation| violation.path.to_string()).collect::<Vec<_>>(),
    };
    assert!(check(vec![good(), good()], "x").is_empty());
    assert_eq!(check(vec![good(), good(), good()], "long"), ["/inners", "/name"]);
    assert_eq!(check(vec![good(), inner(&[&["a", "c"]], Some("a"), "x")], "x"), ["/inners/1/words/0/1"]);
    assert_eq!(check(vec![inner(&[&["a"], &["a", "a"]], None, "x")], "x"), ["/inners/0/words/1", "/inners/0/word"]);
    assert_eq!(
        check(vec![inner(&[&[], &[], &[]], Some("z"), "long")], ""),
        ["/inners/0/words", "/inners/0/word", "/inners/0/name", "/name"]
    );
}
