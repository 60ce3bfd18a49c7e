//! Every required element, taken out of every clean example that has it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shixiang::vocabulary::Profile;
use shixiang::{Path, Severity};

use crate::harness::{Outcome, at, remove, samples};

/// An element of the missing-element family.
struct Element {
    /// The rule that misses it.
    code: &'static str,
    /// The path at which its absence is reported. `[]` stands for every element of a list.
    path: &'static str,
    /// Other elements that state the same and have to be removed with it.
    also: &'static [&'static str],
    /// Whether it may be left out after all: given the item and what the element belongs to.
    spared: fn(&Value, &Value) -> bool,
}

const fn element(code: &'static str, path: &'static str) -> Element {
    Element {
        code,
        path,
        also: &[],
        spared: |_, _| false,
    }
}

impl Element {
    const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }

    const fn spared(mut self, spared: fn(&Value, &Value) -> bool) -> Self {
        self.spared = spared;
        self
    }
}

const ELEMENTS: &[Element] = &[
    element("TXT001", "summary"),
    element("TXT002", "keywords").also(&["aliases"]),
    element("TXT003", "guide.conditions"),
    element("IDN001", "base_code"),
    element("IDN002", "implementation_code").also(&["handling_code"]),
    element("IDN003", "item_type"),
    element("IDN004", "status"),
    element("IDN005", "version"),
    element("IDN006", "levels"),
    element("IDN007", "power_source"),
    element("BAS001", "legal_basis"),
    element("SUB001", "audience"),
    element("SUB002", "natural_themes").also(&["legal_themes"]),
    element("ORG001", "authority.name"),
    element("ORG002", "authority.credit_code"),
    element("ORG003", "authority.kind"),
    element("ORG004", "guide.consultation"),
    element("ORG005", "guide.complaint"),
    element("ORG006", "guide.places"),
    element("ORG007", "guide.hours").also(&["guide.places[].hours"]),
    element("ORG008", "guide.consultation.reply_promise"),
    element("LIM001", "guide.time_limit.statutory"),
    element("LIM002", "guide.time_limit.promised"),
    element("LIM005", "case_type"),
    element("MAT001", "guide.materials"),
    element("MAT002", "guide.materials[].name"),
    element("MAT003", "guide.materials[].medium").spared(exempt),
    element("MAT004", "guide.materials[].originals").also(&["guide.materials[].photocopies"]),
    element("MAT005", "guide.materials[].necessity").spared(exempt),
    element("MAT006", "guide.materials[].source"),
    element("MAT007", "guide.materials[].kind"),
    element("MAT008", "guide.materials[].size"),
    element("MAT009", "guide.materials[].blank_form").spared(no_form),
    element("MAT010", "guide.materials[].sample_form").spared(no_form),
    element("MAT011", "guide.materials[].filling_notes").spared(no_form),
    // The fee items also say that something is charged.
    element("FEE001", "guide.fees.charged").spared(|_, fees| fees.get("items").is_some()),
    element("FEE002", "guide.fees.items[].standard").also(&["guide.fees.items[].amount"]),
    element("PRO001", "guide.process"),
    element("PRO002", "guide.visits"),
    element("PRO005", "handling_forms"),
    element("OUT001", "guide.progress"),
    element("OUT002", "guide.result.name"),
    element("OUT003", "guide.result.kind"),
    element("OUT004", "guide.result.sample"),
    element("OUT005", "guide.result.delivery"),
    element("OUT006", "guide.assistance"),
    element("CHN001", "channels").also(&["handling_forms", "guide.places"]),
    element("CHN002", "online"),
    element("CHN003", "channels[].single_sign_on"),
    element("CHN004", "guide.appointment"),
    element("CHN005", "guide.courier"),
    element("CHN006", "scope").spared(|item, _| item["online"] != true),
    element("FAQ001", "guide.questions").spared(|item, _| item["item_type"] != "行政许可"),
];

/// A material that nobody hands in needs no form.
fn exempt(_: &Value, material: &Value) -> bool {
    material["exempt"] == true
}

