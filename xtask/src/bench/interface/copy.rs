//! The copies: their files and the changes to them.

use std::path::Path;

use super::super::tools;
use crate::repo::{Repo, files};

/// How encoders, decoders and structures are passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    ObjectSafe,
    Generic,
}

/// The sources and targets of the files in both copies. Later entries overwrite earlier ones: the last one contains the
/// manifests, stubs for streams, and the program.
const SOURCES: &[(&str, &str)] = &[
    ("crates/weland-core/src", "weland-core/src"),
    ("crates/weland-protocol/src/json", "weland-protocol/src/json"),
    ("crates/weland-protocol/src/text", "weland-protocol/src/text"),
    ("crates/weland-protocol/src/codec.rs", "weland-protocol/src/codec.rs"),
    ("crates/weland-protocol/src/missing.rs", "weland-protocol/src/missing.rs"),
    ("crates/weland-protocol/src/scalar.rs", "weland-protocol/src/scalar.rs"),
    ("crates/weland-protocol/src/strictness.rs", "weland-protocol/src/strictness.rs"),
    ("crates/weland-protocol/src/unsupported.rs", "weland-protocol/src/unsupported.rs"),
    ("generated/lambda-types/src", "lambda-types/src"),
    ("benches/data.rs", "program/src/data.rs"),
    ("Cargo.lock", "Cargo.lock"),
    ("benches/interface", ""),
];

/// Functions that take or return a structure of any type. They can't exist in the generic form and aren't used by the
/// program, so they are removed from both copies.
const CUT: &[&str] = &["modeled", "modeled_mut", "poll_event", "poll_next_event"];

impl Form {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ObjectSafe => "object-safe",
            Self::Generic => "generic",
        }
    }
}

/// Writes a copy to a folder, replacing its contents.
pub(super) fn write(repo: &Repo, form: Form, folder: &Path) -> Result<(), String> {
    tools::remove(folder)?;
    for (from, to) in SOURCES {
        let source = repo.root().join(from);
        let files = if source.is_dir() { files(&source, "")? } else { vec![source.clone()] };
        for path in files {
            let inner = path.strip_prefix(&source).map_err(|error| error.to_string())?;
            // Joining an empty path would append a slash to the name of a file.
            let target = if inner.as_os_str().is_empty() { folder.join(to) } else { folder.join(to).join(inner) };
            let text = tools::read(&path)?;
            let is_rust = path.extension().is_some_and(|extension| extension == "rs");
            tools::write(&target, &if is_rust { change(&text, form) } else { text })?;
        }
    }
    Ok(())
}

/// The text of a source in a copy.
fn change(text: &str, form: Form) -> String {
    let text = CUT.iter().fold(text.to_owned(), |text, name| without_functions(&text, name));
    match form {
        Form::ObjectSafe => text,
        Form::Generic => generic(&text),
    }
}

/// Turns `dyn Trait` arguments into `impl Trait` arguments.
fn generic(text: &str) -> String {
    let mut text = text.to_owned();
    for name in ["Encoder", "Decoder", "Structure"] {
        for path in [name.to_owned(), format!("$crate::{name}"), format!("weland_core::{name}")] {
            for reference in ["&", "&mut "] {
                text = text.replace(&format!("{reference}dyn {path}"), &format!("{reference}impl {path}"));
            }
        }
    }
    text
}

/// The text without the functions of this name and their docs, be they declared or defined.
fn without_functions(text: &str, name: &str) -> String {
    let head = format!("fn {name}(");
    let mut rest = text;
    let mut kept = String::new();
    while let Some(start) = rest.find(&head) {
        kept.push_str(without_docs(&rest[..start]));
        rest = &rest[start + function_length(&rest[start..])..];
    }
    kept + rest
}

/// The text without the doc comment at its end.
fn without_docs(text: &str) -> &str {
    let mut text = text;
    while let Some((before, line)) = text.trim_end().rsplit_once('\n')
        && line.trim_start().starts_with("///")
    {
        text = before;
    }
    text
}

/// The length of the function at the start of a text, up to its semicolon or closing brace.
fn function_length(text: &str) -> usize {
    let mut depth = 0;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return index + 1,
            b'}' => depth -= 1,
            b';' if depth == 0 => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_cut_out_with_their_bodies() {
        let cases = [
            ("a fn x(&self) -> u8; b", "a  b"),
            ("a fn x(&self) { if c { d } } b fn x(); e", "a  b  e"),
            ("fn y() { x() }", "fn y() { x() }"),
            ("a\n    /// B.\n    /// C.\n    fn x();\n}", "a\n}"),
        ];
        for (text, expected) in cases {
            assert_eq!(without_functions(text, "x"), expected);
        }
    }

    #[test]
    fn arguments_become_generic() {
        let text = "fn a(to: &mut dyn $crate::Encoder, value: &dyn Structure) -> Box<dyn Error>";
        let expected = "fn a(to: &mut impl $crate::Encoder, value: &impl Structure) -> Box<dyn Error>";
        assert_eq!(generic(text), expected);
    }

    #[test]
    fn no_form_of_the_copied_sources_is_left_half_changed() {
        let repo = Repo::find().unwrap();
        let folder = repo.root().join("target/tmp/interface-copy");
        write(&repo, Form::Generic, &folder).unwrap();
        for path in files(&folder, ".rs").unwrap() {
            // The support for serde is behind a feature that the copies don't have.
            let code = tools::read(&path).unwrap();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in lines.filter(|_| !path.to_string_lossy().contains("serde_support")) {
                let whole = ["Structure", "Encoder", "Decoder"].iter().all(|name| {
                    !line.contains(&format!("dyn {name}")) && !line.contains(&format!("dyn $crate::{name}"))
                });
                assert!(whole, "{}: {line}", path.display());
            }
        }
        tools::remove(&folder).unwrap();
    }
}
