//! Members: what they target, and what is said of them.

use weland_model::{Member, Span, Target, trait_id};

use crate::lower::apply::mark;
use crate::lower::schema::keyword::Keyword;
use crate::lower::schema::view::View;
use crate::lower::{Lowering, Use, annotate, default};

/// What a member may have beside its constraints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower) enum Annotated {
    /// Only constraints and what is said to people: members of lists, maps and unions.
    Plain,
    /// Defaults and directions, too: members of structures.
    Fully,
}

/// A member for a schema.
pub(in crate::lower) fn member<'d>(
    lowering: &mut Lowering<'d, '_>,
    (name, span): (&str, Span),
    view: &View<'d>,
    used: &Use<'d>,
    annotated: Annotated,
) -> Member {
    let target = Target { id: used.target.clone(), span: used.untyped_at.unwrap_or(view.span) };
    let mut member = Member::new(name, target, span);
    member.traits = used.traits.clone();
    annotate::describe(view, &mut member.traits, &mut lowering.report);
    if used.is_nullable {
        mark(&mut member.traits, trait_id::ALLOY_NULLABLE, view.span);
    }
    if annotated == Annotated::Fully {
        default::apply(view, used, &mut member.traits, &mut lowering.report);
        for (keyword, id) in
            [(Keyword::ReadOnly, trait_id::OPENAPI_READ_ONLY), (Keyword::WriteOnly, trait_id::OPENAPI_WRITE_ONLY)]
        {
            if view.is_true(keyword) {
                mark(&mut member.traits, id, view.span);
            }
        }
    }
    member
}
