$version: "2.0"
namespace example
structure   A{a:String,b :String , c: String}
structure B  {

    a: String // a


    // before b
    @required @length(min:1,max:2) b: String


    // last

}
structure Empty {
}
structure Comment { // only
}
list L{member:String}
map M {key:String,value:Integer}
union U { @deprecated a: Integer, b: String }
enum E {A,B,C="c"
  D = "d" // four
}
intEnum I { ONE=1
TWO = 2
}
structure Defaults{a:Integer=1
b: L = [ ] // none
c:M={

}
d: String = "x"
}
@mixin structure Mix{x:String}
@mixin structure ANameThatIsRatherLongAndTellsAboutItsLength{}
@mixin structure AnotherNameThatIsRatherLongAndTellsAboutItsLength{}
@mixin structure OneMoreNameThatIsRatherLong{}
structure With with [
  Mix
  , ] {
 $x }
structure Wide with [Mix ANameThatIsRatherLongAndTellsAboutItsLength AnotherNameThatIsRatherLongAndTellsAboutItsLength OneMoreNameThatIsRatherLong] {}
structure Commented with // one
 [ // two
 Mix /// three
] // four
{ $x /// five
}
