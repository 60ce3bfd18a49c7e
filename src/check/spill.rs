//! Findings on disk: beyond a bound they are moved from memory to a file, and read back in order, some at a time.
//!
//! The file is written front to back while the items are checked, in chunks that the threads pack. Findings that
//! are dropped later, as consequences or because they are accepted, are marked with a bit each; findings outside
//! the items are kept beside the file and merged in when it is read. So nothing is written twice.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::finish::{Place, order};
use crate::code::DivisionCode;
use crate::engine::{Finding, ItemIdentity, Related, Rule, Severity, WireFinding};
use crate::i18n::fixed;
use crate::path::Path;
use crate::threads;

/// Number of chunks per thread that are read at a time.
const CHUNKS_PER_THREAD: usize = 8;

/// The number of findings of each rule at each severity.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    all: BTreeMap<(&'static str, Severity), (&'static Rule, usize)>,
    /// Findings about required values that could not be read, by the severity of their absence.
    required: BTreeMap<Severity, usize>,
}

impl Counts {
    pub(super) fn add(&mut self, finding: &Finding) {
        self.add_times(finding.rule, finding.severity, 1);
        if let Some(severity) = finding.required {
            *self.required.entry(severity).or_insert(0) += 1;
        }
    }

    fn add_times(&mut self, rule: &'static Rule, severity: Severity, times: usize) {
        let entry = self.all.entry((rule.code, severity)).or_insert((rule, 0));
        entry.1 += times;
    }

    fn remove(&mut self, finding: &Finding) {
        if let Some((_, count)) = self.all.get_mut(&(finding.rule.code, finding.severity)) {
            *count = count.saturating_sub(1);
        }
        let required = finding.required.and_then(|own| self.required.get_mut(&own));
        if let Some(count) = required {
            *count = count.saturating_sub(1);
        }
    }

    fn extend(&mut self, other: &Self) {
        for ((_, severity), (rule, times)) in &other.all {
            self.add_times(rule, *severity, *times);
        }
        for (severity, times) in &other.required {
            *self.required.entry(*severity).or_insert(0) += times;
        }
    }

    /// The rules with findings, each with a severity and the number of its findings.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static Rule, Severity, usize)> {
        let counts = self.all.iter().filter(|(_, (_, count))| *count > 0);
        counts.map(|((_, severity), (rule, count))| (*rule, *severity, *count))
    }

    /// Number of required values that could not be read and whose absence would be at least as grave as
    /// `limit`.
    pub(super) fn required(&self, limit: Severity) -> usize {
        self.required.range(limit..).map(|(_, count)| count).sum()
    }
}

/// Findings of one item, with the item and division that they share, for writing.
#[derive(Serialize)]
struct WrittenGroup<'f> {
    item: Option<&'f ItemIdentity>,
    division: Option<&'f DivisionCode>,
    findings: Vec<WireFinding>,
}

/// The counterpart of [`WrittenGroup`] for reading.
#[derive(Deserialize)]
struct ReadGroup {
    item: Option<ItemIdentity>,
    division: Option<DivisionCode>,
    findings: Vec<WireFinding>,
}

/// Findings in the form in which the file holds them.
#[derive(Debug, Default)]
pub(super) struct Packed {
    bytes: Vec<u8>,
    count: usize,
    counts: Counts,
    /// The related places in the catalogue's own fields.
    header: Vec<Path>,
}

impl Packed {
    pub(super) fn of(findings: &[Finding]) -> Self {
        let mut packed = Self {
            count: findings.len(),
            ..Self::default()
        };
        let mut groups: Vec<WrittenGroup<'_>> = Vec::new();
        let mut last: Option<&Finding> = None;
        for finding in findings {
            packed.counts.add(finding);
            let of_header = finding.related.iter().filter(|related| is_header(related));
            packed
                .header
                .extend(of_header.map(|related| related.subject.path.clone()));
            let wire = WireFinding::from(finding);
            match groups.last_mut() {
                Some(group) if last.is_some_and(|last| have_same_owner(last, finding)) => {
                    group.findings.push(wire);
                }
                _ => groups.push(WrittenGroup {
                    item: finding.item.as_deref(),
                    division: finding.division.as_deref(),
                    findings: vec![wire],
                }),
            }
            last = Some(finding);
        }
        // Serializing plain data into memory cannot fail.
        packed.bytes = serde_json::to_vec(&groups).unwrap_or_default();
        packed
    }
}

/// Whether a place is in the catalogue's own fields.
pub(super) fn is_header(related: &Related) -> bool {
    related.subject.view.is_none() && related.subject.item.is_none()
}

fn have_same_owner(one: &Finding, other: &Finding) -> bool {
    fn same<T>(one: Option<&Arc<T>>, other: Option<&Arc<T>>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }
    same(one.item.as_ref(), other.item.as_ref())
        && same(one.division.as_ref(), other.division.as_ref())
}

