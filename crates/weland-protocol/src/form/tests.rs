use std::collections::BTreeMap;

use weland_core::{Blob, Member, Schema, Structure, Timestamp, Xml, schema, structure, union};

use super::*;

#[derive(Default, PartialEq, Clone)]
struct Inner {
    hi: Option<String>,
    inner: Option<Box<Inner>>,
}

structure! {
    Inner = INNER: Schema::structure("Inner");
    0 hi: Member::new("hi", &schema::STRING),
    1 inner: Member::new("inner", &INNER),
}

#[derive(Clone, PartialEq)]
enum Choice {
    Text(String),
    Inner(Inner),
    Unknown,
}

union! {
    Choice = CHOICE: Schema::union("Choice");
    0 Text: Member::new("text", &schema::STRING),
    1 Inner: Member::new("inner", &INNER),
}

static STRINGS: Schema = Schema::list("Strings", &[Member::element(&schema::STRING)]);
static ITEMS: Schema = Schema::list("Items", &[Member::element(&schema::STRING).xml(&Xml::named("item"))]);
static LISTS: Schema = Schema::list("Lists", &[Member::element(&STRINGS)]);
static INNERS: Schema = Schema::list("Inners", &[Member::element(&INNER)]);
static MAP: Schema = Schema::map("Map", &[Member::key(&schema::STRING), Member::value(&INNER)]);
static NAMED_MAP: Schema = Schema::map(
    "NamedMap",
    &[Member::key(&schema::STRING).xml(&Xml::named("K")), Member::value(&schema::STRING).xml(&Xml::named("V"))],
);
static MAP_OF_LISTS: Schema = Schema::map("MapOfLists", &[Member::key(&schema::STRING), Member::value(&STRINGS)]);

#[derive(Default, PartialEq)]
struct All {
    text: String,
    number: Option<i32>,
    ratio: Option<f64>,
    blob: Option<Blob>,
    time: Option<Timestamp>,
    list: Option<Vec<String>>,
    items: Option<Vec<String>>,
    flat: Option<Vec<String>>,
    lists: Option<Vec<Vec<String>>>,
    inners: Option<Vec<Inner>>,
    map: Option<BTreeMap<String, Inner>>,
    named: Option<BTreeMap<String, String>>,
    of_lists: Option<BTreeMap<String, Vec<String>>>,
    choice: Option<Choice>,
}

structure! {
    All = ALL: Schema::structure("All");
    0 text: Member::new("text", &schema::STRING).required(),
    1 number: Member::new("Number", &schema::INTEGER).xml(&Xml::named("number")),
    2 ratio: Member::new("Ratio", &schema::DOUBLE).wire_names(&[("ec2QueryName", "theRatio")]),
    3 blob: Member::new("Blob", &schema::BLOB),
    4 time: Member::new("Time", &schema::TIMESTAMP),
    5 list: Member::new("List", &STRINGS),
    6 items: Member::new("Items", &ITEMS),
    7 flat: Member::new("Flat", &ITEMS).xml(&Xml::named("Hi").flattened()),
    8 lists: Member::new("Lists", &LISTS),
    9 inners: Member::new("Inners", &INNERS),
    10 map: Member::new("Map", &MAP),
    11 named: Member::new("Named", &NAMED_MAP).xml(&Xml::new().flattened()),
    12 of_lists: Member::new("OfLists", &MAP_OF_LISTS),
    13 choice: Member::new("Choice", &CHOICE),
}

fn encode(style: Style, value: &dyn Structure) -> Result<String, weland_core::EncodeError> {
    let mut encoder = FormEncoder::new(style);
    encoder.members(value);
    encoder.finish()
}

