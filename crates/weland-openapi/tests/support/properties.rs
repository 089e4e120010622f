//! What must hold for every text that somebody may write. The tests try it on known texts, a fuzz target on made-up
//! ones.
#![allow(dead_code)] // each user uses its part

use std::sync::OnceLock;

use weland_model::{Diagnostic, Model, Severity};
use weland_openapi::{Document, LoadOptions, load};

/// Reads a document.
pub(crate) fn read(path: &str, text: &str, tolerant: bool) -> (Model, Vec<Diagnostic>) {
    let document = Document { path: path.into(), text: text.into(), is_root: true };
    static BASE: OnceLock<Model> = OnceLock::new();
    let base = BASE.get_or_init(weland_smithy::built_in_model).clone();
    let (model, diagnostics) = load(base, &[document], LoadOptions { tolerant });
    (model, diagnostics.into_sorted())
}

/// A text is read without a panic, and what is said of it has a place and advice. Being tolerant changes how bad things
/// are, and nothing else.
pub(crate) fn document(path: &str, text: &str) -> Result<(), String> {
    let (model, strict) = read(path, text, false);
    let (_, tolerant) = read(path, text, true);
    for diagnostic in &strict {
        well_placed(&model, diagnostic)?;
    }
    let errors = |all: &[Diagnostic]| all.iter().filter(|it| it.severity == Severity::Error).count();
    if errors(&tolerant) > errors(&strict) {
        return Err(format!("{} errors if tolerant, {} if not", errors(&tolerant), errors(&strict)));
    }
    let messages = |all: &[Diagnostic]| -> Vec<String> { all.iter().map(|it| it.message.clone()).collect() };
    let (mut strict, mut tolerant) = (messages(&strict), messages(&tolerant));
    strict.sort();
    tolerant.sort();
    if strict == tolerant { Ok(()) } else { Err(format!("{strict:#?}\nif tolerant: {tolerant:#?}")) }
}

/// The place is in the file, and there is advice.
fn well_placed(model: &Model, diagnostic: &Diagnostic) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{what}: {diagnostic:?}"));
    if diagnostic.help.is_none() {
        return wrong("no advice");
    }
    for span in diagnostic.span.iter().chain(diagnostic.related.iter().map(|related| &related.span)) {
        let Some(file) = model.sources.get(span.file) else { return wrong("no such file") };
        if file.text().get(span.start as usize..span.end as usize).is_none() {
            return wrong("no such place");
        }
    }
    if diagnostic.span.is_none() { wrong("no place") } else { Ok(()) }
}