/// Only application forms have blanks, samples and notes.
fn no_form(_: &Value, material: &Value) -> bool {
    material["kind"] != "申请表格文书"
}

/// Findings that certainly come along when an element is removed: its code, the other rule, and why.
const ALONG: &[(&str, &str, &str)] = &[
    ("ORG006", "ORG007", "the hours of a place go with the place"),
    (
        "PRO005",
        "CHN052",
        "only the forms said that it is done online alone",
    ),
    (
        "CHN001",
        "ORG006",
        "a place is a channel, so the places go as well",
    ),
    ("CHN001", "ORG007", "the hours of a place go with the place"),
    (
        "CHN001",
        "CHN054",
        "the item still says that it is handled online",
    ),
    ("MAT007", "MAT009", A_PLEDGE),
    ("MAT007", "MAT010", A_PLEDGE),
    ("MAT007", "MAT011", A_PLEDGE),
];

const A_PLEDGE: &str = "a pledge may be a form, unless its kind says otherwise";

/// One element to take out of one example.
pub(crate) struct Removal {
    element: &'static Element,
    example: &'static str,
    paths: Vec<Path>,
}

/// The indexes a path with `[]` can have in a value.
fn spread(item: &Value, path: &str) -> Vec<String> {
    match path.split_once("[]") {
        None => vec![path.to_owned()],
        Some((list, rest)) => {
            let length = at(item, &Path::parse(list)).and_then(Value::as_array);
            let length = length.map_or(0, Vec::len);
            (0..length)
                .map(|index| format!("{list}[{index}]{rest}"))
                .collect()
        }
    }
}

/// The object that holds the element of a path.
fn owner<'a>(item: &'a Value, path: &Path) -> &'a Value {
    let (_, parents) = path.steps().split_last().unwrap();
    at(item, &Path::new(parents.to_vec())).unwrap()
}

/// Everything there is to take out.
pub(crate) fn elements() -> Vec<Removal> {
    let mut removals = Vec::new();
    for element in ELEMENTS {
        for (example, item) in &samples().items {
            for main in spread(item, element.path) {
                let list = main.rsplit_once(']').map(|(list, _)| format!("{list}]"));
                let belongs = |path: &String| match (&list, element.path.contains("[]")) {
                    (Some(list), true) => path.starts_with(list.as_str()),
                    _ => true,
                };
                let others = element.also.iter().flat_map(|also| spread(item, also));
                let paths: Vec<Path> = std::iter::once(main.clone())
                    .chain(others.filter(belongs))
                    .map(|path| Path::parse(&path))
                    .filter(|path| at(item, path).is_some())
                    .collect();
                if paths.is_empty() || (element.spared)(item, owner(item, &Path::parse(&main))) {
                    continue;
                }
                removals.push(Removal {
                    element,
                    example,
                    paths: std::iter::once(Path::parse(&main)).chain(paths).collect(),
                });
            }
        }
    }
    removals
}

/// The codes of all elements.
pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    ELEMENTS.iter().map(|element| element.code)
}

/// How grave the lack of each element is under `portal`, `exchange` and `audit`, as the
/// documentation says.
fn documented() -> BTreeMap<String, Vec<Option<Severity>>> {
    let page = shixiang_profiles();
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, code, _, wanted @ .., _, _] = cells.as_slice() else {
            return None;
        };
        let severity = |cell: &&str| match *cell {
            "E" => Some(Some(Severity::Error)),
            "W" => Some(Some(Severity::Warning)),
            "H" => Some(Some(Severity::Hint)),
            "—" => Some(None),
            _ => None,
        };
        let wanted: Option<Vec<_>> = wanted.iter().map(severity).collect();
        Some((
            (*code).to_owned(),
            wanted.filter(|wanted| wanted.len() == 3)?,
        ))
    });
    rows.collect()
}

fn shixiang_profiles() -> &'static str {
    include_str!("../../src/_documentation/profiles.md")
}

impl Removal {
    /// The differences from the expected findings under each of the profiles.
    fn complaints(&self, wanted: &[Option<Severity>]) -> Vec<String> {
        let mut item = samples().item(self.example).clone();
        for path in self.paths.iter().skip(1) {
            remove(&mut item, path);
        }
        self.complaints_about(&item, wanted)
    }

