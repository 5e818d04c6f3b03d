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
  seal(place: CursorPlace, id: string): string;
  /** The id inside. Throws `CURSOR_INVALID` for a cut, foreign or replayed cursor, always the same. */
  open(place: CursorPlace, cursor: string): string;
}

/** Cursors hold the public id of the last row and a MAC over everything that chose the page. All replicas share the key. */
export function cursorsOf(key: Buffer): Cursors {
  const macOf = (place: CursorPlace, id: string): Buffer =>
    createHmac('sha256', key).update(canonical(place, id)).digest().subarray(0, MAC_BYTES);
  return {
    seal: (place, id) => Buffer.concat([Buffer.from(id), macOf(place, id)]).toString('base64url'),
    open: (place, cursor) => {
      const bytes = Buffer.from(cursor, 'base64url');
      const id = bytes.subarray(0, ID_LENGTH).toString('latin1');
      const mac = bytes.subarray(ID_LENGTH);
      const fits = bytes.toString('base64url') === cursor && mac.length === MAC_BYTES;
      if (!fits || !timingSafeEqual(mac, macOf(place, id))) throw new DomainError('CURSOR_INVALID');
      return id;
    },
  };
}

function canonical({ caller, coordinate, filters }: CursorPlace, id: string): string {
  const { capacity, categories, rows, agency, facilities, fieldOffice, state, officer } = caller;
  const bounds = [agency, [...facilities].sort(), fieldOffice, state, officer];
  const chosen = Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([capacity, categories, Object.entries(rows).sort(), bounds, coordinate, chosen, id]);
}
