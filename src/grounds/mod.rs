//! The grounds of rules: the registry of sources and the requirements.
//!
//! A rule cites clauses as `id#clause`. Whether a clause may be shown as a ground (依据) or only as
//! an instance (实例) of the defect is determined here and nowhere else.

mod requirement;

use std::sync::{LazyLock, OnceLock};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code::DivisionCode;
use crate::division;
use crate::i18n::{Language, Text, say};
pub use requirement::Requirement;

/// A law, standard, notice, report or other source.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Source {
    /// Its id in citations.
    pub id: String,
    /// The kind of source.
    pub kind: SourceKind,
    /// Its title.
    pub title: Words,
    /// The issuing body.
    pub issuer: String,
    /// Its document number, such as 国发〔2022〕5号.
    pub number: Option<String>,
    /// The day, month or year of issue.
    pub date: Option<String>,
    /// The date it takes effect.
    pub effective: Option<String>,
    /// The days it was amended.
    #[serde(default)]
    pub amended: Vec<String>,
    /// The division it applies to, unless it is the whole country.
    pub area: Option<String>,
    /// Whether it is binding.
    pub standing: Standing,
    /// The clauses that rules cite.
    pub clauses: Vec<Clause>,
}

/// One clause of a source.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Clause {
    /// Its reference in citations: the number of an article, a column, or a keyword.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its name, if it has a number or a title.
    pub at: Option<Words>,
    /// Whether its text was verified.
    pub verified: bool,
    /// The unit of its figure.
    pub unit: Option<Unit>,
    /// Its content, paraphrased.
    pub says: Words,
}

/// A text of the registry in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Words {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// Returns the text in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// The kind of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SourceKind {
    /// 法律.
    Law,
    /// 行政法规.
    Regulation,
    /// 地方性法规.
    LocalRegulation,
    /// A document of the State Council or its General Office.
    Document,
    /// A decision of a congress.
    Decision,
    /// A national standard.
    Standard,
    /// The definition of a file format.
    Format,
    /// The columns of exchange tables.
    Schema,
    /// The published result of an inspection.
    Notice,
    /// A report in the press.
    Press,
    /// An assessment by a body without authority.
    Assessment,
    /// A checking program.
    Script,
    /// A maintained list.
    Data,
}

/// Whether a source is binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Standing {
    /// In force, or coming into force on its effective date.
    InForce,
    /// Not verified to be still in force.
    NotVerified,
    /// Reports facts; not binding.
    BindsNobody,
    /// Repealed.
    Repealed,
}

/// The unit of an inspection's figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Unit {
    /// Platforms.
    Platform,
    /// Service items.
    Item,
    /// Cities.
    City,
    /// A single case.
    Case,
    /// An opinion.
    Opinion,
}

impl Unit {
    /// The name of the unit.
    pub fn text(self) -> Text {
        match self {
            Self::Platform => Text::new("按平台计", "share of platforms"),
            Self::Item => Text::new("按事项计", "share of items"),
            Self::City => Text::new("按城市计", "share of cities"),
            Self::Case => Text::new("个例", "a single case"),
            Self::Opinion => Text::new("看法", "an opinion"),
        }
    }
}

/// The weight of a clause as a reason for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[schemars(title = "分量")]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Weight {
    /// A verified provision: 依据.
    Ground,
    /// It shows that the defect occurs: 实例.
    Instance,
    /// Not verified: never shown as a reason.
    Unread,
    /// Repealed: never shown.
    Repealed,
}

/// A clause of a source as cited by a rule.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Citation {
    /// The source.
    pub source: &'static Source,
    /// The clause.
    pub clause: &'static Clause,
}

impl Citation {
    /// Looks up a citation of the form `id#clause`.
    pub fn find(citation: &str) -> Option<Self> {
        let (id, reference) = citation.split_once('#')?;
        let source = find(id)?;
        let clause = source
            .clauses
            .iter()
            .find(|clause| clause.reference == reference)?;
        Some(Self { source, clause })
    }

    /// The weight of the citation as a reason for a rule.
    pub fn weight(&self) -> Weight {
        let binds = match self.source.kind {
            SourceKind::Law
            | SourceKind::Regulation
            | SourceKind::LocalRegulation
            | SourceKind::Document
            | SourceKind::Decision
            | SourceKind::Standard
            | SourceKind::Format
            | SourceKind::Schema => self.source.standing != Standing::BindsNobody,
            SourceKind::Notice
            | SourceKind::Press
            | SourceKind::Assessment
            | SourceKind::Script
            | SourceKind::Data => false,
        };
        match (self.source.standing, self.clause.verified) {
            (Standing::Repealed, _) => Weight::Repealed,
            (_, false) => Weight::Unread,
            _ if binds => Weight::Ground,
            _ => Weight::Instance,
        }
    }

