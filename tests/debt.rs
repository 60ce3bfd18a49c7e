//! Old debt as a user lives with it: baseline and history, run after run.
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

mod place;

use place::Place;
use serde_json::Value;

impl Place {
    /// Checks the inputs with these options, on a day of 2026 if they name none; gives the exit code and the
    /// report.
    fn report(&self, inputs: &[&str], options: &[&str]) -> (i32, Value) {
        let mut args = [&["check", "--format", "json"], inputs, options].concat();
        if !options.contains(&"--today") {
            args.extend(["--today", "2026-11-29"]);
        }
        let output = self.run(&args);
        let json = serde_json::from_slice(&output.stdout);
        let json = json.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)));
        (output.status.code().unwrap(), json)
    }

    /// The exit code and the figures.
    fn check(&self, inputs: &[&str], options: &[&str]) -> (i32, Value) {
        let (code, json) = self.report(inputs, options);
        (code, json["summary"].clone())
    }
}

/// An item whose limits contradict each other if `promised` is over 10, with materials of these names,
/// all in a medium that is not on the list.
fn item(name: &str, code: &str, promised: u32, materials: &[&str]) -> String {
    let mut text = format!(
        "name = \"{name}\"\nsource_id = \"{code}\"\nauthority.name = \"某某县行政审批局\"\n\
         [guide.time_limit]\nstatutory = {{ amount = 10, unit = \"工作日\" }}\n\
         promised = {{ amount = {promised}, unit = \"工作日\" }}\n"
    );
    for material in materials {
        text.push_str(&format!(
            "[[guide.materials]]\nname = \"{material}\"\nmedium = \"羊皮卷\"\n"
        ));
    }
    text
}

const RULES: &str = "LIM010,SHP";

fn figures(trend: &Value) -> [u64; 5] {
    ["new", "mended", "remaining", "moved", "unchecked"].map(|key| trend[key].as_u64().unwrap())
}

#[test]
fn a_baseline_lets_known_findings_pass_and_only_shrinks() {
    let place = Place::new("debt", "shrinks");
    place.write("items/a.toml", &item("甲", "a", 20, &["申请书"]));
    place.write("items/b.toml", &item("乙", "b", 20, &[]));
    let base = &["--select", RULES, "--baseline", "base.ndjson"];
    let with = |more: &[&'static str]| [&base[..], more].concat();

    assert_eq!(place.check(&["items"], &base[..2]).0, 1);
    let missing = place.run(&[&["check", "items"], &base[..]].concat());
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("--write-baseline"));

    let (code, summary) = place.check(&["items"], &with(&["--write-baseline"]));
    assert_eq!((code, summary["known"].as_u64()), (0, Some(3)));
    let written = place.read("base.ndjson");
    assert_eq!(
        written.lines().count(),
        3,
        "a head and two items: {written}"
    );

    // Known: nothing is left to say, and the file is only read.
    let (code, summary) = place.check(&["items"], base);
    assert_eq!(code, 0);
    assert_eq!(figures(&summary["against_baseline"]), [0, 0, 3, 0, 0]);
    assert_eq!(summary["findings"]["error"], 0);

    // One is fixed and one is new. An update takes the first out and does not take the other in.
    place.write("items/a.toml", &item("甲", "a", 5, &["申请书"]));
    place.write("items/c.toml", &item("丙", "c", 30, &[]));
    let (code, summary) = place.check(&["items"], base);
    assert_eq!(code, 1);
    assert_eq!(figures(&summary["against_baseline"]), [1, 1, 2, 0, 0]);
    assert_eq!(place.read("base.ndjson"), written);
    let (code, _) = place.check(&["items"], &with(&["--update-baseline"]));
    assert_eq!(code, 1);
    let shrunk = place.read("base.ndjson");
    assert!(
        shrunk.len() < written.len() && !shrunk.contains("丙"),
        "{shrunk}"
    );
    // A fixed finding that comes back is new.
    place.write("items/a.toml", &item("甲", "a", 20, &["申请书"]));
    let (_, summary) = place.check(&["items"], base);
    assert_eq!(figures(&summary["against_baseline"]), [2, 0, 2, 0, 0]);
    // It grows if told so.
    let (code, _) = place.check(&["items"], &with(&["--write-baseline"]));
    assert_eq!(code, 0);
    assert!(place.read("base.ndjson").contains("丙"));
}

