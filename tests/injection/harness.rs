//! How a fault is put into a clean example, and what is looked at.

use std::fmt;
use std::path::Path as FilePath;
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use shixiang::diff::Previous;
use shixiang::path::PathStep;
use shixiang::source::Format;
use shixiang::vocabulary::Profile;
use shixiang::{
    Checker, Finding, Language, Path, ReadOptions, ReferenceCatalogue, Severity, View, read_bytes,
    read_path, read_str,
};

/// Names of the clean examples: their files in `examples/data/items`.
pub(crate) const FOOD: &str = "food-business-licence";
pub(crate) const INSURANCE: &str = "insurance-certificate";
pub(crate) const LIBRARY: &str = "library-card";
pub(crate) const ROAD: &str = "road-excavation";
pub(crate) const SENIOR: &str = "senior-card";
pub(crate) const VISITOR: &str = "visitor-registration";
pub(crate) const WATER: &str = "water-permit";
/// All of them as one catalogue; paths start at the catalogue: `items[0].name`.
pub(crate) const ALL: &str = "";

/// The clean examples, read once.
pub(crate) struct Samples {
    /// The catalogue without its items, headings and journeys, which need all items.
    header: Map<String, Value>,
    /// The items by the names of their files.
    pub(crate) items: Vec<(String, Value)>,
    /// The whole catalogue.
    pub(crate) whole: Value,
}

pub(crate) fn samples() -> &'static Samples {
    static SAMPLES: LazyLock<Samples> = LazyLock::new(|| {
        let data = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
        let reading = read_path(data, &ReadOptions::default()).unwrap();
        let mut whole = serde_json::to_value(&reading.catalogue).unwrap();
        whole.as_object_mut().unwrap().remove("include");
        let mut header = whole.as_object().unwrap().clone();
        for key in ["items", "categories", "scenarios"] {
            header.remove(key).unwrap();
        }
        let items = whole["items"].as_array().unwrap().iter();
        let items = (0..).zip(items).map(|(number, item)| {
            let at = (reading.origins.locate(Some(number), &Path::default())).unwrap();
            let stem = FilePath::new(&at.file).file_stem().unwrap();
            (stem.to_string_lossy().into_owned(), item.clone())
        });
        Samples {
            header,
            items: items.collect(),
            whole: whole.clone(),
        }
    });
    &SAMPLES
}

impl Samples {
    /// A catalogue with this one item.
    pub(crate) fn around(&self, item: &Value) -> Value {
        let mut document = self.header.clone();
        document.insert("items".to_owned(), json!([item]));
        Value::Object(document)
    }

    /// The item of this name.
    pub(crate) fn item(&self, name: &str) -> &Value {
        let mut items = self.items.iter();
        let found = items.find(|(known, _)| known == name);
        &found.unwrap_or_else(|| panic!("no example {name}")).1
    }
}

/// One step of making an example faulty.
pub(crate) enum Change {
    /// Writes a value, making the way to it; one after the end of a list is added to it.
    Set(&'static str, Value),
    /// Takes an element out.
    Remove(&'static str),
    /// Writes what stands at the first place to the second.
    Copy(&'static str, &'static str),
    /// Anything else.
    With(fn(&mut Value)),
}

impl Change {
    fn apply(&self, document: &mut Value, base: &str) {
        // A path that starts with `/` counts from the catalogue.
        let full = |path: &str| match path.strip_prefix('/') {
            Some(path) => Path::parse(path),
            None => Path::parse(&format!("{base}.{path}")),
        };
        match self {
            Self::Set(path, value) => *reach(document, &full(path)) = value.clone(),
            Self::Remove(path) => {
                remove(document, &full(path));
            }
            Self::Copy(from, to) => {
                let value = at(document, &full(from)).unwrap().clone();
                *reach(document, &full(to)) = value;
            }
            Self::With(change) => change(document),
        }
    }

    fn path(&self) -> Option<&'static str> {
        match self {
            Self::Set(path, _) | Self::Remove(path) | Self::Copy(_, path) => Some(path),
            Self::With(_) => None,
        }
    }
}

/// The value at a path.
pub(crate) fn at<'a>(document: &'a Value, path: &Path) -> Option<&'a Value> {
    document.pointer(&path.pointer())
}

