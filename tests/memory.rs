//! Files in memory are read as the same files on a disk are.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use shixiang::report::{self, ReportFormat, ReportOptions};
use shixiang::{Checker, Error, Language, MemoryFiles, ReadOptions};

/// Adds all files below a directory.
fn held(mut files: MemoryFiles, directory: &Path) -> MemoryFiles {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        files = if path.is_dir() {
            held(files, &path)
        } else {
            let bytes = fs::read(&path).unwrap();
            files.with(path, bytes)
        };
    }
    files
}

/// The report on these inputs, or the error.
fn report(inputs: &[&str], options: &ReadOptions) -> Result<String, String> {
    let paths: Vec<PathBuf> = inputs.iter().map(PathBuf::from).collect();
    let checker = Checker::new().today("2026-11-15".parse().unwrap());
    let said = |error: Error| error.message(Language::Chinese);
    let report = checker.check_paths(&paths, options, &[]).map_err(said)?;
    let options = ReportOptions::new(Language::Chinese).excerpts(true);
    let mut json = Vec::new();
    report::write(ReportFormat::Json, &report, &options, &mut json).unwrap();
    Ok(String::from_utf8(json).unwrap())
}

#[test]
fn the_report_is_that_on_the_same_files_on_disk() {
    let files = [
        "examples/data",
        "examples/faulty",
        "examples/views",
        "src/dialect",
    ]
    .into_iter()
    .fold(MemoryFiles::new(), |files, directory| {
        held(files, Path::new(directory))
    });
    let memory = ReadOptions::default().files(files);
    let disk = ReadOptions::default();
    let mut inputs = vec![
        vec!["examples/data"],
        vec!["./examples/faulty"],
        vec!["examples/./data/"],
        vec!["examples/data/catalogue.toml", "examples/views/app.ndjson"],
        // Tables of several files, and files of no known format.
        vec!["examples/views"],
        vec!["src/dialect"],
        vec!["examples/nowhere"],
        vec!["examples/data/nowhere.toml"],
        vec!["src/dialect/mod.rs"],
    ];
    if cfg!(feature = "tables") {
        inputs.push(vec!["examples/views/portal.csv"]);
    }
    for inputs in inputs {
        assert_eq!(
            report(&inputs, &memory),
            report(&inputs, &disk),
            "{inputs:?}"
        );
    }
}

#[test]
fn a_catalogue_includes_the_files_of_its_patterns() {
    let include = "include = ['items/*.toml', '**/b.toml', 'c', '../d.toml', '[', 'none*']";
    let files = [
        ("a/catalogue.toml", include),
        ("a/items/a.toml", "name = '甲'"),
        ("a/items/.a.toml", "name = '隐'"),
        ("a/items/deep/a.toml", "name = '深'"),
        ("a/items/deep/b.toml", "name = '乙'"),
        ("a/c/e.toml", "name = '丙'"),
        ("d.toml", "name = '丁'"),
    ];
    let directory = std::env::temp_dir().join(format!("shixiang-memory-{}", std::process::id()));
    let mut held = MemoryFiles::new();
    for (name, text) in files {
        let path = directory.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        held = held.with(&path, text);
    }
    let input = directory.join("a").display().to_string();
    let on_disk = report(&[&input], &ReadOptions::default());
    let in_memory = report(&[&input], &ReadOptions::default().files(held));
    fs::remove_dir_all(&directory).unwrap();
    let text = in_memory.clone().unwrap();
    assert!(text.contains("甲") && text.contains("乙") && text.contains("在目录之外"));
    assert!(!text.contains("隐") && !text.contains("丁"));
    assert_eq!(in_memory, on_disk);
}
