//! The modules of a crate, read from its files.

use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, ImplItem, Item, ItemMod, Meta, TraitItem};

use super::{Problem, Tree};

/// A crate of this repository.
pub(super) struct Crate {
    /// Its modules, the root first and each one after its parent.
    pub(super) modules: Vec<Module>,
}

/// A module that is compiled outside tests.
pub(super) struct Module {
    pub(super) name: String,
    /// The index of the module that it is in.
    pub(super) parent: Option<usize>,
    /// The path of its file, relative to the root of the repository.
    pub(super) file: String,
    /// What it defines, without its modules and without what only tests compile.
    pub(super) items: Vec<Item>,
}

/// All crates below `crates/`, and the tasks.
pub(super) fn read_crates(tree: &Tree) -> (Vec<Crate>, Vec<Problem>) {
    let own = tree.packages.iter().filter(|package| package.folder.starts_with("crates/"));
    let mut roots: Vec<&str> = own
        .flat_map(|package| package.crate_roots.iter().map(String::as_str))
        .filter(|root| !root.ends_with("/build.rs"))
        .collect();
    let tasks = "xtask/src/main.rs";
    roots.extend(tree.files.iter().any(|file| file.path == tasks).then_some(tasks));
    let mut problems = Vec::new();
    let crates = roots.into_iter().map(|root| {
        let mut reader = Reader { tree, modules: Vec::new(), problems: &mut problems };
        reader.file(root, folder_of(root), String::new(), None);
        Crate { modules: reader.modules }
    });
    (crates.collect(), problems)
}

struct Reader<'t> {
    tree: &'t Tree,
    modules: Vec<Module>,
    problems: &'t mut Vec<Problem>,
}

impl Reader<'_> {
    /// Reads the module in a file, whose modules have their files in a folder.
    fn file(&mut self, path: &str, folder: &str, name: String, parent: Option<usize>) {
        let Some(file) = self.tree.files.iter().find(|file| file.path == path) else {
            self.problems.push(Problem::new(path, "a module without a file"));
            return;
        };
        match syn::parse_file(&file.text) {
            Ok(mut parsed) => {
                WithoutTests.visit_file_mut(&mut parsed);
                self.module(path, folder, name, parent, parsed.items);
            }
            Err(error) => {
                let place = format!("{path}:{}", error.span().start().line);
                self.problems.push(Problem::new(place, format!("not Rust: {error}")));
            }
        }
    }

    fn module(&mut self, file: &str, folder: &str, name: String, parent: Option<usize>, items: Vec<Item>) {
        let (modules, items): (Vec<Item>, Vec<Item>) = items.into_iter().partition(|item| matches!(item, Item::Mod(_)));
        let index = self.modules.len();
        self.modules.push(Module { name, parent, file: file.to_owned(), items });
        for item in modules {
            if let Item::Mod(item) = item {
                self.child(file, folder, index, item);
            }
        }
    }

    fn child(&mut self, file: &str, folder: &str, parent: usize, item: ItemMod) {
        let name = item.ident.to_string();
        let inner = format!("{folder}/{name}");
        if let Some((_, items)) = item.content {
            self.module(file, &inner, name, Some(parent), items);
        } else if let Some(path) = item.attrs.iter().find_map(path_attribute) {
            let path = normalize(&format!("{}/{path}", folder_of(file)));
            self.file(&path, folder_of(&path), name, Some(parent));
        } else {
            let in_folder = format!("{inner}/mod.rs");
            let beside = format!("{inner}.rs");
            let is_file = |path: &str| self.tree.files.iter().any(|file| file.path == path);
            let path = if is_file(&in_folder) { in_folder } else { beside };
            self.file(&path, &inner, name, Some(parent));
        }
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Takes `..` out of a path.
fn normalize(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn path_attribute(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(value), .. }) = &pair.value else {
        return None;
    };
    pair.path.is_ident("path").then(|| value.value())
}

/// Removes what only tests compile, at any depth.
struct WithoutTests;

impl VisitMut for WithoutTests {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        file.items.retain(|item| !is_for_tests(attributes(item)));
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            items.retain(|item| !is_for_tests(attributes(item)));
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        item.items.retain(|item| !is_for_tests(impl_attributes(item)));
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_item_trait_mut(&mut self, item: &mut syn::ItemTrait) {
        item.items.retain(|item| !is_for_tests(trait_attributes(item)));
        visit_mut::visit_item_trait_mut(self, item);
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        block.stmts.retain(|it| !matches!(it, syn::Stmt::Item(item) if is_for_tests(attributes(item))));
        visit_mut::visit_block_mut(self, block);
    }
}

/// Whether only tests compile what has these attributes.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let is_test = |it: &Meta| it.path().is_ident("test");
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<Meta>().is_ok_and(|condition| match &condition {
                    Meta::List(list) if list.path.is_ident("all") => {
                        let parts = syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated;
                        list.parse_args_with(parts).is_ok_and(|parts| parts.iter().any(is_test))
                    }
                    condition => is_test(condition),
                })
    })
}

/// The attributes of an item.
fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// The attributes of an item in an `impl`.
fn impl_attributes(item: &ImplItem) -> &[Attribute] {
    match item {
        ImplItem::Const(item) => &item.attrs,
        ImplItem::Fn(item) => &item.attrs,
        ImplItem::Type(item) => &item.attrs,
        _ => &[],
    }
}

/// The attributes of an item in a trait.
fn trait_attributes(item: &TraitItem) -> &[Attribute] {
    match item {
        TraitItem::Fn(item) => &item.attrs,
        _ => &[],
    }
}