fn decode(style: Style, form: &str) -> Result<All, String> {
    let mut all = All::default();
    let fields = Fields::read(form.as_bytes()).map_err(|error| error.to_string())?;
    let missing = FormDecoder::decode(&fields, style, &mut all).map_err(|error| error.to_string())?;
    match missing.first() {
        Some(missing) => Err(format!("missing {missing}")),
        None => Ok(all),
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn hi(hi: &str) -> Inner {
    Inner { hi: Some(hi.to_owned()), inner: None }
}

fn all() -> All {
    All {
        text: "a b&c=é".to_owned(),
        number: Some(-3),
        ratio: Some(10.5),
        blob: Some(Blob::new("value")),
        time: Timestamp::parse("2015-01-25T08:00:00Z", weland_core::TimestampFormat::DateTime),
        list: Some(texts(&["a", ""])),
        items: Some(texts(&["b"])),
        flat: Some(texts(&["c", "d"])),
        lists: Some(vec![texts(&["e"]), Vec::new(), texts(&["f"])]),
        inners: Some(vec![hi("g"), Inner::default(), Inner { hi: None, inner: Some(Box::new(hi("h"))) }]),
        map: Some([("k".to_owned(), hi("i")), ("l".to_owned(), Inner::default())].into()),
        named: Some([("m".to_owned(), "j".to_owned())].into()),
        of_lists: Some([("n".to_owned(), texts(&["k", "l"]))].into()),
        choice: Some(Choice::Inner(hi("o"))),
    }
}

#[test]
fn keys_spell_out_the_way_to_values() {
    let expected = "text=a%20b%26c%3D%C3%A9&number=-3&Ratio=10.5&Blob=dmFsdWU%3D&Time=2015-01-25T08%3A00%3A00Z\
        &List.member.1=a&List.member.2=&Items.item.1=b&Hi.1=c&Hi.2=d\
        &Lists.member.1.member.1=e&Lists.member.2=&Lists.member.3.member.1=f\
        &Inners.member.1.hi=g&Inners.member.2=&Inners.member.3.inner.hi=h\
        &Map.entry.1.key=k&Map.entry.1.value.hi=i&Map.entry.2.key=l&Map.entry.2.value=\
        &Named.1.K=m&Named.1.V=j&OfLists.entry.1.key=n&OfLists.entry.1.value.member.1=k\
        &OfLists.entry.1.value.member.2=l&Choice.inner.hi=o";
    let form = encode(Style::Query, &all()).unwrap();
    assert_eq!(form, expected);
    assert_eq!(decode(Style::Query, &form), Ok(all()));
}

#[test]
fn ec2_has_capitals_and_flattens_all_lists() {
    let form = encode(Style::Ec2, &all()).unwrap();
    for field in [
        "Text=a%20b",
        "Number=-3",
        "&theRatio=10.5",
        "&List.1=a",
        "&Lists.1.1=e&Lists.2=&Lists.3.1=f",
        "&Inners.1.Hi=g",
    ] {
        assert!(form.contains(field), "{field} in {form}");
    }
    assert_eq!(decode(Style::Ec2, &form), Ok(all()));
}

#[test]
fn empty_lists_are_written_and_empty_maps_are_not() {
    let empty = All { list: Some(Vec::new()), flat: Some(Vec::new()), map: Some(BTreeMap::new()), ..All::default() };
    assert_eq!(encode(Style::Query, &empty).unwrap(), "text=&List=&Hi=");
    assert_eq!(encode(Style::Ec2, &empty).unwrap(), "Text=");
    assert_eq!(
        decode(Style::Query, "text=&List=&Hi=").map(|all| (all.list, all.flat)),
        Ok((Some(vec![]), Some(vec![])))
    );
}

#[test]
fn fields_come_in_any_order() {
    let form = encode(Style::Query, &all()).unwrap();
    let mut fields: Vec<&str> = form.split('&').collect();
    for turn in 1..fields.len() {
        fields.rotate_left(turn);
        fields.reverse();
        assert_eq!(decode(Style::Query, &fields.join("&")), Ok(all()));
    }
}

#[test]
fn elements_are_in_the_order_of_their_numbers() {
    let list = |form: &str| decode(Style::Query, &format!("text=&{form}")).map(|all| all.list.unwrap_or_default());
    let many: Vec<String> = (1..=120).rev().map(|number| format!("List.member.{number}={number}")).collect();
    assert_eq!(list(&many.join("&")).unwrap(), (1..=120).map(|number| number.to_string()).collect::<Vec<_>>());
    let huge = "List.member.99999999999999999999999999=z&List.member.4294967295=y&List.member.7=x";
    assert_eq!(list(huge), Ok(texts(&["x", "y", "z"])));
}

#[test]
fn what_is_wrong_is_refused_with_its_key() {
    let cases = [
        ("", "missing /text"),
        ("text=a&text=b", "at /text: the value comes twice; leave one of the two out, in the field `text`"),
        ("text=&number=1.5", "at /Number: `1.5` is not a whole number, in the field `number`"),
        ("text=&number=4294967296", "out of the range of its type, in the field `number`"),
        ("text.x=1", "the value is a simple one, within which there is no other, in the field `text.x`"),
        ("text=&List=x", "expected a list, whose parts are in fields of their own; found a text, in the field `List`"),
        ("text=&List=&List.member.1=x", "found a text, in the field `List`"),
        ("text=&List.member.0=x", "numbered, from 1 on and without leading zeros, in the field `List.member.0`"),
        ("text=&List.member.01=x", "in the field `List.member.01`"),
        ("text=&List.member.=x", "in the field `List.member.`"),
        ("text=&List.member=x", "in the field `List.member`"),
        ("text=&List.1=x", "expected only `member` behind the name of a list, in the field `List.1`"),
        ("text=&List.item.1=x&List.member.1=x", "expected only `member` behind the name of a list"),
        ("text=&List.member.1=x&List.member.1=y", "at /List/0: the value comes twice"),
        ("text=&Map.entry.1.value.hi=x", "the entry lacks its `key`, in the field `Map.entry.1.value.hi`"),
        ("text=&Map.entry.1.k=x", "an entry of this map consists of `key` and `value`, in the field `Map.entry.1.k`"),
        ("text=&Named.1.K=a&Named.1.V=&Named.2.K=a&Named.2.V=", "the key of the entry has come before in its map"),
        ("text=&Named.1.K=a", "the value is missing"),
        ("text=&Choice=", "a union has exactly one member out of those that the model names, in the field `Choice`"),
        ("text=&Choice.other=", "a union has exactly one member"),
        ("text=&Choice.text=&Choice.inner.hi=", "a union has exactly one member"),
        ("text=&Blob=%3D", "at /Blob: expected base64"),
        ("text=&Time=2015-01-25T08:00:00%2B01:00", "is not a timestamp"),
        ("text=%zz", "malformed percent-encoding, or not UTF-8, in the field `text`"),
        ("%ff=", "malformed percent-encoding, or not UTF-8, in the key of a field"),
    ];
    for (form, expected) in cases {
        let message = decode(Style::Query, form).expect_err(form);
        assert!(message.contains(expected), "{form}: {message}");
    }
}

#[test]
fn fields_of_no_member_are_passed_over() {
    assert_eq!(
        decode(Style::Query, "&&Action=X&=&text=&Other.a.b=1&Other=2&Other=3").map(|all| all.text),
        Ok(String::new())
    );
}

#[derive(Default)]
struct Demanding {
    inner: Inner,
    map: BTreeMap<String, Inner>,
    list: Vec<String>,
}

structure! {
    Demanding = DEMANDING: Schema::structure("Demanding");
    0 inner: Member::new("inner", &INNER).required(),
    1 map: Member::new("map", &MAP).required(),
    2 list: Member::new("list", &STRINGS).required(),
}

#[test]
fn what_is_required_and_not_shown_is_empty() {
    for (style, missing) in [(Style::Query, vec!["/list"]), (Style::Ec2, vec![])] {
        let (fields, mut value) = (Fields::read(b"").unwrap(), Demanding::default());
        let found = FormDecoder::decode(&fields, style, &mut value).unwrap();
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), missing);
    }
}

