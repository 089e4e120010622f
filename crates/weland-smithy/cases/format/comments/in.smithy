// first

// second
$version: "2.0" // version
namespace example





// far away



string A



// near
// nearer

// nearest
@deprecated

// between traits

@tags([])

// before the keyword
string B // behind
// below

// above
string C
//////// rule ////////
//no space
//- list
//	tab
structure S {

    // first

    a: String // a

    // between

    // before b
    b: String
    // last

}
// the end

// the very end   
