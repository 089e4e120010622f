$version: "2"
namespace example

@mediaType("text/plain; charset=\"utf-8\"")
string Right

@mediaType("text")
string NoSubtype

structure Member {
    data: Data
}

@mediaType("image/png;")
blob Data
