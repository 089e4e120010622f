//! Cases, and what to generate from them.
#![allow(dead_code, unused_imports, reason = "each test file uses a part")]

#[path = "../../../weland-service/tests/support/mod.rs"]
mod cases;

pub(crate) use cases::{Case, cases, check, load, stages, sync, text, tree};

use weland_codegen::{CrateKind, CrateOptions, Options, Package, Runtime, Templates};
use weland_model::{Model, ShapeId};

pub(crate) const KINDS: [(CrateKind, &str); 4] = [
    (CrateKind::Types, "types"),
    (CrateKind::Client, "client"),
    (CrateKind::Server, "server"),
    (CrateKind::Validator, "validator"),
];

/// What to generate from a case: all crates of each of its services.
pub(crate) fn case_options(case: &Case, model: &Model, runtime: &Runtime) -> Vec<Options> {
    let services = case.services(model);
    let single = services.len() == 1;
    let prefix = |service: &ShapeId| match single {
        true => case.name.clone(),
        false => format!("{}-{}", case.name, service.name().to_lowercase()),
    };
    services.iter().map(|service| options(service, &prefix(service), &case.name, runtime)).collect()
}

pub(crate) fn options(service: &ShapeId, prefix: &str, label: &str, runtime: &Runtime) -> Options {
    let krate = |(kind, suffix): (CrateKind, &str)| CrateOptions {
        kind,
        name: format!("{prefix}-{suffix}"),
        version: "0.1.0".to_owned(),
        openapi: None,
    };
    Options {
        service: service.clone(),
        protocol: None,
        crates: KINDS.into_iter().map(krate).collect(),
        runtime: runtime.clone(),
        package: Package::default(),
        rules: weland_codegen::Rules::default(),
        templates: Templates::default(),
        source_label: label.to_owned(),
        command: "BLESS=1 cargo test -p weland-codegen".to_owned(),
    }
}
