//! Writing under faults: what stands at the target is the old or the new at every moment, and nothing is
//! replaced that this tool did not write.
#![cfg(all(feature = "cli", unix))]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use shixiang::source::Format;
use shixiang::write::{Form, write, write_text};
use shixiang::{Catalogue, Error, ReadOptions, ServiceItem, read_path};

/// An empty directory for one test.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("writing")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn put(directory: &Path, name: &str, text: &str) -> PathBuf {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

fn command(directory: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shixiang"));
    (command.current_dir(directory).args(args)).env("LANG", "zh_CN.UTF-8");
    command
}

fn shixiang(directory: &Path, args: &[&str]) -> Output {
    command(directory, args).output().unwrap()
}

/// Every file below a directory and its content.
fn content(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_path_buf()];
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                open.push(path.clone());
                found.push((path, Vec::new()));
            } else {
                let bytes = if path.is_file() {
                    fs::read(&path).unwrap()
                } else {
                    Vec::new()
                };
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}

fn hidden(directory: &Path) -> usize {
    let names = fs::read_dir(directory).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name());
    names
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .count()
}

fn catalogue(names: &[&str]) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for name in names {
        let mut item = ServiceItem::default();
        (*name).clone_into(&mut item.name);
        catalogue.items.push(item);
    }
    catalogue
}

/// Files are read whatever they are called.
fn options(form: Form) -> ReadOptions {
    let mut options = ReadOptions::default();
    options.format = match form {
        Form::Toml => Some(Format::Toml),
        Form::Json => Some(Format::Json),
        Form::Ndjson => Some(Format::Ndjson),
        _ => None,
    };
    options
}

const FORMS: &[(&str, Form)] = &[
    ("dir", Form::Directory),
    ("toml", Form::Toml),
    ("json", Form::Json),
    ("ndjson", Form::Ndjson),
];

#[test]
fn nothing_that_others_wrote_is_replaced() {
    let place = directory("others");
    put(&place, "a.toml", "name = \"甲\"\n");
    // A checkout in which a catalogue lies, a home directory, a catalogue with more beside it.
    write(
        &catalogue(&["乙"]),
        Form::Directory,
        &place.join("checkout"),
        false,
    )
    .unwrap();
    put(&place, "checkout/.git/HEAD", "ref");
    put(&place, "checkout/README.md", "x");
    put(&place, "home/.profile", "x");
    write(
        &catalogue(&["乙"]),
        Form::Directory,
        &place.join("below"),
        false,
    )
    .unwrap();
    put(&place, "below/items/forms/a.docx", "x");
    write(
        &catalogue(&["乙"]),
        Form::Directory,
        &place.join("linked"),
        false,
    )
    .unwrap();
    symlink("/etc/hosts", place.join("linked/items/x.toml")).unwrap();
    put(&place, "cargo/catalogue.toml", "[package]\nname = \"x\"\n");
    put(&place, "parts/items/a.toml", "name = \"x\"\n");
    symlink(place.join("home"), place.join("link")).unwrap();
    symlink("/dev/null", place.join("null")).unwrap();
    symlink("nowhere", place.join("dangling")).unwrap();
    put(&place, "notes.txt", "# 笔记\n");
    put(
        &place,
        "Cargo.toml",
        "[package]\nname = \"x\"\nversion = \"1\"\n",
    );
    put(
        &place,
        "package.json",
        "{\"name\": \"x\", \"scripts\": {}}\n",
    );
    put(&place, "list.json", "[{\"name\": \"x\"}]\n");
    put(&place, "rows.ndjson", "{\"id\": 1}\n{\"id\": 2}\n");
    put(&place, "table.csv", "事项名称\n甲\n");
    put(&place, "book.xlsx", "PK\u{3}\u{4}");
    fs::write(place.join("picture"), [0x89, b'P', b'N', b'G', 0xff]).unwrap();
    let before = content(&place);
    let names = fs::read_dir(&place).unwrap();
    let names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .chain([
            "/".to_owned(),
            ".".to_owned(),
            "..".to_owned(),
            "home/..".to_owned(),
        ])
        .filter(|name| name != "a.toml")
        .collect();
    for name in &names {
        for (to, _) in FORMS {
            let output = shixiang(
                &place,
                &["normalize", "a.toml", "-o", name, "--to", to, "--force"],
            );
            assert_eq!(output.status.code(), Some(2), "{name} {to}");
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(
                said.contains("不覆盖") || said.contains("没有这个位置"),
                "{said}"
            );
        }
        let list = shixiang(
            &place,
            &[
                "normalize",
                "a.toml",
                "-o",
                "out",
                "--force",
                "--loss",
                name,
            ],
        );
        assert_eq!(list.status.code(), Some(2), "{name}");
        let new = shixiang(&place, &["new", "-o", name, "--force"]);
        assert_eq!(new.status.code(), Some(2), "{name}");
    }
    let said = shixiang(
        &place,
        &["normalize", "a.toml", "-o", "checkout", "--force"],
    )
    .stderr;
    assert!(String::from_utf8(said).unwrap().contains("checkout/.git"));
    assert!(before == content(&place), "something was changed");
}

