//! What a fault is made of.

use std::sync::Arc;

use rustls::ServerConfig;

/// The operation that is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// One that may be repeated.
    Get,
    /// One that may not.
    Put,
    /// One whose response is a stream of bytes, which is read to its end.
    Download,
    /// One whose response is a stream of events, which is read to its end.
    Watch,
}

impl Call {
    /// How the table calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "repeatable",
            Self::Put => "once",
            Self::Download => "stream",
            Self::Watch => "events",
        }
    }
}

/// The names that the called service has for what the faults are about.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// A member of the responses that is a string.
    pub member: &'static str,
    /// An error of the operations.
    pub error: &'static str,
    /// An event whose payload is a blob.
    pub event: &'static str,
    /// An event whose payload is a document.
    pub last_event: &'static str,
}

/// What a server does next on a connection.
#[derive(Debug, Clone)]
pub enum Step {
    /// Reads to the end of a head.
    ReadRequest,
    /// Reads so many bytes.
    Read(usize),
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Waits, in units of time.
    Wait(u32),
    /// Sends a byte at a time, with so many units between them.
    Slowly(Vec<u8>, u32),
    /// Sends these pieces, with so many units before each.
    Pieces(Vec<Vec<u8>>, u32),
    /// Sends the same bytes again and again.
    Forever(Vec<u8>),
    /// Does nothing more, and keeps the connection.
    Hang,
}

/// What happens on a connection, which ends by itself or with a reset.
#[derive(Debug, Clone)]
pub struct Script {
    /// One after the other.
    pub steps: Vec<Step>,
    /// Whether the end is a reset.
    pub resets: bool,
}

/// What is spoken below HTTP.
#[derive(Debug, Clone)]
pub enum Wire {
    /// Nothing.
    Plain,
    /// TLS with these settings.
    Tls(Arc<ServerConfig>),
    /// The client speaks TLS, and the server sends bytes.
    RawTls,
}

/// A fault, and the call that meets it.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What the server does.
    pub name: String,
    /// What the client calls.
    pub call: Call,
    /// What is spoken below HTTP.
    pub wire: Wire,
    /// One per connection; the last one holds for all further ones.
    pub scripts: Vec<Script>,
    /// Whether nobody listens.
    pub refuses: bool,
}

impl Scenario {
    pub(crate) fn new(name: &str, call: Call, steps: Vec<Step>) -> Self {
        let scripts = vec![Script { steps, resets: false }];
        Self { name: name.to_owned(), call, wire: Wire::Plain, scripts, refuses: false }
    }

    /// The scheme of its URL.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        if matches!(self.wire, Wire::Plain) { "http" } else { "https" }
    }
}
