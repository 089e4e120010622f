//! What each element of the syntax matches.

use super::Both;

/// A pattern, texts that match it, texts that do not.
pub(super) type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

#[track_caller]
pub(super) fn check(cases: &[Case]) {
    for (source, yes, no) in cases {
        let both = Both::new(source);
        yes.iter().for_each(|text| both.assert_verdict(source, text, true));
        no.iter().for_each(|text| both.assert_verdict(source, text, false));
    }
}

#[test]
fn a_pattern_matches_anywhere_unless_anchored() {
    check(&[
        ("b", &["b", "abc"], &["", "a"]),
        ("^b", &["b", "bc"], &["ab", ""]),
        ("b$", &["b", "ab"], &["bc", "b\n", ""]),
        ("^b$", &["b"], &["ab", "bc", "b\n", "\nb"]),
        ("", &["", "x"], &[]),
        ("^$", &[""], &["x", "\n"]),
        ("a|^b|c$", &["xa", "bx", "xc"], &["xb", "cx"]),
        ("a^b|a$b", &[], &["ab", "a", "b", "a\nb"]),
        ("^(a|b^c)*$", &["", "aa"], &["bc", "abc"]),
        ("(^a)*b", &["ab", "b", "xb"], &["a"]),
    ]);
}

#[test]
fn quantifiers_count() {
    check(&[
        ("^a*$", &["", "a", "aaaa"], &["b", "ab"]),
        ("^a+$", &["a", "aa"], &[""]),
        ("^a?$", &["", "a"], &["aa"]),
        ("^a{2}$", &["aa"], &["a", "aaa"]),
        ("^a{2,}$", &["aa", "aaaaa"], &["a", ""]),
        ("^a{2,3}$", &["aa", "aaa"], &["a", "aaaa"]),
        ("^a{0}$", &[""], &["a"]),
        ("^(ab){2,3}$", &["abab", "ababab"], &["ab", "abababab", "aba"]),
        ("^(a|bc){2}d$", &["aad", "abcd", "bcbcd"], &["ad", "bcd", "aaad"]),
        ("^a{0,2}a{2}$", &["aa", "aaa", "aaaa"], &["a", "aaaaa"]),
        ("^(a{2}){1,2}$", &["aa", "aaaa"], &["a", "aaa"]),
        ("^(a?){3}$", &["", "a", "aaa"], &["aaaa"]),
        ("^(a*b?){2,4}$", &["", "abab", "bbbb"], &["bbbbb"]),
        ("^a*?b+?c??d{1,2}?$", &["bd", "aabbcdd"], &["ad", "bccd"]),
        ("^.{2,4}a.{0,2}$", &["xxa", "xxxxaxx", "aaaaaaa"], &["xa", "xxxxxa", "xxaxxx"]),
        ("^a{99999999999}$", &[], &["", "aaa"]),
    ]);
}

#[test]
fn braces_that_are_no_quantifier_stand_for_themselves() {
    check(&[
        ("^a{,2}$", &["a{,2}"], &["", "a", "aa"]),
        ("^{$", &["{"], &[""]),
        ("^a{b}]$", &["a{b}]"], &["ab"]),
        ("^\\$\\{x}$", &["${x}"], &[]),
    ]);
}

#[test]
fn groups_only_group() {
    check(&[
        ("^(ab|cd)e$", &["abe", "cde"], &["ab", "abcde"]),
        ("^(?:ab|cd)+$", &["ab", "abcd"], &[""]),
        ("^(?<name>a)(?<$other_1>b)$", &["ab"], &["a"]),
        ("^()$", &[""], &["a"]),
        ("^(|a)b$", &["b", "ab"], &["aab"]),
        ("^((a)|(b)*)*$", &["", "abba"], &["c"]),
    ]);
}

