$version: "2"
namespace example

@idempotent(exists: [Taken, Gone])
operation Create {
    errors: [Taken, Gone]
}

@idempotent(notFound: ["example#Gone"])
operation Remove {
    errors: [Gone]
}

@idempotent(exists: [Taken], notFound: [Gone])
operation Both {
    errors: [Taken, Gone]
}

@idempotent(exists: [Taken])
operation Elsewhere {
    errors: [Gone]
}

@error("client")
structure Taken {}

@error("client")
structure Gone {}

@idempotencyToken
@error("client")
structure Misplaced {}
