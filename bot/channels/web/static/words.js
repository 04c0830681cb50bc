// The page's own words come with the page; nothing is fetched for them.

export const wordsOf = (element) => JSON.parse(element.dataset.words);

export const fill = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

// crypto.randomUUID exists only on https; a community's own network may be plain http.
export const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
