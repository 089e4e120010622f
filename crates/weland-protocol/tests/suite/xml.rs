//! XML: what is written, what is read, and what is refused.

use std::collections::BTreeMap;

use weland_core::schema::{INTEGER, STRING};
use weland_core::{Member, Schema, Structure, Timestamp, Xml, XmlNamespace, structure, union};
use weland_protocol::xml::{ErrorDocument, XmlCodec, XmlDecoder, XmlEncoder};
use weland_protocol::{Codec as _, MemberFilter, MissingMembers, Strictness};

use crate::shapes::{Choice, Kinds, Node, full};

static ITEMS: Schema = Schema::list("Items", &[Member::element(&ITEM).xml(&Xml::named("Item"))]);
static NUMBERS: Schema = Schema::list("Numbers", &[Member::element(&INTEGER).xml(&Xml::new().namespace("urn:n"))]);
static WORDS: Schema =
    Schema::map("Words", &[Member::key(&STRING).xml(&Xml::named("K")), Member::value(&STRING).xml(&Xml::named("V"))]);

/// Everything by which members differ in XML.
#[derive(Clone, Default, PartialEq)]
struct Shop {
    id: Option<String>,
    language: Option<String>,
    items: Option<Vec<Item>>,
    numbers: Option<Vec<i32>>,
    words: Option<BTreeMap<String, String>>,
    index: Option<BTreeMap<String, String>>,
    owner: Option<String>,
    pick: Option<Pick>,
}

#[derive(Clone, Default, PartialEq)]
struct Item {
    name: String,
    parts: Option<Vec<Item>>,
}

#[derive(Clone, Default, PartialEq)]
enum Pick {
    Numbers(Vec<i32>),
    Item(Item),
    #[default]
    Unknown,
}

static ROOT: Xml = Xml::named("Store").namespace("urn:shop");
static RULES: weland_core::Rules = weland_core::Rules { xml: Some(&ROOT), ..weland_core::Rules::NONE };

structure! {
    Shop = SHOP: Schema::structure("Shop").rules(&RULES);
    0 id: Member::new("id", &STRING).xml(&Xml::named("Id").attribute()),
    1 language: Member::new("language", &STRING).xml(&Xml::named("xml:lang").attribute()),
    2 items: Member::new("items", &ITEMS),
    3 numbers: Member::new("numbers", &NUMBERS).xml(&Xml::named("Number").flattened()),
    4 words: Member::new("words", &WORDS),
    5 index: Member::new("index", &WORDS).xml(&Xml::new().flattened().namespace("urn:i")),
    6 owner: Member::new("owner", &STRING).xml(&Xml::named("Owner").prefixed_namespace("urn:o", "o")),
    7 pick: Member::new("pick", &PICK),
}

structure! {
    Item = ITEM: Schema::structure("Item");
    0 name: Member::new("name", &STRING).required(),
    1 parts: Member::new("parts", &ITEMS).xml(&Xml::new().flattened()),
}

union! {
    Pick = PICK: Schema::union("Pick");
    0 Numbers: Member::new("numbers", &NUMBERS).xml(&Xml::named("Number").flattened()),
    1 Item: Member::new("item", &ITEM),
}

fn item(name: &str) -> Item {
    Item { name: name.to_owned(), parts: None }
}

fn shop() -> Shop {
    let words = || BTreeMap::from([("a".to_owned(), "1".to_owned()), ("b".to_owned(), String::new())]);
    Shop {
        id: Some("<1 \"&\t".to_owned()),
        language: Some("no".to_owned()),
        items: Some(vec![Item { parts: Some(vec![item("x"), item("y")]), ..item("first") }, item("")]),
        numbers: Some(vec![1, -2]),
        words: Some(words()),
        index: Some(words()),
        owner: Some(" Ada & <Bob>\r\n]]>\u{1}".to_owned()),
        pick: Some(Pick::Numbers(vec![7, 8])),
    }
}

const SHOP_TEXT: &str = concat!(
    r#"<Store xmlns="urn:shop" Id="&lt;1 &quot;&amp;&#x9;" xml:lang="no">"#,
    "<items><Item><name>first</name><parts><name>x</name></parts><parts><name>y</name></parts></Item>",
    "<Item><name></name></Item></items>",
    r#"<Number xmlns="urn:n">1</Number><Number xmlns="urn:n">-2</Number>"#,
    "<words><entry><K>a</K><V>1</V></entry><entry><K>b</K><V></V></entry></words>",
    r#"<index xmlns="urn:i"><K>a</K><V>1</V></index><index xmlns="urn:i"><K>b</K><V></V></index>"#,
    r#"<Owner xmlns:o="urn:o"> Ada &amp; &lt;Bob&gt;&#xD;"#,
    "\n]]&gt;&#x1;</Owner>",
    r#"<pick><Number xmlns="urn:n">7</Number><Number xmlns="urn:n">8</Number></pick></Store>"#,
);

