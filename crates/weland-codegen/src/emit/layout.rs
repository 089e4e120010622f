//! How rows of macros, chains of calls and blocks are laid out. The formatter leaves macros alone and gives chains more
//! lines than they need.

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::line::line;

/// The longest line, where it can be broken at all.
pub(super) const WIDTH: usize = 100;

/// A row of a macro, `start: rest`: on one line if it fits, otherwise on two.
pub(super) fn row(start: &str, rest: impl ToTokens, end: &str) -> String {
    let rest = line(rest);
    let row = format!("    {start}: {rest}{end}\n");
    if row.len() <= WIDTH { row } else { format!("    {start}:\n        {rest}{end}\n") }
}

/// A row of a macro within so many braces, `start = rest`: on one line if it fits, otherwise on two.
pub(super) fn entry(depth: usize, start: &str, rest: impl ToTokens, end: &str) -> String {
    let (indent, rest) = ("    ".repeat(depth), line(rest));
    let row = format!("{indent}{start} = {rest}{end}\n");
    if row.len() <= WIDTH { row } else { format!("{indent}{start} =\n{indent}    {rest}{end}\n") }
}

/// `start`, a chain of calls and a semicolon, as short as can be read; `None` if no layout fits.
pub(super) fn chain(start: &str, calls: &[TokenStream]) -> Option<String> {
    let calls: Vec<String> = calls.iter().map(line).collect();
    let whole = calls.concat();
    let layouts = [
        format!("{start} {whole};\n"),
        format!("{start}\n    {whole};\n"),
        format!("{start} {};\n", calls.join("\n    ")),
        format!("{start}\n    {};\n", calls.join("\n        ")),
    ];
    // A pattern cannot be broken, but it can stand alone.
    let fits =
        |text: &String| text.lines().all(|line| line.len() <= WIDTH || line.trim_start().starts_with(".pattern("));
    layouts.into_iter().find(fits)
}

/// Lines within braces.
pub(super) fn block(head: &str, lines: &[String]) -> String {
    let mut out = format!("{head} {{\n");
    for text in lines.iter().flat_map(|text| text.lines()) {
        if !text.is_empty() {
            out.push_str("    ");
        }
        out.push_str(text);
        out.push('\n');
    }
    out + "}\n"
}
