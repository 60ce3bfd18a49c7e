//! Everything that the documents for contributors name exists, and one word means one thing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::sources::files;

const DOCUMENTS: &[&str] = &["ARCHITECTURE.md", "CONTRIBUTING.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("a document")
}

/// The texts between backticks outside fenced blocks.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose
        .flat_map(|part| part.split('`').skip(1).step_by(2))
        .collect()
}

/// The paths that a name with one `{a,b}` stands for.
fn expanded(name: &str) -> Vec<String> {
    match (name.split_once('{'), name.split_once('}')) {
        (Some((before, _)), Some((inside, after))) => inside[before.len() + 1..]
            .split(',')
            .map(|one| format!("{before}{one}{after}"))
            .collect(),
        _ => vec![name.to_owned()],
    }
}

fn is_path(name: &str) -> bool {
    let of_paths = |c: char| c.is_ascii_alphanumeric() || "_-./{},".contains(c);
    let a_place = ["src/", "tests/", "schema/", "examples/", "benches/"];
    name.chars().all(of_paths) && a_place.iter().any(|place| name.starts_with(place))
}

/// Targets of Markdown links to files of the repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    targets
        .map(|(target, _)| target)
        .filter(|target| !target.starts_with('#') && !target.contains("://"))
}

#[test]
fn files_that_documents_name_exist() {
    for document in DOCUMENTS {
        let text = read(document);
        let named = quoted(&text).into_iter().filter(|name| is_path(name));
        let missing: Vec<String> = named
            .chain(links(&text))
            .flat_map(expanded)
            // A name for contributors to fill in.
            .filter(|name| !name.contains("NAME") && !name.contains("CODE"))
            .filter(|name| !root().join(name).exists())
            .collect();
        assert_eq!(missing, Vec::<String>::new(), "{document}");
    }
}

#[test]
fn headings_that_documents_link_to_exist() {
    for document in DOCUMENTS {
        let text = read(document);
        let headings: BTreeSet<String> = (text.lines())
            .filter(|line| line.starts_with('#'))
            .map(|line| {
                line.trim_start_matches('#')
                    .trim()
                    .to_lowercase()
                    .replace(' ', "-")
            })
            .collect();
        for (target, _) in text
            .split("](#")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
        {
            assert!(headings.contains(target), "{document}: #{target}");
        }
    }
}

#[test]
fn tests_that_documents_name_exist() {
    let sources: String = ["src", "tests"]
        .iter()
        .flat_map(|below| files(below))
        .map(|path| fs::read_to_string(path).expect("a source"))
        .collect();
    for document in DOCUMENTS {
        let text = read(document);
        for name in quoted(&text) {
            let test = name.rsplit("::").next().unwrap_or(name);
            let of_names = |c: char| c.is_ascii_lowercase() || c == '_';
            if test.matches('_').count() < 3 || !test.chars().all(of_names) {
                continue;
            }
            assert!(
                sources.contains(&format!("fn {test}(")),
                "{document}: {test}"
            );
        }
    }
}

/// The words of a name in CamelCase.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_lowercase().collect()),
        }
    }
    words
}

#[test]
fn no_type_is_called_by_a_word_that_the_glossary_replaces() {
    let text = read("CONTRIBUTING.md");
    let (_, table) = text
        .split_once("### Words that mean one thing")
        .expect("the glossary");
    let replaced: BTreeSet<&str> = table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .filter_map(|line| line.split('|').nth(3))
        .flat_map(|cell| cell.split(", "))
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    assert!(replaced.len() > 5, "{replaced:?}");
    for path in files("src") {
        let source = fs::read_to_string(&path).expect("a source");
        for line in source.lines() {
            let mut tokens = line.split_whitespace();
            let Some(_) = tokens.find(|token| ["struct", "enum", "trait"].contains(token)) else {
                continue;
            };
            let name: String = (tokens.next().unwrap_or_default().chars())
                .take_while(|c| c.is_alphanumeric())
                .collect();
            let found = words(&name)
                .into_iter()
                .find(|word| replaced.contains(word.as_str()));
            assert_eq!(found, None, "{}: {name}", path.display());
        }
    }
}
