//! What docs say where the model has no documentation: what is known of a shape, a member or an operation.

use std::fmt::Display;

use weland_model::{Node, NodeKind};
use weland_service::{Bound, Constraints, HttpBinding, Member, Operation, Shape, ShapeIndex, ShapeKind, UnionEncoding};

use super::Lowering;
use super::operation::qualified;
use super::value_type::is_nullable;
use crate::docs;

impl Lowering<'_> {
    /// An operation: its method and path, and its errors as links for a crate where some names mean something else.
    pub(super) fn describe_operation(&self, operation: &Operation, taken: &[&str]) -> String {
        let http = operation.http.as_ref().filter(|_| self.has_http_bindings());
        let http = http.map(|http| docs::code(&format!("{} {}", http.method, http.uri)));
        let request = http.map(|request| format!(": {request}")).unwrap_or_default();
        let errors: Vec<String> = operation.errors().filter_map(|index| self.error_link(index, taken)).collect();
        let errors = if errors.is_empty() { String::new() } else { format!("\n\nErrors: {}.", errors.join(", ")) };
        format!("The operation `{}`{request}.{errors}", operation.name)
    }

    /// A link to an error, with its HTTP status.
    fn error_link(&self, index: ShapeIndex, taken: &[&str]) -> Option<String> {
        let path = qualified(self.names.path_of(index)?, taken);
        let ShapeKind::Structure { error: Some(error), .. } = &self.service.shape(index).kind else { return None };
        let target = if path.is_qualified() { format!("(types::{})", path.name) } else { String::new() };
        Some(format!("[`{}`]{target} ({})", path.name, error.statuses))
    }

    /// A structure: what an operation has it for, or the status of an error.
    pub(super) fn describe_structure(&self, index: ShapeIndex, shape: &Shape) -> String {
        if let ShapeKind::Structure { error: Some(error), .. } = &shape.kind {
            let retry = match (error.retryable, error.throttling) {
                (true, true) => " It asks to slow down; a later attempt may succeed.",
                (true, false) => " Another attempt may succeed.",
                (false, _) => "",
            };
            return format!("The error `{}`, of HTTP status {}.{retry}", shape.name, error.statuses);
        }
        let mut users = self.service.operations.iter().flat_map(|operation| {
            [("input", operation.input), ("output", operation.output)]
                .into_iter()
                .filter(move |(_, data)| *data == Some(index))
                .map(move |(role, _)| (role, operation))
        });
        match (users.next(), users.next()) {
            (Some((role, operation)), None) => {
                format!("The {role} of `{}`.", operation.name)
            }
            _ => format!("The structure `{}`.", shape.name),
        }
    }

    /// A member: its constraints, its default, and where it stands in a message.
    pub(super) fn describe_member(&self, member: &Member) -> String {
        let target = self.service.shape(member.target);
        let constraints = member.constraints.as_ref().unwrap_or(&target.constraints);
        let mut facts = constraint_facts(constraints, target);
        if is_nullable(member) {
            facts.push("may be null".to_owned());
        }
        facts.extend(member.default.as_ref().and_then(default_fact));
        facts.extend(binding_fact(&member.binding, self.has_http_bindings()));
        if member.idempotency_token {
            facts.push("filled in by clients if absent".to_owned());
        }
        match facts.is_empty() {
            true => format!("The member `{}`.", member.name),
            false => format!("The member `{}`: {}.", member.name, facts.join(", ")),
        }
    }
}

/// A union: how values show which member they are, if they have no tags.
pub(super) fn describe_union(shape: &Shape, encoding: &UnionEncoding) -> String {
    let how = match encoding {
        UnionEncoding::Tagged => String::new(),
        UnionEncoding::Untagged { discriminator: Some(by), .. } => {
            format!(", whose members are known by {}", docs::code(&by.property))
        }
        UnionEncoding::Untagged { exactly_one: true, .. } => {
            ", whose values are those of exactly one member".to_owned()
        }
        UnionEncoding::Untagged { .. } => ", whose values are those of its members".to_owned(),
        UnionEncoding::ByStatus => ", the body of a response by its status".to_owned(),
        UnionEncoding::ByMediaType => ", a body by its media type".to_owned(),
        UnionEncoding::Discriminated(key) => format!(", whose values name their member as {}", docs::code(key)),
    };
    format!("The union `{}`{how}.", shape.name)
}

