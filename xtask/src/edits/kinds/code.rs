//! Edits that only code shows: names that differ from those of the model, and values that are in a `Box`.

use serde_json::json;

use super::{Kind, kind};
use crate::edits::ast::{Ast, At, id, target};
use crate::edits::random::Random;

pub(super) const KINDS: &[Kind] = &[
    kind("call a shape otherwise in code", "code_names", name_shape),
    kind("call a member otherwise in code", "code_names", name_member),
    kind("make a structure part of itself", "boxes", close_cycle),
    kind("make a structure no longer part of itself", "boxes", open_cycle),
];

fn name_shape(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["structure", "union", "enum", "intEnum", "operation"]))?;
    ast.code_names.push((At::shape(&name), "E00InCode".to_owned()));
    Some(name)
}

fn name_member(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let shape = random.choose(&ast.names(&["structure", "union", "enum", "intEnum"]))?;
    let at = At::member(&shape, random.pick(&ast.members(&shape))?);
    ast.code_names.push((at.clone(), "inCode".to_owned()));
    Some(format!("{at:?}"))
}

/// Members of structures and unions that target such shapes, with those.
fn holders(ast: &Ast) -> Vec<(At, String)> {
    let shapes = ast.names(&["structure", "union"]);
    let of =
        |shape: &String| ast.members(shape).into_iter().map(|member| At::member(shape, &member)).collect::<Vec<_>>();
    let held = |at: At| {
        let to = ast.at(&at)["target"].as_str()?.strip_prefix("edits#")?.to_owned();
        shapes.contains(&to).then_some((at, to))
    };
    shapes.iter().flat_map(of).filter_map(held).collect()
}

/// Adds a member to what a member targets that leads back. Of a cycle, the last member is boxed if shapes are sorted, which is
/// the one that was there if it leads to an earlier shape.
fn close_cycle(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let backwards = holders(ast).into_iter().filter(|(at, to)| *to < at.shape).collect::<Vec<_>>();
    let (at, to) = random.choose(&backwards)?;
    ast.add_member(&to, "back", target(&at.shape), None)?;
    Some(format!("{to}$back: {}", at.shape))
}

/// Makes a list of a member that leads back to its shape.
fn open_cycle(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let all = holders(ast);
    let leads_back = |(at, to): &(At, String)| all.iter().any(|(other, back)| other.shape == *to && *back == at.shape);
    let (at, to) = random.choose(&all.iter().filter(|it| leads_back(it)).cloned().collect::<Vec<_>>())?;
    ast.add_shape("E00Several", json!({ "type": "list", "member": target(&to) }))?;
    ast.at_mut(&at)?.insert("target".to_owned(), json!(id("E00Several")));
    Some(format!("{at:?} to a list"))
}
