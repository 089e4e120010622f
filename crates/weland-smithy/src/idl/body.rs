//! The members of shapes, and the properties of services and resources.

use std::borrow::Cow;
use std::collections::HashMap;

use weland_model::{Diagnostic, Node, Severity, Span};

use super::cursor::{Failed, Parsed, Parser};
use super::lexer::Kind;
use crate::properties::{Properties, Style};
use crate::raw::{Name, RawData, RawMember, RawShape, RawTarget, RawTrait, Version};

impl<'a> Parser<'a, '_> {
    /// `{ name: Target = value ... }` of lists, maps, structures and unions.
    pub(super) fn members(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        self.member_list(shape, Self::member)
    }

    /// `{ NAME = value ... }` of enums.
    pub(super) fn enum_members(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        self.member_list(shape, Self::enum_member)
    }

    /// Members up to the closing brace. After an error, goes on with the next member.
    fn member_list(&mut self, shape: &mut RawShape<'a>, rule: fn(&mut Self) -> Parsed<RawMember<'a>>) -> Parsed<()> {
        self.skip_blanks();
        self.expect(Kind::LeftBrace)?;
        loop {
            self.skip_blanks();
            let start = self.token.start;
            if self.starts_shape(start) {
                return self.unclosed(shape, start);
            }
            match self.one_member(rule) {
                Ok(Some(member)) => shape.members.push(member),
                Ok(None) => break,
                Err(Failed) => {
                    shape.broken = true;
                    self.depth = 0;
                    self.recover_member(start)?;
                }
            }
        }
        self.drop_duplicates(shape);
        Ok(())
    }

    /// A member with its traits and its value, or nothing after the closing brace.
    fn one_member(&mut self, rule: fn(&mut Self) -> Parsed<RawMember<'a>>) -> Parsed<Option<RawMember<'a>>> {
        let traits = self.traits()?;
        let has_traits = traits.iter().any(RawTrait::is_written);
        if !has_traits && self.at(Kind::RightBrace) {
            self.unattached_docs(&traits);
            self.advance();
            return Ok(None);
        }
        let mut member = rule(self)?;
        member.traits = traits;
        let ended = self.assignment(&mut member)?;
        self.separator(ended)?;
        Ok(Some(member))
    }

    fn enum_member(&mut self) -> Parsed<RawMember<'a>> {
        if !self.at(Kind::Identifier) {
            return self.fail_expected("a member or `}`");
        }
        Ok(RawMember { name: self.identifier()?, target: RawTarget::Unit, traits: Vec::new(), value: None })
    }

    fn member(&mut self) -> Parsed<RawMember<'a>> {
        let elided = self.at(Kind::Dollar).then(|| self.take());
        if elided.is_none() && !self.at(Kind::Identifier) {
            return self.fail_expected("a member or `}`");
        }
        let name = self.identifier()?;
        let target = match elided {
            Some(dollar) => {
                let span = self.span(dollar).to(name.span);
                self.need_v2(span, "targets can be left out");
                RawTarget::Elided
            }
            None => {
                self.skip_spaces();
                self.expect(Kind::Colon)?;
                self.skip_spaces();
                RawTarget::To(self.shape_id()?)
            }
        };
        Ok(RawMember { name, target, traits: Vec::new(), value: None })
    }

    /// `= value` and the end of its line. Returns whether there was one.
    fn assignment(&mut self, member: &mut RawMember<'a>) -> Parsed<bool> {
        let before = self.token;
        self.skip_spaces();
        if !self.at(Kind::Equal) {
            self.token = before;
            return Ok(false);
        }
        if self.out.version == Version::V1 {
            let span = self.span(self.token);
            self.report(
                Diagnostic::error(
                    "wrong-version",
                    span,
                    "values can be assigned in Smithy 2.0 only; this file is in Smithy 1.0",
                )
                .help("write `$version: \"2.0\"` at the top of the file"),
            );
        }
        self.advance();
        self.skip_spaces();
        member.value = Some(self.node()?);
        self.skip_spaces();
        if self.at(Kind::Comma) {
            self.advance();
        }
        self.expect_line_end()?;
        Ok(true)
    }

    /// Members are parted by blanks, of which an assignment has already taken its part.
    fn separator(&mut self, ended: bool) -> Parsed<()> {
        if ended || self.at(Kind::RightBrace) {
            return Ok(());
        }
        self.expect_blanks()
    }

    /// Reports members that have the name of an earlier one, and drops them.
    fn drop_duplicates(&mut self, shape: &mut RawShape<'a>) {
        let mut seen: HashMap<Cow<'a, str>, Span> = HashMap::new();
        shape.members.retain(|member| {
            let Name { text, span } = &member.name;
            let Some(first) = seen.get(text) else {
                seen.insert(text.clone(), *span);
                return true;
            };
            let message = format!("duplicate member `{text}`");
            self.report(
                Diagnostic::error("duplicate-member", *span, message)
                    .related(*first, "first defined here")
                    .help("rename or remove one of the two"),
            );
            false
        });
    }

    fn properties(&mut self) -> Parsed<Node> {
        self.skip_blanks();
        self.object()
    }

    pub(super) fn service(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        let node = self.properties()?;
        let data = self.read_properties(shape, |properties| properties.service(&node));
        shape.data = RawData::Service(Box::new(data));
        Ok(())
    }

    pub(super) fn resource(&mut self, shape: &mut RawShape<'a>) -> Parsed<()> {
        let node = self.properties()?;
        let version = self.out.version;
        let data = self.read_properties(shape, |properties| properties.resource(&node, version));
        shape.data = RawData::Resource(Box::new(data));
        Ok(())
    }

    fn read_properties<T>(&mut self, shape: &mut RawShape<'a>, read: impl FnOnce(&mut Properties<'_>) -> T) -> T {
        let mut found = Vec::new();
        let data = read(&mut Properties { style: Style::Idl, found: &mut found });
        shape.broken |= found.iter().any(|item| item.severity == Severity::Error);
        found.into_iter().for_each(|item| self.report(item));
        data
    }
}
