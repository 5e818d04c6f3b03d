/** What several fetches of one plan ask alike. */
export class Repeats {
  readonly #once = new Set<string>();
  readonly #again = new Set<string>();

  note(question: string): void {
    if (this.#once.has(question)) this.#again.add(question);
    this.#once.add(question);
  }

  has(question: string): boolean {
    return this.#again.has(question);
  }
}
