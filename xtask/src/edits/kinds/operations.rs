//! Edits of operations and resources.

use serde_json::{Value, json};

use super::{Kind, kind};
use crate::edits::ast::{Ast, At, SERVICE, target};
use crate::edits::random::Random;

pub(super) const KINDS: &[Kind] = &[
    kind("add an operation", "bindings", add),
    kind("remove an operation", "bindings", remove),
    kind("rename an operation", "bindings", rename),
    kind("bind an operation elsewhere", "bindings", rebind),
    kind("change a resource", "resources", resource),
    kind("give an operation another input", "messages", input),
    kind("give an operation another output", "messages", output),
    kind("take a message away or add one", "messages", unit),
    kind("change a method", "http", method),
    kind("change a path", "http", path),
    kind("change a status", "http", status),
    kind("add an error", "errors", add_error),
    kind("remove an error", "errors", remove_error),
    kind("change the authentication", "auth", auth),
    kind("change the pagination", "pagination", pagination),
    kind("paginate or not", "pagination", paginate),
    kind("add a waiter", "waiters", add_waiter),
    kind("remove a waiter", "waiters", remove_waiter),
    kind("change a waiter", "waiters", change_waiter),
];

fn some(ast: &Ast, random: &mut Random) -> Option<String> {
    random.choose(&ast.names(&["operation"]))
}

/// The operations that are bound to the service itself.
fn of_service(ast: &Ast) -> Vec<String> {
    let bound = ast.get(SERVICE)["operations"].as_array();
    let names = bound.into_iter().flatten().filter_map(|it| it["target"].as_str()?.strip_prefix("edits#"));
    names.map(str::to_owned).collect()
}

fn add(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let traits = json!({ "smithy.api#http": { "method": "POST", "uri": "/e00/extra", "code": 200 } });
    let input = json!({ "type": "structure", "members": { "a": { "target": "smithy.api#String" } } });
    ast.add_shape("E00ExtraInput", input)?;
    let target_of = random.choose(&["E00ExtraInput", "smithy.api#Unit"])?;
    let operation = json!({ "type": "operation", "input": target(target_of), "output": target("smithy.api#Unit"), "traits": traits });
    ast.add_shape("E00Extra", operation)?;
    ast.references(SERVICE, "operations")?.push(target("E00Extra"));
    Some("E00Extra".to_owned())
}

fn remove(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = random.choose(&of_service(ast))?;
    ast.references(SERVICE, "operations")?.retain(|it| *it != target(&name));
    if random.below(2) == 0 {
        ast.remove_shape(&name)?;
    }
    Some(name)
}

fn rename(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = some(ast, random)?;
    ast.rename_shape(&name, "E00Renamed")?;
    ast.operations.push((name.clone(), "E00Renamed".to_owned()));
    Some(name)
}

fn rebind(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let resource = random.choose(&ast.names(&["resource"]))?;
    let own = ast.get(&resource)["operations"].as_array().cloned().unwrap_or_default();
    match own.first() {
        Some(first) => {
            ast.references(&resource, "operations")?.retain(|it| it != first);
            ast.references(SERVICE, "operations")?.push(first.clone());
            Some(format!("{first} to the service"))
        }
        None => {
            let name = random.choose(&of_service(ast))?;
            ast.references(SERVICE, "operations")?.retain(|it| *it != target(&name));
            ast.references(&resource, "collectionOperations")?.push(target(&name));
            Some(format!("{name} to {resource}"))
        }
    }
}

fn resource(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let added = || target("smithy.api#String");
    if random.below(2) == 0 {
        let properties = ast.get_mut("E00Thing")?.get_mut("properties")?.as_object_mut()?;
        properties.insert("color".to_owned(), added());
        ast.add_member("E00GetThingOutput", "color", added(), None)?;
        return Some("E00Thing: color".to_owned());
    }
    let identifiers = ast.get_mut("E00Shelf")?.get_mut("identifiers")?.as_object_mut()?;
    match random.below(3) {
        0 => identifiers.insert("added".to_owned(), added()),
        1 => identifiers.insert("row".to_owned(), target("E00ThingId")),
        _ => identifiers.shift_remove("row"),
    };
    Some("E00Shelf: identifiers".to_owned())
}

fn message(ast: &mut Ast, name: &str, key: &str, shape: Value) -> Option<()> {
    ast.add_shape("E00Other", shape)?;
    ast.get_mut(name)?.insert(key.to_owned(), target("E00Other"));
    Some(())
}

/// The same members as before, or others.
fn other_message(ast: &mut Ast, key: &str, random: &mut Random) -> Option<String> {
    let name = some(ast, random)?;
    let old = ast.get(&name)[key]["target"].as_str()?.strip_prefix("edits#")?.to_owned();
    let mut shape = ast.get(&old).clone();
    if random.below(2) == 0 {
        shape = json!({ "type": "structure", "members": { "unlike": { "target": "smithy.api#String" } } });
    }
    message(ast, &name, key, shape)?;
    Some(format!("{name}: {key}"))
}

fn input(ast: &mut Ast, random: &mut Random) -> Option<String> {
    other_message(ast, "input", random)
}

fn output(ast: &mut Ast, random: &mut Random) -> Option<String> {
    other_message(ast, "output", random)
}

fn unit(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = some(ast, random)?;
    let key = random.choose(&["input", "output"])?;
    if ast.get(&name)[key]["target"] != "smithy.api#Unit" {
        ast.get_mut(&name)?.insert(key.to_owned(), target("smithy.api#Unit"));
        return Some(format!("{name}: no {key}"));
    }
    let traits = if random.below(2) == 0 { json!({ "smithy.api#required": {} }) } else { json!({}) };
    let member = json!({ "target": "smithy.api#String", "traits": traits });
    message(ast, &name, key, json!({ "type": "structure", "members": { "a": member } }))?;
    Some(format!("{name}: {key}"))
}

