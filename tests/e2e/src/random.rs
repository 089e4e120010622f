//! Random values of any shape that satisfy all its constraints.

use std::borrow::Cow;
use std::task::{Context, Poll};

use weland_core::{
    Binding, Blob, Bound, BoxError, DecodeError, Decoder, Document, EventSource, Length, Member, Schema, ShapeType,
    Structure, Timestamp,
};

use crate::rng::Rng;
use crate::sample::sample;

/// Sets the members of a structure to random values: the required ones, and most of the others. Streams stay empty.
///
/// # Panics
/// When the schema has constraints that no value was found for.
pub fn randomize(value: &mut dyn Structure, rng: &mut Rng) {
    let mut decoder = RandomDecoder { rng, place: Binding::Body, depth: 0, left: Vec::new() };
    decoder.members(value).expect("random values are of the right type");
}

/// As many random events as the number says.
#[derive(Debug)]
pub struct RandomEvents(pub Rng, pub usize);

impl EventSource for RandomEvents {
    fn poll_event(&mut self, _: &mut Context<'_>, event: &mut dyn Structure) -> Poll<Option<Result<(), BoxError>>> {
        let Some(left) = self.1.checked_sub(1) else {
            return Poll::Ready(None);
        };
        self.1 = left;
        let mut decoder = RandomDecoder { rng: &mut self.0, place: Binding::Body, depth: 1, left: Vec::new() };
        Poll::Ready(Some(decoder.members(event).map_err(Into::into)))
    }
}

/// A decoder that reads from nowhere: it invents what it is asked for.
struct RandomDecoder<'a> {
    rng: &'a mut Rng,
    /// Where the member of the outermost structure stands that is being made.
    place: Binding,
    depth: usize,
    /// How many elements the open lists and maps still get.
    left: Vec<u64>,
}

