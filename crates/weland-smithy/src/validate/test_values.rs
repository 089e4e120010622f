//! What test cases tell of messages fits the shapes of the messages.

use weland_model::query::streams::{is_event_stream, stream_members};
use weland_model::{Diagnostic, Diagnostics, Model, Node, Shape, ShapeType, Span, trait_id};

use super::context::Context;
use super::value::{Style, Values};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for shape in context.shapes().filter(|shape| !shape.traits.is_empty()) {
        let mut rule = Rule { context, shape, style: Style::Message, diagnostics };
        let operation = shape.as_operation();
        let input = operation.and_then(|data| context.whole(&data.input));
        let output = operation.and_then(|data| context.whole(&data.output));
        let error = (shape.shape_type == ShapeType::Structure).then_some(shape);
        for case in rule.cases(trait_id::HTTP_REQUEST_TESTS) {
            rule.message(case, input, "input");
        }
        for case in rule.cases(trait_id::HTTP_RESPONSE_TESTS) {
            rule.style = match case.get_str("appliesTo") {
                Some("client") => Style::Received,
                _ => Style::Message,
            };
            rule.message(case, output.or(error), "output");
        }
        rule.style = Style::Message;
        for case in rule.cases(trait_id::HTTP_MALFORMED_REQUEST_TESTS) {
            rule.parameters(case);
        }
        for case in rule.cases(trait_id::SMOKE_TESTS) {
            // What shows how the service fails may be wrong.
            if case.get("expect").is_some_and(|expected| expected.get("failure").is_none()) {
                rule.message(case, input, "input");
            }
        }
        rule.style = Style::Event;
        for case in rule.cases(trait_id::EVENT_STREAM_TESTS) {
            rule.events(case, input, output);
        }
    }
}

struct Rule<'c, 'a, 'd> {
    context: &'c Context<'a>,
    /// What has the tests: an operation or an error.
    shape: &'a Shape,
    style: Style,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Rule<'_, 'a, '_> {
    fn cases(&self, id: &str) -> &'a [Node] {
        let applied = self.shape.traits.applied(id).filter(|applied| !applied.inherited);
        applied.and_then(|applied| applied.value.as_array()).unwrap_or_default()
    }

    fn report(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error("invalid-test", span, message).help(help));
    }

    fn fits(&mut self, shape: &'a Shape, value: &Node) {
        let mut values = Values::new(self.context, "invalid-test", self.shape.id.namespace(), self.diagnostics);
        values.style = self.style;
        values.shape(shape, value);
    }

    /// A test of a request or a response. Without `params`, there are no members.
    fn message(&mut self, case: &'a Node, structure: Option<&'a Shape>, role: &str) {
        self.vendor_params(case);
        let Some(structure) = structure else { return };
        let params = case.get("params");
        let empty = Node::empty_object(case.span);
        self.params(structure, params.unwrap_or(&empty), role);
    }

    fn params(&mut self, structure: &'a Shape, params: &Node, role: &str) {
        let is_empty = params.as_object().is_some_and(weland_model::Object::is_empty);
        if structure.traits.contains(trait_id::UNIT_TYPE) && !is_empty {
            let message = format!("`{}` has no {role}, so there is nothing that these values can be", self.shape.id);
            return self.report(params.span, message, "remove them, or give the operation the structure");
        }
        self.fits(structure, params);
    }

    /// Values for clients, of a shape that the test names.
    fn vendor_params(&mut self, case: &'a Node) {
        self.named(case, "vendorParams", "vendorParamsShape");
    }

    fn named(&mut self, case: &'a Node, values: &str, of: &str) {
        let Some(id) = case.get(of) else { return };
        let Some(shape) = id.as_str().and_then(|id| self.find(id)) else { return };
        match case.get(values) {
            Some(value) => self.fits(shape, value),
            None => {
                let message = format!("the test names the shape of `{values}`, but has no `{values}`");
                let help = format!("add `{values}`, or remove `{of}`");
                self.diagnostics.push(Diagnostic::warning("invalid-test", id.span, message).help(help));
            }
        }
    }

    fn find(&self, id: &str) -> Option<&'a Shape> {
        let model: &'a Model = self.context.model();
        let found = model.get(id).or_else(|| model.get(format!("{}#{id}", self.shape.id.namespace())));
        found.filter(|shape| !self.context.is_broken(&shape.id))
    }

    /// Each list has a value for each of the tests that the case stands for.
    fn parameters(&mut self, case: &'a Node) {
        let Some(parameters) = case.get("testParameters").and_then(Node::as_object) else { return };
        let mut lists = parameters.entries().iter().filter_map(|entry| Some((entry, entry.value.as_array()?.len())));
        let Some((first, count)) = lists.next() else { return };
        for (entry, other) in lists.filter(|(_, other)| *other != count) {
            let message =
                format!("the lists `{}` and `{}` are of unequal length, {other} and {count}", entry.key, first.key);
            self.diagnostics.push(
                Diagnostic::error("invalid-test", entry.value.span, message)
                    .related(first.value.span, "the other list")
                    .help("make the lists equally long: each test takes one value of each"),
            );
        }
    }

    // --- events

    fn events(&mut self, case: &'a Node, input: Option<&'a Shape>, output: Option<&'a Shape>) {
        let initial = [("initialRequestParams", input, "input"), ("initialResponseParams", output, "output")];
        for (key, structure, role) in initial {
            if let (Some(params), Some(structure)) = (case.get(key), structure) {
                self.params(structure, params, role);
            }
        }
        self.named(case, "initialRequest", "initialRequestShape");
        self.named(case, "initialResponse", "initialResponseShape");
        self.vendor_params(case);
        let events = case.get("events").and_then(Node::as_array).unwrap_or_default();
        for event in events {
            self.vendor_params(event);
            match event.get_str("type") {
                Some("request") => self.event(event, input, "input"),
                Some("response") => self.event(event, output, "output"),
                _ => {}
            }
        }
        let messages = ["initialRequestParams", "initialRequest", "initialResponseParams", "initialResponse"];
        if events.is_empty() && messages.iter().all(|key| case.get(key).is_none()) {
            let message = "the test has neither events nor a first message".to_owned();
            self.report(case.span, message, "add `events`, or what the first request or response holds");
        }
    }

    fn event(&mut self, event: &'a Node, structure: Option<&'a Shape>, role: &str) {
        let (Some(params), Some(structure)) = (event.get("params"), structure) else { return };
        match self.stream(structure) {
            Some(stream) => self.fits(stream, params),
            None => {
                let message = format!("the {role} of `{}` has no event stream", self.shape.id);
                self.report(params.span, message, "change the type of the event, or add a stream");
            }
        }
    }

    fn stream(&self, structure: &'a Shape) -> Option<&'a Shape> {
        let mut streams = stream_members(self.context.graph(), structure).map(|(_, target)| target);
        streams.find(|target| is_event_stream(target))
    }
}
