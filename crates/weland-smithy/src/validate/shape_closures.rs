//! Closures in the metadata `shapeClosures` have shapes, each with a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::query::Shapes;
use weland_model::{Diagnostic, Diagnostics, Node, Severity, Shape, ShapeId, Span};

use super::context::Context;
use super::text_span::part;
use crate::selector::Selector;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let all = context.model().metadata.get("shapeClosures").and_then(Node::as_array);
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    // What isn't of the type of the metadata is reported by `metadata`.
    for closure in all.into_iter().flatten() {
        let Some(id) = closure.get("id").and_then(|node| Some((node, node.as_str()?))) else { continue };
        let (node, id) = id;
        if let Some(first) = seen.insert(id, node.span) {
            let message = format!("there are two shape closures `{id}`");
            diagnostics
                .push(invalid(node.span, message, "rename or remove one of the two").related(first, "the other"));
            continue;
        }
        if let Some(shape) = id.parse::<ShapeId>().ok().and_then(|id| context.graph().shape(&id)) {
            let message = format!("the shape closure `{id}` has the id of a shape");
            diagnostics.push(invalid(node.span, message, "choose another id").related(shape.span, "the shape"));
        }
        let closure = Closure { context, definition: closure, id };
        closure.check(diagnostics);
    }
}

fn invalid(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error("invalid-shape-closure", span, message).help(help)
}

struct Closure<'c, 'a> {
    context: &'c Context<'a>,
    definition: &'a Node,
    id: &'a str,
}

impl<'a> Closure<'_, 'a> {
    fn check(&self, diagnostics: &mut Diagnostics) {
        let namespaces = self.definition.get("includeNamespaces").and_then(Node::as_array).unwrap_or_default();
        let selector = self.definition.get("includeBySelector").filter(|node| node.as_str().is_some());
        if namespaces.is_empty() && selector.is_none() {
            let message = format!("the shape closure `{}` includes nothing", self.id);
            let help = "say what it includes, with `includeNamespaces` or `includeBySelector`";
            diagnostics.push(invalid(self.definition.span, message, help));
        }
        let mut roots = self.of_namespaces(namespaces, diagnostics);
        match selector.map(|node| self.of_selector(node, diagnostics)) {
            // Without the selector, nobody knows what the closure has.
            Some(None) => return,
            Some(Some(picked)) => roots.extend(picked),
            None => {}
        }
        let shapes = self.shapes(roots);
        let renames = self.renames(&shapes, diagnostics);
        self.names(&shapes, &renames, diagnostics);
    }

    fn of_namespaces(&self, namespaces: &[Node], diagnostics: &mut Diagnostics) -> BTreeSet<u32> {
        let mut missing: BTreeMap<&str, Span> =
            namespaces.iter().filter_map(|node| Some((node.as_str()?, node.span))).collect();
        let wanted: BTreeSet<&str> = missing.keys().copied().collect();
        let mut roots = BTreeSet::new();
        for (number, shape, _) in self.context.graph().nodes() {
            let namespace = shape.id.namespace();
            if wanted.contains(namespace) {
                missing.remove(namespace);
                roots.insert(number);
            }
        }
        for (namespace, span) in missing {
            let message = format!("the shape closure `{}` includes `{namespace}`, which has no shapes", self.id);
            let help = "check the namespace, or add the files that define its shapes";
            diagnostics.push(self.empty("EmptyNamespace", span, message, help));
        }
        roots
    }

    /// What a selector picks; `None` if it is none.
    fn of_selector(&self, node: &Node, diagnostics: &mut Diagnostics) -> Option<BTreeSet<u32>> {
        let text = node.as_str().filter(|text| !text.is_empty())?;
        match Selector::parse(text) {
            Ok(selector) => {
                let picked = selector.select_in(self.context.graph());
                if picked.is_empty() {
                    let message = format!("the selector of the shape closure `{}` picks no shape", self.id);
                    let help = "correct the selector, or add the files that define the shapes";
                    diagnostics.push(self.empty("EmptySelector", node.span, message, help));
                }
                Some(picked)
            }
            Err(error) => {
                let span = part(node, error.offset()..error.offset());
                diagnostics.push(invalid(span, format!("invalid selector: {}", error.message()), error.help()));
                None
            }
        }
    }

    fn empty(&self, kind: &str, span: Span, message: String, help: &str) -> Diagnostic {
        Diagnostic::new(Severity::Danger, "empty-shape-closure", message)
            .at(span)
            .help(help)
            .reference(format!("ShapeClosure.{kind}.{}", self.id))
    }

    /// The shapes of the closure, without members.
    fn shapes(&self, roots: BTreeSet<u32>) -> Vec<&'a Shape> {
        let graph = self.context.graph();
        let reached = graph.reachable(roots);
        let shapes = reached.into_iter().filter_map(|number| graph.node(number));
        shapes.filter(|(_, member)| member.is_none()).map(|(shape, _)| shape).collect()
    }

    /// Judges what is renamed. Returns the ids of the renamed shapes.
    fn renames(&self, shapes: &[&Shape], diagnostics: &mut Diagnostics) -> BTreeSet<&'a str> {
        let object = self.definition.get("rename").and_then(Node::as_object);
        let entries = || object.into_iter().flat_map(|object| object.entries());
        let renamed: BTreeSet<&str> = entries().map(|entry| &*entry.key).collect();
        let mut names: BTreeMap<String, &str> = BTreeMap::new();
        for shape in shapes.iter().filter(|shape| !renamed.contains(shape.id.as_str())) {
            names.entry(shape.id.name().to_ascii_lowercase()).or_insert(shape.id.as_str());
        }
        for entry in entries() {
            let (Ok(id), Some(to)) = (entry.key.parse::<ShapeId>(), entry.value.as_str()) else { continue };
            if to == id.name() {
                diagnostics.push(invalid(
                    entry.value.span,
                    format!("`{id}` has this name already"),
                    "remove the entry, or choose another name",
                ));
            }
            if shapes.binary_search_by(|shape| shape.id.cmp(&id)).is_err() {
                let message = format!("`{id}` isn't part of the shape closure `{}`", self.id);
                diagnostics.push(invalid(entry.key_span, message, "remove the entry, or include the shape"));
            } else if let Some(other) = names.insert(to.to_ascii_lowercase(), &entry.key) {
                let message = format!("`{other}` has the name `{to}`, too, up to case");
                diagnostics.push(invalid(entry.value.span, message, "choose another name"));
            }
        }
        renamed
    }

    /// Shapes that share a name where case does not matter.
    fn names(&self, shapes: &[&Shape], renamed: &BTreeSet<&str>, diagnostics: &mut Diagnostics) {
        let mut names: BTreeMap<String, Vec<&Shape>> = BTreeMap::new();
        for shape in shapes.iter().filter(|shape| !renamed.contains(shape.id.as_str())) {
            names.entry(shape.id.name().to_ascii_lowercase()).or_default().push(shape);
        }
        for alike in names.into_values() {
            let [first, second, ..] = alike.as_slice() else { continue };
            let message = format!("`{}` and `{}` have the same name within the closure", first.id, second.id);
            diagnostics.push(
                Diagnostic::warning("shape-closure-names", self.definition.span, message)
                    .related(first.span, "one shape")
                    .related(second.span, "the other shape")
                    .help("give one of the two another name with `rename`")
                    .reference(format!("ShapeClosure.NameConflicts.{}", self.id)),
            );
        }
    }
}
