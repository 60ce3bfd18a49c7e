use super::context::{CatalogueContext, Context};
use super::severity::Severity;
use super::status::{self, Certainty, Evidence, Share, Status};
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
    /// The page in Markdown that it stands on, alone or with others of its shape: what, why, bad and
    /// good examples.
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

    /// What readers found of it, of its findings at its own severity.
    pub fn measured(&self) -> Option<Share> {
        status::measured(self.code)
    }

    /// Whether it runs unasked and counts.
    pub fn status(&self) -> Status {
        let trusted = match self.evidence {
            Evidence::Certain(_) => true,
            Evidence::Doubted(_) => false,
            Evidence::Measured => {
                (self.measured()).is_some_and(|share| share.suffices(self.severity))
            }
        };
        if trusted {
            Status::Stable
        } else {
            Status::Preview
        }
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

/// Writes the `static RULES` of a file with one rule, and the test that runs its page: the file's
/// name with `.md`.
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
    ($code:expr, $name:literal, $severity:ident, $check:expr, $($field:ident: $value:tt),+ $(,)?) => {
        $crate::engine::rules! {
            all {}
            $code, $name, $severity, $check, $($field: $value),+;
        }
    };
}

/// Writes the `static RULES` of a file with several rules of one shape. `all` is what they share,
/// their page at least; each row names only what is its own.
///
/// ```ignore
/// rules! {
///     all {
///         message: ("{element}的说法不一：{statements}", "…"),
///         page: "channels_disagree.md",
///     }
///     "CHN010", "channels-disagree-on-limits", Error, Item(|item, cx| report(Topic::Limits, item, cx)),
///         summary: ("各渠道对时限的说法不一", "…"),
///         requirements: [C1, C5];
/// }
/// ```
macro_rules! rules {
    (
        all $all:tt
        $(
            $code:expr, $name:literal, $severity:ident, $check:expr,
            $($field:ident: $value:tt),+ $(,)?;
        )+
    ) => {
        /// The rules of this file, in the order of its page.
        pub(super) static RULES: &[$crate::engine::Rule] = {
            #[allow(unused_imports, reason = "not every rule uses every depth")]
            use $crate::engine::Check::{Catalogue, Item, Reading, Shape};
            use $crate::engine::{Evidence, Rule, Severity};
            &[$({
                let mut rule = Rule::new($code, $name, Severity::$severity, $check);
                rule.evidence = Evidence::Measured;
                $crate::engine::set!(rule, $all);
                $($crate::engine::set!(rule, $field: $value);)+
                rule
            }),+]
        };

        #[cfg(test)]
        #[test]
        fn page_examples() {
            $crate::rules::testing::run_page(RULES, file!());
        }
    };
}

/// Sets one field of a rule that is being made, or several.
macro_rules! set {
    ($rule:ident, { $($field:ident: $value:tt),* $(,)? }) => {
        $($crate::engine::set!($rule, $field: $value);)*
    };
    ($rule:ident, summary: ($zh:literal, $en:literal $(,)?)) => {
        $rule.summary = $crate::i18n::Text::plain($zh, $en)
    };
    ($rule:ident, message: ($zh:literal, $en:literal $(,)?)) => {
        $rule.message = $crate::i18n::Text::template($zh, $en)
    };
    ($rule:ident, help: ($zh:literal, $en:literal $(,)?)) => {
        $rule.help = $crate::i18n::Text::template($zh, $en)
    };
    ($rule:ident, requirements: [$($row:ident),+ $(,)?]) => {
        $rule.requirements = &[$($crate::grounds::Requirement::$row),+]
    };
    ($rule:ident, cites: [$($cite:literal),+ $(,)?]) => {
        $rule.cites = &[$($cite),+]
    };
    ($rule:ident, own: ($zh:literal, $en:literal $(,)?)) => {
        $rule.own = Some($crate::i18n::Text::plain($zh, $en))
    };
    ($rule:ident, own: $text:ident) => {
        $rule.own = Some($text)
    };
    ($rule:ident, certain: $certainty:ident) => {
        $rule.evidence = $crate::engine::Evidence::Certain($crate::engine::Certainty::$certainty)
    };
    ($rule:ident, doubted: ($zh:literal, $en:literal $(,)?)) => {
        $rule.evidence = $crate::engine::Evidence::Doubted($crate::i18n::Text::plain($zh, $en))
    };
    ($rule:ident, overrides: [$($code:literal),+ $(,)?]) => {
        $rule.overrides = &[$($code),+]
    };
    ($rule:ident, page: $page:literal) => {
        $rule.page = include_str!($page)
    };
}

pub(crate) use {rule, rules, set};
