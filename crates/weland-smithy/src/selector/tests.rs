use super::{Graph, Selector, SelectorCache, SelectorError, picks};
use crate::Loader;
use weland_model::Model;

const MODEL: &str = r#"
$version: "2.0"
namespace a

@title("Main")
@httpBasicAuth
@tags(["x", "y"])
@aws.api#dataPlane
service Main { version: "2020", operations: [Get, Put], resources: [Thing], errors: [Bad] }

@aws.api#controlPlane
resource Thing { identifiers: { id: Name }, read: Read, create: Make, operations: [Other], resources: [Part] }
resource Part { identifiers: { id: Name, part: Name } }

@auth([httpBasicAuth])
operation Get { input := { @required name: Name, list: Names }, output := { node: Node } }
@auth([httpDigestAuth])
operation Put { errors: [Bad] }
@readonly operation Read { input := { @required id: Name } }
operation Make {}
operation Other {}

@length(min: 1, max: 1) @documentation("TODO later")
string Name
enum Colour {
    RED = "red"
    BLUE = "blue"
}
intEnum Level {
    LOW = 1
}
@tags(["x"])
list Names { member: Name }
map Ages { key: String, value: Integer }
@deprecated(message: "old")
structure Node { @deprecated(since: "2019") next: Node, level: Level, ages: Ages }
structure Mixed with [Part1] { own: Colour }
@mixin structure Part1 { @required mixed: Float }
@error("client") @httpError(404) structure Bad {}
"#;

fn model() -> Model {
    let mut loader = Loader::new();
    loader.add("a.smithy", MODEL);
    let (model, diagnostics) = loader.load();
    let errors: Vec<_> =
        diagnostics.iter().filter(|d| matches!(d.code, "syntax-error" | "unresolved-target")).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    model
}

/// The names of the found shapes in the namespace `a`.
fn select(model: &Model, text: &str) -> String {
    let found = Selector::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).select(model);
    let own = found.iter().filter(|id| id.namespace() == "a");
    let names: Vec<&str> = own.map(|id| id.as_str().trim_start_matches("a#")).collect();
    names.join(" ")
}

