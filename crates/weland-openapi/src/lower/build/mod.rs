//! Shapes, member by member.

mod enumeration;
mod file;
mod form;
mod list;
mod member;
mod structure;
mod union;

pub(super) use file::File;
pub(super) use form::{Form, is_multipart};
pub(super) use member::{Annotated, member};

use super::Lowering;
use super::schema::plan::Kind;

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
