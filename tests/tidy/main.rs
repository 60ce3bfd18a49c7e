//! The house rules that a test can hold: sizes of files, order of modules, what only the binary does.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod documents;
mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sources::{Library, circles, files};

/// The modules of the library; each may use only those before it.
const ORDER: &[&str] = &[
    "error",
    "i18n",
    "path",
    "words",
    "reference",
    "prose",
    "vocabulary",
    "code",
    "division",
    "grounds",
    "model",
    "value",
    "schema",
    "compare",
    "source",
    "dialect",
    "read",
    "guess",
    "analysis",
    "engine",
    "rules",
    "write",
    "check",
    "report",
    "export",
];

/// Circles of files inside one module that have yet to be taken apart; there are to be none anew.
const CIRCLES: &[&[&str]] = &[
    &["check::checker", "check::select"],
    &[
        "compare",
        "compare::contact",
        "compare::fee",
        "compare::limit",
        "compare::material",
        "compare::out",
        "compare::process",
        "compare::prose",
    ],
    &[
        "engine::context",
        "engine::diagnostic",
        "engine::finding",
        "engine::rule",
        "engine::status",
    ],
    &[
        "model::elements",
        "model::elements::lookup",
        "model::elements::node",
        "model::elements::texts",
    ],
    &["model::item", "model::state"],
    &["rules::element", "rules::element::table"],
    &["words", "words::load", "words::open", "words::set"],
];

/// Names of public types that have yet to be told apart; there are to be none anew.
const TWICE: &[&str] = &["Field", "Kind", "Step"];

/// The module of the library a file belongs to.
fn module(path: &Path) -> String {
    let name = sources::name(path);
    let first = name.split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn files_can_be_read_in_one_sitting() {
    for path in files("src") {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        let is_rule = text.contains("\nrule! {");
        let most = if is_rule { 150 } else { 600 };
        assert!(
            lines <= most,
            "{}: {lines} lines, at most {most}",
            path.display()
        );
    }
}

#[test]
fn modules_use_only_those_before_them() {
    let library = Library::read();
    let order = |name: &str| ORDER.iter().position(|known| *known == name);
    let mut wrong = BTreeSet::new();
    for (own, module) in &library.modules {
        let Some(first) = own.first() else { continue };
        let Some(place) = order(first) else {
            assert!(first == "_documentation", "{first} has no place");
            continue;
        };
        for used in &module.uses {
            // What a macro writes into the tests of a rule.
            if used.in_macro && used.names.starts_with(&["rules".into(), "testing".into()]) {
                continue;
            }
            let Some(definition) = library.definition(&used.names) else {
                continue;
            };
            let at = definition.first().and_then(|name| order(name));
            if at.is_some_and(|at| at > place) {
                wrong.insert(format!("{}: {}", own.join("::"), used.names.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let known: BTreeSet<Vec<&str>> = CIRCLES.iter().map(|circle| circle.to_vec()).collect();
    let found: Vec<Vec<String>> = (circles(&Library::read().graph()).into_iter())
        .map(|circle| circle.iter().map(|file| file.join("::")).collect())
        .collect();
    let found = found
        .iter()
        .map(|circle| circle.iter().map(String::as_str).collect());
    assert_eq!(found.collect::<BTreeSet<Vec<&str>>>(), known);
}

#[test]
fn no_public_type_has_the_name_of_another() {
    let twice: Vec<String> = (Library::read().public_types().into_iter())
        .filter(|(_, modules)| modules.len() > 1)
        .map(|(name, _)| name)
        .collect();
    assert_eq!(twice, TWICE);
}

#[test]
fn a_module_of_several_files_is_a_directory_with_a_mod_file() {
    for path in files("src") {
        let beside = path.with_extension("");
        assert!(
            !beside.is_dir(),
            "{} and a directory of its name",
            path.display()
        );
    }
}

#[test]
fn grouped_and_nested_imports_are_seen() {
    let library = Library::read();
    let uses = |module: &[&str], name: &[&str]| {
        let names: Vec<String> = module.iter().map(|part| (*part).to_owned()).collect();
        (library.modules[&names].uses.iter()).any(|used| used.names == name)
    };
    // use crate::{rules, schema}; use crate::source::{…, json, toml};
    assert!(uses(&["export"], &["rules"]));
    assert!(uses(&["read", "document"], &["source", "json"]));
    assert!(uses(
        &["read", "document"],
        &["source", "bytes", "MAX_DOCUMENT_BYTES"]
    ));
}

#[test]
fn only_the_binary_prints_and_asks_the_world() {
    let forbidden = [
        "println!",
        "print!",
        "eprintln!",
        "std::env::",
        "SystemTime",
        "Local::now",
        "Utc::now",
        "clap::",
    ];
    for path in files("src") {
        if module(&path) == "bin" || path.ends_with("rules/testing.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            for word in forbidden {
                assert!(!line.contains(word), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn the_model_knows_no_format_and_no_rule() {
    for path in files("src/model") {
        let text = fs::read_to_string(&path).unwrap();
        for word in [
            "crate::source",
            "crate::engine",
            "crate::rules",
            "std::fs",
            "std::io",
        ] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_rule_file_has_its_page_beside_it() {
    for path in files("src/rules") {
        let text = fs::read_to_string(&path).unwrap();
        if text.contains("\nrule! {") || text.contains("\nrules! {") {
            let page = path.with_extension("md");
            assert!(page.is_file(), "{}", path.display());
            let name = page.file_name().unwrap().to_string_lossy();
            assert!(
                text.contains(&format!("page: \"{name}\"")),
                "{}",
                path.display()
            );
        }
    }
}
