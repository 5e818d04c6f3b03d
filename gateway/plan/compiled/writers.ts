import type { Writer } from './leafWriter';
import { TROUBLE } from './trouble';

const NULL = Buffer.from('null');
const COMMA = 0x2c;
const BEGIN = 0x5b;
const END = 0x5d;

/** Writes what must be there. */
export function nonNull(write: Writer): Writer {
  return (value, output, written) => (value === undefined || value === null ? refuse() : write(value, output, written));
}

/** Writes what may be null. */
export function nullable(write: Writer): Writer {
  return (value, output, written) =>
    value === undefined || value === null ? output.copy(NULL) : write(value, output, written);
}

/** Writes each of a list's values. */
export function listWriter(write: Writer): Writer {
  return (value, output, written) => {
    if (!Array.isArray(value)) throw TROUBLE;
    output.byte(BEGIN);
    for (let at = 0; at < value.length; at += 1) {
      if (at > 0) output.byte(COMMA);
      write(value[at], output, written);
    }
    output.byte(END);
  };
}

/** Leaves the answer to the reference path. */
export function refuse(): never {
  throw TROUBLE;
}
