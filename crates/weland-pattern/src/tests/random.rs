//! Random patterns and texts, the same ones in each run.

/// A small generator of pseudo-random numbers (a multiplicative step and an xor-shifted output).
pub(super) struct Random {
    state: u64,
    /// If patterns have back-references, how many groups there are so far.
    groups: Option<usize>,
}

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random { state: seed | 1, groups: None }
    }

    /// A pattern with groups and, most often, references to them.
    pub(super) fn pattern_with_references(&mut self) -> String {
        self.groups = Some(0);
        let source = format!("{}{}", self.sequence(2, true).0, self.sequence(2, true).0);
        self.groups = None;
        if self.below(2) == 0 { format!("^(?:{source})$") } else { source }
    }

    /// A text for such a pattern.
    pub(super) fn repetitive_text(&mut self) -> String {
        (0..self.below(9)).map(|_| self.pick(&['a', 'a', 'a', 'b', 'b', 'b', 'c', '-'])).collect()
    }

    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_mul(0xD120_2E8D_9F5B_A66D).wrapping_add(0x9E6C_63D0_876A_9A47);
        ((self.state >> 32 ^ self.state >> 47) as usize) % limit
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A text in which the patterns' characters are frequent.
    pub(super) fn text(&mut self) -> String {
        let length = self.below(9);
        (0..length).map(|_| self.pick(&['a', 'a', 'b', 'b', 'c', '1', '_', '-', ' ', '\n', 'é', '😀'])).collect()
    }

    /// A pattern in ECMA-262's notation, and in that of the regex crate.
    pub(super) fn pattern(&mut self, depth: usize, looks: bool) -> (String, String) {
        let branches = if self.below(4) == 0 { 2 } else { 1 };
        let sequences: Vec<_> = (0..branches).map(|_| self.sequence(depth, looks)).collect();
        let join = |side: fn(&(String, String)) -> &str| sequences.iter().map(side).collect::<Vec<_>>().join("|");
        (join(|pair| &pair.0), join(|pair| &pair.1))
    }

    fn sequence(&mut self, depth: usize, looks: bool) -> (String, String) {
        let mut whole = (String::new(), String::new());
        for _ in 0..self.below(4) + usize::from(depth == 0) {
            let (ours, theirs) = self.term(depth, looks);
            whole.0 += &ours;
            whole.1 += &theirs;
        }
        whole
    }

    fn term(&mut self, depth: usize, looks: bool) -> (String, String) {
        if self.below(10) == 0 {
            let same = |text: &str| (text.to_owned(), text.to_owned());
            return match self.below(if looks { 4 } else { 3 }) {
                0 => same("^"),
                1 => same("$"),
                2 => ("\\b".to_owned(), "(?-u:\\b)".to_owned()),
                _ => same("\\B"),
            };
        }
        if looks && depth > 0 && self.below(5) == 0 {
            let kind = self.pick(&["(?=", "(?!", "(?<=", "(?<!"]);
            let body = self.pattern(depth - 1, looks).0;
            return (format!("{kind}{body})"), String::new());
        }
        let (ours, theirs) = self.atom(depth, looks);
        let quantifier = self.pick(&["", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "{0,2}", "*?", "{1,2}?"]);
        (ours + quantifier, theirs + quantifier)
    }

    fn atom(&mut self, depth: usize, looks: bool) -> (String, String) {
        let groups = self.groups.unwrap_or(0);
        if groups > 0 && self.below(4) == 0 {
            return (format!("\\{}", 1 + self.below(groups)), String::new());
        }
        if depth > 0 && self.below(3) == 0 {
            let (ours, theirs) = self.pattern(depth - 1, looks);
            let open = self.pick(&["(", "(?:"]);
            self.groups = self.groups.map(|groups| groups + usize::from(open == "("));
            return (format!("{open}{ours})"), format!("{open}{theirs})"));
        }
        let (ours, theirs) = self.pick(&[
            ("a", "a"),
            ("a", "a"),
            ("b", "b"),
            ("b", "b"),
            ("c", "c"),
            ("é", "é"),
            ("😀", "\\x{1F600}"),
            ("\\x61", "a"),
            (".", "[^\\n\\r\\x{2028}\\x{2029}]"),
            ("[ab]", "[ab]"),
            ("[^a]", "[^a]"),
            ("[a-c1]", "[a-c1]"),
            ("[^b\\d]", "[^b0-9]"),
            ("\\d", "[0-9]"),
            ("\\w", "[0-9A-Za-z_]"),
            ("\\W", "[^0-9A-Za-z_]"),
            ("[\\s-]", "[ \\n-]"),
            ("\\S", "[^ \\n]"),
            ("-", "-"),
        ]);
        (ours.to_owned(), theirs.to_owned())
    }
}
