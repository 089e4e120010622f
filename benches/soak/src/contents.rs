//! What is in requests and responses: it follows from the number of the call, so both sides know it.

use crate::faults::mixed;

/// The name of the function that a call is about.
pub fn name(call: u64) -> String {
    format!("f{call}")
}

/// The call that a name belongs to.
pub fn number(name: &str) -> Option<u64> {
    name.strip_prefix('f')?.parse().ok()
}

/// Up to 250 characters, not all of which are ASCII.
pub fn text(call: u64) -> String {
    let mut text = String::new();
    for index in 0..mixed(call) % 40 {
        text.push_str(["über ", "\"so\" ", "day\n", "日本 ", "x\\y "][(mixed(call ^ index) % 5) as usize]);
    }
    text
}

/// Up to 16 kB, which depend on the call and on what they are for.
pub fn bytes(call: u64, purpose: u64) -> Vec<u8> {
    let seed = mixed(call ^ (purpose << 56));
    let length = (seed % 16_000) as usize;
    let words = (0..=length as u64 / 8).flat_map(|index| mixed(seed.wrapping_add(index)).to_le_bytes());
    words.take(length).collect()
}

/// The number of events of a stream, and of functions on a page.
pub fn count(call: u64) -> u64 {
    mixed(call) % 20
}

/// A number for bytes that differs if they do (FNV-1a).
pub fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
