//! What resolving an identity goes by.

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::sources::Sources;
use crate::transport::{ConnectionSettings, Transport};

/// How long a resolution may take unless something else is set.
pub(super) const TIMEOUT: Duration = Duration::from_secs(30);

/// What a client has for those who resolve its identities: how it reaches servers, and its clock.
#[derive(Clone)]
pub struct IdentityContext {
    transport: Option<Transport>,
    pub(super) sources: Sources,
    timeout: Option<Duration>,
}

impl IdentityContext {
    pub(crate) fn new(transport: Option<Transport>, sources: Sources, timeout: Option<Duration>) -> Self {
        Self { transport, sources, timeout }
    }

    /// Without a client: the default transport, and the clock of the system.
    pub(crate) fn standard() -> Self {
        Self::new(Transport::standard(&ConnectionSettings::new()), Sources::default(), Some(TIMEOUT))
    }

    /// The transport of the client, with its certificates and proxies; `None` without one.
    pub fn transport(&self) -> Option<&Transport> {
        self.transport.as_ref()
    }

    /// The time by the client's clock.
    pub fn now(&self) -> SystemTime {
        self.sources.now()
    }

    /// How long a resolution may take, see [`Config::credentials_timeout`](crate::Config::credentials_timeout).
    pub fn timeout(&self) -> Option<Duration> {
        self.timeout
    }
}

impl fmt::Debug for IdentityContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdentityContext")
            .field("transport", &self.transport)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
