// Checks apart from the page, so that the page stays alive. Shixiang stands before this text.
let checker;
addEventListener("message", async ({ data: { module, files, options } }) => {
  try {
    if (module) checker = await Shixiang.load(module);
    postMessage({ report: checker.check(files, options) });
  } catch (error) {
    postMessage(error instanceof Refused ? { refused: error.message } : { fault: String(error) });
  }
});
