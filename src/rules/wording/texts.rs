//! Every free text of an item, with its place and the element it belongs to.
//!
//! One walk serves all rules on wording. Paths are only built where something is found.

use crate::model::{
    Contact, Guide, Material, OpeningHours, Outcome, Place, Process, ServiceItem, TimeLimit,
};
use crate::path::{Path, Step};
use crate::text::Text;

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
            Self::StepName | Self::Step => Text::new("办理环节", "the step"),
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
pub(crate) struct Piece<'a, 's> {
    /// What it is for.
    pub(crate) kind: Kind,
    /// The text, never blank.
    pub(crate) text: &'a str,
    steps: &'s [Step],
}

impl Piece<'_, '_> {
    /// Where it stands.
    pub(crate) fn path(&self) -> Path {
        Path::new(self.steps.to_vec())
    }

    /// Whether it belongs to the item's own guide, not to a channel's.
    pub(crate) fn is_own(&self) -> bool {
        !matches!(self.steps.first(), Some(Step::Key(key)) if key == "channels")
    }
}

type Visit<'a, 'v> = &'v mut dyn for<'s> FnMut(Piece<'a, 's>);

/// Shows every text of the item that is not blank.
pub(crate) fn each<'a>(item: &'a ServiceItem, mut visit: impl for<'s> FnMut(Piece<'a, 's>)) {
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
        self.steps.push(step);
        (self.visit)(Piece {
            kind: if self.translated {
                Kind::Translation
            } else {
                kind
            },
            text,
            steps: &self.steps,
        });
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
            walk.text("output", Kind::StepName, step.output.as_ref());
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

/// The sentences of a text: what stands between `。`, `；`, `！`, `？` and line breaks.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '；', ';', '！', '？', '\n', '\r'])
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
}

/// The text without the titles 《…》 in it, which are long through no fault of the writer.
pub(crate) fn without_titles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for title in crate::value::citation::mentions(text) {
        out.push_str(text.get(at..title.start).unwrap_or_default());
        at = title.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// The sentences of a text, a list in the line taken apart too, each as it stands there.
pub(crate) fn entries(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let stop = matches!(c, '。' | '；' | ';' | '！' | '？' | '\n' | '\r');
        if stop || opens_entry(rest, before) {
            found.push(text.get(start..at).unwrap_or_default().trim());
            start = if stop { at + c.len_utf8() } else { at };
        }
        before = Some(c);
    }
    found.push(text.get(start..).unwrap_or_default().trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Whether an entry of a list starts here: （一）, 1., 一、, ①.
pub(crate) fn opens_entry(rest: &str, before: Option<char>) -> bool {
    let Some(first) = rest.chars().next() else {
        return false;
    };
    let han = |c: char| "一二三四五六七八九十".contains(c);
    let number = |c: char| c.is_ascii_digit() || han(c);
    if matches!(first, '①'..='⑳') {
        return true;
    }
    if let Some(inner) = rest.strip_prefix(['（', '(']) {
        let tail = inner.trim_start_matches(number);
        let digits = inner.chars().count() - tail.chars().count();
        return (1..=3).contains(&digits) && tail.starts_with(['）', ')']);
    }
    // Within a word or an enumeration a number is no mark: 甲、2级, 第1.
    let free = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '、' | '.' | '第'));
    if !free || !number(first) {
        return false;
    }
    let tail = rest.trim_start_matches(number);
    let mut after = tail.chars();
    let close = after.next();
    let next = after.next();
    let short = rest.len() - tail.len() <= 3 * '十'.len_utf8();
    let marks: &[char] = if han(first) {
        &['、']
    } else {
        &['、', '.', '．']
    };
    short && close.is_some_and(|c| marks.contains(&c)) && next.is_some_and(|c| !number(c))
}

/// Words of the bracket behind a law's title that say when and by whom it was issued.
const ISSUED: &[&str] = &["年", "号", "令", "公布", "修正", "修订", "施行", "通过"];

