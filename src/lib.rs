//! Typed model, validator and schema for government service items (政务服务事项) and their
//! guides (办事指南).
//!
//! The crate answers one question: *can a person get this done with what an office published, and
//! do all of its channels agree?* It reads catalogues of items, checks them, and reports for every
//! problem where it is, what is wrong and how to fix it, in Chinese and in English.
//!
//! ```
//! use shixiang::{Checker, Language, ReadOptions, read_str, source::Format};
//!
//! let text = r#"
//! name = "食品经营许可"
//! case_type = "承诺件"
//!
//! [guide.time_limit]
//! statutory = { amount = 10, unit = "工作日" }
//! promised = { amount = 20, unit = "工作日" }
//! "#;
//! let reading = read_str("item.toml", text, Format::Toml, &ReadOptions::default());
//! let report = Checker::new().select(&["LIM"])?.check(&reading);
//!
//! let finding = &report.findings[0];
//! assert_eq!(finding.rule.code, "LIM010");
//! assert_eq!(finding.location.as_ref().and_then(|at| at.line), Some(7));
//! assert_eq!(
//!     finding.message(Language::Chinese),
//!     "承诺办结时限是20个工作日，长于法定办结时限10个工作日",
//! );
//! # Ok::<(), shixiang::Error>(())
//! ```
//!
//! # Reading
//!
//! [`read_path`] reads a file or a directory, [`read_str`] and [`read_bytes`] read from memory:
//! TOML and JSON (an item, a list of items or a catalogue), NDJSON, and with the feature `tables`
//! CSV and workbooks. Exports of other systems are recognised and read through a *dialect*
//! ([`dialect`]).
//!
//! A [`Reading`] is a [`Catalogue`] with its source locations, the notices of the reader, and an
//! account of every record. **Bad data is never an [`Err`] and never a panic**: a wrong value costs
//! that value, a broken line costs that line. [`Error`] is for missing files and for misuse.
//!
//! # Checking
//!
//! A [`Checker`] runs rules on a reading, on a catalogue or on a single item built in memory.
//! Configure which rules to [`select`](Checker::select) or [`ignore`](Checker::ignore), which
//! [`profile`](Checker::profile) of required elements to apply, and today's date: the crate has no
//! clock. [`Checker::check_with_views`] compares the same items as several channels show them. A
//! `shixiang.toml` holds the same configuration as a file ([`Config`]).
//!
//! # Findings
//!
//! A [`Report`] holds the [`Finding`]s, and what could not be judged. A finding has a rule with a
//! stable code, a severity, a path in the item, a location in the source, related locations, a
//! message and a help text, and a fingerprint that survives edits elsewhere. [`report`] renders
//! them for people and for programs. A [`Baseline`] sets known findings
//! [aside](_documentation::debt), and a [`History`] records what changed from run to run. The
//! [`Verdict`] is never "passed" if some input gave no item.
//!
//! # Versions
//!
//! [`diff`] reports what changed between two versions of a catalogue, and whether applicants now
//! have to do more or less. It is separate from checking.
//!
//! # Four states
//!
//! [`model::Element`] distinguishes four states of an element: it has a value; it does not apply,
//! for a stated reason; the source does not collect it; it is missing. Only the last is a problem.
//! “Free of charge” is a value.
//!
//! [`Checker::admit`] turns an item without errors into a [`PublishedItem`], whose name, type,
//! authority, code and channels are not wrapped in [`Option`].
//!
//! # What it does not do
//!
//! No network access: it does not test whether links work. No legal advice. No text recognition in
//! pictures. [Limits](_documentation::limits) says more.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | (default) | model, TOML, JSON, NDJSON, rules, findings, schemas |
//! | `tables` | CSV and Excel tables in UTF-8 and GB18030 |
//! | `text` | the report for people, with source excerpts |
//! | `html` | the inspection report as a page of HTML |
//! | `parallel` | checking on several threads; the findings are the same |
//! | `rdf` | exports as Turtle |
//! | `cli` | the command-line tool, and all of the above |
//! | `lsp` | the language server for editors, `shixiang lsp` |
//! | `mimalloc` | a faster allocator for the command-line tool; needs a C compiler |
//!
//! # More
//!
//! [Architecture](_documentation::architecture) ·
//! [the rules](_documentation::rules) ·
//! [profiles](_documentation::profiles) ·
//! [contributing](_documentation::contributing)
#![warn(missing_docs)]
#![cfg_attr(test, allow(clippy::string_slice, reason = "a test may panic"))]

pub mod _documentation;
mod analysis;
pub mod calendar;
mod check;
pub mod code;
pub mod compare;
mod debt;
pub mod dialect;
pub mod diff;
pub mod division;
#[cfg(feature = "lsp")]
pub mod editor;
pub mod engine;
mod error;
#[cfg(feature = "tables")]
mod excel;
pub mod export;
mod facts;
pub mod fix;
pub mod grounds;
mod guess;
mod i18n;
pub mod interop;
pub mod model;
pub mod path;
mod prose;
mod read;
mod reference;
pub mod report;
pub mod rules;
pub mod schema;
pub mod source;
mod spill;
#[cfg(feature = "tables")]
mod tabular;
#[cfg(test)]
mod testing;
#[cfg_attr(feature = "parallel", path = "threads/parallel.rs")]
#[cfg_attr(not(feature = "parallel"), path = "threads/sequential.rs")]
mod threads;
pub mod value;
pub mod vocabulary;
mod words;
pub mod write;

pub use check::{
    AddedDivision, Cause, CheckProgress, Checker, Config, PartFile, PublishedItem, Reach, Rejected,
    Report, Suppressed, Suppression, Verdict, View,
};
#[cfg(feature = "tables")]
pub use debt::Ledger;
pub use debt::{Baseline, BodyRectification, History, Outcomes, Rectification, Run, Trend};
pub use engine::{Finding, Rule, Severity};
pub use error::Error;
pub use facts::{Facts, ItemFacts, ReferenceCatalogue};
pub use guess::guess_dialect;
pub use i18n::{Argument, Language, Localized, Text, UnknownLanguage};
pub use model::{Catalogue, ServiceItem};
pub use path::Path;
pub use read::{
    Account, FailedRecord, Fates, HiddenRows, Inputs, LocatedNotice, LocatedTrace, MemoryFiles,
    MissingValue, ReadOptions, Reading, Shortfall, ShortfallUnit, Stream, catalogue_of,
    find_dialect, is_ours, read_bytes, read_catalogue, read_path, read_paths, read_str,
};
pub use reference::{Renamed, RepealedNorms};
pub use words::WordChange;
pub use write::{
    Conversion, Converted, FieldLoss, Loss, LossNote, LossSample, Reason, Survey, SurveyedValue,
    Unmet, UnmetFault, loss, survey, unmet,
};

/// The snippets in the README are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
