$version: "2.0"
namespace example

@trait
@idRef(failWhenMissing: true, selector: "structure[trait|error]")
string failure

@trait
@idRef(selector: "resource")
string loose

@error("client")
structure Bad {}

structure Good {}

@failure(Bad)
@loose("nothing.there#Shape")
string Right

@failure(Good)
string WrongKind

@failure("example#Nothing")
string Missing

@auth([required])
operation NoScheme {}
