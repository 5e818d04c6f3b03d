import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanText, lookUp } from './cleanText';
import { type CountyIndex, indexCounties } from './countyIndex';
import { type ImportTables, readImportTables } from './importTables';
import { splitRecords } from './readCsv';

/** Names of ERO field offices: of whole states by abbreviation, of single counties by GEOID. */
export interface FieldOffices {
  readonly ofState: ReadonlyMap<string, string>;
  readonly ofCounty: ReadonlyMap<string, string>;
}

/** What the importer knows before it reads a list. */
export interface Reference {
  readonly tables: ImportTables;
  readonly counties: CountyIndex;
  readonly fieldOffices: FieldOffices;
}

/** Reads the reference files of a folder, `subgraphs/jurisdictions/data`. Throws when one is missing or broken. */
export function readReference(folder: string): Reference {
  const tables = readImportTables(readFileSync(join(folder, 'import-tables.yaml'), 'utf8'));
  const counties = readCounties(readFileSync(join(folder, 'county-fips.csv'), 'utf8'));
  const areas = splitRecords(readFileSync(join(folder, 'ice-aor.csv'), 'utf8')).slice(1);
  return { tables, counties, fieldOffices: indexFieldOffices(areas, tables, counties) };
}

function readCounties(source: string): CountyIndex {
  const [, ...records] = splitRecords(source);
  return indexCounties(
    records.map(([state = '', stateFips = '', countyFips = '', name = '']) => ({
      geoid: stateFips + countyFips,
      state,
      name: cleanText(name),
    })),
  );
}

function indexFieldOffices(
  areas: readonly (readonly string[])[],
  tables: ImportTables,
  counties: CountyIndex,
): FieldOffices {
  const ofState = new Map<string, string>();
  const ofCounty = new Map<string, string>();
  for (const [office = '', stateName = '', countyName = ''] of areas) {
    const state = lookUp(tables.states, stateName);
    if (state === null) throw new Error(`ice-aor.csv names an unknown state: ${stateName}`);
    if (countyName === '') ofState.set(state, office);
    const county = countyName === '' ? null : counties.find(state, countyName);
    if (county !== null) ofCounty.set(county.geoid, office);
  }
  return { ofState, ofCounty };
}
