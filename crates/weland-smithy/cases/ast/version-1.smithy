namespace example

structure A {
    plain: PrimitiveInteger,
    boxed: Integer,
    own: OwnInteger,
    @box
    ownBoxed: OwnInteger,
    @required
    flag: PrimitiveBoolean,
    stream: Stream,
}

@streaming
blob Stream

integer OwnInteger

set Names { member: String }

@enum([{ value: "a", name: "A" }])
string Old
