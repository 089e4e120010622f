namespace example
set Numbers { member: Integer }
@enum([{value:"a",name:"A"},{ value: "b" , name: "B" }]) string E
structure S {
    @box a: Integer,
    b: PrimitiveInteger,
}
service V { version: "1" }
