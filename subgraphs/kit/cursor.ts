import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller } from '../../schema/caller';
import { DomainError } from './errors';

const ID_LENGTH = 26;
const MAC_BYTES = 16;

/** What a cursor is good for; it opens for nothing else. */
export interface CursorPlace {
  readonly caller: Caller;
  /** Schema coordinate of the connection. */
  readonly coordinate: string;
  /** The field's arguments without `first` and `after`, and the parent's id. */
  readonly filters: Readonly<Record<string, unknown>>;
}

export interface Cursors {
  seal(place: CursorPlace, last: LastRow): string;
  /** The row inside. Throws `CURSOR_INVALID` for a cut, foreign or replayed cursor, always the same. */
  open(place: CursorPlace, cursor: string): LastRow;
}

/** Where a page ended: the row's id, and the value it was sorted by, both of which the caller was shown. */
export interface LastRow {
  readonly id: string;
  /** An instant in ISO 8601; empty where the id alone sorts. */
  readonly sortedBy: string;
}

/** Cursors hold where the last page ended and a MAC over that and everything that chose the page. All replicas share the key. */
export function cursorsOf(key: Buffer): Cursors {
  const macOf = (place: CursorPlace, text: string): Buffer =>
    createHmac('sha256', key).update(canonical(place, text)).digest().subarray(0, MAC_BYTES);
  return {
    seal: (place, { id, sortedBy }) =>
      Buffer.concat([Buffer.from(id + sortedBy), macOf(place, id + sortedBy)]).toString('base64url'),
    open: (place, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url');
      const text = bytes.subarray(0, -MAC_BYTES).toString('latin1');
      const mac = bytes.subarray(-MAC_BYTES);
      const fits = bytes.toString('base64url') === cursor && text.length >= ID_LENGTH;
      if (!fits || !timingSafeEqual(mac, macOf(place, text))) throw new DomainError('CURSOR_INVALID');
      return { id: text.slice(0, ID_LENGTH), sortedBy: text.slice(ID_LENGTH) };
    },
  };
}

function canonical({ caller, coordinate, filters }: CursorPlace, text: string): string {
  const { capacity, categories, rows, agency, facilities, fieldOffice, state, officer } = caller;
  const bounds = [agency, [...facilities].sort(), fieldOffice, state, officer];
  const chosen = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([capacity, categories, Object.entries(rows).sort(), bounds, coordinate, chosen, text]);
}
