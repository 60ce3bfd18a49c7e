use super::context::{CatalogueContext, Context};
use super::finding::Severity;
use super::status::{Certainty, Evidence};
use crate::code::DivisionCode;
use crate::grounds::{Citation, Requirement, Weight};
use crate::i18n::{Argument, Language, Text, placeholders};
use crate::model::ServiceItem;

/// One rule: what it is called, what it says, and how it looks.
///
/// A rule of one's own is a `static` like those of the crate; see `examples/own_rule.rs`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Three letters of the theme and three digits; never used again for anything else.
    pub code: &'static str,
    /// The defect, in kebab case.
    pub name: &'static str,
    /// How grave a finding is unless profile or configuration say otherwise.
    pub severity: Severity,
    /// The defect in a few words.
    pub summary: Text,
    /// Template of the message: what is wrong, with both values.
    pub message: Text,
    /// Template of the mending: what to do.
    pub help: Text,
    /// The requirements it serves.
    pub requirements: &'static [Requirement],
    /// The clauses it rests on or that show the fault, as `id#clause` of the registry of sources.
    pub cites: &'static [&'static str],
    /// Why there is such a rule, where it is a convention of this crate.
    pub own: Option<Text>,
    /// What the trust in it rests on.
    pub evidence: Evidence,
    /// Codes of the rules whose findings this one's stand for, where they speak of the same: a place of the
    /// one, its subject or what that is held against, lies within a place of the other.
    pub overrides: &'static [&'static str],
    /// Its page in Markdown: what, why, bad and good examples.
    pub page: &'static str,
    /// How it looks.
    pub check: Check,
}

