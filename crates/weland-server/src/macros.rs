//! What generated service crates call.

/// Routes each operation to a method of a service: `routes!(router, service; Operation => method, …)`.
///
/// `service` implements a trait that is in scope and whose methods take an input and a [`Context`](crate::Context).
/// It is shared by all requests.
///
/// ```ignore
/// pub fn router(service: impl Lambda) -> Router {
///     routes!(Router::new(&SERVICE), service; CreateAlias => create_alias, DeleteAlias => delete_alias)
/// }
/// ```
#[macro_export]
macro_rules! routes {
    ($router:expr, $service:expr; $($operation:ty => $method:ident),* $(,)?) => {{
        let service = ::std::sync::Arc::new($service);
        let router: $crate::Router = $router;
        $(let router = {
            let service = ::std::sync::Arc::clone(&service);
            router.route::<$operation, _, _>(move |input, context| {
                let service = ::std::sync::Arc::clone(&service);
                async move { service.$method(input, context).await }
            })
        };)*
        // With no operations at all the service is not used.
        drop(service);
        router
    }};
}
