import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { SettingChecks } from '../kit/config';
import type { DisappliedClock } from './rules/holdClock';
import type { PolicyMode } from './rules/statePolicy';

const day = z.iso.date();
const disappliedFile = z.array(
  z.strictObject({
    clock: z.enum([
      'H48_FROM_SCHEDULED_RELEASE',
      'H48_FROM_SERVICE',
      'H48_FROM_DETAINER_RECEIPT',
      'H48_EXCL_WEEKENDS_HOLIDAYS',
    ]),
    citation: z.string().min(1),
    /** The legal source by which it is left out. */
    source: z.string().min(1),
    fromOn: day,
    toOn: day.nullable().default(null),
  }),
);

export interface DeskRules {
  readonly mode: PolicyMode;
  readonly disapplied: readonly DisappliedClock[];
}

const known = new Map<string, readonly DisappliedClock[]>();

/** The settings of the warrant desk. */
export const deskSettings: SettingChecks = {
  POLICY_MODE: (text) =>
    text === undefined || text === 'deny' || text === 'inform' ? null : '«deny» or «inform»; deny when absent.',
  HOLD_CLOCKS_DISAPPLIED: (text) =>
    text === undefined || disappliedIn(text) !== null
      ? null
      : 'a YAML list of clock, citation, source, fromOn and toOn; none when absent.',
};

/** How a deployment decides, from its settings. */
export function deskRules(settings: Readonly<Record<string, string>>): DeskRules {
  const path = settings['HOLD_CLOCKS_DISAPPLIED'];
  const disapplied = path === undefined ? [] : (known.get(path) ?? disappliedIn(path) ?? []);
  if (path !== undefined) known.set(path, disapplied);
  return { mode: settings['POLICY_MODE'] === 'inform' ? 'inform' : 'deny', disapplied };
}

function disappliedIn(path: string): readonly DisappliedClock[] | null {
  try {
    return disappliedFile.parse(parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
