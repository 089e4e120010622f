$version: "2.0"

namespace aws.protocols

apply StringList @tags(["shared"])
