//! `openapi` of a server crate: the document that it has beside its code.

use weland_model::{Diagnostic, Diagnostics};

use super::table::{Table, string};
use super::yaml::{Data, Value};
use super::{Located, OpenApi};
use crate::suggest;

/// The codes of what a document can't say.
const CODES: [&str; 3] = ["loosely-in-openapi", "not-in-openapi", "operation-not-in-openapi"];

/// The name of a file, or a table with one.
pub(super) fn openapi(value: &Value, diagnostics: &mut Diagnostics) -> Option<OpenApi> {
    let (file, suppress) = match &value.data {
        Data::Map(_) => {
            let mut table = Table::new(value, "`openapi`", diagnostics)?;
            let (file, suppress) = (table.required("file"), table.optional("suppress"));
            table.finish();
            (file?, suppress)
        }
        _ => (value, None),
    };
    let suppress = suppress.map(|codes| self::suppress(codes, diagnostics)).unwrap_or_default();
    let file = string(file, diagnostics)?;
    if is_file_name(&file.value) {
        return Some(OpenApi { file: file.value, suppress });
    }
    let message = format!("`{}` isn't the name of a document", file.value);
    let help = "write the name of a file in the folder of the crate, such as `openapi.json` or `openapi.yaml`";
    diagnostics.push(Diagnostic::error("config-openapi", file.span, message).help(help));
    None
}

/// Whether a text is the name of a file in JSON or YAML, without a folder.
fn is_file_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let stem = [".json", ".yaml", ".yml"].iter().find_map(|ending| text.strip_suffix(ending));
    stem.is_some_and(|stem| stem.starts_with(|c: char| c.is_ascii_alphanumeric())) && text.chars().all(allowed)
}

fn suppress(value: &Value, diagnostics: &mut Diagnostics) -> Vec<String> {
    let Data::List(items) = &value.data else {
        let message = format!("`suppress` has to be a list, not {}", value.describe());
        let help = format!("list codes: `suppress: [{}]`", CODES[1]);
        diagnostics.push(Diagnostic::error("config-type", value.span, message).help(help));
        return Vec::new();
    };
    let codes: Vec<Located<String>> = items.iter().filter_map(|item| string(item, diagnostics)).collect();
    for code in codes.iter().filter(|code| !CODES.contains(&&*code.value)) {
        let message = format!("`{}` is no code of what a document can't say", code.value);
        let error = Diagnostic::error("config-openapi", code.span, message);
        diagnostics.push(error.help(suggest::help(&code.value, &CODES)));
    }
    codes.into_iter().map(|code| code.value).collect()
}