fn encode(value: &dyn Structure) -> String {
    String::from_utf8(XmlCodec::REST.encode(value, |_| true).unwrap()).unwrap()
}

fn decode<T: Structure + Default>(text: &str, strictness: Strictness) -> Result<(T, MissingMembers), String> {
    let mut value = T::default();
    let missing = XmlCodec::REST.decode(text.as_bytes(), &mut value, MemberFilter::ALL, strictness);
    missing.map(|missing| (value, missing)).map_err(|error| error.to_string())
}

fn read(text: &str) -> Result<Shop, String> {
    decode(text, Strictness::Strict).map(|(shop, _)| shop)
}

/// Every kind of value that XML has a form for.
fn kinds() -> Kinds {
    Kinds { document: None, ..full() }
}

#[test]
fn members_are_written_as_their_traits_say_and_read_again() {
    assert_eq!(encode(&shop()), SHOP_TEXT);
    assert!(read(SHOP_TEXT).unwrap() == shop());
}

#[test]
fn every_kind_of_value_survives() {
    let text = encode(&kinds());
    for strictness in [Strictness::Strict, Strictness::Lenient] {
        let (again, missing) = decode::<Kinds>(&text, strictness).unwrap();
        assert!(again == kinds() && missing.is_empty(), "{text}");
    }
    assert!(text.contains("<sparse><member xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\">"));
    let nodes = "<Kinds><nodes/><strings></strings><float>NaN</float><double> -Infinity\n</double></Kinds>";
    let (value, _) = decode::<Kinds>(nodes, Strictness::Strict).unwrap();
    assert!(value.nodes == Some(vec![]) && value.strings == Some(vec![]));
    assert!(value.float.unwrap().is_nan() && value.double == Some(f64::NEG_INFINITY));
    let error = XmlCodec::REST.encode(&full(), |_| true).unwrap_err();
    assert_eq!(error.to_string(), "at /document: a document has no form in XML");
}

#[test]
fn what_means_the_same_reads_the_same() {
    let cases = [
        "\u{feff}<Store Id='1'><Owner>a&lt;b</Owner></Store>",
        "<?xml version=\"1.0\" encoding='utf-8' standalone=\"yes\"?>\n<!-- a --><?b c?><Store Id = \"1\" ><Owner >a<![CDATA[<]]>b</Owner ></Store >\n<!-- > -->",
        "<s:Store xmlns:s=\"urn:shop\" s:Id=\"&#49;\"><s:Owner>a&#x3C;b</s:Owner></s:Store>",
        "<Store xmlns=\"urn:other\" xmlns:Id=\"urn:2\" Id=\"1\">\r\n\t<Unknown a=\"b\"><Owner>c</Owner></Unknown>\n<Owner>a<!-- - -->&#60;<?x?>b</Owner></Store>",
    ];
    for text in cases {
        let shop = read(text).unwrap();
        assert_eq!((shop.id.as_deref(), shop.owner.as_deref()), (Some("1"), Some("a<b")), "{text}");
    }
    let lines = read("<Store Id='a\r\nb\tc&#10;'><Owner>a\r\nb\rc&#13;<![CDATA[\r\n]]></Owner></Store>").unwrap();
    assert_eq!(lines.id.as_deref(), Some("a b c\n"));
    assert_eq!(lines.owner.as_deref(), Some("a\nb\nc\r\n"));
}

