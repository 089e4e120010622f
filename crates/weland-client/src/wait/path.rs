//! The part of JMESPath that waiters use: members, projections over lists, indexes, and three functions.

use weland_core::Document;

use super::Comparator;

/// A parsed path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    steps: Vec<Step>,
    function: Option<Function>,
}

#[derive(Debug, Clone, PartialEq)]
enum Step {
    /// The value of a member; of each element, after [`Step::Each`].
    Member(String),
    /// The elements of a list, one level of nested lists made flat: `[]`.
    Flatten,
    /// The elements of a list: `[*]`.
    Each,
    /// The values of a map: `*`.
    Values,
    /// One element; counted from the end if negative.
    Index(i64),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Function {
    Length,
    Keys,
    Values,
}

impl Path {
    /// # Errors
    /// When the text is not a path of the kind that is supported.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        for (name, function) in
            [("length(", Function::Length), ("keys(", Function::Keys), ("values(", Function::Values)]
        {
            if let Some(inner) = text.strip_prefix(name).and_then(|rest| rest.strip_suffix(')')) {
                return Ok(Self { steps: steps(inner.trim(), text)?, function: Some(function) });
            }
        }
        Ok(Self { steps: steps(text, text)?, function: None })
    }

    /// The value at the path, null if there is none.
    pub(super) fn find(&self, document: &Document) -> Document {
        let found = follow(document, &self.steps);
        match (self.function, found) {
            (None, found) => found,
            (Some(Function::Length), Document::List(list)) => integer(list.len()),
            (Some(Function::Length), Document::Map(map)) => integer(map.len()),
            (Some(Function::Length), Document::String(text)) => integer(text.chars().count()),
            (Some(Function::Keys), Document::Map(map)) => {
                Document::List(map.into_keys().map(Document::String).collect())
            }
            (Some(Function::Values), Document::Map(map)) => Document::List(map.into_values().collect()),
            (Some(_), _) => Document::Null,
        }
    }
}