    /// The same where the element is there and says nothing; `None` if it cannot be empty.
    fn complaints_when_emptied(&self, wanted: &[Option<Severity>]) -> Option<Vec<String>> {
        let mut item = samples().item(self.example).clone();
        let (main, others) = self.paths.split_first()?;
        for path in others.iter().filter(|path| *path != main) {
            remove(&mut item, path);
        }
        let value = item.pointer_mut(&main.pointer())?;
        *value = match value {
            Value::String(_) => " ".into(),
            Value::Array(_) => json!([]),
            Value::Object(_) => json!({}),
            _ => return None,
        };
        Some(self.complaints_about(&item, wanted))
    }

    fn complaints_about(&self, item: &Value, wanted: &[Option<Severity>]) -> Vec<String> {
        let outcomes = Outcome::lacking(&samples().around(item));
        (outcomes.iter().zip(Profile::ALL).zip(wanted))
            .filter_map(|((outcome, profile), wanted)| {
                self.complaint(item, outcome, profile, *wanted)
            })
            .collect()
    }

    fn complaint(
        &self,
        item: &Value,
        outcome: &Outcome,
        profile: Profile,
        wanted: Option<Severity>,
    ) -> Option<String> {
        let code = self.element.code;
        let place = format!("items[0].{}", self.paths[0]);
        let mut complaints = Vec::new();
        let own: Vec<_> = (outcome.findings.iter())
            .filter(|seen| seen.rule == code)
            .collect();
        // In a public service the exchange tables leave these two open.
        let open = ["LIM002", "MAT001"].contains(&code) && item["item_type"] == "公共服务";
        let wanted = wanted.map(|severity| if open { Severity::Hint } else { severity });
        // What another text states is one step less severe, except in the exchange tables.
        let is_said = own.iter().any(|seen| seen.is_said_elsewhere());
        let wanted = match wanted {
            Some(Severity::Error) if is_said => Some(Severity::Warning),
            Some(_) if is_said => Some(Severity::Hint),
            other => other,
        };
        assert!(!is_said || profile != Profile::Exchange, "{outcome}");
        match (wanted, own.as_slice()) {
            (None, []) => {}
            (Some(severity), [seen]) if seen.severity == severity && seen.place == place => {}
            _ => complaints.push(format!("not {wanted:?} at {place}: {outcome}")),
        }
        for seen in &outcome.findings {
            let allowed = (ALONG.iter()).any(|(of, other, _)| *of == code && *other == seen.rule);
            if seen.rule != code && !allowed {
                complaints.push(format!("unrelated: {seen}"));
            }
            if let Some(wrong) = &seen.wrong_line {
                complaints.push(format!("{seen}: {wrong}"));
            }
        }
        let all = complaints.join("\n    ");
        let of = self.example;
        (!complaints.is_empty())
            .then(|| format!("{code} {} {of} {profile}\n    {all}", self.paths[0]))
    }
}

/// The differences from the expected findings, element by element.
pub(crate) fn complaints() -> Vec<String> {
    let documented = documented();
    let mut complaints = Vec::new();
    for code in documented.keys() {
        if !codes().any(|known| known == code) {
            complaints.push(format!("{code} is required and not listed in `ELEMENTS`"));
        }
    }
    for removal in elements() {
        let Some(wanted) = documented.get(removal.element.code) else {
            complaints.push(format!("{} is not documented", removal.element.code));
            continue;
        };
        complaints.extend(removal.complaints(wanted));
    }
    complaints
}

/// The differences from the expected findings when an element is there and empty, in one example each.
pub(crate) fn complaints_when_emptied() -> Vec<String> {
    let documented = documented();
    let mut removals = elements();
    removals.dedup_by_key(|removal| removal.element.code);
    let removals = removals.iter();
    removals
        .filter_map(|removal| {
            removal.complaints_when_emptied(documented.get(removal.element.code)?)
        })
        .flatten()
        .collect()
}
