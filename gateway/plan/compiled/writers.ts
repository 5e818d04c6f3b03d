import type { Writer } from './leafWriter';
import { TROUBLE } from './trouble';

/** Writes what must be there. */
export function nonNull(write: Writer): Writer {
  return (value, written) => (value === undefined || value === null ? refuse() : write(value, written));
}

/** Writes what may be null. */
export function nullable(write: Writer): Writer {
  return (value, written) => (value === undefined || value === null ? 'null' : write(value, written));
}

/** Writes each of a list's values. */
export function listWriter(write: Writer): Writer {
  return (value, written) => {
    if (!Array.isArray(value)) throw TROUBLE;
    let text = '[';
    for (let at = 0; at < value.length; at += 1)
      text += at === 0 ? write(value[at], written) : `,${write(value[at], written)}`;
    return `${text}]`;
  };
}

/** Leaves the answer to the reference path. */
export function refuse(): never {
  throw TROUBLE;
}
