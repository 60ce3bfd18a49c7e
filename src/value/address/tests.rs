use proptest::prelude::*;

use super::*;
use crate::prose::is_balanced;

fn parts(text: &str) -> [String; 3] {
    let mut places = read(text).value.unwrap();
    assert_eq!(places.len(), 1, "{text}");
    let place = places.remove(0);
    [place.address, place.name, place.window].map(Option::unwrap_or_default)
}

#[test]
fn parts_are_distinguished() {
    for (text, expected) in [
        (
            "甲市乙路341号之1首层办公区所有窗口",
            ["甲市乙路341号之1首层", "", "办公区所有窗口"],
        ),
        (
            "甲市乙路116号水利大厦一楼政务服务大厅1-4号窗口。",
            ["甲市乙路116号水利大厦一楼", "政务服务大厅", "1-4号窗口"],
        ),
        (
            "甲市乙路51号15楼管理处1525房",
            ["甲市乙路51号15楼", "", "管理处1525房"],
        ),
        (
            "甲省甲市乙路11号（A栋405室）",
            ["甲省甲市乙路11号", "", "A栋405室"],
        ),
        (
            "甲市乙路11号（船员大厅1-9号窗）（船舶大厅1-4号窗）",
            ["甲市乙路11号", "", "船员大厅1-9号窗、船舶大厅1-4号窗"],
        ),
        (
            "渔政支队办证大厅（甲市乙区丙街1-55号）",
            ["甲市乙区丙街1-55号", "渔政支队办证大厅", ""],
        ),
        ("市民中心二楼住建窗口", ["二楼", "市民中心", "住建窗口"]),
        ("各县区服务窗口所在地", ["各县区服务窗口所在地", "", ""]),
        ("甲市乙区丙大道200号", ["甲市乙区丙大道200号", "", ""]),
        (
            "甲市园区东侧、乙大道以北，市政务服务中心三楼综合窗口",
            ["甲市园区东侧、乙大道以北三楼", "市政务服务中心", "综合窗口"],
        ),
        (
            "甲县乙路与丙东路交叉口市民中心2楼",
            ["甲县乙路与丙东路交叉口2楼", "市民中心", ""],
        ),
        (
            "甲县乙路8号与丙路交汇处市民中心2楼",
            ["甲县乙路8号与丙路交汇处2楼", "市民中心", ""],
        ),
        (
            "甲县乙路北200米政务服务中心",
            ["甲县乙路北200米", "政务服务中心", ""],
        ),
        ("甲区乙路大厅对面200米", ["甲区乙路大厅对面200米", "", ""]),
        (
            "甲路8号市民中心1楼综合窗口、2楼专窗",
            ["甲路8号1楼", "市民中心", "综合窗口、2楼专窗"],
        ),
    ] {
        assert_eq!(parts(text), expected, "{text}");
    }
}

#[test]
fn a_bracket_with_the_street_is_the_address() {
    for text in [
        "市政务中心一楼A1窗口（某市某区某路1号）",
        "市政务中心（某市某区某路1号）一楼A1窗口",
        "市政务中心（地址：某市某区某路1号）一楼A1窗口",
        "1.市政务中心一楼A1窗口（某市某区某路1号）。",
    ] {
        assert_eq!(
            parts(text),
            ["某市某区某路1号一楼", "市政务中心", "A1窗口"],
            "{text}"
        );
    }
    let places = read(
        "1.市政务中心一楼A1窗口（某市某区某路1号）；2.某县政务中心（某县某路2号，电话：0777-1234567）",
    );
    let places = places.value.unwrap();
    assert_eq!(places.len(), 2);
    assert_eq!(places[1].name.as_deref(), Some("某县政务中心"));
    assert_eq!(places[1].address.as_deref(), Some("某县某路2号"));
    assert_eq!(places[1].phones.len(), 1);
    // Commas and numbers in a bracket do not separate places.
    let one = "各县区政务中心（甲市区乙路1号，甲市区丙路2号）";
    assert_eq!(read(one).value.map(|places| places.len()), Some(1));
}

