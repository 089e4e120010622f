$version: "2.0"
namespace example
use example.b#Shared
structure A { shared: Shared, own: Twice }
string Twice
@tags(["a"])
string Joined
