//! What a target asks the generator for.

use weland_codegen::{CrateKind, CrateOptions, Options, Package, Templates};
use weland_model::ShapeId;

use super::Run;
use crate::commands::Context;
use crate::config::{Kind, Runtime, Target};
use crate::paths;

/// The options of a target, for a service of its model.
pub(super) fn options(
    run: &Run,
    context: &Context<'_>,
    target: &Target,
    service: ShapeId,
    templates: Templates,
) -> Options {
    let absolute = |path: &str| context.disk.absolute(&run.folder.join(path));
    let output = absolute(&target.output.value);
    let stated = target.model.iter().chain(&target.overlays).map(|path| absolute(&path.value));
    let further = context.overlays.iter().map(|path| context.disk.absolute(path));
    let labels: Vec<String> =
        stated.chain(further).map(|path| paths::relative_to_shared_folder(&path, &output)).collect();
    let runtime = match &target.runtime {
        Runtime::Version(version) => weland_codegen::Runtime::Version(version.clone()),
        Runtime::Git { url, revision: (key, value) } => {
            weland_codegen::Runtime::Git { url: url.clone(), revision: (*key, value.clone()) }
        }
        Runtime::Path(path) => {
            // All crates are at the same depth, so the relative path is the same for each.
            let from = output.join("crate");
            weland_codegen::Runtime::Path(paths::relative(&from, &absolute(&path.value)))
        }
    };
    let crates = target.crates.iter().map(|config| CrateOptions {
        kind: crate_kind(config.kind),
        name: config.name.value.clone(),
        version: config.version.clone(),
        openapi: config.openapi.as_ref().map(|it| it.file.clone()),
    });
    Options {
        service,
        protocol: None,
        crates: crates.collect(),
        runtime,
        package: Package {
            license: target.package.license.clone(),
            repository: target.package.repository.clone(),
            homepage: target.package.homepage.clone(),
            documentation: target.package.documentation.clone(),
            keywords: target.package.keywords.clone(),
            categories: target.package.categories.clone(),
            authors: target.package.authors.clone(),
            publish: target.package.publish,
        },
        rules: target.rules.clone(),
        templates,
        // The label is part of a comment and has to be on one line.
        source_label: labels.join(", ").replace(char::is_control, "?"),
        command: run.command.clone(),
    }
}

fn crate_kind(kind: Kind) -> CrateKind {
    match kind {
        Kind::Types => CrateKind::Types,
        Kind::Client => CrateKind::Client,
        Kind::Server => CrateKind::Server,
        Kind::Validator => CrateKind::Validator,
    }
}

/// The runtime crate that a crate of this kind depends on.
pub(super) fn runtime_crate(kind: Kind) -> &'static str {
    match kind {
        Kind::Types => "weland-core",
        Kind::Client => "weland-client",
        Kind::Server => "weland-server",
        Kind::Validator => "weland-validate",
    }
}
