$version: "2.0"
namespace example

@length(min: 2, max: 1)
string A

@length(min: -1)
string B

@range(min: 1.5, max: 1.25)
double C

@range
integer D

structure E {
    @length(max: 10, min: 20)
    e: A
}
