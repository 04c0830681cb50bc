// A photo on its way: chosen, looked at, sent.
import { fill } from "./words.js";

export class PhotoPicker {
  constructor({ input, preview, image, remove }, { words, limit, csrf, onProblem }) {
    Object.assign(this, { input, preview, image, words, limit, csrf, onProblem });
    this.file = null;
    this.url = "";
    input.addEventListener("change", () => this.#choose(input.files[0]));
    remove.addEventListener("click", () => this.clear());
  }

  clear() {
    this.file = null;
    this.input.value = "";
    this.preview.hidden = true;
    this.image.removeAttribute("src");
  }

  // Upload what was chosen; returns { id, url }, or null after saying what went wrong.
  async upload() {
    const body = new FormData();
    body.append("photo", this.file, "photo");
    try {
      const answer = await fetch("/chat/photo", { method: "POST", body, headers: { "X-CSRF": this.csrf } });
      const result = await answer.json();
      if (answer.ok) return { id: result.id, url: this.url };
      this.onProblem(result.error ?? this.words.photo_failed);
    } catch {
      this.onProblem(this.words.photo_failed);
    }
    return null;
  }

  #choose(file) {
    if (!file) return;
    if (file.size > this.limit * 2 ** 20) {
      this.clear();
      this.onProblem(fill(this.words.photo_too_large, { mb: this.limit }));
      return;
    }
    this.file = file;
    this.url = URL.createObjectURL(file);
    this.image.src = this.url;
    this.preview.hidden = false;
  }
}
