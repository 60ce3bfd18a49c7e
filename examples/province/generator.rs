//! A province: any number of items of fifty bodies at three levels, with its previous version, the
//! reference catalogue of the higher level, and a known number of faults of each kind.
//!
//! All of it is made up, and the same in every run.

#[path = "body.rs"]
mod body;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use body::body;
use serde_json::{Value, json};
use shixiang::{ReadOptions, read_path};

/// The least number of bodies; each handles every matter.
const BODIES: usize = 50;

/// The most matters.
const MATTERS: usize = 400;

/// Of the matters, one in so many has each kind of fault.
const MATTERS_PER_FAULT: usize = 40;

/// Number of faults of each rule in a province.
pub(crate) type Injected = BTreeMap<&'static str, usize>;

/// A kind of fault.
struct Kind {
    /// The rules that find it, with the number of findings of each injection.
    found: &'static [(&'static str, usize)],
    inject: Inject,
}

/// How a fault is put in: into the item of one body, of the previous version, or as another item beside
/// it.
enum Inject {
    One(fn(&mut Value, usize)),
    Previously(fn(&mut Value, usize)),
    Beside(fn(&mut Value, usize)),
}

const KINDS: &[Kind] = &[
    // One code for two items, of which the second is not what the code stood for in the previous version.
    Kind {
        found: &[("CAT010", 1), ("VER010", 1)],
        inject: Inject::Beside(|item, _| rename(item, "（变更）")),
    },
    // One item under two codes.
    Kind {
        found: &[("CAT012", 1)],
        inject: Inject::Beside(|item, _| second_case(item)),
    },
    // One item under two names.
    Kind {
        found: &[("CAT014", 1)],
        inject: Inject::Beside(|item, _| {
            second_case(item);
            rename(item, "证的办理");
        }),
    },
    // One base code, told differently by one body.
    Kind {
        found: &[("CAT020", 1)],
        inject: Inject::One(|item, n| {
            item["catalogue_name"] = format!("第{n}号餐饮服务许可").into();
        }),
    },
    Kind {
        found: &[("CAT022", 1), ("IDN040", 1)],
        inject: Inject::One(|item, _| item["item_type"] = "行政确认".into()),
    },
    Kind {
        found: &[("CAT024", 1)],
        inject: Inject::One(|item, _| {
            list(item, "/legal_basis").truncate(1);
        }),
    },
    Kind {
        found: &[("CAT026", 1)],
        inject: Inject::One(|item, _| {
            item["guide"]["time_limit"]["statutory"]["amount"] = 15.into();
        }),
    },
    Kind {
        found: &[("CAT027", 1)],
        inject: Inject::One(|item, _| {
            let conditions = item["guide"]["conditions"].as_str().unwrap();
            item["guide"]["conditions"] = format!("{conditions}\n3. 开业满三年。").into();
        }),
    },
    Kind {
        found: &[("CAT028", 1)],
        inject: Inject::One(|item, _| replace(item, "经营场所平面布局图", "房屋产权图")),
    },
    // One authority under two names, and two under one.
    Kind {
        found: &[("CAT050", 1)],
        inject: Inject::One(|item, n| {
            item["authority"]["name"] = format!("云江新区第{n}派出机构").into();
        }),
    },
    Kind {
        found: &[("CAT052", 1)],
        inject: Inject::Beside(|item, n| {
            rename(item, "（延续）");
            let name = item["authority"]["name"].clone();
            run_by(item, 9_000 + n);
            item["authority"]["name"] = name;
        }),
    },
    // A hall that stands elsewhere in one item.
    Kind {
        found: &[("CAT054", 1)],
        inject: Inject::One(|item, n| {
            item["guide"]["places"][0]["address"] =
                format!("云江新区望溪街道清溪路{}号1楼", 100 + n).into();
        }),
    },
    // A parent that is not the item's.
    Kind {
        found: &[("IDN036", 1)],
        inject: Inject::One(|item, _| item["parent_code"] = "00013190000Y".into()),
    },
    // An item that the reference does not have.
    Kind {
        found: &[("CAT082", 1)],
        inject: Inject::Beside(|item, n| {
            rename(item, "（自设）");
            item["catalogue_name"] = item["name"].clone();
            coded(item, &format!("000131{:03}000", 999 - n));
        }),
    },
    // A fault that only the previous version shows.
    Kind {
        found: &[("VER010", 1)],
        inject: Inject::Previously(|item, _| {
            item["guide"]["quantity_limit"] = "每年受理200件".into();
        }),
    },
    Kind {
        found: &[("VER012", 1)],
        inject: Inject::Previously(|item, _| item["version"] = 9.into()),
    },
    Kind {
        found: &[("VER020", 1)],
        inject: Inject::Previously(|item, _| {
            item["version"] = 1.into();
            item["item_type"] = "行政确认".into();
        }),
    },
    Kind {
        found: &[("VER030", 1)],
        inject: Inject::Previously(|item, _| {
            item["version"] = 1.into();
            item["status"] = "取消".into();
            rename(item, "（旧）");
        }),
    },
    Kind {
        found: &[("VER040", 2)],
        inject: Inject::Previously(|item, _| {
            item["version"] = 1.into();
            item["guide"]["time_limit"]["promised"]["amount"] = 3.into();
            list(item, "/guide/materials").remove(1);
        }),
    },
    Kind {
        found: &[("VER042", 1)],
        inject: Inject::Previously(|item, _| {
            item["version"] = 1.into();
            let conditions = item["guide"]["conditions"].as_str().unwrap();
            let first = conditions.lines().next().unwrap().to_owned();
            item["guide"]["conditions"] = first.into();
        }),
    },
];

