//! `weland explain`.

use super::Context;
use crate::explain;
use crate::report::LocatedDiagnostic;

/// Explains a code, or lists all of them.
pub(crate) fn explain(context: &mut Context<'_>, code: Option<&str>) {
    // People copy the brackets along with the code.
    let code = code.map(|code| code.trim_matches(['[', ']']));
    context.printed = match code.map(|code| (code, explain::find(code))) {
        None => explain::list(),
        Some((_, Some(explanation))) => explanation.full(),
        Some((id, None)) if explain::find_reference(id).next().is_some() => {
            let all: Vec<String> = explain::find_reference(id).map(|explanation| explanation.full()).collect();
            all.join("\n")
        }
        Some((code, None)) => {
            let message = format!("unknown code `{code}`");
            context.report.push(LocatedDiagnostic::error("unknown-code", message).help(explain::help(code)));
            String::new()
        }
    };
    context.summary = context.report.counts();
}
