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

@weland.openapi#multipleOf(0)
double F

@weland.openapi#multipleOf(-2.5)
double G

@weland.openapi#multipleOf(0.01)
double H

@weland.openapi#propertyCount(min: -1)
structure I {}

@weland.openapi#propertyCount(min: 3, max: 2)
structure J {}
