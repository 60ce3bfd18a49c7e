//! Every free text of an item, with the element it belongs to.
//!
//! One walk serves all rules on wording. Paths are only built where something is found, then for
//! all texts at once in a second walk.

use std::cell::OnceCell;

use super::TextStats;
use crate::i18n::Text;
use crate::model::{
    Contact, Guide, Material, OpeningHours, Outcome, Place, Process, ServiceItem, TimeLimit,
};
use crate::path::{Path, Step};

/// What an element's text is for: this decides which wording is a fault in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// Names of the item and of bodies.
    Name,
    /// The summary.
    Summary,
    /// Words people search by.
    Keyword,
    /// Conditions and prohibitions.
    Condition,
    /// Name of the law or document an item rests on.
    BasisName,
    /// The article's text.
    BasisText,
    /// Notes on time limits.
    LimitNote,
    /// Special procedures, quantity limit, intermediary services: 无 is a true answer.
    Optional,
    /// Fees: name, standard, basis, remark.
    Fee,
    /// Name of a material.
    MaterialName,
    /// Filling notes, acceptance standard and the like.
    MaterialNote,
    /// Name of a step or a box of the chart.
    StepName,
    /// What is done in a step, and by what standard.
    Step,
    /// What a step gives: 无 is a true answer.
    StepOutput,
    /// The process in words.
    Narrative,
    /// Why the applicant has to come.
    Visit,
    /// Addresses.
    Address,
    /// Opening hours as published.
    Hours,
    /// Phone numbers as written.
    Phone,
    /// Other words on how to ask, follow, fetch, appeal.
    Note,
    /// A question.
    Question,
    /// An answer.
    Answer,
    /// Anything in another language.
    Translation,
}

impl Kind {
    /// The element in words.
    pub(crate) const fn label(self) -> Text {
        match self {
            Self::Name => Text::new("名称", "the name"),
            Self::Summary => Text::new("摘要", "the summary"),
            Self::Keyword => Text::new("关键词", "the keywords"),
            Self::Condition => Text::new("受理条件", "the conditions"),
            Self::BasisName | Self::BasisText => Text::new("设定依据", "the legal basis"),
            Self::LimitNote => Text::new("时限说明", "the note on the time limit"),
            Self::Fee => Text::new("收费", "the fee"),
            Self::MaterialName => Text::new("材料名称", "the name of the material"),
            Self::MaterialNote => Text::new("材料要求", "the notes on the material"),
            Self::StepName | Self::Step | Self::StepOutput => Text::new("办理环节", "the step"),
            Self::Narrative => Text::new("办理流程", "the process"),
            Self::Visit => Text::new("到现场原因", "the reason for the visit"),
            Self::Address => Text::new("地址", "the address"),
            Self::Hours => Text::new("办理时间", "the opening hours"),
            Self::Phone => Text::new("电话", "the phone"),
            Self::Optional | Self::Note => Text::new("说明", "the note"),
            Self::Question => Text::new("问题", "the question"),
            Self::Answer => Text::new("答复", "the answer"),
            Self::Translation => Text::new("译文", "the translation"),
        }
    }

    /// Whether the element holds sentences rather than a name, an address or a number.
    pub(crate) const fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Summary
                | Self::Condition
                | Self::BasisText
                | Self::LimitNote
                | Self::MaterialNote
                | Self::Step
                | Self::Narrative
                | Self::Visit
                | Self::Note
                | Self::Answer
        )
    }
}

/// One text of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextNode<'a> {
    /// What it is for.
    pub(crate) kind: Kind,
    /// The text, never blank.
    pub(crate) text: &'a str,
    /// What one look at it tells.
    pub(crate) stats: TextStats,
    /// Whether it belongs to the item's own guide, not to a channel's.
    pub(crate) is_own: bool,
    item: &'a ServiceItem,
    paths: &'a Paths,
    number: usize,
}

