//! Tests that need what a machine may lack. Each crate that has such tests includes this file.

use std::ffi::OsStr;

/// The environment variable that forbids to skip anything.
pub(crate) const VARIABLE: &str = "WELAND_SKIP_NOTHING";

/// Says that a test can't run on this machine.
///
/// # Panics
///
/// If the environment variable `WELAND_SKIP_NOTHING` is set: then everything has to be there.
#[track_caller]
#[allow(clippy::panic, clippy::print_stdout)] // a test fails; the reason is read in its output
pub(crate) fn skip(reason: &str) {
    match verdict(std::env::var_os(VARIABLE).as_deref(), reason) {
        Ok(text) => println!("{text}"),
        Err(text) => panic!("{text}"),
    }
}

/// What is said of a test that can't run, and whether it may be skipped.
pub(crate) fn verdict(variable: Option<&OsStr>, reason: &str) -> Result<String, String> {
    match variable.filter(|value| !value.is_empty()) {
        None => Ok(format!("skipped: {reason}")),
        Some(_) => Err(format!("{reason}, and {VARIABLE} is set")),
    }
}

#[test]
fn nothing_is_skipped_where_everything_has_to_be_there() {
    assert_eq!(verdict(None, "no zsh"), Ok("skipped: no zsh".to_owned()));
    assert_eq!(verdict(Some(OsStr::new("")), "no zsh"), Ok("skipped: no zsh".to_owned()));
    assert_eq!(verdict(Some(OsStr::new("1")), "no zsh"), Err("no zsh, and WELAND_SKIP_NOTHING is set".to_owned()));
}
