//! The sections of a file.

use std::borrow::Cow;
use std::sync::Arc;

use weland_model::{Diagnostic, Node, ShapeType, Span, closest};

use super::cursor::{Failed, Parsed, Parser};
use super::lexer::Kind;
use crate::raw::{Name, RawApply, Version};

/// Which statements may still come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Control,
    Metadata,
    Use,
    Shapes,
}

const KEYWORDS: [&str; 5] = ["metadata", "namespace", "use", "apply", "set"];

pub(super) fn is_keyword(word: &str) -> bool {
    ShapeType::from_keyword(word).is_some() || KEYWORDS.contains(&word)
}

impl<'a> Parser<'a, '_> {
    /// The whole file.
    pub(super) fn file(&mut self) {
        let mut section = Section::Control;
        let mut controls: Vec<(Arc<str>, Span)> = Vec::new();
        self.skip_blanks();
        while !self.at(Kind::End) {
            let start = self.token.start;
            let shapes = self.out.shapes.len();
            match self.statement(section, &mut controls) {
                Ok(next) => section = next,
                Err(Failed) => {
                    for shape in self.out.shapes.iter_mut().skip(shapes) {
                        shape.broken = true;
                    }
                    // The traits were those of the next shape.
                    let only_traits = self.out.shapes.len() == shapes && self.is_trait(start);
                    self.lost_traits = only_traits;
                    self.depth = 0;
                    self.recover(start);
                    self.lose(start, self.token.start);
                    continue;
                }
            }
            if self.lost_traits && self.out.shapes.len() > shapes {
                self.lost_traits = false;
                self.out.shapes.iter_mut().skip(shapes).for_each(|shape| shape.broken = true);
            }
        }
        let docs = self.take_docs();
        self.unattached(&docs);
    }

    fn statement(&mut self, section: Section, controls: &mut Vec<(Arc<str>, Span)>) -> Parsed<Section> {
        if self.at(Kind::Dollar) && section == Section::Control {
            self.control(controls)?;
            return Ok(Section::Control);
        }
        if self.at_word("metadata") && section <= Section::Metadata {
            self.metadata()?;
            return Ok(Section::Metadata);
        }
        if self.at_word("namespace") && section < Section::Use {
            let start = self.token.start;
            if self.namespace_statement().is_err() {
                self.recover(start);
                self.lose(start, self.token.start);
            }
            return Ok(Section::Use);
        }
        if section < Section::Use {
            return self.missing_namespace(section);
        }
        if self.at_word("use") && section == Section::Use {
            self.use_statement()?;
            return Ok(Section::Use);
        }
        self.shape_or_apply()?;
        Ok(Section::Shapes)
    }

    /// Reports that the namespace is missing. If a statement follows, the file goes on as if
    /// the namespace had been there.
    fn missing_namespace(&mut self, section: Section) -> Parsed<Section> {
        let failed = self.fail_expected(match section {
            Section::Control => "`$`, `metadata` or `namespace`",
            _ => "`metadata` or `namespace`",
        });
        let is_statement = self.at(Kind::At) || is_keyword(self.lexeme(self.token));
        match is_statement {
            true => Ok(Section::Use),
            false => failed,
        }
    }

    // --- control, metadata, namespace, use

    fn control(&mut self, seen: &mut Vec<(Arc<str>, Span)>) -> Parsed<()> {
        self.expect(Kind::Dollar)?;
        let (key, key_span) = self.statement_key()?;
        self.skip_spaces();
        self.expect(Kind::Colon)?;
        self.skip_spaces();
        let value = self.node()?;
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == key) {
            let message = format!("`${key}` is set twice");
            self.report(
                Diagnostic::error("duplicate-control", value.span, message)
                    .related(*first, "first set here")
                    .help("remove one of the two"),
            );
        } else {
            self.apply_control(&key, key_span, &value);
        }
        seen.push((key, key_span));
        self.expect_line_end()
    }

    fn apply_control(&mut self, key: &str, key_span: Span, value: &Node) {
        match key {
            "version" => self.set_version(value),
            "operationInputSuffix" => {
                self.input_suffix = self.control_string(key, value).unwrap_or("Input".into());
            }
            "operationOutputSuffix" => {
                self.output_suffix = self.control_string(key, value).unwrap_or("Output".into());
            }
            _ => {
                let message = format!("unknown control statement `${key}`");
                self.report(
                    Diagnostic::warning("unknown-control", key_span, message)
                        .help("known are `$version`, `$operationInputSuffix` and `$operationOutputSuffix`"),
                );
            }
        }
    }

    fn control_string(&mut self, key: &str, value: &Node) -> Option<Cow<'static, str>> {
        if let Some(text) = value.as_str() {
            return Some(Cow::Owned(text.to_owned()));
        }
        let message = format!("`${key}` must be a string, but is {}", value.describe());
        self.report(Diagnostic::error("invalid-control", value.span, message).help("put it in quotes"));
        None
    }

    fn set_version(&mut self, value: &Node) {
        let Some(text) = self.control_string("version", value) else {
            // Later errors would only be about the wrong version.
            self.out.version = Version::V2;
            return;
        };
        self.out.version = Version::parse(&text).unwrap_or_else(|| {
            let message = format!("unknown Smithy version `{text}`");
            self.report(
                Diagnostic::error("unknown-version", value.span, message).help("known are \"1.0\" and \"2.0\""),
            );
            Version::V2
        });
    }

    fn metadata(&mut self) -> Parsed<()> {
        self.advance();
        self.expect_spaces()?;
        let (key, span) = self.statement_key()?;
        self.skip_spaces();
        self.expect(Kind::Equal)?;
        self.skip_spaces();
        let value = self.node()?;
        let name = Name { text: Cow::Owned(key.as_ref().to_owned()), span };
        self.out.metadata.push((name, value));
        self.expect_line_end()
    }

    fn namespace_statement(&mut self) -> Parsed<()> {
        self.advance();
        self.expect_spaces()?;
        self.out.namespace = self.namespace()?.text;
        self.expect_line_end()
    }

    fn use_statement(&mut self) -> Parsed<()> {
        self.advance();
        self.expect_spaces()?;
        let mut name = self.namespace()?;
        if !self.at(Kind::Pound) {
            return self.fail_expected("`#` and the name of a shape");
        }
        self.advance();
        let shape = self.expect(Kind::Identifier)?;
        name =
            Name { span: name.span.to(self.span(shape)), text: self.lexeme_of(name.span.to(self.span(shape))).into() };
        if self.at(Kind::Dollar) {
            let span = self.span(self.token);
            return self.fail(
                Diagnostic::error("syntax-error", span, "`use` can't name a member")
                    .help("name the shape alone, and the member where it is used"),
            );
        }
        self.out.uses.push(name);
        self.expect_line_end()
    }

    // --- shapes and apply

    fn shape_or_apply(&mut self) -> Parsed<()> {
        let traits = self.traits()?;
        if self.at_word("apply") {
            if traits.iter().any(|applied| applied.is_written()) {
                let span = self.span(self.token);
                self.report(
                    Diagnostic::error("syntax-error", span, "traits can't be put on `apply`")
                        .help("write the traits after the name that `apply` gives"),
                );
            }
            self.unattached_docs(&traits);
            return self.apply();
        }
        if self.at(Kind::End) && !traits.iter().any(|applied| applied.is_written()) {
            self.unattached_docs(&traits);
            return Ok(());
        }
        if !self.at(Kind::Identifier) {
            return self.fail_expected("a shape");
        }
        if !self.is_shape_keyword() {
            return self.unknown_statement();
        }
        self.shape(traits)?;
        self.expect_line_end()
    }

    fn is_shape_keyword(&self) -> bool {
        let word = self.lexeme(self.token);
        word == "set" || ShapeType::from_keyword(word).is_some()
    }

    fn unknown_statement(&mut self) -> Parsed<()> {
        let word = self.lexeme(self.token);
        let span = self.span(self.token);
        let error = |message: String| Diagnostic::error("syntax-error", span, message);
        let diagnostic = match word {
            "metadata" => {
                error("`metadata` must come before the namespace".into()).help("move it to the top of the file")
            }
            "use" => error("`use` must come before all shapes".into()).help("move it below the namespace"),
            "namespace" => error("the file has a second namespace".into())
                .help("put the shapes of the other namespace into another file"),
            _ => {
                let names = ShapeType::ALL.iter().map(|shape_type| shape_type.as_str());
                let unknown = error(format!("unknown type of shape `{word}`"));
                match closest(word, names.chain(KEYWORDS)) {
                    Some(name) => unknown.help(format!("did you mean `{name}`?")),
                    None => unknown.help("statements start with a type such as `structure`, or with `apply`"),
                }
            }
        };
        self.fail(diagnostic)
    }

    fn apply(&mut self) -> Parsed<()> {
        self.advance();
        self.expect_spaces()?;
        let target = self.shape_id()?;
        self.expect_blanks()?;
        let mut traits = Vec::new();
        match self.token.kind {
            Kind::At => traits.push(self.one_trait()?),
            Kind::LeftBrace => {
                self.advance();
                self.skip_blanks();
                while self.at(Kind::At) {
                    traits.push(self.one_trait()?);
                    self.skip_blanks();
                }
                self.expect(Kind::RightBrace)?;
            }
            _ => return self.fail_expected("`@` or `{`"),
        }
        self.out.applies.push(RawApply { target, traits });
        self.expect_line_end()
    }
}
