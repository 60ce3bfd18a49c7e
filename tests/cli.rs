//! The command line as a user meets it: exit codes, languages, formats.
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
#![cfg(feature = "cli")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn shixiang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LANG", "zh_CN.UTF-8")
        .args(args)
        .output()
        .unwrap()
}

fn with_input(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn error(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn file(name: &str, text: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&directory).unwrap();
    let path = directory.join(name);
    fs::write(&path, text).unwrap();
    path
}

const LATE: &str = "name = \"食品经营许可\"\n[guide.time_limit]\n\
    statutory = { amount = 10, unit = \"工作日\" }\npromised = { amount = 20, unit = \"工作日\" }\n";

#[test]
fn exit_codes_are_those_of_the_contract() {
    let late = file("late.toml", LATE);
    let late = late.to_str().unwrap();
    let code = |args: &[&str]| shixiang(args).status.code();
    assert_eq!(code(&["check", "examples/data"]), Some(0));
    assert_eq!(code(&["check", "--select", "LIM010", late]), Some(1));
    assert_eq!(
        code(&["check", "--select", "LIM010", "--fail-on", "never", late]),
        Some(0)
    );
    assert_eq!(
        code(&["check", "--select", "FEE001", "--ignore", "FEE001", late]),
        Some(2)
    );
    assert_eq!(code(&["check", "no/such/file.toml"]), Some(2));
    assert_eq!(code(&["check", "--select", "no-such-rule", late]), Some(2));
    assert_eq!(code(&["check", "--no-such-option", late]), Some(2));
    assert_eq!(code(&["explain", "XXX999"]), Some(2));
    let empty = file("empty.toml", "");
    assert_eq!(code(&["check", empty.to_str().unwrap()]), Some(3));
    // Incomplete outweighs findings.
    assert_eq!(code(&["check", late, empty.to_str().unwrap()]), Some(3));
    let _ = fs::create_dir_all(Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli"));
    let config = file("bad-config.toml", "profil = \"portal\"\n");
    assert_eq!(
        code(&["check", "--config", config.to_str().unwrap(), late]),
        Some(2)
    );
}

#[test]
fn help_and_errors_come_in_both_languages() {
    let help = out(&shixiang(&["--help"]));
    for word in ["用法", "命令", "检查事项和办事指南", "退出码"] {
        assert!(help.contains(word), "{word}: {help}");
    }
    assert!(
        !help.contains("Options:") && !help.contains("Commands:"),
        "{help}"
    );
    let help = out(&shixiang(&["check", "--help"]));
    assert!(
        help.contains("检查要求") && !help.contains("possible values"),
        "{help}"
    );
    let english = out(&shixiang(&["--lang", "en", "check", "--help"]));
    assert!(english.contains("Usage"), "{english}");
    assert!(
        !english.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)),
        "{english}"
    );
    let missing = error(&shixiang(&["check", "no/such/file.toml"]));
    assert!(missing.contains("没有这个文件或目录"), "{missing}");
    let missing = error(&shixiang(&["--lang=en", "check", "no/such/file.toml"]));
    assert!(missing.contains("no such file"), "{missing}");
    let french = error(&shixiang(&["--lang", "fr", "rules"]));
    assert!(french.contains("“fr”") && french.contains("zh"), "{french}");
    let tagged = error(&shixiang(&[
        "--lang",
        "en-US",
        "check",
        "no/such/file.toml",
    ]));
    assert!(tagged.contains("no such file"), "{tagged}");
    let unknown = error(&shixiang(&["check", "--formatt", "json", "a.toml"]));
    assert!(
        unknown.contains("没有 --formatt") && unknown.contains("--format"),
        "{unknown}"
    );
}

