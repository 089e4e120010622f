//! The walk over a value that checks the constraints of everything it meets.

mod documents;
mod rules;
mod scalars;

use weland_core::documents::{DocumentFormat, of_member, of_structure};
use weland_core::schema::{Member, Rules, Schema, UnionEncoding};
use weland_core::{DecodeError, Dialect, Document, Encoder, ShapeType, Structure, Timestamp};
use weland_protocol::Strictness;
use weland_protocol::json::JsonCodec;

use crate::absent::Absent;
use crate::canonical::Canonical;
use crate::constraint;
use crate::decimal::Decimal;
use crate::path::{Path, Segment};
use crate::violation::{Constraint, Violation, Violations};

use documents::Verdicts;
use documents::member_needs_document;
pub(crate) use documents::{have_rules, needs_document};
pub(crate) use scalars::scalar;

/// How deep structures, lists and maps may lie in each other. Decoders allow less; the limit keeps values that were
/// built in other ways from exhausting the stack.
pub(crate) const MAX_DEPTH: usize = 512;

/// For how many frames there is room from the start.
const FRAMES: usize = 8;

/// How much of a value is kept for messages, in characters.
const SHOWN: usize = 1024;

/// Checks values as they are written to it: an [`Encoder`] whose format is a list of violations.
pub(crate) struct Checker {
    frames: Vec<Frame>,
    /// How many structures, lists and maps there are around the value that is checked.
    outer: usize,
    /// The current keys of the open maps, one after the other.
    keys: String,
    canonical: Canonical,
    /// The required members that were absent when the value was decoded.
    absent: Absent,
    /// How values are spelled in documents.
    format: DocumentFormat,
    /// What is known of the document that is being checked.
    verdicts: Verdicts,
    /// Whether what is checked is a text, which may be no value of any type.
    is_text: bool,
    /// Set once there is a value that has to be checked as a document.
    given_up: bool,
    found: Violations,
}

/// A checker of a typed value, with names and formats as in JSON.
impl Default for Checker {
    fn default() -> Self {
        Self {
            frames: Vec::with_capacity(FRAMES),
            outer: 0,
            keys: String::new(),
            canonical: Canonical::default(),
            absent: Absent::default(),
            format: JsonCodec::REST.document_format(Strictness::Strict),
            verdicts: Verdicts::default(),
            is_text: false,
            given_up: false,
            found: Violations::default(),
        }
    }
}

/// An open structure, union, list or map.
struct Frame {
    schema: &'static Schema,
    /// Which of its values is being checked: the index of a member, or where the key ends in [`Checker::keys`].
    at: usize,
    /// How many values have been checked, the current one included.
    count: usize,
    /// Where its keys begin in [`Checker::keys`].
    keys: usize,
    sensitive: bool,
    /// Where it is in [`Checker::absent`], if absent members are below it.
    absent: Option<usize>,
}

/// The list of the values of a stream, as long as none of them is there: its length cannot be wrong.
pub(crate) static STILL_TO_COME: Schema = Schema::new(ShapeType::List, "");

/// What [`Frame::at`] is before the first member or key.
const START: usize = usize::MAX;

impl Checker {
    /// A checker of a decoded value, in which something else stands in place of these required members.
    pub(crate) fn without(absent: Absent) -> Self {
        Self { absent, ..Self::default() }
    }

    /// A checker of a part of a value, around which so many structures, lists and maps are open.
    pub(crate) fn at_depth(outer: usize) -> Self {
        Self { outer, ..Self::default() }
    }

    /// Checks a value that no other holds.
    pub(crate) fn root(&mut self, value: &dyn Structure) {
        self.value(value, false);
    }

    fn value(&mut self, value: &dyn Structure, sensitive: bool) {
        let schema = value.schema();
        let sensitive = sensitive || schema.sensitive;
        if needs_document(schema) {
            return self.whole(value, sensitive);
        }
        self.step();
        if self.is_too_deep() {
            return;
        }
        self.open(schema, sensitive);
        self.members(schema, value);
        self.close_structure();
    }

    /// Checks a value as the document that it is, with everything in it. The rules that need that are those of JSON Schema,
    /// whose idea of values holds for the documents that are part of the value.
    #[cold]
    fn whole(&mut self, value: &dyn Structure, sensitive: bool) {
        let document = of_structure(value, self.format);
        let (depth, dialect) = (self.frames.len(), self.format.dialect);
        if !matches!(value.schema().encoding, UnionEncoding::Discriminated(_)) {
            self.format.dialect = Dialect::JsonSchema;
        }
        // What is built can be something that no document is, such as a timestamp of the year 12000.
        if let Err(error) = self.document_of_structure(value.schema(), sensitive, &document) {
            self.unwind(depth);
            self.report(Constraint::Type, false, sensitive, || Some(error.to_string()));
        }
        self.format.dialect = dialect;
        // They are about this document, which is gone now.
        self.verdicts.clear();
    }

