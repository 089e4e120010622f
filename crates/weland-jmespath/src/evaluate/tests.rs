use std::time::{Duration, Instant};

use crate::{Expression, Value};

const FLEET: &str = r#"{
    "name": "north", "count": 3, "ready": false, "none": null, "empty": [], "bare": {}, "blank": "", "half": 2.5,
    "ships": [
        {"id": "a", "state": "up", "crew": 4, "tags": ["red", "old"]},
        {"id": "b", "state": "failed", "crew": 12, "tags": ["new"]},
        {"id": "c", "state": "up", "crew": 7}
    ],
    "mixed": [1, "x", null, [2, [3]], {"k": 4}],
    "numbers": [3, 1, 2.5, -4],
    "words": ["pear", "fig", "äpfel"],
    "grid": [[{"v": 1}, {"v": 2}], [], [{"v": 3}]],
    "byId": {"a": {"port": 1}, "b": {"port": 2}, "c-d": {"port": null}},
    "odd name": {"quo\"te": "yes"}
}"#;

fn given(text: &str) -> Value {
    Value::from_json(text).unwrap()
}

/// What an expression yields, as JSON; or `mismatch`, `too much`.
fn find(text: &str, value: &Value) -> String {
    match Expression::parse(text).unwrap().evaluate(value) {
        Ok(found) => found.to_string(),
        Err(error) if error.exceeds_limit() => "too much".to_owned(),
        Err(_) => "mismatch".to_owned(),
    }
}

fn check(cases: &[(&str, &str)]) {
    let fleet = given(FLEET);
    for (path, expected) in cases {
        assert_eq!(find(path, &fleet), *expected, "{path}");
    }
}

