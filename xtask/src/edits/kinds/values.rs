//! Edits of values: constraints, defaults, enums, formats of timestamps.

use serde_json::{Value, json};

use super::{Kind, kind};
use crate::edits::ast::{Ast, At};
use crate::edits::random::Random;

pub(super) const KINDS: &[Kind] = &[
    kind("change a constraint", "constraints", change),
    kind("remove a constraint", "constraints", drop_constraint),
    kind("constrain a shape", "constraints", constrain_shape),
    kind("constrain a member", "constraints", constrain_member),
    kind("change a pattern", "constraints", pattern),
    kind("add a default", "defaults", add_default),
    kind("remove a default", "defaults", remove_default),
    kind("change a default", "defaults", change_default),
    kind("append a value", "enum_values", append),
    kind("insert a value", "enum_values", insert),
    kind("remove a value", "enum_values", remove),
    kind("rename a value", "enum_values", rename),
    kind("change a value", "enum_values", revalue),
    kind("change the format of a timestamp", "timestamps", format),
];

/// Shapes and members.
fn everything(ast: &Ast) -> Vec<At> {
    let types = ["list", "map", "string", "integer", "double", "blob"];
    let shapes = ast.names(&types).into_iter().map(|name| At::shape(&name));
    shapes.chain(ast.all_members()).collect()
}

fn with(ast: &Ast, traits: &[&str]) -> Vec<(At, String)> {
    let of = |at: At| {
        let found: Vec<(At, String)> =
            traits.iter().filter(|name| ast.has(&at, name)).map(|name| (at.clone(), (*name).to_owned())).collect();
        found
    };
    everything(ast).into_iter().flat_map(of).collect()
}

fn change(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, name) = random.choose(&with(ast, &["length", "range"]))?;
    let old = ast.get_trait(&at, &name)?.clone();
    let mut new = old.clone();
    let end = random.choose(&["min", "max"])?;
    let value = match old[end].as_i64() {
        Some(value) => value + random.choose(&[-1, 1])?,
        None => random.choose(&[1, 6])?,
    };
    new[end] = json!(value.max(0));
    (new != old).then_some(())?;
    ast.set(&at, &name, new.clone())?;
    Some(format!("{at:?}: {old} to {new}"))
}

fn drop_constraint(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, name) = random.choose(&with(ast, &["length", "range", "pattern", "uniqueItems"]))?;
    ast.unset(&at, &name)?;
    Some(format!("{at:?}: {name}"))
}

/// A constraint for values of a type.
fn constraint(of: &str, random: &mut Random) -> Option<(&'static str, Value)> {
    match of {
        "string" => random.choose(&[
            ("length", json!({ "max": 10 })),
            ("length", json!({ "min": 1 })),
            ("pattern", json!("^[a-z0-9]+$")),
            ("pattern", json!("^[a-z]*$")),
        ]),
        "integer" | "long" | "short" | "byte" | "double" | "float" => random.choose(&[
            ("range", json!({ "max": 99 })),
            ("range", json!({ "min": 0 })),
            ("range", json!({ "min": -5, "max": 50 })),
        ]),
        "list" => random.choose(&[("length", json!({ "max": 1 })), ("length", json!({ "min": 1 }))]),
        "map" | "blob" => random.choose(&[("length", json!({ "max": 2 })), ("length", json!({ "min": 1 }))]),
        _ => None,
    }
}

fn constrain_shape(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["list", "map", "string", "integer", "double", "blob"]))?;
    let at = At::shape(&name);
    let of = ast.at(&at)["type"].as_str()?.to_owned();
    let (id, value) = constraint(&of, random)?;
    ast.set(&at, id, value.clone())?;
    Some(format!("{name}: {id} {value}"))
}

fn constrain_member(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = random.choose(&ast.all_members())?;
    let (id, value) = constraint(&ast.target_type(&at), random)?;
    ast.set(&at, id, value.clone())?;
    Some(format!("{at:?}: {id} {value}"))
}

fn pattern(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["string"]))?;
    let at = At::shape(&name);
    let new = random.choose(&["^[a-z]+$", "^[a-z0-9_]+$", "^[A-Z]+$", "^[0-9a-z]+$"])?;
    (ast.get_trait(&at, "pattern") != Some(&json!(new))).then_some(())?;
    ast.set(&at, "pattern", json!(new))?;
    Some(format!("{name}: {new}"))
}