#[test]
fn a_finding_shows_both_places_with_carets_under_the_words() {
    let late = file(
        "carets.toml",
        "name = \"食品经营许可（新办）\"\nverison = 1\n",
    );
    let text = out(&shixiang(&[
        "check",
        "--select",
        "DOC002",
        late.to_str().unwrap(),
    ]));
    let lines: Vec<&str> = text.lines().collect();
    let source = lines
        .iter()
        .position(|line| line.contains("verison = 1"))
        .unwrap();
    let carets = lines[source + 1];
    assert_eq!(carets.matches('^').count(), "verison".len(), "{text}");
    assert!(text.contains("是不是“version”"), "{text}");
    let late = file("both.toml", LATE);
    let text = out(&shixiang(&[
        "check",
        "--select",
        "LIM010",
        late.to_str().unwrap(),
    ]));
    for part in [
        "承诺办结时限是20个工作日",
        "法定办结时限",
        "整改",
        "依据",
        "LIM010",
        "未通过",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn json_output_fits_its_schema_and_has_the_requested_language() {
    let validator = jsonschema::validator_for(
        &shixiang::export::schema("report", shixiang::schema::Rendition::Standard).unwrap(),
    )
    .unwrap();
    for language in ["zh", "en"] {
        let args = [
            "--lang",
            language,
            "check",
            "--format",
            "json",
            "examples/faulty",
        ];
        let json: Value = serde_json::from_str(&out(&shixiang(&args))).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(json["tool"]["name"], "shixiang");
        // One of its files has a fault of syntax.
        assert_eq!(json["summary"]["verdict"], "incomplete");
        let message = json["findings"][0]["message"].as_str().unwrap();
        let chinese = message.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(language == "en" || chinese, "{message}");
        let findings = json["findings"].as_array().unwrap().len();
        let counts = &json["summary"]["findings"];
        let sum: u64 = ["error", "warning", "hint"]
            .iter()
            .filter_map(|key| counts[key].as_u64())
            .sum();
        assert_eq!(findings as u64, sum);
    }
}

#[test]
fn one_run_writes_several_reports() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli/reports");
    let _ = fs::remove_dir_all(&directory);
    let late = file("outputs.toml", LATE);
    let late = late.to_str().unwrap();
    let at = |name: &str| directory.join(name).to_str().unwrap().to_owned();
    let files = [
        (at("a.sarif"), "\"2.1.0\""),
        (at("a.XML"), "<testsuites"),
        (at("a.txt"), "整改"),
        (format!("gitlab={}", at("quality.json")), "check_name"),
    ];
    let mut args = vec!["check", "--select", "LIM010", "--format", "concise", late];
    args.extend(files.iter().flat_map(|(file, _)| ["-o", file]));
    let output = shixiang(&args);
    assert_eq!(output.status.code(), Some(1), "{}", error(&output));
    let text = out(&output);
    assert!(
        text.starts_with(&format!("{late}:4:1: 错误 LIM010 ")),
        "{text}"
    );
    for (file, word) in &files {
        let path = file.strip_prefix("gitlab=").unwrap_or(file);
        let text = fs::read_to_string(path).unwrap();
        assert!(
            text.contains("LIM010") && text.contains(word),
            "{file}: {text}"
        );
        assert!(!text.contains('\u{1b}'), "no colour in a file");
    }
    let unclear = shixiang(&["check", late, "-o", "report"]);
    assert_eq!(unclear.status.code(), Some(2));
    let nowhere = shixiang(&["check", late, "-o", "/dev/null/report.csv"]);
    assert_eq!(nowhere.status.code(), Some(2), "{}", error(&nowhere));
}

#[test]
fn standard_input_is_read_in_the_format_named() {
    let output = with_input(
        &["check", "--select", "DOC", "-"],
        b"name = \"\xe7\x94\xb2\"\n",
    );
    assert_eq!(output.status.code(), Some(0), "{}", error(&output));
    let lines = b"{\"name\": \"\xe7\x94\xb2\"}\n{\"name\": \"\xe4\xb9\x99\", \"summary\": 1}\n";
    let args = [
        "check",
        "--select",
        "DOC",
        "--stdin-format",
        "ndjson",
        "--format",
        "json",
        "-",
    ];
    let output = with_input(&args, lines);
    let json: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(json["summary"]["items"], 2);
    assert_eq!(json["findings"][0]["location"]["line"], 2);
}

#[test]
fn findings_are_the_same_at_any_number_of_threads_and_run() {
    let run = |threads: &str| {
        out(&shixiang(&[
            "check",
            "--threads",
            threads,
            "--format",
            "json",
            "examples/faulty",
        ]))
    };
    let one = run("1");
    assert_eq!(one, run("2"));
    assert_eq!(one, run("3"));
    assert_eq!(one, run("1"));
}

#[test]
fn a_suppression_is_honoured_until_its_day() {
    let late = file("suppressed.toml", LATE);
    let config = file(
        "suppressing.toml",
        "[[suppressions]]\nrule = \"LIM010\"\nreason = \"已报省厅\"\nuntil = \"2026-12-31\"\n",
    );
    let code = |today: &str| {
        let (config, late) = (config.to_str().unwrap(), late.to_str().unwrap());
        let args = [
            "check", "--select", "LIM010", "--config", config, "--today", today, late,
        ];
        shixiang(&args).status.code()
    };
    assert_eq!(code("2026-12-31"), Some(0));
    assert_eq!(code("2027-01-01"), Some(1));
}

#[test]
fn rules_and_schemas_are_listed() {
    let table = out(&shixiang(&["rules", "--row", "B5"]));
    assert!(table.contains("LIM010"), "{table}");
    let json: Value =
        serde_json::from_str(&out(&shixiang(&["rules", "--format", "json"]))).unwrap();
    assert!(json["rules"].as_array().unwrap().len() > 40);
    let markdown = out(&shixiang(&[
        "rules", "--theme", "lim", "--format", "markdown",
    ]));
    assert!(markdown.starts_with("## LIM"), "{markdown}");
    let page = out(&shixiang(&["explain", "promised-exceeds-statutory"]));
    assert!(
        page.contains("LIM010") && page.contains("错误示例：\n```toml\n"),
        "{page}"
    );
    let schema: Value = serde_json::from_str(&out(&shixiang(&["schema", "catalogue"]))).unwrap();
    assert_eq!(schema["title"], "Catalogue");
}

/// A rule that nobody has measured runs if asked for, and never fails a check.
#[test]
fn previews_run_on_request_and_never_fail_a_check() {
    let path = file(
        "preview.toml",
        "name = \"营业执照注销\"\n[[guide.materials]]\nname = \"营业执照正、副本\"\noriginals = 1\nphotocopies = 0\n",
    );
    let path = path.to_str().unwrap();
    let found = |args: &[&str]| {
        let output = shixiang(&[&["check", path, "--format", "json"], args].concat());
        let report: Value = serde_json::from_str(&out(&output)).unwrap();
        let findings = report["findings"].as_array().unwrap();
        let statuses: Vec<String> = (findings.iter())
            .filter(|finding| finding["rule"] == "MAT046")
            .map(|finding| finding["status"].as_str().unwrap().to_owned())
            .collect();
        (statuses, output.status.code())
    };
    assert_eq!(found(&[]).0, [""; 0]);
    assert_eq!(found(&["--select", "MAT"]).0, [""; 0]);
    assert_eq!(found(&["--preview"]).0, ["preview"]);
    assert_eq!(found(&["--preview", "--ignore", "MAT046"]).0, [""; 0]);
    let named = ["--select", "duplicate-counted-once", "--fail-on", "hint"];
    assert_eq!(found(&named), (vec!["preview".to_owned()], Some(0)));
    let config = file("preview-config.toml", "preview = true\n");
    let config = ["--config", config.to_str().unwrap()];
    assert_eq!(found(&config).0, ["preview"]);
    let shown = out(&shixiang(&["check", path, "--select", "MAT046"]));
    assert!(shown.contains("不计入结论"), "{shown}");
    let explained = out(&shixiang(&["explain", "MAT046"]));
    assert!(explained.contains("试用"), "{explained}");
}

#[test]
fn a_division_of_the_user_is_known() {
    let item = file("zone.toml", "name = \"甲\"\ndivision = \"450698\"\n");
    let item = item.to_str().unwrap();
    let code = |args: &[&str]| shixiang(args).status.code();
    assert_eq!(
        code(&["check", "--select", "IDN050", "--fail-on", "hint", item]),
        Some(1)
    );
    let config = "[[divisions]]\ncode = \"450698\"\nname = \"某某经济合作区\"\n";
    let config = file("zone-config.toml", config);
    let config = config.to_str().unwrap();
    assert_eq!(
        code(&[
            "check",
            "--select",
            "IDN050",
            "--fail-on",
            "hint",
            "--config",
            config,
            item
        ]),
        Some(0)
    );
    let odd = file(
        "odd-config.toml",
        "[[divisions]]\ncode = \"4506\"\nname = \"甲\"\n",
    );
    assert_eq!(
        code(&["check", "--config", odd.to_str().unwrap(), item]),
        Some(2)
    );
}

#[test]
fn words_and_facts_of_the_configuration_count() {
    let item = file(
        "own-words.toml",
        "name = \"户外广告设置审批\"\n[guide]\n\
         conditions = \"依本所惯例办理，符合《某某市户外广告管理办法》的规定，并经大数据管理局同意。\"\n",
    );
    let item = item.to_str().unwrap();
    let config = file(
        "own-words-config.toml",
        "[words.vague]\nadd = [\"依本所惯例\"]\n\
         [[repealed]]\nnames = [\"某某市户外广告管理办法\"]\non = \"2025-03-01\"\n\
         successor = \"某某市户外广告设施管理条例\"\n\
         [[renamed]]\nnames = [\"大数据管理局\"]\nnow = \"数据局\"\n",
    );
    let config = config.to_str().unwrap();
    let found = |more: &[&str]| {
        let rules = [
            "check",
            "--select",
            "TXT031,TXT106,TXT116",
            "--format",
            "json",
        ];
        let output = shixiang(&[&rules[..], more, &[item]].concat());
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = report["findings"].as_array().unwrap().iter();
        findings
            .map(|finding| format!("{} {}", finding["rule"], finding["message"]))
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), Vec::<String>::new());
    let with = found(&["--config", config, "--today", "2026-11-01"]);
    assert_eq!(with.len(), 3, "{with:?}");
    for words in [
        "“依本所惯例”",
        "自2025年3月1日起废止，由《某某市户外广告设施管理条例》代替",
        "“大数据管理局”",
    ] {
        assert!(
            with.iter().any(|found| found.contains(words)),
            "{words}: {with:?}"
        );
    }
    assert_eq!(
        found(&["--config", config, "--today", "2025-02-28"]).len(),
        2
    );
    for wrong in [
        "[words.vage]\nadd = [\"视情\"]\n",
        "[words.form_ending]\nadd = [\"表\"]\n",
        "[words.placeholder]\nremove = [\"没有这个词\"]\n",
        "[[repealed]]\nnames = [\"某办法\"]\non = \"2025年\"\nsuccessor = \"某条例\"\n",
    ] {
        let wrong = file("wrong-words.toml", wrong);
        let args = ["check", "--config", wrong.to_str().unwrap(), item];
        assert_eq!(shixiang(&args).status.code(), Some(2));
    }
}

