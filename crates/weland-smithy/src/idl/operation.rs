//! Operations, whose input and output may be written in place.

use weland_model::{Diagnostic, ShapeType, Span, closest};

use super::cursor::{Parsed, Parser};
use super::lexer::{Kind, token_at};
use super::shape::synthetic_trait;
use crate::raw::{Name, RawData, RawOperation, RawShape};

impl<'a> Parser<'a, '_> {
    pub(super) fn operation(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        let mut operation = RawOperation::default();
        let result = self.operation_body(shape, &mut operation);
        shape.data = RawData::Operation(Box::new(operation));
        result
    }

    fn operation_body(&mut self, shape: &RawShape<'a>, operation: &mut RawOperation<'a>) -> Parsed<()> {
        self.skip_blanks();
        self.expect(Kind::LeftBrace)?;
        self.skip_blanks();
        let mut seen: Vec<Name<'a>> = Vec::new();
        while !self.at(Kind::RightBrace) {
            let start = self.token.start;
            if self.starts_trait(start) || self.starts_shape(start) {
                return self.unclosed(shape, start);
            }
            if !self.at(Kind::Identifier) {
                return self.fail_expected("`input`, `output`, `errors` or `}`");
            }
            let property = self.identifier()?;
            self.check_property(&property, &seen)?;
            let name = &shape.name;
            match &*property.text {
                "input" => operation.input = Some(self.input_or_output(name, &property)?),
                "output" => operation.output = Some(self.input_or_output(name, &property)?),
                _ => operation.errors = self.error_list()?,
            }
            seen.push(property);
            if !self.at(Kind::RightBrace) {
                self.expect_blanks()?;
            }
        }
        self.advance();
        Ok(())
    }

    fn check_property(&mut self, property: &Name<'a>, seen: &[Name<'a>]) -> Parsed<()> {
        let known = ["input", "output", "errors"];
        let text = &*property.text;
        if let Some(first) = seen.iter().find(|other| other.text == property.text) {
            let message = format!("duplicate property `{text}`");
            return self.fail(
                Diagnostic::error("duplicate-key", property.span, message)
                    .related(first.span, "first given here")
                    .help("remove one of the two"),
            );
        }
        if known.contains(&text) {
            return Ok(());
        }
        let message = format!("operations have no property `{text}`");
        let diagnostic = Diagnostic::error("unknown-property", property.span, message);
        self.fail(match closest(text, known) {
            Some(name) => diagnostic.help(format!("did you mean `{name}`?")),
            None => diagnostic.help("they have `input`, `output` and `errors`"),
        })
    }

    /// `: Shape` or `:= { ... }`
    fn input_or_output(&mut self, operation: &Name<'a>, property: &Name<'a>) -> Parsed<Name<'a>> {
        self.skip_blanks();
        let sign = self.span(self.token);
        if self.at(Kind::Walrus) {
            self.need_v2(sign, "inline structures can be used");
            self.advance();
            return self.inline_structure(operation, property);
        }
        if matches!(self.token.kind, Kind::Colon | Kind::Equal) {
            self.advance();
            self.skip_blanks();
        }
        if matches!(self.token.kind, Kind::LeftBrace | Kind::At) {
            // What is meant is clear, so what follows can be checked.
            let span = sign.to(self.span(self.token));
            let message = format!("the {} is a structure in place, which needs `:=`", property.text);
            let help = format!("write `{} := {{`, or the name of a structure after `:`", property.text);
            self.report(Diagnostic::error("syntax-error", span, message).help(help));
            return self.inline_structure(operation, property);
        }
        if self.text.as_bytes().get(sign.start as usize) != Some(&b':') {
            self.token = token_at(self.text, sign.start as usize);
            return self.fail_expected("`:`");
        }
        self.shape_id()
    }

    /// A structure after `:=`.
    fn inline_structure(&mut self, operation: &Name<'a>, property: &Name<'a>) -> Parsed<Name<'a>> {
        let (suffix, marker) = match &*property.text {
            "input" => (&self.input_suffix, "smithy.api#input"),
            _ => (&self.output_suffix, "smithy.api#output"),
        };
        let name = Name { text: format!("{}{suffix}", operation.text).into(), span: property.span };
        let mut shape = RawShape::new(name.clone(), ShapeType::Structure);
        shape.traits = self.traits()?;
        let is_marked = |short: &str| short == marker || Some(short) == marker.split('#').nth(1);
        if !shape.traits.iter().any(|applied| is_marked(&applied.name.text)) {
            shape.traits.push(synthetic_trait(marker, property.span));
        }
        let result = self.inline_body(&mut shape);
        self.out.shapes.push(shape);
        result.map(|()| name)
    }

    fn inline_body(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        if self.at_word("for") {
            self.for_resource(shape)?;
        }
        self.mixins(shape)?;
        self.members(shape)
    }

    /// `: [Shape ...]`
    fn error_list(&mut self) -> Parsed<Vec<Name<'a>>> {
        self.skip_blanks();
        self.expect(Kind::Colon)?;
        self.skip_blanks();
        self.expect(Kind::LeftBracket)?;
        self.skip_blanks();
        let mut errors = Vec::new();
        while !self.at(Kind::RightBracket) {
            errors.push(self.shape_or_quoted_id()?);
            self.skip_blanks();
        }
        self.advance();
        Ok(errors)
    }

    fn shape_or_quoted_id(&mut self) -> Parsed<Name<'a>> {
        if !self.at(Kind::String) {
            return self.shape_id();
        }
        let span: Span = self.span(self.token);
        let text = self.string()?;
        Ok(Name { text: text.as_ref().to_owned().into(), span })
    }
}
