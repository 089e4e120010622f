//! Macros for generated service crates.

/// Routes each operation to a method of a service: `routes!(router, service; Operation => method, …)`.
///
/// `service` implements a trait that is in scope and whose methods take an input and a [`Context`](crate::Context).
/// It is shared by all requests. A method that takes the context alone is `Operation => method(no input)`.
///
/// ```
/// # use weland_core::{Operation, OperationSchema, ServiceSchema, operation_error};
/// # static SERVICE: ServiceSchema = ServiceSchema {
/// #     name: "Clock", version: "1", sdk_id: "Clock",
/// #     namespace: "example",
/// #     ..ServiceSchema::EMPTY
/// # };
/// # operation_error! { pub enum TickError {} }
/// # pub struct Tick;
/// # impl Operation for Tick {
/// #     type Input = (); type Output = (); type Error = TickError;
/// #     const SERVICE: &'static ServiceSchema = &SERVICE;
/// #     const SCHEMA: &'static OperationSchema = &OperationSchema::http("Tick", "POST", "/tick");
/// # }
/// use weland_server::{Context, Router, not_implemented, protocol::RestJson1, routes};
///
/// pub trait Clock: Send + Sync + 'static {
///     fn tick(&self, context: Context) -> impl Future<Output = Result<(), TickError>> + Send {
///         not_implemented::<Tick>()
///     }
/// }
///
/// pub fn router(service: impl Clock) -> Router {
///     routes!(Router::new(&SERVICE, &RestJson1), service; Tick => tick(no input))
/// }
/// # struct Mute;
/// # impl Clock for Mute {}
/// # assert!(format!("{:?}", router(Mute)).contains("Tick"));
/// ```
#[macro_export]
macro_rules! routes {
    ($router:expr, $service:expr; $($operation:ty => $method:ident $((no $input:ident))?),* $(,)?) => {{
        let service = ::std::sync::Arc::new($service);
        let router: $crate::Router = $router;
        $(let router = {
            let service = ::std::sync::Arc::clone(&service);
            router.route::<$operation, _, _>(move |input, context| {
                let service = ::std::sync::Arc::clone(&service);
                // Through a reference, or a method named like one of `Arc` would not be found.
                async move { $crate::__call!($($input)? (&*service).$method, input, context).await }
            })
        };)*
        // With no operations at all the service is not used.
        drop(service);
        router
    }};
}

/// The call of a method, with an input if it takes one.
#[doc(hidden)]
#[macro_export]
macro_rules! __call {
    (input ($service:expr).$method:ident, $input:ident, $context:ident) => {{
        let () = $input;
        ($service).$method($context)
    }};
    (($service:expr).$method:ident, $input:ident, $context:ident) => {
        ($service).$method($input, $context)
    };
}
