//! Values as bodies, in the media type that a member names; unions whose members are the alternatives of a body.

use std::borrow::Cow;

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use weland_core::{
    Binding, Blob, DecodeError, Decoder, EncodeError, Encoder, Member, Schema, ShapeType, StatusRange, Structure,
    schema::UNIT,
};

use super::sequence::Sequence;
use super::tree::{Tree, TreeDecoder};
use super::{CODEC, field, form, multipart, sequence};
use crate::codec::Codec as _;
use crate::missing::{Missing, MissingMembers, Segment, within};
use crate::strictness::Strictness;
use crate::unsupported::unsupported;
use crate::{media, payload};

/// How values are written in a media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Not at all: there is no body.
    Nothing,
    /// As documents of JSON.
    Json,
    /// As values one after the other.
    Sequence(Sequence),
    /// As a form, like a query string.
    Form,
    /// As a form in several parts.
    Multipart,
    /// Numbers and the like as text.
    Text,
    /// Bytes and text as they are.
    Raw,
}

/// The format of a member's values in a media type. Bytes are never written in JSON as a whole body: they are a document
/// themselves.
fn format(media_type: &str, member: &Member) -> Format {
    match member.schema.shape_type {
        _ if std::ptr::eq(member.schema, &UNIT) => Format::Nothing,
        ShapeType::Blob => Format::Raw,
        ShapeType::String | ShapeType::Enum if !media::is_json(media_type) => Format::Raw,
        ShapeType::List if Sequence::of(media_type).is_some() => {
            Sequence::of(media_type).map_or(Format::Json, Format::Sequence)
        }
        _ if media::is_same(media_type, form::MEDIA_TYPE) => Format::Form,
        _ if media::is_in(media_type, "multipart/*") => Format::Multipart,
        _ if is_scalar(member) && media::is_in(media_type, "text/*") => Format::Text,
        _ => Format::Json,
    }
}

/// Whether a member's values are a number, a boolean or a timestamp.
fn is_scalar(member: &Member) -> bool {
    use ShapeType::{BigDecimal, BigInteger, Boolean, Byte, Double, Float, IntEnum, Integer, Long, Short, Timestamp};
    matches!(
        member.schema.shape_type,
        Boolean | Byte | Short | Integer | Long | IntEnum | Float | Double | BigInteger | BigDecimal | Timestamp
    )
}

/// The media type, or the range of them, that a member is written in.
pub(super) fn media_range(member: &Member) -> &'static str {
    match member.binding {
        Binding::Content(media_type) | Binding::Response(_, Some(media_type)) => media_type,
        _ => payload::media_type(CODEC, member),
    }
}

/// The media type that a member is sent in: of a range the one that suits its values best.
pub(super) fn media_type(member: &Member) -> &'static str {
    let range = media_range(member);
    if !range.contains('*') {
        return range;
    }
    let usual = payload::media_type(CODEC, member);
    let candidates = [usual, "application/octet-stream", "text/plain"];
    candidates.into_iter().find(|candidate| media::is_in(candidate, range)).unwrap_or(usual)
}

/// Whether a shape is a union whose members are the alternatives of a body: by status or by media type.
fn is_choice(schema: &Schema) -> bool {
    let is_alternative = |member: &Member| matches!(member.binding, Binding::Content(_) | Binding::Response(..));
    schema.shape_type == ShapeType::Union && schema.members.iter().any(is_alternative)
}

/// The members that a body can be: of unions of alternatives these, of other members themselves.
pub(super) fn alternatives(member: &'static Member, found: &mut Vec<&'static Member>) {
    if is_choice(member.schema) {
        member.schema.members.iter().for_each(|member| alternatives(member, found));
    } else if !std::ptr::eq(member.schema, &UNIT) {
        found.push(member);
    }
}

/// The statuses that the alternatives of a body stand for.
pub(super) fn statuses(member: &'static Member) -> impl Iterator<Item = StatusRange> {
    let members = if is_choice(member.schema) { member.schema.members } else { &[] };
    members.iter().filter_map(own_statuses)
}

/// A body as it is sent.
pub(super) struct Written {
    /// The statuses that it stands for, if it depends on the alternative that was chosen.
    pub(super) statuses: Option<StatusRange>,
    /// `None` if there is no body.
    pub(super) media_type: Option<Cow<'static, str>>,
    pub(super) bytes: Vec<u8>,
    /// The member that was written: the alternative that was chosen.
    pub(super) member: &'static Member,
}

