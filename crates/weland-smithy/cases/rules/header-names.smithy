$version: "2"
namespace example

structure Names {
    @httpHeader("X-Fine_~1")
    fine: String

    @httpHeader("Bad Name")
    space: String

    @httpHeader("X-Other")
    other: String

    @httpHeader("Größe")
    letters: String

    @httpHeader("content-LENGTH")
    length: String

    @httpPrefixHeaders("Bad:")
    prefix: Texts
}

structure Swallowed {
    @httpPrefixHeaders("X-")
    all: Texts

    @httpHeader("x-city")
    city: String

    @httpHeader("City")
    other: String
}

map Texts {
    key: String
    value: String
}
