$version: "2"

namespace edits

/// Enums and unions, in requests and in responses.
@http(method: "POST", uri: "/e00/paint")
operation E00Paint {
    input: E00PaintInput
    output: E00PaintOutput
}

@http(method: "POST", uri: "/e00/mix")
operation E00Mix {
    input := {
        @required
        first: E00Tone

        second: E00Tone
        shape: E00Figure
        step: E00Step
    }

    output := {
        @required
        result: E00Shade

        steps: E00Steps
        finish: E00Finish
    }
}

structure E00PaintInput {
    @required
    color: E00Color

    level: E00Level
    colors: E00Colors
    figure: E00Figure
    counts: E00Counts
}

structure E00PaintOutput {
    @required
    figure: E00Figure

    color: E00Color
    level: E00Level = 1
    finish: E00Finish
}

enum E00Color {
    RED = "red"
    GREEN = "green"
    BLUE = "blue"
}

enum E00Tone {
    DARK = "dark"
    LIGHT = "light"
    WARM = "warm"
}

enum E00Shade {
    MATTE = "matte"
    GLOSSY = "glossy"
}

intEnum E00Level {
    LOW = 1
    MIDDLE = 2
    HIGH = 3
}

intEnum E00Step {
    FIRST = 10
    SECOND = 20
}

list E00Colors {
    member: E00Color
}

list E00Steps {
    member: E00Step
}

map E00Counts {
    key: E00Tone
    value: Integer
}

union E00Figure {
    circle: E00Circle
    text: String
    number: Integer
    group: E00Figures
    framed: E00Frame
}

union E00Finish {
    varnish: String
    coats: Integer
}

list E00Figures {
    member: E00Figure
}

/// A figure holds a frame that holds a figure.
structure E00Frame {
    figure: E00Figure
    width: Integer
}

structure E00Circle {
    @required
    radius: Integer

    color: E00Color
    label: String
}
