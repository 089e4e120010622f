$version: "2"

namespace edits

/// Orders, whose structures are part of requests and of responses.
@http(method: "POST", uri: "/e00/orders")
operation E00PlaceOrder {
    input: E00PlaceOrderInput
    output: E00PlaceOrderOutput
    errors: [
        E00SoldOut
    ]
}

@http(method: "POST", uri: "/e00/quotes")
operation E00Quote {
    input := {
        @required
        price: E00Price

        currency: String = "EUR"
        weight: Double
        note: E00Note
    }

    output := {
        @required
        total: E00Price

        valid: Boolean = true
        note: E00Note
        hints: E00Names
    }

    errors: [
        E00SoldOut
    ]
}

/// Nothing is sent, and nothing comes back.
@http(method: "POST", uri: "/e00/ping")
operation E00Ping {}

structure E00PlaceOrderInput {
    @required
    order: E00Order

    note: E00Note
    count: E00Count = 1
    urgent: Boolean = false
    names: E00Names
    labels: E00Labels
}

structure E00PlaceOrderOutput {
    @required
    receipt: E00Receipt

    order: E00Order
    state: String
    again: E00Count = 2
}

@mixin
structure E00Audited {
    createdBy: E00Name
    changed: Timestamp
}

structure E00Order with [E00Audited] {
    @required
    id: E00Id

    @required
    price: E00Price

    size: Integer
    parts: E00Orders
    part: E00Part
    data: Blob
}

structure E00Part {
    @required
    code: String

    number: Long
    grade: Byte
}

structure E00Receipt {
    @required
    number: E00Count

    issued: Timestamp
    lines: E00Names
    ratio: Float
}

@error("client")
@httpError(409)
structure E00SoldOut {
    @required
    message: String

    left: Integer
}

list E00Orders {
    member: E00Order
}

@length(min: 0, max: 4)
list E00Names {
    member: E00Name
}

@length(max: 3)
map E00Labels {
    key: E00Name
    value: String
}

@pattern("^[a-z0-9]+$")
@length(min: 1, max: 8)
string E00Id

@length(min: 1, max: 12)
string E00Name

@length(max: 20)
string E00Note

@range(min: 1, max: 100)
integer E00Count

@range(min: 0.5, max: 1000)
double E00Price
