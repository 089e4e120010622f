//! Which edits there are: by the seed, each on its own copy of a part of the model.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use weland_diff::{Change, RustCode, Verdict};
use weland_model::{Model, ShapeId, edit};
use weland_smithy::Loader;

use super::ast::{Ast, At, SERVICE, id, target};
use super::crates;
use super::kinds::{self, Kind};
use super::random::Random;
use crate::crates::errors;

/// The parts of the model. Names begin with `E00`, paths with `/e00`; each copy has a number of its own there.
const PARTS: [(&str, &str); 6] = [
    ("orders", include_str!("model/orders.smithy")),
    ("choices", include_str!("model/choices.smithy")),
    ("pages", include_str!("model/pages.smithy")),
    ("places", include_str!("model/places.smithy")),
    ("streams", include_str!("model/streams.smithy")),
    ("things", include_str!("model/things.smithy")),
];

/// The part that services are edited with.
const PART_OF_SERVICES: usize = 2;

/// How many copies are in the same service.
pub(super) const COPIES: usize = 24;

const CODE: RustCode = RustCode {
    type_name: weland_codegen::type_name,
    variant_name: weland_codegen::variant_name,
    field_name: weland_codegen::field_name,
    boxed_members: weland_codegen::boxed_members,
};

/// The protocol of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Base {
    Rest,
    Cbor,
    /// A service of its own, with more protocols and schemes of authentication.
    Service,
}

impl Base {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Cbor => "cbor",
            Self::Service => "service",
        }
    }

    /// Forgets that members are called otherwise where no protocol reads the names that they have kept: one is gone there, and
    /// another one is new.
    fn forget_names(self, ast: &mut Ast) {
        if self != Self::Rest {
            ast.members.clear();
        }
    }

    fn traits(self) -> Value {
        match self {
            Self::Rest | Self::Cbor => {
                let protocol =
                    if self == Self::Rest { "aws.protocols#restJson1" } else { "smithy.protocols#rpcv2Cbor" };
                json!({
                    protocol: {},
                    "smithy.api#httpBearerAuth": {},
                    "smithy.api#httpBasicAuth": {},
                    "smithy.api#auth": ["smithy.api#httpBearerAuth"],
                })
            }
            Self::Service => json!({
                "aws.protocols#restJson1": {},
                "aws.protocols#awsJson1_0": {},
                "aws.auth#sigv4": { "name": "store" },
                "aws.auth#sigv4a": { "name": "store" },
                "smithy.api#auth": ["aws.auth#sigv4"],
                "smithy.rules#endpointRuleSet": kinds::rules("sigv4"),
                "weland.openapi#securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" } },
            }),
        }
    }
}

/// An edit, with what `weland-diff` says of it.
pub(super) struct Edit {
    pub(super) number: usize,
    /// Whether what happens is looked at.
    pub(super) is_tried: bool,
    /// What was done, by the names of kinds.
    pub(super) kind: String,
    /// The rules that it is for.
    rules: Vec<&'static str>,
    /// Where, as the copy calls it.
    pub(super) what: String,
    pub(super) new_ast: Ast,
    /// Both models, with the ids of their services.
    pub(super) old: (Model, ShapeId),
    pub(super) new: (Model, ShapeId),
    pub(super) changes: Vec<(&'static str, Vec<Change>)>,
}

impl Edit {
    pub(super) fn verdict(&self) -> Verdict {
        Verdict::of(self.changes.iter().flat_map(|(_, changes)| changes))
    }

