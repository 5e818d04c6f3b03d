import type { PersonReport } from '../schema/persons';

const MAX_NAMES = 100_000;
const COORDINATE = /^[A-Za-z]\w{0,99}\.[A-Za-z]\w{0,99}$/;
const TYPE = /^[A-Za-z]\w{0,99}$/;
/** Ids are opaque; nothing that reads as text gets into the audit by way of them. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** What the subgraphs say they answered of persons in one operation. Make one per request. */
export class AnsweredPersons {
  readonly fields = new Set<string>();
  readonly rows = new Map<string, Set<string>>();
  /** Whether every answer so far said so; else what was answered is not known this closely. */
  isWhole = true;

  /** Takes the `extensions` of a subgraph's answer that holds data. */
  note(extensions: unknown): void {
    const report = reportIn(extensions);
    if (report === null) {
      this.isWhole = false;
      return;
    }
    for (const field of report.fields) this.fields.add(field);
    for (const [type, ids] of Object.entries(report.rows)) {
      const known = this.rows.get(type) ?? new Set();
      for (const id of ids) known.add(id);
      this.rows.set(type, known);
    }
  }
}

function reportIn(extensions: unknown): PersonReport | null {
  const { persons } = asRecord(extensions);
  const { fields, rows } = asRecord(persons);
  if (!isListOf(fields, COORDINATE) || !isRows(rows)) return null;
  return { fields, rows };
}

function isRows(value: unknown): value is PersonReport['rows'] {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(([type, ids]) => TYPE.test(type) && isListOf(ids, ID));
}

function isListOf(value: unknown, form: RegExp): value is readonly string[] {
  return (
    Array.isArray(value) && value.length <= MAX_NAMES && value.every((one) => typeof one === 'string' && form.test(one))
  );
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
