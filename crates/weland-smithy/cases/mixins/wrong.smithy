$version: "2.0"
namespace example

structure NoMixin {}

@mixin
union OtherType { a: String }

structure A with [NoMixin, OtherType, Nowhere] {}

@mixin
structure LoopA with [LoopB] {}

@mixin
structure LoopB with [LoopA] {}

@mixin
structure One { member: String }

@mixin
structure Two { member: Integer }

structure Both with [One, Two] {}

structure Own with [One] { member: Integer }

structure Elided with [One] { $member, $other }

resource Thing { identifiers: { id: String } }

structure OfResource for Thing { $id, $name }

apply Elided$missing @deprecated

@mixin
operation MixinOperation { input := {} }

@mixin
resource MixinResource { identifiers: { id: String } }
