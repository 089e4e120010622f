$version: "2"

namespace cases.other

@error("server")
@retryable
structure Closed {
    message: String
}
