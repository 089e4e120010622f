//! What an overlay asks for.

use weland_model::{Diagnostic, Diagnostics, Entry, Node, Object, Span, closest};

use super::path::Path;

/// A version of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V1_0,
    V1_1,
}

/// An overlay that was read.
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) version: Version,
    /// The document that it was made for.
    pub(super) extends: Option<Node>,
    pub(super) actions: Vec<Action>,
}

/// One change.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) target: Query,
    pub(super) change: Change,
}

/// A query, with its place.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) path: Path,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum Change {
    Remove,
    Update(Node),
    Copy(Query),
}

/// Reads an overlay from its tree. Reports what is wrong with it; actions without mistakes are kept.
pub(super) fn read(root: &Node, text: &str, diagnostics: &mut Diagnostics) -> Option<Overlay> {
    let mut reader = Reader { text, diagnostics };
    let object = root.as_object().filter(|object| object.get("overlay").is_some());
    let Some(object) = object else {
        let error = Diagnostic::error("not-an-overlay", root.span.at_start(), "this is not an overlay");
        diagnostics.push(error.help("overlays start with `overlay` and the version: `overlay: 1.0.0`"));
        return None;
    };
    let version = reader.version(object)?;
    reader.fields("an overlay", object, &["overlay", "info", "extends", "actions"]);
    reader.info(root, object, version);
    let extends = reader.typed(object, "extends", "a string", |it| it.as_str().is_some()).cloned();
    let actions = reader.required(root, object, "an overlay", "actions", "a list", |it| it.as_array().is_some());
    let items = actions.and_then(Node::as_array).unwrap_or_default();
    if let Some(actions) = actions.filter(|_| items.is_empty()) {
        let error = Diagnostic::error("overlay-without-effect", actions.span, "an overlay needs at least one action");
        reader.diagnostics.push(error.help("add an action: `- { target: $.info, update: { … } }`"));
    }
    let actions = items.iter().filter_map(|item| reader.action(item, version)).collect();
    Some(Overlay { version, extends, actions })
}

