//! Declarations of modules, and imports.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::layout::WIDTH;
use super::line::line;
use super::text::ident;
use crate::krate::{Import, ImportedName, Module, Visibility};

/// What a module declares and imports, in groups as rustfmt makes them: modules, the standard library, crates, this crate.
pub(super) fn imports(module: &Module) -> String {
    let mut groups = [String::new(), String::new(), String::new(), String::new()];
    for name in &module.submodules {
        let name = ident(name);
        if module.exposed.is_some_and(|exposed| name == exposed) {
            groups[0].push_str("#[doc(hidden)]\npub ");
        }
        groups[0].push_str(&format!("{}\n", line(quote!(mod #name;))));
    }
    for it in &module.imports {
        let group = match it.path.first().map(String::as_str) {
            Some("std") => 1,
            Some("crate") => 3,
            _ => 2,
        };
        groups[group].push_str(&import(it));
    }
    groups.into_iter().filter(|group| !group.is_empty()).collect::<Vec<_>>().join("\n")
}

/// An import on as many lines as it needs.
pub(super) fn import(it: &Import) -> String {
    let feature = it.feature.map(|feature| format!("#[cfg(feature = {feature:?})]\n")).unwrap_or_default();
    let (visibility, path) = (&it.visibility, it.path.iter().map(|module| ident(module)));
    let start = line(quote!(#visibility use #(#path::)*));
    // Nothing stands between the path and the names.
    let space = if it.path.is_empty() { " " } else { "" };
    format!("{feature}{start}{space}{};\n", names(&it.names, start.len()))
}

/// The names of an import whose line begins with `start` letters.
fn names(names: &[ImportedName], start: usize) -> String {
    let texts: Vec<String> = names.iter().map(line).collect();
    if let [name] = &texts[..] {
        return name.clone();
    }
    let flat = format!("{{{}}}", texts.join(", "));
    if start + flat.len() < WIDTH {
        return flat;
    }
    let mut lines = vec![String::from("   ")];
    for name in &texts {
        match lines.last_mut() {
            Some(last) if last.len() + name.len() + 2 <= WIDTH => last.push_str(&format!(" {name},")),
            _ => lines.push(format!("    {name},")),
        }
    }
    format!("{{\n{}\n}}", lines.join("\n"))
}

impl ToTokens for Visibility {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Private => {}
            Self::Crate => tokens.extend(quote!(pub(crate))),
            Self::Public => tokens.extend(quote!(pub)),
        }
    }
}

impl ToTokens for ImportedName {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Module => tokens.extend(quote!(self)),
            Self::All => tokens.extend(quote!(*)),
            Self::Item(name) => ident(name).to_tokens(tokens),
            Self::Renamed(name, as_name) => {
                let (name, as_name) = (ident(name), ident(as_name));
                tokens.extend(quote!(#name as #as_name));
            }
        }
    }
}
