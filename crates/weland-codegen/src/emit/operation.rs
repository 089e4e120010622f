//! Operations: their marker types, errors and pages.

use super::line::line;
use super::text::{WIDTH, deprecated, docs};
use super::types::unit_or;
use crate::krate::{Operation, OperationErrors, Pagination};

/// The errors of an operation.
pub(super) fn errors(it: &OperationErrors) -> String {
    let mut out = format!("operation_error! {{\n    /// What [`{}`] can fail with.\n", it.operation);
    if it.errors.is_empty() {
        out.push_str(&format!("    pub enum {} {{}}\n}}\n", it.name));
        return out;
    }
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
    let (name, [input, output]) = (&it.marker.name, data(it));
    out.push_str(&format!("#[derive(Debug, Clone, Copy)]\npub struct {name};\n\n"));
    out.push_str(&format!("impl Operation for {name} {{\n"));
    out.push_str(&format!("    type Input = {input};\n"));
    out.push_str(&format!("    type Output = {output};\n"));
    out.push_str(&format!("    type Error = {};\n", it.error.name));
    out.push_str("    const SERVICE: &'static ServiceSchema = &SERVICE;\n");
    out.push_str(&schema(it));
    out.push_str("}\n");
    if let Some(pages) = &it.pagination {
        out.push('\n');
        out.push_str(&paginated(it, pages));
    }
    out
}

/// The types of input and output.
fn data(it: &Operation) -> [String; 2] {
    [&it.input, &it.output].map(|it| line(unit_or(it.as_ref())))
}

/// The schema: name, method and path, then what is not at its default.
fn schema(it: &Operation) -> String {
    let arguments = [&it.wire, &it.method, &it.uri].map(|text| format!("{text:?}"));
    let line = format!("        &OperationSchema::http({})", arguments.join(", "));
    let start = match line.len() <= WIDTH {
        true => line,
        false => {
            format!("        &OperationSchema::http(\n            {},\n        )", arguments.join(",\n            "))
        }
    };
    let calls: String = it.schema.iter().map(|call| format!("\n            {call}")).collect();
    format!("    const SCHEMA: &'static OperationSchema =\n{start}{calls};\n")
}

fn paginated(it: &Operation, pages: &Pagination) -> String {
    let Pagination { item, next_token, set_token, items } = pages;
    let (name, [input, output], item) = (&it.marker.name, data(it), line(item));
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
