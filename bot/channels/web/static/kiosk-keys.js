// Everything that can be pressed, written and moved on the kiosk's page.
import { guardDark } from "./kiosk-dark.js";

const $ = (id) => document.getElementById(id);

// clicks: by the id of a key; press(label, content): something is said to the house; touched(event): somebody is here.
export function wire({ clicks, press, touched, moved }) {
  guardDark();
  for (const [id, click] of Object.entries(clicks)) $(id).addEventListener("click", click);
  for (const key of document.querySelectorAll("[data-say], [data-press]")) {
    const { say: text, press: button } = key.dataset;
    key.addEventListener("click", () => press(key.dataset.label ?? text, button ? { button } : { text }));
  }
  const field = $("text");
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text) press(text, { text });
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
  });
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, touched, { passive: true });
  $("kiosk").addEventListener("scroll", moved, { passive: true });
  addEventListener("resize", moved);
}
