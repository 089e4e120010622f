//! Programs that show how a crate is used.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::import;
use super::layout::block;
use super::line::line;
use super::text::ident;
use crate::krate::{ClientExample, Example, ExampleInput, Import, Path, ServerExample, Value};

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
    let mut lines = vec![line(quote!(let client = Client::new(#config);))];
    let input_type = it.operation.input.as_ref().map(named);
    match &it.input {
        ExampleInput::None | ExampleInput::Parameter => {}
        ExampleInput::Empty => lines.push(line(quote!(let input = #input_type::new();))),
        ExampleInput::Required(name, members) => lines.push(required(name, members)),
    }
    let parameter = matches!(it.input, ExampleInput::Parameter).then(|| quote!(input: #input_type));
    let input = (!matches!(it.input, ExampleInput::None)).then(|| quote!(input));
    let (function, error) = (ident(&it.operation.function), named(&it.operation.error));
    let call = quote!(client.#function(#input).await?;);
    match it.operation.output {
        None => lines.push(line(call)),
        Some(_) => {
            lines.push(line(quote!(let output = #call)));
            lines.push(line(quote!(println!("{output:?}");)));
        }
    }
    lines.push(line(quote!(Ok(()))));
    let function = block(&line(quote!(async fn example(#parameter) -> Result<(), #error>)), &lines);
    format!("{imports}\n{function}")
}

/// The statement that names the required members of an input.
fn required(name: &str, members: &[(String, Value)]) -> String {
    let name = ident(name);
    let members = members.iter().map(|(field, value)| {
        let field = ident(field);
        line(quote!(#field: #value,))
    });
    let start = line(quote!(let input = types::#name));
    format!("{};", block(&start, &members.collect::<Vec<_>>()).trim_end())
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
    let wire = &it.operation.wire;
    let (output, response) = match output {
        None => (quote!(()), quote!(Ok(()))),
        Some(output) if it.output_has_required => {
            (quote!(#output), quote!(Err(types::OtherError::not_implemented(#wire).into())))
        }
        Some(output) => (quote!(#output), quote!(Ok(#output::new()))),
    };
    body.push(line(response));
    let parameters: String = parameters.iter().map(|parameter| format!("    {parameter}\n")).collect();
    let (start, result) = (line(quote!(async fn #function)), line(quote!(-> Result<#output, #error>)));
    block(&format!("{start}(\n{parameters}) {result}"), &body)
}
