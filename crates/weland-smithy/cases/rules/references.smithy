$version: "2.0"
namespace example

resource Street { identifiers: { city: Name, street: Name } }
resource City { identifiers: { city: Name } }

string Name

// right
@references([{ resource: City }])
string CityName

@references([{ resource: Street }, { resource: City, rel: "located-in" }, { resource: "other.model#Unknown" }])
structure Implicit { city: Name, street: Name }

@references([{ resource: Street, ids: { city: "town", street: "road" } }])
structure Explicit { town: Name, road: Name }

// wrong
@references([{ resource: City, ids: { city: "name" } }])
string WithIds

@references([{ resource: Street }])
string TooFew

@references([{ resource: Name }, { resource: Explicit }])
structure NotAResource { city: Name }

@references([{ resource: Street }])
structure Missing { city: Name }

@references([{ resource: Street, ids: { city: "twon", stret: "road" } }])
structure Misspelt { town: Name, road: Integer }

@references([{ resource: City }])
structure WrongTarget { city: Integer }
