//! Writing CBOR.

use weland_core::{Document, EncodeError, Encoder, Member, ShapeType, Structure, Timestamp};

use super::write::Writer;
use super::{big, document, major, tag};

/// Writes values as CBOR.
///
/// What cannot be written is remembered: [`finish`](Self::finish) returns the first error.
#[derive(Debug)]
pub struct CborEncoder {
    to: Writer,
    /// The next value is a member of a structure and has a key.
    keyed: bool,
    error: Option<EncodeError>,
}

impl Default for CborEncoder {
    fn default() -> Self {
        Self::new()
    }
}

impl CborEncoder {
    /// An encoder that has written nothing yet.
    pub fn new() -> Self {
        Self { to: Writer::default(), keyed: false, error: None }
    }

    /// What has been written.
    ///
    /// # Errors
    /// When a value could not be written: the first such error.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        match self.error {
            None => Ok(self.to.out),
            Some(error) => Err(error),
        }
    }

    /// Writes a structure, with those members that `include` picks, or a union. How many members are set shows at the end only,
    /// so the length of the map is left open. After the first error nothing more is written, and each structure on the way out
    /// puts the name of its member in front of the error's path.
    pub(super) fn value(&mut self, value: &dyn Structure, include: impl Fn(&Member) -> bool) {
        if self.error.is_some() {
            return;
        }
        let schema = value.schema();
        self.to.push(0xbf);
        let start = self.to.out.len();
        for (index, member) in schema.members.iter().enumerate().filter(|(_, member)| include(member)) {
            // Set anew for each member, since the lists and maps in between leave it unset.
            self.keyed = true;
            value.encode_member(index, member, self);
            if self.error.is_some() {
                self.error = self.error.take().map(|error| error.within(member.name));
                return;
            }
        }
        if self.to.out.len() == start && schema.shape_type == ShapeType::Union {
            self.fail(EncodeError::new("the union holds no member that the model defines"));
        }
        self.keyed = false;
        self.to.push(0xff);
    }

    #[cold]
    fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    /// Writes the key of a structure's member.
    fn begin(&mut self, member: &'static Member) {
        if self.keyed {
            self.to.text(member.name);
        }
    }
}

impl Encoder for CborEncoder {
    fn structure(&mut self, member: &'static Member, value: &dyn Structure) {
        let keyed = self.keyed;
        self.begin(member);
        self.value(value, |_| true);
        self.keyed = keyed;
    }

    fn begin_list(&mut self, member: &'static Member, len: usize) {
        self.begin(member);
        self.keyed = false;
        self.to.open(major::LIST, len);
    }

    fn end_list(&mut self) {}

    fn begin_map(&mut self, member: &'static Member, len: usize) {
        self.begin(member);
        self.keyed = false;
        self.to.open(major::MAP, len);
    }

    fn key(&mut self, key: &str) {
        self.to.text(key);
    }

    fn end_map(&mut self) {}

    fn boolean(&mut self, member: &'static Member, value: bool) {
        self.begin(member);
        self.to.push(if value { 0xf5 } else { 0xf4 });
    }

    fn integer(&mut self, member: &'static Member, value: i64) {
        self.begin(member);
        self.to.whole(value);
    }

    fn float(&mut self, member: &'static Member, value: f32) {
        self.begin(member);
        self.to.sized(0xfa, &value.to_be_bytes());
    }

    fn double(&mut self, member: &'static Member, value: f64) {
        self.begin(member);
        self.to.number(value);
    }

    fn big_number(&mut self, member: &'static Member, value: &str) {
        self.begin(member);
        let written = match member.schema.shape_type {
            ShapeType::BigInteger => big::write_integer(&mut self.to, value),
            _ => big::write_decimal(&mut self.to, value),
        };
        if let Err(error) = written {
            self.fail(error);
        }
    }

    fn string(&mut self, member: &'static Member, value: &str) {
        self.begin(member);
        self.to.text(value);
    }

    fn blob(&mut self, member: &'static Member, value: &[u8]) {
        self.begin(member);
        self.to.bytes(value);
    }

    /// Seconds, with up to three digits after the point: readers count on no more.
    fn timestamp(&mut self, member: &'static Member, value: Timestamp) {
        self.begin(member);
        if !value.is_within_years() {
            return self
                .fail(EncodeError::new("the timestamp lies outside of the years 1 to 9999, and there are no others"));
        }
        self.to.head(major::TAG, tag::EPOCH);
        match value.nanos() / 1_000_000 {
            0 => self.to.whole(value.seconds()),
            // Both are exact in a double, and so nearly is their sum.
            millis => self.to.number(value.seconds() as f64 + f64::from(millis) / 1000.0),
        }
    }

    fn document(&mut self, member: &'static Member, value: &Document) {
        self.begin(member);
        if let Err(error) = document::write(&mut self.to, value) {
            self.fail(error);
        }
    }

    fn null(&mut self, member: &'static Member) {
        self.begin(member);
        self.to.push(0xf6);
    }
}