#[test]
fn classes_hold_characters_ranges_and_escapes() {
    check(&[
        ("^[abc]$", &["a", "c"], &["d", "ab"]),
        ("^[^abc]$", &["d", "\n", "😀"], &["a", ""]),
        ("^[a-c]$", &["a", "b", "c"], &["-", "d"]),
        ("^[a-zA-Z0-9-_]$", &["q", "Q", "5", "-", "_"], &[".", "[", "^"]),
        ("^[-a]$", &["-", "a"], &["b"]),
        ("^[a-]$", &["-", "a"], &["b"]),
        ("^[+--]$", &["+", ",", "-"], &["."]),
        ("^[\\w-.]$", &["a", "-", "."], &["/", "+"]),
        ("^[a-\\d]$", &["a", "-", "7"], &["b"]),
        ("^[]$", &[], &["", "a"]),
        ("^[^]$", &["a", "\n"], &["", "ab"]),
        ("^[\\]\\[\\\\^-]$", &["]", "[", "\\", "^", "-"], &["a"]),
        ("^[.*+?(){}|$/]$", &[".", "*", "(", "}", "|", "$", "/"], &["a"]),
        ("^[\\b]$", &["\u{8}"], &["b"]),
        ("^[\\D]$", &["a"], &["1"]),
        ("^[\\s\\S]$", &["a", " ", "😀"], &[""]),
        ("^[\\0-\\x1f\\101]$", &["\0", "\u{1f}", "A"], &[" ", "B"]),
        ("^[\\0123\\777]$", &["\n", "3", "?", "7"], &["S"]),
        ("^[а-я]$", &["ж"], &["ё", "a"]),
        ("^[a&&b]$", &["a", "&", "b"], &["c"]),
    ]);
}

#[test]
fn class_escapes_are_those_of_ecma() {
    check(&[
        ("^\\d$", &["0", "9"], &["a", "٣"]),
        ("^\\D$", &["a", "٣"], &["0"]),
        ("^\\w$", &["a", "Z", "0", "_"], &["-", "é"]),
        ("^\\W$", &["-", "é"], &["a", "_"]),
        (
            "^\\s$",
            &[" ", "\t", "\n", "\u{b}", "\u{a0}", "\u{feff}", "\u{2029}", "\u{3000}"],
            &["a", "\u{85}", "\u{1c}", "\u{200b}"],
        ),
        ("^\\S$", &["a", "\u{85}"], &[" ", "\u{2028}"]),
        ("^.$", &["a", "é", "😀", "\u{85}"], &["\n", "\r", "\u{2028}", "\u{2029}", ""]),
    ]);
}

#[test]
fn character_escapes_name_one_character() {
    check(&[
        ("^\\t\\n\\v\\f\\r\\0$", &["\t\n\u{b}\u{c}\r\0"], &["tnvfr0"]),
        ("^\\x41\\u00e9\\u{1F600}\\u{000041}$", &["Aé😀A"], &["A"]),
        ("^\\uD83D\\uDE00$", &["😀"], &[""]),
        ("^[\\uD83D\\uDE00-\\uD83D\\uDE02]$", &["😀", "😁"], &["😃"]),
        (
            "^[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*$",
            &["aé😀\t\u{10ffff}"],
            &["\n", "\u{ffff}"],
        ),
        ("^\\uD83D$", &[], &["\u{fffd}", "?"]),
        ("^\\cJ\\cj$", &["\n\n"], &["cJcj"]),
        ("^\\.\\-\\/\\_\\\"\\@\\é\\ $", &[".-/_\"@é "], &["x-/_\"@é "]),
        ("^\\{\\}\\[\\]\\(\\)\\|\\*\\+\\?\\^\\$\\\\$", &["{}[]()|*+?^$\\"], &[""]),
        ("^\\u{0}$", &["\0"], &["0"]),
    ]);
}

#[test]
fn astral_characters_count_as_one() {
    check(&[("^.{2}$", &["😀😀", "é😀"], &["😀", "abc"]), ("^😀+$", &["😀", "😀😀"], &["", "😁"])]);
}