#[test]
fn the_way_there_and_links_are_no_addresses() {
    for text in [
        "某市某区某路1号，乘坐1路公交车到政务中心站下车",
        "某市某区某路1号（乘坐1路公交车到政务中心站下车）",
    ] {
        let place = read(text).value.unwrap().remove(0);
        assert_eq!(place.address.as_deref(), Some("某市某区某路1号"), "{text}");
        assert_eq!(place.name, None);
        assert_eq!(
            place.directions.as_deref(),
            Some("乘坐1路公交车到政务中心站下车")
        );
    }
    for text in [
        "网上办理：http://example.gov.cn",
        "http://example.gov.cn/a/b",
    ] {
        let reading = read(text);
        assert_eq!(
            (reading.value, reading.unread),
            (None, vec![text.to_owned()])
        );
    }
    let both = read("某市某路1号；网址：https://example.gov.cn/a");
    assert_eq!(both.value.map(|places| places.len()), Some(1));
    assert_eq!(both.unread, ["网址：https://example.gov.cn/a"]);
    let beside = read("某市某路1号（https://example.gov.cn/a）");
    assert_eq!(
        beside.value.unwrap()[0].address.as_deref(),
        Some("某市某路1号")
    );
}

#[test]
fn several_places_are_parted() {
    let count = |text: &str| read(text).value.map_or(0, |places| places.len());
    assert_eq!(count("1.甲市乙路1号；2.甲市丙路2号"), 2);
    assert_eq!(count("甲市区乙路1号1楼窗口,甲市区丙路2号3室"), 2);
    assert_eq!(count("甲市乙路1号政务服务中心1、2、3号窗口"), 1);
    assert_eq!(
        count("1、东区办证大厅（甲市乙街1-5号）2、西区办证大厅（甲市丙路2号）"),
        2
    );
    assert!(read("办理地点：无").empty);
}

#[test]
fn other_streets_are_other_places() {
    let place = |text: &str| read(text).value.unwrap().remove(0);
    assert!(!same(&place("甲市乙路1号"), &place("甲市乙路11号")));
    assert!(!same(&place("甲市乙路1号2楼"), &place("甲市乙路1号3楼")));
    for (text, lacking) in [
        ("甲市乙路1号", Some(Lack::Inside)),
        ("甲市乙路1号政务服务中心", None),
        ("甲市各区政务服务中心", Some(Lack::Everything)),
        ("甲市政务服务中心2楼5号窗口", Some(Lack::StreetNumber)),
        ("甲市乙路丙大厦2楼", None),
    ] {
        assert_eq!(lack(&place(text)), lacking, "{text}");
    }
}

#[test]
fn places_are_compared_as_far_as_they_tell() {
    let place = |text| read(text).value.unwrap().remove(0);
    let a = place("甲市乙区人民大道88号市政务服务中心二楼综合窗口。");
    let b = place("人民大道88号甲市政务服务中心2楼 综合窗口");
    assert!(same(&a, &b));
    assert_eq!(lack(&place("甲市乙区")), Some(Lack::Everything));
}

#[test]
fn two_numbers_stay_two() {
    let places = read("市政务服务中心二楼3号窗口（甲市乙路1号，邮编530000）2楼")
        .value
        .unwrap();
    let address = places[0].address.as_deref().unwrap();
    assert!(!address.contains("5300002"), "{address}");
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), places in "[甲乙市区号楼一2，；（）窗口大厅 之、:]{0,24}") {
        for text in [text, places] {
            let once = read(&text).value.unwrap_or_default();
            for place in &once {
                let _ = lack(place);
                let _ = same(place, place);
            }
        }
    }

    #[test]
    fn written_places_are_read_again(number in 1u16..999, floor in 1u8..30, window in 1u8..99) {
        let text = format!("甲市乙区丙路{number}号{floor}楼市政务服务中心{window}号窗口");
        let places = read(&text).value.unwrap();
        prop_assert_eq!(read(&write(&places)).value.unwrap(), places);
    }
}

#[test]
fn the_bracket_behind_a_phone_stays_whole() {
    let reading = read("咨询电话：0777-1234567（张某）；甲路1号（电话：0777-7654321）");
    assert_eq!(reading.unread, ["咨询电话：0777-1234567（张某）"]);
    let places = reading.value.unwrap();
    assert_eq!(places[0].address.as_deref(), Some("甲路1号"));
    assert_eq!(places[0].phones[0].number, "0777-7654321");
}

