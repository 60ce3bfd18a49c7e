//! Former names of offices and certificates, and where they stand in a text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::i18n::Text;

/// A name that has been replaced.
#[derive(Debug)]
pub(crate) struct Old {
    /// What it was called.
    pub(crate) former: &'static str,
    /// What stands in its place.
    pub(crate) new: &'static str,
    /// Since when, and why.
    pub(crate) why: &'static Text,
}

const REFORM: Text = Text::new(
    "在2018年机构改革后已经改名",
    "renamed by the reform of 2018",
);
const MERGED: Text = Text::new(
    "已经并入营业执照，不再核发",
    "is part of the business licence now and no longer issued",
);
const RENAMED: Text = Text::new(
    "已经改名或者停止核发",
    "has been renamed or is no longer issued",
);

const fn old(old: &'static str, new: &'static str, why: &'static Text) -> Old {
    Old {
        former: old,
        new,
        why,
    }
}

/// The names. What is also a word of today with a longer name stands in [`TODAY`].
static NAMES: &[Old] = &[
    old("工商行政管理局", "市场监督管理局", &REFORM),
    old("工商行政管理部门", "市场监督管理部门", &REFORM),
    old("工商行政管理机关", "市场监督管理部门", &REFORM),
    old("工商行政主管部门", "市场监督管理部门", &REFORM),
    old("工商部门", "市场监督管理部门", &REFORM),
    old("质量技术监督局", "市场监督管理局", &REFORM),
    old("质量技术监督部门", "市场监督管理部门", &REFORM),
    old(
        "食品药品监督管理局",
        "市场监督管理局、药品监督管理局",
        &REFORM,
    ),
    old(
        "食品药品监督管理部门",
        "市场监督管理、药品监督管理部门",
        &REFORM,
    ),
    old("食药监局", "市场监督管理局、药品监督管理局", &REFORM),
    old("国土资源局", "自然资源局", &REFORM),
    old("国土资源厅", "自然资源厅", &REFORM),
    old("国土资源部", "自然资源部", &REFORM),
    old("国土资源部门", "自然资源部门", &REFORM),
    old("国土资源主管部门", "自然资源主管部门", &REFORM),
    old("国土资源行政主管部门", "自然资源主管部门", &REFORM),
    old("环境保护局", "生态环境局", &REFORM),
    old("环境保护厅", "生态环境厅", &REFORM),
    old("环境保护部", "生态环境部", &REFORM),
    old("环境保护主管部门", "生态环境主管部门", &REFORM),
    old("环境保护行政主管部门", "生态环境主管部门", &REFORM),
    old("环保局", "生态环境局", &REFORM),
    old("环保厅", "生态环境厅", &REFORM),
    old("环保部门", "生态环境部门", &REFORM),
    old("卫生和计划生育委员会", "卫生健康委员会", &REFORM),
    old("卫生和计划生育局", "卫生健康局", &REFORM),
    old("卫生计生行政部门", "卫生健康主管部门", &REFORM),
    old("卫生计生部门", "卫生健康部门", &REFORM),
    old("卫计委", "卫生健康委员会", &REFORM),
    old("卫计局", "卫生健康局", &REFORM),
    old("安全生产监督管理局", "应急管理局", &REFORM),
    old("安全生产监督管理部门", "应急管理部门", &REFORM),
    old("安监局", "应急管理局", &REFORM),
    old("安监部门", "应急管理部门", &REFORM),
    old("国家税务局、地方税务局", "税务局", &REFORM),
    old("地方税务局", "税务局", &REFORM),
    old("地税局", "税务局", &REFORM),
    old("国税局", "税务局", &REFORM),
    old("新闻出版广电局", "新闻出版局、广播电视局", &REFORM),
    old("劳动和社会保障局", "人力资源和社会保障局", &RENAMED),
    old("劳动保障部门", "人力资源和社会保障部门", &RENAMED),
    old("组织机构代码证", "营业执照或统一社会信用代码证书", &MERGED),
    old("税务登记证", "营业执照", &MERGED),
    old("企业法人营业执照", "营业执照", &RENAMED),
    old("食品流通许可证", "食品经营许可证", &RENAMED),
    old("餐饮服务许可证", "食品经营许可证", &RENAMED),
    old("食品卫生许可证", "食品经营许可证", &RENAMED),
    old("就业失业登记证", "就业创业证", &RENAMED),
    old("再就业优惠证", "就业创业证", &RENAMED),
    old("暂住证", "居住证", &RENAMED),
    old("外商投资企业批准证书", "外商投资信息报告", &RENAMED),
    old("外国人就业证", "外国人工作许可证", &RENAMED),
    old("外国专家证", "外国人工作许可证", &RENAMED),
    old("台港澳人员就业证", "社会保障卡等就业凭证", &RENAMED),
    old("流动人口婚育证明", "删去这一要求", &RENAMED),
    old("收费许可证", "删去这一要求", &RENAMED),
    old("新型农村合作医疗", "城乡居民基本医疗保险", &RENAMED),
    old("二代身份证", "居民身份证", &RENAMED),
    old("第二代身份证", "居民身份证", &RENAMED),
];

/// Longer names in which the words are right, and what says that the old name is meant.
const TODAY: &[&str] = &[
    "非税务登记证",
    "原国土资源",
    "原环境保护",
    "原工商行政",
    "社会保险费征缴暂住证明",
];

/// Words before a name, or behind it, that call it the former one.
const FORMER_BEFORE: &[&str] = &[
    "原",
    "原来的",
    "（原",
    "(原",
    "旧",
    "无需提供",
    "不再提交",
    "取消",
];
const FORMER_BEHIND: &[&str] = &[
    "令",
    "公告",
    "办公厅",
    "（原",
    "(原",
    "（已",
    "注销证明",
    "（旧",
    "或统一社会信用代码",
];

static AUTOMATON: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let names = NAMES.iter().map(|name| name.former);
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(names.chain(TODAY.iter().copied()))
        .ok()
});

/// The first former name in a text that stands outside title marks and is not called so.
pub(crate) fn first(text: &str) -> Option<&'static Old> {
    let automaton = AUTOMATON.as_ref()?;
    automaton.find_iter(text).find_map(|hit| {
        let name = NAMES.get(hit.pattern().as_usize())?;
        let before = text.get(..hit.start())?;
        let after = text.get(hit.end()..)?;
        let called = FORMER_BEFORE.iter().any(|word| before.ends_with(word))
            || FORMER_BEHIND.iter().any(|word| after.starts_with(word));
        (!called && !in_title(before) && !in_article(before)).then_some(name)
    })
}

/// Whether a title mark or a bracket with a document's number is open at the end of this.
fn in_title(before: &str) -> bool {
    let open = |open: char, close: char| {
        let opened = before.rfind(open);
        opened.is_some_and(|at| before.rfind(close).is_none_or(|closed| closed < at))
    };
    let cited = before.ends_with("省") && before.contains('《');
    open('《', '》') || open('〈', '〉') || open('“', '”') || cited
}

/// Whether an article of a law is being quoted: 《某法》第三条 ….
fn in_article(before: &str) -> bool {
    before.contains('第') && before.contains('条') && before.contains('《')
}
