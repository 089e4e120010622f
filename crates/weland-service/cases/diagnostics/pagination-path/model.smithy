$version: "2"

namespace cases

use aws.protocols#restJson1

@restJson1
service Pages {
    version: "1"
    operations: [Get]
}

@readonly
@http(method: "GET", uri: "/pages")
@paginated(inputToken: "token", outputToken: "page.next.token", pageSize: "limit", items: "itmes")
operation Get {
    input := {
        @httpQuery("token")
        token: String
    }
    output := {
        page: Page
        items: Items
    }
}

structure Page {
    next: String
}

list Items {
    member: String
}
