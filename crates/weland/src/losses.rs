//! What crates don't carry of a model, and which of its members have no type: the report of `weland report`.

mod json;
mod text;
mod traits;
mod untyped;

use std::collections::BTreeMap;

use weland_model::query::operations;
use weland_model::{Diagnostic, Diagnostics, Model, Shape, Sources, Span};

pub(crate) use json::to_json;
pub(crate) use text::to_text;

use crate::loss_codes::{CODES, Kind};
use crate::report::FileLocation;

/// The report on a model.
#[derive(Debug, Default)]
pub(crate) struct Losses {
    /// The ids of the services.
    services: Vec<String>,
    losses: Vec<Loss>,
    untyped: Vec<Untyped>,
}

/// Something that is lost at one or more places.
#[derive(Debug)]
struct Loss {
    kind: Kind,
    code: &'static str,
    /// What is lost.
    what: String,
    /// What that means for those who use the crates.
    effect: String,
    places: Vec<FileLocation>,
}

/// A member that is a document: any value of JSON.
#[derive(Debug)]
struct Untyped {
    /// The id of the member.
    member: String,
    reason: String,
    /// Where its schema is.
    place: Option<FileLocation>,
}

/// Collects what the crates of all services of a model lose. What was found out when the model was loaded is in
/// `diagnostics`; what is found out here and is no loss is added to it.
pub(crate) fn collect(model: &Model, diagnostics: &mut Diagnostics) -> Losses {
    let services: Vec<&Shape> = model.services().filter(|service| !model.is_built_in(service)).collect();
    for service in &services {
        weland_codegen::survey(model, &service.id, diagnostics);
    }
    let mut found = Found::default();
    diagnostics.iter().for_each(|diagnostic| found.diagnostic(diagnostic));
    let mut untyped = Vec::new();
    for service in &services {
        let operations = operations::operations(model, service);
        traits::collect(model, service, &operations, &mut found);
        untyped.extend(untyped::collect(model, service, &operations, diagnostics));
    }
    untyped.sort_by(|a, b| a.member.cmp(&b.member));
    untyped.dedup_by(|a, b| a.member == b.member);
    Losses {
        services: services.iter().map(|service| service.id.to_string()).collect(),
        losses: found.finish(&model.sources),
        untyped,
    }
}

/// The places of losses, by what is lost.
#[derive(Debug, Default)]
struct Found {
    losses: BTreeMap<(Kind, &'static str, String, String), Vec<Span>>,
}

impl Found {
    fn add(&mut self, kind: Kind, code: &'static str, what: &str, effect: &str, span: Option<Span>) {
        self.losses.entry((kind, code, what.into(), effect.into())).or_default().extend(span);
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) {
        if let Some((_, kind)) = CODES.iter().find(|(code, _)| *code == diagnostic.code) {
            let message = &*diagnostic.message;
            let what = message.strip_suffix(" is not carried into the model").unwrap_or(message);
            let effect = diagnostic.help.as_deref().unwrap_or_default();
            self.add(*kind, diagnostic.code, what, effect, diagnostic.span);
        }
    }

    fn finish(self, sources: &Sources) -> Vec<Loss> {
        let loss = |((kind, code, what, effect), mut spans): (_, Vec<Span>)| {
            spans.sort_unstable();
            spans.dedup();
            let places = spans.into_iter().filter_map(|span| FileLocation::of(sources, span)).collect();
            Loss { kind, code, what, effect, places }
        };
        self.losses.into_iter().map(loss).collect()
    }
}