/// The place of a path, created if it is absent.
fn reach<'a>(document: &'a mut Value, path: &Path) -> &'a mut Value {
    path.steps()
        .iter()
        .fold(document, |value, step| match step {
            PathStep::Key(key) => {
                if value.is_null() {
                    *value = json!({});
                }
                let object = value.as_object_mut().expect("an object on the way");
                object.entry(key.to_string()).or_insert(Value::Null)
            }
            PathStep::Index(index) => {
                if value.is_null() {
                    *value = json!([]);
                }
                let list = value.as_array_mut().expect("a list on the way");
                if *index == list.len() {
                    list.push(Value::Null);
                }
                &mut list[*index]
            }
        })
}

/// Takes the element of a path out; it has to be there.
pub(crate) fn remove(document: &mut Value, path: &Path) {
    let (last, parents) = path.steps().split_last().unwrap();
    let parent = Path::new(parents.to_vec());
    let parent = document.pointer_mut(&parent.pointer());
    let gone = match (parent, last) {
        (Some(Value::Object(object)), PathStep::Key(key)) => object.remove(key.as_ref()),
        (Some(Value::Array(list)), PathStep::Index(index)) => Some(list.remove(*index)),
        _ => None,
    };
    assert!(gone.is_some(), "{path} is not there to be taken out");
}

/// One line of the table: a fault, where it is put, and who finds it where.
pub(crate) struct Fault {
    /// The rule meant.
    pub(crate) rule: &'static str,
    example: &'static str,
    changes: Vec<Change>,
    bytes: Option<fn(&str) -> Vec<u8>>,
    view: Option<Vec<Change>>,
    previous: Option<Vec<Change>>,
    reference: Option<Vec<Change>>,
    places: Vec<&'static str>,
    on: Option<&'static str>,
    along: Vec<(&'static str, &'static str)>,
}

/// A fault that this rule finds, put into this example.
pub(crate) fn fault(rule: &'static str, example: &'static str) -> Fault {
    Fault {
        rule,
        example,
        changes: Vec::new(),
        bytes: None,
        view: None,
        previous: None,
        reference: None,
        places: Vec::new(),
        on: None,
        along: Vec::new(),
    }
}

/// An example changed so that it is still clean.
pub(crate) fn sound(example: &'static str) -> Fault {
    fault("", example)
}

impl Fault {
    fn change(mut self, change: Change) -> Self {
        let beside = (self.reference.as_mut())
            .or(self.previous.as_mut())
            .or(self.view.as_mut());
        beside.unwrap_or(&mut self.changes).push(change);
        self
    }

    /// Writes a value.
    pub(crate) fn set(self, path: &'static str, value: impl Into<Value>) -> Self {
        self.change(Change::Set(path, value.into()))
    }

    /// Takes an element out.
    pub(crate) fn remove(self, path: &'static str) -> Self {
        self.change(Change::Remove(path))
    }

    /// Copies what stands at one place to another.
    pub(crate) fn copy(self, from: &'static str, to: &'static str) -> Self {
        self.change(Change::Copy(from, to))
    }

    /// Changes the whole document in another way.
    pub(crate) fn with(self, change: fn(&mut Value)) -> Self {
        self.change(Change::With(change))
    }

    /// Loads the same catalogue as a view 移动端 beside it; the changes that follow are made there.
    pub(crate) fn beside(mut self) -> Self {
        self.view = Some(Vec::new());
        self
    }

    /// Loads the example as the previous version; only the changes that follow are made there.
    pub(crate) fn previously(mut self) -> Self {
        self.previous = Some(Vec::new());
        self
    }

    /// Loads the example as the catalogue of a higher level; only the changes that follow are made there.
    pub(crate) fn above(mut self) -> Self {
        self.reference = Some(Vec::new());
        self
    }

