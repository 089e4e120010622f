//! Shapes: `type Name ... { members }`.

use weland_model::{Diagnostic, ShapeType, Span};

use super::cursor::{Parsed, Parser};
use super::lexer::Kind;
use crate::raw::{Name, RawShape, RawTrait, Version};

impl<'a> Parser<'a, '_> {
    /// A shape after its traits. What was read before an error is kept.
    pub(super) fn shape(&mut self, traits: Vec<RawTrait<'a>>) -> Parsed<()> {
        let keyword = self.take();
        let word = self.lexeme(keyword);
        // Sets are lists with unique items; only version 1 knows the word.
        let shape_type = ShapeType::from_keyword(word).unwrap_or(ShapeType::List);
        self.check_version(word, self.span(keyword));
        self.expect_spaces()?;
        let name = self.identifier()?;
        let mut shape = RawShape::new(name, shape_type);
        shape.traits = traits;
        if word == "set" {
            shape.traits.push(synthetic_trait("smithy.api#uniqueItems", shape.name.span));
        }
        let result = self.shape_rest(&mut shape);
        self.out.shapes.push(shape);
        result
    }

    fn check_version(&mut self, word: &str, span: Span) {
        let (version, help) = match word {
            "set" => (Version::V1, "use a `list` with `@uniqueItems`"),
            "enum" | "intEnum" => (Version::V2, "set `$version: \"2.0\"`, or use a `string` with `@enum`"),
            _ => return,
        };
        if self.out.version != version {
            let number = if version == Version::V1 { "2.0" } else { "1.0" };
            let message = format!("there is no `{word}` in Smithy {number}");
            self.report(Diagnostic::error("wrong-version", span, message).help(help));
        }
    }

    fn shape_rest(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        self.skip_spaces();
        if shape.shape_type.is_aggregate() && self.at_word("for") {
            self.for_resource(shape)?;
        }
        self.mixins(shape)?;
        match shape.shape_type {
            ShapeType::Enum | ShapeType::IntEnum => self.enum_members(shape),
            ShapeType::List | ShapeType::Map | ShapeType::Structure | ShapeType::Union => self.members(shape),
            ShapeType::Service => self.service(shape),
            ShapeType::Resource => self.resource(shape),
            ShapeType::Operation => self.operation(shape),
            _ => Ok(()),
        }
    }

    /// `for Resource`
    pub(super) fn for_resource(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        let span = self.span(self.token);
        self.advance();
        self.expect_spaces()?;
        shape.resource = Some(self.shape_id()?);
        self.need_v2(span, "`for` can be used");
        self.skip_spaces();
        Ok(())
    }

    /// `with [Mixin ...]`, if it is there.
    pub(super) fn mixins(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        self.skip_spaces();
        if !self.at_word("with") {
            return Ok(());
        }
        self.need_v2(self.span(self.token), "mixins can be used");
        self.advance();
        self.skip_blanks();
        self.expect(Kind::LeftBracket)?;
        self.skip_blanks();
        // At least one is wanted.
        shape.mixins.push(self.shape_id()?);
        self.skip_blanks();
        while !self.at(Kind::RightBracket) {
            shape.mixins.push(self.shape_id()?);
            self.skip_blanks();
        }
        self.advance();
        Ok(())
    }

    /// Reports the use of a feature that version 1 lacks.
    pub(super) fn need_v2(&mut self, span: Span, what: &str) {
        if self.out.version == Version::V1 {
            let message = format!("{what} in Smithy 2.0 only; this file is in Smithy 1.0");
            self.report(
                Diagnostic::error("wrong-version", span, message)
                    .help("write `$version: \"2.0\"` at the top of the file"),
            );
        }
    }
}

/// A trait that the syntax implies.
pub(super) fn synthetic_trait<'a>(id: &'static str, span: Span) -> RawTrait<'a> {
    RawTrait { name: Name { text: id.into(), span }, value: None, span }
}
