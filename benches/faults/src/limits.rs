//! The limits that both clients have, and those of the measurement.

use std::time::Duration;

/// What counts as a second in the list of faults.
pub const UNIT: Duration = Duration::from_millis(200);
/// 5 units, as in the test.
pub const CONNECT: Duration = Duration::from_secs(1);
/// 10 units: for the beginning of a response, and for each further piece.
pub const SILENCE: Duration = Duration::from_secs(2);
pub const ATTEMPTS: u32 = 3;
/// What only our client can limit: the size of a response.
pub const RESPONSE: usize = 100_000;

/// A call that takes longer than this, or more memory, is ended.
pub const PATIENCE: Duration = Duration::from_secs(90);
pub const MEMORY: usize = 256 << 20;