#[test]
fn elements_of_flattened_lists_may_have_others_in_between() {
    let text = "<Store><Number>1</Number><index><K>a</K><V>1</V></index><Number>2</Number><Owner>o</Owner>\
                <index><V>2</V><K>b</K></index><Number>3</Number></Store>";
    let shop = read(text).unwrap();
    assert_eq!(shop.numbers, Some(vec![1, 2, 3]));
    assert_eq!(shop.index.unwrap().into_values().collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(shop.owner.as_deref(), Some("o"));
}

#[test]
fn what_is_no_document_is_refused_by_clients_and_servers() {
    let cases = [
        (" ", "expected an element, found the end of the text (line 1, column 2)"),
        ("Store", "text stands outside of the root element (line 1, column 6)"),
        ("<Store>", "the element `Store` has no end tag (line 1, column 8)"),
        ("<Store></store>", "expected the end tag of `Store` (line 1, column 10)"),
        ("<Store></Stores>", "expected the end tag of `Store` (line 1, column 15)"),
        ("<Store/><Store/>", "a second element stands behind the root element (line 1, column 9)"),
        ("<Store/>x", "text stands outside of the root element (line 1, column 10)"),
        ("<Store/><![CDATA[]]>", "text stands outside of the root element (line 1, column 9)"),
        ("</Store>", "an end tag without a start tag (line 1, column 1)"),
        ("< Store/>", "expected a name (line 1, column 2)"),
        ("<1/>", "expected a name (line 1, column 2)"),
        ("<Store", "a start tag is not closed: `>` is missing (line 1, column 7)"),
        ("<Store/ >", "expected a space, `>` or `/>` (line 1, column 7)"),
        ("<Store a/>", "expected `=` behind the name of an attribute (line 1, column 9)"),
        ("<Store a=b/>", "expected the value of an attribute in quotes (line 1, column 10)"),
        ("<Store a=\"b/>", "the value of an attribute is not closed: the quote is missing (line 1, column 10)"),
        ("<Store a='<'/>", "`<` has to be written as `&lt;` in an attribute (line 1, column 10)"),
        ("<Store a='1'b='2'/>", "expected a space, `>` or `/>` (line 1, column 13)"),
        ("<Store a='1' b='' a='2'/>", "the attribute `a` comes twice in one tag (line 1, column 26)"),
        ("<Store a='&x;'/>", "`&x;` is no reference that a message may have (line 1, column 11)"),
        ("<Store>\n&nbsp;</Store>", "`&nbsp;` is no reference that a message may have (line 2, column 1)"),
        ("<Store>a & b</Store>", "`&` has to be written as `&amp;` (line 1, column 10)"),
        ("<Store>&#xD800;</Store>", "`&#xD800;` is no reference that a message may have (line 1, column 8)"),
        ("<Store>&#x110000;</Store>", "`&#x110000;` is no reference that a message may have (line 1, column 8)"),
        ("<Store>&#;</Store>", "`&#;` is no reference that a message may have (line 1, column 8)"),
        ("<Store>&#+1;</Store>", "`&#+1;` is no reference that a message may have (line 1, column 8)"),
        ("<Store>a]]></Store>", "`]]>` has to be written as `]]&gt;` (line 1, column 9)"),
        ("<Store>\u{1}</Store>", "a control character can only be written as a reference (line 1, column 8)"),
        ("<Store><!-- </Store>", "a comment is not closed: `-->` is missing (line 1, column 8)"),
        ("<Store><![CDATA[</Store>", "a section of text is not closed: `]]>` is missing (line 1, column 8)"),
        ("<Store><?a</Store>", "a processing instruction is not closed: `?>` is missing (line 1, column 8)"),
        ("<?xml version='1.0'<Store/>", "the XML declaration is not closed: `?>` is missing (line 1, column 1)"),
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?><Store/>",
            "the document is in `ISO-8859-1`; it has to be UTF-8 (line 1, column 1)",
        ),
        (
            "<!DOCTYPE Store [<!ENTITY a \"&b;&b;\"><!ENTITY b \"&c;&c;\">]><Store>&a;</Store>",
            "a document type declaration is not allowed in a message (line 1, column 1)",
        ),
    ];
    for (text, expected) in cases {
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            assert_eq!(decode::<Shop>(text, strictness).err().as_deref(), Some(expected), "{text}");
        }
    }
    let mut shop = Shop::default();
    let invalid = XmlCodec::REST.decode(b"<Store>\xff</Store>", &mut shop, MemberFilter::ALL, Strictness::Lenient);
    assert_eq!(invalid.unwrap_err().message, "invalid UTF-8 after 7 bytes; XML has to be UTF-8");
}

