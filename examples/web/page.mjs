// The page: files in, findings beside the values they mean. All texts of data go through textContent.
const WORDS = { error: "错误", warning: "警告", hint: "提示" };
const VERDICTS = {
  passed: "通过",
  failed: "未通过",
  incomplete: "不完整：有内容没有读到或没有读懂，不能算通过",
  fault: "工具自身出错：有内容丢失，请不要采用这次的结果",
};
/** How many findings are listed at a time: a page of fifty thousand is slow. */
const AT_A_TIME = 300;

const at = (id) => document.getElementById(id);
const state = at("state");
let report, text;
let limit = AT_A_TIME;

function element(tag, { class: name, text = "" } = {}, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  made.append(...children);
  return made;
}

// The module and the worker.

async function inflated(base64) {
  const packed = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const source = new Blob([at("worker").textContent], { type: "text/javascript" });
let worker;

/** The answer of the worker, which is started at the first check and after a fault. */
function asked(request) {
  return new Promise(async (resolve) => {
    const fresh = worker === undefined;
    worker ??= new Worker(URL.createObjectURL(source));
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => resolve({ fault: message });
    worker.postMessage(fresh ? { ...request, module: await inflated(at("module").textContent) } : request);
  });
}

let last;

/** Checks what was dropped or chosen: files that are being read, and what was named. */
async function check(reading, inputs) {
  if (inputs.length === 0) return;
  last = [reading, inputs];
  at("result").hidden = true;
  state.className = "";
  state.textContent = "正在读取文件……";
  let files;
  try {
    files = await reading;
  } catch (error) {
    state.className = "refused";
    state.textContent = `文件没有读出来（${error.message}），请点“选文件”或者“选目录”`;
    return;
  }
  state.textContent = `正在检查${files.length}个文件……`;
  const options = { inputs, excerpts: true };
  if (at("profile").value) options.profile = at("profile").value;
  const answer = await asked({ files, options });
  if (answer.report === undefined) {
    state.className = "refused";
    state.textContent = answer.refused ?? `检查没有做完，可能是文件太大：${answer.fault}`;
    if (answer.fault) {
      worker.terminate();
      worker = undefined;
    }
    return;
  }
  text = answer.report;
  report = JSON.parse(text);
  state.textContent = "";
  show();
}

// What was found.

function place(location) {
  const parts = [location.file];
  if (location.sheet && location.cell) parts.push(`${location.sheet}!${location.cell}`);
  else if (location.line) parts.push(`第${location.line}行`);
  if (location.record && location.field) parts.push(`第${location.record}条“${location.field}”`);
  return parts.join("　");
}

/** Where something is, and the line that it is in. */
function quoted({ location, excerpt }, label) {
  const parts = [];
  const where = [label, location && place(location)].filter(Boolean).join("：");
  if (where) parts.push(element("p", { class: "place", text: where }));
  if (excerpt) {
    const { before, marked, after } = excerpt;
    parts.push(element("blockquote", {}, before, element("mark", { text: marked }), after));
  }
  return parts;
}

function card(finding) {
  const made = element("article", { class: finding.severity });
  const code = element("span", { class: "code", text: finding.rule });
  const severity = element("span", { class: "severity", text: WORDS[finding.severity] });
  made.append(element("h3", {}, code, severity, finding.message), ...quoted(finding));
  for (const related of finding.related ?? []) {
    made.append(element("div", { class: "related" }, ...quoted(related, related.label)));
  }
  if (finding.help) made.append(element("p", { text: `整改：${finding.help}` }));
  return made;
}

function list() {
  const shown = new Set([...document.querySelectorAll("[name=severity]:checked")].map(({ value }) => value));
  const words = at("words").value.trim();
  const says = ({ item, rule, name, message, help, location }) =>
    [item?.name, item?.authority, rule, name, message, help, location?.file].some((part) => part?.includes(words));
  const findings = report.findings.filter((finding) => shown.has(finding.severity) && says(finding));
  const parts = [];
  let key;
  for (const finding of findings.slice(0, limit)) {
    const { item } = finding;
    if (parts.length === 0 || item?.key !== key) {
      key = item?.key;
      const body = element("small", { text: item?.authority ?? "" });
      parts.push(element("h2", {}, item ? item.name || "（没有名称的事项）" : "目录", body));
    }
    parts.push(card(finding));
  }
  if (parts.length === 0) parts.push(element("p", { text: "没有要列出的问题。" }));
  at("list").replaceChildren(...parts);
  const rest = findings.length - limit;
  at("more").hidden = rest <= 0;
  at("more").textContent = `再列一些（还有${rest}处）`;
}

function show() {
  const { summary } = report;
  const verdict = at("verdict");
  verdict.className = summary.verdict;
  const share = `读懂${(Math.floor(summary.values.share * 1000) / 10).toFixed(1)}%的内容`;
  const figures = `${summary.items}个事项，${report.findings.length}处问题，${share}`;
  verdict.replaceChildren(element("strong", { text: VERDICTS[summary.verdict] }), figures);
  const beside = [];
  const say = (words, names) => {
    if (names.length > 0) beside.push(element("p", { text: `${words}：${names.join("、")}` }));
  };
  say("没有读到事项的", summary.lost.map(place));
  say("不认识的字段", summary.unknown_fields);
  say("没有一个值读懂的字段", summary.unread_fields ?? []);
  at("beside").replaceChildren(...beside);
  for (const box of document.querySelectorAll("[name=severity]")) {
    const count = report.findings.filter(({ severity }) => severity === box.value).length;
    box.parentElement.querySelector(".count").textContent = count;
  }
  at("result").hidden = false;
  limit = AT_A_TIME;
  list();
}

// Files by dropping and by choosing.

async function read(file, name) {
  return { name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The files of what was dropped. A browser hands them out only during the event, so all is asked for at once. */
function dropped(item) {
  const entry = item.webkitGetAsEntry();
  if (entry?.isFile) return [entry.name, read(item.getAsFile(), entry.name).then((file) => [file])];
  // Chromium refuses the entries of a directory to a page that was opened from a disk, others have no handles.
  const handle = item.getAsFileSystemHandle?.();
  return entry && [entry.name, handle ? handle.then((handle) => held(handle, entry.name)) : below(entry)];
}

/** All files of a directory by its handle. */
async function held(directory, name) {
  const files = [];
  for await (const handle of directory.values()) {
    const inner = `${name}/${handle.name}`;
    if (handle.kind === "file") files.push(await read(await handle.getFile(), inner));
    else files.push(...(await held(handle, inner)));
  }
  return files;
}

/** All files below an entry. */
async function below(entry, name = entry.name) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [await read(file, name)];
  }
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    // A directory is handed out a hundred entries at a time.
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return files;
    for (const inner of entries) files.push(...(await below(inner, `${name}/${inner.name}`)));
  }
}

