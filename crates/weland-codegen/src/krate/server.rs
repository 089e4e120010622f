//! The server crate: a trait with a method per operation, and the router.

use super::types::lower_operation;
use super::{Crate, Dependency, Item, Module, Names, ServerItem};
use crate::names::type_name;
use crate::options::CrateOptions;
use crate::service::Service;

/// Lowers a service to its server crate.
pub fn lower(service: &Service, names: &Names, options: &CrateOptions, types: &CrateOptions) -> Crate {
    let types_module = types.name.replace('-', "_");
    let name: String = service.sdk_id.split(|letter: char| !letter.is_alphanumeric()).map(type_name).collect();
    let item = ServerItem {
        name,
        title: service.title.clone(),
        operations: service.operations.iter().map(|it| lower_operation(service, names, it)).collect(),
    };
    let module = Module {
        path: "src/lib.rs".into(),
        docs: vec![format!("A server of {}: implement [`{}`] and hand it to [`router`].", service.title, item.name)],
        attributes: vec!["#![forbid(unsafe_code)]".into(), "#![allow(deprecated)]".into()],
        uses: vec![
            "use std::future::Future;".into(),
            String::new(),
            format!("pub use {types_module} as types;"),
            format!("use {types_module}::*;"),
            "pub use weland_server::{Context, Router};".into(),
            "use weland_server::{not_implemented, routes};".into(),
        ],
        items: vec![Item::Server(item)],
    };
    Crate {
        kind: options.kind,
        name: options.name.clone(),
        version: options.version.clone(),
        description: format!("A server stub of {}", service.title),
        dependencies: vec![
            Dependency { name: types.name.clone(), generated: Some(types.version.clone()) },
            Dependency { name: "weland-server".into(), generated: None },
        ],
        features: Vec::new(),
        modules: vec![module],
    }
}
