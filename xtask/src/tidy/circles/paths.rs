//! The paths that a module writes.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ItemMacro, ItemUse, Macro, Path, UseTree};

use crate::tidy::modules::Module;

/// A path that code or a `use` names.
pub(super) struct Reference {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

/// A name that a `use` brings into a module.
pub(super) struct Import {
    /// Its name there; `None` for a glob.
    pub(super) name: Option<String>,
    pub(super) segments: Vec<String>,
}

/// What a module names, functions included.
#[derive(Default)]
pub(super) struct Paths {
    pub(super) references: Vec<Reference>,
    pub(super) imports: Vec<Import>,
    /// Whether macros may define items that nobody sees here.
    pub(super) calls_macros: bool,
}

impl Paths {
    pub(super) fn of(module: &Module) -> Self {
        let mut paths = Self::default();
        module.items.iter().for_each(|item| paths.visit_item(item));
        paths
    }

    fn flatten(&mut self, tree: &UseTree, mut prefix: Vec<String>) {
        let line;
        let name;
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                return self.flatten(&path.tree, prefix);
            }
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.flatten(tree, prefix.clone()));
            }
            UseTree::Name(leaf) => {
                line = leaf.ident.span().start().line;
                if leaf.ident != "self" {
                    prefix.push(leaf.ident.to_string());
                }
                name = prefix.last().cloned();
            }
            UseTree::Rename(leaf) => {
                line = leaf.ident.span().start().line;
                if leaf.ident != "self" {
                    prefix.push(leaf.ident.to_string());
                }
                name = Some(leaf.rename.to_string());
            }
            UseTree::Glob(_) => return self.imports.push(Import { name: None, segments: prefix }),
        }
        self.imports.push(Import { name, segments: prefix.clone() });
        self.references.push(Reference { segments: prefix, line });
    }

    /// Looks for paths in the arguments of a macro.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut line, mut colons) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end_path(&mut path, line);
                        line = ident.span().start().line;
                    }
                    path.push(ident.to_string());
                    colons = 0;
                    continue;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => self.tokens(group.stream()),
                _ => {}
            }
            self.end_path(&mut path, line);
            colons = 0;
        }
        self.end_path(&mut path, line);
    }

    fn end_path(&mut self, path: &mut Vec<String>, line: usize) {
        let segments = std::mem::take(path);
        if segments.len() > 1 {
            self.references.push(Reference { segments, line });
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if item.leading_colon.is_none() {
            self.flatten(&item.tree, Vec::new());
        }
    }

    fn visit_path(&mut self, path: &'ast Path) {
        if let Some(first) = path.segments.first().filter(|_| path.leading_colon.is_none()) {
            let segments = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.references.push(Reference { segments, line: first.ident.span().start().line });
        }
        visit::visit_path(self, path);
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        if item.ident.is_none() {
            self.calls_macros = true;
            visit::visit_item_macro(self, item);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}
