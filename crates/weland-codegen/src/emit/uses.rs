//! Which imports a module of a types crate needs, by what is written in it.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::krate::{Crate, Item, Module, REEXPORTS, import};

/// Items of the runtime, and what stands behind them wherever they are used.
const RUNTIME: &[(&str, &str)] = &[
    ("Binding", "::"),
    ("Bound", "::"),
    ("Member", "::"),
    ("Operation", "for"),
    ("OperationSchema", "::"),
    ("Paginated", "for"),
    ("Schema", "::"),
    ("ServiceSchema", "="),
    ("ShapeType", "::"),
    ("TimestampFormat", "::"),
    ("error", "!"),
    ("int_enum", "!"),
    ("operation_error", "!"),
    ("pattern", "!"),
    ("string_enum", "!"),
    ("structure", "!"),
    ("union", "!"),
];

/// What the modules of a crate offer each other.
pub(super) struct Offers {
    names: BTreeSet<String>,
}

impl Offers {
    pub(super) fn of(krate: &Crate) -> Self {
        let declared = krate.modules.iter().flat_map(|module| &module.items).flat_map(declared);
        // What has a rule of its own is imported from where it comes.
        let is_ruled = |name: &&&str| RUNTIME.iter().any(|(known, _)| known == *name);
        let reexports = REEXPORTS.iter().filter(|name| !is_ruled(name)).map(|name| (*name).to_owned());
        let names = declared.chain(reexports);
        Self { names: names.chain(["SERVICE".to_owned()]).collect() }
    }

    /// The imports of a module with this body.
    pub(super) fn imports(&self, module: &Module, body: &str) -> String {
        // The first word has one before it, too.
        let mut words = vec![String::new()];
        // What is no Rust is reported by the compiler, where it is easier to find.
        flatten(body.parse::<TokenStream>().unwrap_or_default(), &mut words);
        let own: BTreeSet<String> = module.items.iter().flat_map(declared).collect();
        let uses = |name: &str, next: &str| words.windows(3).any(|it| it[0] != "::" && it[1] == name && it[2] == next);
        let mut runtime: Vec<&str> =
            RUNTIME.iter().filter(|(name, next)| uses(name, next)).map(|(name, _)| *name).collect();
        if words.windows(2).any(|it| it == ["prelude", "::"]) {
            runtime.push("schema as prelude");
        }
        runtime.sort_by_key(|name| (name.starts_with(char::is_lowercase), *name));
        let takes = |it: &[String]| {
            let is_use = it[0] != "::" && !matches!(it[2].as_str(), "(" | ":" | "=");
            is_use && self.names.contains(&it[1]) && !own.contains(&it[1])
        };
        let mut groups = Vec::new();
        if uses("BTreeMap", "<") {
            groups.push("use std::collections::BTreeMap;".to_owned());
        }
        if !runtime.is_empty() {
            groups.push(import("use weland_core", &runtime));
        }
        if words.windows(3).any(takes) {
            groups.push("use crate::*;".to_owned());
        }
        groups.join("\n\n")
    }
}

/// The names that an item declares.
fn declared(item: &Item) -> Vec<String> {
    match item {
        Item::Struct(it) => vec![it.name.clone(), it.static_name.clone()],
        Item::Union(it) => vec![it.name.clone(), it.static_name.clone()],
        Item::Enum(it) => vec![it.name.clone(), it.static_name.clone()],
        Item::OperationError(it) => vec![it.name.clone()],
        Item::Operation(it) => vec![it.marker.name.clone()],
        Item::Static(it) => vec![it.name.clone()],
        Item::Service(_)
        | Item::Client(_)
        | Item::Waiter(_)
        | Item::Server(_)
        | Item::Shapes(_)
        | Item::Test(_)
        | Item::Recorder(_) => Vec::new(),
    }
}

/// All words in order; comments are gone, `::` is one word, and each closing bracket is an empty one.
fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let open = match group.delimiter() {
                    Delimiter::Parenthesis => "(",
                    Delimiter::Brace => "{",
                    Delimiter::Bracket => "[",
                    Delimiter::None => "",
                };
                words.push(open.to_owned());
                flatten(group.stream(), words);
                words.push(String::new());
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' && words.last().is_some_and(|last| last == ":") => {
                words.pop();
                words.push("::".to_owned());
            }
            TokenTree::Literal(_) => words.push("\"\"".to_owned()),
            token => words.push(token.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_split_and_comments_are_gone() {
        let mut words = Vec::new();
        flatten("/// Binding::Label\na::B<C> [D(\"E\"), f: G]".parse().unwrap(), &mut words);
        let seen: Vec<&str> = words.iter().map(String::as_str).filter(|word| word.len() == 1).collect();
        assert_eq!(seen, ["#", "[", "=", "a", "B", "<", "C", ">", "[", "D", "(", ",", "f", ":", "G"]);
        assert!(!words.contains(&"Binding".to_owned()));
    }
}