/// A chunk of the file.
#[derive(Debug, Clone, Copy)]
struct Chunk {
    at: u64,
    size: usize,
    count: usize,
}

/// Findings in a file, in the order of their items.
#[derive(Debug)]
pub(super) struct SpillFile {
    file: Mutex<File>,
    chunks: Vec<Chunk>,
    end: u64,
    /// Number of findings in the chunks.
    count: usize,
    counts: Counts,
    /// The related places in the catalogue's own fields, by path.
    header: BTreeMap<Path, Place>,
    /// The rules that may have findings in it.
    rules: HashMap<&'static str, &'static Rule>,
    /// A bit for each finding that was removed.
    dropped: Vec<u64>,
    threads: Option<usize>,
    /// The first error on reading.
    failed: Mutex<Option<io::Error>>,
}

impl SpillFile {
    pub(super) fn new(
        file: File,
        rules: impl Iterator<Item = &'static Rule>,
        threads: Option<usize>,
    ) -> Self {
        Self {
            file: Mutex::new(file),
            chunks: Vec::new(),
            end: 0,
            count: 0,
            counts: Counts::default(),
            header: BTreeMap::new(),
            rules: rules.map(|rule| (rule.code, rule)).collect(),
            dropped: Vec::new(),
            threads,
            failed: Mutex::new(None),
        }
    }

    /// Appends findings.
    pub(super) fn write(&mut self, packed: Packed) -> io::Result<()> {
        if packed.count == 0 {
            return Ok(());
        }
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        // Reading moves the cursor.
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(&packed.bytes)?;
        self.chunks.push(Chunk {
            at: self.end,
            size: packed.bytes.len(),
            count: packed.count,
        });
        self.end += packed.bytes.len() as u64;
        self.count += packed.count;
        self.counts.extend(&packed.counts);
        let header = packed.header.into_iter();
        self.header
            .extend(header.map(|path| (path, Place::default())));
        Ok(())
    }

    /// Sets the locations of related places in the catalogue's own fields.
    pub(super) fn place_header(&mut self, mut place: impl FnMut(&Path) -> Place) {
        for (path, known) in &mut self.header {
            *known = place(path);
        }
    }

    /// Removes the findings that `keep` rejects; returns how many.
    pub(super) fn retain(&mut self, keep: impl Fn(&Finding) -> bool + Sync) -> usize {
        let mut gone = 0;
        let mut chunks = Walk::default();
        while let Some(read) = chunks.next(self, |number, findings| {
            let numbered = (number..).zip(findings);
            numbered
                .filter(|(number, finding)| !self.is_dropped(*number) && !keep(finding))
                .collect::<Vec<_>>()
        }) {
            for (number, finding) in read.into_iter().flatten() {
                self.mark_dropped(number, &finding);
                gone += 1;
            }
        }
        gone
    }

    /// Removes and returns the findings that get a reason, in report order.
    pub(super) fn extract<R>(
        &mut self,
        reason: &mut dyn FnMut(&Finding) -> Option<R>,
    ) -> Vec<(Finding, R)> {
        let mut taken = Vec::new();
        let mut chunks = Walk::default();
        while let Some(read) = chunks.next(self, |number, findings| {
            let numbered = (number..).zip(findings);
            numbered
                .filter(|(number, _)| !self.is_dropped(*number))
                .collect::<Vec<_>>()
        }) {
            for (number, finding) in read.into_iter().flatten() {
                if let Some(reason) = reason(&finding) {
                    self.mark_dropped(number, &finding);
                    taken.push((finding, reason));
                }
            }
        }
        taken
    }

    fn mark_dropped(&mut self, number: usize, finding: &Finding) {
        self.dropped.resize(self.count.div_ceil(64), 0);
        if let Some(bits) = self.dropped.get_mut(number / 64) {
            *bits |= 1 << (number % 64);
        }
        self.counts.remove(finding);
    }

    fn is_dropped(&self, number: usize) -> bool {
        let bits = self.dropped.get(number / 64);
        bits.is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }

