//! The sample configuration of the README.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used)]

#[test]
fn the_readme_shows_a_configuration_that_is_understood() {
    let readme = include_str!("../../../README.md");
    let config = readme.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = std::env::temp_dir().join(format!("weland-readme-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("weland.yaml"), config).unwrap();
    let environment = weland::Environment { folder: folder.clone(), color: false };
    let mut stderr = Vec::new();
    let exit = weland::run(["generate"], &environment, &mut Vec::new(), &mut stderr);
    std::fs::remove_dir_all(folder).unwrap();
    // The configuration is right, so that the missing model and runtime are all there is to complain about.
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(exit, weland::Exit::Failure);
    assert!(stderr.starts_with("error[not-found]: can't read `lambda`"), "{stderr}");
    assert!(!stderr.contains("error[config-"), "{stderr}");
}
