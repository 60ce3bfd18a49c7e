//! Runs the examples of a rule's page: the page is the rule's documentation and its test.
//!
//! In a bad TOML block a mark `#~ LIM010 error “words”` is on every line on which a rule finds
//! something: code, severity, and the words meant where not the whole value is. A `snapshot` block after it holds
//! what users read of the first finding, in both languages; before that, if a format has no
//! comments, the marks by line. `UPDATE=1 cargo test --all-features --lib` writes the snapshots and completes the
//! marks that are there; if something is found and there is no mark, only a person can say
//! whether it should be.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path as FilePath;

use crate::check::{Checker, View};
use crate::diff::Previous;
use crate::engine::{Finding, Rule, WireFinding, page, placeholder};
use crate::facts::ReferenceCatalogue;
use crate::i18n::Language;
use crate::read::{ReadOptions, Reading, read_bytes};
use crate::source::Format;

/// One part of a page: a fenced block, or the lines between two.
enum Part<'p> {
    Text(&'p str),
    Block(Block<'p>),
}

/// A fenced block of a page.
#[derive(Clone, Copy)]
struct Block<'p> {
    /// The words after the fence, such as `toml bad profile=audit`.
    fence: &'p str,
    body: &'p str,
}

impl Block<'_> {
    fn is(&self, word: &str) -> bool {
        self.fence.split(' ').any(|known| known == word)
    }

    fn format(&self) -> Option<Format> {
        match self.fence.split(' ').next()? {
            "toml" => Some(Format::Toml),
            "json" => Some(Format::Json),
            #[cfg(feature = "tables")]
            "csv" => Some(Format::Csv),
            #[cfg(feature = "tables")]
            "html" => Some(Format::Html),
            _ => None,
        }
    }

    fn read(&self) -> Reading {
        read_bytes(
            "beside",
            self.bytes(),
            Format::Toml,
            &ReadOptions::default(),
        )
    }

    /// The bytes of the example; in a block `escaped`, `\xCA` is a byte.
    fn bytes(&self) -> Vec<u8> {
        if !self.is("escaped") {
            return self.body.as_bytes().to_vec();
        }
        let mut parts = self.body.split("\\x");
        let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
        for part in parts {
            let (digits, rest) = part.split_at(2);
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            bytes.extend_from_slice(rest.as_bytes());
        }
        bytes
    }
}

fn parts(page: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = page;
    while let Some((before, block)) = rest.split_once("```") {
        let (fence, block) = block.split_once('\n').expect("a fence ends its line");
        let (body, after) = block.split_once("```\n").expect("a fence is closed");
        parts.push(Part::Text(before));
        parts.push(Part::Block(Block { fence, body }));
        rest = after;
    }
    parts.push(Part::Text(rest));
    parts
}

/// Checks the page of a file's rules: the examples under the heading of each of them, in the order
/// of the file, and that the snapshots are what users read.
pub(crate) fn run_page(rules: impl IntoIterator<Item = &'static Rule>, source: &str) {
    let rules: Vec<&'static Rule> = rules.into_iter().collect();
    let page = rules.first().expect("a file of rules has rules").page;
    let mut left = rules.iter().peekable();
    let mut written = String::with_capacity(page.len());
    let mut shared = false;
    for (number, part) in page::parts(page).into_iter().enumerate() {
        if let Some(rule) = left.next_if(|rule| page::is_of(part, rule)) {
            written.push_str(&run_part(rule, part, shared));
        } else {
            assert_eq!(number, 0, "{source}: not in its turn:\n{part}");
            shared = run_common(&rules, part);
            written.push_str(part);
        }
    }
    let forgotten = left.next().map(|rule| rule.code);
    assert_eq!(forgotten, None, "{source}: not on the page");
    if written == page {
        return;
    }
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR"))
        .join(source)
        .with_extension("md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, written).unwrap();
    } else {
        let stale = (written.lines().zip(page.lines())).find(|(new, old)| new != old);
        let (new, old) = stale.unwrap_or_default();
        panic!(
            "{} is stale; UPDATE=1 cargo test --all-features --lib writes it anew\n  it says: {old}\n  found:   {new}",
            path.display()
        );
    }
}

