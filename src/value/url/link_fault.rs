//! The faults of a link, with what messages say of them.

use crate::i18n::Text;

/// The most severe fault of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum LinkFault {
    /// A link of another kind: a local path, `ftp:`, `javascript:`, or text.
    NotHttp,
    /// A host name without `https://`, which a browser completes but a page does not link.
    NoScheme,
    /// A text that starts like a link, but has no valid host or contains other text.
    Broken,
    /// A user name, a password, or a session token of the person who copied the link.
    SessionToken,
    /// A host that is only reachable in the office's own network.
    InternalHost,
    /// A program, which applicants should not have to run to get a form.
    Executable,
    /// An IP address instead of a host name.
    BareIp,
    /// A log-in page unrelated to the matter.
    LogIn,
    /// The page of a booking system.
    Booking,
    /// The front page of a system in a folder of a site.
    SystemFront,
    /// The home page of a site, from which the applicant has to keep searching.
    HomePage,
}

impl LinkFault {
    /// Whether the link opens, but leads to no particular matter.
    pub(crate) const fn leads_nowhere(self) -> bool {
        matches!(
            self,
            Self::LogIn | Self::Booking | Self::SystemFront | Self::HomePage
        )
    }

    /// The fault as a phrase to follow “this link”.
    pub(crate) const fn text(self) -> Text {
        match self {
            Self::NotHttp => Text::new("不是http或https网址", "is not an http or https address"),
            Self::NoScheme => Text::new("没有写https://", "lacks https://"),
            Self::Broken => Text::new(
                "网址写得不完整或夹有别的文字",
                "is incomplete or mixed with other text",
            ),
            Self::SessionToken => Text::new(
                "带有登录账号或会话令牌",
                "contains login credentials or a session token",
            ),
            Self::InternalHost => Text::new(
                "指向单位内网，外面打不开",
                "leads to an internal host that cannot be reached from outside",
            ),
            Self::Executable => Text::new("指向可执行程序", "leads to an executable program"),
            Self::BareIp => Text::new(
                "是IP地址，或者由它转成的临时域名",
                "is an IP address, or a host name made of one",
            ),
            Self::LogIn => Text::new("只到登录页", "only leads to a log-in page"),
            Self::Booking => Text::new("是预约的页面", "is a page for booking"),
            Self::SystemFront => Text::new(
                "只到办理系统的首页",
                "only leads to the front page of a system",
            ),
            Self::HomePage => Text::new("只到网站首页", "only leads to the home page of a site"),
        }
    }

    /// The advice on fixing the fault.
    pub(crate) const fn help(self) -> Text {
        match self {
            Self::NotHttp | Self::NoScheme | Self::Broken => Text::new(
                "写上能直接打开的完整网址，以http://或https://开头，前后不带别的文字",
                "give the complete address that opens directly, beginning with http:// or https://, without other text",
            ),
            Self::SessionToken => Text::new(
                "去掉网址里的账号、令牌等参数，换成公开的固定网址",
                "remove credentials and tokens from the address, and give a permanent public address",
            ),
            Self::InternalHost => Text::new(
                "换成互联网上能打开的网址",
                "give an address that can be opened on the public internet",
            ),
            Self::Executable => Text::new(
                "改为提供文档或网页，不要求群众下载运行程序",
                "offer a document or a web page instead of a program to download and run",
            ),
            Self::BareIp => Text::new(
                "换成有域名的网址：本单位、政务服务网的，或者系统主管单位的",
                "use the domain name of the authority or of the government service portal",
            ),
            Self::LogIn | Self::Booking | Self::SystemFront | Self::HomePage => Text::new(
                "换成打开就到办理（下载）页面的网址",
                "link to the page where this is handled or downloaded",
            ),
        }
    }
}
