$version: "2.0"

namespace a

use b#Only
use b#mark

structure All {
    own: Both
    other: b#Both
    prelude: smithy.api#String
    shadow: String
    plain: Integer

    @mark
    imported: Only

    second: c#Only
}

string Both

string String
