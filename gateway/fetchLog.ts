/** Answers with a subgraph's text; rejects where there is none. */
export type TextOf = () => Promise<string>;

interface Fetch {
  readonly subgraph: string;
  readonly body: () => string;
  readonly text: TextOf;
  isTaken: boolean;
}

/**
 * What one request asked the subgraphs. Carrying the request out anew takes the same answers again, each once and in
 * their order, so that nothing is read again and no act is done twice. Make one per request.
 */
export class FetchLog {
  readonly #fetches: Fetch[] = [];
  #isAnew = false;

  /** From here on what was asked before is answered as it was. */
  startAnew(): void {
    this.#isAnew = true;
    for (const fetch of this.#fetches) fetch.isTaken = false;
  }

  /** `body` is what it would be asked by; it is needed only when the request is carried out anew. */
  note(subgraph: string, body: () => string, text: TextOf): void {
    this.#fetches.push({ subgraph, body, text, isTaken: true });
  }

  /** The answer of the first such fetch that was not taken yet; null when there is none. */
  take(subgraph: string, body: string): Promise<string> | null {
    if (!this.#isAnew) return null;
    const known = this.#fetches.find((one) => !one.isTaken && one.subgraph === subgraph && one.body() === body);
    if (known === undefined) return null;
    known.isTaken = true;
    return known.text();
  }
}
