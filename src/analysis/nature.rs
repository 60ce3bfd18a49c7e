//! The nature of an item: whether people apply for it, ask for information, are informed, or the
//! office acts on its own initiative. Catalogues list all of these, and not every element makes
//! sense for all.

use super::{TextKind, TextNode};
use crate::model::ServiceItem;
use crate::prose::{ending_bracket, is_longer};
use crate::vocabulary::ItemType;
use crate::words::{self, Set, WordSet};

/// The nature of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// Someone applies and receives a decision, a document or money.
    Applied,
    /// People ask or look something up; nothing is submitted.
    Enquiry,
    /// Something is published or held for everyone: news, exhibitions, lectures, lists.
    Publicity,
    /// The office acts on its own initiative.
    OfOffice,
    /// A service whose nature is unclear from its name.
    Unclear,
}

/// Maximum length of a condition that states 依职权; a longer one mentions it in passing: 登记机关可以依职权注销.
const MAX_CONDITION_CHARS: usize = 60;

impl Nature {
    /// Determines the nature from the type, the conditions, the materials and the name of an item.
    pub(crate) fn of(item: &ServiceItem) -> Self {
        match &item.item_type {
            // By law these are only granted on application.
            Some(ItemType::Licence | ItemType::Confirmation) => Self::Applied,
            own if is_of_office(own.as_ref()) || states_own_initiative(item) => Self::OfOffice,
            Some(ItemType::Payment | ItemType::Award | ItemType::Adjudication) => Self::Applied,
            _ if item.guide.iter().any(|guide| !guide.materials.is_empty()) => Self::Applied,
            own => match (nature_of_name(&item.name), own) {
                (Self::Unclear | Self::Publicity, Some(ItemType::OtherPower)) => Self::Applied,
                (nature, _) => nature,
            },
        }
    }

    /// Whether people only ask, look or listen, so that the handling needs little description.
    pub(crate) fn is_passive(self) -> bool {
        matches!(self, Self::Enquiry | Self::Publicity)
    }
}

/// Whether items of this type are never applied for: penalties, compulsion, levies and inspections.
pub(crate) fn is_of_office(item_type: Option<&ItemType>) -> bool {
    matches!(
        item_type,
        Some(ItemType::Penalty | ItemType::Compulsion | ItemType::Levy | ItemType::Inspection)
    )
}

/// Whether an item of this nature is applied for and may be refused.
pub(crate) fn is_decided(item: &ServiceItem, nature: Nature) -> bool {
    let power = matches!(
        item.item_type,
        Some(ItemType::Licence | ItemType::Confirmation | ItemType::Payment | ItemType::OtherPower)
    );
    power && nature == Nature::Applied
}

/// Whether a step or process text asks the applicant for documents.
pub(super) fn asks_for_papers(node: &TextNode<'_>) -> bool {
    let has = |set: Set| node.hits.any(set);
    matches!(node.kind, TextKind::Step | TextKind::Narrative)
        && node.is_own
        && !has(Set::NO_PAPERS_WANTED)
        && (has(Set::STEP_ASKS_PAPERS)
            || (has(Set::APPLICANT_FORM) && (has(Set::FORM_HANDED_IN) || node.key == "criteria")))
}

/// Whether nothing is submitted, decided or required of the applicant.
pub(crate) fn asks_nothing(item: &ServiceItem) -> bool {
    let guide = item.guide.as_ref();
    item.case_type.is_none()
        && guide.is_none_or(|guide| guide.materials.is_empty() && guide.conditions.is_none())
}

/// Whether the conditions state that the office acts on its own initiative.
fn states_own_initiative(item: &ServiceItem) -> bool {
    let conditions = item.conditions();
    let Some(text) = conditions.filter(|text| words::ON_OWN_INITIATIVE.occurs_in(text)) else {
        return false;
    };
    if is_longer(text, MAX_CONDITION_CHARS) && !text.contains("依申请") {
        return false;
    }
    // 依申请或者依职权 leaves open which of the two applies.
    let rest = words::ON_OWN_INITIATIVE
        .iter()
        .fold(text.to_owned(), |text, words| text.replace(words, ""));
    !rest.contains("依申请")
}

