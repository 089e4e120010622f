//! What documents say to people and tools: descriptions, examples, extensions.

use weland_model::{Node, Span, Traits, trait_id};

use super::Lowering;
use super::apply::{array, mark, object, ordered, put, put_text};
use super::report::Report;
use super::schema::keyword::Keyword;
use super::schema::plan::{DESCRIPTIONS_OF_VALUES, NAMES_OF_VALUES};
use super::schema::view::{Part, View};

/// What a schema says to people and tools, as traits of its shape, or of the member that it is the schema of.
pub(super) fn describe(view: &View<'_>, traits: &mut Traits, report: &mut Report<'_>) {
    let text =
        |keyword| view.annotation(keyword).filter(|node| node.as_str().is_some_and(|text| !text.trim().is_empty()));
    if let Some(node) = text(Keyword::Description) {
        put(traits, trait_id::DOCUMENTATION, node.clone());
    }
    if let Some(node) = text(Keyword::Title) {
        put(traits, trait_id::TITLE, node.clone());
    }
    if let Some(node) = view.annotation(Keyword::Deprecated).filter(|node| node.as_bool() == Some(true)) {
        mark(traits, trait_id::DEPRECATED, node.span);
    }
    if let Some(node) = view.annotation(Keyword::ExternalDocs) {
        external_docs(node, traits);
    }
    schema_examples(view, traits);
    for part in view.parts.iter().filter(|part| !part.is_foreign) {
        extensions_but(part.at.node, &names_of_values(part), traits);
        for (keyword, entry) in part.keywords() {
            match keyword {
                Keyword::Xml => report.remark_lost(
                    entry.key_span,
                    "how the value looks in XML",
                    "bodies in XML aren't read or written",
                ),
                Keyword::Comment => {
                    report.remark_lost(entry.key_span, "a comment", "nothing else changes");
                }
                _ => {}
            }
        }
    }
}

fn schema_examples(view: &View<'_>, traits: &mut Traits) {
    let list = view.annotation(Keyword::Examples).and_then(Node::as_array).unwrap_or_default();
    let one = view.annotation(Keyword::Example);
    let all: Vec<Node> = one.into_iter().chain(list).map(ordered).collect();
    examples(all, traits);
}

/// Examples of a value.
pub(super) fn examples(values: Vec<Node>, traits: &mut Traits) {
    if let Some(first) = values.first() {
        let span = first.span;
        put(traits, trait_id::OPENAPI_EXAMPLES, array(values, span));
    }
}

impl<'d> Lowering<'d, '_> {
    /// The examples of a parameter, header or media type, which may have names.
    pub(super) fn named_examples(&mut self, node: &'d Node, traits: &mut Traits) {
        let mut values: Vec<Node> = node.get("example").map(ordered).into_iter().collect();
        for entry in node.get("examples").map(super::schema::view::sorted).unwrap_or_default() {
            let Some(resolved) = self.source.resolve(&entry.value) else { continue };
            let effect = "values of examples are kept, but not what is said of them";
            let lost = [
                ("summary", "the summary of an example", effect),
                ("description", "the description of an example", effect),
                ("serializedValue", "how an example is written", "it is written like other values of its type"),
                ("externalValue", "an example in another file", "nothing is fetched"),
            ];
            lost_keys(resolved.node, &lost, &mut self.report);
            lost_extensions(resolved.node, &mut self.report);
            values.extend(resolved.node.get("value").or_else(|| resolved.node.get("dataValue")).map(ordered));
        }
        examples(values, traits);
    }
}

/// A link to further documentation.
pub(super) fn external_docs(node: &Node, traits: &mut Traits) {
    if let Some(url) = node.get("url").filter(|url| url.as_str().is_some_and(|url| !url.is_empty())) {
        let name = node.get_str("description").filter(|text| !text.trim().is_empty()).unwrap_or("Documentation");
        put(traits, trait_id::EXTERNAL_DOCUMENTATION, object(vec![(name, url.clone())], node.span));
    }
}