/// Checks that no rule finds anything in the good examples that several rules share; returns whether there
/// are such.
fn run_common(rules: &[&Rule], text: &str) -> bool {
    let mut any = false;
    for part in parts(text) {
        let Part::Block(block) = part else { continue };
        let format = block.format().filter(|_| block.is("good"));
        let format = format.unwrap_or_else(|| panic!("no rule for\n{text}"));
        let codes: Vec<&str> = rules.iter().map(|rule| rule.code).collect();
        let findings = check(&codes, &block, format, &Beside::default());
        assert!(findings.is_empty(), "{findings:?} in:\n{}", block.body);
        any = true;
    }
    any
}

/// The part of a page that is about one rule, with its marks and snapshots as they are found to be:
/// each bad example gives just the findings its marks announce, each good one none of this rule's.
///
/// A block is a fragment of an item, or a catalogue with `[[items]]`. Words after the fence:
/// `bad` or `good`, `escaped`, `profile=…`, `today=…`. The rules whose codes are in the
/// block run beside this one: what one finds may override another's. A block `view` is what
/// a view named 移动端 holds beside the blocks after it, a block `previous` their previous version, and a
/// block `reference` the catalogue of a higher level.
fn run_part(rule: &'static Rule, text: &str, shared: bool) -> String {
    let parts = parts(text);
    let mut written = String::with_capacity(text.len());
    let (mut bad, mut good) = (0, 0);
    let mut beside = Beside::default();
    let mut kept = parts.iter().peekable();
    while let Some(part) = kept.next() {
        let block = match part {
            Part::Text(text) => {
                written.push_str(text);
                continue;
            }
            Part::Block(block) => block,
        };
        let (mut body, mut snapshot) = (block.body.to_owned(), None);
        if block.is("view") {
            beside.views = vec![View {
                name: "移动端".to_owned(),
                reading: block.read(),
            }];
        } else if block.is("previous") {
            beside.previous = Some(Previous::new("上一版", &block.read()));
        } else if block.is("reference") {
            beside.reference = Some(*block);
        } else if let Some(format) = block.format()
            && (block.is("bad") || block.is("good"))
        {
            let stated = block.body.split("#~ ").skip(1);
            let mut codes: Vec<&str> = stated.filter_map(|mark| mark.get(..6)).collect();
            codes.push(rule.code);
            let findings = check(&codes, block, format, &beside);
            let own = findings
                .iter()
                .find(|finding| finding.rule.code == rule.code);
            assert_eq!(
                own.is_some(),
                block.is("bad"),
                "{} in:\n{}",
                rule.code,
                block.body
            );
            // A rule finds everything that a rule overriding it finds.
            let overrides = |code: &&str| {
                crate::rules::find(code).is_some_and(|other| other.overrides.contains(&rule.code))
            };
            if block.is("good") && codes.iter().any(overrides) {
                let alone = check(&[rule.code], block, format, &beside);
                assert!(
                    !alone.is_empty(),
                    "{}: nothing to override in:\n{}",
                    rule.code,
                    block.body
                );
            }
            let marks = marks(&findings);
            match format {
                Format::Toml if !block.is("escaped") => body = marked(block.body, &marks, rule),
                _ => snapshot = Some(by_line(&marks)),
            }
            snapshot = own.map(|own| snapshot.unwrap_or_default() + &rendered(own));
        }
        // Examples that a build without tables cannot run count, and so do bytes that no page can hold, which
        // the integration tests have.
        bad += usize::from(block.is("bad") || block.is("text"));
        good += usize::from(block.is("good"));
        write!(written, "```{}\n{body}```\n", block.fence).unwrap();
        // A snapshot that is there already.
        let old = match kept.peek() {
            Some(Part::Text("")) => {
                let mut ahead = kept.clone();
                ahead.next();
                matches!(ahead.peek(), Some(Part::Block(block)) if block.is("snapshot"))
            }
            _ => false,
        };
        let skipped = block.format().is_none();
        if old && !skipped {
            kept.next();
            kept.next();
        }
        if let Some(snapshot) = snapshot {
            write!(written, "```snapshot\n{snapshot}```\n").unwrap();
        }
    }
    assert!(bad > 0, "{}: the page has no bad example", rule.code);
    assert!(
        shared || good > 0,
        "{}: the page has no good example",
        rule.code
    );
    written
}

/// The inputs beside an example.
#[derive(Default)]
struct Beside<'p> {
    views: Vec<View>,
    previous: Option<Previous>,
    reference: Option<Block<'p>>,
}

