//! A structure with every constraint, and what it is made of.
#![allow(missing_docs, dead_code, unreachable_pub)]

use std::collections::BTreeMap;

use weland_core::{
    BigDecimal, BigInteger, Blob, Bound, Member, Schema, Timestamp, int_enum, pattern, schema, string_enum, structure,
    union,
};

static SIZED_BLOB: Schema = Schema::new(schema::BLOB.shape_type, "SizedBlob").length(Some(2), Some(8));
static SIZED: Schema = Schema::string("Sized").length(Some(2), Some(8));
static AT_LEAST: Schema = Schema::string("AtLeast").length(Some(2), None);
static AT_MOST: Schema = Schema::string("AtMost").length(None, Some(8));
static SIZED_LIST: Schema = Schema::list("SizedList", &[Member::element(&SIZED)]).length(Some(2), Some(8));
static SIZED_MAP: Schema =
    Schema::map("SizedMap", &[Member::key(&SIZED), Member::value(&SIZED_LIST)]).length(Some(2), Some(8));
static WORD: Schema = Schema::string("Word").pattern(pattern!("^[a-m]+$"));
static EVIL: Schema = Schema::string("Evil").pattern(pattern!("^([0-9]+)+$"));
static WORDS: Schema = Schema::list("Words", &[Member::element(&WORD)]);
static WORD_MAP: Schema = Schema::map("WordMap", &[Member::key(&WORD), Member::value(&WORD)]);
static COLORS: Schema = Schema::list("Colors", &[Member::element(&COLOR)]);
static COLOR_MAP: Schema = Schema::map("ColorMap", &[Member::key(&COLOR), Member::value(&COLOR)]);
static SECRET: Schema = Schema::string("Secret").pattern(pattern!("^[a-m]+$")).length(None, Some(8)).sensitive();

const fn number(base: &Schema, min: Option<Bound>, max: Option<Bound>) -> Schema {
    Schema::new(base.shape_type, base.name).range(min, max)
}

const TWO: Option<Bound> = Some(Bound::Integer(2));
const EIGHT: Option<Bound> = Some(Bound::Integer(8));
static BYTE: Schema = number(&schema::BYTE, TWO, EIGHT);
static SHORT: Schema = number(&schema::SHORT, TWO, None);
static INTEGER: Schema = number(&schema::INTEGER, None, EIGHT);
static LONG: Schema = number(&schema::LONG, None, Some(Bound::Integer(9_007_199_254_740_992)));
static FLOAT: Schema = number(&schema::FLOAT, Some(Bound::Decimal(2.2)), Some(Bound::Decimal(8.8)));
static DOUBLE: Schema = number(&schema::DOUBLE, Some(Bound::Decimal(2.2)), None);
static BIG_INTEGER: Schema = number(&schema::BIG_INTEGER, None, Some(Bound::Integer(9_007_199_254_740_992)));
static BIG_DECIMAL: Schema = number(&schema::BIG_DECIMAL, None, Some(Bound::Decimal(8.8)));

static UNIQUE_STRINGS: Schema = Schema::list("UniqueStrings", &[Member::element(&schema::STRING)]).unique_items();
static UNIQUE_BLOBS: Schema = Schema::list("UniqueBlobs", &[Member::element(&schema::BLOB)]).unique_items();
static UNIQUE_LONGS: Schema = Schema::list("UniqueLongs", &[Member::element(&schema::LONG)]).unique_items();
static UNIQUE_TIMES: Schema = Schema::list("UniqueTimes", &[Member::element(&schema::TIMESTAMP)]).unique_items();
static STRING_LIST: Schema = Schema::list("StringList", &[Member::element(&schema::STRING)]);
static UNIQUE_LISTS: Schema = Schema::list("UniqueLists", &[Member::element(&STRING_LIST)]).unique_items();
static UNIQUE_NODES: Schema = Schema::list("UniqueNodes", &[Member::element(&NODE)]).unique_items();
static STRING_MAP: Schema = Schema::map("StringMap", &[Member::key(&schema::STRING), Member::value(&schema::STRING)]);
static UNIQUE_MAPS: Schema = Schema::list("UniqueMaps", &[Member::element(&STRING_MAP)]).unique_items();
static NODE_MAP: Schema = Schema::map("NodeMap", &[Member::key(&schema::STRING), Member::value(&NODE_LIST)]);
static NODE_LIST: Schema = Schema::list("NodeList", &[Member::element(&NODE)]);
static SPARSE: Schema = Schema::list("Sparse", &[Member::element(&SIZED).nullable()]);

string_enum! {
    /// A color.
    pub enum Color = COLOR: Schema::string_enum("Color").internal_values(&["octarine"]); {
        /// Red.
        Red = "red",
        /// Blue.
        Blue = "blue",
        /// Not for everyone.
        Octarine = "octarine",
    }
}

int_enum! {
    /// A level.
    pub enum Level = LEVEL: Schema::int_enum("Level"); {
        /// Low.
        Low = 1,
        /// High.
        High = 2,
    }
}

