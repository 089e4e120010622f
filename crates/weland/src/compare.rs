//! Compares generated files with the contents of an output folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use weland_codegen::Files;

use crate::files::{self, Changes, Disk, Found, Survey, reason};
use crate::header;
use crate::paths;
use crate::report::{FileLocation, LocatedDiagnostic};

/// An output folder and the files generated for it.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) folder: PathBuf,
    pub(crate) files: Files,
}

/// An output folder, the files generated for it, and its current contents.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    output: &'a Output,
    survey: Survey,
}

impl<'a> Comparison<'a> {
    /// Examines the output folder.
    pub(crate) fn new(disk: &Disk, output: &'a Output) -> Self {
        let wanted = output.files.keys().map(String::as_str);
        Self { output, survey: files::survey(disk, &output.folder, wanted) }
    }

    /// Everything that prevents writing, as errors.
    pub(crate) fn obstacles(&self) -> Vec<LocatedDiagnostic> {
        let unreadable = self.survey.unreadable.iter().map(|(path, error)| {
            let path = self.shown(path);
            let message = format!("can't access `{path}`: {}", reason(error));
            LocatedDiagnostic::error("unreadable", message)
                .help("check the output folder, then run the command again")
                .at(FileLocation::path(path))
        });
        let blocked = self.wanted().filter_map(|(path, new, found)| match found {
            Found::Obstacle(what) => {
                let path = self.shown(path);
                let message = format!("can't write `{path}`: {what}");
                let diagnostic = LocatedDiagnostic::error("output-blocked", message);
                Some(diagnostic.help("move it away").at(FileLocation::path(path)))
            }
            Found::File(old) if is_foreign(old, new) => {
                let path = self.shown(path);
                let message = format!("`{path}` wasn't written by Weland and would be lost");
                let help = "move it away, or delete it if it isn't needed";
                let diagnostic = LocatedDiagnostic::error("foreign-file", message);
                Some(diagnostic.help(help).at(FileLocation::path(path)))
            }
            _ => None,
        });
        unreadable.chain(blocked).collect()
    }

    /// The changes that bring the folder up to date.
    pub(crate) fn changes(&self) -> Changes<'_> {
        let differs = |found: &Found, new: &str| !matches!(found, Found::File(old) if old == new.as_bytes());
        let wanted = self.wanted();
        Changes {
            writes: wanted
                .filter(|(_, new, found)| differs(found, new))
                .map(|(path, new, _)| (path, new.as_bytes()))
                .collect(),
            removals: self.survey.leftovers.iter().map(String::as_str).collect(),
        }
    }

    /// Every difference as an error: missing, stale and orphaned files, by path.
    pub(crate) fn differences(&self) -> Vec<LocatedDiagnostic> {
        let mut by_path = BTreeMap::new();
        for (path, new, found) in self.wanted() {
            let shown = self.shown(path);
            let diagnostic = match found {
                Found::Nothing => {
                    let message = format!("`{shown}` is missing");
                    Some(LocatedDiagnostic::error("missing-file", message).at(FileLocation::path(shown)))
                }
                Found::File(old) if !is_foreign(old, new) => stale(&shown, old, new),
                Found::File(_) | Found::Obstacle(_) => None,
            };
            by_path.extend(diagnostic.map(|diagnostic| (path, diagnostic)));
        }
        for path in &self.survey.leftovers {
            let shown = self.shown(path);
            let message = format!("`{shown}` is left over: it isn't generated any more");
            let diagnostic = LocatedDiagnostic::error("orphaned-file", message);
            by_path.insert(path, diagnostic.at(FileLocation::path(shown)));
        }
        by_path.into_values().collect()
    }

    /// The output folder and the changes to it.
    pub(crate) fn to_commit(&self) -> (&std::path::Path, Changes<'_>) {
        (&self.output.folder, self.changes())
    }

    fn wanted(&self) -> impl Iterator<Item = (&str, &str, &Found)> {
        self.output.files.iter().map(|(path, new)| {
            let found = self.survey.wanted.get(path).unwrap_or(&Found::Nothing);
            (path.as_str(), new.as_str(), found)
        })
    }

    fn shown(&self, path: &str) -> String {
        paths::display(&self.output.folder.join(path))
    }
}

/// Whether a file is neither Weland's own nor what Weland would write.
fn is_foreign(old: &[u8], new: &str) -> bool {
    old != new.as_bytes() && !header::is_marked(old)
}

fn stale(shown: &str, old: &[u8], new: &str) -> Option<LocatedDiagnostic> {
    if old == new.as_bytes() {
        return None;
    }
    let old = String::from_utf8_lossy(old);
    let message = format!("`{shown}` is stale");
    let diagnostic = LocatedDiagnostic::error("stale-file", message);
    Some(match first_difference(&old, new) {
        Some(difference) => difference.show(diagnostic, shown),
        None => diagnostic.at(FileLocation::path(shown)),
    })
}

/// The first line that differs; a line is absent if its text has ended before.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference<'a> {
    pub(crate) line: u32,
    pub(crate) found: Option<&'a str>,
    pub(crate) expected: Option<&'a str>,
}

impl Difference<'_> {
    /// Makes a diagnostic about a file point to the difference.
    pub(crate) fn show(&self, diagnostic: LocatedDiagnostic, path: &str) -> LocatedDiagnostic {
        let found = self.found.map(without_break).unwrap_or_default();
        diagnostic.at(FileLocation::line(path, self.line, found)).label(self.explain())
    }

    fn explain(&self) -> String {
        let quote = |line| match without_break(line) {
            "" => "an empty line".to_owned(),
            line => format!("`{}`", shorten(line)),
        };
        match (self.found, self.expected) {
            (Some(found), Some(expected)) if without_break(found) == without_break(expected) => {
                "found a different line break than expected".into()
            }
            (Some(_), Some(expected)) => format!("found this, expected {}", quote(expected)),
            (Some(_), None) => "found this, expected the end of the file".into(),
            (None, Some(expected)) => {
                format!("found the end of the file, expected {}", quote(expected))
            }
            (None, None) => "found no difference".into(),
        }
    }
}

/// The first difference between two texts. Line breaks belong to their lines, so texts that differ
/// only in line breaks differ.
pub(crate) fn first_difference<'a>(found: &'a str, expected: &'a str) -> Option<Difference<'a>> {
    let mut found = found.split_inclusive('\n');
    let mut expected = expected.split_inclusive('\n');
    let mut line = 1_u32;
    loop {
        match (found.next(), expected.next()) {
            (None, None) => return None,
            (found, expected) if found != expected => {
                return Some(Difference { line, found, expected });
            }
            _ => line = line.saturating_add(1),
        }
    }
}

fn without_break(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

fn shorten(line: &str) -> String {
    const LONGEST: usize = 200;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}