    /// Whether the source applies in a division: local regulations apply only in their area.
    pub fn holds_in(&self, division: Option<&DivisionCode>) -> bool {
        self.source
            .area
            .as_deref()
            .is_none_or(|area| division.is_some_and(|own| own.as_str().starts_with(area)))
    }

    /// The title and the clause, such as 《行政许可法》第四十二条.
    pub fn label(&self, language: Language) -> String {
        let source = self.source;
        let title = source.title.get(language);
        let title = title.strip_prefix("中华人民共和国").unwrap_or(title);
        let number = source.number.as_deref();
        let chinese = language == Language::Chinese;
        let mut label = match (source.kind, number) {
            (SourceKind::Standard | SourceKind::Format, Some(number)) if chinese => {
                format!("{number}《{title}》")
            }
            (SourceKind::Standard | SourceKind::Format, Some(number)) => {
                format!("{number}, {title}")
            }
            (SourceKind::Document | SourceKind::Decision | SourceKind::Notice, Some(number))
                if chinese =>
            {
                format!("《{title}》（{number}）")
            }
            (SourceKind::Document | SourceKind::Decision | SourceKind::Notice, Some(number)) => {
                format!("{title} ({number})")
            }
            (
                SourceKind::Law
                | SourceKind::Regulation
                | SourceKind::LocalRegulation
                | SourceKind::Document
                | SourceKind::Decision
                | SourceKind::Notice,
                _,
            ) if chinese => format!("《{title}》"),
            _ => title.to_owned(),
        };
        if let Some(at) = &self.clause.at {
            label.push_str(if chinese { "" } else { ", " });
            label.push_str(at.get(language));
        }
        label
    }

    /// The label and the content of the clause, with the unit of a figure, the area of a local
    /// regulation, and a remark if it was not verified that the source is in force.
    pub fn text(&self, language: Language) -> String {
        let chinese = language == Language::Chinese;
        let mut text = self.label(language);
        let notes: Vec<String> = self
            .clause
            .unit
            .iter()
            .map(|unit| unit.text().get(language).to_owned())
            .chain((self.source.standing == Standing::NotVerified).then(|| {
                let unknown = Text::new(
                    "是否仍然有效未核对",
                    "not checked whether it is still in force",
                );
                unknown.get(language).to_owned()
            }))
            .chain(self.source.area.as_deref().map(|area| {
                let province = division::find(&format!("{area}0000"));
                let name = province.map_or(area, |province| province.name);
                say!(language, "只在{name}适用", "in {name} only")
            }))
            .collect();
        text.push_str(if chinese { "：" } else { ": " });
        text.push_str(self.clause.says.get(language));
        if !notes.is_empty() {
            let notes = notes.join(if chinese { "；" } else { "; " });
            text.push_str(&say!(language, "（{notes}）", " ({notes})"));
        }
        text
    }
}

/// The cited clauses of this weight.
pub(crate) fn citations(
    cites: &'static [&'static str],
    weight: Weight,
) -> impl Iterator<Item = Citation> {
    cites
        .iter()
        .filter_map(|citation| Citation::find(citation))
        .filter(move |citation| citation.weight() == weight)
}

/// The kind and the text of the rationale for a report on items of this division: the grounds that apply in
/// the division, otherwise the rule's own rationale, otherwise an instance.
pub(crate) fn reason(
    cites: &'static [&'static str],
    own: Option<Text>,
    language: Language,
    division: Option<&DivisionCode>,
) -> Option<(&'static str, String)> {
    let between = Text::new("；", "; ").get(language);
    let labels: Vec<String> = citations(cites, Weight::Ground)
        .filter(|citation| citation.holds_in(division))
        .map(|citation| citation.label(language))
        .collect();
    if !labels.is_empty() {
        let head = Text::new("依据", "ground").get(language);
        return Some((head, labels.join(between)));
    }
    if let Some(own) = own {
        let head = Text::new("本库约定", "our own convention").get(language);
        return Some((head, own.get(language).to_owned()));
    }
    let instance = citations(cites, Weight::Instance).next()?;
    let head = Text::new("实例", "instance").get(language);
    Some((head, instance.text(language)))
}

const REGISTRY: &str = include_str!("registry.toml");

/// A source in the registry, parsed on first use: a report cites only a few sources.
struct Registered {
    text: &'static str,
    source: OnceLock<Option<Source>>,
}

impl Registered {
    fn has_id(&self, id: &str) -> bool {
        let own = self.text.strip_prefix("id = \"");
        own.and_then(|own| own.strip_prefix(id))
            .is_some_and(|rest| rest.starts_with("\"\n"))
    }

