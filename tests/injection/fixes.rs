//! Fixes of planted faults: the fault is gone, nothing else is changed, a second run changes nothing.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shixiang::engine::Fix;
use shixiang::fix::{FileFixes, fixes};
use shixiang::source::Format;
use shixiang::vocabulary::Profile;
use shixiang::{ReadOptions, Report, read_str};

use crate::harness::{
    FOOD, Fault, INSURANCE, LIBRARY, ROAD, SENIOR, WATER, checker, fault, samples,
};

/// Values of clean examples, spelled as people and other systems spell them, and the rule whose fix restores
/// them.
fn respelled() -> Vec<Fault> {
    vec![
        fault("DOC003", FOOD).set("guide.time_limit.statutory", "10个工作日"),
        fault("DOC003", FOOD).set("guide.time_limit.promised", "5 个工作日"),
        fault("DOC003", WATER).set("guide.complaint.reply_promise", "５个工作日"),
        fault("DOC003", FOOD).set("version", "3"),
        fault("DOC003", FOOD).set("effective_date", "2026年1月1日"),
        fault("DOC003", ROAD).set("effective_date", "2026.3.1"),
        fault("DOC003", SENIOR).set("online", "否"),
        fault("DOC003", SENIOR).set("guide.fees.charged", "不收费"),
        fault("DOC003", FOOD).set("audience", "自然人、企业法人、非法人企业"),
        fault("DOC003", FOOD).set("levels", "县级"),
        fault("DOC003", FOOD).set("handling_forms", "窗口办理；网上办理；快递申请"),
        fault("DOC003", FOOD).set("guide.materials[0].originals", "1份"),
        fault("SHP001", FOOD).set("item_type", "（行政许可）"),
        fault("SHP001", FOOD).set("item_type", "01"),
        fault("SHP001", FOOD).set("status", " 在用 "),
        fault("SHP001", FOOD).set("audience[0]", "个人"),
        fault("SHP001", FOOD).set("guide.time_limit.promised.unit", "个工作日"),
        fault("SHP001", SENIOR).set("levels[0]", "区县级"),
        fault("IDN010", FOOD).set("base_code", "０００１３１０１３０００"),
        fault("IDN010", FOOD).set("base_code", "000131013000 "),
        fault("IDN012", FOOD).set("implementation_code", "11532871mb0x010112 4 000131013000"),
        fault("IDN014", FOOD).set("handling_code", "(11532871MB0X010112400013101300001)"),
        fault("IDN016", FOOD).set("division", "53 28 71"),
        fault("IDN020", FOOD).set("authority.credit_code", "11532871-MB0X01011-2"),
        fault("IDN020", ROAD).set("co_authorities[0].credit_code", "11532871mb0x03033q"),
        fault("TXT014", ROAD).with(|document| {
            let address = &mut document["items"][0]["guide"]["complaint"]["address"];
            *address = json!(address.as_str().unwrap().replacen('号', "\u{8}号", 1));
        }),
        fault("TXT017", FOOD).with(|document| {
            let window = &mut document["items"][0]["guide"]["places"][0]["window"];
            *window = json!(window.as_str().unwrap().replace('）', "））"));
        }),
        fault("TXT036", FOOD).with(|document| {
            let name = &mut document["items"][0]["name"];
            *name = json!(
                name.as_str()
                    .unwrap()
                    .replace('（', "（（")
                    .replace('）', "））")
            );
        }),
        fault("TXT166", WATER).with(|document| {
            let conditions = &mut document["items"][0]["guide"]["conditions"];
            *conditions = json!(format!("\"{}\"", conditions.as_str().unwrap()));
        }),
        fault("CHN056", FOOD).with(|document| {
            let url = &mut document["items"][0]["channels"][1]["url"];
            *url = json!(url.as_str().unwrap().replace("://", "：／／"));
        }),
        fault("MAT060", FOOD).with(|document| {
            let form = &mut document["items"][0]["guide"]["materials"][0]["blank_form"];
            *form = json!(form.as_str().unwrap().replace(':', "："));
        }),
    ]
}

/// A document in a format, fixed, with what is found in it then.
struct Run {
    fixes: Option<FileFixes>,
    before: Report,
    after: Report,
}

fn run(text: &str, format: Format) -> Run {
    let (checker, options) = (checker(Profile::Portal), ReadOptions::default());
    let name = match format {
        Format::Toml => "items.toml",
        Format::Ndjson => "items.ndjson",
        _ => "items.json",
    };
    let reading = read_str(name, text, format, &options);
    let before = checker.check(&reading);
    let made = fixes(&reading, &before, &checker, &options).files.pop();
    let text = made.as_ref().map_or(text, |file| file.after.as_str());
    let after = checker.check(&read_str(name, text, format, &options));
    Run {
        fixes: made,
        before,
        after,
    }
}

