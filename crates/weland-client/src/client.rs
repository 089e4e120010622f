//! What all calls to a service share.

use std::fmt;
use std::sync::Arc;

use weland_core::{Operation, ServiceSchema};

use crate::call::Call;
use crate::config::Config;
use crate::send::Core;

/// A client of one service; cheap to clone. Generated clients wrap it.
#[derive(Clone)]
pub struct Client {
    pub(crate) core: Arc<Core>,
}

impl Client {
    /// A client of `service`. Connects to nothing yet; what is wrong with the settings is said by the first call.
    pub fn new(service: &'static ServiceSchema, config: Config) -> Self {
        Self { core: Arc::new(Core::new(service, config)) }
    }

    /// A call of an operation, to be awaited.
    pub fn call<O: Operation>(&self, input: O::Input) -> Call<O> {
        Call::new(self.clone(), input)
    }

    /// The service.
    pub fn service(&self) -> &'static ServiceSchema {
        self.core.service
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.core.config
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("service", &self.core.service.name).field("config", &self.core.config).finish()
    }
}