const drop = at("drop");
for (const kind of ["dragover", "dragleave", "drop"]) {
  addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", kind === "dragover");
  });
}
addEventListener("drop", ({ dataTransfer }) => {
  const given = [...dataTransfer.items].map(dropped).filter(Boolean);
  const files = Promise.all(given.map(([, files]) => files));
  check(files.then((files) => files.flat()), given.map(([name]) => name));
});
for (const input of [at("files"), at("directory")]) {
  input.addEventListener("change", () => {
    const chosen = [...input.files];
    // So that the same file can be chosen again once it is mended.
    input.value = "";
    const name = (file) => file.webkitRelativePath || file.name;
    const inputs = new Set(chosen.map((file) => name(file).split("/")[0]));
    check(Promise.all(chosen.map((file) => read(file, name(file)))), [...inputs]);
  });
}
at("profile").addEventListener("change", () => last && check(...last));
at("filter").addEventListener("input", () => ((limit = AT_A_TIME), list()));
at("filter").addEventListener("submit", (event) => event.preventDefault());
at("more").addEventListener("click", () => ((limit += AT_A_TIME), list()));
at("save").addEventListener("click", () => {
  const link = element("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "report.json";
  // Some browsers lose a click on a link that is not in the page.
  document.body.append(link);
  link.click();
  link.remove();
});