    /// Ends a check of values as they are read, since one of them has to be checked as a whole.
    #[cold]
    pub(crate) fn give_up(&mut self) -> DecodeError {
        self.given_up = true;
        DecodeError::new("this value has to be read as a whole")
    }

    /// Whether the check has ended like that.
    pub(crate) fn has_given_up(&self) -> bool {
        self.given_up
    }

    fn members(&mut self, schema: &'static Schema, value: &dyn Structure) {
        let absent = self.frames.last().and_then(|frame| frame.absent);
        for (index, member) in schema.members.iter().enumerate() {
            self.member(index);
            if absent.is_some() && self.is_absent() {
                self.missing();
                continue;
            }
            let before = self.count();
            if member_needs_document(member) {
                self.member_as_document(value, index, member);
            } else {
                value.encode_member(index, member, self);
            }
            if member.required && self.count() == before && !member.may_come_later() {
                self.missing();
            }
        }
    }

    /// Checks a value that a structure or union holds as this member, and nothing else of that. Where the schema has no such
    /// member, the holder has nothing but the value.
    pub(crate) fn item(&mut self, holder: &dyn Structure, member: &'static Member) {
        let index = holder.schema().members.iter().position(|own| std::ptr::eq(own, member)).unwrap_or(0);
        if member_needs_document(member) {
            self.member_as_document(holder, index, member);
        } else {
            holder.encode_member(index, member, self);
        }
    }

    /// Checks one member of a structure or union as the document that it is. Returns how many values it has: one, or none.
    pub(crate) fn only_member(&mut self, value: &dyn Structure, index: usize, member: &'static Member) -> usize {
        self.open(value.schema(), false);
        self.member(index);
        self.member_as_document(value, index, member);
        self.count()
    }

    /// Checks the value of a member as the document that it is.
    #[cold]
    fn member_as_document(&mut self, value: &dyn Structure, index: usize, member: &'static Member) {
        let Some(document) = of_member(value, index, member, self.format) else { return };
        let (depth, dialect) = (self.frames.len(), self.format.dialect);
        self.format.dialect = Dialect::JsonSchema;
        if let Err(error) = self.document_of(member, &document) {
            self.unwind(depth);
            self.report(Constraint::Type, false, member.schema.sensitive, || Some(error.to_string()));
        }
        self.format.dialect = dialect;
        self.verdicts.clear();
    }

