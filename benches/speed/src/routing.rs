//! Finding the operation of a request by its method and path, among the 66 of Lambda and among 1,200, beside `matchit`, by which
//! axum finds handlers.

use std::collections::BTreeMap;
use std::hint::black_box;

use http::{HeaderMap, Method, Uri};
use weland_core::{Operation, OperationSchema};
use weland_lambda_types::*;
use weland_protocol::protocol::{Dispatch, RestJson1, ServerProtocol};

use crate::measure::Case;

/// How many operations the large API has.
const MANY: usize = 1_200;
/// How many requests take turns.
const REQUESTS: usize = 64;

pub fn cases() -> Vec<Case> {
    vec![case("66 operations", lambda()), case("1,200 operations", many())]
}

/// A request, and the index of its operation.
struct Request {
    method: Method,
    uri: Uri,
    operation: usize,
}

fn case(name: &'static str, operations: Vec<&'static OperationSchema>) -> Case {
    let requests: Vec<Request> = (0..REQUESTS).map(|turn| request(&operations, turn)).collect();
    let (ours, rival) = (RestJson1.dispatcher(&SERVICE, &operations), rival(&operations));
    let headers = HeaderMap::new();
    for request in &requests {
        let Request { method, uri, operation } = request;
        let found = ours.find(method, uri, &headers).expect("the request has an operation");
        assert_eq!(found.operation, *operation, "{method} {uri}");
        let theirs = find_rival(&rival, request);
        assert_eq!(theirs, Some((*operation, found.labels.len())), "{method} {uri}");
    }
    let copies = requests.iter().map(|it| Request { method: it.method.clone(), uri: it.uri.clone(), ..*it }).collect();
    Case::new(name).with("weland", in_turns(requests, move |it| find(&*ours, it, &headers))).with(
        "matchit",
        in_turns(copies, move |it| {
            black_box(find_rival(&rival, it));
        }),
    )
}

