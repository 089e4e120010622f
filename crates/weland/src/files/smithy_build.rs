//! `smithy-build.json`, which says where the models of a Smithy project are.
//!
//! Only what adds models is read: `sources`, `imports`, and, for a note, the dependencies that would be downloaded.
//! Projections and plugins are about what the Smithy CLI makes of a model.

use serde::Deserialize;
use serde_json::value::RawValue;
use weland_model::{FileId, Sources, Span};

use crate::report::{FileLocation, LocatedDiagnostic};

/// The name of the file.
pub(super) const FILE_NAME: &str = "smithy-build.json";
/// The folder of models next to a file that names none.
const DEFAULT_SOURCE: &str = "model";
const INVALID: &str = "invalid-build-file";
/// Packages whose traits are known without their JAR files.
const BUILT_IN: &[&str] = &[
    "com.disneystreaming.alloy:alloy-core",
    "software.amazon.smithy:smithy-aws-apigateway-traits",
    "software.amazon.smithy:smithy-aws-cloudformation-traits",
    "software.amazon.smithy:smithy-aws-endpoints",
    "software.amazon.smithy:smithy-aws-iam-traits",
    "software.amazon.smithy:smithy-aws-traits",
    "software.amazon.smithy:smithy-model",
    "software.amazon.smithy:smithy-protocol-test-traits",
    "software.amazon.smithy:smithy-protocol-traits",
    "software.amazon.smithy:smithy-rules-engine",
    "software.amazon.smithy:smithy-smoke-test-traits",
    "software.amazon.smithy:smithy-validation-model",
    "software.amazon.smithy:smithy-waiters",
];

/// What a `smithy-build.json` says of models.
#[derive(Debug, Default)]
pub(super) struct Build {
    /// The paths of files and folders, relative to the folder of the file, and where they are named.
    pub(super) paths: Vec<(String, FileLocation)>,
    pub(super) diagnostics: Vec<LocatedDiagnostic>,
}

#[derive(Deserialize)]
struct Fields<'t> {
    #[serde(borrow)]
    version: Option<&'t RawValue>,
    #[serde(borrow)]
    sources: Option<&'t RawValue>,
    #[serde(borrow)]
    imports: Option<&'t RawValue>,
    #[serde(borrow)]
    maven: Option<Maven<'t>>,
}

#[derive(Deserialize)]
struct Maven<'t> {
    #[serde(borrow)]
    dependencies: Option<&'t RawValue>,
}

/// Reads a text, with the values of environment variables.
pub(super) fn parse(name: &str, text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Build {
    let mut sources = Sources::default();
    let file = sources.add(name, text);
    let bare = without_comments(text.strip_prefix('\u{feff}').unwrap_or(text));
    let skipped = text.len() - bare.len();
    let mut reader = Reader { sources, file, text: &bare, skipped, variable, build: Build::default() };
    match serde_json::from_str::<Fields<'_>>(&bare) {
        Ok(fields) => reader.fields(&fields),
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
            let shown = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
            let place = FileLocation::line(name, line, shown);
            let message = format!("`{FILE_NAME}` can't be read: {}", without_place(&error));
            reader.error(place, message, "write an object in JSON; comments may start with `//`");
        }
    }
    reader.build
}

/// The message of an error, whose place is shown elsewhere.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// The text with spaces instead of comments, which the Smithy CLI allows, so that all places stay the same.
fn without_comments(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let (mut in_string, mut in_comment) = (false, false);
    while let Some(one) = rest.next() {
        if in_comment && one != '\n' {
            bare.extend(std::iter::repeat_n(' ', one.len_utf8()));
            continue;
        }
        in_comment = false;
        match one {
            '\\' if in_string => {
                bare.push(one);
                bare.extend(rest.next());
                continue;
            }
            '"' => in_string = !in_string,
            '/' if !in_string && rest.peek() == Some(&'/') => {
                in_comment = true;
                bare.push(' ');
                continue;
            }
            _ => {}
        }
        bare.push(one);
    }
    bare
}

struct Reader<'t, 'v> {
    sources: Sources,
    file: FileId,
    /// The text without comments.
    text: &'t str,
    /// The length of what precedes it in the file.
    skipped: usize,
    variable: &'v dyn Fn(&str) -> Option<String>,
    build: Build,
}