#[test]
fn output_of_this_tool_is_replaced() {
    let place = directory("own");
    // Records with nothing, a syntax error, and every element.
    let lines = "{\"name\": \"甲\", \"x\": 1}\n{\"name\": \"乙\"\n";
    put(&place, "a.ndjson", lines);
    shixiang(&place, &["new", "-o", "new.toml"]);
    for (to, _) in FORMS {
        for input in ["a.ndjson", "new.toml"] {
            for (list, trace) in [("loss.json", "trace"), ("loss.txt", "trace")] {
                let out = format!("out.{to}");
                let args = ["normalize", input, "-o", &out, "--to", to, "--force"];
                for _ in 0..2 {
                    let output = command(&place, &args)
                        .args(["--loss", list, "--trace", trace])
                        .output()
                        .unwrap();
                    let wanted = if input == "a.ndjson" { 3 } else { 0 };
                    assert_eq!(output.status.code(), Some(wanted), "{output:?}");
                }
            }
        }
    }
    // One form over another, and the file that was filled in.
    for to in ["toml", "ndjson", "json", "toml"] {
        let args = [
            "normalize",
            "new.toml",
            "-o",
            "out.any",
            "--to",
            to,
            "--force",
        ];
        assert_eq!(shixiang(&place, &args).status.code(), Some(0), "{to}");
    }
    assert_eq!(
        shixiang(&place, &["new", "-o", "new.toml", "--force"])
            .status
            .code(),
        Some(0)
    );
    // Files that systems leave are nobody's work; an empty directory and an empty file hold nothing.
    put(&place, "out.dir/.DS_Store", "x");
    fs::create_dir(place.join("empty")).unwrap();
    put(&place, "empty.json", "");
    symlink("out.dir", place.join("current")).unwrap();
    for (out, to) in [
        ("out.dir", "dir"),
        ("empty", "dir"),
        ("empty.json", "json"),
        ("current", "dir"),
        ("./out.dir/", "dir"),
    ] {
        let args = ["normalize", "new.toml", "-o", out, "--to", to, "--force"];
        let output = shixiang(&place, &args);
        assert_eq!(output.status.code(), Some(0), "{out}: {output:?}");
    }
    assert!(place.join("current").is_symlink());
    assert_eq!(hidden(&place), 0);
}

/// A file of many items is recognized by its head, also if a long item is first.
#[test]
fn large_files_are_recognized() {
    let place = directory("large");
    let mut many = catalogue(&vec!["事项"; 40_000]);
    for (to, form) in &FORMS[1..] {
        let path = place.join(to);
        write(&many, *form, &path, false).unwrap();
        assert!(fs::metadata(&path).unwrap().len() > 256 << 10, "{to}");
        write(&many, *form, &path, true).unwrap();
    }
    many.items.truncate(1);
    many.items[0].summary = Some("长".repeat(200_000));
    for (to, form) in &FORMS[1..] {
        let path = place.join(to);
        write(&many, *form, &path, true).unwrap();
        write(&many, *form, &path, true).unwrap();
    }
}

#[test]
fn outputs_must_not_overlap() {
    let place = directory("apart");
    put(&place, "a.toml", "name = \"甲\"\n");
    for (out, to, list) in [
        ("x", "json", "./x"),
        ("cat", "dir", "cat/loss.json"),
        ("cat", "dir", "cat"),
        // The records that could not be read go there.
        ("x", "json", "x.未能转换.ndjson"),
    ] {
        let args = ["normalize", "a.toml", "-o", out, "--to", to, "--loss", list];
        let output = shixiang(&place, &args);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
    }
    let same = [
        "normalize",
        "a.toml",
        "-o",
        "x",
        "--loss",
        "y",
        "--trace",
        "y",
    ];
    assert_eq!(shixiang(&place, &same).status.code(), Some(2));
    assert_eq!(content(&place).len(), 1);
}