/// Takes one request after the other.
fn in_turns(requests: Vec<Request>, find: impl Fn(&Request) + 'static) -> impl FnMut() + 'static {
    let mut turn = 0;
    move || {
        turn = (turn + 1) % requests.len();
        find(black_box(&requests[turn]));
    }
}

fn find(dispatch: &dyn Dispatch, request: &Request, headers: &HeaderMap) {
    let found = dispatch.find(&request.method, &request.uri, headers);
    assert!(black_box(found).is_ok());
}

/// What axum does: a handler by the path, then by the method. Its labels are left as they are.
type Rival = matchit::Router<BTreeMap<&'static str, usize>>;

fn rival(operations: &[&'static OperationSchema]) -> Rival {
    let mut paths: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        let http = operation.http.expect("the operation is bound to HTTP");
        // It knows no queries. Requests come without a slash at the end.
        if http.uri.contains('?') {
            continue;
        }
        let path = http.uri.trim_end_matches('/');
        // It has no two names for a label in one place.
        let segment =
            |(at, it): (usize, &str)| if it.starts_with('{') { format!("{{label{at}}}") } else { it.to_owned() };
        let path: Vec<String> = path.split('/').enumerate().map(segment).collect();
        paths.entry(path.join("/")).or_default().entry(http.method).or_insert(index);
    }
    let mut router = Rival::new();
    for (path, methods) in paths {
        router.insert(path, methods).expect("the paths don't contradict each other");
    }
    router
}

/// The operation of a request, and the number of its labels.
fn find_rival(router: &Rival, request: &Request) -> Option<(usize, usize)> {
    let found = router.at(request.uri.path()).ok()?;
    Some((*found.value.get(request.method.as_str())?, found.params.len()))
}

/// A request of an operation without a query, whose labels have the values of an API.
fn request(operations: &[&'static OperationSchema], turn: usize) -> Request {
    let known = |operation: usize| operations[operation].http.expect("the operation is bound to HTTP");
    let mut all = (turn * 37 + 5..).map(|number| number % operations.len());
    let operation = all.find(|it| !known(*it).uri.contains('?')).expect("some operations have a path alone");
    let http = known(operation);
    let path = http.uri.trim_end_matches('/');
    let mut target = String::new();
    for (index, segment) in path.split('/').skip(1).enumerate() {
        target.push('/');
        let value = ["orders-handler", "7f3e-41c0", "production"][(index + turn) % 3];
        target.push_str(if segment.starts_with('{') { value } else { segment });
    }
    let method = Method::from_bytes(http.method.as_bytes()).expect("the method is one of HTTP");
    Request { method, uri: target.parse().expect("the path is one of HTTP"), operation }
}

/// Operations of an API with 150 kinds of resources, some within others, as GitHub's has them.
fn many() -> Vec<&'static OperationSchema> {
    const KINDS: [&str; 6] = ["actions", "branches", "checks", "deployments", "issues", "releases"];
    let parents = ["orgs/{org}", "repos/{owner}/{repo}", "teams/{team}", "users/{name}", "gists/{gist}"];
    let mut operations = Vec::new();
    for number in 0..MANY / 8 {
        let kind = KINDS[number % KINDS.len()];
        let base = format!("/{}/{kind}-{}", parents[number % parents.len()], number / KINDS.len());
        for (method, rest) in [
            ("GET", ""),
            ("POST", ""),
            ("GET", "/{id}"),
            ("PATCH", "/{id}"),
            ("DELETE", "/{id}"),
            ("GET", "/latest"),
            ("GET", "/{id}/labels"),
            ("PUT", "/{id}/labels/{label}"),
        ] {
            let uri = Box::leak(format!("{base}{rest}").into_boxed_str());
            operations.push(&*Box::leak(Box::new(OperationSchema::http("Operation", method, uri))));
        }
    }
    operations
}

/// All operations of Lambda.
#[expect(deprecated, reason = "requests of a deprecated operation are routed as well")]
fn lambda() -> Vec<&'static OperationSchema> {
    macro_rules! schemas {
        ($($operation:ident)*) => {
            vec![$($operation::SCHEMA),*]
        };
    }
    schemas! {
        AddLayerVersionPermission
        AddPermission
        CreateAlias
        CreateCodeSigningConfig
        CreateEventSourceMapping
        CreateFunction
        CreateFunctionUrlConfig
        DeleteAlias
        DeleteCodeSigningConfig
        DeleteEventSourceMapping
        DeleteFunction
        DeleteFunctionCodeSigningConfig
        DeleteFunctionConcurrency
        DeleteFunctionEventInvokeConfig
        DeleteFunctionUrlConfig
        DeleteLayerVersion
        DeleteProvisionedConcurrencyConfig
        GetAccountSettings
        GetAlias
        GetCodeSigningConfig
        GetEventSourceMapping
        GetFunction
        GetFunctionCodeSigningConfig
        GetFunctionConcurrency
        GetFunctionConfiguration
        GetFunctionEventInvokeConfig
        GetFunctionUrlConfig
        GetLayerVersion
        GetLayerVersionByArn
        GetLayerVersionPolicy
        GetPolicy
        GetProvisionedConcurrencyConfig
        GetRuntimeManagementConfig
        Invoke
        InvokeAsync
        InvokeWithResponseStream
        ListAliases
        ListCodeSigningConfigs
        ListEventSourceMappings
        ListFunctionEventInvokeConfigs
        ListFunctionUrlConfigs
        ListFunctions
        ListFunctionsByCodeSigningConfig
        ListLayerVersions
        ListLayers
        ListProvisionedConcurrencyConfigs
        ListTags
        ListVersionsByFunction
        PublishLayerVersion
        PublishVersion
        PutFunctionCodeSigningConfig
        PutFunctionConcurrency
        PutFunctionEventInvokeConfig
        PutProvisionedConcurrencyConfig
        PutRuntimeManagementConfig
        RemoveLayerVersionPermission
        RemovePermission
        TagResource
        UntagResource
        UpdateAlias
        UpdateCodeSigningConfig
        UpdateEventSourceMapping
        UpdateFunctionCode
        UpdateFunctionConfiguration
        UpdateFunctionEventInvokeConfig
        UpdateFunctionUrlConfig
    }
}
