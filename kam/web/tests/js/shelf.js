/** A storage like localStorage, in memory; `full` makes it refuse. */
export class Shelf {
  #items = new Map();
  full = false;

  get length() {
    return this.#items.size;
  }

  key(place) {
    return [...this.#items.keys()][place] ?? null;
  }

  getItem(place) {
    return this.#items.get(place) ?? null;
  }

  setItem(place, text) {
    if (this.full) throw new Error("quota");
    this.#items.set(place, String(text));
  }

  removeItem(place) {
    this.#items.delete(place);
  }
}
