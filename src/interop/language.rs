//! The languages of guides and their translations.

/// A language.
#[derive(Debug)]
pub(super) struct KnownLanguage {
    /// The primary subtag of the language tag.
    pub(super) tag: &'static str,
    /// The names of the language in Chinese.
    words: &'static [&'static str],
    /// The code in the authority table of the European Union.
    pub(super) authority: &'static str,
}

const fn known(
    tag: &'static str,
    words: &'static [&'static str],
    authority: &'static str,
) -> KnownLanguage {
    KnownLanguage {
        tag,
        words,
        authority,
    }
}

static KNOWN: &[KnownLanguage] = &[
    known("zh", &["中文", "汉语", "简体中文", "普通话"], "ZHO"),
    known("en", &["英文", "英语"], "ENG"),
    known("bo", &["藏文", "藏语"], "BOD"),
    known("ug", &["维吾尔文", "维吾尔语"], "UIG"),
    known("mn", &["蒙古文", "蒙古语", "蒙文"], "MON"),
    known("kk", &["哈萨克文", "哈萨克语"], "KAZ"),
    known("ko", &["朝鲜文", "朝鲜语", "韩文", "韩语"], "KOR"),
    known("za", &["壮文", "壮语"], "ZHA"),
    known("ii", &["彝文", "彝语"], "III"),
    known("ja", &["日文", "日语"], "JPN"),
    known("ru", &["俄文", "俄语"], "RUS"),
    known("fr", &["法文", "法语"], "FRA"),
    known("de", &["德文", "德语"], "DEU"),
    known("es", &["西班牙文", "西班牙语"], "SPA"),
    known("ar", &["阿拉伯文", "阿拉伯语"], "ARA"),
    known("vi", &["越南文", "越南语"], "VIE"),
];

/// Finds a language by its tag or its Chinese name.
pub(super) fn find(text: &str) -> Option<&'static KnownLanguage> {
    let text = text.trim();
    let primary = text.split(['-', '_']).next().unwrap_or_default();
    KNOWN.iter().find(|language| {
        language.tag.eq_ignore_ascii_case(primary) || language.words.contains(&text)
    })
}

/// The tag of a language, given by a tag or a Chinese name, as valid in RDF; `None` if the language is unknown.
pub(super) fn tag(text: &str) -> Option<String> {
    let text = text.trim();
    let mut parts = text.split('-');
    let is_plain = |part: &str| {
        matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_primary = |part: &str| {
        matches!(part.len(), 2..=3) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    // A single letter such as `x` must be followed by another part.
    let is_tag = parts.next().is_some_and(is_primary)
        && parts.clone().all(is_plain)
        && parts.next_back().is_none_or(|part| part.len() > 1);
    if is_tag {
        return Some(text.to_ascii_lowercase());
    }
    find(text).map(|language| language.tag.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_words_name_languages() {
        for (text, expected) in [
            ("en", Some("en")),
            ("zh-Hans", Some("zh-hans")),
            ("英文", Some("en")),
            ("en_US", Some("en")),
            ("英 文", None),
            ("", None),
            ("en-", Some("en")),
            ("x", None),
        ] {
            assert_eq!(tag(text).as_deref(), expected, "{text}");
        }
        assert_eq!(find("zh-Hans").map(|known| known.authority), Some("ZHO"));
    }
}
