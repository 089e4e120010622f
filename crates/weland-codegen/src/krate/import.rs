//! What modules import: given for most of them, derived from what their items name for those of types crates.

use super::Item;
use super::uses::Uses;

/// An import, `use path::names`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Who sees it.
    pub visibility: Visibility,
    /// The feature without which it is not there.
    pub feature: Option<&'static str>,
    /// The crate and the modules that the names are in.
    pub path: Vec<String>,
    /// The names.
    pub names: Vec<ImportedName>,
}

/// Who sees an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// The module alone.
    Private,
    /// The crate.
    Crate,
    /// Everybody.
    Public,
}

/// What an import takes from its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportedName {
    /// The module itself.
    Module,
    /// Everything.
    All,
    /// An item.
    Item(String),
    /// An item under another name.
    Renamed(String, &'static str),
}

impl Import {
    /// A private import of some items.
    pub fn items(path: &str, names: impl IntoIterator<Item: Into<String>>) -> Self {
        let names = names.into_iter().map(|name| ImportedName::Item(name.into()));
        Self { visibility: Visibility::Private, feature: None, path: split(path), names: names.collect() }
    }

    /// A private import of everything.
    pub fn all(path: &str) -> Self {
        Self { visibility: Visibility::Private, feature: None, path: split(path), names: vec![ImportedName::All] }
    }

    /// The same import, visible to everybody.
    #[must_use]
    pub fn public(self) -> Self {
        Self { visibility: Visibility::Public, ..self }
    }
}

fn split(path: &str) -> Vec<String> {
    path.split("::").filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// The imports of a module of a types crate with these items.
pub(crate) fn imports(items: &[Item]) -> Vec<Import> {
    let mut uses = Uses::default();
    items.iter().for_each(|item| item.uses(&mut uses));
    for name in items.iter().flat_map(Item::declares) {
        uses.generated.remove(name);
    }
    let mut core: Vec<ImportedName> = uses.core.iter().map(|name| ImportedName::Item((*name).to_owned())).collect();
    if uses.prelude {
        core.push(ImportedName::Renamed("schema".to_owned(), "prelude"));
    }
    // Types before functions and macros, as rustfmt sorts them.
    core.sort_by_key(|name| match name {
        ImportedName::Item(name) | ImportedName::Renamed(name, _) => {
            (name.starts_with(char::is_lowercase), name.clone())
        }
        ImportedName::Module | ImportedName::All => (false, String::new()),
    });
    let mut imports = Vec::new();
    if uses.btree_map {
        imports.push(Import::items("std::collections", ["BTreeMap"]));
    }
    if !core.is_empty() {
        imports.push(Import { names: core, ..Import::all("weland_core") });
    }
    if !uses.generated.is_empty() {
        imports.push(Import::all("crate"));
    }
    imports
}