/// Left-overs of a killed run, of this version or of an earlier one.
#[test]
fn left_overs_are_never_read_and_in_nobodys_way() {
    let place = directory("left");
    put(&place, "a.toml", "name = \"甲\"\n");
    for left in [".shixiang-0123456789abcdef", ".cat.1-new", ".cat.1-old"] {
        put(
            &place,
            &format!("{left}/items/stale.toml"),
            "name = \"早已删去\"\n",
        );
        put(
            &place,
            &format!("{left}/catalogue.toml"),
            "include = [\"items/*.toml\"]\n",
        );
    }
    put(
        &place,
        ".shixiang-fedcba9876543210",
        "{\"name\": \"早已删去\"}\n",
    );
    let run = ["normalize", "a.toml", "-o", "cat"];
    assert_eq!(shixiang(&place, &run).status.code(), Some(0));
    assert_eq!(fs::read_dir(place.join("cat/items")).unwrap().count(), 1);
    fs::remove_file(place.join("a.toml")).unwrap();
    let count = || {
        read_path(&place, &ReadOptions::default())
            .unwrap()
            .account
            .items
    };
    assert_eq!(count(), 1);
    // From the directory above, too, the catalogue is read as one: its schema is no item.
    let above = read_path(&place, &ReadOptions::default()).unwrap();
    assert!(above.account.is_complete(), "{:?}", above.failed);
    for pattern in [
        "*/items/*.toml",
        "**/stale.toml\", \"cat/items/*",
        "*/catalogue.toml",
    ] {
        put(
            &place,
            "catalogue.toml",
            &format!("include = [\"{pattern}\"]\n"),
        );
        assert_eq!(count(), 1, "{pattern}");
    }
}

#[test]
fn the_second_of_two_writers_is_refused() {
    let place = directory("two");
    put(&place, "a.toml", "name = \"甲\"\n");
    for round in 0..4 {
        for (to, _) in FORMS {
            let out = format!("{round}.{to}");
            let start = || {
                let args = ["normalize", "a.toml", "-o", &out, "--to", to];
                command(&place, &args)
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap()
            };
            let codes = [start(), start()].map(|mut run| run.wait().unwrap().code().unwrap());
            assert_eq!(codes.iter().sum::<i32>(), 2, "{codes:?}");
        }
    }
    assert_eq!(hidden(&place), 0);
}

/// Kills runs at all moments, and watches the target meanwhile.
#[test]
fn a_killed_run_leaves_the_old_or_the_new() {
    let place = directory("killed");
    let old: Vec<String> = (0..150).map(|number| format!("旧{number}")).collect();
    let new: Vec<String> = (0..150).map(|number| format!("新{number}")).collect();
    for (name, names) in [("old.ndjson", &old), ("new.ndjson", &new)] {
        let lines = names
            .iter()
            .map(|name| format!("{{\"name\": \"{name}\"}}\n"));
        put(&place, name, &lines.collect::<String>());
    }
    for (to, form) in FORMS {
        let out = format!("out.{to}");
        let target = place.join(&out);
        let names: Vec<&str> = old.iter().map(String::as_str).collect();
        write(&catalogue(&names), *form, &target, false).unwrap();
        let options = options(*form);
        let args = |input| ["normalize", input, "-o", &out, "--to", to, "--force"];
        let start = Instant::now();
        assert_eq!(shixiang(&place, &args("new.ndjson")).status.code(), Some(0));
        let whole = start.elapsed();
        let (is_over, missed) = (AtomicBool::new(false), AtomicUsize::new(0));
        let shown = if *form == Form::Directory {
            target.join("catalogue.toml")
        } else {
            target.clone()
        };
        thread::scope(|scope| {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    missed.fetch_add(usize::from(!shown.exists()), Ordering::Relaxed);
                }
            });
            for round in 0..16_u32 {
                let input = if round % 2 == 0 {
                    "old.ndjson"
                } else {
                    "new.ndjson"
                };
                let mut run = command(&place, &args(input))
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap();
                thread::sleep(whole * round / 14 + Duration::from_millis(1));
                run.kill().unwrap();
                run.wait().unwrap();
                let read = read_path(&target, &options).unwrap();
                let mut firsts: Vec<char> = (read.catalogue.items.iter())
                    .map(|item| item.name.chars().next().unwrap())
                    .collect();
                assert_eq!(firsts.len(), 150, "{to} {round}");
                firsts.dedup();
                assert_eq!(firsts.len(), 1, "{to} {round}");
            }
            is_over.store(true, Ordering::Relaxed);
        });
        assert_eq!(missed.into_inner(), 0, "{to}: a moment without a catalogue");
        // Left-overs are not in the way.
        assert_eq!(shixiang(&place, &args("old.ndjson")).status.code(), Some(0));
    }
}