fn default_of(ast: &Ast, at: &At, random: &mut Random) -> Option<Value> {
    match ast.target_type(at).as_str() {
        "string" => random.choose(&[json!("a"), json!("xyz"), json!("plain")]),
        "integer" | "long" | "short" | "byte" => random.choose(&[json!(1), json!(2), json!(5), json!(0)]),
        "double" | "float" => random.choose(&[json!(1.5), json!(2)]),
        "boolean" => random.choose(&[json!(true), json!(false)]),
        "list" => Some(json!([])),
        _ => None,
    }
}

fn add_default(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let fits = |at: &At| !["default", "httpLabel", "httpPayload"].iter().any(|name| ast.has(at, name));
    let at = random.choose(&ast.all_members().into_iter().filter(fits).collect::<Vec<_>>())?;
    let value = default_of(ast, &at, random)?;
    ast.set(&at, "default", value.clone())?;
    if random.below(3) == 0 {
        ast.set(&at, "addedDefault", json!({}))?;
    }
    Some(format!("{at:?} = {value}"))
}

fn with_default(ast: &Ast, random: &mut Random) -> Option<At> {
    random.choose(&ast.all_members().into_iter().filter(|at| ast.has(at, "default")).collect::<Vec<_>>())
}

fn remove_default(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = with_default(ast, random)?;
    ast.unset(&at, "default")?;
    Some(format!("{at:?}"))
}

fn change_default(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = with_default(ast, random)?;
    let new = default_of(ast, &at, random)?;
    (ast.get_trait(&at, "default") != Some(&new)).then_some(())?;
    ast.set(&at, "default", new.clone())?;
    Some(format!("{at:?} = {new}"))
}

/// A new value of an enum, as its kind has them.
fn value(ast: &Ast, name: &str) -> Value {
    let is_text = ast.get(name)["type"] == "enum";
    let value = if is_text { json!("fresh") } else { json!(77) };
    json!({ "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": value } })
}

fn append(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["enum", "intEnum"]))?;
    ast.add_member(&name, "FRESH", value(ast, &name), None)?;
    Some(format!("{name}$FRESH"))
}

fn insert(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["enum", "intEnum"]))?;
    ast.add_member(&name, "FRESH", value(ast, &name), Some(0))?;
    Some(format!("{name}$FRESH, first"))
}

fn of_enum(ast: &Ast, random: &mut Random) -> Option<At> {
    let name = random.choose(&ast.names(&["enum", "intEnum"]))?;
    Some(At::member(&name, random.pick(&ast.members(&name))?))
}

fn remove(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = of_enum(ast, random)?;
    ast.remove_member(&at.shape, at.member.as_deref()?)?;
    Some(format!("{at:?}"))
}

fn rename(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = of_enum(ast, random)?;
    // Without a value of its own, the name is the value.
    let value = ast.get_trait(&at, "enumValue").cloned().unwrap_or(json!(at.member));
    ast.set(&at, "enumValue", value)?;
    ast.rename_member(&at, "RENAMED")?;
    Some(format!("{at:?}"))
}

fn revalue(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = of_enum(ast, random)?;
    let is_text = ast.get(&at.shape)["type"] == "enum";
    ast.set(&at, "enumValue", if is_text { json!("other") } else { json!(88) })?;
    Some(format!("{at:?}"))
}

fn format(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let members = ast.all_members().into_iter().filter(|at| ast.target_type(at) == "timestamp");
    let shapes = ast.names(&["timestamp"]).into_iter().map(|name| At::shape(&name));
    let at = random.choose(&members.chain(shapes).collect::<Vec<_>>())?;
    let old = ast.unset(&at, "timestampFormat");
    let new = random.choose(&["date-time", "http-date", "epoch-seconds", "none"])?;
    if new != "none" {
        ast.set(&at, "timestampFormat", json!(new))?;
    }
    (old != (new != "none").then(|| json!(new))).then_some(())?;
    Some(format!("{at:?}: {new}"))
}
