//! The front page of a crate: the sections in the docs of its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::example::{example, named};
use super::imports::import;
use super::layout::block;
use super::line::line;
use super::text::ident;
use crate::krate::{
    ErrorsSection, Example, Import, LongRunning, OperationItem, PagingSection, Section, ValidationSection,
};

/// The lines of a section, with an empty one in front.
pub(super) fn section(it: &Section) -> Vec<String> {
    match it {
        Section::Usage(it) => usage(it),
        Section::Configuration { aws, long_running } => configuration(*aws, long_running.as_ref()),
        Section::Features { http2 } => features(*http2),
        Section::Errors(it) => errors(it),
        Section::Paging(it) => paging(it),
        Section::Validation(it) => validation(it),
    }
}

fn usage(it: &Example) -> Vec<String> {
    let mut lines = program(None, "", &example(it));
    if matches!(it, Example::Server(_)) {
        let text = "With the feature `hyper`, which is on by default, `serve` takes a listener of tokio and serves the router.";
        lines.extend(prose(None, text));
    }
    lines
}

/// A section with a program that is compiled, but not run.
fn program(title: Option<&str>, text: &str, program: &str) -> Vec<String> {
    let mut lines = prose(title, text);
    lines.extend([String::new(), "```no_run".to_owned()]);
    lines.extend(program.lines().map(str::to_owned));
    lines.push("```".to_owned());
    lines
}

/// A section without a program.
fn prose(title: Option<&str>, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(title.into_iter().flat_map(|title| [String::new(), format!("# {title}")]));
    if !text.is_empty() {
        lines.push(String::new());
        lines.extend(text.lines().map(str::to_owned));
    }
    lines
}

fn configuration(aws: bool, long_running: Option<&LongRunning>) -> Vec<String> {
    let source = match aws {
        true => {
            "[`Config::from_env`] reads region, credentials and settings where AWS tools find them;\n\
             [`Config::new`] reads nothing. The methods of [`Config`] set timeouts, retries, endpoint and\n\
             transport"
        }
        false => {
            "[`Config::new`] starts with default settings. The methods of [`Config`] set endpoint, timeouts,\n\
             retries and transport"
        }
    };
    let mut lines = prose(Some("Configuration"), &format!("{source}; those of [`Call`] override them for one call."));
    let silence = "A connection is waited for 5 seconds, a response that does not begin or falls silent 90 seconds:\n\
                   [`Config::connect_timeout`], [`Config::first_byte_timeout`] and [`Config::read_timeout`]\n\
                   change that or switch it off.";
    lines.extend(prose(None, silence));
    lines.extend(long_running.map(|LongRunning { operations, seconds }| {
        let names: Vec<String> = operations.iter().map(|name| format!("`{name}`")).collect();
        format!("These operations may be silent for {seconds} seconds: {}.", names.join(", "))
    }));
    let traits = "Traits to extend a client with, such as hooks and schemes of authentication, are in\n\
                  [`weland_client`], together with the crates that they name.";
    lines.extend(prose(None, traits));
    lines
}

fn features(http2: bool) -> Vec<String> {
    let (default, more) = match http2 {
        true => ("`hyper` and `http2`, on by default, are the transport over TCP and TLS.", "`proxy` and"),
        false => ("`hyper`, on by default, is the transport over TCP and TLS.", "`http2`, `proxy` and"),
    };
    let added = if http2 { "proxies and the authorities" } else { "HTTP/2, proxies and the authorities" };
    let text = format!(
        "{default} {more}\n\
         `platform-roots` add {added} that the operating system trusts; `tracing`\n\
         makes spans of calls and attempts. `test-util` has transports for tests, which record calls and\n\
         replay them: `weland_client::testing`."
    );
    prose(Some("Features"), &text)
}

fn errors(it: &ErrorsSection) -> Vec<String> {
    let (enumeration, error, call) = (named(&it.operation.error), ident(&it.error.name), call(&it.operation));
    let cases = block(
        &line(quote!(match #call.await)),
        &[
            line(quote!(Ok(output) => println!("{output:?}"),)),
            line(quote!(Err(#enumeration::#error(error)) => println!("as modeled: {error}"),)),
            line(quote!(Err(error) => println!("{error}"),)),
        ],
    );
    let text = "Each operation has an enum of its errors. Its variant `Other` stands for what the model does\n\
                not name, such as a timeout. All of them convert to [`Error`], and tell by [`CallError`] whether\n\
                it was throttling or a timeout. Errors have the status of the response and the id of the request\n\
                in their `metadata()`; [`Call::with_metadata`] returns an output with them.";
    program(Some("Errors"), text, &function(&it.crate_name, &it.operation, &quote!(), &[cases]))
}

fn paging(it: &PagingSection) -> Vec<String> {
    let (error, call) = (named(&it.operation.error), call(&it.operation));
    let body = [
        line(quote!(let mut items = #call.items();)),
        block(&line(quote!(while let Some(item) = items.next().await)), &[line(quote!(println!("{:?}", item?);))]),
        line(quote!(Ok(()))),
    ];
    let text = "A call of a paginated operation gives its pages one by one, or the items of all pages.";
    let result = quote!(-> Result<(), #error>);
    program(Some("Paging"), text, &function(&it.crate_name, &it.operation, &result, &body))
}

/// The call of an operation with a given input.
fn call(operation: &OperationItem) -> TokenStream {
    let function = ident(&operation.function);
    let input = operation.input.as_ref().map(|_| quote!(input));
    quote!(client.#function(#input))
}

/// A program with a function of a client and an input.
fn function(crate_name: &str, operation: &OperationItem, result: &TokenStream, body: &[String]) -> String {
    let input = operation.input.as_ref().map(named).map(|input| quote!(, input: #input));
    let head = line(quote!(async fn example(client: Client #input) #result));
    format!("{}\n{}", import(&Import::items(crate_name, ["Client", "types"])), block(&head, body))
}

fn validation(it: &ValidationSection) -> Vec<String> {
    let shape = &it.shape;
    let check =
        block(&line(quote!(if let Err(error) = validate_json(#shape, b"{}"))), &[line(quote!(println!("{error}");))]);
    program(None, "", &format!("{}\n{check}", import(&Import::items(&it.crate_name, ["validate_json"]))))
}
