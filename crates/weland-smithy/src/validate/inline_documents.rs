//! Services whose protocol has no documents don't use any.

use weland_model::query::closure::named_shapes;
use weland_model::query::protocols::protocols;
use weland_model::{Diagnostic, Diagnostics, Node, Shape, ShapeType, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        let lacks_documents = |id| {
            let definition = context.model().get(id).and_then(|shape| shape.traits.get(trait_id::PROTOCOL_DEFINITION));
            definition.and_then(|value| value.get("noInlineDocumentSupport")).and_then(Node::as_bool) == Some(true)
        };
        let protocols = protocols(context.graph(), service).into_iter();
        let without: Vec<_> = protocols.filter(|protocol| lacks_documents(&protocol.id)).collect();
        if without.is_empty() {
            continue;
        }
        let Some((document, more)) = first_document(context, service) else { continue };
        for protocol in without {
            let message = match more {
                0 => format!("`{}` can't send documents, but the service uses `{}`", protocol.id, document.id),
                _ => format!(
                    "`{}` can't send documents, but the service uses `{}` and {more} more",
                    protocol.id, document.id
                ),
            };
            let mut diagnostic = Diagnostic::error("inline-document", protocol.span, message);
            if !context.model().is_built_in(document) {
                diagnostic = diagnostic.related(document.span, "the document");
            }
            diagnostics.push(diagnostic.help("target a structure or a string in its place, or use another protocol"));
        }
    }
}

/// The first of the documents of a service, and how many more there are.
fn first_document<'a>(context: &Context<'a>, service: &'a Shape) -> Option<(&'a Shape, usize)> {
    let closure = named_shapes(context.graph(), service, context.operations().operations(&service.id));
    let mut documents = closure.into_iter().filter(|shape| shape.shape_type == ShapeType::Document);
    let first = documents.next()?;
    Some((first, documents.count()))
}
