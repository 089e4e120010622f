//! Shapes, member by member.

mod enumeration;
mod list;
mod member;
mod structure;
mod union;

pub(super) use member::{Annotated, member};

use weland_model::{Entry, Member, Node, trait_id};

use super::apply::{object, ordered, put};
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

/// A structure for a body alone, with the ways in which its members are written. The second part are those that belong
/// to no member.
pub(super) fn separate<'d>(
    lowering: &mut Lowering<'d, '_>,
    view: &View<'d>,
    name: &str,
    encodings: &[&'d Entry],
) -> (Use<'d>, Vec<&'d Entry>) {
    let plan = plan::plan(&lowering.source, view);
    if !matches!(plan.kind, Kind::Structure) {
        return (lowering.inline(view, name, true), encodings.to_vec());
    }
    let mut used = lowering.untyped_member();
    used.is_nullable = plan.is_nullable || plan::is_made_nullable(view);
    used.target = lowering.claim(name);
    used.shape_type = weland_model::ShapeType::Structure;
    let job = Job { id: used.target.clone(), view: view.clone(), plan, is_described: true };
    let mut shape = structure::structure(lowering, &job);
    let wire = |member: &Member| {
        member.traits.get_str(trait_id::JSON_NAME).map_or_else(|| member.name.to_string(), str::to_owned)
    };
    let mut unused = Vec::new();
    for entry in encodings {
        match shape.members.iter_mut().find(|member| wire(member) == *entry.key) {
            Some(member) => put(&mut member.traits, trait_id::OPENAPI_ENCODING, encoding(&entry.value)),
            None => unused.push(*entry),
        }
    }
    lowering.insert(shape);
    (used, unused)
}

/// How a part is written, as the value of a trait.
fn encoding(node: &Node) -> Node {
    let keys = ["allowReserved", "contentType", "explode", "headers", "style"];
    object(keys.iter().filter_map(|key| Some((*key, ordered(node.get(key)?)))).collect(), node.span)
}
