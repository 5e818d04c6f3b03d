/**
 * How long an answer is waited for: until its deadline, or until who asked has left. What is under way then stops, and
 * nothing more is begun. Make one per request, and release it with the answer.
 */
export class Patience {
  #isOver = false;
  #hasLeft = false;
  readonly #stops = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;

  constructor(ms: number) {
    this.#timer = setTimeout(() => this.end(), ms);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether there is nobody any more who could be answered. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  /** Calls `stop` when patience ends; what is answered takes that back. */
  whenOver(stop: () => void): () => void {
    this.#stops.add(stop);
    return () => this.#stops.delete(stop);
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    this.#stops.clear();
  }

  /** Ends it because who asked has left. */
  leave(): void {
    this.#hasLeft = true;
    this.end();
  }

  release(): void {
    clearTimeout(this.#timer);
  }
}