/// Selectors, and what they pick in the model.
const CASES: &[(&str, &str)] = &[
    // types
    ("service", "Main"),
    ("string", "Colour Name"),
    ("integer", "Level"),
    ("number", "Level"),
    ("simpleType :not(string)", "Level"),
    ("collection", "Names"),
    ("aggregateType :not(structure)", "Ages Names"),
    ("serviceType :not(operation)", "Main Part Thing"),
    ("structure > member > float", ""),
    ("list > member", "Names$member"),
    ("enum > member", "Colour$BLUE Colour$RED"),
    // attributes
    ("[service]", "Main"),
    ("[service = a#Main]", "Main"),
    ("[service|version ^= '202']", "Main"),
    ("[service|id|name = Main]", "Main"),
    ("[id = a#Node]", "Node"),
    ("[id = 'a#Node$next']", "Node$next"),
    ("[id|name = node]", ""),
    ("[id|name = node i] structure", "Node"),
    ("[id|member = next, 'own']", "Mixed$own Node$next"),
    ("[id|member|(length) > 5]", "Names$member"),
    ("[trait|deprecated]", "Node Node$next"),
    ("[trait|smithy.api#deprecated|since = 2019]", "Node$next"),
    ("[trait|deprecated|since ?= false] [trait|deprecated]", "Node"),
    ("[trait|error != server]", "Bad"),
    ("[trait|httpError >= 404]", "Bad"),
    ("[trait|httpError > 404]", ""),
    ("[trait|httpError > 'many']", ""),
    ("[trait|documentation *= FIXME, TODO]", "Name"),
    ("[trait|documentation $= LATER i]", "Name"),
    ("[trait|documentation|(length) < 11]", "Name"),
    ("[trait|documentation|nothing|here = x]", ""),
    ("[trait|(keys)|namespace = 'aws.api']", "Main Thing"),
    ("[trait|(values)|since]", "Node$next"),
    ("service [trait|(length) > 3]", "Main"),
    ("[trait|tags|(values) = y]", "Main"),
    ("[trait|length|(keys) = min]", "Name"),
    ("[trait|tags|(length) = 1]", "Names"),
    ("[trait|tags|(values)|(first) = x]", "Main Names"),
    ("[trait | length\n | min = 1]", "Name"),
    // scoped attributes
    ("[@trait|length: @{min} = @{max}]", "Name"),
    ("[@trait|length: @{min} = @{max} && @{min} > 1]", ""),
    ("[@trait|deprecated: @{message} ?= false && @{since} = '2018', '2019']", "Node$next"),
    ("[@trait|tags|(values): @{(length)} = 1]", "Main Names"),
    ("[@: @{trait|tags|(values)} {=} @{trait|tags|(values)}]", "Main Names"),
    ("[@: @{id|name} = MAIN i]", "Main"),
    // neighbours
    ("map > member", "Ages$key Ages$value"),
    ("resource -[identifier]->", "Name"),
    ("operation -[input, output]->", "GetInput GetOutput ReadInput"),
    ("resource -[create, read]->", "Make Read"),
    ("resource -[instanceOperation]->", "Other Read"),
    ("resource -[collectionOperation]->", "Make"),
    ("resource -[operation]->", "Make Other Read"),
    ("resource -[bound]->", "Main Thing"),
    ("resource -[resource]->", "Part"),
    ("-[error]->", "Bad"),
    ("-[mixin]-> structure", "Part1"),
    ("-[nothing]->", ""),
    ("service ~> operation", "Get Make Other Put Read"),
    ("[id = a#Node] ~> structure", ""),
    ("[id = a#GetOutput] ~> structure", "Node"),
    ("[id|name = Node, GetOutput] ~> structure", "Node"),
    ("string :test(< member < list)", "Name"),
    ("[id = a#Bad] <-[error]-", "Main Put"),
    ("[trait|error] :test(-[trait]-> [id|name = httpError])", "Bad"),
    ("[id = smithy.api#required] <-[trait]- member", "GetInput$name Mixed$mixed Part1$mixed ReadInput$id"),
    // functions
    ("list:test(> member > string)", "Names"),
    ("structure :not(> member)", "Bad"),
    (":is(list > member, map > member)", "Ages$key Ages$value Names$member"),
    ("map > :each(member)", "Ages$key Ages$value"),
    ("number :in(:root(structure ~> number))", "Level"),
    (":unknown(*)", ""),
    (":topdown([trait|aws.api#dataPlane])", "Get Main Make Other Part Put Read Thing"),
    (":topdown([trait|aws.api#dataPlane], [trait|aws.api#controlPlane])", "Get Main Put"),
    ("[id = a#Mixed] :recursive(-[mixin]->)", "Part1"),
    ("[id = a#Node] :recursive(> member > structure)", "Node"),
    // variables
    ("service $e(~> operation -[error]->) ~> structure :in(${e})", "Bad"),
    ("service $e(~> operation -[error]->) ${e}", "Bad"),
    ("${never}", ""),
    (
        "service $auth(-[trait]-> [trait|authDefinition]) ~> operation [trait|auth]
         :not([@: @{trait|auth|(values)} {<} @{var|auth|id}])",
        "Put",
    ),
    ("service $s(*) ~> [trait|tags] [@: @{trait|tags|(values)} {<<} @{var|s|trait|tags|(values)}]", "Names"),
    ("service $s(*) ~> [trait|tags] [@: @{trait|tags|(values)} {!=} @{var|s|trait|tags|(values)}]", "Names"),
];