#[test]
fn like_is_shown_with_like_and_each_place_on_request() {
    let item =
        "{\"name\":\"补办证书\",\"guide\":{\"time_limit\":{\"promised\":{\"amount\":NUMBER}}}}\n";
    let items: String = (1..=9)
        .map(|number| item.replace("NUMBER", &number.to_string()))
        .collect();
    let path = file("habit.ndjson", &items);
    let path = path.to_str().unwrap();

    let together = out(&shixiang(&["check", "--select", "LIM050", path]));
    assert_eq!(together.matches("[LIM050]").count(), 1, "{together}");
    assert!(
        together.contains("共9处，涉及9个事项，整个来源都有"),
        "{together}"
    );
    assert!(
        together.contains("承诺办结时限是3"),
        "the first three with their values: {together}"
    );
    assert!(
        together.contains("第4–9行"),
        "and where the others are: {together}"
    );
    assert!(
        together.contains("9处问题同类归在一起，共1条"),
        "{together}"
    );

    let each = out(&shixiang(&[
        "check", "--select", "LIM050", "--detail", "place", path,
    ]));
    assert_eq!(each.matches("[LIM050]").count(), 9, "{each}");
}

#[test]
fn many_causes_are_a_list_with_every_place() {
    let faulty = "examples/faulty";
    let run = |detail: &[&str]| {
        out(&shixiang(
            &[&["check", "--lang", "zh"], detail, &[faulty]].concat(),
        ))
    };
    let (list, causes) = (run(&[]), run(&["--detail", "cause"]));
    assert!(list.contains("要看原文和依据用 --detail cause"), "{list}");
    assert_eq!(list, run(&["--detail", "list"]));
    assert!(list.lines().count() * 4 < causes.lines().count());
    let json = out(&shixiang(&["check", "--format", "json", faulty]));
    let json: Value = serde_json::from_str(&json).unwrap();
    for finding in json["findings"].as_array().unwrap() {
        let (code, at) = (finding["rule"].as_str().unwrap(), &finding["location"]);
        let head = format!("[{code}]");
        let mut entries = list
            .split('\n')
            .skip_while(|line| !line.contains(&head))
            .peekable();
        assert!(entries.peek().is_some(), "{code} is not in the list");
        let file = at["file"].as_str().unwrap().rsplit('/').next().unwrap();
        let line = at["line"].to_string();
        let said = |text: &str| text.contains(file) && text.contains(&line);
        assert!(
            entries.any(said),
            "{code} at {file}:{line} is not in the list"
        );
    }
}