#[test]
fn unicode_properties_are_sets() {
    check(&[
        (
            "^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
            &["", "Größe 12", "名前=値", "a@b.c", "٣", "\u{a0}"],
            &["a#b", "a\tb", "😀"],
        ),
        ("^\\p{Lu}\\p{Ll}$", &["Éa", "Ωω"], &["ab", "AB"]),
        ("^\\P{C}$", &["a", "😀"], &["\0", "\u{ad}"]),
        ("^[^\\P{Nd}]$", &["5", "٣"], &["a", "½"]),
        ("^[\\p{P}\\p{S}\\p{M}]$", &["!", "€", "\u{301}"], &["a", " "]),
        ("^\\p{Letter}\\p{gc=Nd}\\p{General_Category=Punctuation}$", &["a1."], &["1a."]),
        ("^\\p{ASCII}\\p{Any}\\p{Alphabetic}\\p{White_Space}$", &["a😀é\u{85}"], &["éaa "]),
    ]);
}

#[test]
fn word_boundaries_lie_between_a_word_character_and_another() {
    check(&[
        ("\\bfoo\\b", &["foo", "a foo.", "foo-"], &["food", "afoo", "foo_"]),
        ("\\Bo\\B", &["foot", "foo"], &["fo", "o", "of"]),
        ("^\\b$|^\\B$", &[""], &["a", " "]),
        ("^\\B$", &[""], &["a"]),
        ("a\\b", &["aé", "a"], &["ab"]),
        ("^(\\b\\w+\\W*)+$", &["ab cd", "a-b-"], &["", "-a"]),
    ]);
}

#[test]
fn look_ahead_is_a_condition_on_what_follows() {
    check(&[
        ("^(?=.*[0-9])[a-z0-9]+$", &["a1", "1"], &["ab", "A1"]),
        ("^(?!aws:)[a-z:]+$", &["aw", "xaws:"], &["aws:", "aws:x"]),
        ("a(?=b)", &["ab"], &["a", "ac"]),
        ("a(?!b)", &["a", "ac", "aba"], &["ab", "abab"]),
        ("^(?:(?!--).)*$", &["a-b", ""], &["a--b", "--"]),
        ("^(a(?=b)|b(?!b))+$", &["ab", "abab", "b"], &["bb", "a", "aab"]),
        ("(?=a)*b", &["b"], &["a"]),
        ("(?!)", &[], &["", "a"]),
        ("^(?=(?!a).)[ab]$", &["b"], &["a"]),
        ("^((?=a)[ab]){2}$", &["aa"], &["ab", "a"]),
        ("^(?:(?=a)[ab]|c){1,3}x$", &["acx", "aax"], &["bx", "acacx"]),
        ("a(?=$)|^(?=b$)", &["ca", "b"], &["ac", "bb"]),
    ]);
}

#[test]
fn look_behind_is_a_condition_on_what_precedes() {
    check(&[
        ("^[a-z-]+(?<!-)$", &["a-b", "a"], &["a-", "-"]),
        ("(?<=a)b", &["ab", "xab"], &["b", "cb"]),
        ("(?<!a)b", &["b", "cb"], &["ab"]),
        ("^(?!aws)[a-z.]+(?<!\\.)$", &["ab.c"], &["aws", "ab."]),
        ("(?<=^ab?)c", &["ac", "abc"], &["c", "xac", "abbc"]),
        ("(?<=(?<!x)a)b", &["ab", "cab"], &["xab", "b"]),
        ("(?<=(?=ab)a)b", &["ab"], &["b"]),
        ("^(a(?<=a)|b(?<!bb))*$", &["abab"], &["abb"]),
        ("(?<!^)a", &["ba"], &["a", "b"]),
        ("(?<=\\d{3})(?!\\d)x", &["123x"], &["12x"]),
    ]);
}