#[test]
fn a_list_may_follow_a_projection() {
    check(&[
        ("ships[*][id, crew]", r#"[["a",4],["b",12],["c",7]]"#),
        ("ships[?state == 'up'][id, tags[0]][]", r#"["a","red","c"]"#),
        ("byId.*[port][]", "[1,2]"),
    ]);
    for text in ["ships[id]", "ships[0][id]", "ships[*].id[a"] {
        assert!(Expression::parse(text).is_err(), "{text}");
    }
}

#[test]
fn names_and_indexes_lead_to_values() {
    check(&[
        ("name", r#""north""#),
        ("@.name", r#""north""#),
        (" name ", r#""north""#),
        ("missing", "null"),
        ("missing.deeper[0]", "null"),
        ("name.deeper", "null"),
        ("none", "null"),
        (r#""odd name"."quo\"te""#, r#""yes""#),
        (r#""odd\u0020name"."quo\u0022te""#, r#""yes""#),
        (r#"byId."c-d""#, r#"{"port":null}"#),
        ("ships[0].id", r#""a""#),
        ("ships[-1] . id", r#""c""#),
        ("ships[ 1 ].tags[0]", r#""new""#),
        ("ships[3]", "null"),
        ("ships[-4]", "null"),
        ("ships[99999999999999999999]", "null"),
        ("ships[-99999999999999999999]", "null"),
        ("name[0]", "null"),
    ]);
}

#[test]
fn projections_go_through_items() {
    check(&[
        ("ships[*].id", r#"["a","b","c"]"#),
        ("ships[*].tags", r#"[["red","old"],["new"]]"#),
        ("ships[*].tags[0]", r#"["red","new"]"#),
        ("ships[*].tags[]", r#"["red","old","new"]"#),
        ("ships[].tags[] | [0]", r#""red""#),
        ("ships[*].tags | [0]", r#"["red","old"]"#),
        ("(ships[*].tags)[0]", r#"["red","old"]"#),
        ("grid[*][*].v", "[[1,2],[],[3]]"),
        ("grid[*][0].v", "[1,3]"),
        ("grid[].v", "[1,2,3]"),
        ("grid[*][*].v[]", "[1,2,3]"),
        ("mixed[]", r#"[1,"x",2,[3],{"k":4}]"#),
        ("mixed[][]", r#"[1,"x",2,3,{"k":4}]"#),
        ("mixed[*]", r#"[1,"x",[2,[3]],{"k":4}]"#),
        ("byId.*.port", "[1,2]"),
        ("name[*]", "null"),
        ("name[]", "null"),
        ("name.*", "null"),
        ("ships.*", "null"),
        ("byId[*]", "null"),
        ("empty[*].x", "[]"),
        ("bare.*", "[]"),
    ]);
}

#[test]
fn slices_go_forth_and_back() {
    let list = given("[0,1,2,3,4]");
    let cases = [
        ("[:]", "[0,1,2,3,4]"),
        ("[1:3]", "[1,2]"),
        ("[:2]", "[0,1]"),
        ("[3:]", "[3,4]"),
        ("[-2:]", "[3,4]"),
        ("[:-2]", "[0,1,2]"),
        ("[::2]", "[0,2,4]"),
        ("[1::2]", "[1,3]"),
        ("[::-1]", "[4,3,2,1,0]"),
        ("[3:0:-1]", "[3,2,1]"),
        ("[3::-2]", "[3,1]"),
        ("[:2:-1]", "[4,3]"),
        ("[-9:9]", "[0,1,2,3,4]"),
        ("[9:-9:-1]", "[4,3,2,1,0]"),
        ("[3:1]", "[]"),
        ("[1:3:-1]", "[]"),
        ("[-9:-8]", "[]"),
        ("[::99999999999999999999]", "[0]"),
        ("[::-9223372036854775808]", "[4]"),
    ];
    for (path, expected) in cases {
        assert_eq!(find(path, &list), expected, "{path}");
        assert_eq!(find(path, &given("{}")), "null", "{path}");
    }
    assert_eq!(find("[::-1]", &given("[]")), "[]");
    check(&[("ships[1:].id", r#"["b","c"]"#), ("ships[:1] | [0].id", r#""a""#)]);
}

#[test]
fn filters_keep_what_passes() {
    check(&[
        ("ships[?state == 'failed'].id", r#"["b"]"#),
        ("length(ships[?state == 'failed']) > `0`", "true"),
        ("length(ships[?state == 'lost']) > `0`", "false"),
        ("ships[?crew >= `7`].id", r#"["b","c"]"#),
        ("ships[?crew > `4` && crew < `12`].id", r#"["c"]"#),
        ("ships[?tags].id", r#"["a","b"]"#),
        ("ships[?!tags].id", r#"["c"]"#),
        ("ships[?contains(tags || `[]`, 'old')].id", r#"["a"]"#),
        ("ships[?state < `1`].id", "[]"),
        ("ships[?tags[?@ == 'new']].id", r#"["b"]"#),
        ("name[?@]", "null"),
        ("ships[?length(tags) == `1`]", "mismatch"),
    ]);
}

#[test]
fn operators_bind_as_they_should() {
    check(&[
        ("missing || name", r#""north""#),
        ("count || name", "3"),
        ("name && count", "3"),
        ("empty && count", "[]"),
        ("ready || blank || bare || none", "null"),
        ("missing || ready && name", "false"),
        ("(missing || name) && count", "3"),
        ("`0` && name", r#""north""#),
        ("!ready", "true"),
        ("!!name", "true"),
        ("!count == `false`", "true"),
        ("!byId.a.port", "false"),
        ("!bare.port", "true"),
        ("count == `3` == `true`", "true"),
        ("count != `3.0`", "false"),
        ("half <= `2.5`", "true"),
        ("name < `1`", "null"),
        ("missing == none", "true"),
        ("ships[0].tags == `[\"red\", \"old\"]`", "true"),
        ("byId.a == {port: `1`}", "true"),
        ("byId.a == {port: `1`, more: `1`}", "false"),
        ("ships[0] | tags | [1]", r#""old""#),
        ("missing|name||count", "null"),
        ("name == 'north' || count == `4`", "true"),
    ]);
}

#[test]
fn lists_maps_and_literals_make_values() {
    check(&[
        ("[name, count]", r#"["north",3]"#),
        ("{a: name, \"b c\": ships[0].id}", r#"{"a":"north","b c":"a"}"#),
        ("ships[].{i: id, t: tags[0]} | [1]", r#"{"i":"b","t":"new"}"#),
        ("ships[*].[id, crew] | [2]", r#"["c",7]"#),
        ("missing.[name]", "null"),
        ("missing.{a: name}", "null"),
        ("byId.[*]", r#"[[{"port":1},{"port":2},{"port":null}]]"#),
        (r"'it\'s \n \\'", r#""it's \\n \\\\""#),
        ("''", r#""""#),
        (r#"`{"a": [1, "\`"]}`"#, r#"{"a":[1,"`"]}"#),
        ("` -1.5e1 `", "-15"),
        ("`bare text`", r#""bare text""#),
        ("`[1, 2]`[1]", "2"),
        ("`null`", "null"),
    ]);
}

#[test]
fn functions_take_what_they_should() {
    check(&[
        ("abs(numbers[-1])", "4"),
        ("avg(numbers)", "0.625"),
        ("avg(empty)", "null"),
        ("ceil(half)", "3"),
        ("floor(half)", "2"),
        ("contains(words, 'fig')", "true"),
        ("contains(name, 'ort')", "true"),
        ("contains(name, count)", "false"),
        ("contains(mixed, `[2, [3]]`)", "true"),
        ("starts_with(name, 'no')", "true"),
        ("ends_with(name, 'no')", "false"),
        ("join('-', words)", r#""pear-fig-äpfel""#),
        ("join('-', empty)", r#""""#),
        ("keys(byId)", r#"["a","b","c-d"]"#),
        ("values(byId)[].port", "[1,2]"),
        ("length(name)", "5"),
        ("length(words[2])", "5"),
        ("length(byId)", "3"),
        ("length(ships)", "3"),
        ("map(&tags, ships)", r#"[["red","old"],["new"],null]"#),
        ("max(numbers)", "3"),
        ("min(words)", r#""fig""#),
        ("max(empty)", "null"),
        ("max_by(ships, &crew).id", r#""b""#),
        ("min_by(ships, &id).id", r#""a""#),
        ("merge(byId.a, {port: `9`, x: count})", r#"{"port":9,"x":3}"#),
        ("not_null(missing, none, count, name)", "3"),
        ("not_null(none)", "null"),
        ("reverse(numbers)", "[-4,2.5,1,3]"),
        ("reverse(words[2])", r#""lefpä""#),
        ("sort(numbers)", "[-4,1,2.5,3]"),
        ("sort(words)", r#"["fig","pear","äpfel"]"#),
        ("sort_by(ships, &crew)[*].id", r#"["a","c","b"]"#),
        ("sort_by(ships, &state)[*].id", r#"["b","a","c"]"#),
        ("sum(numbers)", "2.5"),
        ("sum(empty)", "0"),
        ("to_array(name)", r#"["north"]"#),
        ("to_array(words) == words", "true"),
        ("to_number('12.50')", "12.5"),
        ("to_number(count)", "3"),
        ("to_number('twelve')", "null"),
        ("to_number(words)", "null"),
        ("to_string(name)", r#""north""#),
        ("to_string(length(ships))", r#""3""#),
        ("to_string(byId.a)", r#""{\"port\":1}""#),
        ("[name, count, ready, none, empty, bare][].type(@)", r#"["string","number","boolean","null","object"]"#),
        ("type(empty)", r#""array""#),
        ("ships[*].length(id)", "[1,1,1]"),
        ("ships.length (@)", "3"),
    ]);
}

#[test]
fn functions_refuse_the_rest() {
    check(&[
        ("length(missing)", "mismatch"),
        ("length(count)", "mismatch"),
        ("abs(name)", "mismatch"),
        ("sum(words)", "mismatch"),
        ("sort(mixed)", "mismatch"),
        ("max_by(ships, &tags)", "mismatch"),
        ("sort_by(ships, id)", "mismatch"),
        ("map(&id, name)", "mismatch"),
        ("join('-', numbers)", "mismatch"),
        ("merge(byId, name)", "mismatch"),
        ("keys(ships)", "mismatch"),
        ("to_string(&name)", "mismatch"),
        ("&name", "mismatch"),
        ("missing || length(none)", "mismatch"),
        ("name || length(none)", r#""north""#),
        ("lenght(name)", "mismatch"),
        ("length()", "mismatch"),
        ("length(name, name)", "mismatch"),
        ("merge()", "mismatch"),
    ]);
}

#[test]
fn numbers_that_are_none_do_no_harm() {
    let list = Value::list([f64::NAN, 1.0, f64::INFINITY, -0.0, f64::NAN].map(Value::Number).to_vec());
    assert_eq!(find("sort(@)[0:3]", &list), "[0,1,\"Infinity\"]");
    assert_eq!(find("[0] == [0]", &list), "false");
    assert_eq!(find("length(sort(@))", &list), "5");
}

#[test]
fn paths_that_ask_for_too_much_end_soon() {
    let start = Instant::now();
    let stages = |stage: &str, times: usize, last: &str| format!("{}{last}", format!("{stage} | ").repeat(times));
    for path in [
        stages("[@, @]", 400, "to_string(@)"),
        stages("[@, @]", 400, "@ == @"),
        stages("[@, @][]", 400, "@"),
        stages("join(@, [@, @])", 200, "@"),
        format!("[@]{}", "[*].[@]".repeat(400)),
    ] {
        assert_eq!(find(&path, &given("\"x\"")), "too much", "{path}");
    }
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn values_may_be_as_deep_as_answers_are() {
    let text = format!("{}1{}", "[".repeat(127), "]".repeat(127));
    let deep = given(&text);
    assert_eq!(find(&"[*]".repeat(126), &deep), text);
    assert_eq!(find(&format!("{}@{}", "[?".repeat(59), "]".repeat(59)), &deep), text);
    assert_eq!(find(&format!("{}@{}", "to_array(".repeat(58), ")".repeat(58)), &deep), text);
    assert_eq!(find("to_string(@) == to_string(@)", &deep), "true");
}
