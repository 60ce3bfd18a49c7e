// Files that are nothing like what they should be, the same in every run.
import { readFileSync } from "node:fs";

/** Numbers from 0 to `below`, at random but always the same (xorshift). */
function* numbers(seed) {
  let state = seed;
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

const ENDINGS = ["toml", "json", "ndjson", "csv", "xlsx", "xls", "ods", "xlsb"];

export function* hostile(cases) {
  const random = numbers(20261115);
  const next = (below) => random.next().value % below;
  // Deeper than any stack.
  const deep = 200_000;
  for (const [open, close] of [["[", "]"], ['{"a":', "}"], ['{"guide":{"materials":[', "]}}"]]) {
    for (const text of [open.repeat(deep), open.repeat(deep) + "1" + close.repeat(deep)]) {
      yield { name: "deep.json", bytes: text };
      yield { name: "deep.ndjson", bytes: text };
      yield { name: "deep.toml", bytes: `a = ${text}` };
    }
    const cell = open.repeat(20_000);
    yield { name: "deep.csv", bytes: `name,${cell}\n甲,"${cell}"` };
  }
  yield { name: "deep.toml", bytes: `a${".a".repeat(deep)} = 1` };
  yield { name: "deep.toml", bytes: `[a${".a".repeat(deep)}]` };
  // Nothing, and much of one thing.
  for (const ending of ENDINGS) {
    yield { name: `empty.${ending}`, bytes: "" };
    yield { name: `zeros.${ending}`, bytes: new Uint8Array(100_000) };
    yield { name: `brackets.${ending}`, bytes: "（【《".repeat(20_000) };
    yield { name: `text.${ending}`, bytes: "name = " + "办理".repeat(50_000) };
    const noise = Uint8Array.from({ length: 20_000 }, () => next(256));
    yield { name: `noise.${ending}`, bytes: noise };
  }
  // Sound files cut off, with bytes changed, and under the ending of another format.
  const names = new Set(cases.flatMap(({ files }) => files));
  for (const name of names) {
    const sound = readFileSync(name);
    if (sound.length > 200_000) continue;
    yield { name, bytes: sound.subarray(0, next(sound.length + 1)) };
    const changed = Uint8Array.from(sound);
    for (let count = 0; count < 20; count += 1) changed[next(changed.length)] = next(256);
    yield { name, bytes: changed };
    yield { name: `other.${ENDINGS[next(ENDINGS.length)]}`, bytes: sound };
  }
}