    fn source(&self) -> Option<&Source> {
        let read = self.source.get_or_init(|| toml::from_str(self.text).ok());
        read.as_ref()
    }
}

static SOURCES: LazyLock<Vec<Registered>> = LazyLock::new(|| {
    let texts = REGISTRY.split("\n[[source]]\n").skip(1);
    let registered = texts.map(|text| Registered {
        text,
        source: OnceLock::new(),
    });
    registered.collect()
});

/// All sources of the registry.
pub fn all() -> impl Iterator<Item = &'static Source> {
    SOURCES.iter().filter_map(Registered::source)
}

/// Looks up a source by id.
pub fn find(id: &str) -> Option<&'static Source> {
    (SOURCES.iter().find(|registered| registered.has_id(id)))?.source()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The registry as its file defines it.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Registry {
        #[expect(dead_code, reason = "for those who read the file")]
        checked: String,
        source: Vec<Source>,
    }

    #[test]
    fn the_registry_is_read_and_names_each_clause_once() {
        let registry: Registry = toml::from_str(REGISTRY).unwrap();
        assert_eq!(all().count(), registry.source.len());
        let mut ids = BTreeSet::new();
        for source in &registry.source {
            assert_eq!(
                find(&source.id).map(|own| &own.title.zh),
                Some(&source.title.zh)
            );
            assert!(ids.insert(&source.id), "{} occurs twice", source.id);
            assert!(!source.clauses.is_empty(), "{} has no clause", source.id);
            let mut references = BTreeSet::new();
            for clause in &source.clauses {
                let reference = &clause.reference;
                assert!(references.insert(reference), "{}#{reference}", source.id);
            }
            let local = source.kind == SourceKind::LocalRegulation;
            assert_eq!(local, source.area.is_some(), "{}", source.id);
        }
    }

    /// A figure without its unit is misleading: a share of platforms, items or cities?
    #[test]
    fn instances_with_figures_name_their_unit() {
        for source in all() {
            let figures = [
                SourceKind::Notice,
                SourceKind::Press,
                SourceKind::Assessment,
            ];
            for clause in source
                .clauses
                .iter()
                .filter(|_| figures.contains(&source.kind))
            {
                assert!(clause.unit.is_some(), "{}#{}", source.id, clause.reference);
            }
        }
    }

    #[test]
    fn only_norms_that_were_read_are_grounds() {
        let weight = |citation| Citation::find(citation).unwrap().weight();
        assert_eq!(weight("licence-law#42"), Weight::Ground);
        assert_eq!(weight("gbh-2017-115#5-facts"), Weight::Instance);
        assert_eq!(weight("d3-36cities-2020#样表"), Weight::Instance);
        assert_eq!(weight("wenzhou-script#电话"), Weight::Instance);
        assert_eq!(weight("gbt39554-1#编码"), Weight::Unread);
    }

    #[test]
    fn repealed_and_non_binding_sources_are_no_ground() {
        let weight = |standing: &str| {
            let source = format!(
                r#"id = "a"
                kind = "document"
                title = {{ zh = "甲", en = "A" }}
                issuer = "乙"
                standing = "{standing}"
                clauses = [{{ ref = "1", verified = true, says = {{ zh = "丙", en = "C" }} }}]"#
            );
            let source: &'static Source = Box::leak(Box::new(toml::from_str(&source).unwrap()));
            let clause = &source.clauses[0];
            Citation { source, clause }.weight()
        };
        assert_eq!(weight("in-force"), Weight::Ground);
        assert_eq!(weight("binds-nobody"), Weight::Instance);
        assert_eq!(weight("repealed"), Weight::Repealed);
    }

    #[test]
    fn a_local_regulation_holds_in_its_area() {
        let clause = Citation::find("gd-business-env#29").unwrap();
        let holds = |code: &str| clause.holds_in(Some(&DivisionCode::new(code)));
        assert!(holds("440100"));
        assert!(!holds("450600"));
        assert!(!clause.holds_in(None));
        assert!(
            clause
                .text(Language::Chinese)
                .ends_with("（只在广东省适用）")
        );
    }

    #[test]
    fn labels_name_title_number_and_clause() {
        let label = |citation: &str, language| Citation::find(citation).unwrap().label(language);
        assert_eq!(
            label("licence-law#42", Language::Chinese),
            "《行政许可法》第四十二条"
        );
        assert_eq!(
            label("licence-law#42", Language::English),
            "Administrative Licensing Law, art. 42"
        );
        assert_eq!(
            label("gbt39046#4-issuer", Language::Chinese),
            "GB/T 39046-2020《政务服务平台基础数据规范》表4第57项"
        );
    }
}
