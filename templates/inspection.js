"use strict";
(() => {
  const form = document.getElementById("filter");
  const output = form.querySelector("output");
  const groups = [...document.querySelectorAll("details.rule")];
  const whole = new Map(groups.map((group) => [group, group.querySelector("b").textContent]));

  // Only what is found is left; each group says how much that is.
  const filter = () => {
    const { severity, rule, body, text } = Object.fromEntries(new FormData(form));
    const words = text.trim().toLowerCase();
    const all = !severity && !rule && !body && !words;
    let found = 0;
    for (const group of groups) {
      const asked = (!severity || group.dataset.severity === severity) && (!rule || group.dataset.rule === rule);
      let here = 0;
      if (asked && !body && !words) {
        here = Number(whole.get(group));
        for (const hidden of group.querySelectorAll("[hidden]")) hidden.hidden = false;
      } else if (asked) {
        for (const said of group.querySelectorAll(".said")) {
          const told = !words || said.firstElementChild.textContent.toLowerCase().includes(words);
          let some = 0;
          for (const place of said.lastElementChild.children) {
            const fits = (!body || place.dataset.body === body) && (told || place.textContent.toLowerCase().includes(words));
            // To set what is set already costs as much as to change it.
            if (place.hidden === fits) place.hidden = !fits;
            some += fits;
          }
          if (said.hidden === some > 0) said.hidden = !some;
          here += some;
        }
      }
      group.hidden = !here;
      group.querySelector("b").textContent = here;
      found += here;
    }
    output.value = all ? "" : `${found} ${output.dataset.unit}`;
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;

  // A link opens what it leads to, and all around it.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let around = target; around; around = around.parentElement) {
      if (around instanceof HTMLDetailsElement) around.open = true;
    }
    target?.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
})();