struct Reader<'t, 'd> {
    text: &'t str,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_, '_> {
    fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    fn version(&mut self, object: &Object) -> Option<Version> {
        let node = object.get("overlay")?;
        // `1.0` is a number in YAML.
        let text = node.as_str().or(node.as_number().map(weland_model::Number::as_str)).unwrap_or_default();
        let is = |start: &str| text == start || text.strip_prefix(start).is_some_and(|rest| rest.starts_with('.'));
        let known = [("1.0", Version::V1_0), ("1.1", Version::V1_1)];
        let found = known.into_iter().find(|(start, _)| is(start)).map(|(_, version)| version);
        if found.is_none() {
            let message = match text {
                "" => format!("`overlay` has to be a version, not {}", node.describe()),
                text => format!("version {text} of overlays is unknown"),
            };
            self.error("not-an-overlay", node.span, message, "versions 1.0 and 1.1 can be read: `overlay: 1.0.0`");
        }
        found
    }

    fn info(&mut self, root: &Node, object: &Object, version: Version) {
        let is_object = |it: &Node| it.as_object().is_some();
        let Some(info) = self.required(root, object, "an overlay", "info", "an object", is_object) else { return };
        let Some(fields) = info.as_object() else { return };
        let known: &[&str] = match version {
            Version::V1_0 => &["title", "version"],
            Version::V1_1 => &["title", "version", "description"],
        };
        self.fields("`info`", fields, known);
        for key in ["title", "version"] {
            self.required(info, fields, "`info`", key, "a string", |it| it.as_str().is_some());
        }
    }

    fn action(&mut self, node: &Node, version: Version) -> Option<Action> {
        let Some(fields) = node.as_object() else {
            let message = format!("an action has to be an object, not {}", node.describe());
            self.error("wrong-type", node.span, message, "write `target` and what to do with it");
            return None;
        };
        let known: &[&str] = match version {
            Version::V1_0 => &["target", "description", "update", "remove"],
            Version::V1_1 => &["target", "description", "update", "remove", "copy"],
        };
        self.fields("an action", fields, known);
        let is_text = |it: &Node| it.as_str().is_some();
        self.typed(fields, "description", "a string", is_text);
        let target = self.required(node, fields, "an action", "target", "a string", is_text);
        let target = target.and_then(|target| self.query(target));
        let remove = self.typed(fields, "remove", "a boolean", |it| it.as_bool().is_some());
        let copy = match version {
            Version::V1_0 => None,
            Version::V1_1 => self.typed(fields, "copy", "a string", is_text),
        };
        let change = self.change(node, remove, fields.entry("update"), copy)?;
        Some(Action { target: target?, change })
    }

    /// What an action does. Only one of the fields counts.
    fn change(
        &mut self,
        action: &Node,
        remove: Option<&Node>,
        update: Option<&Entry>,
        copy: Option<&Node>,
    ) -> Option<Change> {
        if remove.and_then(Node::as_bool) == Some(true) {
            for ignored in update.map(|update| update.key_span).into_iter().chain(copy.map(|copy| copy.span)) {
                let message = "this has no effect beside `remove: true`";
                let warning = Diagnostic::warning("overlay-without-effect", ignored, message);
                self.diagnostics.push(warning.help("remove it, or move it to an action of its own"));
            }
            return Some(Change::Remove);
        }
        match (update, copy) {
            (Some(update), None) => Some(Change::Update(update.value.clone())),
            (None, Some(copy)) => self.query(copy).map(Change::Copy),
            (Some(update), Some(_)) => {
                let message = "an action has either `update` or `copy`, not both";
                self.error("invalid-overlay-action", update.key_span, message, "make two actions of it");
                None
            }
            (None, None) => {
                let message = "the action does nothing";
                let warning = Diagnostic::warning("overlay-without-effect", action.span, message);
                self.diagnostics.push(warning.help("add `update` or `remove: true`"));
                None
            }
        }
    }

    fn query(&mut self, node: &Node) -> Option<Query> {
        let text = node.as_str()?;
        match Path::parse(text) {
            Ok(path) => Some(Query { path, span: node.span }),
            Err(error) => {
                let span = self.within(node.span, text, error.at);
                let message = format!("`{text}` isn't a JSONPath query: {}", error.message);
                let help = "queries look like `$.paths['/pets'].get` or `$.paths.*.*.parameters[?@.name == 'id']`";
                self.error("invalid-json-path", span, message, help);
                None
            }
        }
    }

    /// The place of an offset in a string, if the string stands in the file as it is.
    fn within(&self, span: Span, text: &str, at: usize) -> Span {
        let written = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        let offset = written.find(text).and_then(|start| u32::try_from(start + at).ok());
        match offset {
            Some(offset) => Span::new(span.file, span.start + offset, span.end.min(span.start + offset + 1)),
            None => span,
        }
    }

    /// Reports fields that are not known.
    fn fields(&mut self, what: &str, object: &Object, known: &[&str]) {
        for entry in object.entries().iter().filter(|entry| !entry.key.starts_with("x-")) {
            if known.contains(&&*entry.key) {
                continue;
            }
            let help = match closest(&entry.key, known.iter().copied()) {
                Some(name) => format!("did you mean `{name}`?"),
                None => "remove it, or start its name with `x-`".to_owned(),
            };
            self.error("unknown-field", entry.key_span, format!("{what} has no field `{}`", entry.key), help);
        }
    }

    fn required<'n>(
        &mut self,
        node: &Node,
        object: &'n Object,
        what: &str,
        key: &str,
        kind: &str,
        is_kind: impl Fn(&Node) -> bool,
    ) -> Option<&'n Node> {
        if object.get(key).is_none() {
            let place = object.entries().first().map_or(node.span, |entry| entry.key_span);
            self.error("missing-field", place, format!("{what} needs a field `{key}`"), format!("add `{key}`"));
        }
        self.typed(object, key, kind, is_kind)
    }

    /// The value of a field, if it has the right type.
    fn typed<'n>(
        &mut self,
        object: &'n Object,
        key: &str,
        kind: &str,
        is_kind: impl Fn(&Node) -> bool,
    ) -> Option<&'n Node> {
        let value = object.get(key)?;
        if is_kind(value) {
            return Some(value);
        }
        let message = format!("`{key}` has to be {kind}, not {}", value.describe());
        self.error("wrong-type", value.span, message, format!("write {kind}"));
        None
    }
}
