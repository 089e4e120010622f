//! Files that stand for several: archives, and build files of Smithy.

use std::fs;
use std::path::Path;

use super::super::archive;
use super::super::read::{Problem, read, read_bytes};
use super::super::smithy_build;
use super::{Origin, Reader, TextFile};
use crate::paths;

/// How many build files of Smithy may name one another.
const MAX_BUILDS: usize = 16;

impl Reader<'_> {
    /// Reads the models that a build file of Smithy names.
    pub(super) fn build(&mut self, path: &Path) {
        let text = match read(self.disk, path) {
            Ok(text) => text,
            Err(problem) => return self.report(path, problem),
        };
        if self.builds.len() == MAX_BUILDS {
            let what = format!("it is the last of more than {MAX_BUILDS} build files that name one another");
            return self.report(path, Problem::new("nesting-too-deep", what, "name the folders of the models"));
        }
        let build = smithy_build::parse(&paths::display(path), &text, &|name| self.disk.variable(name));
        self.diagnostics.extend(build.diagnostics);
        let resolved = self.disk.resolve(path);
        self.builds.push(fs::canonicalize(&resolved).unwrap_or(resolved));
        let folder = path.parent().unwrap_or(Path::new(""));
        let named_at = self.named_at.take();
        for (named, place) in build.paths {
            self.named_at = Some(place);
            self.input(folder, Path::new(&named));
        }
        self.named_at = named_at;
        self.builds.pop();
    }

    /// Reads the models of an archive. One that was found and has none is not meant, such as a part of a build tool.
    pub(super) fn archive(&mut self, path: &Path, origin: Origin) {
        let name = paths::display(path);
        let models = read_bytes(self.disk, path).and_then(|bytes| archive::read(&name, &bytes));
        match models {
            Ok(Some(models)) => {
                self.diagnostics.extend(models.diagnostics);
                let files = models.files.into_iter();
                // Its manifest names them.
                let origin = Origin::Named;
                self.files.extend(files.map(|(name, text)| TextFile {
                    path: None,
                    name,
                    text,
                    origin,
                    is_referred: false,
                }));
            }
            Ok(None) if origin == Origin::Named => {
                let what = "the archive has no models, since it has no file META-INF/smithy/manifest";
                let help = "specify an archive of a Smithy model, or unpack it and specify its models";
                self.report(path, Problem::new("empty-archive", what, help));
            }
            Ok(None) => {
                if let Ok(canonical) = fs::canonicalize(self.disk.resolve(path)) {
                    self.seen.remove(&canonical);
                }
            }
            Err(problem) => self.report(path, problem),
        }
    }
}
