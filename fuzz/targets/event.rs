//! Event frames: bytes in one piece and byte by byte give the same frames; a frame survives being written.
//!
//! If the first byte is odd, the checksums of the first frame are set right, since no chance finds them.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

use bytes::BytesMut;
use libfuzzer_sys::fuzz_target;
use weland_protocol::event::{Frame, FrameError};

/// All frames, until the bytes end or are wrong.
fn frames(pieces: impl Iterator<Item = Vec<u8>>) -> (Vec<Frame>, Option<FrameError>) {
    let (mut buffer, mut found) = (BytesMut::new(), Vec::new());
    for piece in pieces {
        buffer.extend_from_slice(&piece);
        loop {
            match Frame::decode(&mut buffer) {
                Ok(Some(frame)) => found.push(frame),
                Ok(None) => break,
                Err(error) => return (found, Some(error)),
            }
        }
    }
    (found, None)
}

/// Sets the lengths and checksums of one frame that takes all bytes.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let length = bytes.len() + 4;
    let mut frame = bytes.to_vec();
    if frame.len() >= 12 {
        frame[..4].copy_from_slice(&(length as u32).to_be_bytes());
        frame[4..6].fill(0);
        let prelude = crc32fast::hash(&frame[..8]);
        frame[8..12].copy_from_slice(&prelude.to_be_bytes());
    }
    let checksum = crc32fast::hash(&frame);
    frame.extend(checksum.to_be_bytes());
    frame
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let bytes = if first % 2 == 1 { sealed(rest) } else { rest.to_vec() };
    let whole = frames(std::iter::once(bytes.clone()));
    let single = frames(bytes.iter().map(|byte| vec![*byte]));
    assert_eq!(whole, single);
    for frame in whole.0 {
        let written = frame.encode().unwrap();
        assert_eq!(frames(std::iter::once(written.to_vec())), (vec![frame], None));
    }
});
