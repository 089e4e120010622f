//! The operations of a router, their handlers, and the protocols in which they are called.

use std::sync::{Arc, OnceLock};

use http::{HeaderMap, Method, Uri};
use weland_core::{OperationSchema, Schema, ServiceSchema};
use weland_protocol::ServerProtocol;
use weland_protocol::protocol::{Dispatch, DispatchError, Dispatched, Label};

use crate::credentials::accepts_browser_credentials;
use crate::handler::Handler;

/// An operation and its handler.
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

/// All routes of a service, in each of its protocols.
#[derive(Clone)]
pub(crate) struct Routes {
    service: &'static ServiceSchema,
    first: &'static dyn ServerProtocol,
    others: Vec<&'static dyn ServerProtocol>,
    routes: Vec<Route>,
    /// One for each protocol; built by the first request.
    dispatchers: OnceLock<Arc<[Box<dyn Dispatch>]>>,
    /// Whether an operation accepts what browsers add to requests on their own to authenticate.
    accepts_browser_credentials: bool,
}

/// The route of a request.
pub(crate) struct Matched<'a, 'r> {
    pub(crate) protocol: &'static dyn ServerProtocol,
    pub(crate) route: &'a Route,
    /// The labels of the request's path.
    pub(crate) labels: Vec<Label<'r>>,
}

/// Why a request has no route.
pub(crate) struct Unmatched<'a> {
    /// The protocol in which to respond.
    pub(crate) protocol: &'static dyn ServerProtocol,
    pub(crate) error: DispatchError,
    /// What finds the operation if [the body says which it is](DispatchError::InBody).
    dispatcher: Option<&'a dyn Dispatch>,
}

impl Routes {
    pub(crate) fn new(service: &'static ServiceSchema, protocol: &'static dyn ServerProtocol) -> Self {
        Self {
            service,
            first: protocol,
            others: Vec::new(),
            routes: Vec::new(),
            dispatchers: OnceLock::new(),
            accepts_browser_credentials: false,
        }
    }

