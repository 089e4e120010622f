$version: "2"

namespace example

@trait
@idRef
string about

@trait
@idRef(selector: "integer")
string counts

@about("not an id")
string Spaces

@about("Spaces")
string Relative

@about("Spaces$member")
string RelativeMember

@about("a#b$c$d")
string TwoMembers

@about("")
string Empty

@about("example#")
string Nameless

@counts(Spaces)
string Wrong

@counts("example#Nowhere")
string Missing
