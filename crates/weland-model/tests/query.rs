//! Questions that are asked of a model, on models that are written in the IDL.
#![allow(clippy::unwrap_used, clippy::panic)]

use weland_model::query::directions::{Directions, directions};
use weland_model::query::http::{HttpBinding, HttpRequestLine, Roles};
use weland_model::query::names::ServiceNames;
use weland_model::query::operations::OperationIndex;
use weland_model::query::pagination::{PageProperty, PaginatedTrait};
use weland_model::query::presence::{Presence, is_client_optional, presence, presence_in};
use weland_model::query::waiters::{MatcherDefinition, waiters};
use weland_model::query::{auth, closure, enums, http, operations, protocols, streams};
use weland_model::{Model, Shape};
use weland_smithy::Loader;

/// A model of these definitions in the namespace `test`. It may have mistakes.
fn model(definitions: &str) -> Model {
    let mut loader = Loader::new();
    loader.add("test.smithy", format!("$version: \"2\"\nnamespace test\n{definitions}"));
    loader.load().0
}

fn shape<'m>(model: &'m Model, name: &str) -> &'m Shape {
    model.get(format!("test#{name}")).unwrap()
}

fn names<'m>(shapes: impl IntoIterator<Item = &'m Shape>) -> Vec<&'m str> {
    shapes.into_iter().map(|shape| shape.id.name()).collect()
}

const RESOURCES: &str = r#"
    service Main { operations: [Own], resources: [House], errors: [Common], rename: { "test#Name": "HouseName" } }
    service Other { operations: [Own] }
    resource House { identifiers: { id: Id }, read: GetHouse, resources: [Room, House] }
    resource Room { identifiers: { id: Id, room: RoomId }, properties: { color: Color }, operations: [Paint] }
    operation Own { input: Input, errors: [Mine] }
    @readonly operation GetHouse {}
    operation Paint {}
    structure Input { list: Names }
    list Names { member: Name }
    string Name
    string Id
    string RoomId
    string Color
    string Unused
    @error("client") structure Common {}
    @error("client") @httpError(404) structure Mine {}
"#;

#[test]
fn operations_are_found_through_resources_that_contain_themselves() {
    let model = model(RESOURCES);
    let main = shape(&model, "Main");
    assert_eq!(names(operations::operations(&model, main)), ["GetHouse", "Own", "Paint"]);
    let bound: Vec<_> = operations::resources(&model, main)
        .map(|bound| format!("{} > {}", bound.parent.id.name(), bound.target.id.name()))
        .collect();
    assert_eq!(bound, ["Main > House", "House > House", "House > Room"]);
    let parents = operations::bound_operations(&model, main);
    let parents: Vec<_> = parents.iter().map(|bound| (bound.target.id.name(), bound.parent.id.name())).collect();
    assert_eq!(parents, [("Own", "Main"), ("GetHouse", "House"), ("Paint", "Room")]);
}

#[test]
fn an_index_finds_operations_services_and_errors() {
    let model = model(RESOURCES);
    let index = OperationIndex::new(&model, model.services());
    let (main, own) = (shape(&model, "Main"), shape(&model, "Own"));
    assert_eq!(names(index.operations(&main.id).iter().copied()), ["GetHouse", "Own", "Paint"]);
    assert_eq!(names(index.services(&own.id).iter().copied()), ["Main", "Other"]);
    assert!(index.operations(&own.id).is_empty() && index.services(&main.id).is_empty());
    let errors: Vec<_> = index.errors(own).map(|target| target.id.name()).collect();
    assert_eq!(errors, ["Common", "Mine"]);
    let errors: Vec<_> = operations::errors(shape(&model, "Other"), own).map(|target| target.id.name()).collect();
    assert_eq!(errors, ["Mine"]);
}

#[test]
fn closures_hold_what_is_used_and_what_has_a_name() {
    let model = model(RESOURCES);
    let main = shape(&model, "Main");
    let operations = operations::operations(&model, main);
    let messages = closure::messages(&model, main, &operations);
    assert_eq!(names(messages.iter().map(|used| used.shape)), ["Common", "Input", "Mine", "Name", "Names"]);
    let roles: Vec<_> = messages.iter().map(|used| used.roles).collect();
    let none = Roles::default();
    assert_eq!(roles, [Roles::OUTPUT, Roles::INPUT, Roles::OUTPUT, none, none]);
    let named = names(closure::named_shapes(&model, main, &operations));
    let expected = [
        "Color", "Common", "GetHouse", "House", "Id", "Input", "Main", "Mine", "Name", "Names", "Own", "Paint", "Room",
        "RoomId",
    ];
    assert_eq!(named, expected);
}