    /// Changes the text of the document: what no value can say.
    pub(crate) fn bytes(mut self, change: fn(&str) -> Vec<u8>) -> Self {
        self.bytes = Some(change);
        self
    }

    /// The place at which it is found; by default that of the first change.
    pub(crate) fn at(mut self, place: &'static str) -> Self {
        self.places.push(place);
        self
    }

    /// Words on the line pointed at, if the text is no document whose lines could be counted.
    pub(crate) fn on(mut self, words: &'static str) -> Self {
        self.on = Some(words);
        self
    }

    /// Another rule (or those whose names start so) that certainly speaks, too, and why.
    pub(crate) fn along(mut self, rule: &'static str, why: &'static str) -> Self {
        self.along.push((rule, why));
        self
    }

    /// A key that distinguishes it from others.
    pub(crate) fn key(&self) -> String {
        format!("{self}{}{:?}", self.bytes.is_some(), self.places)
    }

    pub(crate) fn document(&self) -> Value {
        self.changed(self.changes.iter())
    }

    /// The example as it was before.
    pub(crate) fn sound(&self) -> Value {
        self.changed(std::iter::empty())
    }

    /// Whether it is in the values of the document, and needs no view.
    pub(crate) fn is_in_values(&self) -> bool {
        self.bytes.is_none() && self.view.is_none()
    }

    fn changed<'a>(&self, changes: impl Iterator<Item = &'a Change>) -> Value {
        let (mut document, base) = if self.example == ALL {
            (samples().whole.clone(), "")
        } else {
            (samples().around(samples().item(self.example)), "items[0]")
        };
        for change in changes {
            change.apply(&mut document, base);
        }
        document
    }

    /// Puts it in and looks what is found.
    pub(crate) fn run(&self) -> Outcome {
        let document = self.document();
        let text = serde_json::to_string_pretty(&document).unwrap();
        let bytes = self.bytes.map(|change| change(&text));
        let view = self
            .view
            .as_ref()
            .map(|changes| self.changed(self.changes.iter().chain(changes)));
        let mut checker = checker(Profile::Portal);
        let read = |changes: &[Change]| {
            let text = self.changed(changes.iter()).to_string();
            read_str("beside.json", &text, Format::Json, &ReadOptions::default())
        };
        if let Some(changes) = &self.previous {
            checker = checker.previous(Previous::new("上一版", &read(changes)));
        }
        if let Some(changes) = &self.reference {
            checker = checker.reference(ReferenceCatalogue::new("省级目录", &read(changes)));
        }
        let mut outcomes = Outcome::look(&document, bytes, view.as_ref(), &[checker]);
        outcomes.remove(0)
    }

    /// The difference from the expected findings, if there is one.
    pub(crate) fn complaint(&self) -> Option<String> {
        let outcome = self.run();
        let mut wanted: Vec<String> = self.places.iter().map(|at| self.place(at)).collect();
        if wanted.is_empty() {
            let first = self.changes.iter().chain(self.view.iter().flatten()).next();
            let path = first.and_then(Change::path);
            wanted.push(self.place(path.expect("say `at` where it is found")));
        }
        let mut complaints = Vec::new();
        for place in &wanted {
            let found = |seen: &&Seen| seen.rule == self.rule && seen.place == *place;
            if !outcome.findings.iter().any(|seen| found(&seen)) {
                complaints.push(format!("nothing found at {place}"));
            }
        }
        for seen in &outcome.findings {
            let meant = seen.rule == self.rule && wanted.contains(&seen.place);
            let allowed = self.along.iter().any(|(rule, _)| seen.is(rule));
            if !meant && !allowed {
                complaints.push(format!("unrelated: {seen}"));
            }
            if let (true, Some(words), Some(line)) = (meant, self.on, &seen.line)
                && !line.contains(words)
            {
                complaints.push(format!("{seen}: the line is {line:?}"));
            }
            if let Some(wrong) = &seen.wrong_line {
                complaints.push(format!("{seen}: {wrong}"));
            }
        }
        for (rule, why) in &self.along {
            if !outcome.findings.iter().any(|seen| seen.is(rule)) {
                complaints.push(format!("{rule} does not speak, although {why}"));
            }
        }
        let all = complaints.join("\n    ");
        (!complaints.is_empty()).then(|| format!("{self}\n    {all}"))
    }

    /// A place as `Seen` writes it.
    fn place(&self, path: &str) -> String {
        if self.example == ALL || path.starts_with('/') {
            path.trim_start_matches('/').to_owned()
        } else {
            format!("items[0].{path}").trim_end_matches('.').to_owned()
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {:?}:", self.rule, self.example)?;
        let beside = (self.view.iter().chain(&self.previous))
            .chain(&self.reference)
            .flatten();
        for change in self.changes.iter().chain(beside) {
            match change {
                Change::Set(path, value) => write!(f, " {path} = {value}")?,
                Change::Remove(path) => write!(f, " without {path}")?,
                Change::Copy(from, to) => write!(f, " {to} = {from}")?,
                Change::With(_) => write!(f, " changed")?,
            }
        }
        Ok(())
    }
}

