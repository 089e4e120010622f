//! Protocol tests.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::json;
use super::line::line;
use super::literal::number;
use super::text::{docs, format, ident};
use super::types::unit_or;
use crate::krate::{OperationItem, RecorderItem, Test, TestCall};

/// A test, or a module with a test for each row of its parameters.
pub(super) fn test(it: &Test) -> String {
    let (docs, name) = (docs(&it.docs, "///"), ident(&it.name));
    let Some(rows) = it.rows.flatten() else {
        let case = json::literal(&it.node, 2).into_token_stream();
        return format!("{docs}{}", function(&line(name), &call(it, case, it.rows.map(|_| 0), 1), ""));
    };
    let (case, start) = (json::literal(&it.node, 1), line(quote!(mod #name)));
    let case = line(quote!(const CASE: &str = #case;));
    let mut out = format!(
        "{docs}{start} {{\n    {}\n\n    {case}\n",
        line(quote!(
            use super::*;
        ))
    );
    for row in 0..rows {
        let call = call(it, quote!(CASE), Some(row), 2);
        out.push_str(&format!("\n{}", function(&format!("row_{row}"), &call, "    ")));
    }
    out + "}\n"
}

fn function(name: &str, body: &str, indent: &str) -> String {
    let name = ident(name);
    format!("{indent}#[test]\n{indent}{} {{\n{body}{indent}}}\n", line(quote!(fn #name())))
}

/// The one statement of a test.
fn call(it: &Test, case: TokenStream, row: Option<usize>, depth: usize) -> String {
    let target = match &it.call {
        TestCall::Router => quote!(router),
        TestCall::Method { function, has_input } => {
            let function = ident(function);
            let input = has_input.then(|| quote!(input));
            let parameter = input.clone().unwrap_or_else(|| quote!(()));
            quote!(|config, #parameter| Client::new(config).#function(#input))
        }
    };
    let (row, error) = (row.map(|row| number(row).into_token_stream()), it.error.as_ref().map(|error| quote!(#error)));
    let arguments: Vec<String> = [Some(case), row, error, Some(target)].into_iter().flatten().map(line).collect();
    let ([module, function], operation) = (it.function.map(ident), &it.operation);
    let (indent, start) = ("    ".repeat(depth), line(quote!(#module::#function::<#operation>)));
    let flat = format!("{indent}{start}({});\n", arguments.join(", "));
    if !flat.trim_end().contains('\n') && flat.len() <= 101 {
        return flat;
    }
    let lines: String = arguments.iter().map(|argument| format!("{indent}    {argument},\n")).collect();
    format!("{indent}{start}(\n{lines}{indent});\n")
}

/// A service whose operations keep what they are asked.
pub(super) fn recorder(it: &RecorderItem) -> String {
    let (name, crate_name) = (ident(&it.name), ident(&it.crate_name));
    let methods = it.operations.iter().map(method);
    let methods = format(quote! {
        impl #name for Service { #(#methods)* }
    });
    let router = format(quote! {
        fn router(recorder: Recorder) -> Router { #crate_name::router(Service(recorder)) }
    });
    let docs = "/// Records requests, and responds as the test says.";
    format!("{docs}\nstruct Service(Recorder);\n\n{methods}\n{router}")
}

fn method(it: &OperationItem) -> TokenStream {
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
