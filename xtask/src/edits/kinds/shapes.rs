//! Edits of shapes: which there are, what they are called and of which type they are.

use serde_json::{Value, json};

use super::{Kind, kind};
use crate::edits::ast::{Ast, At, id, target};
use crate::edits::random::Random;

pub(super) const KINDS: &[Kind] = &[
    kind("add a shape that nothing uses", "shapes", add_unused),
    kind("add a shape and a member of it", "shapes", add_used),
    kind("remove a shape and what refers to it", "shapes", remove),
    kind("rename a shape", "shapes", rename),
    kind("make another type of a shape", "types", retype),
    kind("make an enum of a string", "types", enum_of_string),
    kind("make a string of an enum", "types", string_of_enum),
    kind("add a member of a union", "unions", add_union_member),
    kind("remove a member of a union", "unions", remove_union_member),
    kind("rename a member of a union", "unions", rename_union_member),
    kind("rename a shape within the service", "renames", rename_in_service),
    kind("define a trait", "trait_definitions", define_trait),
    kind("define a trait no longer", "trait_definitions", undefine_trait),
    kind("change metadata", "metadata", metadata),
];

fn some_shape(random: &mut Random) -> Option<Value> {
    random.choose(&[
        json!({ "type": "structure", "members": { "a": { "target": "smithy.api#String" } } }),
        json!({ "type": "enum", "members": { "ONE": { "target": "smithy.api#Unit" } } }),
        json!({ "type": "string" }),
        json!({ "type": "union", "members": { "a": { "target": "smithy.api#String" } } }),
        json!({ "type": "list", "member": { "target": "smithy.api#String" } }),
    ])
}

fn add_unused(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let shape = some_shape(random)?;
    let described = shape.to_string();
    ast.add_shape("E00Added", shape)?;
    Some(described)
}

fn add_used(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let described = add_unused(ast, random)?;
    let shape = random.choose(&ast.names(&["structure", "union"]))?;
    ast.add_member(&shape, "added", target("E00Added"), None)?;
    Some(format!("{shape}$added: {described}"))
}

fn remove(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["structure", "union", "enum", "list", "map"]))?;
    let target = id(&name);
    for shape in ast.names(&["structure", "union"]) {
        for member in ast.members(&shape) {
            if ast.at(&At::member(&shape, &member))["target"] == target.as_str() {
                ast.remove_member(&shape, &member)?;
            }
        }
    }
    ast.remove_shape(&name)?;
    Some(name)
}

fn rename(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["structure", "union", "enum", "intEnum", "list", "string", "integer"]))?;
    ast.rename_shape(&name, "E00Renamed")?;
    Some(name)
}

fn set_type(ast: &mut Ast, name: &str, to: &str) -> Option<()> {
    let shape = ast.get_mut(name)?;
    shape.insert("type".to_owned(), json!(to));
    shape.shift_remove("members");
    Some(())
}

fn retype(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let all = [
        ("integer", "long"),
        ("integer", "double"),
        ("double", "float"),
        ("double", "integer"),
        ("timestamp", "string"),
    ];
    let (from, to) = random.choose(&all)?;
    let name = random.choose(&ast.names(&[from]))?;
    set_type(ast, &name, to)?;
    ast.unset(&At::shape(&name), "timestampFormat");
    Some(format!("{name}: {to}"))
}

fn enum_of_string(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["string"]))?;
    set_type(ast, &name, "enum")?;
    let shape = ast.get_mut(&name)?;
    shape.shift_remove("traits");
    shape.insert("members".to_owned(), json!({ "AB": { "target": "smithy.api#Unit" } }));
    Some(name)
}

fn string_of_enum(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["enum"]))?;
    set_type(ast, &name, "string")?;
    Some(name)
}

fn add_union_member(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let union = random.choose(&ast.names(&["union"]))?;
    let to = random.choose(&ast.targets())?;
    ast.add_member(&union, "added", target(&to), None)?;
    Some(format!("{union}$added: {to}"))
}

fn of_union(ast: &Ast, random: &mut Random) -> Option<At> {
    let union = random.choose(&ast.names(&["union"]))?;
    Some(At::member(&union, random.pick(&ast.members(&union))?))
}

fn remove_union_member(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = of_union(ast, random)?;
    ast.remove_member(&at.shape, at.member.as_deref()?)?;
    Some(format!("{at:?}"))
}

fn rename_union_member(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = of_union(ast, random)?;
    ast.rename_member(&at, "renamed")?;
    Some(format!("{at:?}"))
}

fn rename_in_service(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&ast.names(&["structure", "union", "enum", "intEnum"]))?;
    let shape = ast.get_mut(crate::edits::ast::SERVICE)?;
    let names = shape.entry("rename").or_insert_with(|| json!({})).as_object_mut()?;
    names.insert(id(&name), json!("E00Called"));
    Some(name)
}

fn define_trait(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let of = random.choose(&["structure", "string"])?;
    ast.add_shape("E00mark", json!({ "type": of, "traits": { "smithy.api#trait": {} } }))?;
    Some("E00mark".to_owned())
}

/// Every model defines `E00old`, for this.
fn undefine_trait(ast: &mut Ast, _: &mut Random) -> Option<String> {
    ast.remove_shape("E00old")?;
    Some("E00old".to_owned())
}

fn metadata(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let text = random.choose(&["one", "two"])?;
    let metadata = ast.root_mut().as_object_mut()?.entry("metadata").or_insert_with(|| json!({}));
    metadata.as_object_mut()?.insert("E00".to_owned(), json!(text));
    Some(text.to_owned())
}