/// One finding, as far as it matters here.
pub(crate) struct Seen {
    /// Code of the rule.
    pub(crate) rule: &'static str,
    /// Path in the document; in the view it starts with `视图:`.
    pub(crate) place: String,
    /// How grave.
    pub(crate) severity: Severity,
    /// The text of the line pointed at, if it is not the document as it was made.
    line: Option<String>,
    /// The message.
    message: String,
    /// The problem, if the line in the text is not that of the place.
    pub(crate) wrong_line: Option<String>,
}

impl Seen {
    /// Whether the finding is about a missing element that another text states.
    pub(crate) fn is_said_elsewhere(&self) -> bool {
        self.message.contains("没有单列")
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.rule, self.place, self.message)
    }
}

/// The findings in a document.
pub(crate) struct Outcome {
    pub(crate) findings: Vec<Seen>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for seen in &self.findings {
            write!(f, "\n    {seen}")?;
        }
        Ok(())
    }
}

/// A checker with a date, so that rules that need one speak, too.
pub(crate) fn checker(profile: Profile) -> Checker {
    Checker::new()
        .preview(true)
        .today("2026-11-15".parse().unwrap())
        .profile(profile)
        .threads(1)
}

impl Outcome {
    /// Checks a document with every rule, under each of the profiles.
    pub(crate) fn under(document: &Value, profiles: &[Profile]) -> Vec<Self> {
        let checkers = profiles.iter().map(|profile| checker(*profile));
        Self::look(document, None, None, &checkers.collect::<Vec<_>>())
    }

    /// Checks a document for missing elements under each of the profiles, and under `audit`, which
    /// wants most, with every other rule, too.
    pub(crate) fn lacking(document: &Value) -> Vec<Self> {
        static CHECKERS: LazyLock<Vec<Checker>> = LazyLock::new(|| {
            let family = shixiang::rules::all().iter();
            let family = family.filter(|rule| rule.name.starts_with("missing-"));
            let family: Vec<&str> = family.map(|rule| rule.code).collect();
            let checker = |profile| match profile {
                Profile::Audit => checker(profile),
                _ => checker(profile).select(&family).unwrap(),
            };
            Profile::ALL.into_iter().map(checker).collect()
        });
        Self::look(document, None, None, &CHECKERS)
    }

    fn look(
        document: &Value,
        bytes: Option<Vec<u8>>,
        view: Option<&Value>,
        checkers: &[Checker],
    ) -> Vec<Self> {
        let options = ReadOptions::default();
        let strange = bytes
            .as_ref()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let bytes =
            bytes.unwrap_or_else(|| serde_json::to_string_pretty(document).unwrap().into_bytes());
        let reading = read_bytes("catalogue.json", bytes, Format::Json, &options);
        let views: Vec<View> = view
            .map(|view| View {
                name: "移动端".to_owned(),
                reading: read_str("view.json", &view.to_string(), Format::Json, &options),
            })
            .into_iter()
            .collect();
        let see = |checker: &Checker| {
            let report = checker.check_with_views(&reading, &views);
            let seen = report.findings.iter();
            let findings = seen.map(|finding| Seen::of(finding, document, strange.as_deref()));
            Self {
                findings: findings.collect(),
            }
        };
        checkers.iter().map(see).collect()
    }
}

