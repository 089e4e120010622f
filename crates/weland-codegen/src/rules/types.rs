//! Which values have a type of another crate.

use std::collections::BTreeSet;

use weland_model::edit::{Stated, position};
use weland_model::query::formats;
use weland_model::{Diagnostic, Diagnostics, Severity, ShapeType, suggestion};
use weland_service::{Service, Shape, ShapeIndex, ShapeKind};

use super::{OwnType, Resolved, Rules, TypeRule, paths};

pub(super) fn resolve(service: &Service, rules: &Rules, resolved: &mut Resolved, diagnostics: &mut Diagnostics) {
    resolved.tokens = tokens(service);
    let formats = known_formats(service);
    for rule in &rules.formats {
        let Some(own) = own_type(rule, rules, diagnostics) else { continue };
        if formats.contains(&*rule.from.text) {
            resolved.formats.insert(rule.from.text.clone(), own);
        } else {
            diagnostics.push(no_such_format(service, &rule.from, &formats));
        }
    }
    let named: Vec<(ShapeIndex, &Shape)> = indexes(service).filter(|(_, shape)| !shape.prelude).collect();
    let names: Vec<&str> = named.iter().map(|(_, shape)| &*shape.name).collect();
    for rule in &rules.shapes {
        let own = own_type(rule, rules, diagnostics);
        let (index, shape) = match position(&local(&rule.from), &names, "shape", &whole(service)) {
            Ok(at) => match named.get(at) {
                Some((index, shape)) => (*index, *shape),
                None => continue,
            },
            Err(error) => {
                diagnostics.push(*error);
                continue;
            }
        };
        if !is_simple(shape) {
            diagnostics.push(not_simple(&rule.from, shape));
        } else if let Some(own) = own {
            resolved.shapes.insert(index, own);
        }
    }
}

/// Notes defaults of the model that are left to servers, since they would have to be read as a type that nobody knows here.
pub(super) fn note_defaults(service: &Service, resolved: &Resolved, diagnostics: &mut Diagnostics) {
    let mut noted = BTreeSet::new();
    for (index, shape) in indexes(service) {
        for member in shape.members().filter(|member| member.default.is_some()) {
            let Some(own) = resolved.of_member(service, Some(index), member) else { continue };
            if noted.insert(own.span) {
                let message = format!(
                    "the default of `{}.{}` isn't filled in, since it is a `{}`",
                    shape.name, member.name, own.path
                );
                let note = Diagnostic::new(Severity::Note, "default-not-filled-in", message).at(own.span);
                diagnostics.push(note.help("expect that the member is absent, as any that is optional"));
            }
        }
    }
}

/// A name without its namespace.
fn local(stated: &Stated) -> Stated {
    let text = stated.text.rsplit('#').next().unwrap_or_default().to_owned();
    Stated { text, span: stated.span }
}

pub(super) fn whole(service: &Service) -> String {
    format!("`{}`", service.name)
}

pub(super) fn indexes(service: &Service) -> impl Iterator<Item = (ShapeIndex, &Shape)> {
    service.shapes.iter().enumerate().map(|(index, shape)| (ShapeIndex(index), shape))
}

fn own_type(rule: &TypeRule, rules: &Rules, diagnostics: &mut Diagnostics) -> Option<OwnType> {
    let is_right = paths::check(&rule.to, &rules.dependencies, diagnostics);
    is_right.then(|| OwnType { path: rule.to.text.clone(), has_default: rule.has_default, span: rule.from.span })
}

/// Whether values of a shape can have a type of another crate: what is text, or a number with all its digits.
pub(super) fn is_simple(shape: &Shape) -> bool {
    use ShapeType::{BigDecimal, BigInteger, String, Timestamp};
    let is_simple = match shape.kind {
        ShapeKind::Simple(shape_type) => matches!(shape_type, String | Timestamp | BigDecimal | BigInteger),
        ShapeKind::Enum(_) => true,
        _ => false,
    };
    is_simple && !shape.streaming
}

/// The format of a shape.
pub(super) fn format(shape: &Shape) -> Option<&str> {
    let by_type = || match shape.kind {
        ShapeKind::Simple(shape_type) => formats::of_type(shape_type),
        _ => None,
    };
    shape.format.as_deref().or_else(by_type)
}

/// The formats that values of the service have.
fn known_formats(service: &Service) -> BTreeSet<&str> {
    let simple = service.shapes.iter().filter(|shape| is_simple(shape));
    let members = service.shapes.iter().flat_map(Shape::members);
    let of_members = members.filter(|member| is_simple(service.shape(member.target)));
    let used = of_members.flat_map(|member| [member.format.as_deref(), format(service.shape(member.target))]);
    simple.filter(|shape| !shape.prelude).map(format).chain(used).flatten().collect()
}

/// The members that hold the tokens of pages.
fn tokens(service: &Service) -> BTreeSet<(ShapeIndex, String)> {
    let mut tokens = BTreeSet::new();
    for operation in &service.operations {
        let Some(pages) = &operation.pagination else { continue };
        for (start, path) in [(operation.input, &pages.input_token), (operation.output, &pages.output_token)] {
            let mut container = start;
            for member in path {
                tokens.extend(container.map(|container| (container, member.name.clone())));
                container = Some(member.target);
            }
        }
    }
    tokens
}

fn no_such_format(service: &Service, stated: &Stated, formats: &BTreeSet<&str>) -> Diagnostic {
    let formats: Vec<&str> = formats.iter().copied().collect();
    let help = match formats.as_slice() {
        [] => "remove the rule".to_owned(),
        formats => suggestion(&stated.text, formats),
    };
    let message = format!("no text or number of {} has the format `{}`", whole(service), stated.text);
    Diagnostic::error("unmatched-rule", stated.span, message).help(help)
}

fn not_simple(stated: &Stated, shape: &Shape) -> Diagnostic {
    let what = match &shape.kind {
        ShapeKind::Simple(shape_type) => format!("a {}", shape_type.as_str()),
        ShapeKind::Structure { .. } => "a structure".to_owned(),
        ShapeKind::Union { .. } => "a union".to_owned(),
        ShapeKind::List { .. } => "a list".to_owned(),
        ShapeKind::Map { .. } => "a map".to_owned(),
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => "an enum of numbers".to_owned(),
    };
    let message = format!("`{}` is {what}, whose values aren't read from text", shape.name);
    let help = "types of other crates can stand for texts, timestamps and numbers of any size";
    Diagnostic::error("unmappable-shape", stated.span, message).help(help)
}
