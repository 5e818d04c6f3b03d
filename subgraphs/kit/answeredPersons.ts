import type { PersonReport } from '../../schema/persons';

/**
 * Notes, field by field, what an operation answers of persons, for the gateway's audit: coordinates and ids of rows, no
 * values, and not whether there was one. Make one per request.
 */
export class AnsweredPersons {
  readonly #fields = new Set<string>();
  readonly #rows = new Map<string, Set<string>>();

  noteField(coordinate: string): void {
    this.#fields.add(coordinate);
  }

  /** A source without an id of its own is part of a row that was noted already. */
  noteRow(type: string, source: unknown): void {
    if (typeof source !== 'object' || source === null || !('id' in source) || typeof source.id !== 'string') return;
    const known = this.#rows.get(type);
    if (known === undefined) this.#rows.set(type, new Set([source.id]));
    else known.add(source.id);
  }

  report(): PersonReport {
    return {
      fields: [...this.#fields],
      rows: Object.fromEntries([...this.#rows].map(([type, ids]) => [type, [...ids]])),
    };
  }
}
