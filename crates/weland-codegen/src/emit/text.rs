//! Pieces of Rust text, and tokens made into text.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The longest line, where it can be broken at all.
pub(super) const WIDTH: usize = 100;

/// A row of a macro, `start: rest`: on one line if it fits, otherwise on two.
pub(super) fn row(start: &str, rest: &str, end: &str) -> String {
    let line = format!("    {start}: {rest}{end}\n");
    if line.len() <= WIDTH { line } else { format!("    {start}:\n        {rest}{end}\n") }
}

/// A doc comment, one line of text a line; `sign` is `///` or `//!`, with its indentation.
pub(super) fn docs(lines: &[String], sign: &str) -> String {
    let line = |text: &String| if text.is_empty() { format!("{sign}\n") } else { format!("{sign} {text}\n") };
    lines.iter().map(line).collect()
}

/// The attributes for docs and deprecation.
pub(super) fn attributes(docs: &[String], deprecated: Option<&str>) -> TokenStream {
    let docs = docs.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let deprecated = deprecated.map(|message| match message {
        "" => quote!(#[deprecated]),
        message => quote!(#[deprecated = #message]),
    });
    quote! { #(#[doc = #docs])* #deprecated }
}

/// The attribute for a deprecation, as a line.
pub(super) fn deprecated(message: Option<&str>, indent: &str) -> String {
    match message {
        None => String::new(),
        Some("") => format!("{indent}#[deprecated]\n"),
        Some(message) => format!("{indent}#[deprecated = {message:?}]\n"),
    }
}

/// A name as an identifier; one that is a keyword starts with `r#`.
pub(super) fn ident(name: &str) -> Ident {
    format_ident!("{name}")
}

/// A type, path or expression that is known to be Rust.
///
/// Anything else would be an error of this crate; it becomes a `compile_error!` in the output rather than a panic.
pub(super) fn tokens(text: &str) -> TokenStream {
    text.parse().unwrap_or_else(|_| {
        let message = format!("weland made invalid Rust: {text}");
        quote!(compile_error!(#message))
    })
}

/// Items, formatted, with an empty line between those within a block.
pub(super) fn format(items: TokenStream) -> String {
    match syn::parse2(items.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        Err(error) => {
            let message = format!("weland made invalid Rust: {error}");
            format!("compile_error!({message:?});\n{items}\n")
        }
    }
}

/// Puts an empty line between the items of a block and between top-level items.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 20);
    let mut ended = false;
    for line in text.lines() {
        let closes = matches!(line, "}" | "    }" | "};" | "    ) -> Self {");
        if ended && !matches!(line, "}" | "    }") {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        ended = closes && !line.ends_with('{');
    }
    out
}
