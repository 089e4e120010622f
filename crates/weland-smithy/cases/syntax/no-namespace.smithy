$version: "2.0"

structure A { b: B }

structure C { d: D }

apply A @deprecated
