//! Enums.

use weland_model::{Member, Node, Shape, ShapeType, Target, trait_id};

use crate::lower::apply::{mark, number, put, put_text};
use crate::lower::names::{Names, screaming_snake};
use crate::lower::schema::constraints::constraints;
use crate::lower::schema::plan::Value;
use crate::lower::target::prelude;
use crate::lower::{Job, Lowering, annotate};

/// An enum of strings.
pub(super) fn strings<'d>(
    lowering: &mut Lowering<'d, '_>,
    job: &Job<'d>,
    values: &[Value<'d>],
    is_open: bool,
) -> Shape {
    let mut shape = start(lowering, job, ShapeType::Enum);
    if is_open {
        mark(&mut shape.traits, trait_id::ALLOY_OPEN_ENUM, job.view.span);
    }
    let names = values.iter().map(|value| {
        let text = value.node.as_str().unwrap_or_default();
        given_name(value).or_else(|| screaming_snake(text)).unwrap_or_else(|| "EMPTY".to_owned())
    });
    shape.members = members(values, names.collect(), |value| value.node.clone());
    shape
}

/// An enum of numbers.
pub(super) fn numbers<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>, values: &[Value<'d>]) -> Shape {
    let mut shape = start(lowering, job, ShapeType::IntEnum);
    let whole = |value: &Value<'_>| value.node.as_i64().unwrap_or_default();
    let names = values
        .iter()
        .map(|value| given_name(value).or_else(|| screaming_snake(&whole(value).to_string())).unwrap_or_default());
    shape.members = members(values, names.collect(), |value| number(whole(value), value.node.span));
    shape
}

/// The name that the document gives a value, as it is if it can be.
fn given_name(value: &Value<'_>) -> Option<String> {
    let name = value.name?;
    let is_kept = name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    if is_kept { Some(name.to_owned()) } else { screaming_snake(name) }
}

fn start<'d>(lowering: &mut Lowering<'d, '_>, job: &Job<'d>, shape_type: ShapeType) -> Shape {
    let mut shape = Lowering::shape(&job.id, shape_type, job.view.span);
    shape.traits = constraints(&job.view, &job.plan, &mut lowering.report);
    if job.is_described {
        annotate::describe(&job.view, &mut shape.traits, &mut lowering.report);
    }
    shape
}

/// The members in the order of the values, whose names must differ.
fn members(values: &[Value<'_>], wanted: Vec<String>, node: impl Fn(&Value<'_>) -> Node) -> Vec<Member> {
    let mut names = Names::default();
    let is_kept = |(value, name): &(&Value<'_>, &String)| value.node.as_str() == Some(name.as_str());
    // Values that are names themselves keep them.
    let mut chosen: Vec<Option<String>> =
        values.iter().zip(&wanted).map(|pair| is_kept(&pair).then(|| names.claim(pair.1))).collect();
    for (slot, name) in chosen.iter_mut().zip(&wanted) {
        slot.get_or_insert_with(|| names.claim(name));
    }
    let unit = prelude(ShapeType::Structure);
    let member = |(value, name): (&Value<'_>, String)| {
        let span = value.node.span;
        let mut member = Member::new(name, Target { id: unit.clone(), span }, span);
        put(&mut member.traits, trait_id::ENUM_VALUE, node(value));
        if let Some(text) = value.description.filter(|text| !text.trim().is_empty()) {
            put_text(&mut member.traits, trait_id::DOCUMENTATION, text, span);
        }
        if value.is_deprecated {
            mark(&mut member.traits, trait_id::DEPRECATED, span);
        }
        member
    };
    values.iter().zip(chosen.into_iter().flatten()).map(member).collect()
}
