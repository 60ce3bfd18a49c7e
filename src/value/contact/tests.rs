use proptest::prelude::*;

use super::*;

#[test]
fn parts_are_found_under_their_labels() {
    let text = "1.咨询电话：0770-2812345；0770-2812346。\n2.现场咨询：人民大道88号1楼综合窗口。";
    let contact = read(text).value.unwrap();
    assert_eq!(contact.phones.len(), 2);
    assert_eq!(contact.address.as_deref(), Some("人民大道88号1楼综合窗口"));
    assert_eq!(contact.ways, [ContactWay::Telephone, ContactWay::Window]);
    assert_eq!(contact.text, None);
}

#[test]
fn pages_and_mailboxes_are_found() {
    let contact = read("网上咨询：https://example.cn/a?b=1\n电子邮件：desk@example.cn")
        .value
        .unwrap();
    assert_eq!(contact.url.as_deref(), Some("https://example.cn/a?b=1"));
    assert_eq!(contact.email.as_deref(), Some("desk@example.cn"));
    assert_eq!(contact.ways, [ContactWay::Online, ContactWay::Email]);
}

#[test]
fn the_beginning_of_an_address_is_no_page() {
    for text in [
        "http://",
        "网址：https://；",
        "www.",
        "网上咨询：http://www.",
    ] {
        let reading = read(text);
        assert_eq!(reading.value, None, "{text}");
        assert!(!reading.unread.is_empty() && !reading.empty, "{text}");
    }
    let reading = read("网址：http://（建设中）；电话：0770-2812345");
    let contact = reading.value.unwrap();
    assert_eq!(
        (contact.url, contact.ways),
        (None, vec![ContactWay::Telephone])
    );
    assert_eq!(reading.unread, ["http://（建设中）"]);
}

#[test]
fn a_person_is_the_note_of_the_phone_beside() {
    for text in [
        "联系人：张某，电话：0770-2812345",
        "电话：0770-2812345；联系人：张某",
        "联系人：张某 0770-2812345",
    ] {
        let reading = read(text);
        assert!(reading.is_clean(), "{text}: {reading:?}");
        let phones = reading.value.unwrap().phones;
        assert_eq!(phones[0].note.as_deref(), Some("张某"), "{text}");
    }
    let two = "联系人：张某，电话：0770-2812345；联系人：李某，电话：0770-2812346";
    let phones = read(two).value.unwrap().phones;
    let notes: Vec<_> = phones.iter().map(|phone| phone.note.as_deref()).collect();
    assert_eq!(notes, [Some("张某"), Some("李某")]);
    assert_eq!(read("联系人：张某").unread, ["张某"]);
}

#[test]
fn words_around_an_address_stay_in_the_text() {
    let reading = read("微信号：甲 http://www.example.gov.cn 乙");
    assert_eq!(reading.unread, ["甲 http://www.example.gov.cn 乙"]);
    let reading = read("网上咨询：某平台 http://www.example.gov.cn 某栏目");
    assert_eq!(reading.unread, ["某平台", "某栏目"]);
    let contact = reading.value.unwrap();
    assert_eq!(contact.url.as_deref(), Some("http://www.example.gov.cn"));
    assert!(contact.text.is_some());
}

#[test]
fn a_place_beside_a_number_makes_no_address_of_it() {
    for (text, note) in [
        ("0770-2812345（办公室）", "办公室"),
        ("0770-2812345（3号窗口）", "3号窗口"),
        ("0770-2812345 办公室", "办公室"),
        ("0770-2812345（一楼大厅）", "一楼大厅"),
        ("办公室0770-2812345", "办公室"),
        ("12345（政务服务大厅）", "政务服务大厅"),
    ] {
        let contact = read(text).value.unwrap();
        let [phone] = contact.phones.as_slice() else {
            panic!("{text}: {contact:?}");
        };
        assert_eq!(phone.note.as_deref(), Some(note), "{text}");
        assert_eq!(
            (contact.address, contact.ways),
            (None, vec![ContactWay::Telephone])
        );
    }
    for text in [
        "0770-2812345；清溪路18号",
        "清溪路18号；0770-2812345",
        "清溪路18号 0770-2812345",
    ] {
        let contact = read(text).value.unwrap();
        assert_eq!(contact.phones[0].number, "0770-2812345", "{text}");
        assert_eq!(contact.address.as_deref(), Some("清溪路18号"), "{text}");
    }
    assert_eq!(read("1.3800138E10"), Parsed::unread("1.3800138E10"));
    assert_eq!(read("电话：1.3800138E10").value, None);
    let contact = read("人民大道88号政务中心3楼312室").value.unwrap();
    assert!(contact.phones.is_empty() && contact.address.is_some());
}

#[test]
fn ways_of_contact_without_a_field_are_kept_as_text() {
    let reading = read("电话：0770-2812345；微信号：abc123");
    assert_eq!(reading.unread, ["abc123"]);
    assert_eq!(
        reading.value.unwrap().text.as_deref(),
        Some("电话：0770-2812345；微信号：abc123")
    );
    assert!(read("无").empty);
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), labelled in "[电话地址：:；0-9@.a-z无 ，（）1.2]{0,30}") {
        let _ = (read(&text), read(&labelled));
    }

    #[test]
    fn written_contacts_are_read_again(number in 2_000_000u32..9_000_000, house in 1u8..99, with_page: bool) {
        let page = if with_page { "；网址：https://example.cn/x" } else { "" };
        let text = format!("电话：0770-{number}；现场地址：人民大道{house}号2楼综合窗口{page}");
        let contact = read(&text).value.unwrap();
        prop_assert_eq!(read(&write(&contact)).value.unwrap(), contact);
    }
}

#[test]
fn without_phones_both_sides_of_an_address_stay_apart() {
    let reading = read("电话：甲12http://a.example.cn/x乙345");
    assert_eq!(reading.unread, ["甲12", "乙345"]);
}

#[test]
fn an_address_of_a_page_ends_before_marks_that_none_has() {
    let url = |text: &str| read(text).value.unwrap().url;
    for text in [
        r#"网址："https://a.example.cn/b.doc"}],"c":[]"#,
        "https://a.example.cn/b.doc<br>",
        "[https://a.example.cn/b.doc]",
    ] {
        assert_eq!(
            url(text).as_deref(),
            Some("https://a.example.cn/b.doc"),
            "{text}"
        );
    }
}
