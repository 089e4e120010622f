//! Endpoints that have been resolved, since rules take thousands of instructions and come to the same for nearly all calls.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use weland_core::{OperationSchema, OtherError};
use weland_rules::Value;

use super::{Endpoint, EndpointParams};

/// How many endpoints are kept. Most clients have one for each operation that they call; those that depend on the input, such as the
/// buckets of S3, can be any number.
const KEPT: usize = 64;

/// The endpoints of the last calls of one client, whose configuration does not change.
#[derive(Default)]
pub(crate) struct EndpointCache(Mutex<VecDeque<Kept>>);

/// What differs between the calls of a client, and the endpoint that it leads to.
struct Kept {
    operation: &'static OperationSchema,
    url: Option<String>,
    account_id: Option<String>,
    bound: Vec<(&'static str, Value<'static>)>,
    endpoint: Arc<Endpoint>,
}

impl Kept {
    fn is_for(&self, params: &EndpointParams<'_>) -> bool {
        std::ptr::eq(self.operation, params.operation)
            && self.url.as_deref() == params.url
            && self.account_id.as_deref() == params.account_id
            && self.bound == params.bound
    }
}

impl EndpointCache {
    /// The endpoint for a call, which is resolved unless it is known.
    ///
    /// # Errors
    /// Those of `resolve`.
    pub(crate) fn get(
        &self,
        params: &EndpointParams<'_>,
        resolve: impl FnOnce() -> Result<Endpoint, OtherError>,
    ) -> Result<Arc<Endpoint>, OtherError> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = lock().iter().find(|kept| kept.is_for(params)) {
            return Ok(Arc::clone(&kept.endpoint));
        }
        let endpoint = Arc::new(resolve()?);
        let kept = Kept {
            operation: params.operation,
            url: params.url.map(str::to_owned),
            account_id: params.account_id.map(str::to_owned),
            bound: params.bound.to_vec(),
            endpoint: Arc::clone(&endpoint),
        };
        let mut all = lock();
        if all.len() >= KEPT {
            all.pop_back();
        }
        all.push_front(kept);
        Ok(endpoint)
    }
}

impl fmt::Debug for EndpointCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EndpointCache(..)")
    }
}

#[cfg(test)]
mod tests {
    use weland_core::{ErrorKind, ServiceSchema};

    use super::*;

    static GET: OperationSchema = OperationSchema::http("Get", "GET", "/");
    static PUT: OperationSchema = OperationSchema::http("Put", "PUT", "/");

    #[test]
    fn what_an_endpoint_depends_on_tells_endpoints_apart() {
        let cache = EndpointCache::default();
        let bound = |bucket: &'static str| [("Bucket", Value::string(bucket))];
        let (one, two) = (bound("one"), bound("two"));
        let params = EndpointParams {
            service: &ServiceSchema::EMPTY,
            operation: &GET,
            url: None,
            region: None,
            fips: false,
            dual_stack: false,
            account_id: None,
            server_variables: &[],
            settings: &[],
            bound: &[],
        };
        let others = [
            params,
            EndpointParams { operation: &PUT, ..params },
            EndpointParams { url: Some("https://a"), ..params },
            EndpointParams { account_id: Some("1"), ..params },
            EndpointParams { bound: &one, ..params },
            EndpointParams { bound: &two, ..params },
        ];
        for (index, params) in others.iter().enumerate() {
            let error = cache.get(params, || Err(OtherError::new(ErrorKind::Request, "none yet")));
            assert!(error.is_err(), "errors are not kept");
            let found = cache.get(params, || Endpoint::parse(&format!("https://host-{index}"))).unwrap();
            assert_eq!(found.uri("", "/").unwrap().to_string(), format!("https://host-{index}/"));
        }
        for (index, params) in others.iter().enumerate() {
            let found = cache.get(params, || Endpoint::parse("https://again")).unwrap();
            assert_eq!(found.uri("", "/").unwrap().to_string(), format!("https://host-{index}/"));
        }
    }

    #[test]
    fn few_endpoints_are_kept() {
        let cache = EndpointCache::default();
        for number in 0..3 * KEPT {
            let bound = [("Bucket", Value::string(number.to_string()))];
            let params = EndpointParams {
                service: &ServiceSchema::EMPTY,
                operation: &GET,
                url: None,
                region: None,
                fips: false,
                dual_stack: false,
                account_id: None,
                server_variables: &[],
                settings: &[],
                bound: &bound,
            };
            cache.get(&params, || Endpoint::parse("https://host")).unwrap();
        }
        assert_eq!(cache.0.lock().unwrap().len(), KEPT);
    }
}
