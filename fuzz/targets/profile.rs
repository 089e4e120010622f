//! The files that AWS tools share: parsed, or refused with the number of a line.
#![no_main]
#![allow(clippy::panic, clippy::unwrap_used)]

use libfuzzer_sys::fuzz_target;
use weland_client::environment::{Profiles, SharedFile};

fuzz_target!(|text: &str| {
    for file in [SharedFile::Config, SharedFile::Credentials] {
        let mut profiles = Profiles::default();
        let Err(message) = profiles.read(text, file) else { continue };
        let number = message.strip_prefix("line ").and_then(|rest| rest.split_once(':')).unwrap().0;
        let number: usize = number.parse().unwrap();
        assert!((1..=text.lines().count()).contains(&number), "{message}");
    }
});
