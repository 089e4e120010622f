use crate::{ResolveError, Rules, Value};

/// The URL or the error for values of parameters.
fn outcome(rules: &str, values: &[(&str, &str)]) -> String {
    let rules = Rules::parse(rules).unwrap();
    let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let found = rules.resolve(|parameter| {
        Some(match value(&parameter.name)? {
            "true" => Value::Boolean(true),
            text => Value::string(text),
        })
    });
    found.map_or_else(|error| error.to_string(), |endpoint| endpoint.url)
}

#[test]
fn the_first_rule_whose_conditions_hold_decides() {
    let rules = r#"
        param A: string
        param B: boolean required = false
        if isSet(A) {
          if stringEquals(A, "x") endpoint "https://x"
          if B, y = substring(A, 0, 1, true) endpoint "https://{y}.{A}"
        }
        if booleanEquals(B, true) error "b: {B}"
        error "none"
    "#;
    assert_eq!(outcome(rules, &[]), "none");
    assert_eq!(outcome(rules, &[("A", "x"), ("B", "true")]), "https://x");
    assert_eq!(outcome(rules, &[("A", "yz"), ("B", "true")]), "https://z.yz");
    // Conditions that hold have decided.
    assert_eq!(outcome(rules, &[("A", "yz")]), ResolveError::NoMatch.to_string());
    assert_eq!(outcome(rules, &[("A", "true")]), ResolveError::Mistyped("A".into()).to_string());
    assert_eq!(outcome("param A: string required\nerror A", &[]), ResolveError::Missing("A".into()).to_string());
}

#[test]
fn what_is_not_there_is_not_set() {
    let rules = r#"
        param A: string
        if stringEquals(A, "x") error "equal"
        if not(stringEquals(A, "x")) error "not equal"
        if a = coalesce(A, "second") error "{a}"
    "#;
    assert_eq!(outcome(rules, &[]), "second");
    assert_eq!(outcome(rules, &[("A", "y")]), "not equal");
}

#[test]
fn endpoints_have_headers_and_properties() {
    let text = r#"
        param Region: string
        endpoint "https://a" headers {"x-region": ["{Region}", "b"]} properties {"authSchemes": [{"signingRegion": "{Region}"}]}
    "#;
    let rules = Rules::parse(text).unwrap();
    let endpoint = rules.resolve(|_| Some(Value::string("eu"))).unwrap();
    assert_eq!(endpoint.headers, [("x-region", vec!["eu".to_owned(), "b".to_owned()])]);
    let scheme = &endpoint.property("authSchemes").unwrap().as_list().unwrap()[0];
    assert_eq!(scheme.get("signingRegion").and_then(Value::as_str), Some("eu"));
}

#[test]
fn diagrams_lead_to_outcomes() {
    let rules = r#"
        param A: string
        param B: boolean required = false
        condition isSet(A)
        condition booleanEquals(B, true)
        result endpoint "https://both"
        result error "one"
        graph 2
        -1 1 -1
        0 3 -3
        1 100000001 100000002
    "#;
    let values = [("A", "x"), ("B", "true")];
    // The second reference to node 3 is its complement.
    let found: Vec<String> =
        [&values[..], &values[..1], &values[1..], &[]].iter().map(|it| outcome(rules, it)).collect();
    assert_eq!(found, ["https://both", "one", "one", "https://both"]);
    let circle = "param A: string\ncondition isSet(A)\ngraph 2\n-1 1 -1\n0 2 2\n";
    assert_eq!(outcome(circle, &[]), ResolveError::NoMatch.to_string());
}

#[test]
fn text_cannot_grow_without_bound() {
    let mut rules = "param A0: string\n".to_owned();
    for number in 0..90 {
        rules.push_str(&format!("if A{} = uriEncode(\"{{A{number}}}{{A{number}}}\") {{\n", number + 1));
    }
    rules.push_str(&format!("error \"{{A90}}\"{}", "}".repeat(90)));
    assert_eq!(outcome(&rules, &[("A0", "x")]), ResolveError::Limit.to_string());
}
