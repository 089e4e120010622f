//! What is odd about schemas.

use weland_model::Span;

use super::Lowering;
use super::schema::keyword::Keyword;
use super::schema::plan::{Kind, Plan, Reason};
use super::schema::types::JsonType;
use super::schema::view::{Met, Part, View};
use crate::document::Dialect;

impl<'d> Lowering<'d, '_> {
    /// Reports what was met while the parts of a schema were collected.
    pub(super) fn report_met(&mut self, met: Met<'d>) {
        for node in met.cycles {
            let help = "take the schema out of its own `allOf`; a property can refer to it";
            self.report.error("cyclic-all-of", node.span, "the schema is a part of itself", help);
        }
        for node in met.deep {
            let message = "the schema is a part of more than 100 others, and is left out";
            self.report.error("too-large", node.span, message, "extend fewer schemas by `allOf` and references");
        }
        for entry in met.ignored {
            let message = format!("`{}` has no effect beside `$ref` in OpenAPI 3.0", entry.key);
            let help = "wrap the reference, as in `allOf: [{$ref: …}]`, or use OpenAPI 3.1";
            self.report.note("ignored-sibling", entry.key_span, message, help);
        }
    }

    /// Reports that there is more than can be made shapes of.
    pub(super) fn report_too_many(&mut self, message: &str, span: Span) {
        let help = "split the document; what comes after them has no type";
        self.report.error("too-large", span, message, help);
    }

    /// Reports what a schema leaves open, contradicts or has no effect with.
    pub(super) fn report_plan(&mut self, view: &View<'d>, plan: &Plan<'d>) {
        let is_literal = view.parts.iter().any(Part::is_never);
        if let Kind::Document(reason) = plan.kind
            && !is_literal
        {
            self.report_untyped(reason, view.span);
        }
        if plan.is_inferred {
            let message = "the schema has no `type`; it is taken for the one that its keywords speak of";
            let help = "state the type; without it, values of all other types are valid, too";
            self.report.note("inferred-type", view.span, message, help);
        }
        if let Some((part, _)) = view.all(Keyword::Nullable).find(|(part, _)| part.at.dialect == Dialect::V3_1)
            && let Some(entry) = part.entry(Keyword::Nullable).filter(|entry| entry.value.as_bool() == Some(true))
        {
            let message = "`nullable` has no effect in OpenAPI 3.1";
            let help = "write null as a type, as in `type: [string, \"null\"]`";
            self.report.warning("ignored-nullable", entry.key_span, message, help);
        }
        self.report_unfit_values(view);
    }

    /// Values that are listed but not of the type.
    fn report_unfit_values(&mut self, view: &View<'d>) {
        let Some(declared) = view.declared() else { return };
        for (_, list) in view.all(Keyword::Enum) {
            for value in list.as_array().unwrap_or_default() {
                if !value.is_null() && !declared.contains(JsonType::of(value)) {
                    let message = format!("{} is no value of the schema's type, and is left out", value.describe());
                    let help = "write the value as one of the type, for example in quotes";
                    self.report.warning("contradictory-schema", value.span, message, help);
                }
            }
        }
    }

    fn report_untyped(&mut self, reason: Reason, span: Span) {
        let (message, help) = match reason {
            Reason::Anything => ("the schema allows everything", "state a `type` if values have one"),
            Reason::NoType => ("the schema states no type", "state the `type`"),
            Reason::SeveralTypes => ("the schema has keywords of several types, and no `type`", "state the `type`"),
            Reason::Null => ("null is the only value of the schema", "leave the value out, or state a further type"),
            Reason::Nothing => {
                let help = "remove the part that contradicts the others, or the property";
                self.report.warning("contradictory-schema", span, "no value satisfies the schema", help);
                return;
            }
        };
        let message = format!("{message}, so it becomes a document");
        self.report.note("untyped", span, message, help);
    }

    /// Reports that something has no schema at all.
    pub(super) fn report_without_schema(&mut self, what: &str, span: Span) {
        let message = format!("{what} has no schema, so it becomes a document");
        self.report.note("untyped", span, message, "state a `schema`");
    }
}