/// Where the texts of an item stand, in their order, once somebody asks.
pub(crate) type Paths = OnceCell<Vec<Path>>;

impl<'a> TextNode<'a> {
    /// The material of the item's own guide that it belongs to.
    pub(crate) fn material(&self) -> Option<&'a Material> {
        let path = self.path();
        let [
            Step::Key(guide),
            Step::Key(materials),
            Step::Index(index),
            ..,
        ] = path.steps()
        else {
            return None;
        };
        if guide != "guide" || materials != "materials" {
            return None;
        }
        self.item.guide.as_ref()?.materials.get(*index)
    }

    /// Where it stands.
    pub(crate) fn path(&self) -> Path {
        let paths = self.paths.get_or_init(|| {
            let mut paths = Vec::new();
            each(self.item, |_, _, steps| {
                paths.push(Path::new(steps.to_vec()));
            });
            paths
        });
        paths.get(self.number).cloned().unwrap_or_default()
    }
}

/// Every text of the item that is not blank.
pub(super) fn all<'a>(item: &'a ServiceItem, paths: &'a Paths) -> Vec<TextNode<'a>> {
    let mut pieces = Vec::with_capacity(64);
    each(item, |kind, text, steps| {
        pieces.push(TextNode {
            kind,
            text,
            stats: TextStats::of(text),
            is_own: !matches!(steps.first(), Some(Step::Key(key)) if key == "channels"),
            item,
            paths,
            number: pieces.len(),
        });
    });
    pieces
}

type Visit<'a, 'v> = &'v mut dyn FnMut(Kind, &'a str, &[Step]);

fn each<'a>(item: &'a ServiceItem, mut visit: impl FnMut(Kind, &'a str, &[Step])) {
    let mut walk = Walk {
        steps: Vec::with_capacity(8),
        translated: false,
        visit: &mut visit,
    };
    walk.item(item);
}

struct Walk<'a, 'v> {
    steps: Vec<Step>,
    translated: bool,
    visit: Visit<'a, 'v>,
}

