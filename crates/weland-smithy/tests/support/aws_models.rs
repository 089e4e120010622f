//! Public API models of AWS, which are valid.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::count::Count;
use super::properties::{Loaded, read, survives_ast, survives_idl};
use super::render;

/// How many models are without an error, with nothing told twice; how many survive being written and read again.
pub(crate) fn aws_models(paths: &[PathBuf]) -> [Count; 3] {
    let mut valid = Count::new("aws models without an error");
    let mut ast = Count::new("aws models that survive as JSON AST");
    let mut idl = Count::new("aws models that survive as IDL");
    for path in paths {
        let loaded = read(&[path]);
        valid.add(path, no_error(&loaded).and_then(|()| nothing_twice(&loaded)));
        ast.add(path, survives_ast(&loaded.model));
        idl.add(path, survives_idl(&loaded.model));
    }
    [valid, ast, idl]
}

fn no_error(loaded: &Loaded) -> Result<(), String> {
    let errors = loaded.shown_errors();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

fn nothing_twice(loaded: &Loaded) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    let mut twice = loaded.diagnostics.iter().filter(|item| !seen.insert((item.code, item.span, &*item.message)));
    match twice.next() {
        Some(item) => Err(format!("told twice: {}", render(&loaded.model.sources, item))),
        None => Ok(()),
    }
}
