//! Messages in the style of AWS Lambda.

use std::fmt::Write;

use weland_core::{Length, Range};

use crate::path::{Path, Segment};
use crate::smithy::common;
use crate::violation::{Constraint, Violation, Violations};

impl Violations {
    /// The message of AWS Lambda: names in lower camel case, elements counted from 1.
    pub fn aws_lambda(&self) -> String {
        let total = self.total();
        let plural = if total == 1 { "" } else { "s" };
        let mut message = format!("{total} validation error{plural} detected: ");
        for (index, violation) in self.into_iter().enumerate() {
            if index > 0 {
                message.push_str("; ");
            }
            sentence(violation, &mut message);
        }
        self.say_what_is_left_out(&mut message);
        message
    }
}

fn sentence(violation: &Violation, out: &mut String) {
    out.push_str("Value ");
    match &violation.value {
        Some(value) => {
            out.push('\'');
            out.push_str(value);
            out.push_str("' ");
        }
        None if violation.constraint == Constraint::Required => out.push_str("null "),
        None => {}
    }
    out.push_str("at '");
    path(&violation.path, out);
    out.push_str("' failed to satisfy constraint: ");
    let whole = match violation.path.segments().last() {
        _ if violation.is_key => "Map keys must satisfy constraint: [",
        Some(Segment::Key(_)) => "Map value must satisfy constraint: [",
        _ => "",
    };
    out.push_str(whole);
    rule(&violation.constraint, out);
    if !whole.is_empty() {
        out.push(']');
    }
}

/// `environment.variables`, `fileSystemConfigs.1.member.arn`: keys of maps are left out.
fn path(path: &Path, out: &mut String) {
    let mut dot = "";
    for segment in path.segments() {
        match segment {
            Segment::Member { name, .. } => {
                out.push_str(dot);
                let mut rest = name.chars();
                out.extend(rest.next().map(|first| first.to_ascii_lowercase()));
                out.push_str(rest.as_str());
            }
            Segment::Index(index) => {
                out.push_str(dot);
                out.push_str(&index.saturating_add(1).to_string());
                out.push_str(".member");
            }
            Segment::Key(_) => {}
        }
        dot = ".";
    }
}

fn rule(constraint: &Constraint, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = match *constraint {
        Constraint::Length { bounds, actual } => length(bounds, actual, out),
        Constraint::Range { bounds, below } => range(bounds, below, out),
        Constraint::Pattern(pattern) => common(&Constraint::Pattern(bare(pattern)), out),
        ref other => common(other, out),
    };
}

/// The service names the one bound that is broken.
fn length(bounds: Length, actual: u64, out: &mut String) -> std::fmt::Result {
    match (bounds.min, bounds.max) {
        (_, Some(max)) if actual > max => {
            write!(out, "Member must have length less than or equal to {max}")
        }
        (Some(min), _) => write!(out, "Member must have length greater than or equal to {min}"),
        _ => Ok(()),
    }
}

fn range(bounds: Range, below: bool, out: &mut String) -> std::fmt::Result {
    match (bounds.min, bounds.max) {
        (Some(min), _) if below => {
            write!(out, "Member must have value greater than or equal to {min}")
        }
        (_, Some(max)) => write!(out, "Member must have value less than or equal to {max}"),
        _ => Ok(()),
    }
}

/// The pattern without the anchors that the model adds: the service matches whole values, and prints no anchors.
fn bare(pattern: &'static str) -> &'static str {
    pattern
        .strip_prefix("^(")
        .and_then(|rest| rest.strip_suffix(")$"))
        .filter(|inner| is_one_group(inner))
        .unwrap_or(pattern)
}

/// Whether the parentheses around `inner` belong together, which they do not in `^(a)|(b)$`.
fn is_one_group(inner: &str) -> bool {
    let mut depth = 0_usize;
    let mut in_class = false;
    let mut chars = inner.chars();
    if inner.starts_with('?') {
        return false;
    }
    while let Some(char) = chars.next() {
        match char {
            '\\' => {
                chars.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn anchors_around_the_whole_pattern_are_left_out() {
        let cases = [
            ("^(a|b)$", "a|b"),
            ("^(a)|(b)$", "^(a)|(b)$"),
            ("^((a)|(b))$", "(a)|(b)"),
            (r"^([)]\))$", r"[)]\)"),
            ("^(?:a)$", "^(?:a)$"),
            ("^a$", "^a$"),
            ("^(a)b)$", "^(a)b)$"),
        ];
        for (pattern, expected) in cases {
            assert_eq!(bare(pattern), expected);
        }
    }
}
