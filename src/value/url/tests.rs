use proptest::prelude::*;

use super::*;

#[test]
fn addresses_are_taken_out_of_words() {
    let address = "http://zwfw.example.gov.cn/a?id=1";
    for (text, rest) in [
        ("http://zwfw.example.gov.cn/a?id=1", &[][..]),
        ("网址：http://zwfw.example.gov.cn/a?id=1。", &[]),
        ("（http://zwfw.example.gov.cn/a?id=1）", &[]),
        (
            "http://zwfw.example.gov.cn/a?id=1\n查询电话：0777-1234567",
            &["查询电话：0777-1234567"],
        ),
        (
            "http://zwfw.example.gov.cn/a?id=1（点击查询）",
            &["点击查询"],
        ),
        (
            "某省政务网http://zwfw.example.gov.cn/a?id=1",
            &["某省政务网"],
        ),
    ] {
        let reading = read(text);
        assert_eq!(reading.value.as_deref(), Some(address), "{text}");
        assert_eq!(reading.unread, rest, "{text}");
    }
    for whole in [
        "www.example.gov.cn",
        "zwfw.example.gov.cn/a",
        "http://example.gov.cn/办事/1.html",
        "http://中文.政务/指南",
        "http://example.gov.cn/a?category=建造师",
        "https%3A%2F%2Fexample.gov.cn%2Fa",
        "申请表.docx",
        "/portal/a",
        "javascript:void(0)",
    ] {
        assert_eq!(read(whole), Parsed::of(whole.to_owned()));
    }
    let two = read("http://a.example.cn/；http://b.example.cn/");
    assert_eq!((two.guess, two.unread.len()), (Some(Guess::Several), 1));
    for words in [
        "0777-1234567",
        "请到窗口查询",
        "某某@example.cn",
        "公众号：某某",
        "12345",
        "1.5",
    ] {
        assert_eq!(read(words), Parsed::unread(words));
    }
    assert!(read("无").empty);
}

#[test]
fn each_fault_is_known() {
    use LinkFault::*;
    for (url, found) in [
        ("", None),
        ("https://zwfw.example.gov.cn/item?id=1", None),
        ("https://zwfw.example.gov.cn/#/guide/12", None),
        ("http://zwfw.example.gov.cn:8080/a/b.docx", None),
        ("http://zwfw.example.gov.cn/a?token=null", None),
        ("http://中文.政务/指南", None),
        ("www.example.gov.cn/a", Some(NoScheme)),
        ("www.example.gov.cn", Some(NoScheme)),
        ("ftp://example.gov.cn/a", Some(NotHttp)),
        (r"C:\表格\申请表.doc", Some(NotHttp)),
        ("javascript:void(0)", Some(NotHttp)),
        ("http:/example.gov.cn", Some(Broken)),
        ("http://", Some(Broken)),
        ("http://www.example.gov.cn）", Some(Broken)),
        ("https://example.gov.cn/a 点击下载", Some(Broken)),
        (
            "https://example.gov.cn/a;jsessionid=0A1B2C3D4E5F/x",
            Some(SessionToken),
        ),
        (
            "https://example.gov.cn/a?access_token=abcdef123456",
            Some(SessionToken),
        ),
        ("https://me:secret@example.gov.cn/a", Some(SessionToken)),
        ("http://192.168.1.8/form.doc", Some(InternalHost)),
        ("http://localhost:8080/a", Some(InternalHost)),
        ("http://oa/a", Some(InternalHost)),
        ("http://[::1]:80/a", Some(InternalHost)),
        (
            "https://example.gov.cn/down/setup.exe?x=1",
            Some(Executable),
        ),
        ("http://210.0.0.8/a", Some(BareIp)),
        (
            "http://210--0--0--8----9000-1a2b.proxy.example.gov.cn/a",
            Some(BareIp),
        ),
        ("http://www--site--cn-1a2b.proxy.example.gov.cn/a", None),
        ("https://example.gov.cn/sso/toLogin", Some(LogIn)),
        ("https://example.gov.cn/app/#login", Some(LogIn)),
        ("https://example.gov.cn/login?to=12", Some(LogIn)),
        ("https://example.gov.cn/login?goto=aHR0cHM6&flag=1", None),
        ("https://example.gov.cn/sign/in", Some(LogIn)),
        (
            "https://example.gov.cn/oauth2/a?response_type=code&client_id=a&redirect_uri=http://b.c/d",
            None,
        ),
        (
            "https://example.gov.cn/login?to=https://example.gov.cn/a",
            None,
        ),
        ("https://example.gov.cn/login?method=getCode", Some(LogIn)),
        (
            "https://example.gov.cn/a/login/index.do?ticketId=",
            Some(LogIn),
        ),
        ("https://example.gov.cn/?area=", Some(HomePage)),
        ("https://example.gov.cn/?area=&id=1", None),
        (
            "https://example.gov.cn/hall/appointment/notice.html",
            Some(Booking),
        ),
        ("https://example.gov.cn/apply/index.do", Some(SystemFront)),
        ("https://example.gov.cn/c12/index.html", None),
        ("https://example.gov.cn", Some(HomePage)),
        ("https://example.gov.cn/index.html", Some(HomePage)),
        ("https://example.gov.cn/#/", Some(HomePage)),
    ] {
        assert_eq!(fault(url), found, "{url}");
    }
}

#[test]
fn an_address_may_only_show_something() {
    for (url, shows) in [
        ("https://example.gov.cn/a/007.PNG?v=1", true),
        ("https://example.gov.cn/userhelp/03/renew.aspx", true),
        ("https://example.gov.cn/faq.html", true),
        ("https://example.gov.cn/helper/apply.do", false),
        ("https://help.example.gov.cn/apply.do", false),
        ("https://example.gov.cn", false),
    ] {
        assert_eq!(only_shows(url).is_some(), shows, "{url}");
    }
}

#[test]
fn an_address_may_name_nothing() {
    for (url, nothing) in [
        ("https://example.gov.cn/jsp/web/page/level.jsp", true),
        ("https://example.gov.cn:8080/", false),
        ("https://example.gov.cn/hall", false),
        ("https://example.gov.cn/item?code=a", false),
        ("https://example.gov.cn/item/12.html", false),
        ("https://example.gov.cn/hall/#/apply", false),
    ] {
        assert_eq!(names_nothing(url), nothing, "{url}");
    }
}

#[test]
fn a_file_name_is_no_link() {
    for file in [
        "申请表.docx",
        "forms/a.pdf",
        "v1.2/a.pdf",
        "附件1：样表.doc",
    ] {
        assert!(!is_link(file), "{file}");
    }
    for link in [
        "www.example.gov.cn/a.doc",
        "zwfw.example.gov.cn/a.doc",
        "zwfw.example.gov.cn:8080/a.doc",
        "file:///a.doc",
        r"D:\a.doc",
        r"\\srv\a",
        "HTTP://a.b/c",
    ] {
        assert!(is_link(link), "{link}");
    }
}

proptest! {
    #[test]
    fn never_panics(text in any::<String>()) {
        let _ = (fault(&text), is_link(&text), fault(&format!("http://{text}")));
    }
}

#[test]
fn pictures_are_told_by_their_paths() {
    assert!(is_picture("/upload/2021/flow_1.PNG") && is_picture("http://a.gov.cn/f/1.jpg?v=2"));
    assert!(!is_picture("流程见/upload/1.png 和附件") && !is_picture("受理/审查/办结"));
}
