// Sentences that staff have for whoever is here. The house gives each again until it knows how it went; it is said once.
export class StaffWords {
  // utter(sentence, said) speaks it; said(aloud) follows when it is over.
  constructor({ send, utter, dispatch }) {
    Object.assign(this, { send, utter, dispatch });
    this.outcomes = new Map(); // by id: how each was said, nothing while it waits
  }

  take({ id, text, lang, left }) {
    if (this.outcomes.get(id)) return this.acknowledge(id, this.outcomes.get(id));
    if (this.outcomes.has(id)) return;
    this.outcomes.set(id, "");
    this.dispatch({ type: "saying", sentence: { id, text, lang, left } });
  }

  say(sentence) {
    this.utter(sentence, (aloud) => this.dispatch({ type: "uttered", id: sentence.id, aloud }));
  }

  acknowledge(id, how) {
    this.outcomes.set(id, how);
    this.send({ type: "uttered", id, how });
  }
}
