//! Operations: their marker types, errors and pages.

use super::text::{deprecated, docs};
use crate::krate::{Operation, OperationErrors, Pagination};

/// The errors of an operation.
pub(super) fn errors(it: &OperationErrors) -> String {
    let mut out = format!("operation_error! {{\n    /// What [`{}`] can fail with.\n", it.operation);
    out.push_str(&format!("    pub enum {} {{\n", it.name));
    for error in &it.errors {
        out.push_str(&format!("        {error},\n"));
    }
    out.push_str("    }\n}\n");
    out
}

/// An operation: its marker type and what ties it to input, output and errors.
pub(super) fn operation(it: &Operation) -> String {
    let mut out = docs(&it.docs, "///");
    out.push_str(&deprecated(it.deprecated.as_deref(), ""));
    out.push_str(&format!("#[derive(Debug, Clone, Copy)]\npub struct {};\n\n", it.name));
    out.push_str(&format!("impl Operation for {} {{\n", it.name));
    out.push_str(&format!("    type Input = {};\n", it.input));
    out.push_str(&format!("    type Output = {};\n", it.output));
    out.push_str(&format!("    type Error = {};\n", it.error));
    out.push_str("    const SERVICE: &'static ServiceSchema = &SERVICE;\n");
    out.push_str("    const SCHEMA: &'static OperationSchema = &OperationSchema {\n");
    let (input, output) = &it.schemas;
    for (field, value) in [
        ("name", format!("{:?}", it.wire)),
        ("method", format!("{:?}", it.method)),
        ("uri", format!("{:?}", it.uri)),
        ("status", it.status.to_string()),
        ("input", input.clone()),
        ("output", output.clone()),
        ("errors", format!("{}::SCHEMAS", it.error)),
        ("idempotent", it.idempotent.to_string()),
    ] {
        out.push_str(&format!("        {field}: {value},\n"));
    }
    out.push_str("    };\n}\n");
    if let Some(pages) = &it.pagination {
        out.push('\n');
        out.push_str(&paginated(it, pages));
    }
    out
}

fn paginated(it: &Operation, pages: &Pagination) -> String {
    let Pagination { item, next_token, set_token, items } = pages;
    let (name, input, output) = (&it.name, &it.input, &it.output);
    format!(
        "impl Paginated for {name} {{
    type Item = {item};

    fn next_token(output: &{output}) -> Option<String> {{
        {next_token}
    }}

    fn set_token(input: &mut {input}, token: String) {{
        {set_token}
    }}

    fn items(output: {output}) -> Vec<{item}> {{
        {items}
    }}
}}
"
    )
}