#[derive(Clone, PartialEq, Default)]
pub enum Choice {
    Word(String),
    Node(Box<Node>),
    #[default]
    Unknown,
}

union! {
    Choice = CHOICE: Schema::union("Choice");
    0 Word: Member::new("word", &WORD),
    1 Node: Member::new("node", &NODE),
}

#[derive(Clone, PartialEq, Default)]
pub struct Node {
    pub word: String,
    pub choice: Option<Choice>,
    pub nodes: Option<Vec<Node>>,
    pub map: Option<BTreeMap<String, String>>,
}

structure! {
    Node = NODE: Schema::structure("Node");
    0 word: Member::new("word", &WORD).required(),
    1 choice: Member::new("choice", &CHOICE),
    2 nodes: Member::new("nodes", &UNIQUE_NODES),
    3 map: Member::new("map", &STRING_MAP),
}

#[derive(Clone, PartialEq, Default)]
pub struct Vault {
    pub word: Option<String>,
}

structure! {
    Vault = VAULT: Schema::structure("Vault").sensitive();
    0 word: Member::new("word", &WORD),
}

#[derive(Clone, PartialEq, Default)]
pub struct Everything {
    pub blob: Option<Blob>,
    pub string: Option<String>,
    pub min_string: Option<String>,
    pub max_string: Option<String>,
    pub list: Option<Vec<String>>,
    pub map: Option<BTreeMap<String, Vec<String>>>,
    pub word: Option<String>,
    pub evil: Option<String>,
    pub words: Option<Vec<String>>,
    pub word_map: Option<BTreeMap<String, String>>,
    pub color: Option<Color>,
    pub colors: Option<Vec<Color>>,
    pub color_map: Option<BTreeMap<String, Color>>,
    pub level: Option<Level>,
    pub secret: Option<String>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub big_integer: Option<BigInteger>,
    pub big_decimal: Option<BigDecimal>,
    pub strings: Option<Vec<String>>,
    pub blobs: Option<Vec<Blob>>,
    pub longs: Option<Vec<i64>>,
    pub times: Option<Vec<Timestamp>>,
    pub lists: Option<Vec<Vec<String>>>,
    pub node: Option<Node>,
    pub maps: Option<Vec<BTreeMap<String, String>>>,
    pub sparse: Option<Vec<Option<String>>>,
    pub vault: Option<Vault>,
    pub choice: Option<Choice>,
    pub node_map: Option<BTreeMap<String, Vec<Node>>>,
    pub maybe: Option<Option<String>>,
}

structure! {
    Everything = EVERYTHING: Schema::structure("Everything");
    0 blob: Member::new("blob", &SIZED_BLOB),
    1 string: Member::new("string", &SIZED).header("string"),
    2 min_string: Member::new("minString", &AT_LEAST),
    3 max_string: Member::new("maxString", &AT_MOST),
    4 list: Member::new("list", &SIZED_LIST),
    5 map: Member::new("map", &SIZED_MAP),
    6 word: Member::new("word", &WORD).query("word"),
    7 evil: Member::new("evil", &EVIL),
    8 words: Member::new("words", &WORDS),
    9 word_map: Member::new("wordMap", &WORD_MAP),
    10 color: Member::new("color", &COLOR),
    11 colors: Member::new("colors", &COLORS),
    12 color_map: Member::new("colorMap", &COLOR_MAP),
    13 level: Member::new("level", &LEVEL),
    14 secret: Member::new("secret", &SECRET),
    15 byte: Member::new("byte", &BYTE),
    16 short: Member::new("short", &SHORT),
    17 integer: Member::new("integer", &INTEGER),
    18 long: Member::new("long", &LONG),
    19 float: Member::new("float", &FLOAT),
    20 double: Member::new("double", &DOUBLE),
    21 big_integer: Member::new("bigInteger", &BIG_INTEGER),
    22 big_decimal: Member::new("bigDecimal", &BIG_DECIMAL),
    23 strings: Member::new("strings", &UNIQUE_STRINGS),
    24 blobs: Member::new("blobs", &UNIQUE_BLOBS),
    25 longs: Member::new("longs", &UNIQUE_LONGS),
    26 times: Member::new("times", &UNIQUE_TIMES),
    27 lists: Member::new("lists", &UNIQUE_LISTS),
    28 node: Member::new("node", &NODE),
    29 maps: Member::new("maps", &UNIQUE_MAPS),
    30 sparse: Member::new("sparse", &SPARSE),
    31 vault: Member::new("vault", &VAULT),
    32 choice: Member::new("choice", &CHOICE),
    33 node_map: Member::new("nodeMap", &NODE_MAP),
    34 maybe: Member::new("maybe", &SIZED).nullable(),
}

pub static WORD_ROOT: Member = Member::root(&WORD);
pub static COLOR_ROOT: Member = Member::root(&COLOR);
pub static WORD_MAP_ROOT: Member = Member::root(&WORD_MAP);
pub static STRINGS_ROOT: Member = Member::root(&UNIQUE_STRINGS);
pub static NODE_ROOT: Member = Member::root(&NODE);
pub static NODES_ROOT: Member = Member::root(&NODE_LIST);
