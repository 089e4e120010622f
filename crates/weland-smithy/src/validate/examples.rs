//! Examples of operations fit the input, the output and the errors.

use weland_model::{Diagnostic, Diagnostics, Node, Severity, Shape, Target, trait_id};

use super::context::Context;
use super::value::Values;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for operation in context.shapes() {
        let (Some(data), Some(examples)) = (operation.as_operation(), operation.traits.get(trait_id::EXAMPLES)) else {
            continue;
        };
        for example in examples.as_array().unwrap_or_default() {
            let error = example.get("error");
            // Such an example shows what happens when the input is wrong.
            let flag = example.get("allowConstraintErrors").filter(|flag| flag.as_bool() == Some(true));
            if let Some(flag) = flag.filter(|_| error.is_none()) {
                let message = "an example with `allowConstraintErrors` needs an error";
                diagnostics.push(
                    Diagnostic::error("invalid-example", flag.span, message)
                        .help("add the error that the operation responds with, or remove `allowConstraintErrors`"),
                );
            }
            if let Some(input) = example.get("input") {
                let constraints = if flag.is_some() { Severity::Warning } else { Severity::Error };
                fits(context, operation, &data.input, input, constraints, diagnostics);
            }
            if let Some(output) = example.get("output") {
                fits(context, operation, &data.output, output, Severity::Error, diagnostics);
                if let Some(error) = error {
                    let message = "an example has an output or an error, not both";
                    diagnostics.push(
                        Diagnostic::error("invalid-example", error.span, message)
                            .related(output.span, "the output")
                            .help("remove one of the two, or make two examples of it"),
                    );
                }
            }
            if let Some(error) = error {
                check_error(context, operation, error, diagnostics);
            }
        }
    }
}

fn fits<'a>(
    context: &Context<'a>,
    operation: &'a Shape,
    target: &Target,
    value: &Node,
    constraints: Severity,
    diagnostics: &mut Diagnostics,
) {
    if let Some(shape) = context.whole(target) {
        let mut values = Values::new(context, "invalid-example", operation.id.namespace(), diagnostics);
        values.constraints = constraints;
        values.shape(shape, value);
    }
}

fn check_error<'a>(context: &Context<'a>, operation: &'a Shape, error: &Node, diagnostics: &mut Diagnostics) {
    let Some(id) = error.get("shapeId") else { return };
    let Some(text) = id.as_str() else { return };
    let absolute = format!("{}#{text}", operation.id.namespace());
    // The errors of services are left out: they are not the operation's own.
    let mut errors = operation.as_operation().into_iter().flat_map(|data| &data.errors);
    let target = errors.find(|target| target.id == text || target.id == *absolute);
    let Some(target) = target else {
        let message = format!("`{}` has no error `{text}`", operation.id);
        let help = "list it under the errors of the operation, or show another one";
        diagnostics.push(Diagnostic::error("invalid-example", id.span, message).help(help));
        return;
    };
    if let Some(content) = error.get("content") {
        fits(context, operation, target, content, Severity::Error, diagnostics);
    }
}
