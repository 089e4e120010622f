//! Edits of members: which there are, what they target, and whether they must be there.

use serde_json::{Value, json};

use super::{Kind, kind};
use crate::edits::ast::{Ast, At, target};
use crate::edits::random::Random;

pub(super) const KINDS: &[Kind] = &[
    kind("add a member", "members", add),
    kind("add a required member", "members", add_required),
    kind("add a member with a default", "members", add_default),
    kind("remove a member", "members", remove),
    kind("rename a member", "members", rename),
    kind("rename a member that keeps its name in messages", "members", rename_in_code),
    kind("retype a member", "member_targets", retype),
    kind("give a member a larger or smaller number", "member_targets", resize),
    kind("retype an element", "member_targets", retype_element),
    kind("move a member", "member_order", reorder),
    kind("insert a member", "member_order", insert),
    kind("require a member", "presence", require),
    kind("no longer require a member", "presence", relax),
    kind("let clients leave a member out", "presence", client_optional),
    kind("make a structure an input or not", "presence", input),
];

/// The structures that edits add members to.
fn structures(ast: &Ast) -> Vec<String> {
    ast.names(&["structure"])
}

/// Members that are in bodies: edits of others make models that are wrong.
fn in_bodies(ast: &Ast) -> Vec<At> {
    let bound = ["httpLabel", "httpPayload", "httpPrefixHeaders"];
    ast.all_members().into_iter().filter(|at| !bound.iter().any(|name| ast.has(at, name))).collect()
}

fn some_target(ast: &Ast, random: &mut Random) -> Option<String> {
    random.choose(&ast.targets())
}

fn add(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let shape = random.choose(&structures(ast))?;
    let to = some_target(ast, random)?;
    ast.add_member(&shape, "added", target(&to), None)?;
    Some(format!("{shape}$added: {to}"))
}

fn add_required(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let shape = random.choose(&structures(ast))?;
    let to = some_target(ast, random)?;
    ast.add_member(&shape, "added", target(&to), None)?;
    ast.set(&At::member(&shape, "added"), "required", json!({}))?;
    Some(format!("{shape}$added: {to}, required"))
}

fn add_default(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let shape = random.choose(&structures(ast))?;
    let (to, value) = random.choose(&[
        ("smithy.api#Integer", json!(7)),
        ("smithy.api#String", json!("some")),
        ("smithy.api#Boolean", json!(true)),
    ])?;
    ast.add_member(&shape, "added", target(to), None)?;
    ast.set(&At::member(&shape, "added"), "default", value.clone())?;
    Some(format!("{shape}$added: {to} = {value}"))
}

fn remove(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = random.choose(&in_bodies(ast))?;
    ast.remove_member(&at.shape, at.member.as_deref()?)?;
    Some(format!("{at:?}"))
}

fn rename(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = random.choose(&in_bodies(ast))?;
    ast.rename_member(&at, "renamed")?;
    Some(format!("{at:?}"))
}

fn rename_in_code(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let named = |at: &At| ["jsonName", "httpHeader", "httpQuery"].iter().any(|name| ast.has(at, name));
    let at = random.choose(&ast.all_members().into_iter().filter(named).collect::<Vec<_>>())?;
    ast.rename_member(&at, "renamed")?;
    ast.members.push((at.member.clone()?, "renamed".to_owned()));
    Some(format!("{at:?}"))
}

fn set_target(ast: &mut Ast, at: &At, to: &str) -> Option<()> {
    let member = ast.at_mut(at)?;
    let new = Value::String(crate::edits::ast::id(to));
    if member.get("target") == Some(&new) {
        return None;
    }
    member.insert("target".to_owned(), new);
    // A default that was one of the old type may be none of the new one.
    ast.unset(at, "default");
    Some(())
}

fn retype(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = random.choose(&in_bodies(ast))?;
    let to = some_target(ast, random)?;
    set_target(ast, &at, &to)?;
    Some(format!("{at:?} to {to}"))
}

fn resize(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let sizes = ["Byte", "Short", "Integer", "Long", "Float", "Double"];
    let is_number = |at: &At| {
        let of = ast.at(at)["target"].as_str().unwrap_or_default();
        of.strip_prefix("smithy.api#").is_some_and(|name| sizes.contains(&name))
    };
    let at = random.choose(&ast.all_members().into_iter().filter(is_number).collect::<Vec<_>>())?;
    let to = random.choose(&sizes)?;
    set_target(ast, &at, &format!("smithy.api#{to}"))?;
    Some(format!("{at:?} to {to}"))
}

fn retype_element(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let shape = random.choose(&ast.names(&["list", "map"]))?;
    let at = if ast.get(&shape)["type"] == "list" { "member" } else { "value" };
    let to = some_target(ast, random)?;
    if let Some(element) = ast.get_mut(&shape)?.get_mut(at) {
        *element = target(&to);
    }
    Some(format!("{shape} of {to}"))
}

fn reorder(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let shape = random.choose(&ast.names(&["structure", "union"]))?;
    let first = ast.members(&shape).first()?.clone();
    let member = ast.remove_member(&shape, &first)?;
    ast.add_member(&shape, &first, member, None)?;
    Some(format!("{shape}${first} to the end"))
}

fn insert(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let shape = random.choose(&ast.names(&["structure", "union"]))?;
    ast.add_member(&shape, "inserted", target("smithy.api#String"), Some(0))?;
    Some(format!("{shape}$inserted"))
}

fn require(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let optional = |at: &At| !ast.has(at, "required");
    let at = random.choose(&in_bodies(ast).into_iter().filter(optional).collect::<Vec<_>>())?;
    ast.set(&at, "required", json!({}))?;
    Some(format!("{at:?}"))
}

fn relax(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let required = |at: &At| ast.has(at, "required");
    let at = random.choose(&in_bodies(ast).into_iter().filter(required).collect::<Vec<_>>())?;
    ast.unset(&at, "required")?;
    Some(format!("{at:?}"))
}

fn client_optional(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = random.choose(&in_bodies(ast))?;
    if ast.unset(&at, "clientOptional").is_some() {
        return Some(format!("{at:?}: no longer"));
    }
    ast.set(&at, "clientOptional", json!({}))?;
    Some(format!("{at:?}"))
}

fn input(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let inputs = |shape: &String| ast.has(&At::shape(shape), "input") || shape.ends_with("Input");
    let shape = random.choose(&structures(ast).into_iter().filter(inputs).collect::<Vec<_>>())?;
    let at = At::shape(&shape);
    if ast.unset(&at, "input").is_some() {
        return Some(format!("{shape}: no longer"));
    }
    ast.set(&at, "input", json!({}))?;
    Some(shape)
}
