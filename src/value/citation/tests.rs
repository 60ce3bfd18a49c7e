use proptest::prelude::*;

use super::*;
use crate::prose::slice;

fn all(text: &str) -> Vec<LegalBasis> {
    read(text).value.unwrap_or_default()
}

fn basis(name: &str, number: &str, article: &str, text: &str) -> LegalBasis {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let rank = rank(name, some(number).as_deref());
    LegalBasis {
        promulgation: None,
        name: some(name),
        document_number: some(number),
        article: some(article),
        text: some(text),
        rank,
    }
}

#[test]
fn citations_are_taken_apart() {
    for (text, expected) in [
        ("《甲法》第三条", basis("甲法", "", "第三条", "")),
        (
            "依据：《甲办法》（国发[2018]3号）第三条、第五条规定：可以。",
            basis("甲办法", "国发〔2018〕3号", "第三条、第五条", "可以。"),
        ),
        (
            "《甲条例》(国务院令第 412 号)第十二条 “应当申请。”",
            basis("甲条例", "国务院令第412号", "第十二条", "应当申请。"),
        ),
        (
            "中华人民共和国甲法第四十二条之一第（三）项",
            basis("中华人民共和国甲法", "", "第四十二条之一第（三）项", ""),
        ),
        (
            "鲁政办发[2018]3号",
            basis("", "鲁政办发〔2018〕3号", "", ""),
        ),
        (
            "《关于印发〈甲办法〉的通知》（甲发〔2020〕1号）",
            basis("关于印发〈甲办法〉的通知", "甲发〔2020〕1号", "", ""),
        ),
        (
            "法律法规名称：《甲法》 依据文号：主席令第7号 条款号：第三条 条款内容：应当：申请。",
            basis("甲法", "主席令第7号", "第三条", "应当：申请"),
        ),
    ] {
        assert_eq!(all(text), [expected], "{text}");
    }
}

#[test]
fn several_are_parted() {
    let two = [
        basis("甲法", "", "第一条", ""),
        basis("乙条例", "", "第二条", ""),
    ];
    for text in [
        "《甲法》第一条、《乙条例》第二条",
        "1.《甲法》第一条；2.《乙条例》第二条。",
        "《甲法》第一条\n《乙条例》第二条",
    ] {
        assert_eq!(all(text), two, "{text}");
    }
    let bases = all("《甲法》第一条：“按照《乙条例》第二条办理。”\n第三条 另行规定。");
    assert_eq!(bases.len(), 2);
    assert_eq!(bases[1].name.as_deref(), Some("甲法"));
    assert_eq!(bases[1].article.as_deref(), Some("第三条"));
    let bases =
        all("【行政法规】《甲条例》第一条 应当申请。《乙办法》（乙部令第2号）第三条 可以申请。");
    assert_eq!(bases[0].rank, Some(LegalRank::AdministrativeRegulation));
    assert_eq!(bases[1].rank, Some(LegalRank::DepartmentRule));
}

#[test]
fn wordings_keep_their_points() {
    let bases =
        all("《甲条例》（国务院令第1号）：\n第三条 应当：\n（一）申请；\n（二）《申请表》。");
    assert_eq!(bases.len(), 1);
    assert_eq!(
        bases[0].text.as_deref(),
        Some("应当：\n（一）申请；\n（二）《申请表》。")
    );
    let bases = all("《甲办法》（甲部第36号令）： 第九条 可以。");
    assert_eq!(bases, [basis("甲办法", "甲部第36号令", "第九条", "可以。")]);
    assert_eq!(bases[0].rank, Some(LegalRank::DepartmentRule));
    assert_eq!(all("《甲法》（2010）、《乙条例》(2013)").len(), 2);
    assert_eq!(
        all("《甲标准》（GB/T 39554.2-2020）")[0]
            .document_number
            .as_deref(),
        Some("GB/T39554.2-2020")
    );
}

