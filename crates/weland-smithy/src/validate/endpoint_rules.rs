//! Endpoint rules are right: their functions and variables exist, types fit, diagrams lead somewhere; and their parameters are
//! documented.

use weland_model::query::endpoints::RULE_TRAITS;
use weland_model::{Diagnostic, Diagnostics, Node};
use weland_rules::Rules;

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        for rules in RULE_TRAITS.iter().filter_map(|id| service.traits.get(id)) {
            // A value of another type is reported with the trait.
            if rules.as_object().is_none() {
                continue;
            }
            for problem in Rules::read(rules).err().into_iter().flatten() {
                let found = Diagnostic::error("invalid-endpoint-rules", problem.place, problem.message);
                diagnostics.push(found.help(problem.help));
            }
            let parameters = rules.get("parameters").and_then(Node::as_object);
            for entry in parameters.into_iter().flat_map(|parameters| parameters.entries()) {
                if entry.value.as_object().is_some_and(|parameter| parameter.get("documentation").is_none()) {
                    let message = format!("the parameter `{}` has no documentation", entry.key);
                    let found = Diagnostic::warning("undocumented-parameter", entry.key_span, message);
                    diagnostics.push(found.help("say in its `documentation` what it is for"));
                }
            }
        }
    }
}