    pub(crate) fn service(&self) -> &'static ServiceSchema {
        self.service
    }

    /// The protocol that comes first.
    pub(crate) fn first_protocol(&self) -> &'static dyn ServerProtocol {
        self.first
    }

    pub(crate) fn protocols(&self) -> impl Iterator<Item = &'static dyn ServerProtocol> {
        [self.first].into_iter().chain(self.others.iter().copied())
    }

    pub(crate) fn routes_mut(&mut self) -> impl Iterator<Item = &mut Route> {
        self.routes.iter_mut()
    }

    pub(crate) fn operations(&self) -> impl Iterator<Item = &'static OperationSchema> {
        self.routes.iter().map(|route| route.operation)
    }

    /// The error of the model with this name: of an operation or, without one, of any.
    pub(crate) fn find_error(
        &self,
        operation: Option<&'static OperationSchema>,
        code: &str,
    ) -> Option<&'static Schema> {
        let has_name = |error: &&'static Schema| error.name == code;
        match operation {
            Some(operation) => operation.errors.iter().copied().find(has_name),
            None => self.operations().flat_map(|operation| operation.errors).copied().find(has_name),
        }
    }

    pub(crate) fn insert(&mut self, route: Route) {
        self.accepts_browser_credentials |= accepts_browser_credentials(route.operation);
        self.routes.push(route);
        self.dispatchers = OnceLock::new();
    }

    /// Adds a protocol behind the others.
    pub(crate) fn add_protocol(&mut self, protocol: &'static dyn ServerProtocol) {
        self.others.push(protocol);
        self.dispatchers = OnceLock::new();
    }

    /// How many bytes a body may have that says itself which operation it is for; `default` is what the router allows.
    pub(crate) fn body_limit(&self, default: usize) -> usize {
        self.routes.iter().filter_map(|route| route.body_limit).fold(default, usize::max)
    }

    /// Finds the route of a request: that of the first protocol that has one. `HEAD` is for operations with `GET`, unless the
    /// model has one for it.
    ///
    /// # Errors
    /// When the request is for none of the operations. The error is that of the first protocol that the request can be in. If
    /// its body has to be read first, [`find_in_body`](Self::find_in_body) takes the error.
    pub(crate) fn find<'r>(
        &self,
        method: &Method,
        uri: &'r Uri,
        headers: &HeaderMap,
    ) -> Result<Matched<'_, 'r>, Unmatched<'_>> {
        let mut unmatched = match self.find_method(method, uri, headers) {
            Err(unmatched) => unmatched,
            matched => return matched,
        };
        if let DispatchError::MethodNotAllowed(methods) = &mut unmatched.error
            && let Some(place) = methods.iter().position(|known| *known == "GET")
            && !methods.contains(&"HEAD")
        {
            let of_get = self.find_method(&Method::GET, uri, headers);
            if of_get.as_ref().is_ok_and(|matched| !has_head(matched.route.operation)) {
                return Err(unmatched);
            }
            if method == Method::HEAD {
                return of_get;
            }
            methods.insert(place + 1, "HEAD");
        }
        Err(unmatched)
    }

    fn find_method<'r>(
        &self,
        method: &Method,
        uri: &'r Uri,
        headers: &HeaderMap,
    ) -> Result<Matched<'_, 'r>, Unmatched<'_>> {
        let mut unmatched = None;
        for (protocol, dispatcher) in self.protocols().zip(self.dispatchers()) {
            match dispatcher.find(method, uri, headers) {
                Ok(Dispatched { operation, labels }) => {
                    if let Some(route) = self.routes.get(operation) {
                        return Ok(Matched { protocol, route, labels });
                    }
                }
                Err(DispatchError::OtherProtocol) => {}
                Err(error @ DispatchError::InBody) => {
                    return Err(Unmatched { protocol, error, dispatcher: Some(&**dispatcher) });
                }
                Err(error) => {
                    unmatched.get_or_insert(Unmatched { protocol, error, dispatcher: None });
                }
            }
        }
        let error = DispatchError::UnknownOperation;
        Err(unmatched.unwrap_or(Unmatched { protocol: self.first, error, dispatcher: None }))
    }

    /// Finds the route of a request whose body says which operation it is for.
    ///
    /// # Errors
    /// When that is none.
    pub(crate) fn find_in_body(
        &self,
        unmatched: Unmatched<'_>,
        body: &[u8],
    ) -> Result<Matched<'_, 'static>, DispatchError> {
        let Unmatched { protocol, error, dispatcher } = unmatched;
        let Dispatched { operation, labels } = dispatcher.ok_or(error)?.find_in_body(body)?;
        let route = self.routes.get(operation).ok_or(DispatchError::UnknownName)?;
        Ok(Matched { protocol, route, labels })
    }

    /// The operations whose requests can have this path, each with its protocol and its method.
    pub(crate) fn at_path(
        &self,
        path: &str,
    ) -> impl Iterator<Item = (&'static dyn ServerProtocol, &'static OperationSchema, &'static str)> {
        self.protocols().zip(self.dispatchers()).flat_map(move |(protocol, dispatcher)| {
            let found = dispatcher.at_path(path).into_iter();
            found.filter_map(move |(index, method)| Some((protocol, self.routes.get(index)?.operation, method)))
        })
    }

    /// Whether an operation accepts what browsers add to requests on their own to authenticate.
    pub(crate) fn accepts_browser_credentials(&self) -> bool {
        self.accepts_browser_credentials
    }

    fn dispatchers(&self) -> &[Box<dyn Dispatch>] {
        self.dispatchers.get_or_init(|| {
            let operations: Vec<_> = self.operations().collect();
            self.protocols().map(|protocol| protocol.dispatcher(self.service, &operations)).collect()
        })
    }
}

/// Whether `HEAD` asks for the response of an operation without its body. Where the path doesn't name the operation, `GET` may
/// change something.
pub(crate) fn has_head(operation: &OperationSchema) -> bool {
    operation.http.is_some_and(|http| http.method == "GET")
}
