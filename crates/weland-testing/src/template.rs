//! The parameters of malformed requests: `$name:L` and `$name:S` in the strings of a case.

use serde_json::Value;

use crate::report::{self, Failure, Outcome};

/// The case with the values of one row in place of the parameters.
///
/// # Errors
/// When there is no such row.
pub(crate) fn expand(case: &str, row: usize) -> Outcome<String> {
    let mut case: Value = crate::case::read(case)?;
    let parameters = match &case["testParameters"] {
        Value::Object(lists) => lists.iter().map(|(name, list)| Ok((name.clone(), cell(name, list, row)?))).collect(),
        _ if row == 0 => Ok(Vec::new()),
        _ => Err(Failure::new(format!("the case has no parameters, so it has no row {row}"))),
    };
    let mut parameters: Vec<(String, String)> = parameters?;
    // Of names that begin alike the longest is meant.
    parameters.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let written = case.clone();
    for part in ["request", "response"] {
        walk(&mut case[part], &parameters);
    }
    if parameters.is_empty() && case != written {
        report::note("the case has no parameters, but escapes dollars as one that has: `$$` is read as `$`");
    }
    Ok(case.to_string())
}

/// The names and values of a row, for people; `None` if the case has no parameters.
pub(crate) fn parameters(case: &str, row: usize) -> Option<String> {
    let case: Value = serde_json::from_str(case).ok()?;
    let lists = case.get("testParameters")?.as_object()?.iter();
    let lines = lists.filter_map(|(name, list)| Some(format!("{name}: {}", list.get(row)?.as_str()?)));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn cell(name: &str, list: &Value, row: usize) -> Outcome<String> {
    let value = list.get(row).and_then(Value::as_str);
    let none = || Failure::new(format!("the parameter `{name}` of the case has no value in row {row}"));
    value.map(str::to_owned).ok_or_else(none)
}

fn walk(node: &mut Value, parameters: &[(String, String)]) {
    match node {
        Value::String(text) => *text = substitute(text, parameters),
        Value::Array(list) => list.iter_mut().for_each(|node| walk(node, parameters)),
        Value::Object(map) => map.values_mut().for_each(|node| walk(node, parameters)),
        _ => {}
    }
}

/// `$name:L` becomes the value, `$name:S` the value as a JSON string, `$$` a dollar. Any other dollar stays.
fn substitute(text: &str, parameters: &[(String, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        let placeholder = parameters.iter().find_map(|(name, value)| {
            let kind = after.strip_prefix(name.as_str())?.strip_prefix(':')?;
            let quoted = || Value::from(value.as_str()).to_string();
            kind.strip_prefix('L')
                .map(|rest| (value.clone(), rest))
                .or_else(|| kind.strip_prefix('S').map(|rest| (quoted(), rest)))
        });
        let (text, after) = match (placeholder, after.strip_prefix('$')) {
            (Some(found), _) => found,
            (None, Some(after)) => ("$".to_owned(), after),
            (None, None) => ("$".to_owned(), after),
        };
        out.push_str(&text);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_put_in_literally_and_as_json_strings() {
        let parameters = [("value".to_owned(), "say \"hi\"".to_owned()), ("other".to_owned(), "2".to_owned())];
        let cases = [
            ("/path/$value:L/end", "/path/say \"hi\"/end"),
            ("{\"a\": $value:S}", "{\"a\": \"say \\\"hi\\\"\"}"),
            ("$value:L$other:L", "say \"hi\"2"),
            ("^[a-m]+$$", "^[a-m]+$"),
            ("$$value:L", "$value:L"),
            ("$", "$"),
            ("costs 5$ or $unknown:L", "costs 5$ or $unknown:L"),
            ("$value:X", "$value:X"),
        ];
        for (text, expected) in cases {
            assert_eq!(substitute(text, &parameters), expected, "{text}");
        }
    }

    #[test]
    fn a_row_is_put_into_request_and_response_alone() {
        let case = r#"{"id": "$a:L", "request": {"uri": "/$a:L", "queryParams": ["x=$a:L"]},
            "response": {"code": 400}, "testParameters": {"a": ["1", "2"]}}"#;
        let expanded: Value = serde_json::from_str(&expand(case, 1).unwrap()).unwrap();
        assert_eq!(expanded["id"], "$a:L");
        assert_eq!(expanded["request"], serde_json::json!({"uri": "/2", "queryParams": ["x=2"]}));
        assert!(expand(case, 2).unwrap_err().to_string().contains("`a` of the case has no value in row 2"));
    }

    #[test]
    fn a_case_without_parameters_has_one_row() {
        let case = r#"{"request": {"uri": "/a$$"}, "response": {"code": 400}}"#;
        let expanded: Value = serde_json::from_str(&expand(case, 0).unwrap()).unwrap();
        assert_eq!(expanded["request"]["uri"], "/a$");
        assert!(expand(case, 1).unwrap_err().to_string().contains("no row 1"));
    }
}
