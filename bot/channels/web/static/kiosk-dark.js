// The screen while nobody is there: almost black. Who lights it has pressed nothing yet.
const $ = (id) => document.getElementById(id);

export function showDark(isDark) {
  if (isDark && $("dark").hidden) document.activeElement?.blur(); // a key of a keyboard lights it, too, and no more
  $("dark").hidden = !isDark;
}

// What a finger meets that has lit the screen is not pressed.
export function guardDark() {
  let lighting = false;
  addEventListener("pointerdown", () => (lighting = !$("dark").hidden), { capture: true });
  addEventListener("keydown", () => (lighting = false), { capture: true });
  const swallow = (event) => {
    if (!lighting || !event.isTrusted) return;
    lighting = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener("click", swallow, { capture: true });
}
