//! Where values of a sequence begin and end. What was received is read as far as it goes.

use bytes::{Buf as _, Bytes, BytesMut};
use weland_core::DecodeError;

use super::Sequence;
use super::event::{Event, EventLines};

/// How many bytes one value may have, however long the sequence is.
pub(super) const MAX_ITEM: usize = 16 * 1024 * 1024;

/// One value of a sequence, as it was received.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Frame {
    Json(Bytes),
    Event(Event),
}

/// Takes a sequence apart. Memory is bounded by the largest value, and by what is pushed at once.
#[derive(Debug)]
pub(super) struct Frames {
    sequence: Sequence,
    buffer: BytesMut,
    /// How far the buffer has been looked through for the end of a value.
    seen: usize,
    nesting: Nesting,
    events: EventLines,
    max: usize,
}

impl Frames {
    pub(super) fn new(sequence: Sequence) -> Self {
        let (buffer, nesting) = (BytesMut::new(), Nesting::default());
        Self { sequence, buffer, seen: 0, nesting, events: EventLines::default(), max: MAX_ITEM }
    }

    #[cfg(test)]
    pub(super) fn with_max(self, max: usize) -> Self {
        Self { max, ..self }
    }

    /// Adds what was received.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// The next value; `None` if it has not been received to its end. At the end of the sequence, `is_end`, it may lack what
    /// would separate it from another one.
    ///
    /// # Errors
    /// When the value is larger than any value may be. There is nothing more to be read then.
    pub(super) fn next(&mut self, is_end: bool) -> Result<Option<Frame>, DecodeError> {
        let next = match self.sequence {
            Sequence::Lines => self.line(is_end).map(Frame::Json),
            Sequence::Records => self.record(is_end).map(Frame::Json),
            Sequence::Events => self.event().map(Frame::Event),
        };
        let size = match &next {
            Some(Frame::Json(json)) => json.len(),
            Some(Frame::Event(event)) => event.size(),
            None => self.buffer.len() + self.events.size(),
        };
        if size > self.max {
            let message = format!("a value of the sequence has more than {} bytes", self.max);
            return Err(DecodeError::new(message));
        }
        Ok(next)
    }

    /// The next line that is not blank.
    fn line(&mut self, is_end: bool) -> Option<Bytes> {
        loop {
            let line = match self.find(|byte| byte == b'\n') {
                Some(end) => self.take(end, 1),
                None if is_end && !self.buffer.is_empty() => self.take(self.buffer.len(), 0),
                None => return None,
            };
            if !is_blank(&line) {
                return Some(line);
            }
        }
    }

    /// The next record that is not blank. It ends where another one begins, or with a line that makes it a whole value, so that
    /// it need not wait for the other one.
    fn record(&mut self, is_end: bool) -> Option<Bytes> {
        loop {
            let mut nesting = self.nesting;
            let found = self.find(|byte| {
                nesting.add(byte);
                byte == SEPARATOR || byte == b'\n' && nesting.is_whole()
            });
            self.nesting = if found.is_some() { Nesting::default() } else { nesting };
            let record = match found {
                Some(end) => self.take(end, 1),
                None if is_end && !self.buffer.is_empty() => self.take(self.buffer.len(), 0),
                None => return None,
            };
            if !is_blank(&record) {
                return Some(record);
            }
        }
    }

    /// The next event that has data. One that is not complete at the end is none.
    fn event(&mut self) -> Option<Event> {
        loop {
            if self.events.size() > self.max {
                return None;
            }
            match self.events.skipped(&self.buffer) {
                0 => {}
                skipped => drop(self.take(0, skipped)),
            }
            let end = self.find(|byte| matches!(byte, b'\n' | b'\r'))?;
            let is_return = self.buffer.get(end) == Some(&b'\r');
            let line = self.take(end, 1);
            self.events.after_return = is_return;
            if let Some(event) = self.events.line(&line) {
                return Some(event);
            }
        }
    }

    /// The next byte that ends a value, at its place in the buffer; what came before is not looked at again.
    fn find(&mut self, is_end: impl FnMut(u8) -> bool) -> Option<usize> {
        let found = self.buffer.get(self.seen..)?.iter().copied().position(is_end);
        let end = found.map(|at| self.seen + at);
        self.seen = if end.is_some() { 0 } else { self.buffer.len() };
        end
    }

    /// Takes bytes off the buffer, and skips what ends them.
    fn take(&mut self, length: usize, skipped: usize) -> Bytes {
        let taken = self.buffer.split_to(length).freeze();
        self.buffer.advance(skipped);
        self.seen = 0;
        taken
    }
}

/// What begins each text of a JSON text sequence (RFC 7464).
pub(super) const SEPARATOR: u8 = 0x1e;

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

/// How deep a byte lies in a value of JSON.
#[derive(Debug, Clone, Copy, Default)]
struct Nesting {
    depth: usize,
    is_text: bool,
    is_escaped: bool,
    has_begun: bool,
}

impl Nesting {
    fn add(&mut self, byte: u8) {
        match byte {
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' if self.is_text => self.is_escaped = true,
            b'"' => self.is_text = !self.is_text,
            b'[' | b'{' if !self.is_text => self.depth += 1,
            b']' | b'}' if !self.is_text => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.has_begun |= !byte.is_ascii_whitespace();
    }

    /// Whether what was added may be a whole value.
    fn is_whole(self) -> bool {
        self.has_begun && self.depth == 0 && !self.is_text
    }
}
