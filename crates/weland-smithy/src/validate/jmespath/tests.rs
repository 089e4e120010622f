use weland_model::{Model, Severity};

use super::{Kind, Problem, infer, type_of};
use crate::Loader;

const MODEL: &str = r#"
$version: "2.0"
namespace a
structure Out { name: String, on: Boolean, items: Items, byName: ByName, count: Integer, doc: Document, nested: Nested }
list Items { member: Item }
structure Item { state: String, tags: Tags, out: Out }
list Tags { member: String }
list Nested { member: Items }
map ByName { key: String, value: Item }
"#;

fn model() -> Model {
    let mut loader = Loader::new();
    loader.add("a.smithy", MODEL);
    loader.load().0
}

#[test]
fn types_follow_from_the_shapes() {
    let cases = [
        ("name", "a string"),
        ("on", "a boolean"),
        ("count", "a number"),
        ("doc.a.b[0]", "a value"),
        ("items", "an array"),
        ("items[0]", "an object"),
        ("items[0].state", "a string"),
        ("items[].state", "an array of a string"),
        ("items[*].tags", "an array of an array"),
        ("items[*].tags[]", "an array of a string"),
        ("items[].tags[] | [0]", "a string"),
        ("nested[].state", "an array of a string"),
        ("nested[*][*].state", "an array of an array"),
        ("items[?state == 'x'].out.on", "an array of a boolean"),
        ("items[0:2].state", "an array of a string"),
        ("items[-1].out.items[0].tags", "an array of a string"),
        ("byName.x.state", "a string"),
        ("byName.*.state", "an array of a string"),
        ("length(items) > `0`", "a boolean"),
        ("length(items)", "a number"),
        ("!name", "a boolean"),
        ("on && !on", "a boolean"),
        ("name || on", "a value"),
        ("name || `\"x\"`", "a string"),
        ("{a: name, b: on}", "an object"),
        ("[name, on]", "an array of a value"),
        ("sort_by(items, &state)[0]", "a value"),
        ("(items[].state)[0]", "a string"),
        ("@.name", "a string"),
        ("`null`", "null"),
        ("not_null(name, on)", "a value"),
    ];
    let model = model();
    let current = type_of(&model, model.get("a#Out").unwrap());
    for (text, expected) in cases {
        let (found, problems) = infer(text, &current).unwrap();
        let mut name = found.kind().to_string();
        if found.kind() == Kind::Array && expected.contains(" of ") {
            name += &format!(" of {}", found.item().kind());
        }
        assert_eq!(name, expected, "{text}");
        assert_eq!(problems, [], "{text}");
    }
}

#[test]
fn doubts_have_a_place() {
    let cases = [
        ("nam", 0, "`a#Out` has no member `nam`; did you mean `name`?", false),
        ("name.x", 4, "this needs an object, but gets a string", false),
        ("name[0]", 4, "this needs an array, but gets a string", false),
        ("items.state", 5, "this needs an object, but gets an array", false),
        ("on[]", 2, "this needs an array, but gets a boolean", false),
        ("items[].colour", 7, "`a#Item` has no member `colour`", false),
        ("length(on)", 0, "`length` takes an array or an object or a string as argument 1, not a boolean", false),
        ("length(items, on)", 0, "`length` takes 1 argument, not 2", true),
        ("lenght(items)", 0, "there is no function `lenght`; did you mean `length`?", true),
        ("to_string(&name)", 0, "`to_string` takes a value as argument 1, not an expression with `&`", false),
    ];
    let model = model();
    let current = type_of(&model, model.get("a#Out").unwrap());
    for (text, offset, message, is_error) in cases {
        let (_, problems) = infer(text, &current).unwrap();
        let severity = if is_error { Severity::Error } else { Severity::Danger };
        let expected = Problem { offset, message: message.to_owned(), severity };
        assert_eq!(problems.first(), Some(&expected), "{text}");
    }
}
