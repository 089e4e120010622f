//! Protocol tests.

use quote::{format_ident, quote};

use super::json;
use super::line::line;
use super::text::{docs, format, ident};
use super::types::unit_or;
use crate::krate::{Operation, RecorderItem, Test, TestCall};

/// A test, or a module with a test for each row of its parameters.
pub(super) fn test(it: &Test) -> String {
    let docs = docs(&it.docs, "///");
    let Some(rows) = it.rows.flatten() else {
        let row = it.rows.map(|_| "0");
        let case = json::literal(&it.node, 2);
        return format!("{docs}#[test]\nfn {}() {{\n{}}}\n", it.name, call(it, &case, row, 1));
    };
    let case = json::literal(&it.node, 1);
    let mut out = format!("{docs}mod {} {{\n    use super::*;\n\n    const CASE: &str = {case};\n", it.name);
    for row in 0..rows {
        let call = call(it, "CASE", Some(&row.to_string()), 2);
        out.push_str(&format!("\n    #[test]\n    fn row_{row}() {{\n{call}    }}\n"));
    }
    out + "}\n"
}

/// The one statement of a test.
fn call(it: &Test, case: &str, row: Option<&str>, depth: usize) -> String {
    let target = match &it.call {
        TestCall::Router => "router".to_owned(),
        TestCall::Method { function, has_input: true } => {
            format!("|config, input| Client::new(config).{function}(input)")
        }
        TestCall::Method { function, has_input: false } => format!("|config, ()| Client::new(config).{function}()"),
    };
    let error = it.error.as_ref().map(|error| format!("{error:?}"));
    let arguments: Vec<&str> = [Some(case), row, error.as_deref(), Some(&target)].into_iter().flatten().collect();
    let (indent, start) = ("    ".repeat(depth), format!("{}::<{}>", it.function, line(&it.operation)));
    let line = format!("{indent}{start}({});\n", arguments.join(", "));
    if !line.trim_end().contains('\n') && line.len() <= 101 {
        return line;
    }
    let lines: String = arguments.iter().map(|argument| format!("{indent}    {argument},\n")).collect();
    format!("{indent}{start}(\n{lines}{indent});\n")
}

/// A service whose operations keep what they are asked.
pub(super) fn recorder(it: &RecorderItem) -> String {
    let (name, crate_name) = (format_ident!("{}", it.name), format_ident!("{}", it.crate_name));
    let methods = it.operations.iter().map(method);
    let methods = format(quote! {
        impl #name for Service { #(#methods)* }
    });
    let router = format(quote! {
        fn router(recorder: Recorder) -> Router { #crate_name::router(Service(recorder)) }
    });
    let docs = "/// Keeps what it is asked, and answers what the test says.";
    format!("{docs}\nstruct Service(Recorder);\n\n{methods}\n{router}")
}

fn method(it: &Operation) -> proc_macro2::TokenStream {
    let (function, operation, error) = (ident(&it.function), &it.marker, &it.error);
    let output = unit_or(it.output.as_ref());
    let (parameter, input) = match &it.input {
        None => (None, quote!(())),
        Some(input) => (Some(quote!(input: #input,)), quote!(input)),
    };
    quote! {
        fn #function(&self, #parameter _: Context) -> impl Future<Output = Result<#output, #error>> + Send {
            self.0.record::<#operation>(#input)
        }
    }
}
