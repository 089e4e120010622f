//! What modules import: given for most of them, derived from what their items name for those of types crates.

use std::cmp::Reverse;
use std::collections::BTreeSet;

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

/// A module that needs more names than these of its crate imports everything.
const MOST_NAMES: usize = 40;

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
    sort(&mut core);
    let mut imports = Vec::new();
    if uses.btree_map {
        imports.push(Import::items("std::collections", ["BTreeMap"]));
    }
    if !core.is_empty() {
        imports.push(Import { names: core, ..Import::all("weland_core") });
    }
    // Each import of everything has the compiler look at all names of the crate.
    match uses.generated.len() {
        0 => {}
        1..=MOST_NAMES => imports.push(generated(uses.generated)),
        _ => imports.push(Import::all("crate")),
    }
    imports
}

fn generated(names: BTreeSet<String>) -> Import {
    let mut import = Import::items("crate", names);
    sort(&mut import.names);
    import
}

/// Sorts names as rustfmt does: types and constants before functions and macros, numbers by their values.
fn sort(names: &mut [ImportedName]) {
    names.sort_by_cached_key(|name| match name {
        ImportedName::Item(name) | ImportedName::Renamed(name, _) => {
            (name.starts_with(char::is_lowercase), pieces(name))
        }
        ImportedName::Module | ImportedName::All => (false, Vec::new()),
    });
}

/// A part of a name, in the order in which rustfmt sorts them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Underscore,
    /// How many digits the value has, its digits, and how many zeros are in front: the more, the earlier.
    Number(usize, String, Reverse<usize>),
    Letter(char),
}

fn pieces(name: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|it: char| it.is_ascii_digit()).len();
        let taken = if digits == 0 { first.len_utf8() } else { digits };
        pieces.push(match first {
            '_' => Piece::Underscore,
            _ if digits == 0 => Piece::Letter(first),
            _ => {
                let value = rest[..digits].trim_start_matches('0');
                Piece::Number(value.len(), value.to_owned(), Reverse(digits - value.len()))
            }
        });
        rest = &rest[taken..];
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_rustfmt_does() {
        let sorted = [
            "A_B", "A1_A", "A1_B", "A1B", "A10_B", "AB", "AB_C", "ABC", "ABC_D", "ABCD", "Ab_c", "Ab02", "Ab2", "Ab10",
        ];
        let mut names: Vec<ImportedName> =
            sorted.iter().rev().map(|name| ImportedName::Item((*name).to_owned())).collect();
        names.insert(3, ImportedName::Item("a".to_owned()));
        sort(&mut names);
        let expected = sorted.iter().chain(&["a"]).map(|name| ImportedName::Item((*name).to_owned()));
        assert_eq!(names, expected.collect::<Vec<_>>());
    }
}
