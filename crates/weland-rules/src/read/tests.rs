use serde_json::{Value as Json, json};

use crate::{Part, Problem, Rules, Source, Value};

/// A node of JSON. Its place is its text.
impl<'j> Source for &'j Json {
    type Place = &'j Json;

    fn place(self) -> &'j Json {
        self
    }

    fn part(self) -> Part<Self> {
        match self {
            Json::Null => Part::Null,
            Json::Bool(value) => Part::Boolean(*value),
            Json::Number(number) => Part::Number(number.as_i64()),
            Json::String(text) => Part::String(text.clone()),
            Json::Array(items) => Part::List(items.iter().collect()),
            Json::Object(entries) => Part::Object(entries.iter().map(|(key, it)| (key.clone(), it, it)).collect()),
        }
    }

    fn as_str(&self) -> Option<&str> {
        Json::as_str(self)
    }
}

/// Rules with one rule, whose parameters are `Region`, `Names` and `Flag`.
fn rules(version: &str, conditions: Json, then: Json) -> Json {
    let mut rule = then;
    rule["conditions"] = conditions;
    json!({
        "version": version,
        "parameters": {
            "Region": {"type": "string", "builtIn": "AWS::Region"},
            "Names": {"type": "stringArray", "required": true},
            "Flag": {"type": "Boolean", "required": true, "default": false},
        },
        "rules": [rule],
    })
}

fn error(message: Json) -> Json {
    json!({"type": "error", "error": message})
}

fn condition(function: &str, arguments: Json) -> Json {
    json!([{"fn": function, "argv": arguments}])
}

fn reference(name: &str) -> Json {
    json!({"ref": name})
}

#[test]
fn rules_become_the_same_in_the_notation() {
    let conditions = json!([
        {"fn": "isSet", "argv": [{"ref": "Region"}]},
        {"fn": "aws.partition", "argv": ["{Region}"], "assign": "p"},
        {"fn": "getAttr", "argv": [{"ref": "Names"}, "[0]"], "assign": "first"},
    ]);
    let endpoint = json!({
        "url": "https://{Region}.{p#dnsSuffix}",
        "headers": {"x-a": ["{first}", {"ref": "Region"}]},
        "properties": {"authSchemes": [{"name": "sigv4", "signingRegion": "{Region}", "disableDoubleEncoding": true}]},
    });
    let source = rules("1.0", conditions, json!({"type": "endpoint", "endpoint": endpoint}));
    let rules = Rules::read(&source).unwrap();
    assert_eq!(Rules::parse(&rules.to_string()).unwrap(), rules);
    let endpoint = rules.resolve(|parameter| match &*parameter.name {
        "Region" => Some(Value::string("eu-west-1")),
        "Names" => Some(Value::strings(["n"])),
        _ => None,
    });
    let endpoint = endpoint.unwrap();
    assert_eq!(endpoint.url, "https://eu-west-1.amazonaws.com");
    assert_eq!(endpoint.headers, [("x-a", vec!["n".to_owned(), "eu-west-1".to_owned()])]);
}

#[test]
fn what_is_wrong_has_a_place() {
    let optional = || json!(["{Region}", "a"]);
    let attribute = |path: &str| {
        json!([{"fn": "aws.partition", "argv": ["a"], "assign": "p"},
        {"fn": "getAttr", "argv": [{"ref": "p"}, path], "assign": "q"}])
    };
    let cases = [
        (condition("stringEquals", optional()), error(json!("")), "needs a string, but there may be none"),
        (condition("stringEquals", json!([true, "a"])), error(json!("")), "needs a string, but gets a boolean"),
        (condition("not", json!([true, false])), error(json!("")), "takes 1 arguments, not 2"),
        (condition("nott", json!([true])), error(json!("")), "rules have no function `nott`"),
        (condition("isSet", json!([reference("Regio")])), error(json!("")), "there is no variable `Regio` here"),
        (condition("split", json!(["a", "b", 0])), error(json!("")), "`split` needs rules of version 1.1"),
        (attribute("dnsSufix"), error(json!("")), "a partition has no `dnsSufix`; it has name"),
        (attribute("name[-1]"), error(json!("")), "an index below zero needs rules of version 1.1"),
        (attribute("a..b"), error(json!("")), "no path"),
        (json!([]), error(reference("Flag")), "needs a string, but gets a boolean"),
        (json!([]), error(json!("{Region}")), "but there may be none"),
        (json!([]), error(json!("{Region")), "has no counterpart"),
        (json!([]), json!({"type": "tree", "rules": []}), "there is no rule"),
        (json!([]), json!({"type": "what"}), "rules have no type `what`"),
        (json!([]), json!({"type": "endpoint"}), "has no `endpoint`"),
        (json!([]), json!({"type": "endpoint", "endpoint": {"url": "example.com"}}), "has no scheme"),
        (json!([{"fn": "isSet", "argv": [reference("Flag")], "assign": "Flag"}]), error(json!("")), "a value already"),
    ];
    for (conditions, then, expected) in cases {
        let source = rules("1.0", conditions, then);
        let problems = Rules::read(&source).unwrap_err();
        let [Problem { message, help, .. }] = problems.as_slice() else { panic!("{expected}: {problems:?}") };
        assert!(message.contains(expected), "{message}");
        assert!(!help.is_empty(), "{message}");
    }
}

