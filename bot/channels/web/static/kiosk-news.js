// What the community has announced, for whoever only passes by. A tap asks for all of it.
const AGAIN = 5 * 60_000; // milliseconds
const MOST = 2;
const $ = (id) => document.getElementById(id);

export function showNews(query, press) {
  const again = () => look(query, press);
  again();
  setInterval(again, AGAIN);
  return again;
}

async function look(query, press) {
  const box = $("news");
  try {
    const answer = await fetch(`/kiosk/notices?${query}`, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!answer.ok) return;
    const { notices } = await answer.json();
    box.replaceChildren(...notices.slice(0, MOST).map((title) => headline(title, press)));
    box.hidden = notices.length === 0;
  } catch { /* the banner says that the line is down; what was read last stays */ }
}

function headline(title, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = title;
  button.addEventListener("click", () => press($("news").dataset.more, { text: $("news").dataset.more }));
  return button;
}
