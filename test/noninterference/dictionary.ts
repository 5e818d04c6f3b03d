import { entityFor } from './entityFor';
import type { Random } from './random';
import { idFrom } from './sharedTime';
import type { Filled, Row, Table } from './tables';
import type { Rows } from './viewer';

const MAX_CURSORS = 300;
/** Few, so that one is used again, also by others. */
export const IDEMPOTENCY_KEYS = ['key-1', 'key-2', 'key-3', 'key-4'];

/** What a caller who wants the protected data would try: ids and texts of rows he sees and does not, protected values, old cursors. */
export class Dictionary {
  readonly #rows = new Map<string, Row[]>();
  readonly #ids: string[] = [];
  readonly #texts: string[] = [];
  readonly #byColumn = new Map<string, string[]>();
  readonly #protected: string[] = [];
  readonly #seen = new Map<string, Row[]>();
  readonly #cursors: { readonly place: string; readonly cursor: string }[] = [];

  /** `seen` are rows that the viewer sees, `worlds` whatever may be tried. */
  constructor(seen: Rows, worlds: readonly Filled[]) {
    for (const [table, rows] of seen) this.#seen.set(table.metadata.name, [...rows]);
    for (const { table, rows, optional } of worlds) for (const row of [...rows, ...optional]) this.#note(table, row);
  }

  /** A row of a type; mostly one that the viewer sees. Null where there is none. */
  row(type: string, random: Random, isSeen: boolean): Row | null {
    const rows = (isSeen ? this.#seen : this.#rows).get(type) ?? [];
    return rows.length === 0 ? null : random.pick(rows);
  }

  /** A row of the entity that a word is about. Null where there is none. */
  rowFor(word: string, random: Random, isSeen: boolean): Row | null {
    const name = entityFor(word, [...this.#rows.keys()]);
    return name === null ? null : this.row(name, random, isSeen);
  }

  /** A text of a column that a word is about: `state` means `stateAbbr`. Null where there is none, and sometimes. */
  textFor(word: string, random: Random): string | null {
    const wanted = word.toLowerCase();
    const texts = [...this.#byColumn].filter(([name]) => name.startsWith(wanted) || name.endsWith(wanted));
    return texts.length === 0 || random.chance(0.3) ? null : random.pick(random.pick(texts)[1]);
  }

  id(random: Random): string {
    return random.chance(0.8) ? random.pick(this.#ids) : idFrom(`invented ${random.next()}`);
  }

  text(random: Random): string {
    return random.chance(0.9)
      ? random.pick(this.#texts)
      : random.pick(['', '%', '_', "' OR 1=1 --", 'TEST-Nobody', '\u202e']);
  }

  /** A value that nobody but those who see it could know; null where there is none. */
  protectedText(random: Random): string | null {
    return this.#protected.length === 0 ? null : random.pick(this.#protected);
  }

  key(random: Random): string {
    return random.pick(IDEMPOTENCY_KEYS);
  }

  noteCursor(place: string, cursor: string): void {
    this.#cursors.push({ place, cursor });
    if (this.#cursors.length > MAX_CURSORS) this.#cursors.shift();
  }

  /** A cursor that was answered before, mostly at the same place; sometimes one that is spoilt. */
  cursor(place: string, random: Random): string {
    const own = this.#cursors.filter((one) => one.place === place);
    const from = own.length > 0 && random.chance(0.8) ? own : this.#cursors;
    const { cursor } = from.length > 0 ? random.pick(from) : { cursor: 'bm90aGluZw' };
    return random.chance(0.85) ? cursor : cursor.slice(0, random.whole(cursor.length));
  }

  #note(table: Table, row: Row): void {
    const { name } = table.metadata;
    const rows = this.#rows.get(name) ?? [];
    this.#rows.set(name, rows);
    rows.push(row);
    const values = Object.entries(row).flatMap(([property, own]) => [own].flat().map((value) => ({ property, value })));
    for (const { property, value } of values) {
      if (typeof value !== 'string') continue;
      if (/^[0-9A-HJKMNP-TV-Z]{26}$/.test(value)) this.#ids.push(value);
      else if (table.isProtected) this.#protected.push(value);
      else this.#noteText(property.toLowerCase(), value);
    }
  }

  #noteText(column: string, value: string): void {
    this.#texts.push(value);
    const texts = this.#byColumn.get(column) ?? [];
    this.#byColumn.set(column, texts);
    texts.push(value);
  }
}
