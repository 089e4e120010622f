//! `Debug` of generated types: members by their wire names, unset ones left out, sensitive ones hidden.

use std::fmt;

use crate::interface::{Encoder, Structure, UNKNOWN};
use crate::schema::{Member, UNKNOWN_VALUE};
use crate::{Document, Timestamp};

/// Writes a structure for a person to read: `Name { Member: value, … }`. Sensitive values are shown as `***`.
///
/// # Errors
/// When the formatter fails.
pub fn debug(value: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut encoder = DebugEncoder { out: f, first: true, in_entry: false, hidden: 0, result: Ok(()) };
    encoder.members(value);
    encoder.result
}

struct DebugEncoder<'a, 'b> {
    out: &'a mut fmt::Formatter<'b>,
    first: bool,
    /// A map key has been written; its value follows.
    in_entry: bool,
    /// How many of the open aggregates lie within a sensitive one.
    hidden: usize,
    result: fmt::Result,
}

impl DebugEncoder<'_, '_> {
    fn write(&mut self, text: fmt::Arguments<'_>) {
        if self.hidden == 0 && self.result.is_ok() {
            self.result = self.out.write_fmt(text);
        }
    }

    /// Writes what stands in front of a value: a comma, and the member's name unless it is an element.
    fn begin(&mut self, member: &'static Member) {
        if std::mem::take(&mut self.in_entry) {
            return;
        }
        if !std::mem::replace(&mut self.first, false) {
            self.write(format_args!(", "));
        }
        if member.name != "member" {
            self.write(format_args!("{}: ", member.name));
        }
    }

    fn value(&mut self, member: &'static Member, value: fmt::Arguments<'_>) {
        self.begin(member);
        if member.schema.sensitive {
            self.write(format_args!("***"));
        } else {
            self.write(value);
        }
    }

    fn open(&mut self, member: &'static Member, bracket: &str) {
        self.begin(member);
        if member.schema.sensitive {
            self.write(format_args!("***"));
        }
        if member.schema.sensitive || self.hidden > 0 {
            self.hidden += 1;
        }
        self.write(format_args!("{bracket}"));
        self.first = true;
    }

    fn close(&mut self, bracket: &str) {
        self.write(format_args!("{bracket}"));
        self.hidden = self.hidden.saturating_sub(1);
        self.first = false;
    }

    fn members(&mut self, value: &dyn Structure) {
        let schema = value.schema();
        self.write(format_args!("{}", schema.name));
        self.write(format_args!(" {{ "));
        self.first = true;
        for (index, member) in schema.members.iter().enumerate() {
            value.encode_member(index, member, self);
        }
        value.encode_member(UNKNOWN, &UNKNOWN_VALUE, self);
        self.write(format_args!(" }}"));
        self.first = false;
    }
}

impl Encoder for DebugEncoder<'_, '_> {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        self.open(member, "");
        self.members(value);
        self.close("");
    }

    fn begin_list(&mut self, member: &'static Member, _: usize) {
        self.open(member, "[");
    }

    fn end_list(&mut self) {
        self.close("]");
    }

    fn begin_map(&mut self, member: &'static Member, _: usize) {
        self.open(member, "{");
    }

    fn key(&mut self, key: &str) {
        if !std::mem::replace(&mut self.first, false) {
            self.write(format_args!(", "));
        }
        self.write(format_args!("{key:?}: "));
        self.in_entry = true;
    }

    fn end_map(&mut self) {
        self.close("}");
    }

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.value(member, format_args!("{value}"));
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.value(member, format_args!("{value}"));
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        self.value(member, format_args!("{value:?}"));
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        self.value(member, format_args!("{value:?}"));
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.value(member, format_args!("{value}"));
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.value(member, format_args!("{value:?}"));
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.value(member, format_args!("{} bytes", value.len()));
    }

    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        self.value(member, format_args!("{value}"));
    }

    fn document(&mut self, member: &'static Member, value: &Document) {
        self.value(member, format_args!("{value:?}"));
    }

    fn null(&mut self, member: &'static Member) {
        self.value(member, format_args!("null"));
    }
}

/// The message of an error, whether its member is required or not.
pub trait AsMessage {
    /// The text, if there is any.
    fn as_message(&self) -> Option<&str>;
}

impl AsMessage for String {
    fn as_message(&self) -> Option<&str> {
        Some(self)
    }
}

impl AsMessage for Option<String> {
    fn as_message(&self) -> Option<&str> {
        self.as_deref()
    }
}
