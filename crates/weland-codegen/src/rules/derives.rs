//! What types derive in addition.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::edit::{Stated, position};
use weland_model::{Diagnostic, Diagnostics, ShapeType};
use weland_service::{Member, Service, Shape, ShapeIndex, ShapeKind, UnionEncoding};

use super::types::{indexes, whole};
use super::{DeriveRule, Resolved, Rules, paths};

/// A derive of the standard library, of which is known which types can have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standard {
    Copy,
    Eq,
    Hash,
    Ord,
    PartialOrd,
}

pub(super) fn resolve(
    service: &Service,
    resolved: &Resolved,
    rules: &Rules,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<ShapeIndex, Vec<String>> {
    let mut derives: BTreeMap<ShapeIndex, Vec<String>> = BTreeMap::new();
    for rule in &rules.derives {
        let deriving = Deriving { service, resolved, rule };
        if !deriving.is_possible(rules, diagnostics) {
            continue;
        }
        for index in deriving.types(diagnostics) {
            derives.entry(index).or_default().push(rule.path.text.clone());
        }
    }
    complete(service, rules, &derives, diagnostics);
    derives
}

/// Reports types that derive `Ord` without what that stands on.
fn complete(
    service: &Service,
    rules: &Rules,
    derives: &BTreeMap<ShapeIndex, Vec<String>>,
    diagnostics: &mut Diagnostics,
) {
    let Some(rule) = rules.derives.iter().find(|rule| standard(&rule.path.text) == Some(Standard::Ord)) else { return };
    let has = |all: &[String], wanted| all.iter().any(|path| standard(path) == Some(wanted));
    let lacks = |(index, all): &(&ShapeIndex, &Vec<String>)| {
        let is_generated = !matches!(service.shape(**index).kind, ShapeKind::Enum(_));
        let is_complete = has(all, Standard::Eq) && has(all, Standard::PartialOrd);
        is_generated && has(all, Standard::Ord) && !is_complete
    };
    if let Some((index, _)) = derives.iter().find(lacks) {
        let name = &service.shape(*index).name;
        let message = format!("`Ord` needs `Eq` and `PartialOrd`, which `{name}` doesn't have");
        let error = Diagnostic::error("impossible-derive", rule.path.span, message);
        diagnostics.push(error.help("derive these as well"));
    }
}

fn standard(path: &str) -> Option<Standard> {
    let is_standard = !path.contains("::") || path.starts_with("std::") || path.starts_with("core::");
    Some(match path.rsplit("::").next()? {
        _ if !is_standard => return None,
        "Copy" => Standard::Copy,
        "Eq" => Standard::Eq,
        "Hash" => Standard::Hash,
        "Ord" => Standard::Ord,
        "PartialOrd" => Standard::PartialOrd,
        _ => return None,
    })
}

struct Deriving<'a> {
    service: &'a Service,
    resolved: &'a Resolved,
    rule: &'a DeriveRule,
}