impl Reader<'_, '_> {
    fn error(&mut self, place: FileLocation, message: impl Into<String>, help: impl Into<String>) {
        self.build.diagnostics.push(LocatedDiagnostic::error(INVALID, message).at(place).help(help));
    }

    /// Where a part of the text is.
    fn place(&self, part: &RawValue) -> FileLocation {
        // Parts are borrowed from the text.
        let start = (part.get().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize) + self.skipped;
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let span = Span::new(self.file, offset(start), offset(start + part.get().len()));
        FileLocation::of(&self.sources, span).unwrap_or_else(|| FileLocation::path(FILE_NAME))
    }

    fn fields(&mut self, fields: &Fields<'_>) {
        self.version(fields.version);
        let sources = self.strings("sources", fields.sources);
        let imports = self.strings("imports", fields.imports);
        if sources.is_empty() && fields.sources.is_none_or(|value| value.get() == "[]") {
            let place = FileLocation::path(self.sources.get(self.file).map_or(FILE_NAME, |file| file.path()));
            self.build.paths.push((DEFAULT_SOURCE.to_owned(), place));
        }
        self.build.paths.extend(sources.into_iter().chain(imports));
        let dependencies = fields.maven.as_ref().and_then(|maven| maven.dependencies);
        for (dependency, place) in self.strings("dependencies", dependencies) {
            self.dependency(&dependency, place);
        }
    }

    fn version(&mut self, version: Option<&RawValue>) {
        let help = "write `\"version\": \"1.0\"`";
        match version {
            Some(version) if version.get() == "\"1.0\"" => {}
            Some(version) => {
                let message = format!("the version of `{FILE_NAME}` has to be \"1.0\"");
                self.error(self.place(version), message, help);
            }
            None => {
                let path = self.sources.get(self.file).map_or(FILE_NAME, |file| file.path());
                let message = format!("`{FILE_NAME}` has no `version`");
                self.error(FileLocation::path(path), message, help);
            }
        }
    }

    /// The strings of a list with their places, with the values of variables.
    fn strings(&mut self, key: &str, list: Option<&RawValue>) -> Vec<(String, FileLocation)> {
        let Some(list) = list else { return Vec::new() };
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(list.get()) else {
            self.error(self.place(list), format!("`{key}` has to be a list"), "write a list of strings");
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in items {
            let place = self.place(item);
            match serde_json::from_str::<String>(item.get()) {
                Ok(text) => match expand(&text, self.variable) {
                    Ok(text) => strings.push((text, place)),
                    Err(name) => {
                        let message = format!("the environment variable `{name}` is not set");
                        self.error(place, message, "set it, or write `\\\\${…}` for a text that is not replaced");
                    }
                },
                Err(_) => self.error(place, format!("`{key}` has to be a list of strings"), "write a string"),
            }
        }
        strings
    }

    fn dependency(&mut self, dependency: &str, place: FileLocation) {
        let package = dependency.rsplit_once(':').map_or(dependency, |(package, _)| package);
        if BUILT_IN.contains(&package) {
            return;
        }
        let message = format!("the dependency `{dependency}` is not read, since nothing is downloaded");
        let help = "if the model needs shapes or traits of it, download its JAR file and add its path to `imports`";
        self.build.diagnostics.push(LocatedDiagnostic::note("unread-dependency", message).at(place).help(help));
    }
}

/// Replaces `${NAME}` by the value of a variable, and `\${` by `${`; or says which variable is not set.
fn expand(text: &str, variable: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut expanded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        let (before, after) = rest.split_at(at);
        if let Some(before) = before.strip_suffix('\\') {
            expanded.push_str(before);
            expanded.push_str("${");
            rest = after.get(2..).unwrap_or_default();
            continue;
        }
        expanded.push_str(before);
        let Some((name, after)) = after.get(2..).and_then(|after| after.split_once('}')) else {
            expanded.push_str(after);
            return Ok(expanded);
        };
        expanded.push_str(&variable(name).ok_or_else(|| name.to_owned())?);
        rest = after;
    }
    expanded.push_str(rest);
    Ok(expanded)
}

#[cfg(test)]
#[path = "smithy_build_tests.rs"]
mod tests;
