//! Telephone area codes (长途区号) of the mainland: which place has which, and how long its numbers are.
//!
//! Codes that a city has given up stay in the table, since old pages still show them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// One area code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Area {
    /// The code with its leading zero, such as `0770`.
    pub code: &'static str,
    /// The place or places it serves, parted by 、.
    pub name: &'static str,
    /// Beginnings of the division codes (行政区划代码) it serves: province, prefecture or county.
    pub divisions: &'static [&'static str],
    /// How many digits a local number may have.
    pub digits: &'static [usize],
}

const SEVEN: &[usize] = &[7];
const EIGHT: &[usize] = &[8];
/// Cities whose numbers grew within the life of pages that are still read.
const BOTH: &[usize] = &[7, 8];

const fn area(
    code: &'static str,
    name: &'static str,
    divisions: &'static [&'static str],
    digits: &'static [usize],
) -> Area {
    Area {
        code,
        name,
        divisions,
        digits,
    }
}

/// All area codes, by province.
const AREAS: &[Area] = &[
    area("010", "北京", &["11"], EIGHT),
    area("021", "上海", &["31"], EIGHT),
    area("022", "天津", &["12"], EIGHT),
    area("023", "重庆", &["50"], EIGHT),
    area("0310", "邯郸", &["1304"], SEVEN),
    area("0311", "石家庄", &["1301"], EIGHT),
    area("0312", "保定", &["1306"], SEVEN),
    area("0313", "张家口", &["1307"], SEVEN),
    area("0314", "承德", &["1308"], SEVEN),
    area("0315", "唐山", &["1302"], SEVEN),
    area("0316", "廊坊", &["1310"], SEVEN),
    area("0317", "沧州", &["1309"], SEVEN),
    area("0318", "衡水", &["1311"], SEVEN),
    area("0319", "邢台", &["1305"], SEVEN),
    area("0335", "秦皇岛", &["1303"], SEVEN),
    area("0349", "朔州", &["1406"], SEVEN),
    area("0350", "忻州", &["1409"], SEVEN),
    area("0351", "太原", &["1401"], SEVEN),
    area("0352", "大同", &["1402"], SEVEN),
    area("0353", "阳泉", &["1403"], SEVEN),
    area("0354", "晋中", &["1407"], SEVEN),
    area("0355", "长治", &["1404"], SEVEN),
    area("0356", "晋城", &["1405"], SEVEN),
    area("0357", "临汾", &["1410"], SEVEN),
    area("0358", "吕梁", &["1411"], SEVEN),
    area("0359", "运城", &["1408"], SEVEN),
    area("0470", "呼伦贝尔", &["1507"], SEVEN),
    area("0471", "呼和浩特", &["1501"], SEVEN),
    area("0472", "包头", &["1502"], SEVEN),
    area("0473", "乌海", &["1503"], SEVEN),
    area("0474", "乌兰察布", &["1509"], SEVEN),
    area("0475", "通辽", &["1505"], SEVEN),
    area("0476", "赤峰", &["1504"], SEVEN),
    area("0477", "鄂尔多斯", &["1506"], SEVEN),
    area("0478", "巴彦淖尔", &["1508"], SEVEN),
    area("0479", "锡林郭勒", &["1525"], SEVEN),
    area("0482", "兴安", &["1522"], SEVEN),
    area("0483", "阿拉善", &["1529"], SEVEN),
    area(
        "024",
        "沈阳、抚顺、本溪、铁岭",
        &["2101", "2104", "2105", "2112"],
        EIGHT,
    ),
    area("0410", "铁岭", &["2112"], SEVEN),
    area("0411", "大连", &["2102"], EIGHT),
    area("0412", "鞍山", &["2103"], SEVEN),
    area("0413", "抚顺", &["2104"], SEVEN),
    area("0414", "本溪", &["2105"], SEVEN),
    area("0415", "丹东", &["2106"], SEVEN),
    area("0416", "锦州", &["2107"], SEVEN),
    area("0417", "营口", &["2108"], SEVEN),
    area("0418", "阜新", &["2109"], SEVEN),
    area("0419", "辽阳", &["2110"], SEVEN),
    area("0421", "朝阳", &["2113"], SEVEN),
    area("0427", "盘锦", &["2111"], SEVEN),
    area("0429", "葫芦岛", &["2114"], SEVEN),
    area("0431", "长春", &["2201", "220184"], EIGHT),
    area("0432", "吉林", &["2202"], EIGHT),
    area("0433", "延边", &["2224"], BOTH),
    area("0434", "四平", &["2203", "220184"], SEVEN),
    area("0435", "通化、梅河口", &["2205", "220581"], BOTH),
    area("0436", "白城", &["2208"], SEVEN),
    area("0437", "辽源", &["2204"], SEVEN),
    area("0438", "松原", &["2207"], SEVEN),
    area("0439", "白山", &["2206"], SEVEN),
    area("0448", "梅河口", &["220581"], SEVEN),
    area("0451", "哈尔滨", &["2301"], EIGHT),
    area("0452", "齐齐哈尔", &["2302"], SEVEN),
    area("0453", "牡丹江", &["2310"], SEVEN),
    area("0454", "佳木斯", &["2308"], SEVEN),
    area("0455", "绥化", &["2312"], SEVEN),
    area("0456", "黑河", &["2311"], SEVEN),
    area("0457", "大兴安岭", &["2327"], SEVEN),
    area("0458", "伊春", &["2307"], SEVEN),
    area("0459", "大庆", &["2306"], SEVEN),
    area("0464", "七台河", &["2309"], SEVEN),
    area("0467", "鸡西", &["2303"], SEVEN),
    area("0468", "鹤岗", &["2304"], SEVEN),
    area("0469", "双鸭山", &["2305"], SEVEN),
    area("025", "南京", &["3201"], EIGHT),
    area("0510", "无锡", &["3202"], EIGHT),
    area("0511", "镇江", &["3211"], EIGHT),
    area("0512", "苏州", &["3205"], EIGHT),
    area("0513", "南通", &["3206"], EIGHT),
    area("0514", "扬州", &["3210"], EIGHT),
    area("0515", "盐城", &["3209"], EIGHT),
    area("0516", "徐州", &["3203"], EIGHT),
    area("0517", "淮安", &["3208"], EIGHT),
    area("0518", "连云港", &["3207"], EIGHT),
    area("0519", "常州", &["3204"], EIGHT),
    area("0523", "泰州", &["3212"], EIGHT),
    area("0527", "宿迁", &["3213"], EIGHT),
    area("0570", "衢州", &["3308"], SEVEN),
    area("0571", "杭州", &["3301"], EIGHT),
    area("0572", "湖州", &["3305"], SEVEN),
    area("0573", "嘉兴", &["3304"], EIGHT),
    area("0574", "宁波", &["3302"], EIGHT),
    area("0575", "绍兴", &["3306"], EIGHT),
    area("0576", "台州", &["3310"], EIGHT),
    area("0577", "温州", &["3303"], EIGHT),
    area("0578", "丽水", &["3311"], SEVEN),
    area("0579", "金华", &["3307"], EIGHT),
    area("0580", "舟山", &["3309"], SEVEN),
    area("0550", "滁州", &["3411"], SEVEN),
    area("0551", "合肥", &["3401", "340181"], EIGHT),
    area("0552", "蚌埠", &["3403"], SEVEN),
    area("0553", "芜湖", &["3402"], SEVEN),
    area("0554", "淮南", &["3404"], SEVEN),
    area("0555", "马鞍山", &["3405"], SEVEN),
    area("0556", "安庆", &["3408"], SEVEN),
    area("0557", "宿州", &["3413"], SEVEN),
    area("0558", "阜阳、亳州", &["3412", "3416"], SEVEN),
    area("0559", "黄山", &["3410"], SEVEN),
    area("0561", "淮北", &["3406"], SEVEN),
    area("0562", "铜陵", &["3407"], SEVEN),
    area("0563", "宣城", &["3418"], SEVEN),
    area("0564", "六安", &["3415"], SEVEN),
    area("0565", "巢湖", &["340181"], BOTH),
    area("0566", "池州", &["3417"], SEVEN),
    area("0591", "福州", &["3501"], EIGHT),
    area("0592", "厦门", &["3502"], SEVEN),
    area("0593", "宁德", &["3509"], SEVEN),
    area("0594", "莆田", &["3503"], SEVEN),
    area("0595", "泉州", &["3505"], EIGHT),
    area("0596", "漳州", &["3506"], SEVEN),
    area("0597", "龙岩", &["3508"], SEVEN),
    area("0598", "三明", &["3504"], SEVEN),
    area("0599", "南平", &["3507"], SEVEN),
    area("0701", "鹰潭", &["3606"], SEVEN),
    area("0790", "新余", &["3605"], SEVEN),
    area("0791", "南昌", &["3601"], EIGHT),
    area("0792", "九江", &["3604"], SEVEN),
    area("0793", "上饶", &["3611"], SEVEN),
    area("0794", "抚州", &["3610"], SEVEN),
    area("0795", "宜春", &["3609"], SEVEN),
    area("0796", "吉安", &["3608"], SEVEN),
    area("0797", "赣州", &["3607"], SEVEN),
    area("0798", "景德镇", &["3602"], SEVEN),
    area("0799", "萍乡", &["3603"], SEVEN),
    area("0530", "菏泽", &["3717"], SEVEN),
    area("0531", "济南", &["3701", "370116", "370117"], EIGHT),
    area("0532", "青岛", &["3702"], EIGHT),
    area("0533", "淄博", &["3703"], SEVEN),
    area("0534", "德州", &["3714"], SEVEN),
    area("0535", "烟台", &["3706"], SEVEN),
    area("0536", "潍坊", &["3707"], SEVEN),
    area("0537", "济宁", &["3708"], SEVEN),
    area("0538", "泰安", &["3709"], SEVEN),
    area("0539", "临沂", &["3713"], SEVEN),
    area("0543", "滨州", &["3716"], SEVEN),
    area("0546", "东营", &["3705"], SEVEN),
    area("0631", "威海", &["3710"], SEVEN),
    area("0632", "枣庄", &["3704"], SEVEN),
    area("0633", "日照", &["3711"], SEVEN),
    area("0634", "莱芜", &["370116", "370117"], BOTH),
    area("0635", "聊城", &["3715"], SEVEN),
    area("0370", "商丘", &["4114"], SEVEN),
    area("0371", "郑州、开封", &["4101", "4102"], EIGHT),
    area("0372", "安阳", &["4105"], SEVEN),
    area("0373", "新乡", &["4107"], SEVEN),
    area("0374", "许昌", &["4110"], SEVEN),
    area("0375", "平顶山", &["4104"], SEVEN),
    area("0376", "信阳", &["4115"], SEVEN),
    area("0377", "南阳", &["4113"], EIGHT),
    area("0378", "开封", &["4102"], BOTH),
    area("0379", "洛阳", &["4103"], EIGHT),
    area("0391", "焦作、济源", &["4108", "419001"], SEVEN),
    area("0392", "鹤壁", &["4106"], SEVEN),
    area("0393", "濮阳", &["4109"], SEVEN),
    area("0394", "周口", &["4116"], SEVEN),
    area("0395", "漯河", &["4111"], SEVEN),
    area("0396", "驻马店", &["4117"], SEVEN),
    area("0398", "三门峡", &["4112"], SEVEN),
    area("027", "武汉、鄂州", &["4201", "4207"], EIGHT),
    area("0710", "襄阳", &["4206"], SEVEN),
    area("0711", "鄂州", &["4207"], BOTH),
    area("0712", "孝感", &["4209"], SEVEN),
    area("0713", "黄冈", &["4211"], SEVEN),
    area("0714", "黄石", &["4202"], SEVEN),
    area("0715", "咸宁", &["4212"], SEVEN),
    area("0716", "荆州", &["4210"], SEVEN),
    area("0717", "宜昌", &["4205"], SEVEN),
    area("0718", "恩施", &["4228"], SEVEN),
    area("0719", "十堰、神农架", &["4203", "429021"], SEVEN),
    area("0722", "随州", &["4213"], SEVEN),
    area("0724", "荆门", &["4208"], SEVEN),
    area(
        "0728",
        "仙桃、潜江、天门",
        &["429004", "429005", "429006"],
        SEVEN,
    ),
    area("0730", "岳阳", &["4306"], SEVEN),
    area("0731", "长沙、株洲、湘潭", &["4301", "4302", "4303"], EIGHT),
    area("0734", "衡阳", &["4304"], SEVEN),
    area("0735", "郴州", &["4310"], SEVEN),
    area("0736", "常德", &["4307"], SEVEN),
    area("0737", "益阳", &["4309"], SEVEN),
    area("0738", "娄底", &["4313"], SEVEN),
    area("0739", "邵阳", &["4305"], SEVEN),
    area("0743", "湘西", &["4331"], SEVEN),
    area("0744", "张家界", &["4308"], SEVEN),
    area("0745", "怀化", &["4312"], SEVEN),
    area("0746", "永州", &["4311"], SEVEN),
    area("020", "广州", &["4401"], EIGHT),
    area("0660", "汕尾", &["4415"], SEVEN),
    area("0662", "阳江", &["4417"], SEVEN),
    area("0663", "揭阳", &["4452"], SEVEN),
    area("0668", "茂名", &["4409"], SEVEN),
    area("0750", "江门", &["4407"], SEVEN),
    area("0751", "韶关", &["4402"], SEVEN),
    area("0752", "惠州", &["4413"], SEVEN),
    area("0753", "梅州", &["4414"], SEVEN),
    area("0754", "汕头", &["4405"], EIGHT),
    area("0755", "深圳", &["4403"], EIGHT),
    area("0756", "珠海", &["4404"], SEVEN),
    area("0757", "佛山", &["4406"], EIGHT),
    area("0758", "肇庆", &["4412"], SEVEN),
    area("0759", "湛江", &["4408"], SEVEN),
    area("0760", "中山", &["4420"], EIGHT),
    area("0762", "河源", &["4416"], SEVEN),
    area("0763", "清远", &["4418"], SEVEN),
    area("0766", "云浮", &["4453"], SEVEN),
    area("0768", "潮州", &["4451"], SEVEN),
    area("0769", "东莞", &["4419"], EIGHT),
    area("0770", "防城港", &["4506"], SEVEN),
    area("0771", "南宁、崇左", &["4501", "4514"], SEVEN),
    area("0772", "柳州、来宾", &["4502", "4513"], SEVEN),
    area("0773", "桂林", &["4503"], SEVEN),
    area("0774", "梧州、贺州", &["4504", "4511"], SEVEN),
    area("0775", "玉林、贵港", &["4509", "4508"], SEVEN),
    area("0776", "百色", &["4510"], SEVEN),
    area("0777", "钦州", &["4507"], SEVEN),
    area("0778", "河池", &["4512"], SEVEN),
    area("0779", "北海", &["4505"], SEVEN),
    area("0898", "海南", &["46"], EIGHT),
    area("028", "成都、眉山、资阳", &["5101", "5114", "5120"], EIGHT),
    area("0812", "攀枝花", &["5104"], SEVEN),
    area("0813", "自贡", &["5103"], SEVEN),
    area("0816", "绵阳", &["5107"], SEVEN),
    area("0817", "南充", &["5113"], SEVEN),
    area("0818", "达州", &["5117"], SEVEN),
    area("0825", "遂宁", &["5109"], SEVEN),
    area("0826", "广安", &["5116"], SEVEN),
    area("0827", "巴中", &["5119"], SEVEN),
    area("0830", "泸州", &["5105"], SEVEN),
    area("0831", "宜宾", &["5115"], SEVEN),
    area("0832", "内江", &["5110"], SEVEN),
    area("0833", "乐山", &["5111"], SEVEN),
    area("0834", "凉山", &["5134"], SEVEN),
    area("0835", "雅安", &["5118"], SEVEN),
    area("0836", "甘孜", &["5133"], SEVEN),
    area("0837", "阿坝", &["5132"], SEVEN),
    area("0838", "德阳", &["5106"], SEVEN),
    area("0839", "广元", &["5108"], SEVEN),
    area("0851", "贵阳、遵义、安顺", &["5201", "5203", "5204"], EIGHT),
    area("0852", "遵义", &["5203"], BOTH),
    area("0853", "安顺", &["5204"], BOTH),
    area("0854", "黔南", &["5227"], SEVEN),
    area("0855", "黔东南", &["5226"], SEVEN),
    area("0856", "铜仁", &["5206"], SEVEN),
    area("0857", "毕节", &["5205"], SEVEN),
    area("0858", "六盘水", &["5202"], SEVEN),
    area("0859", "黔西南", &["5223"], SEVEN),
    area("0691", "西双版纳", &["5328"], SEVEN),
    area("0692", "德宏", &["5331"], SEVEN),
    area("0870", "昭通", &["5306"], SEVEN),
    area("0871", "昆明", &["5301"], EIGHT),
    area("0872", "大理", &["5329"], SEVEN),
    area("0873", "红河", &["5325"], SEVEN),
    area("0874", "曲靖", &["5303"], SEVEN),
    area("0875", "保山", &["5305"], SEVEN),
    area("0876", "文山", &["5326"], SEVEN),
    area("0877", "玉溪", &["5304"], SEVEN),
    area("0878", "楚雄", &["5323"], SEVEN),
    area("0879", "普洱", &["5308"], SEVEN),
    area("0883", "临沧", &["5309"], SEVEN),
    area("0886", "怒江", &["5333"], SEVEN),
    area("0887", "迪庆", &["5334"], SEVEN),
    area("0888", "丽江", &["5307"], SEVEN),
    area("0891", "拉萨", &["5401"], SEVEN),
    area("0892", "日喀则", &["5402"], SEVEN),
    area("0893", "山南", &["5405"], SEVEN),
    area("0894", "林芝", &["5404"], SEVEN),
    area("0895", "昌都", &["5403"], SEVEN),
    area("0896", "那曲", &["5406"], SEVEN),
    area("0897", "阿里", &["5425"], SEVEN),
    area("029", "西安、咸阳", &["6101", "6104"], EIGHT),
    area("0910", "咸阳", &["6104"], EIGHT),
    area("0911", "延安", &["6106"], SEVEN),
    area("0912", "榆林", &["6108"], SEVEN),
    area("0913", "渭南", &["6105"], SEVEN),
    area("0914", "商洛", &["6110"], SEVEN),
    area("0915", "安康", &["6109"], SEVEN),
    area("0916", "汉中", &["6107"], SEVEN),
    area("0917", "宝鸡", &["6103"], SEVEN),
    area("0919", "铜川", &["6102"], SEVEN),
    area("0930", "临夏", &["6229"], SEVEN),
    area("0931", "兰州", &["6201"], SEVEN),
    area("0932", "定西", &["6211"], SEVEN),
    area("0933", "平凉", &["6208"], SEVEN),
    area("0934", "庆阳", &["6210"], SEVEN),
    area("0935", "武威、金昌", &["6206", "6203"], SEVEN),
    area("0936", "张掖", &["6207"], SEVEN),
    area("0937", "酒泉、嘉峪关", &["6209", "6202"], SEVEN),
    area("0938", "天水", &["6205"], SEVEN),
    area("0939", "陇南", &["6212"], SEVEN),
    area("0941", "甘南", &["6230"], SEVEN),
    area("0943", "白银", &["6204"], SEVEN),
    area("0970", "海北", &["6322"], SEVEN),
    area("0971", "西宁", &["6301"], SEVEN),
    area("0972", "海东", &["6302"], SEVEN),
    area("0973", "黄南", &["6323"], SEVEN),
    area("0974", "海南藏族自治州", &["6325"], SEVEN),
    area("0975", "果洛", &["6326"], SEVEN),
    area("0976", "玉树", &["6327"], SEVEN),
    area("0977", "海西", &["6328"], SEVEN),
    area("0979", "格尔木", &["6328"], SEVEN),
    area("0951", "银川", &["6401"], SEVEN),
    area("0952", "石嘴山", &["6402"], SEVEN),
    area("0953", "吴忠", &["6403"], SEVEN),
    area("0954", "固原", &["6404"], SEVEN),
    area("0955", "中卫", &["6405"], SEVEN),
    area("0901", "塔城", &["6542"], SEVEN),
    area("0902", "哈密", &["6505", "659011"], SEVEN),
    area("0903", "和田", &["6532", "659009"], SEVEN),
    area("0906", "阿勒泰", &["6543", "659005"], SEVEN),
    area("0908", "克孜勒苏", &["6530"], SEVEN),
    area("0909", "博尔塔拉", &["6527", "659007"], SEVEN),
    area("0990", "克拉玛依", &["6502"], SEVEN),
    area("0991", "乌鲁木齐", &["6501"], SEVEN),
    area("0992", "奎屯", &["6540", "6542", "6502", "659010"], SEVEN),
    area("0993", "石河子", &["659001", "6542", "6523"], SEVEN),
    area("0994", "昌吉、五家渠", &["6523", "659004"], SEVEN),
    area("0995", "吐鲁番", &["6504"], SEVEN),
    area("0996", "巴音郭楞", &["6528", "659006"], SEVEN),
    area("0997", "阿克苏、阿拉尔", &["6529", "659002"], SEVEN),
    area("0998", "喀什、图木舒克", &["6531", "659003"], SEVEN),
    area("0999", "伊犁", &["6540", "659008"], SEVEN),
];