#[test]
fn dates_in_brackets_are_promulgation() {
    let reading = read("《甲办法》（2005年甲部令第95号公布，2006年1月1日起施行）第三条");
    assert!(reading.unread.is_empty());
    let basis = &reading.value.unwrap()[0];
    assert_eq!(
        basis.promulgation.as_deref(),
        Some("2005年甲部令第95号公布，2006年1月1日起施行")
    );
    assert_eq!(basis.document_number.as_deref(), Some("甲部令第95号"));
    assert_eq!(read("没有法律依据的一句话").value, None);
}

#[test]
fn titles_are_found_with_their_marks() {
    let text = "依照《某某法》和《某省实施〈某某法〉办法》";
    let titles: Vec<&str> = mentions(text)
        .into_iter()
        .map(|at| slice(text, at))
        .collect();
    assert_eq!(titles, ["《某某法》", "《某省实施〈某某法〉办法》"]);
}

#[test]
fn ranks_are_read_if_there_is_no_doubt() {
    assert_eq!(rank("中华人民共和国行政许可法", None), Some(LegalRank::Law));
    assert_eq!(rank("某省消防条例", None), Some(LegalRank::LocalRegulation));
    assert_eq!(rank("某某管理条例", None), None);
}

#[test]
fn headings_of_rank_part_laws() {
    let two = [
        ("甲法", None, Some("第六条"), Some("国家鼓励调解。")),
        (
            "乙办法",
            Some("司法部令第15号"),
            Some("第七条"),
            Some("权限由司法部规定。"),
        ),
    ];
    for text in [
        "【法律】《甲法》\n第六条 国家鼓励调解。\n【规章】《乙办法》（司法部令第15号）\n第七条 权限由司法部规定。",
        "【法律】\n《甲法》第六条 国家鼓励调解。\n【部门规章】\n《乙办法》（司法部令第15号）第七条 权限由司法部规定。",
        "【法律】《甲法》第六条 国家鼓励调解。【规章】《乙办法》（司法部令第15号）第七条 权限由司法部规定。",
        "（法律）《甲法》第六条 国家鼓励调解。（规章）《乙办法》（司法部令第15号）第七条 权限由司法部规定。",
        "法律：《甲法》第六条 国家鼓励调解。规章：《乙办法》（司法部令第15号）第七条 权限由司法部规定。",
        "1.【法律】：《甲法》第六条 国家鼓励调解。2.【规章】：《乙办法》（司法部令第15号）第七条 权限由司法部规定。",
        "【法律】《甲法》第六条：“国家鼓励调解。”【部门规章和文件】《乙办法》（司法部令第15号）第七条：“权限由司法部规定。”",
    ] {
        let bases = all(text);
        let said: Vec<_> = (bases.iter())
            .map(|basis| {
                let part = |part: &Option<String>| part.clone().unwrap_or_default();
                (
                    part(&basis.name),
                    part(&basis.document_number),
                    part(&basis.article),
                    part(&basis.text),
                )
            })
            .collect();
        let expected = two.map(|(name, number, article, text)| {
            let part = |part: Option<&str>| part.unwrap_or_default().to_owned();
            (part(Some(name)), part(number), part(article), part(text))
        });
        assert_eq!(said, expected, "{text}");
        assert_eq!(bases[0].rank, Some(LegalRank::Law), "{text}");
    }
    // A heading that leaves the rank open gives way to the number, and stays without one.
    let ranks = |text| {
        all(text)
            .into_iter()
            .map(|basis| basis.rank)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ranks("【规章】《乙办法》（司法部令第15号）"),
        [Some(LegalRank::DepartmentRule)]
    );
    assert_eq!(
        ranks("【规章】《乙办法》"),
        [Some(LegalRank::Other("规章".to_owned()))]
    );
}

