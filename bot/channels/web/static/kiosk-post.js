// What may be done at this kiosk: which keys it has, and whether people sign in. The house refuses the rest anyway.
const page = document.getElementById("kiosk");

export const signsIn = () => !("nobody" in page.dataset);

// The house says what may be done here from now on; where nobody signs in, who had is signed out.
export function offer({ keys, signs_in: may }, signOut) {
  for (const key of page.querySelectorAll(".start [data-press]")) key.hidden = !keys.includes(key.dataset.press.replace("start:", ""));
  page.toggleAttribute("data-nobody", !may);
  if (!may) signOut();
}