/// Writes the value of a member; `None` if it is not set.
///
/// # Errors
/// When the value cannot be written in its media type.
pub(super) fn write(
    value: &dyn Structure,
    index: usize,
    member: &'static Member,
) -> Result<Option<Written>, EncodeError> {
    let written = if is_choice(member.schema) {
        let mut choice = ChoiceEncoder { found: Ok(None) };
        value.encode_member(index, member, &mut choice);
        choice.found.map_err(|error| error.within(member.name))?
    } else {
        let media_type = media_type(member);
        let format = format(media_type, member);
        if format == Format::Multipart {
            let fields = field::write(value, index, member)?;
            let written = fields.map(|fields| multipart::write(media_type, fields)).transpose();
            let written = written.map_err(|error| error.within(member.name))?;
            return Ok(written.map(|(media_type, bytes)| Written::of(member, Some(media_type.into()), bytes)));
        }
        let bytes = match format {
            // It is a structure without members, so that it shows whether it is set.
            Format::Nothing => CODEC.encode_member(value, index, member)?.map(|_| Vec::new()),
            Format::Json | Format::Multipart => CODEC.encode_member(value, index, member)?,
            Format::Sequence(kind) => sequence::write(kind, value, index, member)?,
            Format::Form => field::write(value, index, member)?.map(form::write),
            Format::Text => Tree::of(value, index, member)?
                .map(|tree| tree.text().map(str::to_owned))
                .transpose()?
                .map(String::into_bytes),
            Format::Raw => payload::encode_raw(value, index, member)?,
        };
        let media_type = (format != Format::Nothing).then_some(media_type.into());
        bytes.map(|bytes| Written::of(member, media_type, bytes))
    };
    Ok(written.map(|written| Written { statuses: own_statuses(member).or(written.statuses), ..written }))
}

impl Written {
    fn of(member: &'static Member, media_type: Option<Cow<'static, str>>, bytes: Vec<u8>) -> Self {
        Self { statuses: own_statuses(member), media_type, bytes, member }
    }
}

/// The statuses that a member of a union stands for.
fn own_statuses(member: &Member) -> Option<StatusRange> {
    match member.binding {
        Binding::Response(statuses, _) => Some(statuses),
        _ => None,
    }
}

/// Writes the alternative that is chosen.
struct ChoiceEncoder {
    found: Result<Option<Written>, EncodeError>,
}

impl ChoiceEncoder {
    fn unsupported(&mut self, _: &'static Member) {
        self.found = Err(EncodeError::new("the value is not a union"));
    }
}

impl Encoder for ChoiceEncoder {
    fn structure(&mut self, _: &'static Member, value: &dyn Structure) {
        let members = value.schema().members.iter().enumerate();
        let mut written = members.filter_map(|(index, member)| write(value, index, member).transpose());
        let nothing = || Err(EncodeError::new("the union has no member that is known, so nothing can be written"));
        self.found = written.next().unwrap_or_else(nothing).map(Some);
    }

    fn null(&mut self, _: &'static Member) {}

    unsupported!(encode list map boolean integer number string blob timestamp document);
}

/// A body as it was received.
#[derive(Clone)]
pub(super) struct Received<'a> {
    /// The status of a response.
    pub(super) status: Option<u16>,
    /// The media type that the message states.
    pub(super) media_type: Option<&'a str>,
    /// The same with its parameters.
    pub(super) content_type: &'a str,
    pub(super) bytes: Bytes,
    pub(super) strictness: Strictness,
}

impl<'a> Received<'a> {
    /// A body that comes with these headers, of a response if there is a status.
    pub(super) fn new(status: Option<u16>, headers: &'a HeaderMap, bytes: Bytes) -> Self {
        let media_type = media::content_type(headers);
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self { status, media_type, content_type, bytes, strictness: Strictness::Lenient }
    }

    /// Whether a request has no body.
    fn is_absent(&self) -> bool {
        self.status.is_none() && self.media_type.is_none() && self.bytes.is_empty()
    }

