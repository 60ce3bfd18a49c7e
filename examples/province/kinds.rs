//! The faults of single items: how each is put in, and what finds it.

use serde_json::{Value, json};

use super::item::{coded, list, rename, replace, run_by, second_case};

/// A kind of fault.
pub(crate) struct Kind {
    /// The rules that find it, with the number of findings of each injection.
    pub(crate) found: &'static [(&'static str, usize)],
    pub(crate) inject: Inject,
}

/// How a fault is put in: into the item of one body, of the previous version, or as another item beside
/// it.
pub(crate) enum Inject {
    One(fn(&mut Value, usize)),
    Previously(fn(&mut Value, usize)),
    Beside(fn(&mut Value, usize)),
}

pub(crate) const KINDS: &[Kind] = &[
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
    // An item with a name and codes, and nothing that an applicant could use.
    Kind {
        found: EMPTY_ITEM,
        inject: Inject::Beside(|item, _| {
            rename(item, "（补证）");
            second_case(item);
            emptied(item);
        }),
    },
    // A channel of a platform that nobody knows.
    Kind {
        found: &[("CHN090", 1)],
        inject: Inject::One(|item, _| item["channels"][1]["platform"] = "wechat".into()),
    },
    // A reply that came late.
    Kind {
        found: &[("ORG082", 1)],
        inject: Inject::One(|item, _| late(item)),
    },
    // Suppressions: one that holds, then each of the faults of one.
    Kind {
        found: &[],
        inject: Inject::One(|item, _| {
            late(item);
            suppress(
                item,
                &json!({ "rule": "ORG082", "reason": REASON, "until": LATER }),
            );
        }),
    },
    Kind {
        found: &[("EXM010", 1)],
        inject: Inject::One(|item, _| suppress(item, &json!({ "rule": "ORG082", "until": LATER }))),
    },
    Kind {
        found: &[("EXM020", 1), ("ORG082", 1)],
        inject: Inject::One(|item, _| {
            late(item);
            suppress(
                item,
                &json!({ "rule": "ORG082", "reason": REASON, "until": "2026-06-30" }),
            );
        }),
    },
    Kind {
        found: &[("EXM030", 1)],
        inject: Inject::One(|item, _| {
            suppress(
                item,
                &json!({ "rule": "LIM010", "reason": REASON, "until": LATER }),
            );
        }),
    },
    Kind {
        found: &[("EXM040", 1)],
        inject: Inject::One(|item, _| {
            suppress(
                item,
                &json!({ "rule": "late-answer", "reason": REASON, "until": LATER }),
            );
        }),
    },
];

/// An item with a name and codes lacks every element that a portal must show.
const EMPTY_ITEM: &[(&str, usize)] = &[
    ("BAS001", 1),
    ("CAT040", 1),
    ("CHN001", 1),
    ("FEE001", 1),
    ("LIM001", 1),
    ("LIM002", 1),
    ("MAT001", 1),
    ("ORG004", 1),
    ("ORG005", 1),
    ("ORG006", 1),
    ("ORG007", 1),
    ("OUT001", 1),
    ("OUT002", 1),
    ("PRO002", 1),
    ("SUB001", 1),
    ("TXT003", 1),
];

/// Why a finding is accepted, and until when.
const REASON: &str = "问答系统迁移";
const LATER: &str = "2027-06-30";

fn suppress(item: &mut Value, suppression: &Value) {
    item["suppressions"] = json!([suppression]);
}

/// A reply a week after it was promised.
fn late(item: &mut Value) {
    item["guide"]["consultation"]["replies"][0]["answered"] = "2026-09-16".into();
}

/// Leaves of an item what says which it is.
fn emptied(item: &mut Value) {
    let fields = item.as_object_mut().unwrap();
    fields.retain(|key, _| key.ends_with("_code") || IDENTITY.contains(&key.as_str()));
}

const IDENTITY: &[&str] = &[
    "name",
    "catalogue_name",
    "item_type",
    "status",
    "version",
    "levels",
    "authority",
];
