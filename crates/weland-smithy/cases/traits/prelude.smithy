$version: "2"

namespace example

apply smithy.api#String @documentation("Ours now.")

apply smithy.api#String @private

apply smithy.api#range$min @required

structure City {
    name: String
}
