//! Excluded files are counted, and `-v` lists what is read.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::sync::{Arc, Mutex};

use shixiang::{CheckProgress, Checker, Language, MemoryFiles, ReadOptions, Verdict, read_path};

fn files() -> MemoryFiles {
    let names = [
        "a.toml",
        "b.bak.toml",
        "drafts/c.toml",
        "drafts/deep/d.toml",
        "old/drafts.toml",
    ];
    names.into_iter().fold(MemoryFiles::new(), |files, name| {
        files.with(format!("目录/{name}"), format!("name = \"{name}\""))
    })
}

/// The names of the items that are read without what these patterns mean, and how many files are not.
fn read(patterns: &[&str]) -> (Vec<String>, usize) {
    let options = ReadOptions::default().files(files());
    let options = (patterns.iter()).fold(options, |options, pattern| {
        options.exclude(pattern).unwrap()
    });
    let reading = read_path("目录", &options).unwrap();
    let names = reading.catalogue.items.into_iter().map(|item| item.name);
    (names.collect(), reading.account.excluded)
}

#[test]
fn patterns_mean_paths_below_the_input_or_names_anywhere() {
    let (all, none) = read(&[]);
    assert_eq!((all.len(), none), (5, 0));
    for (patterns, excluded) in [
        (
            &["drafts"][..],
            &["drafts/c.toml", "drafts/deep/d.toml"][..],
        ),
        (&["drafts/"], &["drafts/c.toml", "drafts/deep/d.toml"]),
        (
            &["drafts*"],
            &["drafts/c.toml", "drafts/deep/d.toml", "old/drafts.toml"],
        ),
        (&["drafts/*.toml"], &["drafts/c.toml"]),
        (
            &["./drafts/**/*.toml"],
            &["drafts/c.toml", "drafts/deep/d.toml"],
        ),
        (
            &["*.bak.toml", "d.toml"],
            &["b.bak.toml", "drafts/deep/d.toml"],
        ),
        (&["目录", "deep/d.toml", "A.toml"], &[]),
    ] {
        let rest: Vec<String> = (all.iter())
            .filter(|name| !excluded.contains(&name.as_str()))
            .cloned()
            .collect();
        assert_eq!(read(patterns), (rest, excluded.len()), "{patterns:?}");
    }
}

#[test]
fn a_catalogue_includes_nothing_that_is_excluded() {
    let header = "include = [\"*.toml\", \"drafts/*.toml\", \"old/*.toml\"]";
    let files = files().with("目录/catalogue.toml", header);
    let options = ReadOptions::default().files(files);
    for input in ["目录", "目录/catalogue.toml"] {
        let options = options.clone().exclude("drafts").unwrap();
        let reading = read_path(input, &options).unwrap();
        assert_eq!(reading.account.excluded, 1, "{input}");
        assert_eq!(reading.catalogue.items.len(), 3, "{input}");
        assert!(reading.account.failed.is_empty(), "{input}");
    }
    // A file that is named itself is read.
    let options = options.exclude("*.toml").unwrap();
    assert_eq!(
        read_path("目录/a.toml", &options)
            .unwrap()
            .catalogue
            .items
            .len(),
        1
    );
}

#[test]
fn a_directory_of_which_everything_is_excluded_is_not_green() {
    let options = ReadOptions::default()
        .files(files())
        .exclude("*.toml")
        .unwrap();
    let report = Checker::new()
        .check_paths(&["目录".into()], &options, &[])
        .unwrap();
    assert_eq!(report.verdict(None), Verdict::Incomplete);
    assert_eq!(report.excluded, 5);
    let message = report.findings[0].message(Language::Chinese);
    assert!(message.contains("都被排除了"), "{message}");
    let error = ReadOptions::default().exclude("a[").unwrap_err();
    assert!(error.message(Language::Chinese).contains("“a[”不是"));
    assert!(
        error
            .message(Language::English)
            .contains("not a file name pattern")
    );
}

