//! Endpoints that clients do not find by themselves.

use weland_model::{Diagnostic, Diagnostics, Severity};
use weland_service::{EndpointDiscovery, Operation, Service};

use super::ignored;

const DISCOVERY: &str = "undiscovered-endpoints";

/// Reports how else a service wants its endpoints to be found.
pub(super) fn report(service: &Service, diagnostics: &mut Diagnostics) {
    if let Some(discovery) = &service.endpoint_discovery {
        discovered(service, discovery, diagnostics);
    }
    let Some(pattern) = &service.endpoint_pattern else { return };
    let name = pattern.id.rsplit('#').next().unwrap_or(&pattern.id);
    let message =
        format!("generated clients take no notice of `@{name}`, and find endpoints as for other services of AWS");
    let help = "give the service endpoint rules, by `@endpointRuleSet`; or let callers set `Config::endpoint`";
    ignored(Some(pattern.span), &message, help, diagnostics);
}

/// Operations that cannot be called at the endpoint of the service are worth a warning, others a note.
fn discovered(service: &Service, discovery: &EndpointDiscovery, diagnostics: &mut Diagnostics) {
    let of_kind = |required: bool| {
        let names = service.operations.iter().filter(move |it| it.needs_discovered_endpoint == Some(required));
        names.map(|operation: &Operation| &*operation.name).collect::<Vec<_>>()
    };
    let source = discovery.operation.rsplit('#').next().unwrap_or(&discovery.operation);
    let (required, optional) = (of_kind(true), of_kind(false));
    if !required.is_empty() {
        let message = format!(
            "generated clients do not call `{source}` to find out endpoints, which {} {}",
            listed(&required),
            if required.len() == 1 { "needs" } else { "need" }
        );
        let help = format!(
            "call `{source}`, and these operations by a client of their own whose `Config::endpoint` is the address in \
             its output; the address is good for as long as the output says"
        );
        let warning = Diagnostic::warning(DISCOVERY, discovery.span, message);
        diagnostics.push(warning.help(help));
    }
    if !optional.is_empty() {
        let message = format!(
            "generated clients do not call `{source}` to find out endpoints: {} {} sent to the endpoint of the service",
            listed(&optional),
            if optional.len() == 1 { "is" } else { "are" }
        );
        let note = Diagnostic::new(Severity::Note, DISCOVERY, message).at(discovery.span);
        diagnostics.push(note.help("nothing is to be done: these operations work at either endpoint"));
    }
}

/// The names of some operations, and how many more there are.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 3;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    match names.len().checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(" and ").replacen(" and ", ", ", names.len().saturating_sub(2)),
    }
}