impl<'a> Walk<'a, '_> {
    fn text(&mut self, key: &'static str, kind: Kind, text: Option<&'a String>) {
        if let Some(text) = text {
            self.words(key.into(), kind, text);
        }
    }

    fn words(&mut self, step: Step, kind: Kind, text: &'a str) {
        if text.trim().is_empty() {
            return;
        }
        let kind = if self.translated {
            Kind::Translation
        } else {
            kind
        };
        self.steps.push(step);
        (self.visit)(kind, text, &self.steps);
        self.steps.pop();
    }

    /// The text that stands at the place the walk is at.
    fn whole(&mut self, kind: Kind, text: &'a str) {
        if let Some(step) = self.steps.pop() {
            self.words(step.clone(), kind, text);
            self.steps.push(step);
        }
    }

    fn within(&mut self, step: impl Into<Step>, walk: impl FnOnce(&mut Self)) {
        self.steps.push(step.into());
        walk(self);
        self.steps.pop();
    }

    fn list<T>(&mut self, key: &'static str, list: &'a [T], one: impl Fn(&mut Self, &'a T)) {
        for (index, thing) in list.iter().enumerate() {
            self.within(key, |walk| walk.within(index, |walk| one(walk, thing)));
        }
    }

    fn item(&mut self, item: &'a ServiceItem) {
        self.text("name", Kind::Name, Some(&item.name));
        self.text("summary", Kind::Summary, item.summary.as_ref());
        for (key, words) in [("keywords", &item.keywords), ("aliases", &item.aliases)] {
            self.list(key, words, |walk, word| walk.whole(Kind::Keyword, word));
        }
        if let Some(body) = &item.authority {
            self.within("authority", |walk| {
                walk.text("name", Kind::Name, body.name.as_ref());
            });
        }
        self.list("legal_basis", &item.legal_basis, |walk, basis| {
            walk.text("name", Kind::BasisName, basis.name.as_ref());
            walk.text("text", Kind::BasisText, basis.text.as_ref());
        });
        if let Some(guide) = &item.guide {
            self.within("guide", |walk| walk.guide(guide));
        }
        self.list("channels", &item.channels, |walk, channel| {
            if let Some(guide) = &channel.says {
                walk.within("says", |walk| walk.guide(guide));
            }
        });
        self.translated = true;
        self.list("translations", &item.translations, |walk, translation| {
            walk.text("name", Kind::Name, translation.name.as_ref());
            walk.text("summary", Kind::Summary, translation.summary.as_ref());
            if let Some(guide) = &translation.says {
                walk.within("says", |walk| walk.guide(guide));
            }
        });
        self.translated = false;
    }

    fn guide(&mut self, guide: &'a Guide) {
        self.text("conditions", Kind::Condition, guide.conditions.as_ref());
        self.text("prohibitions", Kind::Optional, guide.prohibitions.as_ref());
        self.text(
            "quantity_limit",
            Kind::Optional,
            guide.quantity_limit.as_ref(),
        );
        if let Some(limit) = &guide.time_limit {
            self.within("time_limit", |walk| walk.limit(limit));
        }
        self.list(
            "special_procedures",
            &guide.special_procedures,
            |walk, one| {
                walk.text("name", Kind::Optional, one.name.as_ref());
                walk.text("note", Kind::Optional, one.note.as_ref());
            },
        );
        if let Some(fees) = &guide.fees {
            self.within("fees", |walk| {
                walk.list("items", &fees.items, |walk, fee| {
                    walk.text("name", Kind::Fee, fee.name.as_ref());
                    walk.text("standard", Kind::Fee, fee.standard.as_ref());
                    walk.text("remark", Kind::Fee, fee.remark.as_ref());
                });
            });
        }
        self.list("materials", &guide.materials, Self::material);
        if let Some(process) = &guide.process {
            self.within("process", |walk| walk.process(process));
        }
        if let Some(visits) = &guide.visits {
            self.within("visits", |walk| {
                walk.text("reason", Kind::Visit, visits.reason.as_ref());
            });
        }
        self.list("places", &guide.places, Self::place);
        if let Some(hours) = &guide.hours {
            self.within("hours", |walk| walk.hours(hours));
        }
        for (key, contact) in [
            ("consultation", &guide.consultation),
            ("complaint", &guide.complaint),
        ] {
            if let Some(contact) = contact {
                self.within(key, |walk| walk.contact(contact));
            }
        }
        if let Some(progress) = &guide.progress {
            self.within("progress", |walk| {
                walk.text("note", Kind::Note, progress.note.as_ref());
            });
        }
        if let Some(result) = &guide.result {
            self.within("result", |walk| walk.outcome(result));
        }
        for (key, offer) in [
            ("appointment", &guide.appointment),
            ("courier", &guide.courier),
            ("kiosk", &guide.kiosk),
            ("assistance", &guide.assistance),
        ] {
            if let Some(offer) = offer {
                self.within(key, |walk| {
                    walk.text("way", Kind::Note, offer.way.as_ref());
                    walk.text("place", Kind::Optional, offer.place.as_ref());
                });
            }
        }
        for (key, text) in [
            ("intermediary_services", &guide.intermediary_services),
            ("rights_and_duties", &guide.rights_and_duties),
            ("reconsideration", &guide.reconsideration),
            ("litigation", &guide.litigation),
        ] {
            self.text(key, Kind::Optional, text.as_ref());
        }
        self.list("questions", &guide.questions, |walk, question| {
            walk.text("question", Kind::Question, question.question.as_ref());
            walk.text("answer", Kind::Answer, question.answer.as_ref());
        });
    }

    fn limit(&mut self, limit: &'a TimeLimit) {
        self.text(
            "statutory_note",
            Kind::LimitNote,
            limit.statutory_note.as_ref(),
        );
        self.text(
            "promised_note",
            Kind::LimitNote,
            limit.promised_note.as_ref(),
        );
        for (key, limit) in [
            ("statutory", &limit.statutory),
            ("promised", &limit.promised),
        ] {
            if let Some(limit) = limit {
                self.within(key, |walk| {
                    walk.text("text", Kind::LimitNote, limit.text.as_ref());
                });
            }
        }
    }

    fn material(&mut self, material: &'a Material) {
        self.text("name", Kind::MaterialName, material.name.as_ref());
        for (key, text) in [
            ("condition", &material.condition),
            ("deferral", &material.deferral),
            ("source_note", &material.source_note),
            ("filling_notes", &material.filling_notes),
            ("acceptance_standard", &material.acceptance_standard),
            ("seal_note", &material.seal_note),
            ("remark", &material.remark),
        ] {
            self.text(key, Kind::MaterialNote, text.as_ref());
        }
    }

    fn process(&mut self, process: &'a Process) {
        self.list("steps", &process.steps, |walk, step| {
            walk.text("name", Kind::StepName, step.name.as_ref());
            walk.text("action", Kind::Step, step.action.as_ref());
            walk.text("criteria", Kind::Step, step.criteria.as_ref());
            walk.text("output", Kind::StepOutput, step.output.as_ref());
        });
        self.text("narrative", Kind::Narrative, process.narrative.as_ref());
        self.text(
            "online_narrative",
            Kind::Narrative,
            process.online_narrative.as_ref(),
        );
    }

    fn place(&mut self, place: &'a Place) {
        self.text("name", Kind::Name, place.name.as_ref());
        self.text("address", Kind::Address, place.address.as_ref());
        self.text("window", Kind::Optional, place.window.as_ref());
        self.text("directions", Kind::Optional, place.directions.as_ref());
        if let Some(hours) = &place.hours {
            self.within("hours", |walk| walk.hours(hours));
        }
        self.list("phones", &place.phones, |walk, phone| {
            walk.words("number".into(), Kind::Phone, &phone.number);
        });
    }

    fn hours(&mut self, hours: &'a OpeningHours) {
        self.text("text", Kind::Hours, hours.text.as_ref());
    }

    fn contact(&mut self, contact: &'a Contact) {
        self.list("phones", &contact.phones, |walk, phone| {
            walk.words("number".into(), Kind::Phone, &phone.number);
        });
        self.text("address", Kind::Address, contact.address.as_ref());
        self.text("text", Kind::Note, contact.text.as_ref());
    }

    fn outcome(&mut self, result: &'a Outcome) {
        self.text("name", Kind::Optional, result.name.as_ref());
        self.text("validity", Kind::Optional, result.validity.as_ref());
        self.text("publication", Kind::Optional, result.publication.as_ref());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_shows_each_text_with_its_place() {
        let item: ServiceItem = toml::from_str(
            "name = '甲'\nsummary = ' '\n[guide]\nconditions = '年满18周岁'\n\
             [[guide.materials]]\nname = '申请表'\n[[channels]]\n[channels.says]\nconditions = '乙'\n\
             [[translations]]\nlanguage = 'en'\nname = 'A'\n",
        )
        .unwrap();
        let paths = Paths::new();
        let found: Vec<_> = (all(&item, &paths).iter())
            .map(|piece| {
                (
                    piece.path().to_string(),
                    piece.kind,
                    piece.text,
                    piece.is_own,
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("name".to_owned(), Kind::Name, "甲", true),
                (
                    "guide.conditions".to_owned(),
                    Kind::Condition,
                    "年满18周岁",
                    true
                ),
                (
                    "guide.materials[0].name".to_owned(),
                    Kind::MaterialName,
                    "申请表",
                    true
                ),
                (
                    "channels[0].says.conditions".to_owned(),
                    Kind::Condition,
                    "乙",
                    false
                ),
                (
                    "translations[0].name".to_owned(),
                    Kind::Translation,
                    "A",
                    true
                ),
            ]
        );
    }
}