fn check(codes: &[&str], block: &Block<'_>, format: Format, beside: &Beside<'_>) -> Vec<Finding> {
    let mut checker = Checker::new();
    if let Some(previous) = &beside.previous {
        checker = checker.previous(previous.clone());
    }
    if let Some(block) = beside.reference {
        checker = checker.reference(ReferenceCatalogue::new("省级目录", &block.read()));
    }
    for word in block.fence.split(' ') {
        match word.split_once('=') {
            Some(("profile", profile)) => checker = checker.profile(profile.parse().unwrap()),
            Some(("today", today)) => checker = checker.today(today.parse().unwrap()),
            _ => {}
        }
    }
    let reading = read_bytes("example", block.bytes(), format, &ReadOptions::default());
    let checker = (checker.select(codes))
        .unwrap_or_else(|error| panic!("{error}: is it in `RULES` of its theme's mod.rs?"));
    let findings = checker.check_with_views(&reading, &beside.views).findings;
    findings.iter().for_each(comes_back);
    findings
}

/// A finding written on one machine is read unchanged on another.
fn comes_back(finding: &Finding) {
    let text = serde_json::to_string(&WireFinding::from(finding)).unwrap();
    let wire: WireFinding = serde_json::from_str(&text).unwrap();
    let owner = (finding.item.clone(), finding.division.clone());
    let read = wire.finding(crate::rules::find, placeholder, 0, owner);
    let read = read.unwrap_or_else(|| panic!("it does not come back: {text}"));
    assert_eq!(format!("{read:?}"), format!("{finding:?}"));
}

/// By line, what is found there: ` #~ LIM010 error`.
fn marks(findings: &[Finding]) -> BTreeMap<u64, String> {
    let mut marks: BTreeMap<u64, Vec<(String, usize)>> = BTreeMap::new();
    for finding in findings {
        let line = finding.location.as_ref().and_then(|at| at.line);
        let mut mark = format!(" #~ {} {}", finding.rule.code, finding.severity);
        if let Some(quote) = &finding.quote {
            write!(mark, " “{}”", one_line(quote)).unwrap();
        }
        let marks = marks.entry(line.unwrap_or_default()).or_default();
        match marks.iter_mut().find(|(known, _)| *known == mark) {
            Some((_, times)) => *times += 1,
            None => marks.push((mark, 1)),
        }
    }
    let told = |(mark, times): (String, usize)| match times {
        1 => mark,
        _ => format!("{mark} ×{times}"),
    };
    let lines = marks.into_iter();
    lines
        .map(|(line, marks)| (line, marks.into_iter().map(told).collect()))
        .collect()
}

/// The example with its marks complete; they must be on the lines where something is found.
fn marked(body: &str, marks: &BTreeMap<u64, String>, rule: &Rule) -> String {
    let mut out = String::with_capacity(body.len());
    for (line, text) in (1..).zip(body.lines()) {
        let (own, stated) = text
            .split_once(" #~ ")
            .map_or((text, None), |(own, mark)| (own, Some(mark)));
        let found = marks.get(&line).map(String::as_str);
        assert_eq!(
            stated.is_some(),
            found.is_some(),
            "{}: found {found:?}, line {line} of:\n{body}",
            rule.code
        );
        writeln!(out, "{own}{}", found.unwrap_or_default()).unwrap();
    }
    let beyond = marks
        .keys()
        .find(|line| **line == 0 || **line > body.lines().count() as u64);
    assert_eq!(
        beyond, None,
        "{}: found outside the lines of:\n{body}",
        rule.code
    );
    out
}

/// The marks of an example whose format has no comments.
fn by_line(marks: &BTreeMap<u64, String>) -> String {
    let mut out = String::new();
    for (line, mark) in marks {
        let mark = mark.replace(" #~ ", " ");
        // Of bytes that are no text, there is no line.
        match line {
            0 => writeln!(out, "{}", mark.trim_start()).unwrap(),
            _ => writeln!(out, "{line}:{mark}").unwrap(),
        }
    }
    out
}

/// The text of a finding for users.
fn rendered(finding: &Finding) -> String {
    let languages = [Language::Chinese, Language::English].into_iter();
    let lines = languages.map(|language| {
        let (message, help) = (finding.message(language), finding.help(language));
        format!("{} → {}\n", one_line(&message), one_line(&help))
    });
    lines.collect()
}

fn one_line(text: &str) -> String {
    text.replace('\n', "⏎")
}
