$version: "2.0"
namespace example

use aws.protocols#restJson1

@restJson1
service Server { operations: [Right, Wrong] }

@http(method: "POST", uri: "/right")
operation Right {
    input := {
        @required
        @httpPayload
        data: Data
    }
    output := {
        @httpPayload
        events: Events
    }
}

@streaming
blob Data

@streaming
@requiresLength
blob Sized

@streaming
union Events { a: Event }

structure Event { text: String }

@http(method: "POST", uri: "/wrong")
operation Wrong {
    input := {
        data: Data
    }
    output: WrongOutput
    errors: [Failed]
}

structure WrongOutput {
    @required
    @httpPayload
    sized: Sized
}

@error("client")
structure Failed {
    @required
    @httpPayload
    data: Data
}

structure Holder { output: WrongOutput }

list Streams { member: Data }

@streaming
union WrongEvents { a: String, b: Event }
