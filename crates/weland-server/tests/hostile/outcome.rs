//! What has come back, in words.

use super::peer::{Reads, Row, Seen, Server};

/// What has become of a peer.
pub fn outcome(row: &Row, seen: &Seen) -> String {
    let said = match (row.server, row.is_http2) {
        _ if row.reads != Reads::All => Vec::new(),
        (Server::Tls, _) => alerts(&seen.received),
        (_, true) => frames(&seen.received),
        (_, false) => statuses(&seen.received),
    };
    let end = match seen.closed {
        None if row.leaves => "stays open".to_owned(),
        None => "left open".to_owned(),
        Some(seconds) if seconds < 5 => "closed".to_owned(),
        Some(seconds) => format!("closed after {} s", seconds / 5 * 5),
    };
    let said = counted(said);
    if said.is_empty() { end } else { format!("{said}; {end}") }
}

/// Equal ones that follow each other are counted.
fn counted(said: Vec<String>) -> String {
    let mut groups: Vec<(String, usize)> = Vec::new();
    for text in said {
        match groups.last_mut() {
            Some((last, count)) if *last == text => *count += 1,
            _ => groups.push((text, 1)),
        }
    }
    let text = |(text, count)| match count {
        1 => text,
        2..10 => format!("{text} ({count} times)"),
        _ => format!("{text} (many times)"),
    };
    groups.into_iter().map(text).collect::<Vec<_>>().join(", ")
}

fn statuses(received: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(received);
    let mut found: Vec<String> = text.split("HTTP/1.1 ").skip(1).map(|rest| format!("`{}`", &rest[..3])).collect();
    found.truncate(100);
    found
}

fn alerts(received: &[u8]) -> Vec<String> {
    match received {
        [0x15, _, _, _, _, _, code, ..] => vec![format!("alert {code}")],
        [0x16, ..] => vec!["a handshake".to_owned()],
        _ => Vec::new(),
    }
}

/// The frames of HTTP/2 that say something: responses, resets, farewells.
fn frames(mut received: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    while let Some((head, rest)) = received.split_at_checked(9) {
        let length = usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2]);
        let payload = &rest[..length.min(rest.len())];
        let code = |at: usize| payload.get(at..at + 4).map_or("?", |code| reason(code[3]));
        match head[3] {
            1 => found.push(format!("`{}`", status(payload))),
            3 => found.push(format!("reset ({})", code(0))),
            7 => found.push(format!("farewell ({})", code(4))),
            _ => {}
        }
        received = &rest[payload.len()..];
    }
    found
}

/// The status in a compressed block of headers, in whose table some have a place of their own.
fn status(block: &[u8]) -> String {
    let known = [(0x88, "200"), (0x8c, "400"), (0x8d, "404"), (0x8e, "500")];
    let first = block.iter().find(|byte| **byte & 0xe0 != 0x20);
    if let Some((_, status)) = known.iter().find(|(code, _)| Some(code) == first) {
        return (*status).to_owned();
    }
    // Others are text in a code in which digits have five or six bits.
    let text = block.iter().position(|byte| matches!(byte, 0x48 | 0x08)).and_then(|at| block.get(at + 1..at + 4));
    match text {
        Some([0x82, high, low]) => digits(u16::from(*high) << 8 | u16::from(*low)),
        Some([0x83, ..]) => "4xx".to_owned(),
        _ => "headers".to_owned(),
    }
}

/// The first three digits in the code of HPACK.
fn digits(bits: u16) -> String {
    let mut text = String::new();
    let mut at = 16;
    while text.len() < 3 && at >= 5 {
        let five = bits >> (at - 5) & 31;
        if five < 3 {
            text.push(char::from(b'0' + five as u8));
            at -= 5;
            continue;
        }
        if at < 6 {
            break;
        }
        let six = bits >> (at - 6) & 63;
        match six {
            0x19..=0x1f => text.push(char::from(b'3' + (six - 0x19) as u8)),
            _ => break,
        }
        at -= 6;
    }
    text
}

fn reason(code: u8) -> &'static str {
    const REASONS: [&str; 14] = [
        "no error",
        "protocol error",
        "internal error",
        "flow control error",
        "settings timeout",
        "stream closed",
        "frame size error",
        "refused",
        "cancelled",
        "compression error",
        "connect error",
        "enhance your calm",
        "inadequate security",
        "HTTP/1.1 required",
    ];
    REASONS.get(usize::from(code)).copied().unwrap_or("?")
}
