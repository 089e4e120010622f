//! The templates of a target.

use std::path::Path;

use weland_codegen::Templates;
use weland_model::Sources;

use super::Context;
use crate::files;
use crate::paths;
use crate::report::{Finding, Place};
use crate::suggest;

/// Reads the templates in a folder that is named at a place, and adds their texts to the sources that spans are in.
pub(super) fn read(
    context: &mut Context<'_>,
    folder: &Path,
    named_at: Option<Place>,
    sources: &mut Sources,
) -> Templates {
    let mut templates = Templates::default();
    let names = match files::list(&context.disk, folder) {
        Ok(names) => names,
        Err(finding) => {
            context.report.push(named(*finding, named_at));
            return templates;
        }
    };
    if names.is_empty() {
        let message = format!("the folder `{}` has no templates", paths::display(folder));
        let help = "leave `templates` out, or add a file such as `README.md.jinja`";
        context.report.push(named(Finding::error("empty-folder", message).help(help), named_at));
    }
    for name in names {
        if let Err(finding) = add(context, folder, &name, sources, &mut templates) {
            context.report.push(*finding);
        }
    }
    templates
}

fn named(finding: Finding, place: Option<Place>) -> Finding {
    match place {
        Some(place) => finding.at(place),
        None => finding,
    }
}

fn add(
    context: &Context<'_>,
    folder: &Path,
    name: &str,
    sources: &mut Sources,
    templates: &mut Templates,
) -> Result<(), Box<Finding>> {
    let path = folder.join(name);
    let shown = paths::display(&path);
    let known = Templates::names();
    if !known.iter().any(|known| known == name) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let message = format!("there is no template of the name of `{shown}`");
        // A forgotten ending is a long way from the right name.
        let with_ending = format!("{name}.jinja");
        let wrong = if known.contains(&&*with_ending) { &with_ending } else { name };
        let finding = Finding::error("unknown-template", message).help(suggest::help(wrong, &known));
        return Err(Box::new(finding.at(Place::path(shown))));
    }
    let text = files::read_text(&context.disk, &path)?;
    let file = sources.add(shown, text.as_str());
    templates.replace(name, file, text);
    Ok(())
}
