$version: "2"

namespace obstacles.names

use aws.api#service
use aws.protocols#restJson1
use smithy.waiters#waitable

/// Names that are keywords, names of Rust's prelude or of the runtime, and names that clash after casing.
@restJson1
@service(sdkId: "Names That Clash")
service Names {
    version: "1"
    operations: [
        Type
        Match
        Self
        Mod
        Core
        Std
        New
        Clone
        Drop
        Into
        AsRef
        Async
        Call
        Client
        Config
        Context
        Router
        Wait
        WaitReady
        SERVICE
        GetMembers
        A_B
        foo_bar_baz
        FooBarBaz
        _leading
        Op3D
        WithError
    ]
    resources: [Crate]
    errors: [Other]
}

/// A resource named like a keyword, with operations of its life.
resource Crate {
    identifiers: { crate: String }
    read: ReadCrate
    delete: DeleteCrate
}

@readonly
@http(method: "GET", uri: "/crate/{crate}")
operation ReadCrate {
    input := for Crate { @required @httpLabel $crate }
    output := { self: Struct }
}

@idempotent
@http(method: "DELETE", uri: "/crate/{crate}", code: 204)
operation DeleteCrate {
    input := for Crate { @required @httpLabel $crate }
}

@http(method: "POST", uri: "/type")
operation Type { input: TypeInput, output: TypeOutput, errors: [Result, OtherError, TypeError] }

structure TypeInput { struct: Struct, prelude: Prelude, runtime: Runtime, clashes: Clashes, kinds: Kinds }
structure TypeOutput { struct: Struct, choice: Choice, words: Words, numbers: Numbers }

@http(method: "POST", uri: "/match")
operation Match { input: Match_Input, output: Match_Output }
structure Match_Input { match: String }
structure Match_Output { match: String }

@http(method: "POST", uri: "/self")
operation Self {}

@http(method: "POST", uri: "/mod")
operation Mod { input := { mod: String } }

@http(method: "POST", uri: "/core")
operation Core { output := { core: String } }

@http(method: "POST", uri: "/std")
operation Std {}

@http(method: "POST", uri: "/new")
operation New { input := { @required new: String, default: String, clone: String, with_new: String } }

@http(method: "POST", uri: "/clone")
operation Clone { input := { @required clone: String } }

@http(method: "POST", uri: "/drop")
operation Drop {}

@http(method: "POST", uri: "/into")
operation Into {}

@http(method: "POST", uri: "/asref")
operation AsRef {}

@http(method: "POST", uri: "/async")
operation Async {}

@http(method: "POST", uri: "/call")
operation Call { input: Credentials, output: Transport }

@http(method: "POST", uri: "/client")
operation Client { input: WaitError, output: Duration }

@http(method: "POST", uri: "/config")
operation Config { input: Violation, output: Violations }

@http(method: "POST", uri: "/context")
operation Context { input: JsonError, output: Validate }

@http(method: "POST", uri: "/router")
operation Router { input: NamesThatClash, output: Future }

structure Credentials { credentials: Credentials }
structure Transport {}
structure WaitError { wait_error: String, items: Items, pages: Pages }

structure Items { items: String }

structure Pages { pages: String, format: TimestampFormat, paginated: Paginated, operation: Operation }

structure TimestampFormat { a: Timestamp }
structure Duration { duration: Integer }
structure Violation {}
structure Violations { list: ViolationList }
list ViolationList { member: Violation }
structure JsonError { message: String }
structure Validate { validate: Boolean }
structure NamesThatClash { names: String }
structure Future { future: String }

@http(method: "POST", uri: "/wait")
operation Wait {}

@waitable(Ready: { acceptors: [{ state: "success", matcher: { success: true } }] })
@http(method: "POST", uri: "/waitready")
operation WaitReady {}

@http(method: "POST", uri: "/service")
operation SERVICE { output := { service: String } }

@http(method: "POST", uri: "/members")
operation GetMembers { output: Members }
structure Members { members: Members, list: MemberList }
list MemberList { member: Members }

@http(method: "POST", uri: "/ab")
operation A_B { input: AB, output: aB_ }
structure AB { a: String }
structure aB_ { b: String }

@http(method: "POST", uri: "/fbb")
operation foo_bar_baz {}

@http(method: "POST", uri: "/fbb2")
operation FooBarBaz {}

@http(method: "POST", uri: "/leading")
operation _leading { input: _3D, output: _Under_score }
structure _3D { _1: String, _2: String, member1: String, member_1: String }
structure _Under_score { _x: String, x_: String, _y_y_: String }

@http(method: "POST", uri: "/op3d")
operation Op3D { input: Foo3D, output: foo_3_d }
structure Foo3D { a1b2c3: String }
structure foo_3_d { V1: String, v_1: String }

@http(method: "POST", uri: "/with-error")
operation WithError { input: WithErrorError, errors: [Other, Some, Error] }
structure WithErrorError { with: String }

@error("client")
structure Other { message: String }
@error("client")
structure OtherError { Message: String, other: String }
@error("server")
structure TypeError { @required message: String, type: String }
@error("client")
@httpError(418)
structure Result { ok: String, err: String }
@error("client")
structure Some { none: String }
@error("server")
@retryable(throttling: true)
structure Error { error: String, source: String, description: String }

