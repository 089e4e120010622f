//! The templates of a target.

use std::path::Path;

use weland_codegen::Templates;
use weland_model::Sources;

use super::Context;
use crate::files;
use crate::paths;
use crate::report::{FileLocation, LocatedDiagnostic};
use crate::suggest;

/// Reads the templates in a folder and adds them to the sources. Errors are reported at `named_at`, where the
/// configuration names the folder.
pub(super) fn read(
    context: &mut Context<'_>,
    folder: &Path,
    named_at: Option<FileLocation>,
    sources: &mut Sources,
) -> Templates {
    let mut templates = Templates::default();
    context.watched.insert(folder.to_owned());
    let names = match files::list(&context.disk, folder) {
        Ok(names) => names,
        Err(diagnostic) => {
            context.report.push(named(*diagnostic, named_at));
            return templates;
        }
    };
    if names.is_empty() {
        let message = format!("the folder `{}` has no templates", paths::display(folder));
        let help = "remove `templates`, or add a file such as `README.md.jinja`";
        context.report.push(named(LocatedDiagnostic::error("empty-folder", message).help(help), named_at));
    }
    for name in names {
        if let Err(diagnostic) = add(context, folder, &name, sources, &mut templates) {
            context.report.push(*diagnostic);
        }
    }
    templates
}

fn named(diagnostic: LocatedDiagnostic, place: Option<FileLocation>) -> LocatedDiagnostic {
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    }
}

fn add(
    context: &Context<'_>,
    folder: &Path,
    name: &str,
    sources: &mut Sources,
    templates: &mut Templates,
) -> Result<(), Box<LocatedDiagnostic>> {
    let path = folder.join(name);
    let shown = paths::display(&path);
    let known = Templates::names();
    if !known.iter().any(|known| known == name) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let message = format!("`{shown}` isn't the name of a template");
        // Without the extension, the right name would be too far away to be suggested.
        let with_extension = format!("{name}.jinja");
        let wrong = if known.contains(&&*with_extension) { &with_extension } else { name };
        let diagnostic = LocatedDiagnostic::error("unknown-template", message).help(suggest::help(wrong, &known));
        return Err(Box::new(diagnostic.at(FileLocation::path(shown))));
    }
    let text = files::read_text(&context.disk, &path)?;
    let file = sources.add(shown, text.as_str());
    templates.replace(name, file, text);
    Ok(())
}
