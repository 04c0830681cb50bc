// Makes the desk live: when something changed it fetches the parts of this page again and puts in what differs.
// Without it everything works by forms and links.

const regions = () => [...document.querySelectorAll("[data-part]")];
const title = document.title;
let used = false; // somebody did something since the last look: that keeps the session open

document.documentElement.classList.add("js");
for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => { used = true; }, { passive: true });

// --- fetching -------------------------------------------------------------------------------------------------

let running = false;
let again = false;
let timer = 0;

function refreshSoon(wait = 150) {
  clearTimeout(timer);
  timer = setTimeout(refresh, wait);
}

async function refresh() {
  if (running) { again = true; return; }
  running = true;
  try {
    const address = new URL(location.href);
    address.searchParams.set("part", "all");
    if (used) address.searchParams.set("active", "1");
    used = false;
    const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (answer.status === 401) { location.assign("/desk/signin?next=" + encodeURIComponent(location.pathname + location.search)); return; }
    if (answer.ok) show(await answer.json());
  } catch {
    again = false; // the stream says when the house is back
  } finally {
    running = false;
    if (again) { again = false; refreshSoon(400); }
  }
}

const shown = new Map();

function show({ parts, alarms }) {
  for (const region of regions()) {
    const html = parts[region.dataset.part];
    if (html !== undefined && html !== shown.get(region.dataset.part)) {
      shown.set(region.dataset.part, html);
      replace(region, html);
    }
  }
  ring(alarms);
}

function replace(region, html) {
  const kept = keep(region);
  region.innerHTML = html;
  restore(region, kept);
}

function keep(region) {
  const active = region.contains(document.activeElement) ? document.activeElement : null;
  const said = region.querySelector("[data-bottom]");
  return {
    scroll: region.scrollTop,
    atBottom: said ? said.scrollHeight - said.scrollTop - said.clientHeight < 60 : true,
    saidAt: said?.scrollTop ?? 0,
    open: [...region.querySelectorAll("details[open][id]")].map((menu) => menu.id),
    typed: [...region.querySelectorAll("textarea[id], input[id], select[id]")]
      .filter((field) => field === active || changed(field) || "kept" in field.dataset)
      .map((field) => [field.id, field.type === "checkbox" ? field.checked : field.value]),
    focus: active && whichever(active),
    place: active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null,
    lines: new Set([...region.querySelectorAll(".line > a")].map((line) => line.pathname)),
  };
}

function changed(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) return ![...field.options].every((option) => option.selected === option.defaultSelected);
  return field.value !== field.defaultValue;
}

// How to find the same element in the new page: by id, by what it submits, by where it leads.
function whichever(element) {
  if (element.id) return "#" + CSS.escape(element.id);
  if (element.name && element.value) return `${element.localName}[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  if (element.localName === "summary" && element.parentElement.id) return `#${CSS.escape(element.parentElement.id)} > summary`;
  const href = element.getAttribute("href");
  return href ? `a[href="${CSS.escape(href)}"]` : null;
}

function restore(region, kept) {
  for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, value] of kept.typed) {
    const field = document.getElementById(id);
    if (!field) continue;
    if (typeof value === "boolean") field.checked = value; else field.value = value;
  }
  region.scrollTop = kept.scroll;
  const said = region.querySelector("[data-bottom]");
  if (said) said.scrollTop = kept.atBottom ? said.scrollHeight : kept.saidAt;
  for (const line of region.querySelectorAll(".line > a")) {
    if (kept.lines.size && !kept.lines.has(line.pathname)) line.parentElement.classList.add("new");
  }
  const focus = kept.focus && region.querySelector(kept.focus);
  if (focus) {
    focus.focus({ preventScroll: true });
    if (kept.place && kept.place[0] !== null) focus.setSelectionRange?.(...kept.place);
  }
}

// --- alarms ---------------------------------------------------------------------------------------------------

let rung = document.querySelectorAll(".line.alarm").length;

function ring(alarms) {
  document.title = alarms ? `(${alarms}) ${title}` : title;
  if (alarms > rung) {
    const first = document.querySelector(".line.alarm > a");
    const news = document.getElementById("news");
    if (first && news) news.textContent = first.innerText.replace(/\s+/g, " ");
  }
  rung = alarms;
}

// --- the stream -----------------------------------------------------------------------------------------------

function listen() {
  const sign = document.querySelector(".live");
  const say = (state) => {
    sign.classList.toggle("on", state === "live");
    sign.classList.toggle("off", state === "lost");
    const words = sign.querySelector(".words");
    if (words.textContent !== sign.dataset[state]) words.textContent = sign.dataset[state];
  };
  const stream = new EventSource("/desk/stream");
  let lost = false;
  stream.addEventListener("hello", () => { say("live"); if (lost) refreshSoon(0); lost = false; });
  stream.addEventListener("change", () => refreshSoon());
  stream.addEventListener("error", () => {
    lost = true;
    say("lost");
    if (stream.readyState === EventSource.CLOSED) { refreshSoon(0); setTimeout(listen, 5000); }
  });
  addEventListener("pagehide", () => stream.close(), { once: true });
}

// --- comfort --------------------------------------------------------------------------------------------------

function lines() { return [...document.querySelectorAll(".line > a")]; }

function step(by) {
  const all = lines();
  const at = all.findIndex((line) => line === document.activeElement);
  const from = at >= 0 ? at : all.findIndex((line) => line.hasAttribute("aria-current"));
  const next = all[Math.max(0, Math.min(all.length - 1, from < 0 ? 0 : from + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus();
  if (event.ctrlKey && event.key === "Enter") event.target.closest?.("form[data-enter]")?.requestSubmit();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
  if (event.key === "/" && document.getElementById("q")) { event.preventDefault(); document.getElementById("q").focus(); }
});

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
}

addEventListener("click", (event) => {
  closeMenus(event.target.closest?.("details.menu"));
  if (event.target.closest?.("[data-print]")) print();
});
addEventListener("change", (event) => {
  if (event.target.matches?.("form[data-auto] select")) event.target.form.requestSubmit();
});
addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) { event.preventDefault(); return; } // one tap is one change
  event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;

if (document.body.classList.contains("board")) {
  const list = document.querySelector(".column.list");
  list.scrollTop = Number(sessionStorage.getItem("desk-list") ?? 0);
  addEventListener("pagehide", () => sessionStorage.setItem("desk-list", String(list.scrollTop)));
  document.querySelector(".line.chosen > a")?.scrollIntoView({ block: "nearest" });
  const said = document.querySelector("[data-bottom]");
  if (said) said.scrollTop = said.scrollHeight;
}

if (document.querySelector(".live")) {
  ring(rung);
  listen();
  setInterval(() => { if (!document.hidden) refreshSoon(0); }, 60_000);
  addEventListener("visibilitychange", () => { if (!document.hidden) refreshSoon(0); });
}
