//! Variables in braces.

/// A part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'t> {
    Text(&'t str),
    Variable(&'t str),
}

/// Takes a template apart. The error is what is wrong with it.
pub(super) fn parts(template: &str) -> Result<Vec<Part<'_>>, &'static str> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (text, from) = rest.split_at(at);
        let Some(inner) = from.strip_prefix('{') else { return Err("a `}` has no `{`") };
        let Some((name, after)) = inner.split_once('}') else { return Err("a `{` has no `}`") };
        if name.contains('{') {
            return Err("there are braces within braces");
        }
        if name.is_empty() {
            return Err("a variable has no name");
        }
        parts.extend((!text.is_empty()).then_some(Part::Text(text)));
        parts.push(Part::Variable(name));
        rest = after;
    }
    parts.extend((!rest.is_empty()).then_some(Part::Text(rest)));
    Ok(parts)
}

/// The variables of a template.
pub(super) fn variables<'t>(parts: &[Part<'t>]) -> Vec<&'t str> {
    let variable = |part: &Part<'t>| match part {
        Part::Variable(name) => Some(*name),
        Part::Text(_) => None,
    };
    parts.iter().filter_map(variable).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_taken_apart() {
        let ok = |template| parts(template).map(|parts| variables(&parts));
        assert_eq!(
            parts("/a/{b}.{c}"),
            Ok(vec![Part::Text("/a/"), Part::Variable("b"), Part::Text("."), Part::Variable("c"),])
        );
        assert_eq!(ok("/"), Ok(vec![]));
        for (template, wrong) in [
            ("/{a", "a `{` has no `}`"),
            ("/a}", "a `}` has no `{`"),
            ("/{}", "a variable has no name"),
            ("/{a{b}}", "there are braces within braces"),
        ] {
            assert_eq!(ok(template), Err(wrong), "{template}");
        }
    }
}