#[test]
fn depth_is_bounded() {
    let deep = |depth: usize| format!("text=&Choice{}.hi=x", ".inner".repeat(depth));
    assert!(decode(Style::Query, &deep(100)).is_ok());
    let message = decode(Style::Query, &deep(200_000)).unwrap_err();
    assert!(
        message.contains("values are nested deeper than 128 levels, in the field `Choice.inner.inner"),
        "{message:.300}"
    );
}

#[test]
fn large_forms_are_read_in_moderate_time() {
    let fields: Vec<String> = (1..=50_000).rev().map(|number| format!("Inners.member.{number}.inner.hi=x")).collect();
    let other: Vec<String> = (0..50_000).map(|number| format!("x{number}.a.b.c.d=")).collect();
    let form = format!("text=&{}&{}", fields.join("&"), other.join("&"));
    assert_eq!(decode(Style::Query, &form).unwrap().inners.unwrap().len(), 50_000);
}

#[test]
fn what_a_form_cannot_show_is_an_error_of_the_encoder() {
    let error = encode(Style::Query, &All { choice: Some(Choice::Unknown), ..All::default() }).unwrap_err();
    assert!(error.to_string().starts_with("at /Choice: the union holds no member"), "{error}");
}

#[test]
fn a_field_of_the_protocol_is_found_and_has_to_be_unique() {
    let action = |form: &'static str| simple_field(form.as_bytes(), "Action").map_err(|error| error.to_string());
    assert_eq!(action("a=1&Action=Do%20it&Action.x=1"), Ok(Some("Do it".into())));
    assert_eq!(action("Actio%6e=It&%zz=%zz"), Ok(Some("It".into())));
    assert_eq!(action("a=1"), Ok(None));
    assert!(action("Action=a&Action=a").unwrap_err().contains("`Action` comes twice"));
    assert!(action("Action=%zz").unwrap_err().contains("malformed"));
}
