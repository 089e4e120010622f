//! Shape ids that are written without quotes in values exist.

use weland_model::{Diagnostic, Diagnostics, closest};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let model = context.model();
    for target in &context.lowered.written_ids {
        let shape = model.get(target.id.root_str());
        let (message, name) = match (shape, target.id.member()) {
            (Some(shape), Some(member)) => {
                if shape.member(member).is_some() || context.is_broken(&shape.id) {
                    continue;
                }
                let names = shape.members.iter().map(|member| &*member.name);
                let message = format!("`{}` has no member `{member}`", shape.id);
                (message, closest(member, names))
            }
            (Some(_), None) => continue,
            (None, _) => (format!("`{}` is not defined", target.id), None),
        };
        let help = match name {
            Some(name) => format!("did you mean `{name}`?"),
            None => "put it in quotes if it is meant as a string".to_owned(),
        };
        diagnostics.push(Diagnostic::error("unresolved-id", target.span, message).help(help));
    }
}
