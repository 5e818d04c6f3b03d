import type { JsonObject } from './merge';

export type Entity = JsonObject | null;

/** What a request asks by one operation. */
export interface Lot {
  /** Representations as JSON texts. */
  readonly texts: string[];
  /** Its name in the answer; a request of several gives each its own. */
  name: string;
}

/** A request for entities that was sent. */
export interface Requested {
  readonly text: Promise<string>;
  /** Of each lot; rejects where the reference path has to answer. */
  readonly entities: Promise<ReadonlyMap<Lot, readonly Entity[]>>;
  isFirst(lot: Lot): boolean;
}

/** Where an entity comes from that was asked for. */
export interface Place {
  readonly request: Requested;
  readonly lot: Lot;
  readonly at: number;
}
