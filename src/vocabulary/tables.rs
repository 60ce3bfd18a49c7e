//! Small look-up tables that are not vocabularies of an element.

/// Department digits of a national base code: 业务主管(指导)部门 and their names.
const MINISTRIES: &[(&str, &str)] = &[
    ("05", "教育"),
    ("06", "科技"),
    ("07", "工业和信息化"),
    ("09", "公安"),
    ("12", "司法"),
    ("13", "财政"),
    ("14", "人力资源社会保障"),
    ("15", "自然资源"),
    ("16", "生态环境"),
    ("17", "住房城乡建设"),
    ("18", "交通运输"),
    ("19", "水利"),
    ("20", "农业农村"),
    ("22", "文化和旅游"),
    ("23", "卫生健康"),
    ("30", "税务"),
    ("39", "版权"),
    ("41", "宗教"),
    ("63", "移民管理"),
    ("64", "林业草原"),
    ("68", "文物"),
];

/// The first two characters of a unified social credit code, with what they register.
const REGISTRARS: &[(&str, &str)] = &[
    ("11", "机关"),
    ("12", "事业单位"),
    ("13", "编办直接管理的群众团体"),
    ("19", "编办其他"),
    ("21", "外交"),
    ("29", "外交其他"),
    ("31", "律师执业机构"),
    ("32", "公证处"),
    ("33", "基层法律服务所"),
    ("34", "司法鉴定机构"),
    ("35", "仲裁委员会"),
    ("39", "司法行政其他"),
    ("41", "文化"),
    ("49", "文化其他"),
    ("51", "社会团体"),
    ("52", "民办非企业单位"),
    ("53", "基金会"),
    ("59", "民政其他"),
    ("61", "旅游"),
    ("62", "旅游"),
    ("69", "旅游其他"),
    ("71", "宗教活动场所"),
    ("72", "宗教院校"),
    ("79", "宗教其他"),
    ("81", "基层工会"),
    ("89", "工会其他"),
    ("91", "企业"),
    ("92", "个体工商户"),
    ("93", "农民专业合作社"),
    ("A1", "军队事业单位"),
    ("A9", "军队其他"),
    ("N1", "组级集体经济组织"),
    ("N2", "村级集体经济组织"),
    ("N3", "乡镇级集体经济组织"),
    ("N9", "农业其他"),
    ("Y1", "其他"),
    ("TE", "无统一社会信用代码主体的临时代码"),
];

/// The field of government that the department digits (主管部门代码) of a national base code denote.
///
/// Only for base codes that begin with `00`: each province numbers its departments itself. The
/// table is compiled from codes in use and incomplete, so `None` does not mean an invalid code.
///
/// ```
/// use shixiang::vocabulary::ministry;
///
/// assert_eq!(ministry("05"), Some("教育"));
/// assert_eq!(ministry("99"), None);
/// ```
pub fn ministry(digits: &str) -> Option<&'static str> {
    look_up(MINISTRIES, digits)
}

/// What the first two characters of a unified social credit code (统一社会信用代码) denote.
///
/// `TE` is not part of GB 32100: offices use it for bodies without a credit code.
///
/// ```
/// use shixiang::vocabulary::registrar;
///
/// assert_eq!(registrar("11"), Some("机关"));
/// ```
pub fn registrar(prefix: &str) -> Option<&'static str> {
    look_up(REGISTRARS, prefix)
}

/// Looks up the value of a key.
fn look_up(table: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, name)| *name)
}
