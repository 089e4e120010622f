//! Patterns say whether they mean the whole string.

use weland_model::{Diagnostic, Diagnostics, trait_id};

use super::context::Context;

/// What means the start and the end of a string, in ECMA-262 and in Java.
const START: [&str; 2] = ["^", r"\A"];
const END: [&str; 3] = ["$", r"\z", r"\Z"];

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for applied in context.applied(trait_id::PATTERN).map(|found| found.applied) {
        let Some(text) = applied.value.as_str() else { continue };
        let (lacks, help) = match (
            START.iter().any(|anchor| text.starts_with(anchor)),
            END.iter().any(|anchor| text.ends_with(anchor)),
        ) {
            (true, true) => continue,
            (false, true) => ("`^` at its start", "start with `^`"),
            (true, false) => ("`$` at its end", "end with `$`"),
            (false, false) => ("`^` and `$` around it", "write `^` and `$` around it"),
        };
        let message = format!("the pattern lacks {lacks}, so strings that contain a match fit, too");
        let help = format!("{help}; add `.*` within where other text is allowed");
        diagnostics.push(Diagnostic::warning("unanchored-pattern", applied.value.span, message).help(help));
    }
}
