//! Programs that show how a crate is used.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::import;
use super::layout::block;
use super::line::line;
use super::text::ident;
use crate::krate::{ClientExample, Example, Import, Path, ServerExample};

/// The text of a program.
pub(super) fn example(it: &Example) -> String {
    match it {
        Example::Client(it) => client(it),
        Example::Server(it) => server(it),
    }
}

/// An item of the types crate, as examples write it.
pub(super) fn named(path: &Path) -> TokenStream {
    let name = ident(&path.name);
    quote!(types::#name)
}

fn client(it: &ClientExample) -> String {
    let imports = import(&Import::items(&it.crate_name, ["Client", "Config", "types"]));
    let config = match it.needs_endpoint {
        true => quote!(Config::new().endpoint("https://example.com")),
        false => quote!(Config::from_env()),
    };
    let input = it.operation.input.as_ref().map(|path| {
        let input = named(path);
        match &it.arguments {
            Some(arguments) => quote!(#input::new(#(#arguments),*)),
            None => quote!(#input::default()),
        }
    });
    let (function, error) = (ident(&it.operation.function), named(&it.operation.error));
    let call = quote!(client.#function(#input).await?;);
    let mut lines = vec![line(quote!(let client = Client::new(#config);))];
    match it.operation.output {
        None => lines.push(line(call)),
        Some(_) => {
            lines.push(line(quote!(let output = #call)));
            lines.push(line(quote!(println!("{output:?}");)));
        }
    }
    lines.push(line(quote!(Ok(()))));
    let function = block(&line(quote!(async fn example() -> Result<(), #error>)), &lines);
    format!("{imports}\n{function}")
}

fn server(it: &ServerExample) -> String {
    let mut names = ["Context", "Router", &it.name];
    names.sort_unstable();
    let imports = import(&Import::items(&it.crate_name, names.into_iter().chain(["router", "types"])));
    let name = ident(&it.name);
    let service = block(&line(quote!(impl #name for Example)), &[method(it)]);
    let router = block(&line(quote!(fn example() -> Router)), &[line(quote!(router(Example)))]);
    format!(
        "{imports}\n{}\n\n{service}\n{router}",
        line(quote!(
            struct Example;
        ))
    )
}

/// The one method that is written.
fn method(it: &ServerExample) -> String {
    let (function, error) = (ident(&it.operation.function), named(&it.operation.error));
    let [input, output] = [&it.operation.input, &it.operation.output].map(|path| path.as_ref().map(named));
    let mut parameters = vec![line(quote!(&self,))];
    let mut body = Vec::new();
    if let Some(input) = input {
        parameters.push(line(quote!(input: #input,)));
        body.push(line(quote!(println!("{input:?}");)));
    }
    parameters.push(line(quote!(_: Context,)));
    let (output, response) = match output {
        None => (quote!(()), quote!(())),
        Some(output) => (quote!(#output), quote!(#output::default())),
    };
    body.push(line(quote!(Ok(#response))));
    let parameters: String = parameters.iter().map(|parameter| format!("    {parameter}\n")).collect();
    let (start, result) = (line(quote!(async fn #function)), line(quote!(-> Result<#output, #error>)));
    block(&format!("{start}(\n{parameters}) {result}"), &body)
}