fn integer(count: usize) -> Document {
    Document::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

fn steps(text: &str, whole: &str) -> Result<Vec<Step>, String> {
    let unsupported = || format!("the path `{whole}` is not made of members, `[]`, `[*]`, `*` and indexes only");
    let mut steps = Vec::new();
    let mut rest = text;
    // Between two steps stands a dot, but none before a bracket.
    let mut member_expected = true;
    while !rest.is_empty() || member_expected {
        if let Some(bracket) = rest.strip_prefix('[') {
            let (inside, after) = bracket.split_once(']').ok_or_else(unsupported)?;
            if member_expected && !steps.is_empty() {
                return Err(unsupported());
            }
            steps.push(match inside {
                "" => Step::Flatten,
                "*" => Step::Each,
                index => Step::Index(index.parse().map_err(|_| unsupported())?),
            });
            rest = after;
            member_expected = false;
        } else if member_expected {
            let (step, after) = member(rest).ok_or_else(unsupported)?;
            steps.push(step);
            rest = after;
            member_expected = false;
        } else {
            rest = rest.strip_prefix('.').ok_or_else(unsupported)?;
            member_expected = true;
        }
    }
    Ok(steps)
}

/// A name, bare or in quotation marks, or a star.
fn member(text: &str) -> Option<(Step, &str)> {
    if let Some(rest) = text.strip_prefix('*') {
        return Some((Step::Values, rest));
    }
    if let Some(quoted) = text.strip_prefix('"') {
        let (name, rest) = quoted.split_once('"')?;
        return (!name.contains('\\')).then(|| (Step::Member(name.to_owned()), rest));
    }
    let end = text.find(|char: char| !char.is_ascii_alphanumeric() && char != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    starts_well.then(|| (Step::Member(name.to_owned()), rest))
}

fn follow(document: &Document, steps: &[Step]) -> Document {
    let Some((step, rest)) = steps.split_first() else {
        return document.clone();
    };
    match (step, document) {
        (Step::Member(name), Document::Map(map)) => map.get(name).map_or(Document::Null, |value| follow(value, rest)),
        (Step::Index(index), Document::List(list)) => {
            let from_start = if *index < 0 { index.checked_add_unsigned(list.len() as u64) } else { Some(*index) };
            let element = from_start.and_then(|index| list.get(usize::try_from(index).ok()?));
            element.map_or(Document::Null, |value| follow(value, rest))
        }
        (Step::Each, Document::List(list)) => project(list.iter(), rest),
        (Step::Values, Document::Map(map)) => project(map.values(), rest),
        (Step::Flatten, Document::List(list)) => {
            let flat = list.iter().flat_map(|element| match element {
                Document::List(inner) => inner.as_slice(),
                other => std::slice::from_ref(other),
            });
            project(flat, rest)
        }
        _ => Document::Null,
    }
}

/// The rest of the path for each element, as far as a later `[]` makes the results flat; nulls are dropped.
fn project<'a>(elements: impl Iterator<Item = &'a Document>, steps: &[Step]) -> Document {
    let end = steps.iter().position(|step| *step == Step::Flatten).unwrap_or(steps.len());
    let (here, after) = steps.split_at(end);
    let found = elements.map(|element| follow(element, here)).filter(|value| *value != Document::Null);
    let list = Document::List(found.collect());
    if after.is_empty() { list } else { follow(&list, after) }
}

/// Whether a value is what a waiter expects.
pub(super) fn compare(value: &Document, expected: &str, comparator: Comparator) -> bool {
    let is_text = |value: &Document| match value {
        Document::String(text) => text == expected,
        _ => false,
    };
    match (comparator, value) {
        (Comparator::StringEquals, value) => is_text(value),
        (Comparator::BooleanEquals, Document::Boolean(value)) => expected.parse() == Ok(*value),
        (Comparator::AllStringEquals, Document::List(list)) => !list.is_empty() && list.iter().all(is_text),
        (Comparator::AnyStringEquals, Document::List(list)) => list.iter().any(is_text),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Document {
        Document::String(text.to_owned())
    }

    fn map<const N: usize>(entries: [(&str, Document); N]) -> Document {
        Document::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    fn sample() -> Document {
        let state = |state| map([("state", text(state)), ("tags", Document::List(vec![text("a"), text("b")]))]);
        map([
            ("One", map([("State", text("up")), ("Ready", Document::Boolean(true))])),
            ("Many", Document::List(vec![state("up"), state("down"), map([])])),
            ("Flat", Document::List(vec![text("x"), Document::List(vec![text("y"), text("z")])])),
            ("Map", map([("k1", map([("v", text("p"))])), ("k2", map([("v", text("q"))]))])),
        ])
    }

    #[test]
    fn paths_find_what_jmespath_finds() {
        let list = |texts: &[&str]| Document::List(texts.iter().map(|item| text(item)).collect());
        let cases = [
            ("One.State", text("up")),
            ("\"One\".\"State\"", text("up")),
            ("One.Ready", Document::Boolean(true)),
            ("One.Missing", Document::Null),
            ("Missing.State", Document::Null),
            ("One.State.Deeper", Document::Null),
            ("Many[].state", list(&["up", "down"])),
            ("Many[*].state", list(&["up", "down"])),
            ("Many[].tags[]", list(&["a", "b", "a", "b"])),
            ("Many[0].state", text("up")),
            ("Many[-2].state", text("down")),
            ("Many[9].state", Document::Null),
            ("Many[-9].state", Document::Null),
            ("Many[].tags[0]", list(&["a", "a"])),
            ("Flat[]", list(&["x", "y", "z"])),
            ("One[]", Document::Null),
            ("Map.*.v", list(&["p", "q"])),
            ("length(Many)", Document::Integer(3)),
            ("length(Many[].state)", Document::Integer(2)),
            ("length(One.State)", Document::Integer(2)),
            ("length(One.Ready)", Document::Null),
            ("keys(Map)", list(&["k1", "k2"])),
            ("values(One)", Document::List(vec![Document::Boolean(true), text("up")])),
        ];
        for (path, expected) in cases {
            assert_eq!(Path::parse(path).unwrap().find(&sample()), expected, "{path}");
        }
    }

    #[test]
    fn other_expressions_are_refused_by_name() {
        for path in [
            "", "a.", ".a", "a..b", "a[", "a[x]", "a.[0]", "a b", "a[?b]", "a == b", "max(a)", "a|b", "{a: b}", "1a",
            "a\"b",
        ] {
            let error = Path::parse(path).unwrap_err();
            assert!(error.contains(&format!("`{path}`")), "{error}");
        }
    }

    #[test]
    fn comparators_hold_for_their_types_only() {
        let list = |texts: &[&str]| Document::List(texts.iter().map(|item| text(item)).collect());
        let cases = [
            (text("up"), Comparator::StringEquals, true),
            (text("Up"), Comparator::StringEquals, false),
            (list(&["up"]), Comparator::StringEquals, false),
            (list(&["up", "up"]), Comparator::AllStringEquals, true),
            (list(&["up", "no"]), Comparator::AllStringEquals, false),
            (list(&[]), Comparator::AllStringEquals, false),
            (list(&["up", "no"]), Comparator::AnyStringEquals, true),
            (list(&["no"]), Comparator::AnyStringEquals, false),
            (text("up"), Comparator::AnyStringEquals, false),
            (Document::Null, Comparator::StringEquals, false),
        ];
        for (value, comparator, expected) in cases {
            assert_eq!(compare(&value, "up", comparator), expected, "{value:?} {comparator:?}");
        }
        assert!(compare(&Document::Boolean(true), "true", Comparator::BooleanEquals));
        assert!(!compare(&Document::Boolean(true), "false", Comparator::BooleanEquals));
        assert!(!compare(&text("true"), "true", Comparator::BooleanEquals));
    }
}
