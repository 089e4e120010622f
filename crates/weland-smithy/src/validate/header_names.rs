//! Members are bound to headers that messages can have, and that are left to the model.

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Member, Severity, Shape, trait_id};

use super::context::{Application, Context};

/// Headers that belong to the connection, to proxies or to authentication.
const RESERVED: [&str; 15] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "max-forwards",
    "proxy-authenticate",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "www-authenticate",
    "x-forwarded-for",
];

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for applied in context.applied(trait_id::HTTP_HEADER).map(|found| found.applied) {
        let Some(name) = applied.value.as_str() else { continue };
        if RESERVED.iter().any(|reserved| name.eq_ignore_ascii_case(reserved)) {
            let message = format!("`{name}` belongs to HTTP, and not to an API");
            let help = "remove the binding: clients and servers set this header themselves";
            danger("reserved-header", applied, message, help, diagnostics);
        } else {
            well_formed(applied, name, diagnostics);
        }
    }
    let mut last = None;
    for Application { shape, member, applied, .. } in context.applied_or_inherited(trait_id::HTTP_PREFIX_HEADERS) {
        let (Some(member), Some(prefix)) = (member, applied.value.as_str()) else { continue };
        if !applied.inherited {
            well_formed(applied, prefix, diagnostics);
        }
        // A second prefix is reported as such.
        if last.replace(&shape.id) != Some(&shape.id) && !context.is_broken(&shape.id) {
            swallowed(shape, member, prefix, diagnostics);
        }
    }
}

fn danger(code: &'static str, applied: &AppliedTrait, message: String, help: &str, diagnostics: &mut Diagnostics) {
    let danger = Diagnostic::new(Severity::Danger, code, message).at(applied.span);
    diagnostics.push(danger.help(help));
}

fn well_formed(applied: &AppliedTrait, name: &str, diagnostics: &mut Diagnostics) {
    let Some(wrong) = name.chars().find(|character| !is_token_character(*character)) else { return };
    let message = format!("the name of a header can't contain `{}`", wrong.escape_debug());
    let help = "use letters, digits and `-`, such as `X-Request-Id`; no message with another name can be sent";
    danger("invalid-header-name", applied, message, help, diagnostics);
}

/// Whether names of headers, and other tokens of HTTP, may contain a character (RFC 9110, section 5.6.2).
pub(super) fn is_token_character(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '!' | '#' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '.' | '^' | '_' | '`' | '|' | '~')
}

/// Headers of other members don't start with the prefix.
fn swallowed(shape: &Shape, all: &Member, prefix: &str, diagnostics: &mut Diagnostics) {
    for member in &shape.members {
        let Some(applied) = member.traits.applied(trait_id::HTTP_HEADER) else { continue };
        let Some(name) = applied.value.as_str() else { continue };
        let starts = name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        if !starts {
            continue;
        }
        let diagnostic = match prefix.is_empty() {
            true => {
                let message = format!("the header `{name}` is part of `{}`, too, which takes all headers", all.name);
                Diagnostic::new(Severity::Note, "ambiguous-binding", message)
                    .at(applied.span)
                    .help("give the other member a prefix if the two must be told apart")
                    .reference("HttpPrefixHeadersTrait")
            }
            false => {
                let message =
                    format!("the header `{name}` starts with `{prefix}`, as all headers of `{}` do", all.name);
                Diagnostic::error("duplicate-binding", applied.span, message)
                    .help("choose a name that doesn't start with the prefix, or another prefix")
            }
        };
        diagnostics.push(diagnostic.related(all.span, "the other member"));
    }
}