/// The area codes by beginning of the division code, with two, four or six digits.
static BY_DIVISION: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut codes: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
    for area in AREAS {
        for division in area.divisions {
            let province = division.get(..2).unwrap_or(division);
            for key in [province, division] {
                let known = codes.entry(key).or_default();
                if !known.contains(&area.code) {
                    known.push(area.code);
                }
            }
        }
    }
    codes
});

/// The area with this code.
///
/// ```
/// use shixiang::division::area_code;
///
/// assert_eq!(area_code::find("0770").map(|area| area.name), Some("防城港"));
/// assert!(area_code::find("0000").is_none());
/// ```
pub fn find(code: &str) -> Option<&'static Area> {
    static BY_CODE: LazyLock<Vec<&Area>> = LazyLock::new(|| {
        let mut areas: Vec<&Area> = AREAS.iter().collect();
        // Of one code that several prefectures share, the first stays the first.
        areas.sort_by_key(|area| area.code);
        areas
    });
    let at = BY_CODE.partition_point(|area| area.code < code);
    BY_CODE.get(at).copied().filter(|area| area.code == code)
}

/// All areas, by province.
pub fn all() -> &'static [Area] {
    AREAS
}

/// The area codes that a body of this division can have; `None` where the division is not known.
///
/// Takes a division code of 6 or more digits. A province has all of its codes, since its bodies
/// need not sit in the capital; a county has those of its prefecture. `000000` has none.
///
/// ```
/// use shixiang::division::area_code;
///
/// assert_eq!(area_code::of_division("450602"), Some(&["0770"][..]));
/// assert!(area_code::of_division("440000").is_some_and(|codes| codes.contains(&"0755")));
/// assert_eq!(area_code::of_division("990000"), None);
/// ```
pub fn of_division(division: &str) -> Option<&'static [&'static str]> {
    let division = division.trim();
    if division.len() < 6 || !division.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let province = division.get(2..4) == Some("00");
    let lengths: &[usize] = if province { &[2] } else { &[6, 4, 2] };
    lengths
        .iter()
        .filter_map(|length| BY_DIVISION.get(division.get(..*length)?))
        .map(Vec::as_slice)
        .next()
}

