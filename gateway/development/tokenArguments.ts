import { parseArgs } from 'node:util';
import type { TokenOverrides } from './token';

export interface TokenArguments {
  readonly role: string;
  readonly overrides: TokenOverrides;
}

/** What the words after `npm run token --` ask for. Throws a sentence that names the word at fault. */
export function readTokenArguments(words: readonly string[]): TokenArguments {
  // All may repeat for the parser, which would otherwise keep the last of two without a word.
  const flag = { type: 'string', multiple: true } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { agency: flag, facility: flag, officer: flag, 'field-office': flag, state: flag },
    allowPositionals: true,
  });
  const [role, ...others] = positionals;
  if (role === undefined) throw new Error('role: missing.');
  if (others.length > 0) throw new Error(`${others.join(' ')}: give one role; a value with blanks needs quotes.`);
  const overrides = {
    ...claim('agency', single('agency', values.agency)),
    ...claim('facility', all('facility', values.facility)),
    ...claim('officer', single('officer', values.officer)),
    ...claim('field_office', single('field-office', values['field-office'])),
    ...claim('state', state(single('state', values.state))),
  };
  return { role, overrides };
}

function claim<Name extends string, Value>(name: Name, value: Value | undefined): { [N in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [N in Name]: Value });
}

function all(flag: string, values: string[] | undefined): string[] | undefined {
  if (values?.some((value) => value.trim() === '')) throw new Error(`--${flag}: has no value.`);
  return values;
}

function single(flag: string, values: string[] | undefined): string | undefined {
  const [value, ...others] = all(flag, values) ?? [];
  if (others.length > 0) throw new Error(`--${flag}: give it once.`);
  return value;
}

function state(value: string | undefined): string | undefined {
  if (value !== undefined && !/^[A-Z]{2}$/.test(value))
    throw new Error('--state: a postal abbreviation of two capitals.');
  return value;
}