#[test]
fn a_full_disk_is_an_error_and_changes_nothing() {
    let place = directory("full");
    put(&place, "a.toml", "name = \"甲\"\n");
    let long = "长".repeat(4000);
    put(
        &place,
        "b.toml",
        &format!("name = \"乙\"\nsummary = \"{long}\"\n"),
    );
    for (to, _) in FORMS {
        let out = format!("out.{to}");
        assert_eq!(
            shixiang(&place, &["normalize", "a.toml", "-o", &out, "--to", to])
                .status
                .code(),
            Some(0)
        );
        let before = content(&place);
        // The shell ignores the signal, and so the write fails as it does on a full disk.
        let limited = Command::new("sh")
            .current_dir(&place)
            .env("LANG", "zh_CN.UTF-8")
            .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" normalize b.toml -o \"$1\" --to \"$2\" --force --loss l.json --trace t"])
            .args([env!("CARGO_BIN_EXE_shixiang"), &out, to])
            .output()
            .unwrap();
        assert_eq!(limited.status.code(), Some(2), "{limited:?}");
        let said = String::from_utf8(limited.stderr).unwrap();
        assert!(said.contains("文件太大"), "{said}");
        assert!(before == content(&place), "{to}");
    }
    let full = command(&place, &["normalize", "a.toml", "-o", "-", "--to", "json"])
        .stdout(fs::File::options().write(true).open("/dev/full").unwrap())
        .output()
        .unwrap();
    assert_eq!(full.status.code(), Some(2));
    assert!(String::from_utf8(full.stderr).unwrap().contains("磁盘已满"));
    let below = shixiang(&place, &["normalize", "a.toml", "-o", "a.toml/x"]);
    assert!(
        String::from_utf8(below.stderr)
            .unwrap()
            .contains("上级不是目录")
    );
}

#[test]
fn items_of_any_name_are_written_and_read_again() {
    let place = directory("names");
    let long = "𠀀".repeat(61);
    let names = [
        "catalogue",
        "shixiang",
        "CON",
        "con",
        "a/b",
        "a:b",
        "..",
        ".hidden",
        "-rf",
        "é",
        "e\u{301}",
        "豈",
        "\u{f900}",
        "\u{1b}[31m",
        &long,
        &long,
        &long,
        "ABC",
        "abc",
        "item",
        "_",
    ];
    let out = place.join("out");
    write(&catalogue(&names), Form::Directory, &out, false).unwrap();
    let read = read_path(&out, &ReadOptions::default()).unwrap();
    assert!(read.account.is_complete(), "{:?}", read.failed);
    let mut found: Vec<&str> = read
        .catalogue
        .items
        .iter()
        .map(|item| item.name.as_str())
        .collect();
    let mut given = names.to_vec();
    found.sort_unstable();
    given.sort_unstable();
    assert_eq!(found, given);
    // The same on a system without cases.
    let files = fs::read_dir(out.join("items")).unwrap();
    let mut files: Vec<String> = files
        .map(|entry| entry.unwrap().file_name().to_string_lossy().to_lowercase())
        .collect();
    files.sort_unstable();
    files.dedup();
    assert_eq!(files.len(), names.len());
}

#[test]
fn a_text_is_written_over_our_own_only() {
    let place = directory("text");
    let path = put(&place, "a.toml", "name = \"甲\"\n");
    assert!(matches!(
        write_text("x", &path, false),
        Err(Error::Exists { .. })
    ));
    write_text("x", &path, true).unwrap();
    assert!(matches!(
        write_text("y", &path, true),
        Err(Error::NotOurs { .. })
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "x");
}
