$version: "2"
namespace example

@range(min: 0.5, max: 10.5)
integer Integers

@range(min: 0.5, max: 10.0)
float Floats

structure Members {
    @range(min: 1.0, max: 1.5)
    byte: Byte

    @range(max: 1.5)
    double: Double
}