impl Deriving<'_> {
    /// Whether any type can have the derive. Reports if not.
    fn is_possible(&self, rules: &Rules, diagnostics: &mut Diagnostics) -> bool {
        let path = &self.rule.path;
        let (message, help) = match path.text.rsplit("::").next().unwrap_or_default() {
            name @ ("Clone" | "PartialEq" | "Debug") if !path.text.contains("::") => {
                (format!("all types have `{name}` already"), "remove the rule")
            }
            "Default" if !path.text.contains("::") => (
                "`Default` can't be derived: structures without required members have it, and others need these"
                    .to_owned(),
                "remove the rule",
            ),
            _ => return paths::check(path, &rules.dependencies, diagnostics),
        };
        diagnostics.push(Diagnostic::error("impossible-derive", path.span, message).help(help));
        false
    }

    /// The types that get the derive. Reports rules for types that can't have it.
    fn types(&self, diagnostics: &mut Diagnostics) -> BTreeSet<ShapeIndex> {
        let all: Vec<(ShapeIndex, &Shape)> = indexes(self.service).filter(|(_, shape)| has_type(shape)).collect();
        let Some(stated) = &self.rule.shapes else {
            let mut types: BTreeSet<ShapeIndex> = all.iter().map(|(index, _)| *index).collect();
            types.retain(|index| self.gets(*index));
            while let Some(out) = types.iter().copied().find(|index| self.obstacle(*index, &types).is_some()) {
                types.remove(&out);
            }
            if types.is_empty() {
                let message = format!("no type of {} can derive `{}`", whole(self.service), self.rule.path.text);
                let error = Diagnostic::error("unmatched-rule", self.rule.path.span, message);
                diagnostics.push(error.help("remove the rule"));
            }
            return types;
        };
        let names: Vec<&str> = all.iter().map(|(_, shape)| &*shape.name).collect();
        let mut chosen: Vec<(&Stated, ShapeIndex)> = Vec::new();
        for stated in stated {
            match position(stated, &names, "type", &whole(self.service)) {
                Ok(at) => chosen.extend(all.get(at).map(|(index, _)| (stated, *index))),
                Err(error) => diagnostics.push(*error),
            }
        }
        let types: BTreeSet<ShapeIndex> = chosen.iter().map(|(_, index)| *index).collect();
        for (stated, index) in chosen {
            let obstacle = match self.gets(index) {
                true => self.obstacle(index, &types),
                false => Some("it has it already".to_owned()),
            };
            if let Some(obstacle) = obstacle {
                let message = format!("`{}` can't derive `{}`: {obstacle}", stated.text, self.rule.path.text);
                let error = Diagnostic::error("impossible-derive", stated.span, message);
                diagnostics.push(error.help("leave this type out, or list what its members need as well"));
            }
        }
        types
    }

    /// Whether a type doesn't have the derive anyway.
    fn gets(&self, index: ShapeIndex) -> bool {
        match (&self.service.shape(index).kind, standard(&self.rule.path.text)) {
            (ShapeKind::Enum(_), Some(standard)) => standard == Standard::Copy,
            (ShapeKind::IntEnum(_), Some(_)) => false,
            _ => true,
        }
    }

    /// Why a type can't have the derive, if these types have it.
    fn obstacle(&self, index: ShapeIndex, types: &BTreeSet<ShapeIndex>) -> Option<String> {
        let shape = self.service.shape(index);
        if shape.members().any(|member| member.sequence || self.service.shape(member.target).streaming) {
            return Some("it holds a stream".to_owned());
        }
        let standard = standard(&self.rule.path.text)?;
        match &shape.kind {
            ShapeKind::Enum(_) if standard == Standard::Copy => Some("it keeps unknown values as text".to_owned()),
            ShapeKind::Union { encoding, .. } if *encoding != UnionEncoding::Tagged => {
                Some("it keeps values that are none of its members'".to_owned())
            }
            ShapeKind::Structure { .. } | ShapeKind::Union { .. } => shape.members().find_map(|member| {
                let what = self.obstacle_of(Some(index), member, standard, types)?;
                Some(format!("its member `{}` is {what}", member.name))
            }),
            _ => None,
        }
    }

    /// Why values of a member can't have the derive: what they are.
    fn obstacle_of(
        &self,
        container: Option<ShapeIndex>,
        member: &Member,
        standard: Standard,
        types: &BTreeSet<ShapeIndex>,
    ) -> Option<String> {
        if self.resolved.of_member(self.service, container, member).is_some() {
            return None;
        }
        let target = self.service.shape(member.target);
        let is_copy = standard == Standard::Copy;
        match &target.kind {
            ShapeKind::Simple(shape_type) => simple_obstacle(*shape_type, standard).map(str::to_owned),
            ShapeKind::Enum(_) => is_copy.then(|| format!("`{}`", target.name)),
            ShapeKind::IntEnum(_) => None,
            ShapeKind::List { .. } if is_copy => Some("a list".to_owned()),
            ShapeKind::Map { .. } if is_copy => Some("a map".to_owned()),
            ShapeKind::List { element } => self.obstacle_of(None, element, standard, types),
            ShapeKind::Map { value, .. } => self.obstacle_of(None, value, standard, types),
            // `Unit` of the prelude is `()`.
            _ if target.prelude || types.contains(&member.target) => None,
            _ => Some(format!("`{}`, which doesn't derive it", target.name)),
        }
    }
}

/// What a simple value is, if it can't have a derive.
fn simple_obstacle(shape_type: ShapeType, standard: Standard) -> Option<&'static str> {
    use Standard::{Copy, Ord, PartialOrd};
    match (shape_type, standard) {
        (ShapeType::Float | ShapeType::Double, Copy | PartialOrd) => None,
        (ShapeType::Float, _) => Some("a float"),
        (ShapeType::Double, _) => Some("a double"),
        (ShapeType::Document, _) => Some("a document"),
        (ShapeType::String, Copy) => Some("a string"),
        (ShapeType::Blob, Copy) => Some("a blob"),
        (ShapeType::BigInteger | ShapeType::BigDecimal, Copy | Ord | PartialOrd) => Some("a number of any size"),
        _ => None,
    }
}

/// Whether crates have a type for a shape.
fn has_type(shape: &Shape) -> bool {
    let is_simple = matches!(shape.kind, ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. });
    !shape.prelude && !is_simple
}
