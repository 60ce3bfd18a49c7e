//! A province: any number of items of fifty bodies at three levels, with its previous version, the
//! reference catalogue of the higher level, and a known number of faults of each kind.
//!
//! All of it is made up, and the same in every run.

#[path = "body.rs"]
mod body;
#[path = "header.rs"]
mod header;
#[path = "item.rs"]
mod item;
#[path = "kinds.rs"]
pub(crate) mod kinds;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use chrono::NaiveDate;
use item::{replace, sound};
use kinds::{Inject, KINDS};
use serde_json::{Value, json};
use shixiang::{ReadOptions, read_path};

/// The least number of bodies; each handles every matter.
const BODIES: usize = 50;

/// The most matters.
const MATTERS: usize = 400;

/// Of the matters, one in so many has each kind of fault.
const MATTERS_PER_FAULT: usize = 40;

/// The day on which it is checked.
pub(crate) const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 15).unwrap();

/// Number of faults of each rule in a province.
pub(crate) type Injected = BTreeMap<&'static str, usize>;

/// Each of these sentences stands in as many matters of as many bodies.
const SPREAD: usize = 10;

/// The sentence that a program put into the item of body `n`, one of the last, which have no other faults.
fn canned(matter: usize, times: usize, n: usize, bodies: usize) -> Option<String> {
    let number = (matter - 1) / SPREAD;
    (number < times && n == bodies - SPREAD + matter % SPREAD)
        .then(|| format!("第{number}类经营者有固定的经营场所，已经领取营业执照。"))
}

/// The lines of one catalogue.
struct Lines(BufWriter<fs::File>);

impl Lines {
    /// A catalogue in a directory of its own.
    fn create(folder: &Path, header: &str) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("catalogue.toml"), header)?;
        let file = fs::File::create(folder.join("items.ndjson"))?;
        Ok(Self(BufWriter::new(file)))
    }

    fn add(&mut self, item: &Value) -> io::Result<()> {
        writeln!(self.0, "{item}")
    }
}

/// The items of the example catalogue, by their files.
fn example(file: &str) -> io::Result<Value> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/items");
    let reading = read_path(data.join(file), &ReadOptions::default()).map_err(io::Error::other)?;
    Ok(serde_json::to_value(&reading.catalogue.items[0])?)
}

/// The item that all others are made from; it promises what the law allows, as nine of ten do.
fn template() -> io::Result<Value> {
    let mut item = example("food-business-licence.toml")?;
    replace(&mut item, "5个工作日办结", "10个工作日办结");
    let promise = json!({ "promised": { "amount": 10, "unit": "工作日" } });
    for channel in [0, 1] {
        item["channels"][channel]["says"]["time_limit"] = promise.clone();
    }
    item["guide"]["time_limit"]["promised"] = promise["promised"].clone();
    Ok(item)
}

/// Writes a province of at least so many items to `current`, `previous` and `reference` in a folder, and
/// returns how often each rule must find something at the level of a warning, or for rules that give
/// hints, at all.
pub(crate) fn write(folder: &Path, items: usize) -> io::Result<Injected> {
    let template = template()?;
    let bodies = BODIES.max(items.div_ceil(MATTERS));
    let matters = items.div_ceil(bodies);
    let times = matters.div_ceil(MATTERS_PER_FAULT);
    // Two matters have no faults, for the one-stop services.
    assert!(
        times * KINDS.len().max(SPREAD) + 2 <= matters,
        "{matters} matters"
    );

    let mut injected = Injected::new();
    let mut header = header::sound();
    let before = toml::to_string(&header).map_err(io::Error::other)?;
    let mut previous = Lines::create(&folder.join("previous"), &before)?;
    let mut reference = Lines::create(&folder.join("reference"), &before)?;
    let mut beside = vec![example("senior-card.toml")?, example("library-card.toml")?];
    for number in 0..times {
        let mut extra = sound(&template, 899 - number, 0);
        extra["levels"] = json!(["县级", "镇(乡、街道)级"]);
        reference.add(&extra)?;
        let mut above = sound(&template, 998 - number, 0);
        above["levels"] = json!(["国家级"]);
        reference.add(&above)?;

        let mut asks_for_card = sound(&template, 799 - number, 0);
        replace(&mut asks_for_card, "食品安全管理制度", "老年人优待证");
        let mut cancelled = sound(&template, 699 - number, 0);
        cancelled["status"] = "取消".into();
        let code = |item: &Value| item["handling_code"].as_str().unwrap().to_owned();
        let named = header::Named {
            two: [0, 1].map(|n| code(&sound(&template, matters - n, bodies - 1))),
            asks_for_card: code(&asks_for_card),
            cancelled: code(&cancelled),
        };
        for (code, count) in header::spoil(&mut header, number, &named) {
            *injected.entry(code).or_default() += count;
        }
        beside.extend([asks_for_card, cancelled]);
    }
    for (code, count) in [("CAT080", 1), ("CAT070", 1), ("CAT027", SPREAD)] {
        injected.insert(code, count * times);
    }
    // All promise what the law allows; limit, result and materials are those of the template in every
    // matter.
    injected.insert("CAT060", 1);
    injected.insert("CAT062", 3);
    let header = toml::to_string(&header).map_err(io::Error::other)?;
    let mut current = Lines::create(&folder.join("current"), &header)?;
    for item in &beside {
        for lines in [&mut current, &mut previous, &mut reference] {
            lines.add(item)?;
        }
    }
    for matter in 1..=matters {
        let fault = KINDS.get((matter - 1) / times);
        let hit = matter * 7 % (bodies - SPREAD);
        reference.add(&sound(&template, matter, 5))?;
        for n in 0..bodies {
            let mut item = sound(&template, matter, n);
            if let Some(sentence) = canned(matter, times, n, bodies) {
                item["guide"]["conditions"] = sentence.into();
            }
            let mut before = None;
            let mut beside = None;
            match fault.map(|kind| &kind.inject) {
                Some(Inject::One(change)) if n == hit => change(&mut item, matter),
                Some(Inject::Previously(change)) if n == hit => {
                    let mut old = item.clone();
                    change(&mut old, matter);
                    before = Some(old);
                }
                Some(Inject::Beside(change)) if n == hit => {
                    let mut other = item.clone();
                    change(&mut other, matter);
                    beside = Some(other);
                }
                _ => {}
            }
            previous.add(before.as_ref().unwrap_or(&item))?;
            current.add(&item)?;
            if let Some(beside) = beside {
                current.add(&beside)?;
            }
        }
        for (code, count) in fault.map_or(&[][..], |kind| kind.found) {
            *injected.entry(code).or_default() += count;
        }
    }
    for lines in [&mut current, &mut previous, &mut reference] {
        lines.0.flush()?;
    }
    Ok(injected)
}
