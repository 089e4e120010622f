//! Functions are short.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, ImplItemFn, ItemFn, Signature, TraitItemFn, Visibility};

use super::modules::read_crates;
use super::{Problem, Tree};

/// The maximum number of lines of a function, from its signature to its closing brace.
const TOO_LONG: usize = 60;

/// The maximum number of lines of 95 % of all functions.
const USUAL: usize = 30;

/// The length and the location of a function.
struct Length {
    lines: usize,
    place: String,
    name: String,
}

/// No function is longer than [`TOO_LONG`], and few are longer than [`USUAL`], apart from tests.
pub(super) fn functions_are_short(tree: &Tree) -> Vec<Problem> {
    let (crates, _) = read_crates(tree);
    let mut lengths: Vec<Length> = Vec::new();
    for module in crates.iter().flat_map(|krate| &krate.modules) {
        let mut functions = Functions { file: &module.file, lengths: &mut lengths };
        module.items.iter().for_each(|item| functions.visit_item(item));
    }
    lengths.sort_by(|a, b| (b.lines, &a.place).cmp(&(a.lines, &b.place)));
    let too_long = lengths.iter().take_while(|function| function.lines > TOO_LONG);
    let mut problems: Vec<Problem> = too_long.map(too_long_problem).collect();
    problems.extend(usual_problem(&lengths));
    problems
}

fn too_long_problem(function: &Length) -> Problem {
    let Length { lines, place, name } = function;
    Problem::new(place, format!("`{name}` has {lines} lines; split it, the limit is {TOO_LONG}"))
}

/// `lengths` is sorted in descending order.
fn usual_problem(lengths: &[Length]) -> Option<Problem> {
    let p95 = lengths.get(lengths.len() / 20)?;
    let longer = lengths.iter().filter(|function| function.lines > USUAL).count();
    let message = format!(
        "of {} functions, {longer} have more than {USUAL} lines; 1 in 20 may, and the 95th percentile is {}",
        lengths.len(),
        p95.lines,
    );
    (p95.lines > USUAL).then(|| Problem::new("crates", message))
}

struct Functions<'t> {
    file: &'t str,
    lengths: &'t mut Vec<Length>,
}

impl Functions<'_> {
    fn add(&mut self, visibility: Option<&Visibility>, signature: &Signature, body: &Block) {
        let start = match visibility {
            None | Some(Visibility::Inherited) => signature.span(),
            Some(visibility) => visibility.span(),
        };
        let line = |span: Span| span.start().line;
        let lines = body.brace_token.span.close().end().line.saturating_sub(line(start)) + 1;
        let place = format!("{}:{}", self.file, line(start));
        self.lengths.push(Length { lines, place, name: signature.ident.to_string() });
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.add(Some(&function.vis), &function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.add(Some(&function.vis), &function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        if let Some(body) = &function.default {
            self.add(None, &function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}