    pub(super) fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<_> = self.changes.iter().flat_map(|(_, found)| found).map(|change| change.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// Edits that are made to the same service.
pub(super) struct Batch {
    pub(super) name: String,
    pub(super) base: Base,
    /// The edits, by copy.
    pub(super) edits: Vec<Edit>,
}

/// What copies are made of.
pub(super) struct Bases {
    parts: Vec<Ast>,
}

impl Bases {
    pub(super) fn new() -> Result<Self, String> {
        let parts = PARTS.iter().map(|(name, text)| part(name, text)).collect::<Result<_, _>>()?;
        Ok(Self { parts })
    }

    /// The part that a copy has, with the service around it.
    fn old(&self, base: Base, copy: usize) -> Result<Ast, String> {
        let at = if base == Base::Service { PART_OF_SERVICES } else { copy % self.parts.len() };
        let mut ast = self.parts.get(at).ok_or("there is no such part")?.clone();
        let traits = base.traits();
        let service = ast.get_mut(SERVICE).ok_or("there is no service")?;
        service.insert("traits".to_owned(), traits);
        if base == Base::Cbor {
            // The protocol has no streams of bytes.
            ast.unset(&At::shape("E00Content"), "streaming");
        } else if base == Base::Service {
            service.insert("errors".to_owned(), json!([target("E00Busy")]));
        }
        Ok(ast)
    }

    /// The model of a whole service before edits.
    pub(super) fn old_model(&self, base: Base) -> Result<Model, String> {
        let copies = if base == Base::Service { 1 } else { COPIES };
        let asts = (0..copies).map(|copy| self.old(base, copy)).collect::<Result<Vec<_>, _>>()?;
        load_all(&asts.iter().collect::<Vec<_>>())
    }

    /// The model of a whole service after edits; copies without one are as before.
    pub(super) fn new_model(&self, batch: &Batch) -> Result<Model, String> {
        let copies = if batch.base == Base::Service { 1 } else { COPIES };
        let rest = (batch.edits.len()..copies).map(|copy| self.old(batch.base, copy)).collect::<Result<Vec<_>, _>>()?;
        let asts: Vec<&Ast> = batch.edits.iter().map(|edit| &edit.new_ast).chain(&rest).collect();
        load_all(&asts)
    }
}

fn part(name: &str, text: &str) -> Result<Ast, String> {
    let mut loader = Loader::new();
    loader.add(format!("{name}.smithy"), text);
    let (model, diagnostics) = loader.load();
    errors(diagnostics).map_err(|error| format!("{name}.smithy: {error}"))?;
    let mut ast = Ast::new(&weland_smithy::to_ast(&model))?;
    let resources = ast.names(&["resource"]);
    let is_bound = |operation: &String| resources.iter().any(|name| ast.get(name).to_string().contains(&id(operation)));
    let operations: Vec<String> = ast.names(&["operation"]).into_iter().filter(|name| !is_bound(name)).collect();
    let targets = |names: &[String]| names.iter().map(|name| target(name)).collect::<Vec<_>>();
    let service = json!({
        "type": "service", "version": "1", "operations": targets(&operations), "resources": targets(&resources),
    });
    ast.add_shape(SERVICE, service)
        .and_then(|()| ast.add_shape("E00old", json!({ "type": "structure", "traits": { "smithy.api#trait": {} } })));
    Ok(ast)
}

/// The name of a copy, which is part of all of its names.
pub(super) fn prefix(copy: usize) -> String {
    format!("E{copy:02}")
}

/// A model with all copies in one service.
fn merged(asts: &[&Ast]) -> Result<String, String> {
    let mut all: Option<Value> = None;
    for (copy, ast) in asts.iter().enumerate() {
        let name = prefix(copy);
        let text = ast.text().replace("E00", &name).replace("e00", &name.to_lowercase());
        let mut next: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let Some(all) = &mut all else {
            all = Some(next);
            continue;
        };
        let service = next["shapes"].as_object_mut().and_then(|shapes| shapes.shift_remove(&id(SERVICE)));
        for key in ["operations", "resources"] {
            let more = service.as_ref().and_then(|service| service[key].as_array()).cloned().unwrap_or_default();
            let into = all["shapes"][id(SERVICE)][key].as_array_mut();
            into.ok_or("the service has no operations")?.extend(more);
        }
        for (part, path) in
            [("rename", service.as_ref().map(|it| &it["rename"])), ("metadata", Some(&next["metadata"]))]
        {
            let Some(more) = path.and_then(Value::as_object).cloned() else { continue };
            let into = if part == "rename" { &mut all["shapes"][id(SERVICE)][part] } else { &mut all[part] };
            if into.is_null() {
                *into = json!({});
            }
            into.as_object_mut().ok_or("the model is malformed")?.extend(more);
        }
        let shapes = next["shapes"].as_object().cloned().unwrap_or_default();
        all["shapes"].as_object_mut().ok_or("the model has no shapes")?.extend(shapes);
    }
    Ok(all.unwrap_or_default().to_string())
}

fn load_all(asts: &[&Ast]) -> Result<Model, String> {
    let mut model = load_text(&merged(asts)?)?;
    asts.iter().enumerate().for_each(|(copy, ast)| name_in_code(&mut model, ast, &prefix(copy)));
    Ok(model)
}

fn load(ast: &Ast) -> Result<Model, String> {
    let mut model = load_text(&ast.text())?;
    name_in_code(&mut model, ast, &prefix(0));
    Ok(model)
}

/// Gives what a copy calls otherwise in code these names.
fn name_in_code(model: &mut Model, ast: &Ast, copy: &str) {
    for (at, name) in &ast.code_names {
        let member = at.member.iter().map(|member| format!("${member}"));
        let whole: String = [id(&at.shape)].into_iter().chain(member).collect();
        if let Ok(id) = whole.replace("E00", copy).parse() {
            edit::name_in_code(model, &id, &name.replace("E00", copy));
        }
    }
}

fn load_text(text: &str) -> Result<Model, String> {
    let mut loader = Loader::new();
    loader.add("model.json", text);
    loader.define_openapi();
    let (model, diagnostics) = loader.load();
    errors(diagnostics)?;
    Ok(model)
}

/// Makes so many edits.
pub(super) fn batches(bases: &Bases, seed: u64, count: usize) -> Result<Vec<Batch>, String> {
    let mut maker = Maker { bases, random: Random::new(seed), meant: BTreeMap::new(), number: 0 };
    let of_services = count / 9;
    let mut batches = Vec::new();
    let mut left = count - of_services;
    while left > 0 {
        let base = if batches.len() % 3 == 2 { Base::Cbor } else { Base::Rest };
        let edits = (0..left.min(COPIES)).map(|copy| maker.edit(base, copy)).collect::<Result<Vec<_>, _>>()?;
        left -= edits.len();
        batches.push(Batch { name: format!("b{:02}", batches.len()), base, edits });
    }
    for index in 0..of_services {
        let edit = maker.edit(Base::Service, 0)?;
        batches.push(Batch { name: format!("s{index:02}"), base: Base::Service, edits: vec![edit] });
    }
    maker.make_up(&mut batches)?;
    Ok(batches)
}

/// How many edits are meant for each rule. It is more than have to be told of, since rules needn't tell of each.
const MEANT: usize = 5;

struct Maker<'b> {
    bases: &'b Bases,
    random: Random,
    /// How many edits each rule was meant to be hit by. Which edits there are doesn't depend on what rules find.
    meant: BTreeMap<&'static str, usize>,
    number: usize,
}

impl Maker<'_> {
    /// An edit that gives a model without errors, from which crates can be generated.
    fn edit(&mut self, base: Base, copy: usize) -> Result<Edit, String> {
        let old_ast = self.bases.old(base, copy)?;
        let old = load(&old_ast)?;
        for _ in 0..2000 {
            let mut ast = old_ast.clone();
            let Some((rules, kind, what)) = self.change(base, &mut ast) else { continue };
            if ast.is_same_as(&old_ast) {
                continue;
            }
            base.forget_names(&mut ast);
            let Ok(new) = load(&ast) else { continue };
            if crates::of_copy(&new).is_err() {
                continue;
            }
            let changes = weland_diff::diff_by_rule(&old, &new, CODE);
            for rule in &rules {
                *self.meant.entry(rule).or_default() += 1;
            }
            self.number += 1;
            let with_service = |model: Model| crates::service(&model).map(|id| (model, id));
            let (Some(old), Some(new)) = (with_service(old), with_service(new)) else { break };
            return Ok(Edit {
                number: self.number,
                is_tried: true,
                kind,
                rules,
                what,
                new_ast: ast,
                old,
                new,
                changes,
            });
        }
        Err(format!("no edit fits copy {copy} of {}", base.name()))
    }

