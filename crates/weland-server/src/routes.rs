//! The operations of a router and their handlers.

use std::sync::{Arc, OnceLock};

use weland_core::{OperationSchema, ServiceSchema};
use weland_protocol::Protocol;
use weland_protocol::protocol::{Dispatch, DispatchError, Label};

use crate::handler::Handler;

/// An operation that requests can be for.
#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) operation: &'static OperationSchema,
    pub(crate) handler: Arc<dyn Handler>,
    /// How many bytes a body may have, if not as many as the router allows.
    pub(crate) body_limit: Option<usize>,
}

impl Route {
    pub(crate) fn new(operation: &'static OperationSchema, handler: Arc<dyn Handler>) -> Self {
        Self { operation, handler, body_limit: None }
    }
}

/// All routes of a router.
#[derive(Clone, Default)]
pub(crate) struct Routes {
    routes: Vec<Route>,
    /// Built by the first request.
    dispatcher: OnceLock<Arc<dyn Dispatch>>,
}

impl Routes {
    pub(crate) fn routes_mut(&mut self) -> impl Iterator<Item = &mut Route> {
        self.routes.iter_mut()
    }

    pub(crate) fn operations(&self) -> impl Iterator<Item = &'static OperationSchema> {
        self.routes.iter().map(|route| route.operation)
    }

    pub(crate) fn insert(&mut self, route: Route) {
        self.routes.push(route);
        self.dispatcher = OnceLock::new();
    }

    /// The route of a request, and the labels of its path.
    ///
    /// # Errors
    /// When the request is for none of the operations.
    pub(crate) fn find<'r>(
        &self,
        service: &ServiceSchema,
        protocol: &dyn Protocol,
        (method, uri, headers): (&http::Method, &'r http::Uri, &http::HeaderMap),
    ) -> Result<(&Route, Vec<Label<'r>>), DispatchError> {
        let build = || protocol.dispatcher(service, &self.operations().collect::<Vec<_>>()).into();
        let found = self.dispatcher.get_or_init(build).find(method, uri, headers)?;
        let route = self.routes.get(found.operation).ok_or(DispatchError::UnknownOperation)?;
        Ok((route, found.labels))
    }
}