fn constraint_facts(constraints: &Constraints, target: &Shape) -> Vec<String> {
    let what = match target.kind {
        ShapeKind::List { .. } => ["element", "elements"],
        ShapeKind::Map { .. } => ["entry", "entries"],
        ShapeKind::Simple(weland_model::ShapeType::Blob) => ["byte", "bytes"],
        _ => ["character", "characters"],
    };
    let mut facts = Vec::new();
    facts.extend(constraints.length.and_then(|length| count(length, what)));
    let range = constraints.range.as_ref();
    facts.extend(range.and_then(|(min, max)| between(min.as_ref().map(bound), max.as_ref().map(bound))));
    facts.extend(constraints.pattern.as_ref().map(|pattern| format!("matching {}", docs::code(&pattern.source))));
    facts.extend(rule_facts(constraints));
    if constraints.unique_items {
        facts.push("all different".to_owned());
    }
    let public = constraints.values.iter().filter(|value| !value.internal);
    let values: Vec<String> = public.map(|value| docs::code(&value.text)).collect();
    if !values.is_empty() {
        facts.push(format!("one of {}", values.join(", ")));
    }
    facts
}

/// What JSON Schema can say of a value.
fn rule_facts(constraints: &Constraints) -> Vec<String> {
    let above = constraints.exclusive_minimum.as_ref().map(|it| format!("greater than {}", bound(it)));
    let below = constraints.exclusive_maximum.as_ref().map(|it| format!("less than {}", bound(it)));
    let multiple = constraints.multiple_of.as_ref().map(|it| format!("a multiple of {it}"));
    let one_of = constraints.constants.as_ref().map(|all| {
        let all: Vec<String> = all.iter().map(|it| docs::code(&it.to_string())).collect();
        if all.is_empty() { "never present".to_owned() } else { format!("one of {}", all.join(", ")) }
    });
    let keys = constraints.property_count.and_then(|range| count(range, ["key", "keys"]));
    let closed = constraints.closed.then(|| "without other keys".to_owned());
    [above, below, multiple, one_of, keys, closed].into_iter().flatten().collect()
}

/// How many there are of something, which is given by its name in singular and plural.
fn count((min, max): (Option<u64>, Option<u64>), [one, many]: [&str; 2]) -> Option<String> {
    let what = if max.or(min) == Some(1) { one } else { many };
    Some(format!("{} {what}", between(min, max)?))
}

/// A range in words; `None` if it has no ends.
fn between<T: Display + PartialEq>(min: Option<T>, max: Option<T>) -> Option<String> {
    match (min, max) {
        (Some(min), Some(max)) if min == max => Some(format!("exactly {min}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    }
}

fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Integer(value) => value.to_string(),
        Bound::Decimal(value) => value.to_string(),
        Bound::Text(value) => value.clone(),
    }
}

fn default_fact(node: &Node) -> Option<String> {
    let text = match &node.kind {
        NodeKind::Null => return None,
        NodeKind::Bool(value) => value.to_string(),
        NodeKind::Number(number) => number.as_str().to_owned(),
        NodeKind::String(text) => format!("{text:?}"),
        NodeKind::Array(_) => "[]".to_owned(),
        NodeKind::Object(_) => "{}".to_owned(),
    };
    Some(format!("by default {}", docs::code(&text)))
}

/// Where a member stands in a message, if that is not the document in the body.
fn binding_fact(binding: &HttpBinding, is_bound: bool) -> Option<String> {
    Some(match binding {
        HttpBinding::Body => return None,
        HttpBinding::EventHeader => "in a header of the event".to_owned(),
        HttpBinding::EventPayload => "the payload of the event".to_owned(),
        _ if !is_bound => return None,
        HttpBinding::Label => "in the path".to_owned(),
        HttpBinding::Query(name) => format!("in the query as {}", docs::code(name)),
        HttpBinding::QueryParams => "in the query, by name".to_owned(),
        HttpBinding::Header(name) => format!("in the header {}", docs::code(name)),
        HttpBinding::PrefixHeaders(prefix) if prefix.is_empty() => "in headers, by name".to_owned(),
        HttpBinding::PrefixHeaders(prefix) => format!("in headers that begin with {}", docs::code(prefix)),
        HttpBinding::Cookie(name) => format!("in the cookie {}", docs::code(name)),
        HttpBinding::Payload => "the body".to_owned(),
        HttpBinding::StatusCode => "the HTTP status".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{between, count};

    #[test]
    fn ranges_are_in_words() {
        for (min, max, text) in [
            (Some(1), Some(2), Some("1 to 2")),
            (Some(2), Some(2), Some("exactly 2")),
            (Some(1), None, Some("at least 1")),
            (None, Some(2), Some("at most 2")),
            (None, None, None),
        ] {
            assert_eq!(between(min, max).as_deref(), text);
        }
    }

    #[test]
    fn one_is_singular() {
        for (min, max, text) in [
            (Some(1), None, "at least 1 key"),
            (Some(0), Some(1), "0 to 1 key"),
            (Some(1), Some(2), "1 to 2 keys"),
            (None, Some(0), "at most 0 keys"),
        ] {
            assert_eq!(count((min, max), ["key", "keys"]).as_deref(), Some(text));
        }
    }
}
