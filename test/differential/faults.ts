import { happens } from './random';

/** What goes wrong, in so many of a hundred values or places. */
export interface Faults {
  readonly seed: string;
  /** Errors beside data. */
  readonly errors: number;
  /** Null where a value was, said by nobody. */
  readonly nulls: number;
  /** Values of another type. */
  readonly types: number;
  /** Members that nobody asked for. */
  readonly extras: number;
  /** A subgraph that answers nothing in time. */
  readonly away: number;
}

export const NO_FAULTS: Omit<Faults, 'seed'> = { errors: 0, nulls: 0, types: 0, extras: 0, away: 0 };

const EXTRAS = ['"__proto__":{"label":"polluted"}', '"constructor":{"label":"x"}', '"extra":[1]', '"toString":1'];
const OTHERS: readonly unknown[] = [7, 'text', true, [], [[]], {}, { label: 'x' }];

/** The text of an answer, spoilt by what it holds alone: the same entity is spoilt alike in whichever answer it comes. */
export function fault(text: string, faults: Faults): string {
  const answer = JSON.parse(text) as Record<string, unknown>;
  const spoilt = JSON.stringify({ ...answer, data: spoil(answer['data'], 'data', faults) });
  return faults.extras === 0 ? spoilt : spoilt.replaceAll('{"__typename"', withExtra(faults));
}

function withExtra({ seed, extras }: Faults): string {
  const extra = EXTRAS.find((one) => happens(`${seed} ${one}`, extras));
  return extra === undefined ? '{"__typename"' : `{${extra},"__typename"`;
}

function spoil(value: unknown, name: string, faults: Faults): unknown {
  if (Array.isArray(value)) {
    const isSpoilt = isSpoilable(name) && happens(`${faults.seed} ${name} ${value.length}`, faults.types / 2);
    return isSpoilt ? { label: 'x' } : value.map((one) => spoil(one, name, faults));
  }
  const place = `${faults.seed} ${name} ${signOf(value)}`;
  if (isSpoilable(name)) {
    if (happens(`${place} null`, faults.nulls)) return null;
    if (happens(`${place} type`, faults.types)) return OTHERS.find((_, at) => happens(`${place} ${at}`, 30)) ?? 9;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, one]) => [member, spoil(one, member, faults)]));
}

/** Not what wraps the answer; a batch has names of its own for that. */
function isSpoilable(name: string): boolean {
  return name !== 'data' && name !== '_entities' && !/^e\d+$/.test(name);
}

/** What tells a value from others, whatever else was selected of it. */
function signOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return JSON.stringify(['id' in value ? value.id : null, '__typename' in value ? value.__typename : null]);
}
