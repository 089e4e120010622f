//! Edits of traits that have no rule of their own.

use serde_json::{Value, json};

use super::{Kind, kind};
use crate::edits::ast::{Ast, At};
use crate::edits::random::Random;

pub(super) const KINDS: &[Kind] = &[
    kind("change a name in JSON", "traits", json_name),
    kind("bind a member to a header", "traits", to_header),
    kind("bind a member to the query string", "traits", to_query),
    kind("unbind a member", "traits", unbind),
    kind("change the name of a binding", "traits", rename_binding),
    kind("bind a member to the body", "traits", payload),
    kind("mark a shape or member", "traits", mark),
    kind("take a mark away", "traits", unmark),
    kind("change an error", "traits", error),
    kind("let a collection hold nulls or not", "traits", sparse),
    kind("mark an operation", "traits", operation),
    kind("make a stream of a blob or not", "traits", stream),
];

const BINDINGS: [&str; 4] = ["httpLabel", "httpQuery", "httpHeader", "httpPayload"];

fn is_bound(ast: &Ast, at: &At) -> bool {
    BINDINGS.iter().chain(&["httpPrefixHeaders"]).any(|name| ast.has(at, name))
}

fn unbound(ast: &Ast, random: &mut Random) -> Option<At> {
    random.choose(&ast.all_members().into_iter().filter(|at| !is_bound(ast, at)).collect::<Vec<_>>())
}

fn is_simple(ast: &Ast, at: &At) -> bool {
    ["string", "integer", "long", "boolean", "timestamp", "double", "enum"].contains(&ast.target_type(at).as_str())
}

fn json_name(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = unbound(ast, random)?;
    if ast.has(&at, "jsonName") && random.below(2) == 0 {
        ast.unset(&at, "jsonName")?;
        return Some(format!("{at:?}: none"));
    }
    // One that says nothing new is a change as well.
    let name = random.choose(&["other".to_owned(), at.member.clone()?])?;
    ast.set(&at, "jsonName", json!(name))?;
    Some(format!("{at:?}: {name}"))
}

fn of_messages(ast: &Ast, trait_name: &str, random: &mut Random) -> Option<At> {
    let fits = |at: &At| ast.has(&At::shape(&at.shape), trait_name) && !is_bound(ast, at) && is_simple(ast, at);
    random.choose(&ast.all_members().into_iter().filter(fits).collect::<Vec<_>>())
}

fn to_header(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let message = random.choose(&["input", "output"])?;
    let at = of_messages(ast, message, random)?;
    ast.set(&at, "httpHeader", json!("x-e00-moved"))?;
    Some(format!("{at:?}"))
}

fn to_query(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = of_messages(ast, "input", random)?;
    ast.set(&at, "httpQuery", json!("moved"))?;
    Some(format!("{at:?}"))
}

fn bound(ast: &Ast, traits: &[&'static str], random: &mut Random) -> Option<(At, &'static str)> {
    let of = |at: At| traits.iter().find(|name| ast.has(&at, name)).map(|name| (at, *name));
    random.choose(&ast.all_members().into_iter().filter_map(of).collect::<Vec<_>>())
}

fn unbind(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, name) = bound(ast, &["httpQuery", "httpHeader", "httpPrefixHeaders"], random)?;
    ast.unset(&at, name)?;
    Some(format!("{at:?}: {name}"))
}

fn rename_binding(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, name) = bound(ast, &["httpQuery", "httpHeader"], random)?;
    ast.set(&at, name, json!("x-e00-other"))?;
    Some(format!("{at:?}: {name}"))
}

fn payload(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, name) = bound(ast, &["httpPayload"], random)?;
    ast.unset(&at, name)?;
    Some(format!("{at:?}"))
}

/// Marks that shapes and members can have.
fn marks() -> Vec<(&'static str, Value)> {
    vec![
        ("deprecated", json!({})),
        ("documentation", json!("Other words.")),
        ("sensitive", json!({})),
        ("since", json!("2")),
        ("externalDocumentation", json!({ "More": "https://example.com/more" })),
    ]
}

fn mark(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (name, value) = random.choose(&marks())?;
    let at = match name {
        "sensitive" => At::shape(&random.choose(&ast.names(&["structure", "string", "list", "integer"]))?),
        _ => random.choose(&ast.all_members())?,
    };
    (ast.get_trait(&at, name) != Some(&value)).then_some(())?;
    ast.set(&at, name, value)?;
    Some(format!("{at:?}: {name}"))
}

fn unmark(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let names = ["deprecated", "documentation", "sensitive", "mediaType", "idempotencyToken", "retryable"];
    let shapes = ast.names(&["structure", "string", "blob", "operation"]).into_iter().map(|name| At::shape(&name));
    let all: Vec<At> = shapes.chain(ast.all_members()).collect();
    let has = |at: At| names.iter().find(|name| ast.has(&at, name)).map(|name| (at, *name));
    let (at, name) = random.choose(&all.into_iter().filter_map(has).collect::<Vec<_>>())?;
    ast.unset(&at, name)?;
    Some(format!("{at:?}: {name}"))
}

fn error(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let is_error = |name: &String| ast.has(&At::shape(name), "error");
    let at = At::shape(&random.choose(&ast.names(&["structure"]).into_iter().filter(is_error).collect::<Vec<_>>())?);
    let (name, value) = random.choose(&[
        ("httpError", json!(418)),
        ("retryable", json!({ "throttling": true })),
        ("error", json!("server")),
        ("error", json!("client")),
    ])?;
    (ast.get_trait(&at, name) != Some(&value)).then_some(())?;
    ast.set(&at, name, value.clone())?;
    Some(format!("{at:?}: {name} {value}"))
}

fn sparse(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = At::shape(&random.choose(&ast.names(&["list", "map"]))?);
    if ast.unset(&at, "sparse").is_none() {
        ast.set(&at, "sparse", json!({}))?;
    }
    Some(format!("{at:?}"))
}

fn operation(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = At::shape(&random.choose(&ast.names(&["operation"]))?);
    let name = random.choose(&["readonly", "idempotent", "deprecated", "documentation", "httpChecksumRequired"])?;
    if ast.unset(&at, name).is_none() {
        let value = if name == "documentation" { json!("Other words.") } else { json!({}) };
        ast.set(&at, name, value)?;
    }
    Some(format!("{at:?}: {name}"))
}

fn stream(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = At::shape(&random.choose(&ast.names(&["blob"]))?);
    let name = random.choose(&["streaming", "requiresLength", "mediaType"])?;
    if ast.unset(&at, name).is_none() {
        ast.set(&at, name, if name == "mediaType" { json!("text/csv") } else { json!({}) })?;
    }
    Some(format!("{at:?}: {name}"))
}
