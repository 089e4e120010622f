//! The crates of models.

use std::collections::BTreeMap;

use weland_codegen::{CrateKind, CrateOptions, Files, Options, Package, Runtime, Templates};
use weland_model::{Diagnostics, Model, ShapeId};

use crate::crates::errors;

const KINDS: [(CrateKind, &str); 3] =
    [(CrateKind::Types, "types"), (CrateKind::Client, "client"), (CrateKind::Server, "server")];

/// The service of a model.
pub(super) fn service(model: &Model) -> Option<ShapeId> {
    let own = model.services().filter(|service| !model.is_built_in(service));
    own.map(|service| service.id.clone()).find(|id| id.name() != "Second")
}

/// The crates of a service, whose names begin with `name`.
pub(super) fn generate(model: &Model, name: &str, runtime: Runtime) -> Result<Files, String> {
    let service = service(model).ok_or("there is no service")?;
    let krate = |(kind, ending): (CrateKind, &str)| CrateOptions {
        kind,
        name: format!("{name}-{ending}"),
        version: "0.1.0".into(),
        openapi: None,
    };
    let options = Options {
        service,
        protocol: None,
        crates: KINDS.into_iter().map(krate).collect(),
        runtime,
        package: Package::default(),
        rules: weland_codegen::Rules::default(),
        templates: Templates::default(),
        source_label: "edits".to_owned(),
        command: "cargo xtask edits".into(),
    };
    let mut diagnostics = Diagnostics::new();
    let files = weland_codegen::generate(model, &options, &mut diagnostics);
    errors(diagnostics)?;
    Ok(files)
}

/// The crates of a copy alone, whose texts tell whether an edit changes anything.
pub(super) fn of_copy(model: &Model) -> Result<BTreeMap<String, String>, String> {
    generate(model, "copy", Runtime::Version("0.1".to_owned()))
}
