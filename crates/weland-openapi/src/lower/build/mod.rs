//! Shapes, member by member.

mod enumeration;
mod file;
mod list;
mod member;
mod structure;
mod union;

pub(super) use file::File;
pub(super) use member::{Annotated, member};

use std::collections::BTreeMap;

use weland_model::{Entry, Member, Node, trait_id};

use super::apply::{boolean, object, ordered, put};
use super::schema::plan::{self, Kind};
use super::schema::view::View;
use super::{Job, Lowering, Use};

/// Builds all shapes that have been named, and those that they refer to.
pub(super) fn all(lowering: &mut Lowering<'_, '_>) {
    while let Some(job) = lowering.jobs.pop_front() {
        let shape = match &job.plan.kind {
            Kind::Enum { values, is_open } => enumeration::strings(lowering, &job, values, *is_open),
            Kind::IntEnum(values) => enumeration::numbers(lowering, &job, values),
            Kind::List => list::list(lowering, &job),
            Kind::Map => list::map(lowering, &job),
            Kind::Union { variants, is_exact, discriminator } => {
                union::union(lowering, &job, variants, *is_exact, *discriminator)
            }
            // Simple shapes have been built when they were named.
            Kind::Structure | Kind::Document(_) | Kind::Scalar(_) => structure::structure(lowering, &job),
        };
        lowering.insert(shape);
    }
}

/// The properties of a form in several parts that are files, by their names. `encodings` say of which types parts may be.
pub(super) fn files<'d>(
    lowering: &mut Lowering<'d, '_>,
    view: &View<'d>,
    encodings: &[&'d Entry],
) -> BTreeMap<String, File<'d>> {
    let mut files = BTreeMap::new();
    for (name, schema) in structure::single_schemas(view) {
        let encoding = encodings.iter().find(|entry| *entry.key == *name);
        let content_types = encoding.and_then(|entry| entry.value.get_str("contentType"));
        let property = lowering.view(schema);
        if let Some(file) = File::of(lowering, &property, content_types) {
            files.insert(name.to_owned(), file);
        }
    }
    files
}

/// A structure for a body alone, with the ways in which its members are written. The second part are those that belong
/// to no member.
pub(super) fn separate<'d>(
    lowering: &mut Lowering<'d, '_>,
    view: &View<'d>,
    name: &str,
    encodings: &[&'d Entry],
    mut files: BTreeMap<String, File<'d>>,
) -> (Use<'d>, Vec<&'d Entry>) {
    let plan = plan::plan(&lowering.source, view);
    if !matches!(plan.kind, Kind::Structure) {
        return (lowering.inline(view, name, true), encodings.to_vec());
    }
    let mut used = lowering.untyped_member();
    used.is_nullable = plan.is_nullable || plan::is_made_nullable(view);
    used.target = lowering.claim(name);
    used.shape_type = weland_model::ShapeType::Structure;
    let base64: Vec<String> = files.iter().filter(|(_, file)| file.is_base64).map(|(name, _)| name.clone()).collect();
    files.retain(|_, file| file.is_hidden);
    let job = Job { id: used.target.clone(), view: view.clone(), plan, is_described: true, files };
    let mut shape = structure::structure(lowering, &job);
    let wire = |member: &Member| {
        member.traits.get_str(trait_id::JSON_NAME).map_or_else(|| member.name.to_string(), str::to_owned)
    };
    let mut unused = Vec::new();
    for entry in encodings {
        match shape.members.iter_mut().find(|member| wire(member) == *entry.key) {
            Some(member) => {
                let encoding = encoding(lowering, &entry.value, base64.contains(&wire(member)));
                put(&mut member.traits, trait_id::OPENAPI_ENCODING, encoding);
            }
            None => unused.push(*entry),
        }
    }
    let mut unstated = shape.members.iter_mut().filter(|member| !member.traits.contains(trait_id::OPENAPI_ENCODING));
    for member in unstated.by_ref().filter(|member| base64.contains(&wire(member))) {
        let encoding = object(vec![("base64", boolean(true, member.span))], member.span);
        put(&mut member.traits, trait_id::OPENAPI_ENCODING, encoding);
    }
    lowering.insert(shape);
    (used, unused)
}

/// How a part is written, as the value of a trait.
fn encoding(lowering: &Lowering<'_, '_>, node: &Node, is_base64: bool) -> Node {
    let base64 = is_base64.then(|| ("base64", boolean(true, node.span)));
    let stated = |key: &'static str| Some((key, ordered(node.get(key)?)));
    let headers = node.get("headers").and_then(Node::as_object).map(|headers| {
        let resolved = |node| lowering.source.resolve(node).map_or(node, |resolved| resolved.node);
        let headers = headers.iter().map(|(name, node)| (name, ordered(resolved(node))));
        ("headers", ordered(&object(headers.collect(), node.span)))
    });
    let keys = ["allowReserved", "contentType", "explode", "style"].into_iter().filter_map(stated);
    let mut entries: Vec<(&str, Node)> = keys.chain(base64).chain(headers).collect();
    entries.sort_by_key(|(key, _)| *key);
    object(entries, node.span)
}
