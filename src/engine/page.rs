//! The page of a rule: a rule's own, or one for several rules of a shape.

use super::Rule;
use crate::i18n::Language;

impl Rule {
    /// What its page says of it: the whole page, or what its family has in common and its own part.
    pub fn documentation(&self) -> String {
        let mut parts = parts(self.page).into_iter();
        let common = parts.next().unwrap_or_default().trim_end();
        match parts.find(|part| is_of(part, self)) {
            Some(own) => format!("{common}\n\n{}\n", own.trim_end()),
            None => format!("{common}\n"),
        }
    }

    /// What users read of the first example on its page, in one language: message → help.
    pub fn example(&self, language: Language) -> Option<&'static str> {
        let own = parts(self.page)
            .into_iter()
            .find(|part| is_of(part, self))?;
        let (_, after) = own.split_once("```snapshot\n")?;
        let (snapshot, _) = after.split_once("```")?;
        let mut lines = snapshot.lines().rev();
        let (english, chinese) = (lines.next()?, lines.next()?);
        Some(match language {
            Language::Chinese => chinese,
            Language::English => english,
        })
    }
}

/// The parts of a page: what stands before its first `## LIM010 name`, then a part from each of
/// these headings on.
pub(crate) fn parts(page: &str) -> Vec<&str> {
    let starts = page.match_indices("\n## ").filter_map(|(at, mark)| {
        let heading = page.get(at + mark.len()..)?;
        let (letters, rest) = heading.split_at_checked(3)?;
        let (digits, rest) = rest.split_at_checked(3)?;
        let is_code = letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        (is_code && rest.starts_with(' ')).then_some(at + 1)
    });
    let mut parts = Vec::new();
    let mut from = 0;
    for to in starts.chain([page.len()]) {
        parts.extend(page.get(from..to));
        from = to;
    }
    parts
}

/// Whether a part of a page, or a whole page, is headed with the rule's code and name.
pub(crate) fn is_of(part: &str, rule: &Rule) -> bool {
    let title = part.lines().next().unwrap_or_default();
    title.trim_start_matches('#') == format!(" {} {}", rule.code, rule.name)
}