    /// How many values of the innermost frame have been checked.
    fn count(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.count)
    }

    /// Where the current value of the innermost frame is in [`Self::absent`].
    fn absent_below(&self) -> Option<usize> {
        let frame = self.frames.last()?;
        self.absent.child(frame.absent?, &segment(frame, &self.keys)?)
    }

    /// Whether the current member was absent.
    pub(crate) fn is_absent(&self) -> bool {
        self.absent_below().is_some_and(|node| self.absent.is_end(node))
    }

    /// The violations found so far, not yet in order.
    pub(crate) fn into_found(self) -> Violations {
        self.found
    }

    /// Sets which member of the innermost structure the next value belongs to.
    pub(crate) fn member(&mut self, index: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.at = index;
        }
    }

    /// Reports that the current member or element is missing.
    pub(crate) fn missing(&mut self) {
        self.report(Constraint::Required, false, false, || None);
    }

    pub(crate) fn open(&mut self, schema: &'static Schema, sensitive: bool) {
        let absent = if self.frames.is_empty() { self.absent.root() } else { self.absent_below() };
        self.frames.push(Frame {
            schema,
            at: START,
            count: 0,
            keys: self.keys.len(),
            sensitive: sensitive || self.frames.last().is_some_and(|frame| frame.sensitive),
            absent,
        });
        if schema.unique_items || self.canonical.is_recording() {
            self.canonical.open(schema);
        }
    }

    /// Whether something may be opened here; reports it otherwise.
    pub(crate) fn is_too_deep(&mut self) -> bool {
        let too_deep = self.outer + self.frames.len() >= MAX_DEPTH;
        if too_deep {
            self.report(Constraint::Depth(MAX_DEPTH), false, false, || None);
        }
        too_deep
    }

    pub(crate) fn close_structure(&mut self) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        if self.canonical.is_recording() {
            self.canonical.close_unordered();
        }
        if frame.schema.is_union() && frame.count != 1 {
            self.report(Constraint::OneMember, false, frame.sensitive, || None);
        }
    }

    /// Counts a value, and makes the path lead to it.
    #[inline]
    pub(crate) fn step(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        frame.count += 1;
        if self.canonical.is_recording() {
            match frame.schema.shape_type {
                ShapeType::List => self.canonical.part(),
                ShapeType::Map => {}
                _ => {
                    let member = frame.schema.members.get(frame.at);
                    self.canonical.named_part(member.map_or("", |member| member.name));
                }
            }
        }
    }

    /// Closes what has been opened since there were this many frames.
    #[cold]
    fn unwind(&mut self, depth: usize) {
        while self.frames.len() > depth
            && let Some(frame) = self.frames.pop()
        {
            self.keys.truncate(frame.keys);
            match frame.schema.shape_type {
                _ if !self.canonical.is_recording() => {}
                ShapeType::List => drop(self.canonical.close_list(frame.schema)),
                _ => self.canonical.close_unordered(),
            }
        }
    }

    /// Counts a value that is checked as a document.
    pub(crate) fn step_to(&mut self, document: &Document) {
        self.step();
        self.canonical.document(document);
    }

    /// Reports that the current value breaks a constraint as a whole.
    pub(crate) fn broken(&mut self, constraint: Constraint, sensitive: bool) {
        self.report(constraint, false, sensitive, || None);
    }

    /// Reports violations whose paths begin at the current value.
    pub(crate) fn adopt(&mut self, violations: Violations) {
        let place = path(&self.frames, &self.keys, false);
        let sensitive = self.frames.last().is_some_and(|frame| frame.sensitive);
        self.found.append(&place, sensitive, violations);
    }

    /// Reports violations whose paths begin at a key of the current value.
    fn adopt_at(&mut self, key: &str, violations: Violations) {
        let place = path(&self.frames, &self.keys, false).join(Path::new(vec![Segment::Key(key.to_owned())]));
        let sensitive = self.frames.last().is_some_and(|frame| frame.sensitive);
        self.found.append(&place, sensitive, violations);
    }

    /// Reports that the value of a key of the current value breaks a constraint.
    fn broken_at(&mut self, key: &str, constraint: Constraint, sensitive: bool) {
        let mut violations = Violations::default();
        violations.push(|| Violation { path: Path::default(), constraint, is_key: false, sensitive, value: None });
        self.adopt_at(key, violations);
    }

    /// Makes the path lead to the value of a key.
    fn at_key(&mut self, key: &str) {
        if let Some(frame) = self.frames.last_mut() {
            self.keys.truncate(frame.keys);
            self.keys.push_str(key);
            frame.at = self.keys.len();
        }
    }

    #[cold]
    fn report(
        &mut self,
        constraint: Constraint,
        is_key: bool,
        sensitive: bool,
        value: impl FnOnce() -> Option<String>,
    ) {
        let has_value = !matches!(constraint, Constraint::Required);
        let sensitive = has_value && (sensitive || self.frames.last().is_some_and(|frame| frame.sensitive));
        let (frames, keys) = (&self.frames, &self.keys);
        self.found.push(|| Violation {
            path: path(frames, keys, is_key),
            constraint,
            is_key,
            sensitive,
            value: if sensitive { None } else { value() },
        });
    }

    /// Reports a broken constraint of a single value.
    fn check(&mut self, member: &Member, broken: Option<Constraint>, value: impl FnOnce() -> String) {
        if let Some(constraint) = broken {
            self.report(constraint, false, member.schema.sensitive, || Some(value()));
        }
    }

    /// Reports what a number breaks that few numbers have to fulfil.
    fn number(
        &mut self,
        member: &Member,
        rules: &'static Rules,
        exclusive: Option<Constraint>,
        text: impl Fn() -> String,
    ) {
        self.check(member, exclusive, || shown(&text()));
        if let Some(divisor) = rules.multiple_of
            && !Decimal::new(&text()).is_multiple_of(&Decimal::new(divisor))
        {
            self.check(member, Some(Constraint::MultipleOf(divisor)), || shown(&text()));
        }
    }

    #[inline]
    fn text(&mut self, schema: &'static Schema, value: &str, is_key: bool) {
        if !constraint::is_valid_text(schema, value) {
            self.report_text(schema, value, is_key);
        }
    }

    #[cold]
    fn report_text(&mut self, schema: &'static Schema, value: &str, is_key: bool) {
        let broken = [
            constraint::text_length(schema, value),
            constraint::values(schema, value),
            constraint::pattern(schema, value),
        ];
        for constraint in broken.into_iter().flatten() {
            self.report(constraint, is_key, schema.sensitive, || Some(shown(value)));
        }
    }

    fn close_list_or_map(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        self.keys.truncate(frame.keys);
        if let Some(constraint) = constraint::length(frame.schema, || frame.count as u64) {
            self.report(constraint, false, frame.sensitive, || None);
        }
        Some(frame)
    }
}