impl Seen {
    /// Whether a rule of this code, or whose name starts so, found it.
    fn is(&self, rule: &str) -> bool {
        let found_by = shixiang::rules::find(self.rule);
        self.rule == rule || found_by.is_some_and(|known| known.name.starts_with(rule))
    }

    /// `strange` is the text, if it was not made of the document.
    fn of(finding: &Finding, document: &Value, strange: Option<&str>) -> Self {
        let item = finding.subject.item.map(|item| format!("items[{item}]"));
        let inside = finding.subject.path.to_string();
        let path = match (item, inside.as_str()) {
            (Some(item), "") => item,
            (Some(item), inside) => format!("{item}.{inside}"),
            (None, inside) => inside.to_owned(),
        };
        let in_view = finding.subject.view.is_some();
        let line = finding.location.as_ref().and_then(|at| at.line);
        let right = match strange {
            None if !in_view => Some(line_of(document, &Path::parse(&path))),
            _ => None,
        };
        let wrong_line = match right {
            Some(right) if line != Some(right) => Some(format!("line {line:?} instead of {right}")),
            _ => None,
        };
        Self {
            rule: finding.rule.code,
            place: if in_view {
                format!("视图:{path}")
            } else {
                path
            },
            severity: finding.severity,
            line: strange.zip(line).and_then(|(text, line)| {
                let mut lines = text.lines().skip(usize::try_from(line).ok()? - 1);
                lines.next().map(str::to_owned)
            }),
            message: finding.message(Language::Chinese),
            wrong_line,
        }
    }
}

/// The line on which the value of a path starts in the pretty text of a document; where there is
/// no such value, that of the name of what it belongs to, or else of its start.
fn line_of(document: &Value, path: &Path) -> u64 {
    /// Number of lines between the start of an object and its name.
    fn named(value: &Value) -> u64 {
        match value.as_object() {
            Some(object) if object.contains_key("name") => {
                let before = object.iter().take_while(|(key, _)| *key != "name");
                1 + before.map(|(_, value)| lines(value)).sum::<u64>()
            }
            _ => 0,
        }
    }
    fn lines(value: &Value) -> u64 {
        match value {
            Value::Object(object) if !object.is_empty() => {
                2 + object.values().map(lines).sum::<u64>()
            }
            Value::Array(list) if !list.is_empty() => 2 + list.iter().map(lines).sum::<u64>(),
            _ => 1,
        }
    }
    let (mut line, mut value) = (1, document);
    for step in path.steps() {
        let (before, next): (u64, _) = match (step, value) {
            (PathStep::Key(key), Value::Object(object)) => {
                let before = object.iter().take_while(|(other, _)| *other != key);
                let before = before.map(|(_, value)| lines(value)).sum();
                (before, object.get(key.as_ref()))
            }
            (PathStep::Index(index), Value::Array(list)) => {
                let before = list.iter().take(*index).map(lines).sum();
                (before, list.get(*index))
            }
            _ => (0, None),
        };
        let Some(next) = next else {
            // A missing element has no line: the name of its owner is pointed at.
            return line + named(value);
        };
        line += 1 + before;
        value = next;
    }
    // So it is for a whole item; the list of all items is no place of its own.
    let is_items = path.steps().first() == Some(&PathStep::from("items"));
    if is_items && path.steps().len() == 1 {
        return 1 + named(document);
    }
    let whole = path.steps().is_empty() || (is_items && path.steps().len() == 2);
    line + if whole { named(value) } else { 0 }
}