fn list<'v>(item: &'v mut Value, pointer: &str) -> &'v mut Vec<Value> {
    item.pointer_mut(pointer).unwrap().as_array_mut().unwrap()
}

fn rename(item: &mut Value, more: &str) {
    item["name"] = format!("{}{more}", item["name"].as_str().unwrap()).into();
}

fn replace(item: &mut Value, from: &str, to: &str) {
    *item = serde_json::from_str(&item.to_string().replace(from, to)).unwrap();
}

/// The level of body `n`: its name and its digit in the codes.
fn level(n: usize) -> (&'static str, char) {
    match n {
        0..5 => ("市级", '3'),
        5..20 => ("县级", '4'),
        _ => ("镇(乡、街道)级", '5'),
    }
}

/// Gives an item this base code, and codes that follow from it.
fn coded(item: &mut Value, base: &str) {
    let credit = item["authority"]["credit_code"]
        .as_str()
        .unwrap()
        .to_owned();
    let digit = item["implementation_code"].as_str().unwrap().as_bytes()[18];
    let implementation = format!("{credit}{}{base}", char::from(digit));
    item["base_code"] = base.into();
    item["handling_code"] = format!("{implementation}01").into();
    item["implementation_code"] = implementation.into();
}

/// Gives an item to body `n`.
fn run_by(item: &mut Value, n: usize) {
    let (name, credit) = body(n);
    let (level, digit) = level(n);
    let base = item["base_code"].as_str().unwrap().to_owned();
    item["levels"] = json!([level]);
    item["authority"]["name"] = name.into();
    item["authority"]["credit_code"] = credit.as_str().into();
    item["implementation_code"] = format!("{credit}{digit}{base}").into();
    coded(item, &base);
}

/// Another case of the same item.
fn second_case(item: &mut Value) {
    let code = format!("{}02", item["implementation_code"].as_str().unwrap());
    item["handling_code"] = code.into();
}

/// The sound item of a matter, as body `n` handles it.
fn sound(template: &Value, matter: usize, n: usize) -> Value {
    let mut item = template.clone();
    item["name"] = format!("第{matter}类食品经营许可").into();
    item["catalogue_name"] = item["name"].clone();
    item["version"] = 3.into();
    item["base_code"] = base_code(matter).into();
    run_by(&mut item, n);
    item["guide"]["conditions"] = format!(
        "1. 经营第{matter}类食品，已经领取营业执照。\n2. 有固定的经营场所，厨房面积在{}平方米以上。",
        10 + matter
    )
    .into();
    item["summary"] = format!("做第{matter}类食品的生意之前，办理准许开业的证照").into();
    item
}

/// Each of these sentences stands in as many matters of as many bodies.
const SPREAD: usize = 10;

/// The sentence that a program put into the item of body `n`, one of the last, which have no other faults.
fn canned(matter: usize, times: usize, n: usize, bodies: usize) -> Option<String> {
    let number = (matter - 1) / SPREAD;
    (number < times && n == bodies - SPREAD + matter % SPREAD)
        .then(|| format!("第{number}类经营者有固定的经营场所，已经领取营业执照。"))
}

fn base_code(matter: usize) -> String {
    format!("000131{matter:03}000")
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

/// Writes a province of at least so many items to `current`, `previous` and `reference` in a folder, and
/// returns how often each rule must find something at the level of a warning, or for rules that give
/// hints, at all.
pub(crate) fn write(folder: &Path, items: usize) -> io::Result<Injected> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples/data/items/food-business-licence.toml");
    let reading = read_path(data, &ReadOptions::default()).map_err(io::Error::other)?;
    let template = serde_json::to_value(&reading.catalogue.items[0])?;
    let bodies = BODIES.max(items.div_ceil(MATTERS));
    let matters = items.div_ceil(bodies);
    let times = matters.div_ceil(MATTERS_PER_FAULT);
    assert!(
        times * KINDS.len().max(SPREAD) <= matters,
        "{matters} matters"
    );

    let mut injected = Injected::new();
    let mut header = "division = \"532871\"\ninclude = [\"items.ndjson\"]\n".to_owned();
    let mut previous = Lines::create(&folder.join("previous"), &header)?;
    let mut reference = Lines::create(&folder.join("reference"), &header)?;
    for number in 0..times {
        header += &format!("[[categories]]\nname = \"空栏目{number}\"\n");
        header +=
            &format!("[[categories]]\nname = \"栏目{number}\"\nitems = [\"没有的事项{number}\"]\n");
        let mut extra = sound(&template, 899 - number, 0);
        extra["levels"] = json!(["县级", "镇(乡、街道)级"]);
        reference.add(&extra)?;
        let mut above = sound(&template, 998 - number, 0);
        above["levels"] = json!(["国家级"]);
        reference.add(&above)?;
    }
    for (code, count) in [
        ("CAT030", 1),
        ("CAT032", 1),
        ("CAT080", 1),
        ("CAT070", 1),
        ("CAT027", SPREAD),
    ] {
        injected.insert(code, count * times);
    }
    // Limit, result and materials are those of the template in every matter.
    if matters >= 30 {
        injected.insert("CAT062", 3);
    }
    let mut current = Lines::create(&folder.join("current"), &header)?;
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