#[test]
fn progress_is_reported_in_order() {
    let item = |name: &str| {
        let code = "11450600MB0000001X4000100000001";
        format!("name = \"{name}\"\nimplementation_code = \"{code}\"\n")
    };
    let files = MemoryFiles::new()
        .with("目录/a.toml", item("甲"))
        .with("目录/b.toml", item("乙"));
    let told: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = told.clone();
    let checker = Checker::new().on_progress(move |progress| {
        let line = match progress {
            CheckProgress::Checked { items, documents } => {
                format!("{items} {}", documents.join(" "))
            }
            other => format!("{other:?}"),
        };
        heard.lock().unwrap().push(line);
    });
    let options = ReadOptions::default().files(files);
    let report = checker
        .check_paths(&["目录".into()], &options, &[])
        .unwrap();
    // Two items have one code, which is found across them and located.
    assert_eq!(report.by_rule()["CAT010"], 1);
    let told = told.lock().unwrap();
    let checked = told
        .iter()
        .take_while(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    let checked: Vec<&String> = checked.collect();
    assert!(checked.last().unwrap().starts_with("2 "), "{told:?}");
    let documents: Vec<&str> = checked
        .iter()
        .flat_map(|line| line.split(' ').skip(1))
        .collect();
    assert_eq!(documents, ["目录/a.toml", "目录/b.toml"]);
    assert_eq!(told[checked.len()..], ["Across", "Locating"]);
}

#[cfg(feature = "cli")]
mod command {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    use serde_json::Value;

    fn shixiang(directory: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shixiang"));
        command
            .args(arguments)
            .env("LC_ALL", "zh_CN.UTF-8")
            .current_dir(directory);
        command.output().unwrap()
    }

    fn text(bytes: &[u8]) -> &str {
        std::str::from_utf8(bytes).unwrap()
    }

    /// A directory with an item and two drafts.
    fn directory(name: &str) -> PathBuf {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("exclude")
            .join(name);
        let _ = fs::remove_dir_all(&directory);
        fs::create_dir_all(directory.join("目录/drafts")).unwrap();
        for (name, text) in [
            ("a.toml", "name = \"甲证核发\"\nversion = 1\n"),
            ("drafts/b.toml", "name = \"乙证核发\"\nversion = 0\n"),
            ("drafts/c.pdf", "%PDF"),
        ] {
            fs::write(directory.join("目录").join(name), text).unwrap();
        }
        directory
    }

    #[test]
    fn the_number_of_excluded_files_is_reported() {
        let directory = directory("count");
        let check = ["check", "目录", "--select", "IDN060", "--exclude", "drafts"];
        let output = shixiang(&directory, &check);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(
            text(&output.stdout).contains("另有2个文件被排除"),
            "{output:?}"
        );
        let json = shixiang(&directory, &[&check[..], &["--format", "json"]].concat());
        let report: Value = serde_json::from_slice(&json.stdout).unwrap();
        assert_eq!(report["summary"]["excluded"], 2);
        let written = shixiang(
            &directory,
            &["normalize", "目录", "-o", "b", "--exclude", "drafts"],
        );
        assert!(
            text(&written.stderr).contains("另有2个文件被排除"),
            "{written:?}"
        );

        // The configuration says the same.
        let check = ["check", "目录", "--select", "IDN060"];
        assert_eq!(shixiang(&directory, &check).status.code(), Some(3));
        fs::write(
            directory.join("目录/shixiang.toml"),
            "exclude = [\"drafts\"]\n",
        )
        .unwrap();
        let output = shixiang(&directory, &check);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(
            text(&output.stdout).contains("另有2个文件被排除"),
            "{output:?}"
        );
        fs::write(directory.join("目录/shixiang.toml"), "exclude = [\"[\"]\n").unwrap();
        let output = shixiang(&directory, &check);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains("“[”不是文件名的写法"),
            "{output:?}"
        );
    }

    #[test]
    fn verbose_prints_the_inputs_on_standard_error() {
        let directory = directory("verbose");
        fs::write(
            directory.join("目录/shixiang.toml"),
            "exclude = [\"drafts\"]\n",
        )
        .unwrap();
        let plain = shixiang(&directory, &["check", "目录"]);
        assert_eq!(text(&plain.stderr), "");
        let verbose = shixiang(&directory, &["check", "目录", "-v"]);
        assert_eq!(text(&verbose.stdout), text(&plain.stdout));
        let told: Vec<&str> = text(&verbose.stderr).lines().collect();
        assert_eq!(
            told[..3],
            [
                "配置：目录/shixiang.toml",
                "读：目录/a.toml",
                "读了1个文件、1条记录、1个事项，排除2个文件",
            ]
        );
        for phase in ["准备", "读并逐项检查", "跨事项检查", "写报告", "共"] {
            assert!(
                told[3].starts_with("用时：") && told[3].contains(phase),
                "{told:?}"
            );
        }
        let english = shixiang(
            &directory,
            &["--lang=en", "check", "目录", "-v", "--format", "json"],
        );
        assert!(
            text(&english.stderr).starts_with("configuration: 目录/shixiang.toml\nread: "),
            "{english:?}"
        );
        let _: Value = serde_json::from_slice(&english.stdout).unwrap();
    }
}