/// Code and place of every finding.
fn places(report: &Report) -> BTreeSet<(&'static str, String)> {
    let place = |finding: &shixiang::Finding| {
        let item = finding.subject.item;
        format!("{item:?} {}", finding.subject.path)
    };
    let findings = report.findings.iter();
    findings
        .map(|finding| (finding.rule.code, place(finding)))
        .collect()
}

/// A document as text of a format.
fn text(document: &Value, format: Format) -> String {
    match format {
        Format::Toml => toml::to_string(document).unwrap(),
        Format::Ndjson => format!("{}\n", document["items"][0]),
        _ => serde_json::to_string_pretty(document).unwrap(),
    }
}

/// The value of a text in a format.
fn document(text: &str, format: Format) -> Value {
    match format {
        Format::Toml => toml::from_str(text).unwrap(),
        _ => serde_json::from_str(text).unwrap(),
    }
}

const FORMATS: [Format; 3] = [Format::Toml, Format::Json, Format::Ndjson];

pub(crate) fn complaints_of_respelled() -> Vec<String> {
    let mut complaints = Vec::new();
    for fault in respelled() {
        let sound = fault.sound();
        for format in FORMATS {
            let planted = text(&fault.document(), format);
            let run = run(&planted, format);
            let Some(file) = &run.fixes else {
                complaints.push(format!("{fault} {format:?}: nothing is fixed"));
                continue;
            };
            if !run
                .before
                .findings
                .iter()
                .any(|found| found.rule.code == fault.rule)
            {
                complaints.push(format!("{fault} {format:?}: nothing is found"));
            }
            let restored = document(&file.after, format);
            if restored != document(&text(&sound, format), format) {
                let made: Vec<_> = file
                    .made
                    .iter()
                    .map(|made| (&made.before, &made.after))
                    .collect();
                complaints.push(format!("{fault} {format:?}: not as it was, after {made:?}"));
            }
            complaints.extend(faults_of(&fault, &run, format));
        }
    }
    complaints
}

/// The problems of the fixes of a planted fault, if there are any.
pub(crate) fn complaints_of(fault: &Fault) -> Vec<String> {
    if !fault.is_in_values() {
        return Vec::new();
    }
    let planted = fault.document();
    let run = run(&text(&planted, Format::Json), Format::Json);
    let mut complaints = faults_of(fault, &run, Format::Json);
    if let Some(file) = &run.fixes {
        // With the values of the fixes taken out of both, they are the same.
        let (mut before, mut after) = (planted, document(&file.after, Format::Json));
        for change in &file.made {
            let subject = &change.finding.subject;
            let item = subject.item.map(|item| format!("/items/{item}"));
            let at = format!("{}{}", item.unwrap_or_default(), subject.path.pointer());
            for document in [&mut before, &mut after] {
                match document.pointer_mut(&at) {
                    Some(value) => *value = Value::Null,
                    None => complaints.push(format!("{fault}: {at} is not there")),
                }
            }
        }
        if before != after {
            complaints.push(format!("{fault}: more is changed than {:?}", file.made));
        }
    }
    complaints
}

/// Properties of every run: the finding of a safe fix is gone, nothing new is found, and a second run changes
/// nothing.
fn faults_of(fault: &Fault, first: &Run, format: Format) -> Vec<String> {
    let mut complaints = Vec::new();
    let (before, after) = (places(&first.before), places(&first.after));
    // A value is judged only once it is read.
    let read = |place: &str| {
        let unread = before.iter().filter(|(code, _)| *code == "DOC003");
        unread.into_iter().any(|(_, at)| place.starts_with(at))
    };
    let new = after.difference(&before);
    let new: Vec<_> = new.filter(|(_, place)| !read(place)).collect();
    if !new.is_empty() {
        complaints.push(format!("{fault} {format:?}: new findings {new:?}"));
    }
    let left = (first.after.findings.iter())
        .filter(|finding| finding.fix.as_ref().is_some_and(Fix::is_safe));
    for finding in left {
        complaints.push(format!("{fault} {format:?}: left {finding}"));
    }
    let claimed = (first.before.findings.iter())
        .filter(|finding| finding.fix.as_ref().is_some_and(Fix::is_safe));
    for finding in claimed {
        let place = format!("{:?} {}", finding.subject.item, finding.subject.path);
        if after.contains(&(finding.rule.code, place)) {
            complaints.push(format!("{fault} {format:?}: not fixed: {finding}"));
        }
    }
    if let Some(file) = &first.fixes
        && let Some(again) = run(&file.after, format).fixes
        && again.is_changed()
    {
        complaints.push(format!("{fault} {format:?}: a second run changes more"));
    }
    complaints
}

#[test]
fn clean_examples_have_nothing_to_fix() {
    for format in [Format::Toml, Format::Json] {
        let run = run(&text(&samples().whole, format), format);
        assert!(run.fixes.is_none(), "{:?}", run.fixes);
    }
    for name in [INSURANCE, LIBRARY] {
        let document = samples().around(samples().item(name));
        assert!(
            run(&text(&document, Format::Toml), Format::Toml)
                .fixes
                .is_none()
        );
    }
}
