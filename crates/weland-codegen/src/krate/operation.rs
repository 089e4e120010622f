//! Operations in terms of Rust: all crates need them.

use super::{Names, Operation, Pagination, Path, RustType, members, rust_type, schema};
use crate::docs;
use weland_service::{self as service, Member, Service, ShapeIndex, ShapeKind};

/// An operation; types are named as within their own crate.
pub(super) fn lower(service: &Service, names: &Names, operation: &service::Operation) -> Operation {
    let own = names.operation(operation);
    let type_of = |index: Option<ShapeIndex>| index.and_then(|index| names.path_of(index));
    Operation {
        marker: Path::new(own.marker),
        wire: operation.name.clone(),
        function: own.function,
        docs: docs::lines(&operation.docs, &format!("The operation `{}`.", operation.name)),
        deprecated: operation.docs.deprecated.clone(),
        input: type_of(operation.input),
        output: type_of(operation.output),
        schema: schema_calls(service, names, operation, &own.error),
        error: Path::new(own.error),
        method: operation.method.clone(),
        uri: operation.uri.clone(),
        pagination: operation.pagination.as_ref().and_then(|pages| Pages { service, names }.lower(operation, pages)),
    }
}

/// What the schema of an operation says beside name, method and path.
fn schema_calls(service: &Service, names: &Names, operation: &service::Operation, error: &str) -> Vec<String> {
    let shape = |call: &str, index: Option<ShapeIndex>| {
        index.map(|index| format!(".{call}({})", schema::reference(service, names, index)))
    };
    let checksums = &operation.checksums;
    let calls = [
        (operation.status != 200).then(|| format!(".status({})", operation.status)),
        shape("input", operation.input),
        shape("output", operation.output),
        (!operation.errors.is_empty()).then(|| format!(".errors({error}::SCHEMAS)")),
        operation.idempotent.then(|| ".idempotent()".to_owned()),
        operation.host_prefix.as_deref().map(|prefix| format!(".host_prefix({})", schema::literal(prefix))),
        checksums.required.then(|| ".checksum_required()".to_owned()),
        checksums.algorithm_member.as_deref().map(|member| format!(".checksum_member({})", schema::literal(member))),
        checksums
            .validation
            .as_ref()
            .map(|(member, algorithms)| format!(".validation_member({}, &{algorithms:?})", schema::literal(member))),
        (!operation.compression.is_empty()).then(|| format!(".compression(&{:?})", operation.compression)),
    ];
    calls.into_iter().flatten().collect()
}

/// An operation as another crate names it, which has some names of its own.
pub(super) fn lower_for(service: &Service, names: &Names, operation: &service::Operation, taken: &[&str]) -> Operation {
    let lowered = lower(service, names, operation);
    let qualify = |path: Path| qualified(path, taken);
    Operation {
        marker: qualify(lowered.marker),
        input: lowered.input.map(qualify),
        output: lowered.output.map(qualify),
        error: qualify(lowered.error),
        ..lowered
    }
}

/// The name of a type in a crate that imports all types but has some names of its own.
pub(super) fn qualified(path: Path, taken: &[&str]) -> Path {
    if taken.contains(&path.name.as_str()) { path.below("types") } else { path }
}

struct Pages<'a> {
    service: &'a Service,
    names: &'a Names,
}

/// A step of the way to a member.
struct Step<'a> {
    field: &'a str,
    is_optional: bool,
    target: ShapeIndex,
}

impl<'a> Pages<'a> {
    fn lower(&self, operation: &service::Operation, pages: &service::Pagination) -> Option<Pagination> {
        let (input, output) = (operation.input?, operation.output?);
        let (item, items) = match &pages.items {
            Some(path) => self.items(&self.steps(output, path)),
            None => (rust_type(self.service, self.names, output), "vec![output]".to_owned()),
        };
        Some(Pagination {
            item,
            next_token: next_token(&self.steps(output, &pages.output_token)),
            set_token: set_token(&self.steps(input, &pages.input_token))?,
            items,
        })
    }

    fn steps(&self, start: ShapeIndex, path: &[Member]) -> Vec<Step<'a>> {
        let mut at = start;
        let mut steps = Vec::new();
        for member in path {
            let all = members(self.service.shape(at));
            let position = all.iter().position(|it| it.name == member.name);
            let field = position.and_then(|position| self.names.fields(at).get(position));
            let Some(field) = field else { break };
            steps.push(Step { field, is_optional: !member.always_present, target: member.target });
            at = member.target;
        }
        steps
    }

    fn items(&self, path: &[Step<'_>]) -> (RustType, String) {
        let Some(last) = path.last() else { return (RustType::Unit, "Vec::new()".into()) };
        let mut text = take(path);
        if path.iter().any(|step| step.is_optional) {
            text.push_str(".unwrap_or_default()");
        }
        let value_of = |member: &Member, sparse: bool| {
            let value = rust_type(self.service, self.names, member.target);
            if sparse { value.optional() } else { value }
        };
        match &self.service.shape(last.target).kind {
            ShapeKind::List { element, sparse } => (value_of(element, *sparse), text),
            ShapeKind::Map { value, sparse, .. } => {
                let entry = RustType::Entry(Box::new(value_of(value, *sparse)));
                (entry, format!("{text}.into_iter().collect()"))
            }
            _ => (rust_type(self.service, self.names, last.target), format!("vec![{text}]")),
        }
    }
}

/// The token at the end of a path of the borrowed output, as an owned option.
fn next_token(path: &[Step<'_>]) -> String {
    if let [Step { field, is_optional: true, .. }] = path {
        return format!("output.{field}.clone()");
    }
    let mut text = "output".to_owned();
    let mut optional = false;
    for step in path {
        let field = step.field;
        text = match (optional, step.is_optional) {
            (false, false) => format!("{text}.{field}"),
            (false, true) => format!("{text}.{field}.as_ref()"),
            (true, false) => format!("{text}.map(|it| &it.{field})"),
            (true, true) => format!("{text}.and_then(|it| it.{field}.as_ref())"),
        };
        optional |= step.is_optional;
    }
    if optional { format!("{text}.cloned()") } else { format!("Some({text}.clone())") }
}

/// The value at the end of a path of the owned output.
fn take(path: &[Step<'_>]) -> String {
    let mut text = "output".to_owned();
    let mut optional = false;
    for step in path {
        let field = step.field;
        text = match (optional, step.is_optional) {
            (false, _) => format!("{text}.{field}"),
            (true, false) => format!("{text}.map(|it| it.{field})"),
            (true, true) => format!("{text}.and_then(|it| it.{field})"),
        };
        optional |= step.is_optional;
    }
    text
}

fn set_token(path: &[Step<'_>]) -> Option<String> {
    let (last, before) = path.split_last()?;
    let mut text = "input".to_owned();
    for step in before {
        text = format!("{text}.{}", step.field);
        if step.is_optional {
            text = format!("{text}.get_or_insert_default()");
        }
    }
    let value = if last.is_optional { "Some(token)" } else { "token" };
    Some(format!("{text}.{} = {value};", last.field))
}
