$version: "2.0"
namespace example
operation A{input:In,output:Out,errors:[E1 E2]}
operation B {
}
operation C {
    // the input
    input : // colon
      In


    errors : [ // errors
    ]
    output: // out
       Out // end
}
operation D { errors: [] }
operation E { input := {}
  output := with [Mix] { a: String } }
operation F {
  input := @deprecated @tags(["x"])
     for R with [Mix] { $id }
  output /// no documentation
   := /// Documentation of the output
   {
     a: String
   }
}
operation G { input := // comment
   for R { $id }
}
resource R { identifiers: {id:String}, properties: {}
   read: Read, operations: [H,] // h
   // resources
   "resources" : [ ] }
resource Tiny {}
service S { version: "1", operations: [A,B
   C], rename: {"example#In": "Input"} /// trailing
}
@input structure In {} 
@output structure Out {}
@error("client") structure E1 {}
@error("client") structure E2 {}
@mixin structure Mix {}
@readonly operation Read { input := for R { @required $id } }
operation H { input := for R { @required $id } }
