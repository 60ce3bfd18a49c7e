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

use sources::{Library, files};

/// The modules of the library; each may use only those before it.
const ORDER: &[&str] = &[
    "i18n",
    "error",
    "excel",
    "path",
    "threads",
    "spill",
    "words",
    "reference",
    "calendar",
    "prose",
    "vocabulary",
    "code",
    "division",
    "grounds",
    "model",
    "value",
    "schema",
    "compare",
    "tabular",
    "source",
    "dialect",
    "read",
    "guess",
    "diff",
    "analysis",
    "facts",
    "engine",
    "rules",
    "write",
    "debt",
    "check",
    "fix",
    "report",
    "export",
    "interop",
    "editor",
    "_documentation",
];

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
        // Nobody reads a table that a test writes.
        if text.contains("\n//! Generated from them:") {
            continue;
        }
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
    let wrong = Library::read().out_of_order(ORDER);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let uses = Library::read().circular_uses();
    assert!(uses.is_empty(), "{uses:#?}");
}

#[test]
fn no_public_type_has_the_name_of_another() {
    let twice: Vec<String> = (Library::read().public_types().into_iter())
        .filter(|(_, modules)| modules.len() > 1)
        .map(|(name, _)| name)
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
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

/// A library in which `low` stands before `high`, and that is in order.
const SOUND: &[(&str, &str)] = &[
    ("lib.rs", "mod low; mod high; pub use high::High;"),
    ("low/mod.rs", "mod part; pub(crate) use part::Part;"),
    ("low/part.rs", "pub(crate) struct Part;"),
    (
        "high.rs",
        "use crate::low::{self, Part}; pub struct High(Part, low::Part);",
    ),
];

/// The sound library with another text for one of its files.
fn with(file: &str, text: &'static str) -> Library {
    let own = SOUND.iter().copied().filter(|(name, _)| *name != file);
    Library::of(own.chain([(file, text)]))
}

#[test]
fn modules_out_of_order_are_found_however_they_are_named() {
    const ORDER: &[&str] = &["low", "high"];
    assert_eq!(with("", "").out_of_order(ORDER), BTreeSet::new());
    assert_eq!(with("", "").circular_uses(), BTreeSet::new());
    for upwards in [
        "use crate::high::High;",
        "use crate::{high::High, low};",
        "use crate::{low, high::{self as top, High}};",
        "use super::super::high;",
        "use crate::High;",
        "fn f() { let high = crate::high::High; }",
        "macro_rules! m { () => { $crate::high::High } }",
        "mod inner { fn f() -> crate::high::High {} }",
    ] {
        let library = with("low/part.rs", upwards);
        assert!(!library.out_of_order(ORDER).is_empty(), "{upwards}");
        assert!(!library.circular_uses().is_empty(), "{upwards}");
    }
    // Tests may look from anywhere.
    let tests = "#[cfg(test)] mod tests { use crate::high::High; }";
    assert_eq!(
        with("low/part.rs", tests).out_of_order(ORDER),
        BTreeSet::new()
    );
}

#[test]
fn an_order_must_name_exactly_the_modules() {
    let library = with("", "");
    let wrong = |order: &[&str]| library.out_of_order(order).into_iter().collect::<Vec<_>>();
    assert_eq!(wrong(&["low"]), ["high has no place"]);
    assert_eq!(wrong(&["low", "middle", "high"]), ["middle is no module"]);
}

#[test]
fn cycles_of_files_within_a_module_are_found() {
    let library = with(
        "low/mod.rs",
        "mod part; use part::Part; pub(crate) struct Whole(Part);",
    );
    assert_eq!(library.circular_uses(), BTreeSet::new());
    let library = Library::of([
        ("lib.rs", "mod low;"),
        (
            "low/mod.rs",
            "mod part; mod other; pub(crate) struct Whole(part::Part);",
        ),
        (
            "low/part.rs",
            "use super::{other::Other}; pub(crate) struct Part(Other);",
        ),
        (
            "low/other.rs",
            "use super::Whole; pub(crate) struct Other(Box<Whole>);",
        ),
    ]);
    let uses: Vec<String> = library.circular_uses().into_iter().collect();
    assert_eq!(
        uses,
        [
            "low: low::part::Part",
            "low::other: low::Whole",
            "low::part: low::other::Other",
        ]
    );
}

#[test]
fn duplicate_public_names_are_found() {
    let library = Library::of([
        ("lib.rs", "pub mod low; pub mod high; mod hidden;"),
        ("low.rs", "pub struct Field; pub struct Low;"),
        ("high.rs", "pub enum Field {} pub use crate::low::Low;"),
        ("hidden.rs", "pub struct Low;"),
    ]);
    let twice = library
        .public_types()
        .into_iter()
        .filter(|(_, of)| of.len() > 1);
    let twice: Vec<String> = twice.map(|(name, _)| name).collect();
    assert_eq!(twice, ["Field"]);
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
        if module(&path) == "bin" || path.ends_with("testing.rs") {
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
            // Without its two lines the file is not compiled, and no other test misses it.
            let theme = fs::read_to_string(path.with_file_name("mod.rs")).unwrap();
            let entry = format!("{}::RULES", path.file_stem().unwrap().to_string_lossy());
            let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            assert!(
                theme.split(|c| !is_word(c)).any(|word| word == entry),
                "{}: no `{entry}` in the mod.rs beside it",
                path.display()
            );
        }
    }
}