#[test]
fn services_rename_shapes() {
    let model = model(RESOURCES);
    let name = &shape(&model, "Name").id;
    assert_eq!(ServiceNames::new(shape(&model, "Main")).name(name), "HouseName");
    assert_eq!(ServiceNames::new(shape(&model, "Other")).name(name), "Name");
}

#[test]
fn bindings_depend_on_the_role_of_the_structure() {
    use HttpBinding::{
        Body, EventHeader, EventPayload, Header, Label, Payload, PrefixHeaders, Query, QueryParams, StatusCode,
    };
    let model = model(
        r#"
        structure Message {
            @httpLabel @required label: String
            @httpQuery("q") query: String
            @httpQueryParams params: Params
            @httpResponseCode code: Integer
            @httpHeader("X-H") header: String
            @httpPrefixHeaders("X-P-") prefix: Params
            @httpPayload payload: String
            @eventHeader event: String
            @eventPayload body: String
            plain: String
        }
        map Params { key: String, value: String }
        "#,
    );
    let bindings = |roles| {
        let members = &shape(&model, "Message").members;
        members.iter().map(|member| HttpBinding::of(&member.traits, roles)).collect::<Vec<_>>()
    };
    let (header, prefix) = (Header("X-H"), PrefixHeaders("X-P-"));
    let input = [Label, Query("q"), QueryParams, Body, header, prefix, Payload, Body, Body, Body];
    assert_eq!(bindings(Roles::INPUT), input);
    let (header, prefix) = (Header("X-H"), PrefixHeaders("X-P-"));
    let output = [Body, Body, Body, StatusCode, header, prefix, Payload, Body, Body, Body];
    assert_eq!(bindings(Roles::OUTPUT), output);
    let event = [Body, Body, Body, Body, Body, Body, Body, EventHeader, EventPayload, Body];
    assert_eq!(bindings(Roles::EVENT), event);
    assert_eq!(bindings(Roles::default()), [const { Body }; 10]);
}

#[test]
fn request_lines_and_statuses_have_defaults() {
    let model = model(
        r#"
        @http(method: "PUT", uri: "/a", code: 201) operation Full {}
        @http(method: "GET", uri: "/b") operation Short {}
        operation Unbound {}
        @error("client") structure Client {}
        @error("server") structure Server {}
        @error("client") @httpError(404) structure Missing {}
        structure None {}
        "#,
    );
    let line = |name| http::operation(&shape(&model, name).traits);
    assert_eq!(line("Full"), Some(HttpRequestLine { method: "PUT", uri: "/a", status: 201 }));
    assert_eq!(line("Short"), Some(HttpRequestLine { method: "GET", uri: "/b", status: 200 }));
    assert_eq!(line("Unbound"), None);
    let status = |name| http::error_status(&shape(&model, name).traits);
    assert_eq!([status("Client"), status("Server"), status("Missing")], [Some(400), Some(500), Some(404)]);
    assert_eq!(status("None"), None);
}

#[test]
fn auth_alternatives_come_from_the_operation_or_the_service() {
    let model = model(
        r#"
        @httpBasicAuth @httpBearerAuth @httpDigestAuth @auth([httpDigestAuth, httpBasicAuth])
        service Ordered { operations: [Plain, Own, Open, Optional] }
        @httpBasicAuth @httpBearerAuth service Unordered { operations: [Plain] }
        service Without { operations: [Plain] }
        operation Plain {}
        @auth([httpBearerAuth]) operation Own {}
        @auth([]) operation Open {}
        @optionalAuth operation Optional {}
        "#,
    );
    let alternatives = |service, operation| {
        let service = shape(&model, service);
        let schemes = auth::schemes(&model, service);
        let found = auth::alternatives(&schemes, service, shape(&model, operation));
        let names: Vec<_> = found.schemes.iter().map(|applied| applied.id.name()).collect();
        let source = found.source.map(|applied| applied.id.name());
        (names.join(" "), found.anonymous, source)
    };
    let both = "httpDigestAuth httpBasicAuth".to_owned();
    assert_eq!(alternatives("Ordered", "Plain"), (both.clone(), false, Some("auth")));
    assert_eq!(alternatives("Ordered", "Own"), ("httpBearerAuth".to_owned(), false, Some("auth")));
    assert_eq!(alternatives("Ordered", "Open"), (String::new(), true, Some("auth")));
    assert_eq!(alternatives("Ordered", "Optional"), (both, true, Some("optionalAuth")));
    let all = "httpBasicAuth httpBearerAuth".to_owned();
    assert_eq!(alternatives("Unordered", "Plain"), (all, false, None));
    assert_eq!(alternatives("Without", "Plain"), (String::new(), true, None));
}

