use crate::analysis::Kind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::words;

rule! {
    "TXT106", "repealed-law", Warning, Item(check),
    summary: ("依据已经废止的法律法规", "a law that is no longer in force"),
    message: ("{element}里的《{law}》自{since}起废止，由{by}代替", "《{law}》 in {element} was repealed on {since}; in its place stands {by}"),
    help: ("改引现行的{by}及其条款；只适用于以前的事的，写明时间", "cite {by}, or say to which earlier time the old law applies"),
    rows: ["D4"],
    source: "民法典 第一千二百六十条；市场主体登记管理条例 第五十五条；外商投资法 第四十二条等废止条款",
    page: "repealed_law.md",
}

/// Repealed laws: title without 中华人民共和国, the day, and what replaced it.
const REPEALED: &[(&str, &str, &str)] = &[
    ("合同法", "2021年1月1日", "《民法典》"),
    ("民法通则", "2021年1月1日", "《民法典》"),
    ("民法总则", "2021年1月1日", "《民法典》"),
    ("物权法", "2021年1月1日", "《民法典》"),
    ("担保法", "2021年1月1日", "《民法典》"),
    ("婚姻法", "2021年1月1日", "《民法典》"),
    ("继承法", "2021年1月1日", "《民法典》"),
    ("收养法", "2021年1月1日", "《民法典》"),
    ("侵权责任法", "2021年1月1日", "《民法典》"),
    (
        "公司登记管理条例",
        "2022年3月1日",
        "《市场主体登记管理条例》",
    ),
    (
        "企业法人登记管理条例",
        "2022年3月1日",
        "《市场主体登记管理条例》",
    ),
    (
        "合伙企业登记管理办法",
        "2022年3月1日",
        "《市场主体登记管理条例》",
    ),
    (
        "农民专业合作社登记管理条例",
        "2022年3月1日",
        "《市场主体登记管理条例》",
    ),
    ("中外合资经营企业法", "2020年1月1日", "《外商投资法》"),
    ("中外合作经营企业法", "2020年1月1日", "《外商投资法》"),
    ("外资企业法", "2020年1月1日", "《外商投资法》"),
    ("食品卫生法", "2009年6月1日", "《食品安全法》"),
    ("城市规划法", "2008年1月1日", "《城乡规划法》"),
    ("契税暂行条例", "2021年9月1日", "《契税法》"),
    (
        "城市维护建设税暂行条例",
        "2021年9月1日",
        "《城市维护建设税法》",
    ),
    ("印花税暂行条例", "2022年7月1日", "《印花税法》"),
    ("资源税暂行条例", "2020年9月1日", "《资源税法》"),
    ("耕地占用税暂行条例", "2019年9月1日", "《耕地占用税法》"),
    ("车辆购置税暂行条例", "2019年7月1日", "《车辆购置税法》"),
    ("信访条例", "2022年5月1日", "《信访工作条例》"),
    (
        "城市房屋拆迁管理条例",
        "2011年1月21日",
        "《国有土地上房屋征收与补偿条例》",
    ),
];

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        // A law quoted word for word may cite what was in force then.
        if matches!(piece.kind, Kind::Translation | Kind::BasisText) || piece.stats.chars < 3 {
            continue;
        }
        let found = if piece.kind == Kind::BasisName {
            let bare = piece.text.trim().trim_matches(['《', '》']);
            known(bare)
        } else if piece.stats.brackets {
            titled(piece.text)
        } else {
            None
        };
        if let Some((law, since, by)) = found {
            cx.report(
                Diagnostic::at(piece.path())
                    .with("element", piece.kind.label())
                    .with("law", *law)
                    .with("since", *since)
                    .with("by", *by)
                    .quoting(*law),
            );
        }
    }
}

fn known(title: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let bare = title.trim().trim_start_matches("中华人民共和国");
    REPEALED.iter().find(|(law, ..)| *law == bare)
}

/// The first title of a repealed law in a text that does not call it the former one.
fn titled(text: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    text.match_indices('《').find_map(|(at, mark)| {
        let rest = text.get(at + mark.len()..)?;
        let law = known(rest.get(..rest.find('》')?)?)?;
        let before = text.get(..at)?;
        let former =
            words::FORMER_LAW.ends(before) || before.ends_with('》') && before.contains('原');
        (!former).then_some(law)
    })
}
