use std::sync::LazyLock;

use crate::Error;
use crate::engine::{Rule, Severity, Status};
use crate::rules;

/// Rule selection: which rules run, and at which severity.
#[derive(Debug, Clone)]
pub(super) struct Selection {
    rules: Vec<Selected>,
    /// Whether preview rules run even if they are not selected by name.
    pub(super) previews: bool,
}

/// A rule that runs, with the configured severity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Selected {
    pub(super) rule: &'static Rule,
    pub(super) severity: Option<Severity>,
    /// Whether it runs only if previews are enabled.
    preview: bool,
    /// The comparison without which it does not run.
    pub(super) needs: Needs,
}

/// The input that a rule needs beside the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing.
    Nothing,
    /// The previous version of the catalogue.
    Previous,
    /// The catalogue of a higher level.
    Reference,
}

impl Needs {
    fn of(rule: &Rule) -> Self {
        if rule.theme() == rules::VERSIONS {
            Self::Previous
        } else if rules::REFERENCE.contains(&rule.code) {
            Self::Reference
        } else {
            Self::Nothing
        }
    }
}

impl From<&'static Rule> for Selected {
    fn from(rule: &'static Rule) -> Self {
        Self {
            rule,
            severity: None,
            preview: rule.status() == Status::Preview,
            needs: Needs::of(rule),
        }
    }
}

impl Selection {
    /// Every rule of the crate; previews do not run.
    pub(super) fn new() -> Self {
        // Whether a rule is stable takes its figures, and a checker may be made for each document.
        static ALL: LazyLock<Vec<Selected>> =
            LazyLock::new(|| rules::all().iter().copied().map(Selected::from).collect());
        Self {
            rules: ALL.clone(),
            previews: false,
        }
    }

    /// The rules to run.
    pub(super) fn running(&self) -> impl Iterator<Item = &Selected> {
        self.rules
            .iter()
            .filter(|selected| self.previews || !selected.preview)
    }

    /// Adds a rule of the caller, unless another rule has its code or name.
    pub(super) fn add(&mut self, rule: &'static Rule) -> Result<(), Error> {
        let is_taken = |name: &&str| {
            let own = self.rules.iter().map(|selected| selected.rule);
            let mut known = own.chain(rules::all().iter().copied());
            known.any(|known| [known.code, known.name].contains(name))
        };
        let taken = [rule.code, rule.name].into_iter().find(is_taken);
        if let Some(name) = taken {
            return Err(Error::DuplicateRule {
                name: name.to_owned(),
            });
        }
        self.rules.push(rule.into());
        Ok(())
    }

    /// Keeps only the rules with these names. A preview named by code or name runs.
    pub(super) fn select<S: AsRef<str>>(&mut self, names: &[S]) -> Result<(), Error> {
        let wanted = self.named(names)?;
        self.rules
            .retain(|selected| wanted.contains(&selected.rule.code));
        for selected in &mut self.rules {
            let named = names
                .iter()
                .any(|name| selected.rule.is_called(name.as_ref()));
            selected.preview &= !named;
        }
        Ok(())
    }

    /// Removes the rules with these names.
    pub(super) fn ignore<S: AsRef<str>>(&mut self, names: &[S]) -> Result<(), Error> {
        let unwanted = self.named(names)?;
        self.rules
            .retain(|selected| !unwanted.contains(&selected.rule.code));
        Ok(())
    }

    /// Sets the severity of the rules with this code or name.
    pub(super) fn set_severity(&mut self, name: &str, severity: Severity) -> Result<(), Error> {
        let codes = self.named(&[name])?;
        for selected in &mut self.rules {
            if codes.contains(&selected.rule.code) {
                selected.severity = Some(severity);
            }
        }
        Ok(())
    }

    /// Codes of the rules with these names: codes, names, or the three letters of a theme.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`] if a name matches no rule.
    pub(super) fn named<S: AsRef<str>>(&self, names: &[S]) -> Result<Vec<&'static str>, Error> {
        let mut codes = Vec::new();
        for name in names {
            let name = name.as_ref();
            let before = codes.len();
            let rules = self.rules.iter().map(|selected| selected.rule);
            codes.extend(
                rules
                    .filter(|rule| rule.goes_by(name))
                    .map(|rule| rule.code),
            );
            let exists = codes.len() > before;
            if !exists && !rules::all().iter().any(|rule| rule.goes_by(name)) {
                return Err(Error::UnknownRule {
                    name: name.to_owned(),
                    near: rules::near(name),
                });
            }
        }
        Ok(codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Check;

    const fn rule(code: &'static str, name: &'static str) -> Rule {
        Rule::new(code, name, Severity::Hint, Check::Reading)
    }

    static OWN: Rule = rule("PRV001", "closed-at-noon");
    static SAME_CODE: Rule = rule("PRV001", "open-at-noon");
    static SAME_NAME: Rule = rule("PRV002", "closed-at-noon");
    static CODE_OF_THE_CRATE: Rule = rule("LIM010", "nobody-at-the-window");
    static NAME_OF_THE_CRATE: Rule = rule("PRV003", "promised-exceeds-statutory");

    #[test]
    fn names_may_be_in_small_letters() {
        let running = |names: &[&str]| {
            let mut selection = Selection::new();
            selection.select(names).unwrap();
            selection.running().count()
        };
        assert_eq!(running(&["lim010"]), 1);
        assert_eq!(running(&["lim"]), running(&["LIM"]));
        assert!(Selection::new().select(&["lim999"]).is_err());
    }

    #[test]
    fn no_two_rules_have_one_code_or_one_name() {
        let mut selection = Selection::new();
        selection.add(&OWN).unwrap();
        // A rule of the crate keeps its names even if it does not run.
        selection.ignore(&["LIM010"]).unwrap();
        for (rule, taken) in [
            (&OWN, "PRV001"),
            (&SAME_CODE, "PRV001"),
            (&SAME_NAME, "closed-at-noon"),
            (&CODE_OF_THE_CRATE, "LIM010"),
            (&NAME_OF_THE_CRATE, "promised-exceeds-statutory"),
        ] {
            let error = selection.add(rule).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("there already is a rule {taken}")
            );
        }
        let own = |selected: &&Selected| selected.rule.theme() == "PRV";
        assert_eq!(selection.running().filter(own).count(), 1);
    }
}
