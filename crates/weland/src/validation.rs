//! Values in JSON, YAML and JSON lines that are checked against a shape, for `weland validate`.

mod json;
mod places;
mod tree;
mod yaml;

use std::collections::HashMap;

use weland_codegen::{Root, Schemas};
use weland_validate::{DecodeError, JsonError, Violation, Violations};

use places::Place;
pub(crate) use yaml::documents as yaml_documents;

/// What is wrong with a value, and where in its text.
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// In bytes of the text; at its start if the place isn't known.
    pub(crate) range: std::ops::Range<usize>,
}

/// What checks values of one shape.
pub(crate) struct Judge<'s> {
    schemas: &'s Schemas,
    shape: &'s str,
    root: Root,
    /// The names that members have in JSON, where that is not their name in the model.
    json_names: HashMap<&'s str, Vec<&'s str>>,
}

impl<'s> Judge<'s> {
    /// A judge of the values of a shape, or nothing if there is no such shape.
    pub(crate) fn new(schemas: &'s Schemas, shape: &'s str) -> Option<Self> {
        let root = schemas.root(shape, 0)?;
        Some(Self { schemas, shape, root, json_names: schemas.json_names() })
    }

    /// Checks a text of JSON.
    pub(crate) fn json(&mut self, text: &[u8]) -> Vec<Finding> {
        match self.verdict(text) {
            Ok(()) => Vec::new(),
            Err(error) => {
                let parsed = std::str::from_utf8(text).ok().map(json::parse);
                let tree = parsed.as_ref().and_then(|parsed| parsed.as_ref().ok());
                let broken = match &parsed {
                    Some(Err(offset)) => Some(*offset),
                    _ => None,
                };
                self.findings(&error, tree, broken)
            }
        }
    }

    /// Checks a document of YAML, whose places are those of its text.
    pub(crate) fn yaml(&mut self, document: &tree::Node) -> Vec<Finding> {
        let text = document.to_json();
        match self.verdict(text.as_bytes()) {
            Ok(()) => Vec::new(),
            Err(error) => self.findings(&error, Some(document), None),
        }
    }

    /// What the validator that is generated for the service would say.
    pub(crate) fn verdict(&mut self, json: &[u8]) -> Result<(), JsonError> {
        if let Some(depth) = self.root.depth {
            let needed = json::depth(json);
            if needed > depth
                && let Some(root) = self.schemas.root(self.shape, needed)
            {
                self.root = root;
            }
        }
        match self.schemas.json_schema() {
            true => weland_validate::validate_json_schema_value(self.root.member, json),
            false => weland_validate::validate_json_value(self.root.member, json),
        }
    }

    fn findings(&self, error: &JsonError, tree: Option<&tree::Node>, broken: Option<usize>) -> Vec<Finding> {
        match error {
            JsonError::Invalid(violations) => self.violations(violations, tree),
            JsonError::Malformed(error) => vec![malformed(error, tree, broken)],
            other => vec![Finding { code: "malformed-value", message: other.to_string(), range: 0..0 }],
        }
    }

    fn violations(&self, violations: &Violations, tree: Option<&tree::Node>) -> Vec<Finding> {
        let messages = violations.smithy().field_list;
        let places: Vec<std::ops::Range<usize>> =
            violations.list().iter().map(|violation| tree.map_or(0..0, |tree| self.place(tree, violation))).collect();
        let mut findings: Vec<Finding> = messages
            .into_iter()
            .zip(places)
            .map(|(field, range)| Finding { code: "constraint-violated", message: field.message, range })
            .collect();
        let more = violations.total() - violations.list().len();
        if more > 0 {
            let message = format!("{more} more constraints are violated, which are not listed");
            findings.push(Finding { code: "constraint-violated", message, range: 0..0 });
        }
        findings
    }

    fn place(&self, tree: &tree::Node, violation: &Violation) -> std::ops::Range<usize> {
        let key = violation.is_key.then_some(violation.value.as_deref()).flatten();
        places::of(tree, violation.path.segments(), key, &|name| self.json_names.get(name).cloned().unwrap_or_default())
            .range()
    }
}

/// The text is no JSON, or its values are not of the types of the shape.
fn malformed(error: &DecodeError, tree: Option<&tree::Node>, broken: Option<usize>) -> Finding {
    let range = match (broken, tree) {
        (Some(offset), _) => offset..offset,
        (None, Some(tree)) => places::of_pointer(tree, &error.path).range(),
        (None, None) => 0..0,
    };
    // The place is shown beside the message.
    let message = error.message.split(" (line ").next().unwrap_or_default();
    let message = match error.path.is_empty() {
        true => format!("The value is malformed: {message}"),
        false => format!("The value at '{}' is malformed: {message}", error.path),
    };
    Finding { code: "malformed-value", message, range }
}

impl Place<'_> {
    fn range(&self) -> std::ops::Range<usize> {
        match self {
            Place::Value(node) => node.shown(),
            Place::Key(range) => range.clone(),
        }
    }
}