/// Every keyword of Rust, as a member.
structure Struct {
    as: String, break: String, const: String, continue: String, crate: String, else: String, enum: String
    extern: String, false: String, fn: String, for: String, if: String, impl: String, in: String, let: String
    loop: String, match: String, mod: String, move: String, mut: String, pub: String, ref: String, return: String
    self: String, static: String, struct: String, super: String, trait: String, true: String, type: String
    unsafe: String, use: String, where: String, while: String, async: String, await: String, dyn: String
    abstract: String, become: String, box: String, do: String, final: String, macro: String, override: String
    priv: String, try: String, typeof: String, unsized: String, virtual: String, yield: String, gen: String
    union: String, auto: String, raw: String, macro_rules: String, value: String, index: String, member: String
    to: String, from: String, u8: Integer, str: String, i32: String, self_: String, type_: String, r_type: String
}

/// Shapes named like what Rust's prelude holds.
structure Prelude {
    option: Option, string: String, vec: Vec, box: Box, default: Default, send: Send, sync: Sync, ok: Ok, err: Err
    none: None, copy: Copy, from: From, to_string: ToString, iterator: Iterator, sized: Sized, drop_: Drop_
    tree: BTreeMap
}
structure Option { some: Option, none: Vec }
structure Vec { vec: VecList }
list VecList { member: Option }
map BoxMap { key: String, value: Box }
structure Box { box: Box, boxes: BoxMap }
structure Default {
    default: Boolean = true
}
structure Send {}
structure Sync {}
structure Ok {}
structure Err {}
structure None {}
structure Copy {}
structure From { from: String }
structure ToString { to_string: String }
structure Iterator { next: Iterator }
structure Sized {}
structure Drop_ {}
structure BTreeMap { map: BoxMap }

/// Shapes named like items of the runtime crates.
structure Runtime {
    schema: Schema, m: Member, binding: Binding, bound: Bound, operation: Operation, paginated: Paginated
    structure_: Structure, encode: Encode, decode: Decode, encoder: Encoder, decoder: Decoder, length: Length
    range: Range, pattern: Pattern, matcher: Matcher, stream: Stream, events: Events, event_stream: EventStream
    blob: Blob, timestamp: Timestamp, document: Document, byte_stream: ByteStream, big: BigInteger
    shape_type: ShapeType, error_kind: ErrorKind, protocol: Protocol, waiter: Waiter, as_message: AsMessage
    service_schema: ServiceSchema, decode_error: DecodeError, error_traits: ErrorTraits, unit: MyUnit
}
structure Schema { SCHEMA: String }
structure Member { member: Member }
structure Binding { at: Bound }
structure Bound { value: Integer }
structure Operation {}
structure Paginated {}
structure Structure {}
structure Encode {}
structure Decode {}
structure Encoder {}
structure Decoder {}
structure Length { min: Long, max: Long }
structure Range { min: Long, max: Long }
structure Pattern { pattern: String }
structure Matcher {}
structure Stream {}
structure Events {}
structure EventStream {}
structure Blob { blob: String }
structure Timestamp { at: String }
structure Document { document: String }
structure ByteStream {}
structure BigInteger { value: String }
structure ServiceSchema {}
structure DecodeError {}
structure ErrorTraits {}
structure MyUnit {}
enum ShapeType { STRING, BLOB }
enum ErrorKind { CLIENT }
intEnum Protocol {
    HTTP = 1
}
union Waiter { waiter: String, operation: Operation }
union AsMessage { Self: String, Unknown: String, unknown_: String, SCHEMA: String, Some: String, None: Unit, Document: Document }

/// Names that are the same in Rust's casing.
structure Clashes {
    fooBar: FooBar, foo_bar: foo_bar, foo__bar: FooBar_, FOO_BAR_: FOO_BAR_2
    type: String, Type_: String, clone: String, default: String, new: String, with_new: String
    setter: FooBarLists
}
structure FooBar { id: ShortId }
structure foo_bar { @length(min: 1) id: ShortId, @length(min: 2) ids: FooBarLists }
structure FooBar_ { id: ShortId }
structure FOO_BAR_2 { id: ShortId }
/// Its schema has the name that the schema of `foo_bar$id` would have.
list FooBarId { member: ShortId }
list FooBarLists { @length(max: 3) member: ShortId }
structure FooBarListsMember { ids: FooBarId }
list FooBarListsMemberList { member: FooBarListsMember }
@length(max: 8)
string ShortId

structure Kinds { words: Words, numbers: Numbers, choice: Choice, by_word: ByWord, list: FooBarListsMemberList }
map ByWord { key: Words, value: Numbers }

enum Words {
    self
    Self_
    Unknown
    type
    TYPE_
    Type__
    _1
    _1_1
    V1
    A1_1
    A11
    V_A_L_U_E_S
    S_C_H_E_M_A
    Option
    Some
    None
    quote = "\""
    backtick = "a`b[c]"
    backslash = "\\"
    newline = "a\nb"
    bracket = "[x] <T> */"
    unicode = "é\u202E"
    space = " "
}
intEnum Numbers {
    Self_ = -1
    unknown = 0
    MIN = -2147483648
    MAX = 2147483647
}
union Choice {
    self: String
    Self_: String
    unknown: String
    option: Option
    string: String
    _1: String
    v1: String
    unit: Unit
}
