//! Theme DOC: faults of files and keys, reported while reading.

use crate::engine::rules;

rules! {
    all {
        requirements: [D1],
        certain: Reading,
        page: "document.md",
    }
    "DOC001", "syntax-error", Error, Reading,
        summary: ("文件写法有错，这里无法读取", "syntax error: the file cannot be read here"),
        message: ("写法有错：{problem}", "syntax error: {problem}"),
        help: ("按提示改正这一处；其余部分已继续读取", "fix this place; the rest of the file was read"),
        cites: ["toml#spec", "rfc8259#4"];
    "DOC002", "unknown-key", Error, Reading,
        summary: ("键名不认识", "unknown key"),
        message: ("键名“{key}”不认识", "unknown key “{key}”"),
        help: ("改正键名：{advice}", "fix the key: {advice}"),
        own: ("模型之外的键没有人会读", "a key outside the model is read by nothing");
    "DOC003", "wrong-type", Error, Reading,
        summary: ("值的类型不对", "a value has the wrong type"),
        message: ("这里应为{expected}，写成了{found}", "expected {expected}, found {found}"),
        help: ("改成{expected}", "change it to {expected}"),
        own: ("类型不对的值读不进模型", "a value of the wrong type cannot be read into the model");
    "DOC004", "duplicate-key", Error, Reading,
        summary: ("同一个键写了两次", "a key is defined twice"),
        message: ("键“{key}”写了两次，只采用第一次的值", "the key “{key}” is defined twice; only the first value is used"),
        help: ("删去多余的一处", "remove the duplicate"),
        cites: ["rfc8259#4"];
    "DOC005", "wrong-encoding", Error, Reading,
        summary: ("文件里有字节不是UTF-8，也不是认得的编码", "bytes are neither UTF-8 nor in an encoding that is recognised"),
        message: ("{at}不是{encoding}", "{at} are not valid {encoding}"),
        help: ("另存为UTF-8编码；知道是别的编码的，用 --encoding 写明，例如 --encoding gb18030", "save the file as UTF-8; if you know its encoding, name it, for example with --encoding gb18030"),
        cites: ["toml#spec", "rfc8259#8.1"];
    "DOC006", "document-too-large", Error, Reading,
        summary: ("文件太大，不能整份读取", "the file is too large to read as a whole"),
        message: ("文件有{size} MB，超过{most} MB", "the file is {size} MB, over the maximum of {most} MB"),
        help: ("按事项拆成多个文件，或改用NDJSON（每行一个事项）", "split it by item, or use NDJSON with one item per line"),
        own: ("整份读入内存的文件要有上限", "a file that is held in memory as a whole needs a size limit");
    "DOC007", "no-item", Error, Reading,
        summary: ("没有读到事项", "no item was read"),
        message: ("没有读到事项：{what}", "no item was read: {what}"),
        help: ("照写明的原因改：字段或表头不认识的，起草一个方言；没有内容的，补上事项", "put right what is said: if fields or the header are not known, draft a dialect; if there is nothing in it, add the items"),
        requirements: [A4],
        own: ("检查不得漏掉输入", "no input may be skipped silently");
    "DOC008", "unreadable-file", Error, Reading,
        summary: ("文件、工作表或单元格读不了", "a file, a sheet or a cell cannot be read"),
        message: ("读不了：{reason}", "cannot be read: {reason}"),
        help: ("按原因改正文件，再检查一次", "fix the cause in the file, then run the check again"),
        requirements: [E1],
        own: ("检查不得漏掉输入", "no input may be skipped silently");
    "DOC009", "given-in-part", Error, Reading,
        summary: ("来源写明的总数比给的多", "a source says that there is more than it gave"),
        message: ("“{field}”写明共{said}，给的只有{given}（{file}）", "“{field}” says {said}; given: {given} ({file})"),
        help: ("把其余各页也取来，一起检查；总数不对的，改正总数", "fetch the other pages and check all of them together; if the total is wrong, correct it"),
        requirements: [A4],
        own: ("只检查了一部分，不能算通过", "what was checked in part has not passed");
}