/// The sentence without titles, and without what belongs to them: the date, the order's number and
/// the article, as in 《某法》（2019年修正）第三条.
pub(crate) fn without_citations(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut at = 0;
    for title in crate::value::citation::mentions(sentence) {
        out.push_str(sentence.get(at..title.start).unwrap_or_default());
        let after = sentence.get(title.end..).unwrap_or_default();
        at = sentence.len() - behind_title(after).len();
    }
    out.push_str(sentence.get(at..).unwrap_or_default());
    out
}

/// What follows a title once its bracket and its articles are gone.
fn behind_title(after: &str) -> &str {
    let mut rest = after;
    if let Some(inner) = rest.trim_start().strip_prefix(['（', '(']) {
        let mut depth = 1usize;
        let close = inner.char_indices().find(|(_, c)| {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        if let Some((end, close)) = close {
            let note = inner.get(..end).unwrap_or_default();
            if ISSUED.iter().any(|word| note.contains(word)) {
                rest = inner.get(end + close.len_utf8()..).unwrap_or_default();
            }
        }
    }
    let join = |c: char| c.is_whitespace() || "、和及，,".contains(c);
    while let Some(tail) = article(rest.trim_start_matches(join)) {
        rest = tail;
    }
    rest
}

/// What follows 第三条, 第二款 or 第（一）项 at the start of a text.
fn article(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('第')?;
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千（）()".contains(c);
    let tail = inner.trim_start_matches(number);
    (tail.len() < inner.len()).then(|| tail.strip_prefix(['条', '款', '项', '章', '节']))?
}

/// Whether the sentence is an article as the law has it: 《某法》第三条 申请人…, 第三条：“…”.
pub(crate) fn quotes_article(sentence: &str) -> bool {
    let lead = |c: char| !c.is_alphanumeric() && !matches!(c, '《') || c.is_ascii_digit();
    let mut rest = sentence.trim_start_matches(lead);
    for word in ["根据", "依据", "按照", "依照"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let title = crate::value::citation::mentions(rest).into_iter().next();
    let titled = title.filter(|title| title.start == 0);
    let body = match &titled {
        Some(title) => behind_title(rest.get(title.end..).unwrap_or_default()),
        None => match article(rest) {
            Some(mut tail) => {
                while let Some(next) = article(tail) {
                    tail = next;
                }
                tail
            }
            None => return false,
        },
    };
    let cited = titled.is_none_or(|title| {
        let between = rest.get(title.end..rest.len() - body.len());
        between.is_some_and(|between| between.contains('条'))
    });
    cited && body.starts_with(|c: char| c.is_whitespace() || "：:“\"".contains(c))
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
        let mut found = Vec::new();
        each(&item, |piece| {
            found.push((
                piece.path().to_string(),
                piece.kind,
                piece.text,
                piece.is_own(),
            ));
        });
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

    #[test]
    fn lists_in_a_line_come_apart() {
        let text = "应当：（一）年满18周岁；（二）有3.5米宽的门 1.甲、2级 2、乙①丙。一、丁";
        assert_eq!(
            entries(text),
            [
                "应当：",
                "（一）年满18周岁",
                "（二）有3.5米宽的门",
                "1.甲、2级",
                "2、乙",
                "①丙",
                "一、丁"
            ]
        );
    }

    #[test]
    fn what_belongs_to_a_citation_does_not_count() {
        let text = "依照《某法》（2001年甲会议通过（2019年修正））第三条、第五条第二款申请";
        assert_eq!(without_citations(text), "依照申请");
        assert_eq!(without_citations("《某表》（一份）"), "（一份）");
        assert_eq!(without_citations("《某法》（2001年"), "（2001年");
        assert!(quotes_article("1.《某法》（2019年修正）第三条 申请人应当"));
        assert!(quotes_article("第三条：“申请人应当"));
        assert!(!quotes_article("第八条的“学位”是指"));
        assert!(!quotes_article("《某法》 申请人应当"));
        assert!(!quotes_article("根据《某法》第三条规定，申请人"));
    }

    #[test]
    fn titles_do_not_count() {
        assert_eq!(
            without_titles("依照《某某法》和《某某条例》办理"),
            "依照和办理"
        );
        assert_eq!(sentences("甲。乙；\n丙").count(), 3);
    }
}