/// Every help page of the tool, by the words that call it.
fn pages(language: &str) -> Vec<(String, String)> {
    let page = |path: &[&str]| {
        let help = shixiang(&[&["--lang", language], path, &["--help"]].concat());
        assert_eq!(help.status.code(), Some(0), "{path:?}");
        (path.join(" "), out(&help))
    };
    let commands = |text: &str, heading: &str| -> Vec<String> {
        let list = text.split(heading).nth(1).unwrap_or_default();
        let list = list.split("\n\n").next().unwrap_or_default();
        let names = list
            .lines()
            .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        names
            .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
            .collect()
    };
    let heading = if language == "zh" {
        "命令：\n"
    } else {
        "Commands:\n"
    };
    let heading = if page(&[]).1.contains(heading) {
        heading
    } else {
        "命令:\n"
    };
    let mut pages = vec![page(&[])];
    for command in commands(&pages[0].1.clone(), heading) {
        pages.push(page(&[&command]));
        for inner in commands(&pages.last().unwrap().1.clone(), heading) {
            pages.push(page(&[&command, &inner]));
        }
    }
    assert!(pages.len() >= 15, "{}", pages.len());
    pages
}

/// Whether a text is Chinese.
fn is_chinese(text: &str) -> bool {
    text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn every_command_and_option_is_explained_in_both_languages() {
    for (path, text) in pages("zh") {
        // An entry begins with its name; what explains it stands beside or below it.
        let mut entries: Vec<String> = Vec::new();
        for line in text.lines() {
            let begins = line.trim_start().starts_with(['-', '<', '[']) && line.starts_with("  ");
            let follows = line.starts_with("      ") && !begins;
            match entries.last_mut() {
                Some(entry) if follows => entry.push_str(line),
                _ => entries.push(line.to_owned()),
            }
        }
        let entries = entries.iter().filter(|entry| entry.starts_with("  "));
        for entry in entries {
            assert!(is_chinese(entry), "{path}: {entry}\n{text}");
        }
        for word in [
            "Usage",
            "Options",
            "possible values",
            "default:",
            "Print help",
        ] {
            assert!(!text.contains(word), "{path}: {word}\n{text}");
        }
    }
    for (path, text) in pages("en") {
        assert!(!is_chinese(&text), "{path}: {text}");
    }
    // One word is an argument here and a command there.
    let check = out(&shixiang(&["check", "--help"]));
    assert!(
        check.contains("[可用：text、json") && check.contains("[默认：text]"),
        "{check}"
    );
    assert!(check.contains("输入所用的方言"), "{check}");
    let check = out(&shixiang(&["dialect", "check", "--help"]));
    assert!(
        check.contains("检查方言文件") && check.contains("用来试读的样本"),
        "{check}"
    );
}

#[test]
fn a_misspelt_name_is_answered_with_the_probable_one() {
    let late = file("misspelt.toml", LATE);
    let late = late.to_str().unwrap();
    for (args, near) in [
        (
            &["check", late, "--select", "promised-exceed-statutory"][..],
            "promised-exceeds-statutory",
        ),
        (&["check", late, "--ignore", "LIM01O"], "LIM010"),
        (&["check", late, "--select", "LIN"], "LIM"),
        (&["check", late, "--profile", "portl"], "portal"),
        (&["explain", "lim011x"], "shixiang rules"),
        (&["rules", "--theme", "LIX"], "LIM"),
        (&["chekc", late], "check"),
    ] {
        for language in ["zh", "en"] {
            let output = shixiang(&[&["--lang", language], args].concat());
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            let said = error(&output);
            let expected = language == "en" && near == "shixiang rules";
            assert!(expected || said.contains(near), "{args:?}: {said}");
        }
    }
    assert_eq!(
        shixiang(&["check", "examples/data", "--profile", "门户"])
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn a_bare_call_shows_the_help() {
    for (language, word) in [("zh", "用法"), ("en", "Usage")] {
        for args in [&["--lang", language][..], &["--lang", language, "dialect"]] {
            let output = shixiang(args);
            let said = error(&output) + &out(&output);
            assert!(said.contains(word), "{args:?}: {said}");
        }
    }
}

#[test]
fn chinese_messages_contain_no_english_of_system_or_parsers() {
    let late = file("chinese.toml", LATE);
    let late = late.to_str().unwrap();
    let directory = Path::new(late).parent().unwrap().to_str().unwrap();
    let beneath = format!("{late}/report.csv");
    let mut calls: Vec<Vec<String>> = vec![
        vec!["--config".into(), directory.into()],
        vec!["-o".into(), beneath],
        vec!["--config".into(), "no/such/file.toml".into()],
    ];
    for (number, text) in [
        "profil = \"portal\"",
        "profile = \"portl\"",
        "select = 1",
        "select = [",
        "[[suppressions]]\nrule = \"LIM010\"",
        "[[suppressions]]\nrule = \"LIM010\"\nreason = \"\"\nuntil = 2027-06-30",
        "[[divisions]]\ncode = \"4506\"\nname = \"某县\"",
    ]
    .into_iter()
    .enumerate()
    {
        let config = file(&format!("chinese-{number}.config.toml"), text);
        calls.push(vec!["--config".into(), config.to_str().unwrap().into()]);
    }
    for call in calls {
        let mut args = vec!["check", late];
        args.extend(call.iter().map(String::as_str));
        let output = shixiang(&args);
        assert_eq!(output.status.code(), Some(2), "{call:?}");
        let said = error(&output);
        for english in [
            "os error", "expected", "unknown", "missing", "invalid", "line ",
        ] {
            assert!(!said.contains(english), "{call:?}: {said}");
        }
        assert!(is_chinese(&said), "{said}");
    }
}

/// Runs the command in the project with nobody reading its standard output.
fn into_closed_pipe(args: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    child.wait_with_output().unwrap()
}

#[test]
fn a_closed_pipe_does_not_change_the_exit_code() {
    for (input, code) in [("examples/data", 0), ("examples/faulty", 3)] {
        for format in ["text", "json", "sarif", "csv", "concise"] {
            let args = ["check", input, "--detail", "place", "--format", format];
            let output = into_closed_pipe(&args);
            assert_eq!(output.status.code(), Some(code), "{input} {format}");
            assert_eq!(error(&output), "", "{input} {format}");
        }
    }
    // The input is read to its end even if nothing can be written.
    let broken = file("closed.ndjson", "{\"name\":\"甲\"}\n{\"name\":\n");
    for (input, code) in [("examples/data", 0), (broken.to_str().unwrap(), 3)] {
        for to in ["toml", "json", "ndjson"] {
            let output = into_closed_pipe(&["normalize", input, "-o", "-", "--to", to]);
            assert_eq!(output.status.code(), Some(code), "{input} {to}");
        }
    }
}

#[test]
fn colours_and_quiet_are_as_asked_for() {
    let late = file("colour.toml", LATE);
    let late = late.to_str().unwrap();
    let text = |more: &[&str]| {
        out(&shixiang(
            &[&["check", late, "--select", "LIM010"], more].concat(),
        ))
    };
    assert!(text(&["--color", "always"]).contains('\u{1b}'));
    assert!(!text(&["--color", "never"]).contains('\u{1b}'));
    assert!(!text(&[]).contains('\u{1b}'), "no terminal");
    let quiet = text(&["-q"]);
    assert!(
        !quiet.contains("LIM010") && quiet.contains("错误1") && quiet.contains("未通过"),
        "{quiet}"
    );
}

#[test]
fn shells_and_the_manual_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&shixiang(&["completions", shell]));
        for word in ["normalize", "flowchart", "baseline"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    for (language, word) in [
        ("zh", "检查政务服务事项"),
        ("en", "Check government service items"),
    ] {
        let page = out(&shixiang(&["--lang", language, "man"]));
        assert!(page.starts_with(".ie") || page.contains(".TH"), "{page}");
        for word in [word, "update\\-baseline", "guess"] {
            assert!(page.contains(word), "{language}: {word}");
        }
        let headings = page.lines().filter_map(|line| line.strip_prefix(".SH "));
        for heading in headings {
            assert_eq!(heading.is_ascii(), language == "en", "{heading}");
        }
    }
}

const FIVE_DAYS: &str = "name = \"食品经营许可\"\n[authority]\nname = \"云江新区市场监督管理局\"\n\
    [guide.time_limit]\npromised = { amount = 5, unit = \"工作日\" }\n\
    [[guide.materials]]\nname = \"申请书\"\n";

/// The old and the new version of an item that asks for more.
fn versions(name: &str) -> (String, String) {
    let old = file(&format!("{name}-old.toml"), FIVE_DAYS);
    let more = FIVE_DAYS.replace("amount = 5", "amount = 10")
        + "[[guide.materials]]\nname = \"健康证明\"\n";
    let new = file(&format!("{name}-new.toml"), &more);
    (old.display().to_string(), new.display().to_string())
}

#[test]
fn diff_reports_changes_and_their_effect() {
    let (old, new) = versions("diff");
    let output = shixiang(&["diff", &old, &new]);
    assert_eq!(output.status.code(), Some(1), "{}", error(&output));
    let text = out(&output);
    for line in [
        "改动 食品经营许可（云江新区市场监督管理局）",
        "  增负 承诺办结时限：5个工作日 → 10个工作日\n",
        "  增负 申请材料“健康证明”：新写\n",
        "旧版1个事项，新版1个：新增0，减少0，改动1（改名0，改码0），只改写法0，没有差异0\n",
        "申请人的负担：1个事项增加，0个减少，0个有说不准的\n",
        "结论：有差异\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let text = out(&shixiang(&["diff", "--lang", "en", &old, &new]));
    let line = "burden up: promised limit: 5 working days → 10 working days\n";
    assert!(text.contains(line), "{text}");
    let back = shixiang(&["diff", &new, &old, "--format", "markdown"]);
    let row =
        "| 食品经营许可（云江新区市场监督管理局） | 改动 | 申请材料“健康证明” | 删去 | 减负 |\n";
    assert!(out(&back).contains(row), "{}", out(&back));
    let json: Value =
        serde_json::from_str(&out(&shixiang(&["diff", &old, &new, "--format", "json"]))).unwrap();
    let schema: Value = serde_json::from_str(&out(&shixiang(&["schema", "diff"]))).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json));
    let change = &json["items"][0]["changes"][0];
    assert_eq!(change["burden"], "up");
    assert_eq!(change["new_location"]["line"], 5);
}

#[test]
fn the_exit_code_of_diff_is_its_verdict() {
    let (old, new) = versions("diff-exit");
    let code = |args: &[&str]| {
        let output = shixiang(&[&["diff"], args].concat());
        (output.status.code(), out(&output) + &error(&output))
    };
    assert_eq!(code(&[&old, &old]).0, Some(0));
    assert_eq!(code(&[&old, &new]).0, Some(1));
    assert_eq!(code(&[&new, &old, "--fail-on", "burden"]).0, Some(0));
    assert_eq!(code(&[&old, &new, "--fail-on", "burden"]).0, Some(1));
    assert_eq!(code(&[&old, &new, "--fail-on", "never"]).0, Some(0));
    assert_eq!(code(&[&old]).0, Some(2));
    assert_eq!(code(&["-", "-"]).0, Some(2));
    let broken = file("diff-broken.ndjson", "{\"name\":\"甲\"}\n{\"name\":\n");
    let broken = broken.display().to_string();
    let (exit, text) = code(&[&broken, &broken]);
    assert_eq!(exit, Some(3));
    assert!(
        text.contains("旧版不完整：1处没有读到事项，如") && !text.contains("结论：没有差异"),
        "{text}"
    );
    // A way of writing for each version: the table of an exchange, and our own.
    let (exit, text) = code(&["examples/views/portal.csv", "examples/views/app.ndjson"]);
    assert!(matches!(exit, Some(1 | 3)), "{text}");
    assert!(text.contains("没有采集，无法比较的："), "{text}");
}

#[test]
fn check_compares_with_a_previous_version_and_a_reference() {
    let (old, new) = versions("previous");
    let output = shixiang(&["check", &new, "--previous", &old, "--select", "VER"]);
    let text = out(&output);
    assert!(text.contains("警告[VER040]"), "{text}");
    assert!(text.contains("承诺办结时限"), "{text}");
    let above = file(
        "above.toml",
        "[[items]]\nname = \"食品经营许可\"\n[[items]]\nname = \"取水许可\"\n",
    );
    let above = above.display().to_string();
    let output = shixiang(&["check", &new, "--reference", &above, "--select", "CAT080"]);
    assert!(
        out(&output).contains("里有“取水许可”，这里没有"),
        "{}",
        out(&output)
    );
    // Nothing in common, or not read: never "passed".
    let other = file("other.toml", "name = \"取水许可\"\n");
    let broken = file(
        "previous-broken.ndjson",
        "{\"name\":\"食品经营许可\"}\n{\"name\":\n",
    );
    for beside in [other, broken] {
        let beside = beside.display().to_string();
        for option in ["--previous", "--reference"] {
            let args = [
                "check",
                &new,
                option,
                &beside,
                "--select",
                "VER,CAT080",
                "--fail-on",
                "never",
            ];
            assert_eq!(shixiang(&args).status.code(), Some(3), "{option} {beside}");
        }
    }
}

#[test]
fn a_single_item_is_drawn_as_a_picture() {
    let road = "examples/data/items/road-excavation.toml";
    let drawn = shixiang(&["flowchart", road, "--svg"]);
    assert_eq!(drawn.status.code(), Some(0));
    let svg = out(&drawn);
    assert!(svg.starts_with("<svg xmlns="), "{svg}");
    let mut reader = quick_xml::Reader::from_str(&svg);
    while reader.read_event().expect("it is XML") != quick_xml::events::Event::Eof {}
    let several = shixiang(&["flowchart", "examples/data", "--svg"]);
    assert_eq!(several.status.code(), Some(2));
    assert!(
        error(&several).contains("shixiang report"),
        "{}",
        error(&several)
    );
}

#[test]
fn a_source_that_gives_less_than_it_announces_is_said_to() {
    let answer = r#"{"code":200,"data":{"total":57,"rows":[{"事项名称":"甲","实施主体":"乙局","法定办结时限":"20个工作日"}]}}"#;
    let path = file("page.json", answer);
    let args = [
        "normalize",
        path.to_str().unwrap(),
        "--to",
        "json",
        "-o",
        "-",
    ];
    for (language, said) in [
        ("zh", "写明共57条，给的只有1条"),
        ("en", "says 57 records; given: 1 record"),
    ] {
        let output = shixiang(&[&args[..], &["--lang", language]].concat());
        assert_eq!(output.status.code(), Some(3));
        assert!(error(&output).contains(said), "{}", error(&output));
    }
}
