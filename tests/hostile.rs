//! Hostile input: files that are none, names that lead elsewhere, texts that command a terminal.
#![cfg(all(feature = "cli", unix))]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use shixiang::source::Format;
use shixiang::{ReadOptions, Reading, read_path, read_str};

const ITEM: &str = "name = \"甲\"\n";

/// An empty directory for one test.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("hostile")
        .join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn write(directory: &Path, name: &str, text: &str) -> PathBuf {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}

fn shixiang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .env("LANG", "zh_CN.UTF-8")
        .args(args)
        .output()
        .unwrap()
}

fn names(reading: &Reading) -> Vec<&str> {
    let items = reading.catalogue.items.iter();
    items.map(|item| item.name.as_str()).collect()
}

fn codes(reading: &Reading) -> Vec<&str> {
    let notices = reading.notices.iter();
    notices
        .map(|located| located.notice.code.as_str())
        .collect()
}

fn read(path: &Path) -> Reading {
    read_path(path, &ReadOptions::default()).unwrap()
}

#[test]
fn pipes_and_devices_are_refused_wherever_they_stand() {
    let directory = directory("pipes");
    write(&directory, "a.toml", ITEM);
    for name in ["b.toml", "c.csv", "d.ndjson", "e.xlsx", "f.json"] {
        let pipe = directory.join(name);
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let reading = read(&pipe);
        assert_eq!(codes(&reading), ["DOC008"], "{name}");
    }
    symlink("/dev/zero", directory.join("z.csv")).unwrap();
    let reading = read(&directory);
    assert_eq!(names(&reading), ["甲"]);
    assert_eq!(codes(&reading), ["DOC008"; 6]);
    // Also after a pattern.
    write(
        &directory,
        "catalogue.toml",
        "include = [\"*.ndjson\", \"a.*\"]\n",
    );
    let reading = read(&directory);
    assert_eq!(
        (names(&reading), codes(&reading)),
        (vec!["甲"], vec!["DOC008"])
    );
    let output = shixiang(&["check", directory.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn include_stays_in_its_directory() {
    let directory = directory("outside");
    let secret = write(&directory, "secret/s.toml", "name = \"秘密\"\n");
    write(&directory, "own/a.toml", ITEM);
    symlink(&secret, directory.join("own/link.toml")).unwrap();
    symlink(directory.join("secret"), directory.join("own/linked")).unwrap();
    let absolute = format!("{}/*.toml", secret.parent().unwrap().display());
    for pattern in [
        absolute.as_str(),
        "../secret/*.toml",
        "x/../../secret/s.toml",
        "link.toml",
        "linked/*.toml",
    ] {
        let list = format!("include = [\"a.toml\", {pattern:?}]\n");
        write(&directory, "own/catalogue.toml", &list);
        let reading = read(&directory.join("own"));
        assert_eq!(names(&reading), ["甲"], "{pattern}");
        assert_eq!(codes(&reading), ["DOC007"], "{pattern}");
        assert!(!reading.account.is_complete(), "{pattern}");
    }
    write(&directory, "own/catalogue.toml", "include = [\"[\"]\n");
    assert_eq!(codes(&read(&directory.join("own"))), ["DOC007"]);
}

#[test]
fn catalogues_that_include_each_other_are_read_once() {
    let directory = directory("nested");
    write(
        &directory,
        "catalogue.toml",
        "name = \"目录\"\ninclude = [\"*/catalogue.toml\", \"z.toml\"]\n",
    );
    write(&directory, "z.toml", "name = \"丙\"\n");
    write(
        &directory,
        "a/catalogue.toml",
        "include = [\"items/*.toml\", \"catalogue.toml\"]\n",
    );
    write(&directory, "a/items/1.toml", ITEM);
    write(
        &directory,
        "b/catalogue.toml",
        "items = [{ name = \"乙\" }]\n",
    );
    let reading = read(&directory);
    assert_eq!(names(&reading), ["甲", "乙", "丙"]);
    assert_eq!(reading.catalogue.name.as_deref(), Some("目录"));
    assert!(reading.account.is_complete(), "{:?}", reading.failed);
}

#[test]
fn an_include_that_is_not_followed_is_reported() {
    let text = "include = [\"nothing/*.toml\"]\n";
    let json = "{\"include\": [\"nothing/*.toml\"], \"items\": [{\"name\": \"甲\"}]}";
    for (name, text, format) in [
        ("-", text, Format::Toml),
        ("list.toml", text, Format::Toml),
        ("catalogue.json", json, Format::Json),
    ] {
        let reading = read_str(name, text, format, &ReadOptions::default());
        assert_eq!(codes(&reading), ["DOC007"], "{name}");
        assert!(!reading.account.is_complete(), "{name}");
    }
}

#[test]
fn only_one_name_makes_a_file_a_catalogue() {
    let path = write(&directory("name"), "my-catalogue.toml", ITEM);
    let reading = read(&path);
    assert_eq!((names(&reading), codes(&reading)), (vec!["甲"], vec![]));
}

#[test]
fn an_encoding_that_is_none_is_wrong_usage() {
    let path = write(&directory("encoding"), "a.csv", "事项名称\n甲\n");
    for command in [&["check"][..], &["normalize", "-o", "-", "--to", "ndjson"]] {
        let mut args = command.to_vec();
        args.extend([path.to_str().unwrap(), "--encoding", "nosuch"]);
        assert_eq!(shixiang(&args).status.code(), Some(2), "{command:?}");
    }
}

#[test]
fn no_text_commands_a_terminal() {
    let directory = directory("terminal");
    let bad = r"甲\u001b]0;pwned\u0007\u001b[2J\u202e\u009b31m\u0008\u007f乙";
    let text = format!(
        r#"{{"name": "{bad}", "item_type": "{bad}", "guide": {{"conditions": "{bad}", "process": {{"steps": [{{"name": "{bad}"}}]}}}}, "channels": [{{"kind": "政务服务网", "url": "https://a.gov.cn/{bad}"}}], "{bad}": "{bad}"}}"#
    );
    let path = write(&directory, "item.json", &text);
    for command in ["check", "flowchart"] {
        let output = shixiang(&[command, path.to_str().unwrap()]);
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(said[0].contains('甲'), "{command} says nothing of it");
        let commands = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        for text in said {
            assert!(!text.contains(commands), "{command}: {text:?}");
        }
    }
}

#[test]
fn a_report_never_overwrites_what_it_is_about() {
    let directory = directory("overwrite");
    let item = write(&directory, "items/a.toml", ITEM);
    let table = write(&directory, "b.csv", "事项名称,事项类型\n甲许可,行政许可\n");
    let (item, table) = (item.to_str().unwrap(), table.to_str().unwrap());
    let below = directory.join("items");
    let below = below.to_str().unwrap();
    let before = directory.join("items/../b.csv");
    let link = directory.join("link.csv");
    symlink(table, &link).unwrap();
    for args in [
        &["check", table, "-o", table][..],
        &[
            "check",
            table,
            "-q",
            "-o",
            &format!("csv={}", before.display()),
        ],
        &["check", table, "-o", link.to_str().unwrap()],
        &["check", item, "-o", &format!("json={item}")],
        &["check", below, "-o", &format!("json={item}")],
        &["check", item, "--facts", item],
        &[
            "check",
            below,
            "--previous",
            item,
            "-o",
            &format!("json={item}"),
        ],
        &["report", table, "-o", table],
        &["across", item, "-o", &format!("json={item}")],
        // Nor one report over another.
        &["check", item, "-o", "r.json", "-o", "ndjson=./r.json"],
    ] {
        let output = shixiang(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(fs::read_to_string(item).unwrap(), ITEM, "{args:?}");
        assert!(
            fs::read_to_string(table).unwrap().starts_with("事项名称"),
            "{args:?}"
        );
    }
    let output = shixiang(&["check", item, "-o", "josn=r.json"]);
    assert_eq!(output.status.code(), Some(2));
    // Beside what is read, a report of the run before is replaced.
    write(&directory, "c/catalogue.toml", "include = [\"a.toml\"]\n");
    write(&directory, "c/a.toml", ITEM);
    let (catalogue, report) = (directory.join("c"), directory.join("c/r.json"));
    for _ in 0..2 {
        let args = [
            "check",
            catalogue.to_str().unwrap(),
            "-o",
            report.to_str().unwrap(),
        ];
        assert_eq!(shixiang(&args).status.code(), Some(1));
    }
}

#[test]
fn a_file_that_several_paths_lead_to_is_read_once() {
    let directory = directory("twice");
    let item = write(&directory, "a.toml", ITEM);
    symlink(&item, directory.join("b.toml")).unwrap();
    symlink(&directory, directory.join("again")).unwrap();
    let again = directory.join("again/a.toml");
    let options = ReadOptions::default();
    for paths in [
        vec![item.clone(), item.clone()],
        vec![directory.clone(), item.clone()],
        vec![directory.clone(), directory.clone()],
        vec![again, directory.clone()],
    ] {
        let reading = shixiang::read_paths(&paths, &options).unwrap();
        assert_eq!(
            (names(&reading), codes(&reading)),
            (vec!["甲"], vec![]),
            "{paths:?}"
        );
    }
    let catalogue = write(&directory, "catalogue.toml", "include = [\"a.toml\"]\n");
    let reading = shixiang::read_paths(&[catalogue, item], &options).unwrap();
    assert_eq!(names(&reading), ["甲"]);
}

#[test]
fn what_makes_a_check_say_nothing_is_wrong_usage() {
    let directory = directory("usage");
    let item = write(&directory, "a.toml", ITEM);
    let item = item.to_str().unwrap();
    let broken = write(
        &directory,
        "broken.toml",
        "name = \"目录\nprofile = \"audit\"\n",
    );
    let notes = write(&directory, "notes.txt", "明天开会\n");
    for catalogue in [broken.to_str().unwrap(), notes.to_str().unwrap()] {
        let output = shixiang(&["check", item, "--catalogue", catalogue]);
        assert_eq!(output.status.code(), Some(2), "{catalogue}");
    }
    for args in [
        &["check", item, "--select", "LIM", "--ignore", "LIM"][..],
        &["check", item, "--history", "/dev/zero"],
        &["check", item, "--baseline", "/dev/zero"],
    ] {
        assert_eq!(shixiang(args).status.code(), Some(2), "{args:?}");
    }
    let many = shixiang(&["check", item, "--threads", "99999999999"]);
    assert_eq!(many.status.code(), Some(1));
}