/// The extensions that name and describe the values of an enum, which are the names and descriptions of its members.
fn names_of_values(part: &Part<'_>) -> Vec<&'static str> {
    let Some(values) = part.get(Keyword::Enum).and_then(Node::as_array) else { return Vec::new() };
    let is_enum = values.iter().all(|value| value.as_str().is_some() || value.is_null())
        || values.iter().all(|value| value.as_i64().is_some() || value.is_null());
    let list = |key: &str| part.at.node.get(key).and_then(Node::as_array);
    let is_carried = |key: &&str| is_enum && list(key).is_some_and(|texts| texts.len() == values.len());
    [NAMES_OF_VALUES, DESCRIPTIONS_OF_VALUES].concat().into_iter().filter(is_carried).collect()
}

/// The vendor extensions of an object.
pub(super) fn extensions(node: &Node, traits: &mut Traits) {
    extensions_but(node, &[], traits);
}

fn extensions_but(node: &Node, known: &[&str], traits: &mut Traits) {
    let Some(all) = node.as_object() else { return };
    let is_kept = |key: &str| key.starts_with("x-") && !known.contains(&key);
    let mut found: Vec<(&str, Node)> =
        all.iter().filter(|(key, _)| is_kept(key)).map(|(key, value)| (key, ordered(value))).collect();
    let Some((_, first)) = found.first() else { return };
    let span = first.span;
    if let Some(known) = traits.get(trait_id::OPENAPI_EXTENSIONS).and_then(Node::as_object) {
        let is_new = |key: &str, found: &[(&str, Node)]| !found.iter().any(|(other, _)| *other == key);
        let known: Vec<(&str, Node)> =
            known.iter().filter(|(key, _)| is_new(key, &found)).map(|(key, value)| (key, value.clone())).collect();
        found.extend(known);
        found.sort_by(|a, b| a.0.cmp(b.0));
        let merged = object(found, span);
        put(traits, trait_id::OPENAPI_EXTENSIONS, merged);
        return;
    }
    found.sort_by(|a, b| a.0.cmp(b.0));
    put(traits, trait_id::OPENAPI_EXTENSIONS, object(found, span));
}

/// The summary and the description of an operation, path or parameter, as one text.
pub(super) fn summary_and_description(node: &Node, traits: &mut Traits) {
    let text = |key| node.get_str(key).map(str::trim).filter(|text| !text.is_empty());
    let span = |key: &str| node.get(key).map_or(node.span, |node: &Node| node.span);
    match (text("summary"), text("description")) {
        (None, None) => {}
        (Some(summary), Some(description)) if !description.starts_with(summary) => {
            put_text(traits, trait_id::DOCUMENTATION, &format!("{summary}\n\n{description}"), span("summary"));
        }
        (_, Some(description)) => put_text(traits, trait_id::DOCUMENTATION, description, span("description")),
        (Some(summary), None) => put_text(traits, trait_id::DOCUMENTATION, summary, span("summary")),
    }
}

/// Reports the parts of an object that are known and not in the model.
pub(super) fn lost_keys(node: &Node, lost: &[(&str, &str, &str)], report: &mut Report<'_>) {
    for (key, what, effect) in lost {
        if let Some(entry) = node.as_object().and_then(|object| object.entry(key)) {
            report.remark_lost(entry.key_span, what, effect);
        }
    }
}

/// Reports the vendor extensions of an object that has no shape.
pub(super) fn lost_extensions(node: &Node, report: &mut Report<'_>) {
    for entry in node.as_object().map(|object| object.entries()).unwrap_or_default() {
        if entry.key.starts_with("x-") {
            lost_extension(&entry.key, entry.key_span, report);
        }
    }
}

fn lost_extension(key: &str, span: Span, report: &mut Report<'_>) {
    report.remark_lost(span, &format!("the extension `{key}`"), "nothing is generated from it");
}