/// At which depth a rule looks, and the function that does.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Check {
    /// Diagnostic while reading; there is no function.
    Reading,
    /// Diagnostic by the constraints on the model's leaves; there is no function.
    Shape,
    /// Looks at one item (and the same item in other views).
    Item(fn(&ServiceItem, &mut Context<'_>)),
    /// Looks at a whole catalogue.
    Catalogue(fn(&mut CatalogueContext<'_>)),
}

impl Rule {
    /// A rule with these names and this check; the rest is added by the `with_` methods. It is
    /// [stable](crate::engine::Status::Stable) until [`with_evidence`](Self::with_evidence) says otherwise.
    pub const fn new(
        code: &'static str,
        name: &'static str,
        severity: Severity,
        check: Check,
    ) -> Self {
        Self {
            code,
            name,
            severity,
            summary: Text::new("", ""),
            message: Text::new("", ""),
            help: Text::new("", ""),
            requirements: &[],
            cites: &[],
            own: None,
            evidence: Evidence::Certain(Certainty::Author),
            overrides: &[],
            page: "",
            check,
        }
    }

    /// Sets summary, message template and help template.
    #[must_use]
    pub const fn with_texts(mut self, summary: Text, message: Text, help: Text) -> Self {
        self.summary = summary;
        self.message = message;
        self.help = help;
        self
    }

    /// Sets the requirements it serves.
    #[must_use]
    pub const fn with_requirements(mut self, requirements: &'static [Requirement]) -> Self {
        self.requirements = requirements;
        self
    }

    /// Sets the clauses it rests on or that show the fault.
    #[must_use]
    pub const fn with_citations(mut self, cites: &'static [&'static str]) -> Self {
        self.cites = cites;
        self
    }

    /// Sets why there is such a rule, where it is a convention of one's own.
    #[must_use]
    pub const fn with_own_reason(mut self, own: Text) -> Self {
        self.own = Some(own);
        self
    }

    /// Sets what the trust in it rests on.
    #[must_use]
    pub const fn with_evidence(mut self, evidence: Evidence) -> Self {
        self.evidence = evidence;
        self
    }

    /// Sets the codes of the rules whose findings this one's stand for.
    #[must_use]
    pub const fn with_overrides(mut self, codes: &'static [&'static str]) -> Self {
        self.overrides = codes;
        self
    }

    /// Sets its page.
    #[must_use]
    pub const fn with_page(mut self, page: &'static str) -> Self {
        self.page = page;
        self
    }

    /// What it cites of this weight.
    pub fn citations(&self, weight: Weight) -> impl Iterator<Item = Citation> {
        (self.cites.iter())
            .filter_map(|citation| Citation::find(citation))
            .filter(move |citation| citation.weight() == weight)
    }

    /// Why there is such a rule, in a line for a report on items of this division: its grounds
    /// there, else the reason of its own, else instances of the fault.
    /// The first is what kind of reason it is: 依据, 本库约定 or 实例.
    pub fn reason(
        &self,
        language: Language,
        division: Option<&DivisionCode>,
    ) -> Option<(&'static str, String)> {
        let between = Text::new("；", "; ").get(language);
        let labels: Vec<String> = (self.citations(Weight::Ground))
            .filter(|citation| citation.holds_in(division))
            .map(|citation| citation.label(language))
            .collect();
        if !labels.is_empty() {
            let head = Text::new("依据", "ground").get(language);
            return Some((head, labels.join(between)));
        }
        if let Some(own) = self.own {
            let head = Text::new("本库约定", "our own convention").get(language);
            return Some((head, own.get(language).to_owned()));
        }
        let instance = self.citations(Weight::Instance).next()?;
        let head = Text::new("实例", "instance").get(language);
        Some((head, instance.text(language)))
    }

    /// What users read of the first example of its page, in one language: message → help.
    pub fn example(&self, language: Language) -> Option<&'static str> {
        let (_, after) = self.page.split_once("```snapshot\n")?;
        let (snapshot, _) = after.split_once("```")?;
        let mut lines = snapshot.lines().rev();
        let (english, chinese) = (lines.next()?, lines.next()?);
        Some(match language {
            Language::Chinese => chinese,
            Language::English => english,
        })
    }

    /// The first place of message or help that no argument fills, or argument that neither has a
    /// place for.
    pub(crate) fn misfit<'r>(&self, arguments: &'r [(&'static str, Argument)]) -> Option<&'r str>
    where
        Self: 'r,
    {
        let texts = [self.message.zh, self.help.zh, self.message.en, self.help.en];
        let mut holes = texts.into_iter().flat_map(placeholders);
        let hole = holes.find(|hole| !arguments.iter().any(|(name, _)| name == hole));
        let unused = || {
            let mut names = arguments.iter().map(|(name, _)| *name);
            names.find(|name| {
                !texts
                    .into_iter()
                    .flat_map(placeholders)
                    .any(|hole| hole == *name)
            })
        };
        hole.or_else(unused)
    }

    /// The requirements it serves, as one text: `A1 B5`.
    pub fn rows(&self) -> String {
        let rows: Vec<&str> = self.requirements.iter().map(|row| row.id()).collect();
        rows.join(" ")
    }

    /// The three letters of the theme.
    pub fn theme(&self) -> &'static str {
        self.code.get(..3).unwrap_or(self.code)
    }
}

/// Writes the `static RULE` of a rule's file.
///
/// ```ignore
/// rule! {
///     "LIM010", "promised-exceeds-statutory", Error, Item(check),
///     summary: ("承诺办结时限长于法定办结时限", "the promised limit is longer than the statutory one"),
///     message: ("承诺{promised}，长于法定{statutory}", "…"),
///     help: ("把承诺时限改到{statutory}以内", "…"),
///     requirements: [B5],
///     cites: ["licence-law#42"],           // clauses of src/grounds/registry.toml, and/or
///     own: ("…", "…"),                     // why, where it is a convention of this crate
///     certain: Arithmetic,                 // or `doubted: ("…", "…")`; with neither, measured
///     page: "promised_exceeds_statutory.md",
/// }
/// ```
macro_rules! rule {
    (
        $code:literal, $name:literal, $severity:ident, $check:expr,
        summary: ($summary_zh:literal, $summary_en:literal $(,)?),
        message: ($message_zh:literal, $message_en:literal $(,)?),
        help: ($help_zh:literal, $help_en:literal $(,)?),
        requirements: [$($row:ident),+ $(,)?],
        $(cites: [$($cite:literal),+ $(,)?],)?
        $(own: ($own_zh:literal, $own_en:literal $(,)?),)?
        $(certain: $certainty:ident,)?
        $(doubted: ($doubt_zh:literal, $doubt_en:literal $(,)?),)?
        $(overrides: [$($overridden:literal),* $(,)?],)?
        page: $page:literal $(,)?
    ) => {
        #[doc = concat!("`", $code, "` ", $name, ".")]
        pub(crate) static RULE: $crate::engine::Rule = {
            #[allow(unused_imports, reason = "not every rule uses every depth")]
            use $crate::engine::Check::{Catalogue, Item, Reading, Shape};
            #[allow(unused_imports, reason = "not every rule uses each")]
            use $crate::engine::{Certainty, Evidence, Rule, Severity};
            use $crate::grounds::Requirement;
            use $crate::i18n::Text;
            Rule::new($code, $name, Severity::$severity, $check)
                .with_texts(
                    Text::plain($summary_zh, $summary_en),
                    Text::template($message_zh, $message_en),
                    Text::template($help_zh, $help_en),
                )
                .with_requirements(&[$(Requirement::$row),+])
                $(.with_citations(&[$($cite),+]))?
                $(.with_own_reason(Text::plain($own_zh, $own_en)))?
                .with_evidence(Evidence::Measured)
                $(.with_evidence(Evidence::Certain(Certainty::$certainty)))?
                $(.with_evidence(Evidence::Doubted(Text::plain($doubt_zh, $doubt_en))))?
                $(.with_overrides(&[$($overridden),*]))?
                .with_page(include_str!($page))
        };

        #[cfg(test)]
        #[test]
        fn page_examples() {
            $crate::rules::testing::run_page(&RULE, file!(), $page);
        }
    };
}
pub(crate) use rule;
