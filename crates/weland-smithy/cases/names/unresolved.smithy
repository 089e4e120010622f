$version: "2.0"
namespace example

use example.other#Missing
use example.first#Twice
use example.second#Twice

structure City {
    name: Strng
    mayor: Mayer
    temperature: Missing
    unit: NonEmptyString
    hidden: smithy.api#NonEmptyString
    broken: a.b
}

structure Mayor {
    at: Twice
}

structure Missing {}

apply Citty @deprecated
apply City$nme @deprecated

@references([{ resource: Nowhere }, { resource: City$nam }])
structure Refers {}
