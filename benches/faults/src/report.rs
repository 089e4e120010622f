//! The table, as Markdown, and the counts above it.

use std::process::ExitCode;

use crate::compare::Row;
use crate::outcome::{Class, Outcome};
use crate::reasons::{REASONS, reasons};

/// The most that a call of ours may allocate.
const MEMORY: u64 = 2_000_000;

/// Prints the table; fails if something differs without a reason, or if ours does not keep to its limits.
pub fn print(rows: &[Row]) -> ExitCode {
    let mut used = vec![0; REASONS.len()];
    let mut table = String::new();
    let (mut different, mut unexplained) = (0, 0);
    for row in rows {
        let (found, left) = reasons(row);
        different += usize::from(!found.is_empty() || !left.is_empty());
        unexplained += usize::from(!left.is_empty());
        for index in &found {
            used[*index] += 1;
        }
        let mut why: Vec<String> = found.into_iter().map(letter).collect();
        why.extend(left.iter().map(|aspect| format!("{aspect:?}?")));
        table.push_str(&line(row, &why.join(", ")));
    }
    println!("{}", summary(rows, different));
    println!("| the server | call | Weland | attempts | time | memory | SDK | attempts | time | memory | why |");
    println!("|---|---|---|---|---|---|---|---|---|---|---|");
    println!("{table}");
    for (index, reason) in REASONS.iter().enumerate().filter(|(index, _)| used[*index] > 0) {
        println!("- **{}** ({} rows): {}", letter(index), used[index], reason.text);
    }
    if unexplained > 0 {
        eprintln!("{unexplained} rows differ without a reason; `benches/faults/src/reasons.rs` has the reasons");
    }
    let beyond = rows.iter().filter(|row| row.ours.class == Class::Endless || row.ours.bytes > MEMORY).count();
    let twice = repeated(rows, |it| &it.ours);
    if beyond + twice > 0 {
        eprintln!("{beyond} calls of ours go beyond their limits, and {twice} were sent twice that must not be");
    }
    if unexplained + beyond + twice == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn letter(index: usize) -> String {
    ('a'..='z').nth(index).map(String::from).unwrap_or_default()
}

fn line(row: &Row, why: &str) -> String {
    let cells = |it: &Outcome| format!("{} | {} | {:.1} s | {}", it.name, it.attempts, it.seconds, memory(it));
    let call = row.call.name();
    format!("| {} | {call} | {} | {} | {why} |\n", row.name, cells(&row.ours), cells(&row.theirs))
}

fn memory(outcome: &Outcome) -> String {
    match outcome.bytes.div_ceil(1000) {
        kilobytes @ 0..10_000 => format!("{kilobytes} kB"),
        kilobytes => format!("{} MB", kilobytes / 1000),
    }
}

fn summary(rows: &[Row], different: usize) -> String {
    let count = |side: fn(&Row) -> &Outcome, is: fn(&Outcome) -> bool| rows.iter().filter(|it| is(side(it))).count();
    let most = |side: fn(&Row) -> &Outcome| rows.iter().map(side).max_by_key(|it| it.bytes).map(memory);
    let middle = |side: fn(&Row) -> &Outcome| {
        let mut all: Vec<&Outcome> = rows.iter().map(side).collect();
        all.sort_by_key(|it| it.bytes);
        all.get(all.len() / 2).map(|it| memory(it))
    };
    let (ours, theirs): (fn(&Row) -> &Outcome, fn(&Row) -> &Outcome) = (|it| &it.ours, |it| &it.theirs);
    let is_endless = |it: &Outcome| it.class == Class::Endless;
    let text = |it: Option<String>| it.unwrap_or_default();
    let version = aws_sdk_lambda::meta::PKG_VERSION;
    format!(
        "{} faults, {different} of which differ in outcome, attempts, time or memory.\n\n\
         | | Weland | aws-sdk-lambda {version} |\n|---|---|---|\n\
         | calls without an end of their own | {} | {} |\n\
         | calls that were sent again although they are not idempotent and may have been seen | {} | {} |\n\
         | memory of a call, the median | {} | {} |\n| memory of a call, the most | {} | {} |\n",
        rows.len(),
        count(ours, is_endless),
        count(theirs, is_endless),
        repeated(rows, ours),
        repeated(rows, theirs),
        text(middle(ours)),
        text(middle(theirs)),
        text(most(ours)),
        text(most(theirs)),
    )
}

/// Calls that must not be sent twice, and were, although the service may have seen the first: those that ours calls unclear.
fn repeated(rows: &[Row], side: fn(&Row) -> &Outcome) -> usize {
    let is_unclear = |row: &&Row| matches!(row.ours.name.as_str(), "Transport" | "Timeout");
    let once = rows.iter().filter(|row| row.call == weland_faults::Call::Put).filter(is_unclear);
    once.filter(|row| side(row).attempts > 1).count()
}
