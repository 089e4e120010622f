use weland_core::{OperationSchema, ServiceSchema};

use super::*;

static SERVICE: ServiceSchema = ServiceSchema {
    name: "Ships",
    version: "1",
    sdk_id: "Ships",
    endpoint_prefix: Some("ships"),
    signing_name: Some("ships"),
    namespace: "",
    xml_namespace: None,
    unwrapped_errors: false,
};
static OPERATION: OperationSchema = OperationSchema::new("Get");

static RULES: EndpointRules = EndpointRules::new(
    r#"
    param Region: string from AWS::Region
    param Endpoint: string from SDK::Endpoint
    param Fleet: string
    param Style: boolean required = false from AWS::Ships::Style
    param Account: string from AWS::Auth::AccountId
    if isSet(Endpoint) endpoint Endpoint
    if isSet(Account) endpoint "https://{Account}.ships.example" properties {"authSchemes": [{"name": "sigv4a"}]}
    if booleanEquals(Style, true) endpoint "https://ships.example/style" headers {"x-style": ["a", "b"]}
    if isSet(Fleet) endpoint "https://{Fleet}.ships.example" properties {"authSchemes": [{"name": "other"},
      {"name": "sigv4", "signingName": "fleet", "signingRegion": "moon-1", "disableDoubleEncoding": true}]}
    if isSet(Region) endpoint "https://ships.{Region}.example"
    error "which region?"
    "#,
);

fn params<'a>() -> EndpointParams<'a> {
    EndpointParams {
        service: &SERVICE,
        operation: &OPERATION,
        url: None,
        region: Some("eu-1"),
        fips: false,
        dual_stack: false,
        account_id: None,
        server_variables: &[],
        settings: &[],
        bound: &[],
    }
}

fn resolved(params: &EndpointParams<'_>) -> (String, Endpoint) {
    let endpoint = RULES.resolve(params).unwrap();
    (endpoint.uri("", "/x").unwrap().to_string(), endpoint)
}

#[test]
fn settings_are_parameters() {
    assert_eq!(resolved(&params()).0, "https://ships.eu-1.example/x");
    assert_eq!(resolved(&EndpointParams { url: Some("http://localhost:1/y"), ..params() }).0, "http://localhost:1/y/x");
    for name in ["Style", "AWS::Ships::Style"] {
        let settings = [(name.to_owned(), true.into()), ("Other".to_owned(), "a".into())];
        let (url, endpoint) = resolved(&EndpointParams { settings: &settings, ..params() });
        assert_eq!(url, "https://ships.example/style/x");
        let headers: Vec<_> = endpoint.headers.iter().map(|(_, value)| value.to_str().unwrap()).collect();
        assert_eq!(headers, ["a", "b"]);
    }
}

#[test]
fn what_the_input_says_comes_first() {
    let settings = [("Fleet".to_owned(), "north".into())];
    assert_eq!(resolved(&EndpointParams { settings: &settings, ..params() }).0, "https://north.ships.example/x");
    let bound = [("Fleet", Value::string("south"))];
    let (url, endpoint) = resolved(&EndpointParams { settings: &settings, bound: &bound, ..params() });
    assert_eq!(url, "https://south.ships.example/x");
    let SigningProperties { service, region, raw_path } = endpoint.signing.clone();
    assert_eq!((service.as_deref(), region.as_deref(), raw_path), (Some("fleet"), Some("moon-1"), true));
    assert_eq!(endpoint.unsupported_signature(), None);
    // Members that are booleans come as texts.
    let bound = [("Style", Value::string("true".to_owned()))];
    assert_eq!(resolved(&EndpointParams { bound: &bound, ..params() }).0, "https://ships.example/style/x");
}

#[test]
fn what_is_missing_is_explained() {
    let error = RULES.resolve(&EndpointParams { region: None, ..params() }).unwrap_err();
    assert!(error.message().contains("Config::region") && error.message().contains("which region?"), "{error}");
    let settings = [("Style".to_owned(), "yes".into())];
    let error = RULES.resolve(&EndpointParams { settings: &settings, ..params() }).unwrap_err();
    assert!(error.message().contains("`Style`"), "{error}");
    let (_, endpoint) = resolved(&EndpointParams { account_id: Some("123"), ..params() });
    assert!(endpoint.unsupported_signature().unwrap().contains("sigv4a"));
    static BROKEN: EndpointRules = EndpointRules::new("what");
    assert!(BROKEN.resolve(&params()).unwrap_err().message().contains("broken"));
}

#[test]
fn a_label_that_the_rules_know_is_not_repeated_in_the_path() {
    static BOUND: EndpointRules = EndpointRules::new(
        r#"
        param Fleet: string
        param Style: boolean required = false from AWS::Ships::Style
        if isSet(Fleet), booleanEquals(Style, true) endpoint "https://ships.example/{Fleet}"
        if isSet(Fleet) endpoint "https://{Fleet}.ships.example"
        endpoint "https://ships.example"
        "#,
    )
    .operations(&[("Get", &[EndpointParam::Member("Fleet", "Fleet")]), ("List", &[])]);
    static GET: OperationSchema = OperationSchema::http("Get", "GET", "/{Fleet}/{Ship}");
    static LIST: OperationSchema = OperationSchema::http("List", "GET", "/{Fleet}");
    let bound = [("Fleet", Value::string("north"))];
    for (operation, style, path, expected) in [
        (&GET, false, "/north/a", "https://north.ships.example/a"),
        (&GET, false, "/north?x=/", "https://north.ships.example/?x=/"),
        (&GET, false, "/north", "https://north.ships.example/"),
        (&GET, true, "/north/a/b", "https://ships.example/north/a/b"),
        (&GET, true, "/north?x", "https://ships.example/north?x"),
        (&GET, true, "/north/", "https://ships.example/north/"),
        (&LIST, false, "/north", "https://north.ships.example/north"),
    ] {
        let settings = [("Style".to_owned(), style.into())];
        let params = EndpointParams { operation, settings: &settings, bound: &bound, ..params() };
        let uri = BOUND.resolve(&params).unwrap().uri("", path).unwrap();
        assert_eq!(uri.to_string(), expected, "{path}");
    }
}
