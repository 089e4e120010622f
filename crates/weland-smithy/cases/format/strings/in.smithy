$version: "2.0"
metadata cr = "one
two"
metadata block = """
          one  
            two\n

          three
          """
namespace example
/// Documentation   
@documentation("""
  a
   b""")
string A

@mediaType("""
            keeps
        its indentation
      """)
string B
@documentation(
"""
    on its own line
       """)
string C
@tags(["""
 x
   """, "a\u00e9\/"])
string D
structure S { a: String = """
    \"""
     x
      """
b: String = "two
   lines" 
@documentation("x
   y") c: String }
@tags(["""
 " """, """
 \\ """])
string E
