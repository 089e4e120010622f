//! From sources to a model.

use std::sync::Arc;

use weland_model::{Diagnostic, Diagnostics, FileId, Model, Severity, Sources, parallel};

use crate::lower::{self, Lowered};
use crate::raw::RawFile;
use crate::{builtin, idl, json, validate};

/// Reads files into one model.
///
/// Sources are added by path and text; the loader never opens a file itself.
///
/// ```
/// let mut loader = weland_smithy::Loader::new();
/// loader.add("city.smithy", "$version: \"2.0\"\nnamespace example\nstring City\n");
/// let (model, diagnostics) = loader.load();
/// assert!(!diagnostics.has_errors());
/// assert!(model.get("example#City").is_some());
/// ```
#[derive(Debug, Default)]
pub struct Loader {
    files: Vec<(Arc<str>, Arc<str>)>,
    /// Namespaces whose definitions are there in any case.
    defined: Vec<&'static str>,
}

/// A model of definitions only: the prelude, well-known traits, and those that describe what OpenAPI says beyond Smithy.
/// Other front-ends add their shapes to it.
#[must_use]
pub fn built_in_model() -> Model {
    let mut loader = Loader::new();
    loader.define_openapi();
    loader.load_unvalidated().0
}

impl Loader {
    /// A loader without files. The prelude and the definitions of well-known traits are there
    /// without being added.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file: Smithy IDL, or JSON AST if the path ends in `.json` or if a path without
    /// a known ending comes with a text that starts with `{`.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> &mut Self {
        self.files.push((path.into(), text.into()));
        self
    }

    /// Provides the traits that describe what OpenAPI says beyond Smithy, even if no file uses them: a front-end for
    /// OpenAPI may add to the model.
    pub fn define_openapi(&mut self) -> &mut Self {
        self.defined.push("weland.openapi");
        self
    }

    /// Reads all files, merges and validates them.
    ///
    /// The model is as complete as it can be even if there are errors. It does not depend on
    /// the order in which the files were added.
    #[must_use]
    pub fn load(self) -> (Model, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let lowered = self.read(&mut diagnostics);
        validate::validate(&lowered, &mut diagnostics);
        (lowered.model, diagnostics)
    }

    /// Like [`Loader::load`] without validation: the files follow the syntax and their
    /// definitions fit together if there are no errors, but no rule of the model has been checked.
    /// For tools that look at models which have been validated before.
    #[must_use]
    pub fn load_unvalidated(self) -> (Model, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let lowered = self.read(&mut diagnostics);
        (lowered.model, diagnostics)
    }

    fn read(mut self, diagnostics: &mut Diagnostics) -> Lowered {
        self.files.sort();
        let mut sources = Sources::default();
        let mut loaded = Vec::new();
        for (path, text) in
            builtin::needed(self.files.iter().map(|(_, text)| &**text).chain(self.defined.iter().copied()))
        {
            loaded.push((sources.add_built_in(*path, *text), Arc::from(*text), false));
        }
        for (path, text) in self.files {
            if !has_places(text.len()) {
                diagnostics.push(too_large(&path));
                continue;
            }
            let is_json = is_json(&path, &text);
            let file = sources.add(path, Arc::clone(&text));
            loaded.push((file, text, is_json));
        }
        let files = parse(&loaded, diagnostics);
        lower::lower(sources, files, diagnostics)
    }
}

/// Files with less text in all are read in less time than a thread takes to start.
const MUCH_TEXT: usize = 128 * 1024;

/// Parses files, and says which of them are JSON.
fn parse<'t>(files: &'t [(FileId, Arc<str>, bool)], diagnostics: &mut Diagnostics) -> Vec<RawFile<'t>> {
    let read = |(file, text, is_json): &'t (FileId, Arc<str>, bool), diagnostics: &mut Diagnostics| match is_json {
        true => json::read(*file, text, diagnostics),
        false => idl::read(*file, text, diagnostics),
    };
    if files.iter().map(|(_, text, _)| text.len()).sum::<usize>() < MUCH_TEXT {
        return files.iter().map(|file| read(file, diagnostics)).collect();
    }
    let parsed = parallel::map(files, 1, |file| {
        let mut found = Diagnostics::new();
        (read(file, &mut found), found)
    });
    let files = parsed.into_iter().map(|(file, found)| {
        diagnostics.append(found);
        file
    });
    files.collect()
}

/// Whether each place in a text of a length has a number.
fn has_places(length: usize) -> bool {
    u32::try_from(length).is_ok()
}

fn too_large(path: &str) -> Diagnostic {
    let message = format!("`{path}` is not read: it is larger than 4 GiB");
    Diagnostic::new(Severity::Error, "too-large", message).help("split the model")
}

fn is_json(path: &str, text: &str) -> bool {
    let known = |ending: &str| path.len() > ending.len() && path.ends_with(ending);
    known(".json") || (!known(".smithy") && text.trim_start().starts_with('{'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_front_ends_start_from_the_definitions() {
        let model = built_in_model();
        for id in ["smithy.api#String", "smithy.api#http", "weland.openapi#rest", "alloy#untagged"] {
            assert!(model.get(id).is_some(), "{id}");
        }
        assert_eq!(model.own_shapes().count(), 0);
    }

    #[test]
    fn texts_of_four_gibibytes_have_no_places() {
        assert!(has_places(u32::MAX as usize));
        assert!(!has_places(u32::MAX as usize + 1));
        let diagnostic = too_large("a.json");
        assert_eq!(diagnostic.message, "`a.json` is not read: it is larger than 4 GiB");
        assert_eq!((diagnostic.code, diagnostic.help.is_some()), ("too-large", true));
    }
}