#[test]
fn protocols_come_in_order_of_preference() {
    let model = model(
        r#"
        use aws.protocols#awsJson1_1
        use aws.protocols#restXml
        use smithy.protocols#rpcv2Cbor
        @protocolDefinition @trait structure abc {}
        @abc @awsJson1_1 @restXml @rpcv2Cbor service Main {}
        "#,
    );
    let found = protocols::protocols(&model, shape(&model, "Main"));
    let found: Vec<_> = found.iter().map(|applied| applied.id.name()).collect();
    assert_eq!(found, ["rpcv2Cbor", "awsJson1_1", "restXml", "abc"]);
}

#[test]
fn services_complete_the_pagination_of_operations() {
    let model = model(
        r#"
        @paginated(inputToken: "token", outputToken: "next", pageSize: "size") service Main { operations: [List] }
        @paginated(items: "things", outputToken: "own") operation List {}
        operation Plain {}
        "#,
    );
    let (service, list) = (shape(&model, "Main"), shape(&model, "List"));
    let paths = |paginated: PaginatedTrait<'_>| {
        PageProperty::ALL.map(|property| paginated.path(property).map(|node| node.as_str().unwrap().to_owned()))
    };
    let text = |text: &str| Some(text.to_owned());
    let whole = PaginatedTrait::of(list, Some(service)).unwrap();
    assert_eq!(paths(whole), [text("token"), text("own"), text("things"), text("size")]);
    let alone = PaginatedTrait::of(list, None).unwrap();
    assert_eq!(paths(alone), [None, text("own"), text("things"), None]);
    assert!(whole.own_path(PageProperty::PageSize).is_none());
    assert!(PaginatedTrait::of(shape(&model, "Plain"), Some(service)).is_none());
}

#[test]
fn presence_depends_on_the_container() {
    let model = model(
        r#"
        @input structure In { @required a: String, b: String, @clientOptional @required c: String }
        structure Other {
            @required a: String
            b: String = "x"
        }
        @sparse list Sparse { member: String }
        list Dense { member: String }
        @sparse map SparseMap { key: String, value: String }
        "#,
    );
    let of = |name: &str, member: &str| {
        let container = shape(&model, name);
        let member = container.member(member).unwrap();
        (presence(container, member), is_client_optional(container, member))
    };
    let plain = Presence::default();
    let required = Presence { required: true, ..plain };
    let nullable = Presence { nullable: true, ..plain };
    assert_eq!(of("In", "a"), (required, false));
    assert_eq!(of("In", "b"), (plain, true));
    assert_eq!(of("In", "c"), (required, true));
    assert_eq!(of("Other", "a"), (required, false));
    assert_eq!(of("Other", "b"), (plain, false));
    assert_eq!(of("Sparse", "member").0, nullable);
    assert_eq!(of("Dense", "member").0, plain);
    assert_eq!(of("SparseMap", "key").0, plain);
    assert_eq!(of("SparseMap", "value").0, nullable);
}

