//! Texts that leave everything to the notice of the year.

/// Papers that change from year to year and say it all.
const PAPERS: &[&str] = &[
    "通知", "公告", "通告", "文件", "简章", "章程", "指南", "方案",
];

/// How such a paper is pointed to: beginnings, and what the text comes to.
const LEANS: &[&str] = &["以", "依据", "依照", "按照", "根据", "按"];
const ENDS: &[&str] = &[
    "为准",
    "执行",
    "的要求",
    "的条件",
    "中的报考条件",
    "的报考条件",
    "报名条件",
    "规定的条件",
    "规定条件",
    "要求办理",
    "规定办理",
];

/// Whether the text says nothing but that such a paper holds: 以本年度通知文件为准.
pub(super) fn leans_on_one(text: &str) -> bool {
    LEANS.iter().any(|word| text.starts_with(word))
        && ENDS.iter().any(|end| text.ends_with(end))
        && PAPERS.iter().any(|paper| text.contains(paper))
        && !text.contains('《')
}
