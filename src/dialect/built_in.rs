//! The files of the built-in dialects.

/// The built-in dialect files.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("chongqing", include_str!("dialects/chongqing.toml")),
    ("elements", include_str!("dialects/elements.toml")),
    ("exchange", include_str!("dialects/exchange.toml")),
    ("fujian", include_str!("dialects/fujian.toml")),
    ("guangdong", include_str!("dialects/guangdong.toml")),
    ("guangdong-api", include_str!("dialects/guangdong-api.toml")),
    (
        "guangdong-api-v2",
        include_str!("dialects/guangdong-api-v2.toml"),
    ),
    (
        "guangxi-portal",
        include_str!("dialects/guangxi-portal.toml"),
    ),
    ("henan", include_str!("dialects/henan.toml")),
    ("liaoning", include_str!("dialects/liaoning.toml")),
    ("matter-table", include_str!("dialects/matter-table.toml")),
    ("shandong", include_str!("dialects/shandong.toml")),
    ("shanghai", include_str!("dialects/shanghai.toml")),
    ("zhejiang", include_str!("dialects/zhejiang.toml")),
];

/// The file of a built-in dialect.
pub fn source(name: &str) -> Option<&'static str> {
    BUILT_IN
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The names of all built-in dialects, separated by commas.
pub(super) fn names() -> String {
    let names: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}