impl RandomDecoder<'_> {
    fn members(&mut self, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let schema = value.schema();
        self.depth += 1;
        let only = (schema.shape_type == ShapeType::Union).then(|| self.rng.index(schema.members.len()));
        for (index, member) in schema.members.iter().enumerate() {
            let wanted = match only {
                Some(only) => only == index,
                // The payload of an event is there in any case; it may be empty.
                None => member.required || member.binding == Binding::EventPayload || self.rng.chance(70),
            };
            if !wanted || member.schema.streaming {
                continue;
            }
            if self.depth == 1 {
                self.place = member.binding;
            }
            value.decode_member(index, member, self)?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// A length between the bounds, near the lower one most of the time, at the upper one now and then.
    fn length(&mut self, length: Option<Length>, at_least: u64, spread: u64) -> u64 {
        let min = length.and_then(|length| length.min).unwrap_or(0).max(at_least);
        let max = length.and_then(|length| length.max).unwrap_or(u64::MAX);
        if max <= 1024 && self.rng.chance(5) {
            return max;
        }
        let most = max.min(min + spread);
        self.rng.between(min as i64, most as i64) as u64
    }

    fn text(&mut self, schema: &Schema) -> String {
        if !schema.values.is_empty() {
            return (*self.rng.pick(schema.values)).to_owned();
        }
        if let Some(pattern) = schema.pattern {
            let bound = |end: Option<u64>, default| end.map_or(default, |end| usize::try_from(end).unwrap_or(default));
            let min =
                bound(schema.length.and_then(|length| length.min), 0).max(usize::from(self.place != Binding::Body));
            let max = bound(schema.length.and_then(|length| length.max), usize::MAX);
            return sample(pattern.as_str(), min, max, self.rng);
        }
        let alphabet = match self.place {
            Binding::Header(_) | Binding::PrefixHeaders(_) => HEADER,
            _ => UNICODE,
        };
        // Nothing, in a label or a header, is not a value.
        let at_least = u64::from(!matches!(self.place, Binding::Body | Binding::Query(_)));
        let count = self.length(schema.length, at_least, 12);
        let text: String = (0..count).map(|_| *self.rng.pick(alphabet)).collect();
        // A path with these segments is another path.
        if text == "." || text == ".." { "x".repeat(text.len()) } else { text }
    }
}

/// What a header can carry, apart from blanks, which must not stand at its ends.
const HEADER: &[char] = &['a', 'Z', '0', '-', '_', '.', ',', ';', ':', '"', '/', '=', '+', '\'', '(', '~', '%'];

/// Characters that one or the other place has to escape, of one to four bytes.
const UNICODE: &[char] = &[
    'a', 'Z', '0', ' ', '/', '\\', '"', '\'', '%', '+', '&', '=', '?', '#', '{', '}', '<', ':', '.', '~', '\n', '\t',
    '\0', '\u{1f}', '\u{7f}', '\u{85}', 'é', 'ß', '\u{2028}', '大', '\u{fffd}', '😀',
];

impl Decoder for RandomDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        self.members(value)
    }

    fn begin_list(&mut self, member: &'static Member) -> Result<(), DecodeError> {
        // An empty list of parameters looks like none.
        let at_least = u64::from(matches!(self.place, Binding::Query(_)));
        let length = self.length(member.schema.length, at_least, 3);
        self.left.push(length.min(20));
        Ok(())
    }

    fn next_element(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        let left = self.left.pop().unwrap_or(0);
        if left > 0 {
            self.left.push(left - 1);
        }
        Ok(left > 0)
    }

    fn begin_map(&mut self, member: &'static Member) -> Result<(), DecodeError> {
        self.begin_list(member)
    }

    fn next_key(&mut self, member: &'static Member) -> Result<Option<String>, DecodeError> {
        let more = self.next_element(member)?;
        Ok(more.then(|| self.text(member.schema.members[0].schema)))
    }

    fn null(&mut self) -> Result<bool, DecodeError> {
        Ok(false)
    }

    fn boolean(&mut self, _: &'static Member) -> Result<bool, DecodeError> {
        Ok(self.rng.chance(50))
    }

    fn integer(&mut self, member: &'static Member) -> Result<i64, DecodeError> {
        if self.place == Binding::StatusCode && self.depth == 1 {
            return Ok(*self.rng.pick(&[200, 201, 202, 206, 299]));
        }
        if !member.schema.numbers.is_empty() {
            return Ok((*self.rng.pick(member.schema.numbers)).into());
        }
        let (mut min, mut max) = match member.schema.shape_type {
            ShapeType::Byte => (i8::MIN.into(), i8::MAX.into()),
            ShapeType::Short => (i16::MIN.into(), i16::MAX.into()),
            ShapeType::Long => (i64::MIN, i64::MAX),
            _ => (i32::MIN.into(), i32::MAX.into()),
        };
        if let Some(range) = member.schema.range {
            min = range.min.and_then(whole).unwrap_or(min);
            max = range.max.and_then(whole).unwrap_or(max);
        }
        let number = self.rng.between(min, max);
        Ok(*self.rng.pick(&[min, max, number, number]))
    }

    fn double(&mut self, member: &'static Member) -> Result<f64, DecodeError> {
        let range = member.schema.range;
        let min = range.and_then(|range| range.min).map_or(-1e300, float);
        let max = range.and_then(|range| range.max).map_or(1e300, float);
        let share = self.rng.between(0, 1 << 50) as f64 / (1_u64 << 50) as f64;
        Ok(min + (max - min) * share)
    }

    fn big_number(&mut self, _: &'static Member) -> Result<String, DecodeError> {
        Ok(self.rng.bits().to_string())
    }

    fn string(&mut self, member: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        Ok(self.text(member.schema).into())
    }

    fn blob(&mut self, member: &'static Member) -> Result<Blob, DecodeError> {
        // An empty body looks like none.
        let at_least = u64::from(self.place == Binding::Payload);
        let length = self.length(member.schema.length, at_least, 80);
        let bytes: Vec<u8> = (0..length).map(|_| self.rng.bits() as u8).collect();
        Ok(Blob::new(bytes))
    }

    fn timestamp(&mut self, _: &'static Member) -> Result<Timestamp, DecodeError> {
        // From 1970 to 2200, to the millisecond: that is what the format of JSON bodies keeps.
        let seconds = self.rng.between(0, 7_258_118_400);
        let millis = self.rng.between(0, 999) as u32;
        Ok(Timestamp::new(seconds, millis * 1_000_000))
    }

    fn document(&mut self, _: &'static Member) -> Result<Document, DecodeError> {
        Ok(Document::Integer(self.rng.between(-9, 9)))
    }
}

fn whole(bound: Bound) -> Option<i64> {
    match bound {
        Bound::Integer(value) => Some(value),
        Bound::Decimal(_) | Bound::Text(_) => None,
    }
}

fn float(bound: Bound) -> f64 {
    match bound {
        Bound::Integer(value) => value as f64,
        Bound::Decimal(value) => value,
        Bound::Text(value) => value.parse().unwrap_or_default(),
    }
}
