//! Runs the examples of a rule's page: the page is the rule's documentation and its test.

use std::collections::BTreeSet;

use crate::check::{Checker, View};
use crate::engine::Rule;
use crate::read::{ReadOptions, read_bytes};
use crate::source::Format;

/// One fenced block of a page.
struct Block {
    /// Its words after the fence, such as `toml bad profile=audit`.
    words: Vec<String>,
    text: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(words), None) => {
                open = Some(Block {
                    words: words.split_whitespace().map(str::to_owned).collect(),
                    text: String::new(),
                });
            }
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    blocks
}

/// Checks that each bad example gives just the findings its marks (`#~ CODE`) announce, on their
/// lines, and each good one none.
///
/// A block is a fragment of an item, or a catalogue with `[[items]]`. Words after the fence:
/// `bad` or `good`, `profile=…`, `today=…`; a JSON block marks nothing and only has to be found.
/// A block `view` is what a view named 移动端 holds beside the blocks after it.
pub(crate) fn run_page(rule: &'static Rule) {
    let blocks = blocks(rule.page);
    let (mut bad, mut good) = (0, 0);
    let mut views = Vec::new();
    for block in &blocks {
        let is = |word: &str| block.words.iter().any(|known| known == word);
        if is("text") {
            // Bytes that no Markdown page can hold; the integration tests have them.
            bad += 1;
            continue;
        }
        if is("view") {
            let bytes = block.text.clone().into_bytes();
            let reading = read_bytes("view", bytes, Format::Toml, &ReadOptions::default());
            views = vec![View {
                name: "移动端".to_owned(),
                reading,
            }];
            continue;
        }
        if !is("bad") && !is("good") {
            continue;
        }
        let format = if is("json") {
            Format::Json
        } else {
            Format::Toml
        };
        let reading = read_bytes(
            "example",
            block.text.clone().into_bytes(),
            format,
            &ReadOptions::default(),
        );
        let mut checker = Checker::new();
        for word in &block.words {
            match word.split_once('=') {
                Some(("profile", profile)) => checker = checker.profile(profile.parse().unwrap()),
                Some(("today", today)) => checker = checker.today(today.parse().unwrap()),
                _ => {}
            }
        }
        let checker = checker.select(&[rule.code]).unwrap();
        let found: BTreeSet<Option<u64>> = checker
            .check_with_views(&reading, &views)
            .findings
            .iter()
            .map(|finding| finding.location.as_ref().and_then(|at| at.line))
            .collect();
        let mark = format!("#~ {}", rule.code);
        let marked: BTreeSet<Option<u64>> = (1..)
            .zip(block.text.lines())
            .filter(|(_, line)| line.contains(&mark))
            .map(|(line, _)| Some(line))
            .collect();
        let text = &block.text;
        if is("good") {
            good += 1;
            assert!(
                found.is_empty(),
                "{}: a good example is found at {found:?}:\n{text}",
                rule.code
            );
        } else {
            bad += 1;
            assert!(
                !found.is_empty(),
                "{}: nothing found in:\n{text}",
                rule.code
            );
            if !marked.is_empty() || format == Format::Toml {
                assert_eq!(
                    found, marked,
                    "{}: lines found and lines marked differ:\n{text}",
                    rule.code
                );
            }
        }
    }
    assert!(bad > 0, "{}: the page has no bad example", rule.code);
    assert!(good > 0, "{}: the page has no good example", rule.code);
}
