//! Paths of Rust in rules.

use weland_model::edit::Stated;
use weland_model::{Diagnostic, Diagnostics, suggestion};

use super::ExternalCrate;

/// Whether a text is a type, or the path of a derive, from a crate that is there. Reports what is not.
pub(super) fn check(stated: &Stated, crates: &[ExternalCrate], diagnostics: &mut Diagnostics) -> bool {
    let path = match syn::parse_str::<syn::Path>(&stated.text) {
        Ok(path) => path,
        Err(error) => {
            let message = format!("`{}` isn't the path of a type: {error}", stated.text);
            let error = Diagnostic::error("invalid-rust-path", stated.span, message);
            diagnostics.push(error.help("write it with its crate, such as `uuid::Uuid`"));
            return false;
        }
    };
    let mut names = Vec::new();
    collect(&path, &mut names);
    let known: Vec<String> = crates.iter().map(|krate| krate.name.text.replace('-', "_")).collect();
    let is_known = |name: &String| matches!(&**name, "std" | "core" | "alloc") || known.contains(name);
    match names.into_iter().find(|name| !is_known(name)) {
        None => true,
        Some(name) => {
            let message = format!("no dependency provides `{name}`");
            let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
            known.push("std");
            let help = match weland_model::closest(&name, known.iter().copied()) {
                Some(_) => suggestion(&name, &known),
                None => format!("add it to `dependencies`: `{name}: \"1\"`, with the version that you need"),
            };
            diagnostics.push(Diagnostic::error("invalid-rust-path", stated.span, message).help(help));
            false
        }
    }
}

/// The crates that the paths in a type start with. Names without a crate in front are those of the prelude.
fn collect(path: &syn::Path, crates: &mut Vec<String>) {
    if let Some(first) = path.segments.first().filter(|_| path.segments.len() > 1) {
        crates.push(first.ident.to_string());
    }
    for segment in &path.segments {
        if let syn::PathArguments::AngleBracketed(arguments) = &segment.arguments {
            for argument in &arguments.args {
                if let syn::GenericArgument::Type(syn::Type::Path(inner)) = argument {
                    collect(&inner.path, crates);
                }
            }
        }
    }
}
