// The checker for JavaScript: browsers and Node. Types are in shixiang.d.mts.

/** Today in China, as the command takes it. */
const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

export class Refused extends Error {}

export class Shixiang {
  #module;
  #instance;

  constructor(module) {
    this.#module = module;
  }

  /** Compiles the bytes of shixiang.wasm. */
  static async load(bytes) {
    return new Shixiang(await WebAssembly.compile(bytes));
  }

  /** The report as the JSON text that `shixiang check --format json` prints. */
  check(files, options = {}) {
    const encoder = new TextEncoder();
    const contents = files.map(({ bytes }) => (typeof bytes === "string" ? encoder.encode(bytes) : bytes));
    const sent = files.map(({ name }, number) => ({ name, length: contents[number].length }));
    const head = encoder.encode(JSON.stringify({ today: today(), ...options, files: sent }));

    this.#instance ??= new WebAssembly.Instance(this.#module);
    const { memory, input, check, output, output_length } = this.#instance.exports;
    try {
      let at = input(contents.reduce((sum, bytes) => sum + bytes.length, head.length)) >>> 0;
      for (const part of [head, ...contents]) {
        new Uint8Array(memory.buffer).set(part, at);
        at += part.length;
      }
      const status = check(head.length);
      const answer = new Uint8Array(memory.buffer, output() >>> 0, output_length() >>> 0);
      const text = new TextDecoder().decode(answer);
      if (status !== 0) throw new Refused(JSON.parse(text).error);
      return text;
    } catch (error) {
      // What is left of a run that was cut short is not used again.
      if (!(error instanceof Refused)) this.#instance = undefined;
      throw error;
    }
  }
}