    /// Replaces edits for rules that others are for as well by ones for rules that too few are for, as chance has it.
    fn make_up(&mut self, batches: &mut [Batch]) -> Result<(), String> {
        for kind in kinds::all() {
            for batch in batches.iter_mut().rev().filter(|it| (it.base == Base::Service) == kind.of_service) {
                for (copy, edit) in batch.edits.iter_mut().enumerate() {
                    let is_for_many = edit.rules.iter().all(|rule| self.meant(rule) > MEANT);
                    if self.meant(kind.rule) < MEANT && is_for_many {
                        self.replace(batch.base, copy, edit, kind)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn meant(&self, rule: &str) -> usize {
        self.meant.get(rule).copied().unwrap_or_default()
    }

    /// Replaces an edit by one of this kind, if it fits.
    fn replace(&mut self, base: Base, copy: usize, edit: &mut Edit, kind: &Kind) -> Result<(), String> {
        let old_ast = self.bases.old(base, copy)?;
        let mut ast = old_ast.clone();
        let Some(what) = (kind.edit)(&mut ast, &mut self.random) else { return Ok(()) };
        base.forget_names(&mut ast);
        let new = load(&ast).ok().filter(|new| !ast.is_same_as(&old_ast) && crates::of_copy(new).is_ok());
        let Some(new) = new.and_then(|model| crates::service(&model).map(|id| (model, id))) else { return Ok(()) };
        for rule in &edit.rules {
            self.meant.entry(rule).and_modify(|meant| *meant -= 1);
        }
        *self.meant.entry(kind.rule).or_default() += 1;
        edit.changes = weland_diff::diff_by_rule(&edit.old.0, &new.0, CODE);
        (edit.kind, edit.rules, edit.what) = (kind.name.to_owned(), vec![kind.rule], what);
        (edit.new_ast, edit.new) = (ast, new);
        Ok(())
    }

    /// One edit, rather for a rule that others were not for, or two of any kind: their rules, names and places.
    fn change(&mut self, base: Base, ast: &mut Ast) -> Option<(Vec<&'static str>, String, String)> {
        let fits = |kind: &&Kind| kind.of_service == (base == Base::Service);
        let all: Vec<&Kind> = kinds::all().filter(fits).collect();
        if base != Base::Service && self.random.below(4) == 0 {
            let (first, second) = (self.random.choose(&all)?, self.random.choose(&all)?);
            let what = [(first.edit)(ast, &mut self.random)?, (second.edit)(ast, &mut self.random)?];
            return Some((vec![first.rule, second.rule], format!("{}, {}", first.name, second.name), what.join("; ")));
        }
        let meant = |kind: &Kind| self.meant.get(kind.rule).copied().unwrap_or_default();
        let some = [self.random.choose(&all)?, self.random.choose(&all)?, self.random.choose(&all)?];
        let kind = some.into_iter().min_by_key(|kind| meant(kind))?;
        let what = (kind.edit)(ast, &mut self.random)?;
        Some((vec![kind.rule], kind.name.to_owned(), what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of edits for a service: whether their rule tells of one of some.
    fn told(base: Base) -> BTreeMap<&'static str, bool> {
        let bases = Bases::new().unwrap();
        let fits = |kind: &&Kind| kind.of_service == (base == Base::Service);
        let mut told: BTreeMap<_, bool> = kinds::all().filter(fits).map(|kind| (kind.name, false)).collect();
        let mut random = Random::new(5);
        for copy in (0..PARTS.len()).cycle().take(8 * PARTS.len()) {
            let old_ast = bases.old(base, copy).unwrap();
            let old = load(&old_ast).unwrap();
            for kind in kinds::all().filter(fits).filter(|kind| !told[kind.name]).collect::<Vec<_>>() {
                let mut ast = old_ast.clone();
                let Some(_) = (kind.edit)(&mut ast, &mut random) else { continue };
                let Ok(new) = load(&ast) else { continue };
                let changes = weland_diff::diff_by_rule(&old, &new, CODE);
                let is_told = changes.iter().any(|(rule, found)| *rule == kind.rule && !found.is_empty());
                told.insert(kind.name, is_told);
            }
        }
        told
    }

    #[test]
    fn rules_tell_of_the_edits_that_are_for_them() {
        let mut all = told(Base::Rest);
        all.extend(told(Base::Service));
        all.retain(|_, is_told| !*is_told);
        assert!(all.is_empty(), "{:?}", all.keys());
    }
}