    /// The alternative that the body of a member is, among those within others; `None` if it is none of them.
    pub(super) fn chosen(&self, member: &'static Member) -> Option<&'static Member> {
        if !is_choice(member.schema) {
            return Some(member);
        }
        self.choose(member.schema.members).and_then(|(_, member)| self.chosen(member))
    }

    /// The alternative that the body is.
    fn choose(&self, members: &'static [Member]) -> Option<(usize, &'static Member)> {
        let mut best: Option<(u8, (usize, &'static Member))> = None;
        for (index, member) in members.iter().enumerate() {
            let Some(fit) = self.fit(member) else { continue };
            if best.is_none_or(|(known, _)| known < fit) {
                best = Some((fit, (index, member)));
            }
        }
        best.map(|(_, found)| found)
    }

    /// How well an alternative fits; `None` if it does not.
    fn fit(&self, member: &Member) -> Option<u8> {
        match (member.binding, self.status, self.media_type) {
            (Binding::Response(statuses, _), Some(status), _) => {
                statuses.contains(status).then(|| statuses.precedence())
            }
            // Nothing says what it is, so the first may be meant.
            (Binding::Content(_), _, None) => Some(0),
            (Binding::Content(range), _, Some(sent)) if range.contains('*') => {
                media::is_in(sent, range).then_some(if range.starts_with('*') { 1 } else { 2 })
            }
            (Binding::Content(own), _, Some(sent)) => media::is_same(sent, own).then_some(3),
            _ => None,
        }
    }
}

/// Reads a body into its member, and says which required members were absent.
///
/// # Errors
/// When the body is malformed, or is none of the alternatives.
pub(super) fn read(
    value: &mut dyn Structure,
    (index, member): (usize, &'static Member),
    received: &Received<'_>,
) -> Result<MissingMembers, DecodeError> {
    let bytes = &received.bytes;
    if is_choice(member.schema) && received.is_absent() {
        let mut missing = MissingMembers::default();
        if member.required {
            missing.push(|| Missing::member(index, member));
        }
        return Ok(missing);
    }
    if is_choice(member.schema) {
        let mut choice = ChoiceDecoder { received, missing: MissingMembers::default() };
        value.decode_member(index, member, &mut choice).map_err(|error| error.within(member.name))?;
        return Ok(within(choice.missing, &Segment::Member { index, name: member.name }));
    }
    let format = format(media_range(member), member);
    let mut missing = MissingMembers::default();
    if bytes.is_empty() && !matches!(format, Format::Nothing | Format::Sequence(_)) {
        if member.required && !(format == Format::Raw && payload::may_be_empty(CODEC, member)) {
            missing.push(|| Missing::member(index, member));
        }
        return Ok(missing);
    }
    let decoded = match format {
        Format::Nothing => CODEC.decode_member(b"{}", value, (index, member), received.strictness),
        Format::Json => CODEC.decode_member(bytes, value, (index, member), received.strictness),
        Format::Sequence(kind) => sequence::read(kind, bytes, member, received.strictness)
            .and_then(|list| CODEC.decode_member(&list, value, (index, member), received.strictness)),
        Format::Form => return field::read(&form::read(bytes, received.strictness)?, value, (index, member)),
        Format::Multipart => {
            let is_named = member.schema.shape_type != ShapeType::List;
            let form = multipart::read(received.content_type, bytes, (is_named, received.strictness))?;
            return field::read(&form, value, (index, member));
        }
        Format::Text => return TreeDecoder::read(Tree::Bytes(bytes.clone().into()), value, (index, member)),
        Format::Raw => payload::decode_raw(value, (index, member), bytes.clone()).map(|()| missing),
    };
    decoded.map_err(|error| error.within(member.name))
}

/// The form in several parts that a body is, if the model states the types of some parts; and the structure that it is read into.
pub(super) fn typed_parts(
    member: &'static Member,
    received: &Received<'_>,
) -> Option<(field::Received<'static>, &'static Schema)> {
    let chosen = received.chosen(member)?;
    let is_form = format(media_range(chosen), chosen) == Format::Multipart && multipart::has_types(chosen.schema);
    let form = || multipart::read(received.content_type, &received.bytes, (true, received.strictness)).ok();
    Some((is_form.then(form)??, chosen.schema))
}

/// Reads the alternative that a body is.
struct ChoiceDecoder<'a> {
    received: &'a Received<'a>,
    missing: MissingMembers,
}

impl ChoiceDecoder<'_> {
    fn unsupported<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError::new("the member is not a union"))
    }
}

impl Decoder for ChoiceDecoder<'_> {
    fn structure(&mut self, _: &'static Member, value: &mut dyn Structure) -> Result<(), DecodeError> {
        let Some(chosen) = self.received.choose(value.schema().members) else {
            let found = self.received.media_type.unwrap_or("no type");
            return Err(DecodeError::new(format!("the body is of {found}, which is none of the alternatives")));
        };
        self.missing = read(value, chosen, self.received)?;
        Ok(())
    }

    fn string(&mut self, _: &'static Member) -> Result<Cow<'_, str>, DecodeError> {
        self.unsupported()
    }

    fn blob(&mut self, _: &'static Member) -> Result<Blob, DecodeError> {
        self.unsupported()
    }

    unsupported!(decode list map boolean integer number timestamp document null);
}