#[test]
fn servers_take_what_the_model_says_and_clients_make_the_best_of_the_rest() {
    let cases = [
        ("<Shop/>", "expected the element `Store`, found `Shop` (line 1, column 2)"),
        ("<Store>text</Store>", "expected elements, found text (line 1, column 2)"),
        (
            "<Store><Owner>a</Owner><Owner>b</Owner></Store>",
            "`Owner` comes twice in one element; leave one of the two out",
        ),
        ("<Store><items>text</items></Store>", "expected elements, found text"),
        ("<Store><items><member/></items></Store>", "expected an element `Item`, found `member`"),
        ("<Store><pick/></Store>", "a union has exactly one member out of those that the model names"),
        ("<Store><pick><other/></pick></Store>", "a union has exactly one member out of those that the model names"),
    ];
    for (text, expected) in cases {
        let error = read(text).err().unwrap();
        assert!(error.contains(expected), "{text}: {error}");
        assert!(decode::<Shop>(text, Strictness::Lenient).is_ok(), "{text}");
    }
    let always = [
        ("<Store><Number>1<a/></Number></Store>", "expected text, found elements"),
        ("<Store><Number>x</Number></Store>", "at /Number/0: `x` is not a whole number (line 1, column 9)"),
        ("<Store><Number>3000000000</Number></Store>", "`3000000000` is out of the range of its type"),
        ("<Store><Number/></Store>", "`` is not a whole number"),
        ("<Store><words><entry><K>a</K></entry></words></Store>", "an entry of a map has no element `V`"),
        ("<Store><words><entry><V>a</V></entry></words></Store>", "an entry of a map has no element `K`"),
        ("<Store><pick><Number>1</Number><item/></pick></Store>", "a union has exactly one member, found another"),
    ];
    for (text, expected) in always {
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            let error = decode::<Shop>(text, strictness).err().unwrap();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
    let failed = "<Error><Code>Slow</Code><Message>later</Message></Error>";
    let error = decode::<Shop>(failed, Strictness::Lenient).err().unwrap();
    assert_eq!(error, "the response says that the operation has failed: Slow: later (line 1, column 2)");
}

#[test]
fn clients_read_what_services_in_python_make_of_simple_values() {
    for text in [
        "<Kinds><boolean>True</boolean><dateTime>2026-01-02T03:04:05Z</dateTime></Kinds>",
        "<Kinds><boolean>true</boolean><dateTime>2026-01-02 03:04:05Z</dateTime></Kinds>",
    ] {
        let (kinds, _) = decode::<Kinds>(text, Strictness::Lenient).unwrap();
        assert_eq!((kinds.boolean, kinds.date_time), (Some(true), Some(Timestamp::new(1_767_323_045, 0))), "{text}");
        assert!(decode::<Kinds>(text, Strictness::Strict).is_err(), "{text}");
    }
}

#[test]
fn missing_members_are_named_by_their_way() {
    let text = "<Store><items><Item><name>a</name></Item><Item><parts/></Item></items><pick><item/></pick></Store>";
    let (_, missing) = decode::<Shop>(text, Strictness::Strict).unwrap();
    let names: Vec<_> = missing.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["/items/1/parts/0/name", "/items/1/name", "/pick/item/name"]);
    let (_, none) = decode::<Shop>("", Strictness::Strict).unwrap();
    assert!(none.is_empty());
    let (_, root) = decode::<Item>("", Strictness::Strict).unwrap();
    assert_eq!(root[0].to_string(), "/name");
}

#[test]
fn depth_is_bounded_and_time_is_linear() {
    let nested = |count: usize| format!("<Item>{}{}</Item>", "<parts>".repeat(count), "</parts>".repeat(count));
    assert!(decode::<Item>(&nested(127), Strictness::Strict).is_ok());
    for count in [128, 1_000_000] {
        let error = decode::<Item>(&nested(count), Strictness::Lenient).err().unwrap();
        assert!(error.starts_with("elements are nested deeper than 128 levels"), "{error}");
    }
    // Each of these would take hours if a part of the document were looked at again for each other part.
    let wide = format!("<Store>{}</Store>", "<Number>1</Number><index><K>a</K><V/></index><x/>".repeat(100_000));
    assert_eq!(decode::<Shop>(&wide, Strictness::Lenient).unwrap().0.numbers.unwrap().len(), 100_000);
    let attributes: String = (0..100_000).map(|index| format!(" a{index}=''")).collect();
    assert!(read(&format!("<Store{attributes}/>")).is_ok());
    let text = format!("<Store><Owner>{}</Owner></Store>", "<![CDATA[a]]>&amp;<!---->".repeat(100_000));
    assert_eq!(read(&text).unwrap().owner.unwrap().len(), 200_000);
}