#[test]
fn members_of_one_direction_are_required_in_structures_of_that_direction() {
    let model = model(
        r#"
        service Main { operations: [Get, Put] }
        operation Get { output := { street: Street, city: City, hints: Hints }, errors: [Lost] }
        operation Put { input := { city: City, key: Key } }
        structure Street { @required @weland.openapi#readOnly id: String, @required @weland.openapi#writeOnly key: String, next: Street }
        structure City { @required @weland.openapi#readOnly id: String, @weland.openapi#readOnly mayor: Mayor }
        structure Mayor { @required @weland.openapi#readOnly id: String }
        structure Key { @required @weland.openapi#writeOnly secret: String }
        list Hints { member: Hint }
        structure Hint { @required @weland.openapi#readOnly id: String }
        @error("client") structure Lost { @required @weland.openapi#readOnly id: String }
        structure Unused { @required @weland.openapi#readOnly id: String }
        "#,
    );
    let service = shape(&model, "Main");
    let found = directions(&model, service, &operations::operations(&model, service));
    let (both, neither) = (Directions::BOTH, None);
    let requests = Directions { requests: true, responses: false };
    let responses = Directions { requests: false, responses: true };
    let of = |name: &str| found.get(&shape(&model, name).id).copied();
    let expected = [
        ("Street", Some(responses)),
        ("City", Some(both)),
        // Requests have cities, but without their mayors.
        ("Mayor", Some(responses)),
        ("Key", Some(requests)),
        ("Hint", Some(responses)),
        ("Lost", Some(responses)),
        ("Unused", neither),
    ];
    for (name, directions) in expected {
        assert_eq!(of(name), directions, "{name}");
    }
    let is_required = |name: &str, member: &str| {
        let container = shape(&model, name);
        presence_in(container, container.member(member).unwrap(), of(name).unwrap_or(both)).required
    };
    for (name, member) in [("Street", "id"), ("Mayor", "id"), ("Key", "secret"), ("Hint", "id"), ("Lost", "id")] {
        assert!(is_required(name, member), "{name}${member}");
    }
    for (name, member) in [("Street", "key"), ("City", "id"), ("Unused", "id")] {
        assert!(!is_required(name, member), "{name}${member}");
    }
}

#[test]
fn enums_are_shapes_or_strings_with_a_trait() {
    let model = model(
        r#"
        enum New {
            A
            B = "b"
        }
        intEnum Numbers {
            ONE = 1
        }
        @enum([{ value: "a", name: "A" }, { value: "b", name: "B", tags: ["internal"] }]) string Named
        @enum([{ value: "a" }]) string Unnamed
        string Plain
        "#,
    );
    let is_enum = |name| enums::is_string_enum(shape(&model, name));
    assert!(is_enum("New") && is_enum("Named") && is_enum("Unnamed") && !is_enum("Plain") && !is_enum("Numbers"));
    let values: Vec<_> = shape(&model, "New").members.iter().map(enums::string_value).collect();
    assert_eq!(values, ["A", "b"]);
    assert_eq!(enums::int_value(&shape(&model, "Numbers").members[0]), Some(1));
    let has_names = |name| enums::has_names(&shape(&model, name).traits);
    assert!(!has_names("Unnamed") && !has_names("Plain"));
}

#[test]
fn streams_are_members_that_target_streams() {
    let model = model(
        r#"
        structure Bytes { plain: String, @required stream: Data }
        structure Events { stream: Union }
        @streaming blob Data
        @streaming union Union { event: Event }
        structure Event {}
        "#,
    );
    let of = |name| {
        let mut found = streams::stream_members(&model, shape(&model, name));
        let (member, target) = found.next().unwrap();
        (member.name.to_string(), streams::is_event_stream(target))
    };
    assert_eq!(of("Bytes"), ("stream".to_owned(), false));
    assert_eq!(of("Events"), ("stream".to_owned(), true));
    assert_eq!(streams::stream_members(&model, shape(&model, "Event")).count(), 0);
}

#[test]
fn waiters_have_delays_and_matchers() {
    let model = model(
        r#"
        use smithy.waiters#waitable
        @error("client") structure Gone {}
        @waitable(
            Done: {
                minDelay: 5
                acceptors: [
                    { state: "success", matcher: { success: true } }
                    { state: "failure", matcher: { errorType: "Gone" } }
                    { state: "retry", matcher: { output: { path: "a", expected: "b", comparator: "stringEquals" } } }
                ]
            }
        )
        operation Get { output := { a: String }, errors: [Gone] }
        "#,
    );
    let found: Vec<_> = waiters(&shape(&model, "Get").traits).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].name, found[0].min_delay(), found[0].max_delay()), ("Done", Some(5), Some(120)));
    assert!(!found[0].is_deprecated());
    let acceptors: Vec<_> = found[0].acceptors().map(|it| (it.state().unwrap(), it.matcher().unwrap())).collect();
    let states: Vec<_> = acceptors.iter().map(|(state, _)| *state).collect();
    assert_eq!(states, ["success", "failure", "retry"]);
    assert!(matches!(acceptors[0].1, MatcherDefinition::Success(true)));
    assert!(matches!(acceptors[1].1, MatcherDefinition::ErrorType(name) if name.as_str() == Some("Gone")));
    let MatcherDefinition::Output(path) = acceptors[2].1 else { panic!("an output") };
    assert_eq!(path.path.and_then(|node| node.as_str()), Some("a"));
    assert_eq!((path.comparator, path.expected.and_then(|node| node.as_str())), (Some("stringEquals"), Some("b")));
}