#[test]
fn hours_behind_a_place_are_no_part_of_its_address() {
    for text in [
        "甲区乙新区政务大厅 周一至周五8:30-12:00 14:30-18:00",
        "甲区乙新区政务大厅（周一至周五8:30-12:00，14:30-18:00）",
        "甲区乙新区政务大厅，办公时间：周一至周五8:30-12:00 14:30-18:00",
        "甲区乙新区政务大厅\n周一至周五8:30-12:00；下午14:30-18:00",
    ] {
        let places = read(text).value.unwrap();
        assert_eq!(places.len(), 1, "{text}");
        assert_eq!(places[0].address, None, "{text}");
        assert_eq!(
            places[0].name.as_deref(),
            Some("甲区乙新区政务大厅"),
            "{text}"
        );
        let hours = places[0].hours.as_ref().unwrap();
        assert_eq!(hours.periods.len(), 2, "{text}");
        assert!(!hours.periods[0].days.is_empty(), "{text}");
    }
    // Text that is not entirely hours stays in the address.
    for text in ["甲路8号24小时自助服务区", "甲路8号 周一市场"] {
        assert!(
            read(text)
                .value
                .unwrap()
                .iter()
                .all(|place| place.hours.is_none()),
            "{text}"
        );
    }
}

#[test]
fn what_stands_before_a_label_stays() {
    for text in [
        "某市政务服务中心\n地址：甲市乙路18号\n窗口：1楼D05窗口",
        "窗口名称：1楼D05窗口\n大厅名称：某市政务服务中心\n地址：甲市乙路18号",
        "甲市乙路18号\n某市政务服务中心1楼D05窗口",
        "某市政务服务中心1楼D05窗口，地址：甲市乙路18号",
        "某市政务服务中心1楼D05窗口\n办公地址：甲市乙路18号",
    ] {
        let place = parts(text);
        assert_eq!(
            place,
            ["甲市乙路18号1楼", "某市政务服务中心", "D05窗口"],
            "{text}"
        );
    }
    // A label says nothing.
    for label in ["办理地点：", "现场咨询窗口地址：", "2.投诉地址:"] {
        assert_eq!(parts(&format!("{label}甲市乙路18号"))[0], "甲市乙路18号");
    }
    let places = read("甲县林业局\n地址：乙路18号").value.unwrap();
    assert_eq!(
        (places.len(), places[0].name.as_deref()),
        (1, Some("甲县林业局"))
    );
}

#[test]
fn a_link_in_a_bracket_leaves_no_half_of_it() {
    let reading = read("甲路2号（1楼，http://example.gov.cn/a）");
    let places = reading.value.unwrap();
    assert_eq!(places[0].address.as_deref(), Some("甲路2号1楼"));
    let parts = places
        .iter()
        .flat_map(|place| [&place.address, &place.name, &place.window]);
    for part in parts.flatten().chain(&reading.unread) {
        assert!(is_balanced(part), "{part}");
    }
}

#[test]
fn halls_in_a_row_are_places_of_their_own() {
    let count = |text: &str| read(text).value.unwrap().len();
    assert_eq!(count("人社窗口、各社区服务站"), 2);
    assert_eq!(count("甲县政务服务中心、各乡镇便民服务中心"), 2);
    // A street, a storey or a window after the mark belongs to the place before it.
    assert_eq!(count("甲路、乙路交叉口市民中心"), 1);
    assert_eq!(count("市民中心一楼大厅、二楼大厅"), 1);
    assert_eq!(count("甲县政务服务中心1号窗口、2号窗口"), 1);
}

#[test]
fn a_window_without_its_number_is_no_window() {
    let place = read("市政务服务中心号窗口").value.unwrap().remove(0);
    assert_eq!(place.window, None);
}

#[test]
fn a_number_after_a_place_is_its_phone() {
    let place = read("甲县行政服务中心城管局办证窗口\t0797-4295776")
        .value
        .unwrap()
        .remove(0);
    assert_eq!(place.name.as_deref(), Some("甲县行政服务中心"));
    assert_eq!(place.phones[0].number, "0797-4295776");
    let street = read("甲县乙路 10-1").value.unwrap().remove(0);
    assert!(street.phones.is_empty());
}
