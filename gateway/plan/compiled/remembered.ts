import type { Writer } from './leafWriter';
import type { Span } from './output';

/** Writes an object or list that stands at several places once; `number` tells it from other writers that remember. */
export function remembered(write: Writer, number: number): Writer {
  return (value, output, written) => {
    if (written === null || typeof value !== 'object' || value === null) {
      write(value, output, written);
      return;
    }
    const spans = written[number] ?? new Map<object, Span>();
    written[number] = spans;
    const known = spans.get(value);
    if (known !== undefined) {
      output.again(known);
      return;
    }
    const from = output.end;
    write(value, output, written);
    spans.set(value, { from, to: output.end });
  };
}
