//! Changes as text for people.

use std::io;

use weland_diff::{Effect, RustApi, Wire};

use super::Changes;
use crate::report::write_text;

/// What a change does, in a sentence; empty if it does nothing.
pub(crate) fn sentence(wire: Wire, rust: RustApi) -> String {
    let on_wire = match (wire.old_clients, wire.new_clients) {
        (Effect::Compatible, Effect::Compatible) => String::new(),
        (old, Effect::Compatible) => format!("{} old clients of a new server", verb(old)),
        (Effect::Compatible, new) => format!("{} new clients of an old server", verb(new)),
        (old, new) if old == new => format!("{} old clients of a new server, and new clients of an old one", verb(old)),
        (old, new) => format!("{} old clients of a new server, and {} new clients of an old one", verb(old), verb(new)),
    };
    let on_code = match rust {
        RustApi::None => "",
        RustApi::Patch => "a patch of generated crates",
        RustApi::Minor => "a minor version of generated crates",
        RustApi::Major => "a major version of generated crates",
    };
    [on_wire.as_str(), on_code].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("; ")
}

fn verb(effect: Effect) -> &'static str {
    match effect {
        Effect::Compatible => "leaves alone",
        Effect::Conditional => "may affect",
        Effect::Breaking => "breaks",
    }
}

/// All changes with the lines of the models, and what they come to.
pub(crate) fn to_text(changes: &Changes) -> io::Result<String> {
    let mut out = Vec::new();
    let report = changes.report();
    write_text(&report, false, &mut out)?;
    let mut text = String::from_utf8_lossy(&out).into_owned();
    let accepted = changes.changes.len() - report.diagnostics().len();
    if report.diagnostics().is_empty() {
        text.push_str(if accepted == 0 {
            "nothing has changed\n"
        } else {
            "nothing has changed that isn't accepted\n"
        });
    } else {
        let verdict = changes.verdict();
        text.push_str(&format!("changes: {}\n", report.counts()));
        text.push_str(&format!("old clients, new server: {}\n", verdict.wire.old_clients.as_str()));
        text.push_str(&format!("new clients, old server: {}\n", verdict.wire.new_clients.as_str()));
        text.push_str(&format!("Rust API of generated crates: {}\n", verdict.rust.as_str()));
    }
    if accepted > 0 {
        text.push_str(&format!("accepted in the configuration: {accepted}\n"));
    }
    Ok(text)
}