#[test]
fn number_and_article_follow_in_every_way() {
    let expected = basis("甲办法", "国发〔2017〕7号", "第二十一条", "应当备案。");
    for text in [
        "《甲办法》（国发〔2017〕7号）第二十一条 应当备案。",
        "《甲办法》的通知（国发〔2017〕7号）第二十一条 应当备案。",
        "《甲办法》的通知国发[2017]7号 第二十一条 应当备案。",
        "《甲办法》，国发〔2017〕7号，第二十一条：应当备案。",
        "《甲办法》文号：国发〔2017〕7号 第二十一条 应当备案。",
        "《甲办法》（（国发〔2017〕7号））第二十一条 应当备案。",
        "《甲办法》（（国发〔2017〕7号）第二十一条 应当备案。",
        "《甲办法》【（国发〔2017〕7号）】第二十一条 应当备案。",
        "《甲办法》第二十一条（国发〔2017〕7号）应当备案。",
        "《甲办法》（国发〔2017〕7号，第二十一条）应当备案。",
        "《甲办法》（国发〔2017〕7号）的第二十一条：应当备案。",
        "《甲办法》（国发〔2017〕7号）规定的第二十一条：应当备案。",
        "国发〔2017〕7号《甲办法》第二十一条 应当备案。",
        "国发〔2017〕7号文《甲办法》第二十一条 应当备案。",
        "\"1.《甲办法》（国发〔2017〕7号）第二十一条 应当备案。\"",
        "“《甲办法》（国发〔2017〕7号）第二十一条 应当备案。”",
        "“《甲办法》（国发〔2017〕7号）第二十一条 应当备案。",
    ] {
        let reading = read(text);
        assert_eq!(reading.value, Some(vec![expected.clone()]), "{text}");
        assert!(reading.unread.is_empty(), "{text}");
    }
}

#[test]
fn words_before_a_title_are_part_of_it_or_its_issuer() {
    let text = "甲部关于印发《乙规程》的通知（甲发〔2017〕7号）第二十一条 可以转移。";
    let title = "甲部关于印发《乙规程》的通知";
    assert_eq!(
        all(text),
        [basis(title, "甲发〔2017〕7号", "第二十一条", "可以转移。")]
    );
    let reading = read("甲部《乙规程》第三条");
    assert_eq!(reading.value, Some(vec![basis("乙规程", "", "第三条", "")]));
    assert_eq!(reading.unread, ["甲部"]);
    // A notice that goes on is another word.
    assert_eq!(all("《甲办法》的通知书第三条")[0].article, None);
}

#[test]
fn doubled_brackets_are_taken_off() {
    let text = "《甲办法》（（2017年6月21日农业部令2017年第5号公布，2018年12月6日修订））  第二十一条 应当备案。";
    let basis = &all(text)[0];
    let said = "2017年6月21日农业部令2017年第5号公布，2018年12月6日修订";
    assert_eq!(basis.promulgation.as_deref(), Some(said));
    assert_eq!(basis.article.as_deref(), Some("第二十一条"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), cited in "[《》第一条号令〔2〕（）：“”、。；法 \n]{0,40}") {
        for text in [&text, &cited] {
            let _ = (read(text), rank(text, Some(text)));
            for range in mentions(text) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }

    #[test]
    fn written_bases_are_read_again(names in proptest::collection::vec("[甲乙丙]{1,6}法", 1..4), year in 1990u16..2030, at in 1u16..300) {
        let number = format!("甲发〔{year}〕{at}号");
        let bases: Vec<LegalBasis> = names.iter().map(|name| basis(name, &number, "第三条", "应当申请。")).collect();
        prop_assert_eq!(all(&write(&bases)), bases);
    }
}

#[test]
fn promulgation_is_what_the_bracket_says_of_dates() {
    let text = "《中华人民共和国水法》（2016年7月2日修正）第四十八条\n\
        《取水许可管理办法》（水利部令第34号公布，2017年12月22日修正）第十条";
    let reading = read(text);
    assert!(reading.unread.is_empty(), "{:?}", reading.unread);
    let bases = reading.value.unwrap();
    assert_eq!(bases[0].promulgation.as_deref(), Some("2016年7月2日修正"));
    assert_eq!(bases[0].article.as_deref(), Some("第四十八条"));
    assert_eq!(bases[1].document_number.as_deref(), Some("水利部令第34号"));
    assert!(bases[1].promulgation.is_some());
    assert_eq!(read(&write(&bases)).value.unwrap(), bases);
}