fn http<'a>(ast: &'a mut Ast, name: &str) -> Option<&'a mut Value> {
    ast.get_mut(name)?.get_mut("traits")?.get_mut("smithy.api#http")
}

fn method(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = some(ast, random)?;
    let line = http(ast, &name)?;
    let new = if line["method"] == "POST" { "PATCH" } else { "POST" };
    line["method"] = json!(new);
    Some(format!("{name}: {new}"))
}

fn path(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = some(ast, random)?;
    let line = http(ast, &name)?;
    let uri = line["uri"].as_str()?;
    let new = random.choose(&[format!("{uri}/again"), uri.replace("/e00", "/e00/v2"), format!("{uri}/")])?;
    line["uri"] = json!(new);
    Some(format!("{name}: {new}"))
}

fn status(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = some(ast, random)?;
    http(ast, &name)?["code"] = json!(202);
    Some(name)
}

fn add_error(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let name = some(ast, random)?;
    let is_error = |name: &String| ast.has(&At::shape(name), "error");
    let mut errors: Vec<String> = ast.names(&["structure"]).into_iter().filter(is_error).collect();
    errors.push("E00Failed".to_owned());
    let error = random.choose(&errors)?;
    if error == "E00Failed" {
        let members = json!({ "message": { "target": "smithy.api#String" } });
        let traits = json!({ "smithy.api#error": "client", "smithy.api#httpError": 422 });
        ast.add_shape(&error, json!({ "type": "structure", "members": members, "traits": traits }))?;
    }
    let known = ast.references(&name, "errors")?;
    (!known.contains(&target(&error))).then_some(())?;
    known.push(target(&error));
    Some(format!("{name}: {error}"))
}

fn remove_error(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let has_errors = |name: &String| ast.get(name)["errors"].as_array().is_some_and(|errors| !errors.is_empty());
    let name = random.choose(&ast.names(&["operation"]).into_iter().filter(has_errors).collect::<Vec<_>>())?;
    let error = ast.references(&name, "errors")?.pop()?;
    Some(format!("{name}: {error}"))
}

fn auth(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = At::shape(&some(ast, random)?);
    let schemes = ["smithy.api#httpBasicAuth", "smithy.api#httpBearerAuth"];
    let new = random.choose(&[
        json!([schemes[0]]),
        json!([schemes[1], schemes[0]]),
        json!([schemes[0], schemes[1]]),
        json!([]),
    ])?;
    if random.below(4) == 0 {
        ast.set(&at, "optionalAuth", json!({}))?;
        return Some(format!("{at:?}: optional"));
    }
    ast.set(&at, "auth", new.clone())?;
    Some(format!("{at:?}: {new}"))
}

fn with(ast: &Ast, name: &str, random: &mut Random) -> Option<At> {
    let all = ast.names(&["operation"]).into_iter().map(|operation| At::shape(&operation));
    random.choose(&all.filter(|at| ast.has(at, name)).collect::<Vec<_>>())
}

fn pagination(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let at = with(ast, "paginated", random)?;
    let mut value = ast.get_trait(&at, "paginated")?.clone();
    match random.below(4) {
        0 => value["items"] = json!("others"),
        1 => value.as_object_mut()?.shift_remove("pageSize").map(drop)?,
        2 => value["inputToken"] = json!("order"),
        _ => value.as_object_mut()?.shift_remove("items").map(drop)?,
    }
    ast.set(&at, "paginated", value.clone())?;
    Some(format!("{at:?}: {value}"))
}

fn paginate(ast: &mut Ast, random: &mut Random) -> Option<String> {
    if random.below(2) == 0 {
        let at = with(ast, "paginated", random)?;
        ast.unset(&at, "paginated")?;
        return Some(format!("{at:?}: no longer"));
    }
    let at = At::shape("E00ListAll");
    let value = json!({ "inputToken": "next", "outputToken": "next", "items": "jobs" });
    ast.set(&at, "paginated", value)?;
    Some(format!("{at:?}"))
}

const WAITABLE: &str = "smithy.waiters#waitable";

fn waiter(end: &str) -> Value {
    let matcher = json!({ "output": { "path": "state", "expected": end, "comparator": "stringEquals" } });
    json!({ "acceptors": [{ "state": "success", "matcher": matcher }] })
}

fn waiters(ast: &mut Ast, random: &mut Random) -> Option<(At, Value)> {
    let at = with(ast, WAITABLE, random)?;
    let value = ast.get_trait(&at, WAITABLE)?.clone();
    Some((at, value))
}

fn add_waiter(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, mut value) = waiters(ast, random)?;
    value["E00JobAdded"] = waiter("RUNNING");
    ast.set(&at, WAITABLE, value)?;
    Some(format!("{at:?}"))
}

fn remove_waiter(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, mut value) = waiters(ast, random)?;
    let name = random.choose(&["E00JobDone", "E00JobGone"])?;
    value.as_object_mut()?.shift_remove(name)?;
    ast.set(&at, WAITABLE, value)?;
    Some(format!("{at:?}: {name}"))
}

fn change_waiter(ast: &mut Ast, random: &mut Random) -> Option<String> {
    let (at, mut value) = waiters(ast, random)?;
    if random.below(2) == 0 {
        value["E00JobDone"]["minDelay"] = json!(7);
    } else {
        value["E00JobDone"] = waiter("WAITING");
    }
    ast.set(&at, WAITABLE, value)?;
    Some(format!("{at:?}"))
}
