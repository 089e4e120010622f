$version: "2.0"

namespace smithy.api

apply String @tags(["shared"])

apply Unit @tags(["nothing"])