#[test]
fn every_truncation_is_refused_and_no_mutation_panics() {
    let texts = [SHOP_TEXT.to_owned(), encode(&kinds())];
    for text in &texts {
        for end in 1..text.len() {
            let cut = text.get(..end).map(|cut| decode::<Shop>(cut, Strictness::Lenient));
            assert!(cut.is_none_or(|read| read.is_err()), "{end}");
        }
    }
    let alphabet = "<>/&;=\"' !-[]?x:#0\r\u{1}ü";
    let alphabet: Vec<char> = alphabet.chars().collect();
    let mut seed = 1_u64;
    let mut below = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % limit
    };
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..3_000 {
        let mut text: Vec<char> = texts[1].chars().collect();
        for _ in 0..=below(3) {
            let (at, with) = (below(text.len()), alphabet[below(alphabet.len())]);
            match below(3) {
                0 => text[at] = with,
                1 => drop(text.remove(at)),
                _ => text.insert(at, with),
            }
        }
        let text: String = text.into_iter().collect();
        let Ok((value, _)) = decode::<Kinds>(&text, Strictness::Strict) else {
            refused += 1;
            continue;
        };
        accepted += 1;
        let written = encode(&value);
        let (again, _) = decode::<Kinds>(&written, Strictness::Strict).unwrap();
        assert_eq!(encode(&again), written);
    }
    assert!(accepted > 200 && refused > 1000, "{accepted} accepted, {refused} refused");
}

#[test]
fn payloads_have_the_name_of_their_member_or_shape() {
    let shop = Shop { pick: Some(Pick::Item(item("a"))), ..Shop::default() };
    let (index, member) = (7, &SHOP.members[7]);
    let codec = XmlCodec::REST.with_namespace(Some(XmlNamespace::new("urn:service")));
    let bytes = codec.encode_member(&shop, index, member).unwrap().unwrap();
    let expected = r#"<Pick xmlns="urn:service"><item><name>a</name></item></Pick>"#;
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), expected);
    let mut again = Shop::default();
    codec.decode_member(&bytes, &mut again, (index, member), Strictness::Strict).unwrap();
    assert!(again == shop);
    let wrong = codec.decode_member(b"<pick/>", &mut again, (index, member), Strictness::Strict).unwrap_err();
    assert_eq!(wrong.message, "expected the element `Pick`, found `pick` (line 1, column 2)");
    assert!(codec.encode_member(&Shop::default(), index, member).unwrap().is_none());
    let error = XmlCodec::REST.encode(&Shop { pick: Some(Pick::Unknown), ..Shop::default() }, |_| true).unwrap_err();
    assert_eq!(error.to_string(), "at /pick: the union holds no member that the model defines");
}

#[test]
fn errors_are_found_whatever_is_around_them() {
    let cases = [
        "<ErrorResponse xmlns='urn:a'><Error><Type>Sender</Type><Code>A</Code><Message>m</Message></Error><RequestId>1</RequestId></ErrorResponse>",
        "<Error><Code>A</Code><Message>m</Message><Type>Sender</Type><RequestId>1</RequestId></Error>",
        "<Response><Errors><Error><Type>Sender</Type><Code>A</Code><Message>m</Message></Error></Errors><RequestID>1</RequestID></Response>",
    ];
    let text = |text: &str| Some(text.to_owned());
    let expected = ErrorDocument { fault: text("Sender"), code: text("A"), message: text("m"), request_id: text("1") };
    for case in cases {
        assert_eq!(ErrorDocument::read(case.as_bytes()), expected, "{case}");
    }
    for case in ["", "<html>", "<html><body>Bad gateway</body></html>", "{}", "<Error><Code><a/></Code></Error>"] {
        assert_eq!(ErrorDocument::read(case.as_bytes()), ErrorDocument::default(), "{case}");
    }
    let mut node = Node::default();
    let mut decoder = XmlDecoder::new(b"<a><b><name>x</name></b></a>", Strictness::Strict, XmlCodec::REST).unwrap();
    assert!(!decoder.enter("c") && decoder.name() == "a" && decoder.enter("b") && decoder.name() == "b");
    decoder.value(&mut node, MemberFilter::ALL).unwrap();
    assert_eq!(node.name, "x");
    let mut encoder = XmlEncoder::new(XmlCodec::REST);
    encoder.members(&Choice::Text("&".to_owned()), |_| true);
    assert_eq!(encoder.finish().unwrap(), b"<text>&amp;</text>");
}