#[test]
fn selectors_pick_the_expected_shapes() {
    let model = model();
    let mut wrong = Vec::new();
    for (text, expected) in CASES {
        let found = select(&model, text);
        if found != *expected {
            wrong.push(format!("{text}\n    expected {expected}\n    found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The selectors of the definitions of traits.
fn selectors_of_traits(model: &Model) -> impl Iterator<Item = &str> {
    let definitions = model.shapes.values().filter_map(|shape| shape.traits.get("smithy.api#trait"));
    definitions.filter_map(|definition| definition.get_str("selector"))
}

#[test]
fn asking_about_one_shape_gives_the_same_as_evaluating_for_all() {
    let model = model();
    let graph = Graph::new(&model);
    let selectors = SelectorCache::default();
    let more = [
        "structure > member > structure > member",
        "structure < member",
        "string < member < list",
        "[id = a#Node] ~>",
        "~> structure",
        "structure ~> member ~> integer",
        ":test(~> structure)",
        ":not(~> string)",
        "structure :test(> member > structure > member > structure)",
        "[trait|trait] :test(<-[trait]- structure)",
        "[trait|trait] <-[trait]- structure",
        "operation -[input, trait]->",
        "operation :is(-[input]->, -[output]->)",
        ":is(list, map > member) :not([trait|tags])",
        "> * > *",
        ":test(> member, :not(*))",
    ];
    let texts = CASES.iter().map(|(text, _)| *text).chain(more).chain(selectors_of_traits(&model));
    let mut asked = 0;
    for text in texts {
        let selector = Selector::parse(text).unwrap();
        asked += usize::from(picks::is_askable(&selector.steps));
        let all = selector.select_in(&graph);
        for node in graph.all() {
            assert_eq!(selectors.picks(&graph, text, node), Some(all.contains(&node)), "{text}: {:?}", graph.id(node));
        }
    }
    assert!(asked > 150, "only {asked} selectors were asked about one shape");
}

fn error(text: &str) -> SelectorError {
    match Selector::parse(text) {
        Ok(_) => panic!("{text} was read"),
        Err(error) => error,
    }
}

#[test]
fn mistakes_are_located() {
    let cases = [
        ("", 0, "the selector ends too early"),
        ("strin", 0, "`strin` is not a type of shape"),
        ("list >  )", 8, "unexpected `)`"),
        ("list >", 6, ""),
        ("list ]", 5, "unexpected `]`"),
        ("[id = ", 6, "expected a value, but found the end of the selector"),
        ("[foo = 1]", 1, "shapes have no attribute `foo`"),
        ("[id ~ 1]", 4, "expected a comparator, but found `~`"),
        ("[id = 'a", 6, "the quote is not closed"),
        ("[id = a b]", 8, "expected `]`, but found `b`"),
        ("[@trait: @{a} @{b}]", 14, "expected a comparator, but found `@`"),
        (":test()", 6, "unexpected `)`"),
        (":not(a, b)", 5, "`a` is not a type of shape"),
        ("  :not(*, *)", 2, "`:not` takes 1 selectors at most, not 2"),
        (":topdown(*, *, *)", 0, "`:topdown` takes 2 selectors at most, not 3"),
        ("-[a->", 3, "expected `]`, but found `-`"),
        ("-[input]>", 8, "expected `->`, but found `>`"),
        ("<-[input]", 9, "expected `-`, but found the end of the selector"),
        ("~ list", 0, "expected `~>`, but found `~`"),
        ("$a *", 3, "expected `(`, but found `*`"),
        ("${a", 3, "expected `}`, but found the end of the selector"),
        ("<~ list", 1, "expected `~>`, but found `~`"),
        ("ä", 0, "unexpected `ä`"),
    ];
    for (text, offset, message) in cases {
        if message.is_empty() {
            assert!(Selector::parse(text).is_ok(), "{text}");
            continue;
        }
        let error = error(text);
        assert_eq!((error.offset(), error.message()), (offset, message), "{text}");
        assert!(!error.help().is_empty(), "{text}");
    }
    let deep = format!("{}*{}", ":not(".repeat(500), ")".repeat(500));
    assert_eq!(error(&deep).message(), "selectors are nested too deep");
}

#[test]
fn each_prefix_of_a_selector_is_read_or_refused() {
    let text = "service [@trait|a#b|(values): @{x} {<<} 'ä', -1.5e3 i && 1 ?= 2] $a(:is(*, <-[x]- ~>)) ${a}";
    for (end, _) in text.char_indices() {
        for start in (0..end).filter(|start| text.is_char_boundary(*start)) {
            if let Err(error) = Selector::parse(&text[start..end]) {
                assert!(error.offset() <= end - start, "{}", &text[start..end]);
            }
        }
    }
}

#[test]
fn nested_tests_on_circles_take_little_time() {
    let mut text = "$version: \"2.0\"\nnamespace a\n".to_owned();
    for index in 0..300 {
        text += &format!("structure S{index} {{ a: S{}, b: S{} }}\n", (index + 1) % 300, (index * 7) % 300);
    }
    let mut loader = Loader::new();
    loader.add("a.smithy", text);
    let (model, _) = loader.load();
    let graph = Graph::new(&model);
    let selectors = SelectorCache::default();
    let tests = format!("{}*{}", ":test(> ".repeat(30), ")".repeat(30));
    let string = graph.number(&"smithy.api#String".parse().unwrap(), None).unwrap();
    assert_eq!(selectors.picks(&graph, &tests, string), Some(false));
    let first = graph.number(&"a#S0".parse().unwrap(), None).unwrap();
    assert_eq!(selectors.picks(&graph, &tests, first), Some(true));
    assert_eq!(selectors.picks(&graph, &"> ".repeat(90), first), Some(true));
    assert_eq!(selectors.picks(&graph, &"> ".repeat(1000), first), Some(true));
    let chain = "structure ~> ~> ~> ~> > < > < ~> structure";
    assert_eq!(Selector::parse(chain).unwrap().select(&model).iter().filter(|id| id.namespace() == "a").count(), 300);
    let nested = format!("{}[id = 'x#y']{}", ":test(> ".repeat(30), ")".repeat(30));
    assert!(Selector::parse(&nested).unwrap().select(&model).is_empty());
}
