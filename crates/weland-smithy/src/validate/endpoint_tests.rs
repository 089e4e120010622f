//! Tests of endpoint rules set parameters that there are, and say the same of them everywhere.

use weland_model::query::endpoints::RULE_TRAITS;
use weland_model::{Diagnostic, Diagnostics, Node, Shape, Span, closest, trait_id};

use super::context::Context;
use super::endpoint_params::{ParamType, entries};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        let cases = service.traits.get(trait_id::ENDPOINT_TESTS).and_then(|tests| tests.get("testCases"));
        for id in RULE_TRAITS {
            if let Some(parameters) = service.traits.get(id).and_then(|rules| rules.get("parameters")) {
                let mut rule = Rule { service, parameters, diagnostics };
                cases.and_then(Node::as_array).unwrap_or_default().iter().for_each(|case| rule.case(case));
            }
        }
    }
}

struct Rule<'a, 'd> {
    service: &'a Shape,
    /// Those of the rules.
    parameters: &'a Node,
    diagnostics: &'d mut Diagnostics,
}

impl Rule<'_, '_> {
    fn report(&mut self, span: Span, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::error("endpoint-parameter", span, message).help(help));
    }

    fn case(&mut self, case: &Node) {
        let params = case.get("params");
        for entry in entries(params) {
            let Some(parameter) = self.parameters.get(&entry.key) else {
                let message = format!("the rules of `{}` have no parameter `{}`", self.service.id, entry.key);
                let help = match closest(&entry.key, entries(Some(self.parameters)).map(|entry| &*entry.key)) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => "remove it from the test case".to_owned(),
                };
                self.report(entry.key_span, message, &help);
                continue;
            };
            let declared = parameter.get_str("type").and_then(ParamType::from_name);
            if let Some(declared) = declared.filter(|declared| ParamType::of(&entry.value) != Some(*declared)) {
                let message = format!("the parameter `{}` is {}", entry.key, declared.as_str());
                self.report(entry.value.span, message, "write a value of that type");
            }
        }
        for entry in entries(Some(self.parameters)) {
            let required = entry.value.get("required").and_then(Node::as_bool) == Some(true);
            let is_given = params.is_some_and(|params| params.get(&entry.key).is_some());
            if required && entry.value.get("default").is_none() && !is_given {
                let message = format!("the test case lacks the required parameter `{}`", entry.key);
                self.report(
                    params.unwrap_or(case).span,
                    message,
                    "add it to `params`, or give the parameter a default",
                );
            }
        }
        for input in case.get("operationInputs").and_then(Node::as_array).unwrap_or_default() {
            self.input(params, input);
        }
    }

    /// The settings of an input are the parameters of the case that are built in.
    fn input(&mut self, params: Option<&Node>, input: &Node) {
        let built_ins = input.get("builtInParams");
        for entry in entries(params) {
            let parameter = self.parameters.get(&entry.key);
            let Some(name) = parameter.and_then(|parameter| parameter.get_str("builtIn")) else { continue };
            let has_default = parameter.is_some_and(|parameter| parameter.get("default").is_some());
            match built_ins.and_then(|built_ins| built_ins.get(name)) {
                Some(value) if value.kind != entry.value.kind => {
                    let message =
                        format!("`{name}` is another value here than the parameter `{}` of the case", entry.key);
                    self.report(value.span, message, "write the same value");
                }
                None if !has_default => {
                    let message = format!("nothing gives `{name}` a value, which the parameter `{}` has", entry.key);
                    self.report(input.span, message, "add it to `builtInParams`");
                }
                _ => {}
            }
        }
    }
}
