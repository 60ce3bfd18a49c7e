//! The figures of the national inspection, computed for this catalogue, with the published ones for comparison.

use std::collections::{BTreeSet, HashMap};

use super::numbers::{percent, share};
use crate::check::Report;
use crate::grounds::Citation;
use crate::i18n::{Language, Text};
use crate::model::Element;
use crate::rules;

/// A figure of the national inspection, and the rules by which it is computed here.
struct Figure {
    text: Text,
    parts: &'static [Part],
    /// Whether the figure compares channels, and so needs two with content.
    compares: bool,
    /// The clause of the registry with the published figure, and its percentage if it is a share.
    published: (&'static str, Option<f64>),
}

/// A fault that a figure counts.
struct Part {
    text: Text,
    /// Groups of rule codes: an item has the fault if every rule of a group has a finding in it.
    any_of: &'static [&'static [&'static str]],
    /// The rule that reports the element missing in which the fault occurs.
    within: Option<&'static str>,
}

impl Part {
    const fn within(mut self, missing: &'static str) -> Self {
        self.within = Some(missing);
        self
    }
}

const fn part(
    zh: &'static str,
    en: &'static str,
    any_of: &'static [&'static [&'static str]],
) -> Part {
    Part {
        text: Text::new(zh, en),
        any_of,
        within: None,
    }
}

static FIGURES: &[Figure] = &[
    Figure {
        text: Text::new(
            "没有写明办理时限、收费标准或者联系方式",
            "no time limit, fee standard or contact",
        ),
        parts: &[
            // A limit is missing only if both kinds of limit are.
            part("办理时限", "time limit", &[&["LIM001", "LIM002"]]),
            part(
                "收费标准",
                "fee standard",
                &[&["FEE001"], &["FEE002"], &["FEE010"]],
            ),
            part("联系方式", "contact", &[&["ORG004"]]),
        ],
        compares: false,
        published: ("gbh-2017-115#5-facts", Some(33.0)),
    },
    Figure {
        text: Text::new("流程不清楚", "process unclear"),
        parts: &[
            part("没有流程", "no process", &[&["PRO001"]]),
            part("只有环节名称", "only names of stages", &[&["PRO010"]]).within("PRO001"),
        ],
        compares: false,
        published: ("gbh-2017-115#5-flow", Some(25.0)),
    },
    Figure {
        text: Text::new(
            "没有说清材料要原件还是复印件、纸质还是电子",
            "form of materials not stated: original or copy, paper or electronic",
        ),
        parts: &[
            part("纸质还是电子", "paper or electronic", &[&["MAT003"]]),
            part("原件、复印件各几份", "originals and copies", &[&["MAT004"]]),
        ],
        compares: false,
        published: ("gbh-2017-115#5-format", Some(55.0)),
    },
    Figure {
        text: Text::new("不提供表格下载", "no form to download"),
        parts: &[part("空白表格", "blank form", &[&["MAT009"]])],
        compares: false,
        published: ("gbh-2017-115#5-forms", Some(41.0)),
    },
    Figure {
        text: Text::new(
            "要求兜底材料、用语含糊",
            "catch-all materials, vague wording",
        ),
        parts: &[
            part("用语含糊", "vague wording", &[&["TXT031"]]),
            part("材料名称含糊", "vague name of a material", &[&["MAT065"]]),
        ],
        compares: false,
        published: ("gbh-2017-115#5-catchall", Some(13.0)),
    },
    Figure {
        text: Text::new("没有示例样表", "no filled-in sample"),
        parts: &[part("示例样表", "sample form", &[&["MAT010"]])],
        compares: false,
        published: ("d3-36cities-2020#样表", Some(25.0)),
    },
    Figure {
        text: Text::new("没有填报说明", "no filling-in notes"),
        parts: &[part("填报须知", "filling-in notes", &[&["MAT011"]])],
        compares: false,
        published: ("press-2017#填报说明", None),
    },
    Figure {
        text: Text::new("分类不当", "misclassified"),
        parts: &[
            part(
                "主题与服务对象不符",
                "theme of another audience",
                &[&["SUB010"]],
            ),
            part("类型与编码不符", "type unlike the code", &[&["IDN040"]]),
        ],
        compares: false,
        published: ("press-2017#分类", Some(18.0)),
    },
    Figure {
        text: Text::new(
            "搜不到：没有摘要或关键词",
            "not found by search: no summary or keywords",
        ),
        parts: &[
            part("摘要", "summary", &[&["TXT001"]]),
            part("关键词", "keywords", &[&["TXT002"]]),
        ],
        compares: false,
        published: ("gbh-2017-115#4-search", Some(22.0)),
    },
    Figure {
        text: Text::new(
            "咨询没有承诺答复时限，或者答复慢",
            "no promise to reply to enquiries, or a slow one",
        ),
        parts: &[
            part("没有承诺答复时限", "no promise to reply", &[&["ORG008"]]),
            part(
                "承诺超过5个工作日",
                "promise of more than five working days",
                &[&["ORG080"]],
            )
            .within("ORG008"),
            part("实际超过承诺", "later than promised", &[&["ORG082"]]).within("ORG008"),
        ],
        compares: false,
        published: ("gbh-2017-115#4-reply", Some(38.0)),
    },
    Figure {
        text: Text::new("渠道之间说法不一", "channels disagree"),
        parts: &[
            part("时限", "time limits", &[&["CHN010"]]),
            part("收费", "fees", &[&["CHN012"]]),
            part("材料要求", "material details", &[&["CHN016"]]),
            part("办理时间", "hours", &[&["CHN022"]]),
            part("电话", "phones", &[&["CHN026"]]),
            part("便民服务", "conveniences", &[&["CHN032"]]),
        ],
        compares: true,
        published: ("d3-36cities-2020#渠道一致", Some(72.2)),
    },
    Figure {
        text: Text::new("说全程网办仍要到场", "claimed wholly online, yet in person"),
        parts: &[part(
            "网办等级与到场",
            "online grade and visits",
            &[&["CHN070"]],
        )],
        compares: false,
        published: ("d3-36cities-2020#全程网办", None),
    },
    Figure {
        text: Text::new("空事项", "empty items"),
        parts: &[part("只有名称", "only a name", &[&["CAT040"]])],
        compares: false,
        published: ("site-check-2017q2#空栏目", None),
    },
];

/// A figure computed for this catalogue.
#[derive(Debug)]
pub(super) struct FigureRow {
    pub(super) text: &'static str,
    /// The faults that the figure counts.
    pub(super) parts: Vec<PartRow>,
    /// Number of items with at least one of the faults.
    pub(super) count: usize,
    pub(super) items: usize,
    /// In percent; `None` if none of the faults was counted.
    pub(super) share: Option<String>,
    pub(super) published: Option<Published>,
}

/// A fault of a figure, counted for this catalogue.
#[derive(Debug)]
pub(super) struct PartRow {
    pub(super) text: &'static str,
    pub(super) codes: Vec<&'static str>,
    pub(super) count: usize,
    pub(super) state: State,
}

/// Whether a fault was counted, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Counted,
    /// The source does not collect the element.
    NotCollected,
    /// No rule that finds the fault ran.
    NotLooked,
    /// Only one channel has content.
    NotComparable,
}

/// A published figure.
#[derive(Debug)]
pub(super) struct Published {
    /// In percent, if it is a share.
    pub(super) share: Option<String>,
    pub(super) says: &'static str,
    pub(super) source: String,
    pub(super) unit: &'static str,
}

/// Computes the figures; `by_rule` has the items with findings of each rule.
pub(super) fn rows(
    report: &Report,
    by_rule: &HashMap<&'static str, BTreeSet<usize>>,
    language: Language,
) -> Vec<FigureRow> {
    let mut offices = report.census.offices();
    let is_comparable =
        !report.checked.views.is_empty() || offices.any(|(_, _, tally)| tally.comparable > 0);
    let row = |figure: &Figure| {
        let mut all = BTreeSet::new();
        let parts = figure.parts.iter().map(|part| {
            let items = items_of(part, by_rule);
            all.extend(items.iter().copied());
            PartRow {
                text: part.text.get(language),
                codes: codes_of(part),
                count: items.len(),
                state: match part_state(part, report) {
                    State::Counted if figure.compares && !is_comparable => State::NotComparable,
                    state => state,
                },
            }
        });
        let parts: Vec<PartRow> = parts.collect();
        let is_known = parts.iter().any(|part| part.state == State::Counted) && report.items > 0;
        FigureRow {
            text: figure.text.get(language),
            count: all.len(),
            items: report.items,
            share: is_known.then(|| percent(share(all.len(), report.items))),
            parts,
            published: published(figure.published, language),
        }
    };
    FIGURES.iter().map(row).collect()
}

/// The items with a fault.
fn items_of(part: &Part, by_rule: &HashMap<&'static str, BTreeSet<usize>>) -> BTreeSet<usize> {
    let nothing = BTreeSet::new();
    let mut items = BTreeSet::new();
    for group in part.any_of {
        let mut sets = group
            .iter()
            .map(|code| by_rule.get(code).unwrap_or(&nothing));
        let first = sets.next().cloned().unwrap_or_default();
        items.extend(sets.fold(first, |both, set| &both & set));
    }
    items
}

fn codes_of(part: &Part) -> Vec<&'static str> {
    part.any_of.iter().copied().flatten().copied().collect()
}

fn part_state(part: &Part, report: &Report) -> State {
    let codes = codes_of(part);
    let list = &report.census.about.not_collected;
    let elements = codes
        .iter()
        .chain(&part.within)
        .filter_map(|code| rules::missing_element(rules::find(code)?));
    let mut states = elements.map(|path| Element::of(None::<&()>, &[], list, path));
    let not_collected = |state| matches!(state, Element::NotCollected);
    if !codes.iter().any(|code| report.checked.ran(code)) {
        State::NotLooked
    } else if states.next().is_some_and(not_collected) && states.all(not_collected) {
        State::NotCollected
    } else {
        State::Counted
    }
}

/// Finds a published figure; `cite` names its clause.
pub(super) fn published(
    (cite, share): (&str, Option<f64>),
    language: Language,
) -> Option<Published> {
    let citation = Citation::find(cite)?;
    let unit = citation.clause.unit?;
    Some(Published {
        share: share.map(|share| format!("{share}%")),
        says: citation.clause.says.get(language),
        source: citation.label(language),
        unit: unit.text().get(language),
    })
}

#[cfg(test)]
pub(super) fn all_published() -> impl Iterator<Item = (&'static str, Option<f64>)> {
    FIGURES.iter().map(|figure| figure.published)
}

#[cfg(test)]
pub(super) fn all_codes() -> impl Iterator<Item = &'static str> {
    FIGURES
        .iter()
        .flat_map(|figure| figure.parts)
        .flat_map(codes_of)
}
