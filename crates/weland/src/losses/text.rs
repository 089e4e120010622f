//! The report for people.

use std::fmt::Write;

use super::Losses;
use crate::loss_codes::Kind;
use crate::report::FileLocation;

/// The report as text.
pub(crate) fn to_text(losses: &Losses) -> String {
    let mut text = format!("{}\n", losses.services.join(", "));
    let headings = [
        (Kind::Behavior, "what is sent and received, or what clients and servers do"),
        (Kind::Constraint, "which values are accepted"),
        (Kind::Annotation, "what is said to people and tools"),
    ];
    for (kind, heading) in headings {
        let found: Vec<_> = losses.losses.iter().filter(|loss| loss.kind == kind).collect();
        if found.is_empty() {
            continue;
        }
        let places: usize = found.iter().map(|loss| loss.places.len()).sum();
        line(&mut text, &format!("\n{kind}: {heading} ({places})", kind = kind.as_str()));
        for loss in found {
            line(&mut text, &format!("  {}: {} [{}]", loss.what, loss.effect, loss.code));
            loss.places.iter().for_each(|place| line(&mut text, &format!("    {}", at(place))));
        }
    }
    if !losses.untyped.is_empty() {
        line(&mut text, &format!("\nuntyped: members that can be any JSON ({})", losses.untyped.len()));
        for untyped in &losses.untyped {
            line(&mut text, &format!("  {}: {}", untyped.member, untyped.reason));
            untyped.place.iter().for_each(|place| line(&mut text, &format!("    {}", at(place))));
        }
    }
    if losses.losses.is_empty() && losses.untyped.is_empty() {
        line(&mut text, "\nnothing is lost");
    }
    text
}

fn line(text: &mut String, words: &str) {
    let words: String =
        words.chars().map(|one| if one.is_control() && one != '\n' { '\u{fffd}' } else { one }).collect();
    // Writing to a string can't fail.
    let _ = writeln!(text, "{words}");
}

fn at(place: &FileLocation) -> String {
    match &place.range {
        Some(range) => format!("{}:{}:{}", place.path, range.start.line, range.start.column),
        None => place.path.clone(),
    }
}
