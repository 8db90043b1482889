/* The review screen: moves between records, sends what the editor does, puts back what the server answers.
   Without this file every button and form of the page still works by itself. */
"use strict";

(() => {
  const page = document.getElementById("review");
  const text = document.getElementById("text");
  const list = document.getElementById("cards");
  const said = document.getElementById("said");
  const acts = document.getElementById("acts");
  const made = document.getElementById("new");
  const help = document.getElementById("help");
  const rest = document.getElementById("rest");
  const address = page.dataset.address;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let current = null;
  let doing = "done"; // how the editor last said that the release is done
  let selection = null; // the last words selected in the text: {start, end}
  let line = Promise.resolve(); // acts are sent one after the other, in the order of the keys

  /* Saying and showing */

  function say(words) {
    said.textContent = "";
    requestAnimationFrame(() => { said.textContent = words; });
  }

  function cards() {
    return [...list.querySelectorAll(".card")];
  }

  function marksOf(key) {
    return [...text.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  }

  function show(element, block) {
    element.scrollIntoView({ block, inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  }

  /** Make a card the current one: its marks stand out, and the keys act on it. */
  function choose(card, focus = true) {
    if (!card) return;
    for (const mark of text.querySelectorAll(".is-current")) mark.classList.remove("is-current");
    if (current) current.classList.remove("is-current");
    for (const other of cards()) other.tabIndex = other === card ? 0 : -1;
    current = card;
    card.classList.add("is-current");
    const marks = marksOf(card.id);
    for (const mark of marks) mark.classList.add("is-current");
    if (focus) {
      card.focus({ preventScroll: true });
      show(card, "nearest");
    }
    if (marks.length && getComputedStyle(text).overflowY === "auto") showInText(marks[0]);
  }

  function showInText(mark) {
    const box = text.getBoundingClientRect();
    const at = mark.getBoundingClientRect();
    if (at.top < box.top + 20 || at.bottom > box.bottom - 20) {
      text.scrollTo({ top: text.scrollTop + at.top - box.top - box.height / 3, behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function step(by) {
    const all = cards();
    choose(all[Math.min(all.length - 1, Math.max(0, all.indexOf(current) + by))]);
  }

  function isPending(card) {
    return card.dataset.review === "pending" && !card.classList.contains("is-sent");
  }

  /** Go to the next pending card, past the last from the top again. */
  function nextPending() {
    const all = cards();
    const at = all.indexOf(current);
    const next = [...all.slice(at + 1), ...all.slice(0, at)].find(isPending);
    if (next) choose(next);
    else finished();
  }

  function finished() {
    say(page.dataset.nothingPending);
    const done = page.querySelector("[data-does=done]");
    if (done) done.focus();
  }

  function count() {
    document.getElementById("pending").textContent = cards().filter(isPending).length;
  }

  /* Sending */

  /** Send an act; the fields of `form` go with it. Answers are put back in the order of the acts. */
  function send(act, form = acts) {
    const body = new FormData(form);
    body.set("act", act);
    line = line.then(() => post(body)).then(putBack, failed);
    return line;
  }

  async function post(body) {
    const answer = await fetch(`${address}act/`, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!(answer.headers.get("Content-Type") || "").includes("json")) throw new Error(String(answer.status));
    return { ok: answer.ok, ...(await answer.json()) };
  }

  function failed() {
    for (const card of list.querySelectorAll(".is-sent")) card.classList.remove("is-sent");
    count();
    say(page.dataset.failed);
    return { ok: false };
  }

  function putBack(answer) {
    if (answer.leave) { location.assign(answer.leave); return answer; }
    if (answer.rest) { askRest(answer.rest); return answer; }
    for (const [key, html] of Object.entries(answer.cards)) putCard(key, html);
    for (const key of answer.gone) removeCard(key);
    if (answer.made) putNew(answer.made);
    if (answer.text !== null) { text.innerHTML = answer.text; dressText(); }
    count();
    if (!answer.ok) for (const card of list.querySelectorAll(".is-sent")) card.classList.remove("is-sent");
    const at = answer.at && document.getElementById(answer.at);
    if (at) { choose(at); firstField(at); }
    else if (current) choose(current, false);
    if (answer.said) say(cards().some(isPending) ? answer.said : `${answer.said} ${page.dataset.nothingPending}`);
    return answer;
  }

  /* Done, while something is pending: confirm it all, or go on. */

  function askRest(pending) {
    document.getElementById("rest-count").textContent = pending;
    rest.querySelector("[data-rest]").value = `${doing} rest`;
    rest.querySelector(".close").hidden = false;
    rest.close();
    rest.showModal();
  }

  function element(html) {
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    return holder.content.firstElementChild;
  }

  function putCard(key, html) {
    const card = element(html);
    const old = document.getElementById(key);
    const hadFocus = old && (old === document.activeElement || old.contains(document.activeElement));
    if (old) old.replaceWith(card);
    else {
      const item = document.createElement("li");
      item.append(card);
      const beside = current && current.closest("li");
      if (beside) beside.after(item); else list.prepend(item);
    }
    for (const mark of marksOf(key)) {
      mark.classList.remove("is-pending", "is-confirmed", "is-rejected");
      mark.classList.add(`is-${card.dataset.review}`);
    }
    dressNames(card);
    if (current && current.id === key) choose(card, Boolean(hadFocus));
  }

  function removeCard(key) {
    const card = document.getElementById(key);
    if (!card) return;
    const next = card.closest("li").nextElementSibling || card.closest("li").previousElementSibling;
    card.closest("li").remove();
    if (current === card) choose(next && next.querySelector(".card"));
  }

  /* What the keys and buttons do */

  function actOf(does, card) {
    const button = card.querySelector(`button[data-does="${does}"]`);
    return button && button.value;
  }

  /** Confirm or reject: the next card comes at once, the answer when it comes. */
  function judge(does) {
    const card = current;
    const act = card && actOf(does, card);
    if (!act) { if (card && card.dataset.review) nextPending(); return; }
    card.classList.add("is-sent");
    count();
    send(act);
    nextPending();
  }

  function simple(does, missing) {
    const act = current && actOf(does, current);
    if (act) send(act);
    else if (missing) say(missing);
  }

  function join(card) {
    const act = actOf("join", card);
    if (!act) { say(page.dataset.noNext); return; }
    const [way, key, version, other, seen] = act.split(" ");
    const neighbour = document.getElementById(other);
    send([way, key, version, other, neighbour ? neighbour.dataset.version : seen].join(" "));
  }

  function proposals(does) {
    const button = current && current.querySelector(`.proposed button[value^="${does} "]`);
    if (!button) { say(page.dataset.noProposal); return; }
    send(button.value.split(" ").slice(0, 3).join(" "));
  }

  async function fetched(path) {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }

  async function edit(card, place) {
    if (!card.querySelector("[data-does=edit]")) return;
    try {
      putCard(card.id, await fetched(`${address}card/${card.id}/?form`));
      choose(document.getElementById(card.id));
      const form = current.querySelector(".record-form");
      if (place) takePlace(form, place);
      firstField(current);
    } catch { failed(); }
  }

  async function closeForm(form) {
    if (made.contains(form)) { made.replaceChildren(); choose(current || cards()[0]); return; }
    const card = form.closest(".card");
    try { putCard(card.id, await fetched(`${address}card/${card.id}/`)); } catch { failed(); }
    choose(document.getElementById(card.id));
  }

  function firstField(within) {
    const wrong = within.querySelector(".record-form .has-errors :is(input:not([type=hidden]), textarea, select)");
    const first = wrong || within.querySelector(".record-form :is(input:not([type=hidden]), textarea, select)");
    if (first) { first.focus({ preventScroll: true }); show(first, "nearest"); }
  }

  function putNew(html) {
    made.innerHTML = html;
    dressNames(made);
    firstField(made);
  }

  async function make(kind) {
    noteSelection(); // its event may still be on the way
    if (!selection) { say(page.dataset.noSelection); return; }
    const { start, end } = selection;
    try { putNew(await fetched(`${address}new/${kind}/?start=${start}&end=${end}`)); } catch { failed(); }
  }

  function takePlace(form, place) {
    form.elements.start.value = place.start;
    form.elements.end.value = place.end;
    form.elements.words.value = place.words;
  }

  function takeSelection() {
    if (!selection) { say(page.dataset.noSelection); return; }
    const form = (made.querySelector(".record-form") || (current && current.querySelector(".record-form")));
    if (form) { takePlace(form, selection); form.elements.words.focus(); }
    else if (current) edit(current, selection);
  }

  function split() {
    const caret = caretInText();
    if (!current || current.dataset.model !== "quote" || caret === null) { say(page.dataset.noCaret); return; }
    const form = new FormData(acts);
    form.set("act", `split ${current.id} ${current.dataset.version}`);
    form.set("at", caret);
    line = line.then(() => post(form)).then(putBack, failed);
  }

  function sendForm(form, button) {
    send(button.value, form).then((answer) => {
      if (!answer.ok || answer.leave) return;
      if (made.contains(form)) { made.replaceChildren(); selection = null; }
      if (button.value.startsWith("save confirm")) nextPending();
      else if (!answer.at && current) choose(current);
    });
  }

  /* Places in the text: the server counts code points in the release's text */

  function length(string) {
    let units = 0;
    for (const _ of string) units += 1;
    return units;
  }

  /** The character of the release's text at a place in the page; null outside the text. */
  function offset(node, within) {
    const from = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    let paragraph = from.closest("p[data-start]");
    if (!paragraph || !text.contains(paragraph)) {
      if (node !== text || within === 0) return null;
      paragraph = text.children[Math.min(within, text.children.length) - 1];
      return paragraph ? Number(paragraph.dataset.start) + length(paragraph.textContent) : null;
    }
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, within);
    return Number(paragraph.dataset.start) + length(range.toString());
  }

  function noteSelection() {
    const chosen = getSelection();
    if (!chosen.rangeCount || !text.contains(chosen.anchorNode)) return;
    const range = chosen.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    selection = start !== null && end !== null && start < end ? { start, end, words: String(chosen) } : null;
    page.classList.toggle("has-selection", selection !== null);
  }

  function caretInText() {
    const chosen = getSelection();
    return chosen.focusNode && text.contains(chosen.focusNode) ? offset(chosen.focusNode, chosen.focusOffset) : null;
  }

  /** Put the caret into the text, at the words of the current card. The text takes a caret, but no changes. */
  function enterText() {
    text.contentEditable = "true";
    text.focus({ preventScroll: true });
    const mark = current && marksOf(current.id)[0];
    const range = document.createRange();
    if (mark) range.setStart(mark, 0); else range.selectNodeContents(text);
    range.collapse(true);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    if (mark) showInText(mark);
    say(page.dataset.inText);
  }

  function leaveText() {
    text.contentEditable = "false";
    choose(current || cards()[0]);
  }

  function dressText() {
    for (const link of text.querySelectorAll("a")) link.tabIndex = -1;
  }

  /** Of several marks over the words, each click leads to the next one. */
  function followMark(event) {
    const keys = [];
    for (let mark = event.target.closest("mark"); mark && text.contains(mark); mark = mark.parentElement.closest("mark")) {
      keys.push(mark.dataset.key);
    }
    if (!keys.length) return;
    event.preventDefault();
    if (!getSelection().isCollapsed) return;
    choose(document.getElementById(keys[(keys.indexOf(current && current.id) + 1) % keys.length]));
  }

  /* Names: what is typed is looked up; homonyms are told apart by what is known of them */

  function dressNames(within) {
    for (const holder of within.querySelectorAll(".name-input")) dressName(holder);
  }

  function dressName(holder) {
    const [input, id] = holder.querySelectorAll("input");
    const options = document.createElement("ul");
    options.id = `${input.id}_names`;
    options.className = "names";
    options.setAttribute("role", "listbox");
    options.hidden = true;
    holder.append(options);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": options.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    let wanted = 0;
    let waits = 0;

    function close() {
      options.hidden = true;
      wanted += 1;
      clearTimeout(waits);
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function kind() {
      const sort = holder.closest("form").elements.sort;
      return sort && input.name === "target" ? sort.value : holder.dataset.kind;
    }

    function option(found, number) {
      const item = document.createElement("li");
      item.id = `${options.id}_${number}`;
      item.setAttribute("role", "option");
      item.dataset.id = found.id;
      item.dataset.name = found.name;
      item.append(found.label || found.name);
      if (found.about) {
        const about = document.createElement("small");
        about.textContent = found.about;
        item.append(" ", about);
      }
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
      return item;
    }

    async function look() {
      const asked = ++wanted;
      if (kind() === "country_code") { close(); return; }
      const answer = await fetch(`${address}names/${kind()}/?q=${encodeURIComponent(input.value.trim())}`);
      if (!answer.ok || asked !== wanted) return;
      const found = await answer.json();
      const offered = found.names.map(option);
      if (found.new) offered.push(option({ id: "new", name: input.value.trim(), label: found.new }, offered.length));
      options.replaceChildren(...offered);
      options.hidden = !offered.length;
      input.setAttribute("aria-expanded", String(offered.length > 0));
    }

    function mark(item) {
      for (const other of options.children) other.setAttribute("aria-selected", String(other === item));
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    }

    function take(item) {
      input.value = item.dataset.name;
      id.value = item.dataset.id;
      close();
    }

    input.addEventListener("input", () => {
      id.value = "";
      clearTimeout(waits);
      waits = setTimeout(look, 120);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      const items = [...options.children];
      const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (options.hidden) { look(); return; }
        const by = event.key === "ArrowDown" ? 1 : -1;
        mark(items[(at + by + items.length) % items.length] || items[0]);
      } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !options.hidden && at >= 0) {
        event.preventDefault();
        take(items[at]);
      } else if (event.key === "Escape" && !options.hidden) {
        event.preventDefault();
        event.stopPropagation();
        close();
      }
    });
  }

  /* Keys */

  const singleKeys = document.getElementById("single-keys");
  singleKeys.checked = localStorage.getItem("review-single-keys") !== "off";
  singleKeys.addEventListener("change", () => {
    localStorage.setItem("review-single-keys", singleKeys.checked ? "on" : "off");
    say(singleKeys.checked ? page.dataset.keysOn : page.dataset.keysOff);
  });

  const KEYS = {
    c: () => judge("confirm"),
    r: () => judge("reject"),
    p: () => simple("pending"),
    e: () => current && edit(current),
    s: () => simple("same"),
    j: () => step(1),
    k: () => step(-1),
    n: nextPending,
    a: () => proposals("accept"),
    d: () => proposals("dismiss"),
    u: () => send("undo"),
    D: () => done("done"),
    N: () => done("done-next"),
    t: enterText,
    q: () => make("quote"),
    f: () => make("figure"),
    m: () => make("mention"),
    o: () => make("tenure"),
    v: () => make("participation"),
    w: takeSelection,
    x: split,
    "+": () => current && join(current),
    "?": () => help.showModal(),
  };
  const ON_CARDS = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => judge("confirm") };

  function done(does) {
    const button = page.querySelector(`[data-does=${does}]`);
    if (!button) return;
    doing = button.value;
    send(button.value);
  }

  function isWriting(target) {
    return target.closest("input:not([type=checkbox]), textarea, select, dialog[open]") !== null;
  }

  document.addEventListener("keydown", (event) => {
    const form = event.target.closest(".record-form");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector("button.main").click();
    } else if (form && event.key === "Escape") {
      event.preventDefault();
      closeForm(form);
    } else if (event.key === "Escape" && text.contains(event.target)) {
      event.preventDefault();
      leaveText();
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target)) {
      const onCard = event.target.classList.contains("card") && ON_CARDS[event.key];
      const way = onCard || (singleKeys.checked && KEYS[event.key]);
      if (way && !event.repeat) { event.preventDefault(); way(); }
      else if (onCard && event.key !== "Enter") { event.preventDefault(); way(); }
    }
  });

  /* The text takes a caret and no changes. */
  for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    text.addEventListener(kind, (event) => event.preventDefault());
  }
  text.addEventListener("focus", () => { if (text.contentEditable !== "true") text.contentEditable = "true"; });
  text.addEventListener("blur", () => { text.contentEditable = "false"; });
  text.addEventListener("click", followMark);
  document.addEventListener("selectionchange", noteSelection);

  /* Buttons and forms do by the script what they would do by themselves. */

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || button.name !== "act" || button.hasAttribute("data-leaves")) return;
    event.preventDefault();
    const card = button.closest(".card");
    if (card) choose(card, false);
    const does = button.dataset.does;
    if (event.target !== acts) sendForm(event.target, button);
    else if (does === "confirm" || does === "reject") judge(does);
    else if (does === "join") join(card);
    else if (does && does.startsWith("done")) done(does);
    else send(button.value);
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("a[data-does=edit]");
    const maker = event.target.closest("a[data-make]");
    const cancel = event.target.closest(".record-form a.cancel");
    if (opener) { event.preventDefault(); edit(opener.closest(".card")); }
    else if (maker && selection) { event.preventDefault(); make(maker.dataset.make); }
    else if (cancel) { event.preventDefault(); closeForm(cancel.closest(".record-form")); }
    else if (event.target.closest(".card") && event.target.closest(".card") !== current) choose(event.target.closest(".card"), false);
  });
  list.addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card && card !== current) choose(card, false);
  });

  const helpButton = document.getElementById("help-button");
  helpButton.hidden = false;
  helpButton.addEventListener("click", () => help.showModal());

  rest.querySelector(".close").addEventListener("click", () => { rest.close(); choose(current || cards()[0]); });

  page.classList.add("has-script");
  dressText();
  dressNames(page);
  const asked = location.hash && document.getElementById(location.hash.slice(1));
  const first = cards().find(isPending) || cards()[0];
  choose(asked && asked.classList.contains("card") ? asked : first);
  if (page.querySelector(".record-form")) firstField(page);
})();
