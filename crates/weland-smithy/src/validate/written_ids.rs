//! Shape ids that are written without quotes in values exist.

use weland_model::{Diagnostic, Diagnostics, closest};

use super::context::Context;
use super::targets::Suggestions;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model();
    let suggestions = Suggestions::default();
    for target in &context.lowered.written_ids {
        let shape = model.get(target.id.root_str());
        let (message, help) = match (shape, target.id.member()) {
            (Some(shape), Some(member)) => {
                if shape.member(member).is_some() || context.is_broken(&shape.id) {
                    continue;
                }
                let names = shape.members.iter().map(|member| &*member.name);
                let message = format!("`{}` has no member `{member}`", shape.id);
                (message, closest(member, names).map(|name| format!("did you mean `{name}`?")))
            }
            (Some(_), None) => continue,
            (None, _) if context.is_lost(&target.id) => continue,
            (None, _) => {
                // Relative ids without a namesake are in the namespace of their file.
                let help = suggestions.similar(model, target.id.namespace(), &target.id);
                (format!("`{}` is not defined", target.id), help)
            }
        };
        let help = match help {
            Some(help) if help.ends_with('?') => format!("{help} Put it in quotes if it is meant as a string"),
            Some(help) => help,
            None => "put it in quotes if it is meant as a string".to_owned(),
        };
        diagnostics.push(Diagnostic::error("unresolved-id", target.span, message).help(help));
    }
}