#[test]
fn findings_outside_the_scope_of_a_run_are_not_fixed() {
    let place = Place::new("debt", "partial");
    place.write("items/a.toml", &item("甲", "a", 20, &["申请书"]));
    place.write("items/b.toml", &item("乙", "b", 20, &[]));
    place.write("items/broken.toml", "name = \n");
    let options = ["--baseline", "base.ndjson"];
    let update = ["--baseline", "base.ndjson", "--update-baseline"];
    let select = ["--select", "LIM010,SHP,DOC,CAT"];
    let all = |options: &[&'static str]| [options, &select].concat();
    place.check(
        &["items"],
        &all(&["--baseline", "base.ndjson", "--write-baseline"]),
    );
    let written = place.read("base.ndjson");

    // Another item, other rules, another profile.
    let partial: [(&str, &[&str]); 3] = [
        ("items/b.toml", &all(&update)),
        ("items", &[&update[..], &["--select", "DOC"]].concat()),
        (
            "items",
            &[
                &all(&update)[..],
                &["--profile", "audit", "--ignore", "SHP"],
            ]
            .concat(),
        ),
    ];
    for (input, args) in partial {
        let (_, summary) = place.check(&[input], args);
        let [_, mended, remaining, _, unchecked] = figures(&summary["against_baseline"]);
        assert_eq!(mended, 0, "{args:?}");
        assert!(remaining > 0 && unchecked > 0, "{args:?}: {summary}");
        assert_eq!(
            place
                .read("base.ndjson")
                .lines()
                .skip(1)
                .collect::<Vec<_>>(),
            written.lines().skip(1).collect::<Vec<_>>(),
            "{args:?}"
        );
    }
    // From elsewhere the same files have another path.
    let (_, summary) = place.check(&["./items/../items"], &all(&options));
    assert_eq!(figures(&summary["against_baseline"])[..2], [0, 0]);
}

#[test]
fn a_finding_that_moves_with_its_element_or_its_item_stays_known() {
    let place = Place::new("debt", "moved");
    place.write("items/a.toml", &item("甲", "a", 20, &["申请表", "身份证"]));
    let options = ["--select", RULES, "--baseline", "base.ndjson"];
    place.check(&["items"], &[&options[..], &["--write-baseline"]].concat());
    // The material is called otherwise: still one of three.
    place.write("items/a.toml", &item("甲", "a", 20, &["申请书", "身份证"]));
    let (code, summary) = place.check(&["items"], &options);
    assert_eq!(
        (code, figures(&summary["against_baseline"])),
        (0, [0, 0, 2, 1, 0])
    );
    // A third of the kind is new.
    place.write(
        "items/a.toml",
        &item("甲", "a", 20, &["申请书", "身份证", "照片"]),
    );
    let (code, summary) = place.check(&["items"], &options);
    assert_eq!(
        (code, figures(&summary["against_baseline"])),
        (1, [1, 0, 2, 1, 0])
    );
    // Another one has the fault now, and the old one is fixed.
    place.write(
        "items/a.toml",
        &item("甲", "a", 20, &["学历证书", "身份证"]),
    );
    let (code, summary) = place.check(&["items"], &options);
    assert_eq!(
        (code, figures(&summary["against_baseline"])),
        (1, [1, 1, 2, 0, 0])
    );
    // The item has another code: the same name at the same body, and nobody has its old one.
    place.write(
        "items/a.toml",
        &item("甲", "new", 20, &["申请表", "身份证"]),
    );
    let (code, summary) = place.check(&["items"], &options);
    assert_eq!(
        (code, figures(&summary["against_baseline"])),
        (0, [0, 0, 0, 3, 0])
    );
    // A second item of that name beside the old one is another one.
    place.write("items/b.toml", &item("甲", "a", 5, &[]));
    let (code, summary) = place.check(&["items"], &options);
    assert_eq!(
        (code, figures(&summary["against_baseline"])),
        (1, [3, 3, 0, 0, 0])
    );
}

#[test]
fn a_finding_of_several_items_stays_known_while_some_are_fixed() {
    let place = Place::new("debt", "across");
    let item = |code: &str, body: &str| {
        format!(
            "name = \"{code}许可\"\nsource_id = \"{code}\"\n[authority]\nname = \"{body}\"\n\
             credit_code = \"11532871MB0X02022D\"\n"
        )
    };
    for (code, body) in [
        ("a", "市监局"),
        ("b", "市监局"),
        ("c", "市监局"),
        ("d", "工商局"),
        ("e", "工商局"),
    ] {
        place.write(&format!("items/{code}.toml"), &item(code, body));
    }
    let options = [
        "--select",
        "CAT050",
        "--fail-on",
        "warning",
        "--baseline",
        "base.ndjson",
    ];
    let (_, written) = place.check(&["items"], &[&options[..], &["--write-baseline"]].concat());
    assert_eq!(written["known"], 1, "{written}");
    place.write("items/d.toml", &item("d", "市监局"));
    let (code, summary) = place.check(&["items"], &options);
    assert_eq!(
        (code, figures(&summary["against_baseline"])),
        (0, [0, 0, 0, 1, 0])
    );
    // Another name is another finding.
    place.write("items/e.toml", &item("e", "质监局"));
    let (code, summary) = place.check(&["items"], &options);
    assert_eq!(
        (code, figures(&summary["against_baseline"])),
        (1, [1, 1, 0, 0, 0])
    );
}

#[test]
fn a_baseline_is_not_taken_for_a_history() {
    let place = Place::new("debt", "mistaken");
    place.write("items/a.toml", &item("甲", "a", 20, &[]));
    let options = ["--select", RULES, "--baseline", "base.ndjson"];
    place.check(&["items"], &[&options[..], &["--write-baseline"]].concat());
    let output = place.run(&["check", "items", "--history", "base.ndjson"]);
    assert_eq!(output.status.code(), Some(2));
    let (code, _) = place.check(&["items"], &options);
    assert_eq!(code, 0);
}

#[test]
fn a_history_reports_the_changes_since_the_last_run() {
    let place = Place::new("debt", "history");
    let options = ["--select", RULES, "--history", "history.ndjson"];
    place.write("items/a.toml", &item("甲", "a", 20, &["申请书"]));
    let (_, first) = place.check(&["items"], &options);
    assert_eq!(first.get("trend"), None);
    place.write("items/a.toml", &item("甲", "a", 5, &["申请书"]));
    place.write("items/b.toml", &item("乙", "b", 20, &[]));
    let (code, second) = place.check(&["items"], &options);
    assert_eq!(code, 1, "a history lets nothing pass");
    assert_eq!(figures(&second["trend"]), [1, 1, 1, 0, 0]);
    assert_eq!(second["trend"]["since"], "2026-11-29");
    // With a baseline, what is known is still counted.
    let base = [
        &options[..],
        &["--baseline", "base.ndjson", "--write-baseline"],
    ]
    .concat();
    let (code, both) = place.check(&["items"], &base);
    assert_eq!((code, figures(&both["trend"])), (0, [0, 0, 2, 0, 0]));
    let output = place.run(&[&["check", "items", "--today", "2026-12-01"], &options[..]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("与上次（2026-11-29）相比：新增0，已整改0，仍在2"),
        "{text}"
    );

    let history = shixiang::History::parse("h", &place.read("history.ndjson")).unwrap();
    let days: Vec<String> = history
        .runs()
        .iter()
        .map(|run| run.on.to_string())
        .collect();
    assert_eq!(
        days,
        ["2026-11-29", "2026-11-29", "2026-11-29", "2026-12-01"]
    );
    assert_eq!(history.runs()[1].by_rule["LIM010"], 1);
    assert_eq!(history.to_string(), place.read("history.ndjson"));
    // A run before the last one cannot be compared with it.
    let early = place.run(&[&["check", "items", "--today", "2026-11-30"], &options[..]].concat());
    assert_eq!(early.status.code(), Some(2));
    let told = String::from_utf8(early.stderr).unwrap();
    assert!(told.contains("最后一次检查是2026-12-01"), "{told}");
}

#[test]
fn an_invalid_baseline_is_refused_with_its_line() {
    let place = Place::new("debt", "refused");
    place.write("items/a.toml", &item("甲", "a", 20, &[]));
    let head = "{\"baseline\":1}\n";
    for (text, line) in [
        ("", 1),
        ("[]", 1),
        ("{\"baseline\":99}", 1),
        ("{\"file\":\"a.toml\",\"findings\":[]}", 1),
        (&format!("{head}{{\"findings\":[\"LIM010:name\"]}}"), 2),
        (&format!("{head}\n{head}"), 3),
        (&format!("{head}{{\"run\":{{\"on\":\"2026-01-01\"}}}}"), 2),
    ] {
        place.write("base.ndjson", text);
        for language in ["zh", "en"] {
            let output = place.run(&[
                "--lang",
                language,
                "check",
                "items",
                "--baseline",
                "base.ndjson",
            ]);
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{text}: {said}");
            let line = match language {
                "zh" => format!("第{line}行"),
                _ => format!("line {line} "),
            };
            assert!(said.contains(&line), "{text}: {said}");
        }
    }
    assert!(
        place
            .run(&["check", "items", "--update-baseline"])
            .status
            .code()
            == Some(2)
    );
}

fn codes(json: &Value) -> Vec<&str> {
    let findings = json["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|one| one["rule"].as_str().unwrap())
        .collect()
}

#[test]
fn an_item_of_any_format_can_have_suppressions() {
    let place = Place::new("debt", "in-items");
    let toml = item("甲", "a", 20, &[]);
    let accepted =
        "[[suppressions]]\nrule = \"LIM010\"\nreason = \"年底更新\"\nuntil = 2026-12-31\n";
    place.write("items/a.toml", &format!("{toml}{accepted}"));
    let json = "{\"name\":\"乙\",\"source_id\":\"b\",\"guide\":{\"time_limit\":{\
        \"statutory\":{\"amount\":10,\"unit\":\"工作日\"},\"promised\":{\"amount\":20,\"unit\":\"工作日\"}}},\
        \"suppressions\":[{\"rule\":\"LIM\",\"element\":\"guide.time_limit\",\"reason\":\"年底更新\",\
        \"until\":\"2026-12-31\"}]}";
    place.write("items/b.json", json);
    place.write(
        "items/c.ndjson",
        &json.replace("乙", "丙").replace("\"b\"", "\"c\""),
    );
    let options = ["--select", "LIM010,EXM"];
    let json = place.report(&["items"], &options).1;
    assert_eq!(codes(&json), Vec::<&str>::new());
    let suppressed = json["suppressed"].as_array().unwrap();
    assert_eq!(
        (suppressed.len(), json["summary"]["suppressed"].as_u64()),
        (3, Some(3))
    );
    for one in suppressed {
        assert_eq!(one["finding"]["rule"], "LIM010");
        assert_eq!(
            (&one["until"], &one["in_item"]),
            (&"2026-12-31".into(), &true.into())
        );
    }
    // On the day after the last one, all are back, and their suppressions are findings.
    let json = place
        .report(
            &["items"],
            &[&options[..], &["--today", "2027-01-01"]].concat(),
        )
        .1;
    assert_eq!(json.get("suppressed"), None);
    let codes = codes(&json);
    assert_eq!(codes, ["LIM010", "EXM020"].repeat(3));
}

#[test]
fn a_configuration_accepts_by_rule_item_element_and_fingerprint() {
    let place = Place::new("debt", "configured");
    place.write("items/a.toml", &item("甲", "a", 20, &["申请书"]));
    place.write("items/b.toml", &item("乙", "b", 20, &["申请书"]));
    let with = |selectors: &str| {
        place.write("shixiang.toml", &format!(
            "# 第一行\n[[suppressions]]\n{selectors}\nreason = \"年底更新\"\nuntil = 2026-12-31\n"
        ));
        place.report(&["items"], &["--select", "LIM010,SHP,EXM"]).1
    };
    let all = place.report(&["items"], &["--select", "LIM010,SHP,EXM"]).1;
    assert_eq!(codes(&all).len(), 4);
    let print = all["findings"][0]["fingerprint"].as_str().unwrap();
    for (selectors, left) in [
        ("rule = \"LIM010\"", 2),
        ("rule = \"promised-exceeds-statutory\"", 2),
        ("rule = \"SHP\"", 2),
        ("item = \"a\"", 2),
        ("element = \"guide.materials\"", 2),
        ("rule = \"LIM010\"\nitem = \"a\"\nelement = \"guide\"", 3),
        (&format!("fingerprint = '{print}'"), 3),
    ] {
        let json = with(selectors);
        assert_eq!(codes(&json).len(), left, "{selectors}");
        assert_eq!(
            json["summary"]["suppressed"].as_u64(),
            Some(4 - left as u64)
        );
    }
    // An unused suppression is reported at its line, unless this run cannot tell.
    let json = with("rule = \"LIM010\"\nelement = \"guide.fees\"");
    let unused = &json["findings"][0];
    assert_eq!(
        (&unused["rule"], &unused["severity"]),
        (&"EXM030".into(), &"hint".into())
    );
    assert_eq!(unused["location"]["file"], "./shixiang.toml");
    assert_eq!(unused["location"]["line"], 2);
    for selectors in [
        "rule = \"FEE010\"",
        "item = \"elsewhere\"",
        "fingerprint = 'LIM010:elsewhere:guide'",
    ] {
        assert_eq!(codes(&with(selectors)).len(), 4, "{selectors}");
    }
    // Refused: without a reason, an end or anything to accept, or with an unknown rule.
    for wrong in [
        "rule = \"LIM010\"\nuntil = 2026-12-31",
        "rule = \"LIM010\"\nreason = \" \"\nuntil = 2026-12-31",
        "rule = \"LIM010\"\nreason = \"年底更新\"",
        "rule = \"LIM010\"\nreason = \"年底更新\"\nuntil = \"2026-12-32\"",
        "reason = \"年底更新\"\nuntil = 2026-12-31",
        "rule = \"LIM999\"\nreason = \"年底更新\"\nuntil = 2026-12-31",
    ] {
        place.write("shixiang.toml", &format!("[[suppressions]]\n{wrong}\n"));
        let output = place.run(&["check", "items"]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn a_suppression_precedes_the_baseline_until_it_expires() {
    let place = Place::new("debt", "both");
    let toml = item("甲", "a", 20, &[]);
    place.write("items/a.toml", &toml);
    let base = ["--select", RULES, "--baseline", "base.ndjson"];
    place.check(&["items"], &[&base[..], &["--write-baseline"]].concat());
    place.write(
        "items/a.toml",
        &format!(
            "{toml}[[suppressions]]\nrule = \"LIM010\"\nreason = \"年底更新\"\nuntil = 2026-12-31\n"
        ),
    );
    let (code, summary) = place.check(&["items"], &[&base[..], &["--update-baseline"]].concat());
    assert_eq!((code, figures(&summary["against_baseline"])), (0, [0; 5]));
    assert_eq!(place.read("base.ndjson").lines().count(), 1);
    let (code, _) = place.check(
        &["items"],
        &[&base[..], &["--today", "2027-01-01"]].concat(),
    );
    assert_eq!(code, 1);
}

/// Items of a list without a catalogue file.
fn list(names: &[&str]) -> String {
    let lines =
        (names.iter()).map(|name| format!("{{\"name\":\"{name}\",\"summary\":\"同一段话\"}}\n"));
    lines.collect()
}

#[test]
fn a_deleted_item_and_a_mended_catalogue_leave_the_baseline() {
    let place = Place::new("debt", "deleted");
    place.write("list.ndjson", &list(&["甲", "乙", "丙", "甲", "丁"]));
    let args = ["--select", "CAT", "--baseline", "base.ndjson"];
    let with = |more: &'static str| [&args[..], &[more]].concat();
    let (_, summary) = place.check(&["list.ndjson"], &with("--write-baseline"));
    let known = summary["known"].as_u64().unwrap();
    assert!(known > 0, "{summary}");

    // The duplicate is deleted, as its finding asks for.
    place.write("list.ndjson", &list(&["甲", "乙", "丙", "丁"]));
    let (code, summary) = place.check(&["list.ndjson"], &with("--update-baseline"));
    let [new, mended, remaining, _, unchecked] = figures(&summary["against_baseline"]);
    assert_eq!((code, new, unchecked), (0, 0, 0), "{summary}");
    assert!(mended > 0, "{summary}");
    assert_eq!(mended + remaining, known);

    // A part of the inputs does not tell that what is not in it is gone.
    place.write("half.ndjson", &list(&["甲"]));
    let (_, summary) = place.check(&["half.ndjson"], &args);
    assert_eq!(figures(&summary["against_baseline"])[1], 0, "{summary}");
    // Nor does an input of which something could not be read.
    place.write("list.ndjson", "{\"name\":\"甲\"}\n{\"name\":\n");
    let (_, summary) = place.check(&["list.ndjson"], &args);
    assert_eq!(figures(&summary["against_baseline"])[1], 0, "{summary}");
}