/// The area code that a text of digits begins with.
pub(crate) fn leading(digits: &str) -> Option<&'static Area> {
    [3, 4]
        .into_iter()
        .find_map(|length| find(digits.get(..length)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_begins_another() {
        for area in AREAS {
            assert_eq!(
                leading(&format!("{}8888888", area.code)),
                Some(area),
                "{}",
                area.code
            );
            let length = if matches!(area.code.as_bytes(), [b'0', b'1' | b'2', ..]) {
                3
            } else {
                4
            };
            assert_eq!(area.code.len(), length, "{}", area.code);
        }
    }

    #[test]
    fn every_province_has_codes() {
        let provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65";
        for province in provinces.split(' ') {
            assert!(
                of_division(&format!("{province}0000")).is_some(),
                "{province}"
            );
        }
    }

    #[test]
    fn finds_counties_by_prefecture() {
        assert_eq!(of_division("110105"), Some(&["010"][..]));
        assert_eq!(of_division("500101"), Some(&["023"][..]));
        assert_eq!(of_division("419001"), Some(&["0391"][..]));
        assert_eq!(of_division("469021"), Some(&["0898"][..]));
        assert_eq!(of_division("450602001000"), Some(&["0770"][..]));
        for text in ["", "4506", "45060x", "四五〇六〇二"] {
            assert_eq!(of_division(text), None, "{text}");
        }
    }
}
