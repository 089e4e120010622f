$version: "2.0"
namespace example

structure Data {
    @httpHeader(If-Modified-Since)
    since: String

    @httpHeader(X-1)
    one: String

    @jsonName(a.b)
    dotted: String

    @tags([text/plain, Data, "right"])
    tagged: String

    @deprecated(since: v1.0, message: ok)
    old: String

    @tags([example.other#Right])
    right: String
}
