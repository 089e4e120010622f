//! The models of a suite, and the services that tests are generated for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use weland_codegen::{PROTOCOLS, Protocol};
use weland_model::{Model, ShapeId, ShapeType};
use weland_smithy::Loader;

use super::cases::{Counts, count, test_cases};
use crate::repo::files;

/// The namespace of services that are created for operations without a service.
const NAMESPACE: &str = "weland.conformance";

/// A suite.
pub(super) struct Suite {
    /// The name of its folder.
    pub(super) name: String,
    pub(super) model: Model,
    pub(super) counts: Counts,
    pub(super) services: Vec<Service>,
}

/// A service that tests are generated for.
#[derive(Debug, Clone)]
pub(super) struct Service {
    pub(super) id: ShapeId,
    pub(super) protocol: &'static Protocol,
    /// The prefix of the names of its crates.
    pub(super) prefix: String,
}

impl Suite {
    /// Reads all models below a folder.
    pub(super) fn load(path: &Path) -> Result<Self, String> {
        let name = path.file_name().map_or("suite".into(), |name| name.to_string_lossy().into_owned());
        let inner = path.join("protocol-tests");
        let folder = if inner.is_dir() { inner } else { path.to_owned() };
        let files = files(&folder, ".smithy")?;
        if files.is_empty() {
            return Err(format!("{} doesn't contain any .smithy files", folder.display()));
        }
        let model = load(&files, "")?;
        let made_up = unbound(&model);
        let model = if made_up.is_empty() { model } else { load(&files, &made_up)? };
        let services = services(&model);
        Ok(Self { name, counts: count(&model), services, model })
    }
}

fn load(files: &[PathBuf], more: &str) -> Result<Model, String> {
    let mut loader = Loader::new();
    for path in files {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        loader.add(path.to_string_lossy(), text);
    }
    if !more.is_empty() {
        loader.add("unbound.smithy", more.to_owned());
    }
    let (model, diagnostics) = loader.load();
    let errors: Vec<String> = diagnostics
        .into_sorted()
        .into_iter()
        .filter(|diagnostic| diagnostic.severity >= weland_model::Severity::Error)
        .map(|diagnostic| format!("[{}] {}", diagnostic.code, diagnostic.message))
        .collect();
    if errors.is_empty() { Ok(model) } else { Err(format!("the models have errors:\n{}", errors.join("\n"))) }
}

/// The operations of a service, those of its resources included.
fn operations_of<'m>(model: &'m Model, service: &ShapeId) -> BTreeSet<&'m ShapeId> {
    let mut found = BTreeSet::new();
    let mut queue: Vec<&ShapeId> = model.get(service).map(|shape| &shape.id).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = queue.pop() {
        let Some(shape) = model.get(id).filter(|_| seen.insert(id)) else { continue };
        if shape.shape_type == ShapeType::Operation {
            found.insert(&shape.id);
        } else if let Some(service) = shape.as_service() {
            queue.extend(service.operations.iter().chain(&service.resources).map(|target| &target.id));
        } else if let Some(resource) = shape.as_resource() {
            queue.extend(resource.all_operations().map(|target| &target.id));
            queue.extend(resource.resources.iter().map(|target| &target.id));
        }
    }
    found
}

/// A model with a service per protocol, which binds all operations with cases that aren't bound to a service.
fn unbound(model: &Model) -> String {
    let bound: BTreeSet<&ShapeId> = model.services().flat_map(|service| operations_of(model, &service.id)).collect();
    let mut text = String::new();
    for protocol in PROTOCOLS {
        let has_case = |shape: &&weland_model::Shape| {
            test_cases(shape).any(|(case, ..)| case.get_str("protocol") == Some(protocol.trait_id))
        };
        let free =
            model.own_shapes().filter(|shape| shape.shape_type == ShapeType::Operation && !bound.contains(&shape.id));
        let operations: Vec<String> = free.filter(has_case).map(|shape| shape.id.to_string()).collect();
        if !operations.is_empty() {
            let (id, operations) = (protocol.trait_id, operations.join(" "));
            let name = id.rsplit('#').next().unwrap_or(id);
            text.push_str(&format!("@{id}\nservice Unbound_{name} {{ version: \"1\", operations: [{operations}] }}\n"));
        }
    }
    if text.is_empty() { text } else { format!("$version: \"2\"\nnamespace {NAMESPACE}\n{text}") }
}

/// The services with a supported protocol.
fn services(model: &Model) -> Vec<Service> {
    let mut services = Vec::new();
    let mut taken = BTreeSet::new();
    for shape in model.services() {
        let protocol = PROTOCOLS.iter().find(|protocol| shape.traits.contains(protocol.trait_id));
        let Some(protocol) = protocol else { continue };
        let plain = shape.id.name().to_lowercase().replace('_', "-");
        let prefix = match taken.insert(plain.clone()) {
            true => plain,
            false => format!("{}-{plain}", shape.id.namespace().to_lowercase().replace(['.', '_'], "-")),
        };
        services.push(Service { id: shape.id.clone(), protocol, prefix });
    }
    services
}
