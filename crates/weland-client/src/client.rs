//! What all calls to a service share.

use std::fmt;
use std::sync::Arc;

use weland_core::{Operation, ServiceSchema};

use crate::call::Call;
use crate::config::Config;
use crate::endpoint::{EndpointRules, RegionalEndpoints};
use crate::pipeline::Pipeline;
use crate::protocol::ClientProtocol;

/// A client of one service; cheap to clone. Generated clients wrap it.
#[derive(Clone)]
pub struct Client {
    pub(crate) pipeline: Arc<Pipeline>,
}

impl Client {
    /// A client of `service` that speaks `protocol`. Connects to nothing yet; what is wrong with the settings is said by the
    /// first call.
    pub fn new(service: &'static ServiceSchema, protocol: &'static dyn ClientProtocol, config: Config) -> Self {
        Self { pipeline: Arc::new(Pipeline::new(service, protocol, &RegionalEndpoints, config)) }
    }

    /// The same for a service with rules by which its endpoints are found.
    pub fn with_endpoint_rules(
        service: &'static ServiceSchema,
        protocol: &'static dyn ClientProtocol,
        rules: &'static EndpointRules,
        config: Config,
    ) -> Self {
        Self { pipeline: Arc::new(Pipeline::new(service, protocol, rules, config)) }
    }

    /// A call of an operation, to be awaited.
    pub fn call<O: Operation>(&self, input: O::Input) -> Call<O> {
        Call::new(Arc::clone(&self.pipeline), input)
    }

    /// The service.
    pub fn service(&self) -> &'static ServiceSchema {
        self.pipeline.service
    }

    /// The settings.
    pub fn config(&self) -> &Config {
        &self.pipeline.config
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("service", &self.pipeline.service.name)
            .field("config", &self.pipeline.config)
            .finish()
    }
}