impl Encoder for Checker {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        self.value(value, member.schema.sensitive);
    }

    fn begin_list(&mut self, member: &'static Member, _: usize) {
        self.step();
        let schema = if member.stream { &STILL_TO_COME } else { member.schema };
        self.open(schema, member.schema.sensitive);
    }

    fn end_list(&mut self) {
        let Some(frame) = self.close_list_or_map() else {
            return;
        };
        if self.canonical.is_recording() && !self.canonical.close_list(frame.schema) {
            self.report(Constraint::UniqueItems, false, frame.sensitive, || None);
        }
    }

    fn begin_map(&mut self, member: &'static Member, _: usize) {
        self.step();
        self.open(member.schema, member.schema.sensitive);
    }

    fn key(&mut self, key: &str) {
        self.at_key(key);
        if self.canonical.is_recording() {
            self.canonical.named_part(key);
        }
        let map = self.frames.last().map(|frame| frame.schema);
        if let Some(member) = map.and_then(|schema| schema.members.first()) {
            self.text(member.schema, key, true);
        }
    }

    fn end_map(&mut self) {
        if self.close_list_or_map().is_some() && self.canonical.is_recording() {
            self.canonical.close_unordered();
        }
    }

    fn boolean(&mut self, _: &'static Member, value: bool) {
        self.step();
        self.canonical.boolean(value);
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.step();
        self.canonical.integer(value);
        let range = constraint::range(member.schema, |bound| constraint::compare_integer(value, bound));
        self.check(member, range, || value.to_string());
        self.check(member, constraint::numbers(member.schema, value), || value.to_string());
        if let Some(rules) = member.schema.rules {
            let exclusive = constraint::exclusive(rules, |bound| constraint::compare_integer(value, bound));
            self.number(member, rules, exclusive, || value.to_string());
        }
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        self.step();
        self.canonical.double(f64::from(value));
        let range = constraint::range(member.schema, |bound| constraint::compare_float(value, bound));
        self.check(member, range, || value.to_string());
        if let Some(rules) = member.schema.rules {
            let exclusive = constraint::exclusive(rules, |bound| constraint::compare_float(value, bound));
            self.number(member, rules, exclusive, || value.to_string());
        }
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        self.step();
        self.canonical.double(value);
        let range = constraint::range(member.schema, |bound| constraint::compare_double(value, bound));
        self.check(member, range, || value.to_string());
        if let Some(rules) = member.schema.rules {
            let exclusive = constraint::exclusive(rules, |bound| constraint::compare_double(value, bound));
            self.number(member, rules, exclusive, || value.to_string());
        }
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.step();
        self.canonical.big_number(value);
        let number = Decimal::new(value);
        let range = constraint::range(member.schema, |bound| constraint::compare_big(&number, bound));
        self.check(member, range, || shown(value));
        if let Some(rules) = member.schema.rules {
            let exclusive = constraint::exclusive(rules, |bound| constraint::compare_big(&number, bound));
            self.number(member, rules, exclusive, || value.to_owned());
        }
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.step();
        self.canonical.string(value);
        self.text(member.schema, value, false);
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.step();
        self.canonical.blob(value);
        if let Some(constraint) = constraint::length(member.schema, || value.len() as u64) {
            self.report(constraint, false, member.schema.sensitive, || None);
        }
    }

    fn timestamp(&mut self, _: &'static Member, value: Timestamp) {
        self.step();
        self.canonical.timestamp(value);
    }

    fn document(&mut self, _: &'static Member, value: &Document) {
        self.step();
        self.canonical.document(value);
    }

    fn null(&mut self, member: &'static Member) {
        self.step();
        self.canonical.null();
        if !member.nullable {
            self.missing();
        }
    }
}

/// The way to the current value; for a key, to its map.
fn path(frames: &[Frame], keys: &str, is_key: bool) -> Path {
    let frames = if is_key { frames.split_last().map_or(frames, |(_, outer)| outer) } else { frames };
    Path::new(frames.iter().filter_map(|frame| segment(frame, keys)).collect())
}

/// The step from a frame to its current value.
fn segment(frame: &Frame, keys: &str) -> Option<Segment> {
    match frame.schema.shape_type {
        ShapeType::List => frame.count.checked_sub(1).map(Segment::Index),
        ShapeType::Map => Some(Segment::Key(keys.get(frame.keys..frame.at)?.to_owned())),
        _ => {
            let index = frame.at;
            let name = frame.schema.members.get(index).filter(|member| !member.rest)?.name;
            Some(Segment::Member { index, name })
        }
    }
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