    /// Reads the bytes of some consecutive chunks.
    fn read_chunks(&self, chunks: &[Chunk]) -> io::Result<Vec<Vec<u8>>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(first) = chunks.first() else {
            return Ok(Vec::new());
        };
        file.seek(SeekFrom::Start(first.at))?;
        let read = chunks.iter().map(|chunk| {
            let mut bytes = vec![0; chunk.size];
            file.read_exact(&mut bytes)?;
            Ok(bytes)
        });
        read.collect()
    }

    /// Parses the findings of a chunk; `None` if its bytes are not those that were written.
    fn parse_chunk(&self, bytes: &[u8]) -> Option<Vec<Finding>> {
        let groups: Vec<ReadGroup> = serde_json::from_slice(bytes).ok()?;
        let mut findings = Vec::new();
        for group in groups {
            let item = group.item.map(Arc::new);
            let division = group.division.map(Arc::new);
            for one in group.findings {
                let owner = (item.clone(), division.clone());
                let rule = |code: &str| self.rules.get(code).copied();
                let mut finding = one.finding(rule, |_, name| Some(fixed(name)), 0, owner)?;
                for related in &mut finding.related {
                    if is_header(related)
                        && let Some(place) = self.header.get(&related.subject.path)
                    {
                        place.clone().put(related);
                    }
                }
                findings.push(finding);
            }
        }
        Some(findings)
    }

    fn fail(&self, error: io::Error) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.get_or_insert(error);
    }

    /// The first error on reading, if any.
    pub(super) fn failure(&self) -> Option<io::Error> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed
            .as_ref()
            .map(|error| io::Error::new(error.kind(), error.to_string()))
    }
}

/// A walk through the chunks of a file, some at a time.
#[derive(Debug, Clone, Default)]
struct Walk {
    chunk: usize,
    /// Number of findings before that chunk.
    number: usize,
}

impl Walk {
    /// Calls `work` on each of the next chunks, with the number of its first finding; returns `None` at the end and
    /// after an error.
    fn next<T: Send>(
        &mut self,
        file: &SpillFile,
        work: impl Fn(usize, Vec<Finding>) -> T + Sync,
    ) -> Option<Vec<T>> {
        let max_chunks = CHUNKS_PER_THREAD * threads::count(file.threads);
        let chunks: Vec<Chunk> = file
            .chunks
            .iter()
            .skip(self.chunk)
            .take(max_chunks)
            .copied()
            .collect();
        if chunks.is_empty() {
            return None;
        }
        let bytes = match file.read_chunks(&chunks) {
            Ok(bytes) => bytes,
            Err(error) => {
                file.fail(error);
                self.chunk = file.chunks.len();
                return None;
            }
        };
        let mut first = self.number;
        let starts: Vec<usize> = chunks
            .iter()
            .map(|chunk| {
                first += chunk.count;
                first - chunk.count
            })
            .collect();
        self.number = first;
        self.chunk += chunks.len();
        let done = threads::each(chunks.len(), file.threads, |at| {
            let (bytes, start) = (bytes.get(at)?, starts.get(at)?);
            Some(work(*start, file.parse_chunk(bytes)?))
        });
        let done: Option<Vec<T>> = done.into_iter().collect();
        if done.is_none() {
            file.fail(io::ErrorKind::InvalidData.into());
            self.chunk = file.chunks.len();
        }
        done
    }
}

/// The findings of a check that exceeded its memory bound.
#[derive(Debug)]
pub(super) struct Spilled {
    file: SpillFile,
    /// The findings outside the file, in order.
    beside: Vec<Finding>,
    counts: Counts,
}

impl Spilled {
    /// The findings of a file and those `beside` it, which must be sorted.
    pub(super) fn new(file: SpillFile, beside: Vec<Finding>) -> Self {
        let mut counts = file.counts.clone();
        beside.iter().for_each(|finding| counts.add(finding));
        Self {
            file,
            beside,
            counts,
        }
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.counts
    }

    /// All findings, in order.
    pub(super) fn all(&self) -> All<'_> {
        All {
            of: self,
            walk: Walk::default(),
            ready: VecDeque::new(),
            beside: &self.beside,
        }
    }

    /// The first error on reading findings back, if any.
    pub(super) fn failure(&self) -> Option<io::Error> {
        self.file.failure()
    }
}

/// The findings in order: those in the file, some of which are read ahead, and those beside it.
#[derive(Debug, Clone)]
pub(super) struct All<'r> {
    of: &'r Spilled,
    walk: Walk,
    ready: VecDeque<Finding>,
    beside: &'r [Finding],
}

impl<'r> Iterator for All<'r> {
    type Item = Cow<'r, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        let file = &self.of.file;
        while self.ready.is_empty() {
            let Some(read) = self.walk.next(file, |number, findings| {
                let numbered = (number..).zip(findings);
                numbered
                    .filter(|(number, _)| !file.is_dropped(*number))
                    .map(|(_, finding)| finding)
                    .collect::<Vec<_>>()
            }) else {
                break;
            };
            self.ready.extend(read.into_iter().flatten());
        }
        let is_beside = match (self.ready.front(), self.beside.first()) {
            (Some(own), Some(beside)) => order(own, beside) == Ordering::Greater,
            (own, _) => own.is_none(),
        };
        if is_beside {
            let (first, rest) = self.beside.split_first()?;
            self.beside = rest;
            return Some(Cow::Borrowed(first));
        }
        self.ready.pop_front().map(Cow::Owned)
    }
}
