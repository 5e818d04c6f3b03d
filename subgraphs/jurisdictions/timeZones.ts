import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFile } from '../../schema/files';

const file = z.record(z.string().regex(/^[A-Z]{2}$/), z.string());
const zones = file.parse(
  parse(readFileSync(projectFile('subgraphs', 'jurisdictions', 'data', 'time-zones.yaml'), 'utf8')),
);

/** The time zone of a state whose days begin first there. For a state unknown to the table the first of all. */
export function zoneOfState(stateAbbr: string): string {
  return zones[stateAbbr] ?? 'Pacific/Guam';
}
