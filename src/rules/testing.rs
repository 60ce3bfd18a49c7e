//! Runs the examples of a rule's page: the page is the rule's documentation and its test.
//!
//! In a bad TOML block, each line with a finding has a mark `#~ LIM010 error “words”`: the code, the severity, and
//! the quoted words unless the finding is about the whole value. The `snapshot` block after it holds the first
//! finding as users read it, in both languages; if the format has no comments, the marks by line come before it.
//! `UPDATE=1 cargo test --all-features --lib` writes the snapshots and completes existing marks. It does not add
//! marks: only a person can decide whether an unmarked finding is right.

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

/// A part of a page: a fenced block, or the text between two blocks.
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
    fn has_word(&self, word: &str) -> bool {
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

    /// The bytes of the example; in an `escaped` block, `\xCA` is one byte.
    fn bytes(&self) -> Vec<u8> {
        if !self.has_word("escaped") {
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

/// Checks the page of the rules of one file: it must have the examples of each rule under the rule's heading, in
/// the order of the file, with up-to-date snapshots.
pub(crate) fn run_page(rules: impl IntoIterator<Item = &'static Rule>, source: &str) {
    let rules: Vec<&'static Rule> = rules.into_iter().collect();
    let page = rules.first().expect("a file of rules has rules").page;
    let mut remaining = rules.iter().peekable();
    let mut written = String::with_capacity(page.len());
    let mut shared = false;
    for (number, part) in page::parts(page).into_iter().enumerate() {
        if let Some(rule) = remaining.next_if(|rule| page::is_of(part, rule)) {
            written.push_str(&check_section(rule, part, shared));
        } else {
            assert_eq!(number, 0, "{source}: not in its turn:\n{part}");
            shared = check_shared_examples(&rules, part);
            written.push_str(part);
        }
    }
    let forgotten = remaining.next().map(|rule| rule.code);
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
        let stale = written
            .lines()
            .zip(page.lines())
            .find(|(new, old)| new != old);
        let (new, old) = stale.unwrap_or_default();
        panic!(
            "{} is stale; UPDATE=1 cargo test --all-features --lib writes it anew\n  it says: {old}\n  found:   {new}",
            path.display()
        );
    }
}

/// Checks that none of the rules reports anything in the good examples that they share; returns whether there are
/// shared examples.
fn check_shared_examples(rules: &[&Rule], text: &str) -> bool {
    let mut any = false;
    for part in parts(text) {
        let Part::Block(block) = part else { continue };
        let format = block.format().filter(|_| block.has_word("good"));
        let format = format.unwrap_or_else(|| panic!("no rule for\n{text}"));
        let codes: Vec<&str> = rules.iter().map(|rule| rule.code).collect();
        let findings = check(&codes, &block, format, &ExtraInputs::default());
        assert!(findings.is_empty(), "{findings:?} in:\n{}", block.body);
        any = true;
    }
    any
}

/// Checks the section of one rule and returns it with up-to-date marks and snapshots: each bad example must give
/// exactly the marked findings, each good example none of this rule.
///
/// A block is a fragment of an item, or a catalogue with `[[items]]`. Words on the fence: `bad` or `good`,
/// `escaped`, `profile=…`, `today=…`. Rules whose codes are marked in the block run as well, because they may
/// override this rule. A `view` block is the content of a view named 移动端 for the blocks after it, a `previous`
/// block their previous version, and a `reference` block the catalogue of a higher level.
fn check_section(rule: &'static Rule, text: &str, shared: bool) -> String {
    let parts = parts(text);
    let mut written = String::with_capacity(text.len());
    let (mut bad, mut good) = (0, 0);
    let mut extra = ExtraInputs::default();
    let mut upcoming = parts.iter().peekable();
    while let Some(part) = upcoming.next() {
        let block = match part {
            Part::Text(text) => {
                written.push_str(text);
                continue;
            }
            Part::Block(block) => block,
        };
        let example = if extra.take(block) {
            Example::unchanged(block)
        } else {
            Example::run(rule, block, &extra)
        };
        // Examples that a build without tables cannot run are counted as well, and so are `text` blocks: they
        // show bytes that a page cannot hold and that the integration tests cover.
        bad += usize::from(block.has_word("bad") || block.has_word("text"));
        good += usize::from(block.has_word("good"));
        write!(written, "```{}\n{}```\n", block.fence, example.body).unwrap();
        // Whether the block is followed by a snapshot, which is replaced.
        let old = match upcoming.peek() {
            Some(Part::Text("")) => {
                let mut ahead = upcoming.clone();
                ahead.next();
                matches!(ahead.peek(), Some(Part::Block(block)) if block.has_word("snapshot"))
            }
            _ => false,
        };
        let skipped = block.format().is_none();
        if old && !skipped {
            upcoming.next();
            upcoming.next();
        }
        if let Some(snapshot) = example.snapshot {
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

/// The inputs of the check apart from the example.
#[derive(Default)]
struct ExtraInputs<'p> {
    views: Vec<View>,
    previous: Option<Previous>,
    reference: Option<Block<'p>>,
}

impl<'p> ExtraInputs<'p> {
    /// Takes a block that is an input for the examples after it; returns whether it is one.
    fn take(&mut self, block: &Block<'p>) -> bool {
        if block.has_word("view") {
            self.views = vec![View {
                name: "移动端".to_owned(),
                reading: block.read(),
            }];
        } else if block.has_word("previous") {
            self.previous = Some(Previous::new("上一版", &block.read()));
        } else if block.has_word("reference") {
            self.reference = Some(*block);
        } else {
            return false;
        }
        true
    }
}

/// A block with its marks, and the snapshot that belongs after it.
struct Example {
    body: String,
    snapshot: Option<String>,
}

impl Example {
    fn unchanged(block: &Block<'_>) -> Self {
        Self {
            body: block.body.to_owned(),
            snapshot: None,
        }
    }

    /// Checks an example of a rule; a block of another kind stays as it is.
    fn run(rule: &'static Rule, block: &Block<'_>, extra: &ExtraInputs<'_>) -> Self {
        let Some(format) = block.format() else {
            return Self::unchanged(block);
        };
        let is_bad = block.has_word("bad");
        if !is_bad && !block.has_word("good") {
            return Self::unchanged(block);
        }
        let stated = block.body.split("#~ ").skip(1);
        let mut codes: Vec<&str> = stated.filter_map(|mark| mark.get(..6)).collect();
        codes.push(rule.code);
        let findings = check(&codes, block, format, extra);
        let own = (findings.iter()).find(|finding| finding.rule.code == rule.code);
        let (code, body) = (rule.code, block.body);
        assert_eq!(own.is_some(), is_bad, "{code} in:\n{body}");
        // Where an overriding rule reports a finding, this rule must report one as well.
        let overrides = |code: &&str| {
            crate::rules::find(code).is_some_and(|other| other.overrides.contains(&rule.code))
        };
        if !is_bad && codes.iter().any(overrides) {
            let alone = check(&[code], block, format, extra);
            assert!(!alone.is_empty(), "{code}: nothing to override in:\n{body}");
        }
        let marks = marks(&findings);
        let shows_marks = format == Format::Toml && !block.has_word("escaped");
        let (body, listed) = if shows_marks {
            (complete_marks(body, &marks, rule), String::new())
        } else {
            (body.to_owned(), marks_by_line(&marks))
        };
        let snapshot = own.map(|own| listed + &display_finding(own));
        Self { body, snapshot }
    }
}

fn check(
    codes: &[&str],
    block: &Block<'_>,
    format: Format,
    extra: &ExtraInputs<'_>,
) -> Vec<Finding> {
    let mut checker = Checker::new();
    if let Some(previous) = &extra.previous {
        checker = checker.previous(previous.clone());
    }
    if let Some(block) = extra.reference {
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
    let checker = checker
        .select(codes)
        .unwrap_or_else(|error| panic!("{error}: is it in `RULES` of its theme's mod.rs?"));
    let findings = checker.check_with_views(&reading, &extra.views).findings;
    findings.iter().for_each(assert_round_trips);
    findings
}

/// Asserts that a finding survives serialization, so that other machines can read it.
fn assert_round_trips(finding: &Finding) {
    let text = serde_json::to_string(&WireFinding::from(finding)).unwrap();
    let wire: WireFinding = serde_json::from_str(&text).unwrap();
    let owner = (finding.item.clone(), finding.division.clone());
    let read = wire.finding(crate::rules::find, placeholder, 0, owner);
    let read = read.unwrap_or_else(|| panic!("it does not come back: {text}"));
    assert_eq!(format!("{read:?}"), format!("{finding:?}"));
}

/// The marks by line number, such as ` #~ LIM010 error`; line 0 if the finding has no line.
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
    let display_mark = |(mark, times): (String, usize)| match times {
        1 => mark,
        _ => format!("{mark} ×{times}"),
    };
    let lines = marks.into_iter();
    lines
        .map(|(line, marks)| (line, marks.into_iter().map(display_mark).collect()))
        .collect()
}

/// The example with complete marks; asserts that exactly the lines with findings are marked.
fn complete_marks(body: &str, marks: &BTreeMap<u64, String>, rule: &Rule) -> String {
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

/// The marks as lines of a snapshot, for formats without comments.
fn marks_by_line(marks: &BTreeMap<u64, String>) -> String {
    let mut out = String::new();
    for (line, mark) in marks {
        let mark = mark.replace(" #~ ", " ");
        // Bytes that are not text have no line.
        match line {
            0 => writeln!(out, "{}", mark.trim_start()).unwrap(),
            _ => writeln!(out, "{line}:{mark}").unwrap(),
        }
    }
    out
}

/// The message and help of a finding, one line per language.
fn display_finding(finding: &Finding) -> String {
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
