//! Which module defines what a path names.

use std::collections::{BTreeMap, BTreeSet};

use syn::Item;

use super::paths::Paths;
use crate::tidy::modules::Crate;

/// What a path leads to. Modules are given by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Module(usize),
    /// An item, or a part of it, in the module that defines it.
    Item(usize),
}

/// The names in the modules of a crate.
pub(super) struct Scopes {
    scopes: Vec<Scope>,
}

#[derive(Default)]
struct Scope {
    parent: Option<usize>,
    modules: BTreeMap<String, usize>,
    items: BTreeSet<String>,
    imports: BTreeMap<String, Vec<Vec<String>>>,
    globs: Vec<Vec<String>>,
    calls_macros: bool,
}

/// The names that are being looked up, so that no import leads back to itself.
type Pending = Vec<(usize, String)>;

impl Scopes {
    pub(super) fn new(krate: &Crate, paths: &[Paths]) -> Self {
        let mut scopes: Vec<Scope> = Vec::new();
        for (index, (module, paths)) in krate.modules.iter().zip(paths).enumerate() {
            if let Some(parent) = module.parent.and_then(|parent| scopes.get_mut(parent)) {
                parent.modules.insert(module.name.clone(), index);
            }
            let items = module.items.iter().filter_map(name).collect();
            let calls_macros = paths.calls_macros;
            let mut scope = Scope { parent: module.parent, items, calls_macros, ..Scope::default() };
            for import in &paths.imports {
                match &import.name {
                    Some(name) => scope.imports.entry(name.clone()).or_default().push(import.segments.clone()),
                    None => scope.globs.push(import.segments.clone()),
                }
            }
            scopes.push(scope);
        }
        Self { scopes }
    }

    /// What a path in a module leads to; nothing if that is elsewhere.
    pub(super) fn resolve(&self, module: usize, segments: &[String]) -> BTreeSet<Target> {
        self.path(module, segments, &mut Vec::new())
    }

    fn path(&self, module: usize, segments: &[String], pending: &mut Pending) -> BTreeSet<Target> {
        let Some((first, rest)) = segments.split_first() else {
            return BTreeSet::new();
        };
        let parent = self.scopes.get(module).and_then(|scope| scope.parent);
        let mut targets: BTreeSet<Target> = match &**first {
            "crate" => [Target::Module(0)].into(),
            "self" => [Target::Module(module)].into(),
            "super" => parent.map(Target::Module).into_iter().collect(),
            name => self.name(module, name, pending),
        };
        for segment in rest {
            targets = targets.iter().flat_map(|target| self.step(*target, segment, pending)).collect();
        }
        targets
    }

    /// Goes from what the beginning of a path leads to, to what one more segment leads to.
    fn step(&self, from: Target, segment: &str, pending: &mut Pending) -> BTreeSet<Target> {
        let Target::Module(module) = from else {
            return [from].into();
        };
        let Some(scope) = self.scopes.get(module) else {
            return BTreeSet::new();
        };
        if segment == "super" {
            return scope.parent.map(Target::Module).into_iter().collect();
        }
        let found = self.name(module, segment, pending);
        let may_be_made = found.is_empty() && scope.calls_macros;
        if may_be_made { [Target::Item(module)].into() } else { found }
    }

    fn name(&self, module: usize, name: &str, pending: &mut Pending) -> BTreeSet<Target> {
        let key = (module, name.to_owned());
        let Some(scope) = self.scopes.get(module).filter(|_| !pending.contains(&key)) else {
            return BTreeSet::new();
        };
        pending.push(key);
        let mut found: BTreeSet<Target> =
            scope.modules.get(name).map(|index| Target::Module(*index)).into_iter().collect();
        found.extend(scope.items.contains(name).then_some(Target::Item(module)));
        for import in scope.imports.get(name).into_iter().flatten() {
            found.extend(self.path(module, import, pending));
        }
        if found.is_empty() {
            for glob in &scope.globs {
                for target in self.path(module, glob, pending) {
                    if let Target::Module(other) = target {
                        found.extend(self.name(other, name, pending));
                    }
                }
            }
        }
        pending.pop();
        found
    }
}

fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
