$version: "2.0"

namespace example.own

use alloy#nullable
use alloy#untagged
use alloy#uuidFormat
use weland.openapi#format
use weland.openapi#rest

@rest
service Shop {
    version: "1"
    operations: [
        PutOrder
        ListOrders
    ]
}

@http(method: "PUT", uri: "/orders/{id}")
@idempotent
operation PutOrder {
    input := {
        @httpLabel
        @required
        id: Id

        @httpQuery("at")
        at: Timestamp

        @httpQuery("also")
        also: Ids

        @httpHeader("X-Trace")
        trace: Id

        @httpHeader("X-Since")
        since: Timestamp

        @httpPayload
        @required
        body: Order
    }

    output := {
        @httpHeader("X-Trace")
        trace: Id

        @httpPayload
        @required
        body: Order
    }
}

@http(method: "GET", uri: "/orders")
@paginated(inputToken: "from", outputToken: "next", items: "orders")
@readonly
operation ListOrders {
    input := {
        @httpQuery("from")
        from: Id
    }

    output := {
        next: Id

        @required
        orders: Ids
    }
}

@uuidFormat
string Id

list Ids {
    member: Id
}

map Places {
    key: Id
    value: Place
}

@format("uri")
@pattern("^https:")
string Place

structure Order {
    @required
    id: Id

    @required
    made: Timestamp

    @timestampFormat("epoch-seconds")
    paid: Timestamp

    @required
    home: Place

    places: Places

    @nullable
    parent: Id

    price: Money

    method: Method

    either: Either

    @format("decimal")
    @default("1.50")
    rate: String
}

structure Money {
    @required
    amount: BigDecimal

    currency: String
}


union Method {
    card: Id
    transfer: Place
    points: Integer
}

@untagged
union Either {
    id: Id
    number: Integer
}