/// The name without trailing brackets, which name the applicants or the case.
pub(crate) fn core_name(name: &str) -> &str {
    let mut core = name.trim();
    while let Some(found) = ending_bracket(core).filter(|found| !found.before.is_empty()) {
        core = found.before.trim_end_matches(['（', '(', ' ']);
    }
    core
}

/// Determines the nature from the name.
fn nature_of_name(name: &str) -> Nature {
    let core = core_name(name);
    let short = words::SERVICE_TAIL.strip_end(core);
    let ends = |words: &WordSet| words.ends(core) || short.is_some_and(|core| words.ends(core));
    // 申请环保信息公开 and 政府信息依申请公开 are applied for.
    if ends(&words::APPLICATION_ENDING) || core.contains("申请") {
        Nature::Applied
    } else if ends(&words::ENQUIRY_ENDING) || words::ENQUIRY_BEGINNING.starts(core) {
        Nature::Enquiry
    } else if ends(&words::PUBLICITY_ENDING) || words::PUBLICITY_BEGINNING.starts(core) {
        Nature::Publicity
    } else {
        Nature::Unclear
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Guide, Material};

    fn item(name: &str, item_type: Option<ItemType>, conditions: &str) -> ServiceItem {
        ServiceItem {
            name: name.into(),
            item_type,
            guide: Some(Guide {
                conditions: (!conditions.is_empty()).then(|| conditions.into()),
                ..Guide::default()
            }),
            ..ServiceItem::default()
        }
    }

    #[test]
    fn names_tell_what_people_do() {
        for (name, nature) in [
            ("电话咨询", Nature::Enquiry),
            ("电话咨询(（个人）)", Nature::Enquiry),
            ("劳动政策咨询服务", Nature::Enquiry),
            ("医保定点机构查询（个人）", Nature::Enquiry),
            ("查询某馆藏书画精品", Nature::Enquiry),
            ("档案查询指南", Nature::Enquiry),
            ("节水宣传", Nature::Publicity),
            ("组织开展防汛演练", Nature::Publicity),
            ("馆藏文物展", Nature::Publicity),
            ("参保证明查询打印", Nature::Applied),
            ("政府信息依申请公开", Nature::Applied),
            ("老年人优待证办理", Nature::Applied),
            ("消费者投诉处理", Nature::Applied),
            ("工程咨询单位备案", Nature::Applied),
            ("展览会举办备案（省内）", Nature::Applied),
            ("临时减容", Nature::Applied),
            ("临时设施", Nature::Unclear),
            ("产业发展", Nature::Unclear),
            ("", Nature::Unclear),
            ("（）", Nature::Unclear),
        ] {
            assert_eq!(Nature::of(&item(name, None, "")), nature, "{name}");
        }
    }

    #[test]
    fn type_conditions_and_materials_come_before_the_name() {
        let of = |name: &str, own: ItemType, conditions: &str| {
            Nature::of(&item(name, Some(own), conditions))
        };
        assert_eq!(of("广告发布", ItemType::Licence, "依职权"), Nature::Applied);
        assert_eq!(of("行政处罚", ItemType::Penalty, ""), Nature::OfOffice);
        assert_eq!(
            of("表彰先进", ItemType::Award, "由单位评选（非依申请事项）"),
            Nature::OfOffice
        );
        assert_eq!(
            of("收养评估", ItemType::OtherPower, "依申请或者依职权办理"),
            Nature::Applied
        );
        assert_eq!(
            of("收养评估", ItemType::OtherPower, "依职权评估"),
            Nature::OfOffice
        );
        let long = format!("{}，登记机关也可以依职权注销", "符合条件".repeat(20));
        assert_eq!(of("收养评估", ItemType::OtherPower, &long), Nature::Applied);
        assert_eq!(of("广告发布", ItemType::OtherPower, ""), Nature::Applied);
        assert_eq!(of("档案查询", ItemType::OtherPower, ""), Nature::Enquiry);
        assert_eq!(of("天气预报", ItemType::PublicService, ""), Nature::Unclear);
        assert_eq!(
            of("公共自行车", ItemType::PublicService, "持有市民卡"),
            Nature::Unclear
        );
        let mut lookup = item("档案查询", Some(ItemType::PublicService), "");
        if let Some(guide) = &mut lookup.guide {
            guide.materials.push(Material::default());
        }
        assert_eq!(Nature::of(&lookup), Nature::Applied);
    }
}
