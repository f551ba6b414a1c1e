"use strict";
// Filters, keys and copying. The page is whole without them, and nothing here makes markup of text.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const named = (id) => document.getElementById(id);
  const items = all(".item");
  const groups = all(".group").reverse(); // the inner ones first
  const bar = named("filters"), find = named("find"), scope = named("scope"), state = named("state");
  const texts = new Map(), opened = new Set();

  const text = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };

  function counted(selector, noun) {
    const sum = (some) => some.reduce((total, item) => total + Number(item.dataset.f || 1), 0).toLocaleString("en");
    const every = all(selector);
    return every.length ? `${sum(every.filter((item) => !item.hidden))} of ${sum(every)} ${noun}` : "";
  }

  function filter() {
    const words = find.value.toLowerCase().split(" ").filter(Boolean);
    const inScope = scope && scope.value, inState = state && state.value;
    for (const item of items) {
      const fits = (!inScope || (item.dataset.s || "").split(" ").includes(inScope))
        && (!inState || item.classList.contains(inState))
        && words.every((word) => text(item).includes(word));
      item.hidden = !fits;
    }
    const narrowed = Boolean(words.length || inScope || inState);
    for (const group of groups) {
      group.hidden = !group.querySelector(".item:not([hidden])");
      for (const fold of [group, ...all(".members", group)]) {
        if (fold.tagName !== "DETAILS") continue;
        if (narrowed && !group.hidden && !fold.open) { fold.open = true; opened.add(fold); }
        if (!narrowed && opened.delete(fold)) fold.open = false;
      }
    }
    named("shown").textContent = [
      counted("#findings .item", "findings"), counted("#changes .item", "changes"),
    ].filter(Boolean).join(", ") + " shown";
  }

  function showAll() {
    find.value = "";
    if (scope) scope.value = "";
    if (state) state.value = "";
    filter();
  }

  // Keys.
  const isVisible = (element) => element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;

  function step(onward) {
    const stops = all(".stop"), from = document.activeElement.closest(".stop");
    const start = from ? stops.indexOf(from) : onward ? -1 : stops.length;
    for (let n = start + (onward ? 1 : -1); n >= 0 && n < stops.length; n += onward ? 1 : -1) {
      if (isVisible(stops[n])) return reach(stops[n]);
    }
  }

  function reach(stop) {
    stop.tabIndex = -1;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
  }

  function fold() {
    const at = document.activeElement.closest(".stop, details");
    const details = at && (at.closest("details") || at.querySelector("details"));
    if (details) details.open = !details.open;
  }

  const does = {
    "/": () => { find.focus(); find.select(); },
    "j": () => step(true),
    "k": () => step(false),
    "o": fold,
    "c": () => {
      const stop = document.activeElement.closest(".stop");
      const button = (stop || document).querySelector("button.copier");
      if (button) button.click();
    },
    "?": () => { named("keys").open = !named("keys").open; },
  };

  function pressed(event) {
    if (event.key === "Escape") {
      if (named("keys").open) named("keys").open = false;
      else { showAll(); document.activeElement.blur(); }
      return;
    }
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !named("single").checked) return;
    if (Object.hasOwn(does, event.key)) { event.preventDefault(); does[event.key](); }
  }

  // Copying.
  function copier(source) {
    const lines = all(".l", source), button = document.createElement("button");
    const what = lines.length ? "these lines" : source.textContent;
    const copied = () => (lines.length ? lines.map((line) => line.textContent).join("\n") : source.textContent);
    button.type = "button";
    button.className = "copier";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${what}`);
    button.addEventListener("click", async () => {
      button.textContent = await put(copied(), source) ? "Copied" : "Press Ctrl+C";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    (source.closest("pre") || source).after(button);
  }

  async function put(words, source) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      getSelection().selectAllChildren(source);
      return document.execCommand("copy");
    }
  }

  // A link may lead into what is closed or filtered out.
  function reveal() {
    const target = location.hash.length > 1 && named(location.hash.slice(1));
    if (!target) return;
    if (bar && target.closest("[hidden]")) showAll();
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.scrollIntoView({ block: "start" });
  }

  all(".copy").forEach(copier);
  addEventListener("hashchange", reveal);
  reveal();
  if (bar) {
    bar.hidden = false;
    find.addEventListener("input", filter);
    for (const choice of [scope, state]) if (choice) choice.addEventListener("change", filter);
    document.addEventListener("keydown", pressed);
    filter();
  }
})();
