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
        Some((_, Some(explanation))) => explanation.text.to_owned(),
        Some((code, None)) => {
            let message = format!("unknown code `{code}`");
            context.report.push(LocatedDiagnostic::error("unknown-code", message).help(explain::help(code)));
            String::new()
        }
    };
    context.summary = context.report.counts();
}
