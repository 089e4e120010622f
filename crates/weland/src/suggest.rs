//! Suggestions for misspelt names.

pub(crate) use weland_model::closest;

/// A help line: the name that was probably meant, or else all valid names.
pub(crate) fn help(wrong: &str, names: &[&str]) -> String {
    match closest(wrong, names.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("use one of {}", list(names)),
    }
}

/// All names, quoted.
pub(crate) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_get_a_suggestion_and_other_names_the_list() {
        let names = ["model", "service", "output"];
        assert_eq!(help("mdoel", &names), "did you mean `model`?");
        assert_eq!(help("Service", &names), "did you mean `service`?");
        assert_eq!(help("zebra", &names), "use one of `model`, `service`, `output`");
    }
}
