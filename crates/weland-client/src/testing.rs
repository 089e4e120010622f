//! Calls without a network, for tests of programs that use a client.
//!
//! - [`Replay`] is a transport that knows in advance which requests come and what comes of each: as the test says in code, or as a
//!   [`Recorder`] has seen it. A request that is another one fails with what differs.
//! - [`Recorder`] is a transport that passes requests on to another one, and writes them to a file with what came of them, secrets
//!   left out.
//!
//! ```
//! use weland_client::Config;
//! use weland_client::testing::{Exchange, Replay};
//!
//! let replay = Replay::new([
//!     Exchange::respond(503, "").expecting("GET", "/things?Marker=2"),
//!     Exchange::respond(200, r#"{"Things":[]}"#).expecting("GET", "/things?Marker=2"),
//! ]);
//! let config = Config::new().endpoint("http://test").unsigned().transport(replay.transport());
//! // Make calls, and look at what they return. Then see whether all of this has happened:
//! assert!(replay.finish().unwrap_err().to_string().contains("2 exchanges have not been used"));
//! ```
//!
//! A client whose [clock](crate::Config::clock), [ids](crate::Config::ids) and [jitter](crate::Config::jitter) are set sends the
//! same requests each time.

mod compare;
mod exchange;
mod file;
mod recorder;
mod redact;
mod replay;

pub use exchange::Exchange;
pub use file::RecordingError;
pub use recorder::Recorder;
pub use redact::Redaction;
pub(crate) use redact::SecretParameters;
pub use replay::{Replay, ReplayError};

/// How many bytes of a body are kept.
const MAX_BODY: usize = 64 * 1024 * 1024;