#[test]
fn parameters_have_types_and_defaults() {
    let cases = [
        (json!({"type": "int"}), "parameters have no type `int`"),
        (json!({}), "has no `type`"),
        (json!({"type": "string", "default": "a"}), "has a default, but is not required"),
        (json!({"type": "string", "default": true, "required": true}), "the default is not a string"),
        (json!({"type": "string", "builtIn": "a b"}), "no name of a built-in"),
    ];
    for (parameter, expected) in cases {
        let source = json!({"version": "1.0", "parameters": {"A": parameter}, "rules": [error(json!("")).clone()]});
        let problems = Rules::read(&source).unwrap_err();
        assert!(problems[0].message.contains(expected), "{problems:?}");
    }
    let source = json!({"version": "2.0", "parameters": {"a b": {"type": "string"}}, "rules": [error(json!(""))]});
    assert_eq!(Rules::read(&source).unwrap_err().len(), 2);
}

#[test]
fn deep_rules_are_refused() {
    let mut rule = error(json!("deep"));
    let mut call = json!(true);
    for _ in 0..90 {
        call = json!({"fn": "not", "argv": [call]});
    }
    for _ in 0..50 {
        rule = json!({"type": "tree", "conditions": [], "rules": [rule]});
    }
    let source = rules("1.0", json!([]), rule.clone());
    assert!(Rules::read(&source).is_ok());
    let source = rules("1.0", json!([call]), json!({"type": "tree", "rules": [rule]}));
    assert!(Rules::read(&source).is_ok());
    let deeper = json!([{"fn": "not", "argv": [{"fn": "not", "argv": [json!(call)]}]}]);
    let mut call = deeper;
    for _ in 0..10 {
        call = json!([{"fn": "not", "argv": call}]);
    }
    let source = rules("1.0", call, error(json!("")));
    assert!(Rules::read(&source).unwrap_err()[0].message.contains("nested too deep"));
}

#[test]
fn diagrams_are_read() {
    let source = |nodes: &str, count: i32, root: i32| {
        json!({
            "version": "1.1",
            "parameters": {"Region": {"type": "string", "required": true}},
            "conditions": [{"fn": "aws.partition", "argv": [{"ref": "Region"}], "assign": "p"}],
            "results": [{"type": "endpoint", "endpoint": {"url": "https://{Region}.{p#dnsSuffix}"}}],
            "nodes": nodes, "nodeCount": count, "root": root,
        })
    };
    // [-1, 1, -1], [0, 100000001, -1]
    let nodes = "/////wAAAAH/////AAAAAAX14QH/////";
    let rules = source(nodes, 2, 2);
    let rules = Rules::read(&rules).unwrap();
    assert_eq!(Rules::parse(&rules.to_string()).unwrap(), rules);
    let endpoint = rules.resolve(|_| Some(Value::string("eu-west-1"))).unwrap();
    assert_eq!(endpoint.url, "https://eu-west-1.amazonaws.com");
    let cases = [
        ("ABCD=", 1, 2, "not Base64"),
        ("AQB=", 3, 2, "has 2 bytes, but 3 nodes have 12 bytes each"),
        (nodes, 3, 2, "has 24 bytes"),
        (nodes, 2, 3, "no node 3"),
        (nodes, 2, 0, "no node 0"),
        // [0, 2, -1] goes round in circles.
        ("/////wAAAAH/////AAAAAAAAAAL/////", 2, 2, "leads to one of condition 0"),
        // [7, 1, -1]
        ("/////wAAAAH/////AAAABwAAAAH/////", 2, 2, "no condition 7"),
    ];
    for (nodes, count, root, expected) in cases {
        let source = source(nodes, count, root);
        let problems = Rules::read(&source).unwrap_err();
        assert!(problems[0].message.contains(expected), "{expected}: {problems:?}");
    }
}
