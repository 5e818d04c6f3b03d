import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PreparedImport } from '../../../../subgraphs/jurisdictions/import/prepareImport';
import type { PreviousListing } from '../../../../subgraphs/jurisdictions/import/previousListing';
import { prepareRows } from '../../../kit/agencyList';
import { appliedListing } from '../../../kit/appliedListing';

const folder = join(__dirname, '../../../../../shared/data/ice-lists');
const fileNames = [
  'ParticipatingEntities-20240215025704.xlsx',
  'participatingAgencies02272026am.xlsx',
  'participatingAgencies05112026am.xlsx',
  'participatingAgencies05142026am.xlsx',
  'participatingAgencies05182026am.xlsx',
];
const present = existsSync(folder) ? readdirSync(folder) : [];
const isComplete = fileNames.every((fileName) => present.includes(fileName));

/** Imports the lists in order of their day, each compared with those before. */
function importAll(): PreparedImport[] {
  let previous: PreviousListing | null = null;
  const imports: PreparedImport[] = [];
  for (const fileName of fileNames) {
    const prepared = prepareRows([], { fileName, bytes: readFileSync(join(folder, fileName)), previous });
    previous = appliedListing(prepared, previous);
    imports.push(prepared);
  }
  return imports;
}

const names = ({ delisted }: PreparedImport) =>
  delisted.map(({ state, agencyName, model }) => `${state} ${agencyName} ${model}`);

// The lists are inputs that may not be committed: this file has something to prove only where they lie beside the project.
if (!isComplete) {
  test('the real lists are absent', () => {
    expect(isComplete).toBe(false);
  });
} else {
  describe('prepareImport over the real lists', () => {
    const startedAt = performance.now();
    const imports = importAll();
    const elapsedMs = performance.now() - startedAt;

    it('dates each list by its name', () => {
      const days = ['2024-02-15', '2026-02-27', '2026-05-11', '2026-05-14', '2026-05-18'];
      expect(imports.map(({ listedOn, kind }) => [listedOn, kind])).toEqual(days.map((day) => [day, 'PARTICIPATING']));
    });

    it('quarantines none of them', () => {
      expect(imports.flatMap(({ quarantine }) => quarantine)).toEqual([]);
    });

    it('leaves no state, model, type, agency or link unread', () => {
      const expected = ['COUNTY_', 'SIGNED_IMPLAUSIBLE', 'NEAR_DUPLICATE', 'RENAME_SUSPECTED'];
      const codes = new Set(imports.flatMap(({ needsReview }) => needsReview.map(({ code }) => code)));
      expect([...codes].filter((code) => !expected.some((known) => code.startsWith(known)))).toEqual([]);
    });

    it('counts the newest list', () => {
      expect(imports.at(-1)?.counts).toEqual({
        rows: 1843,
        agencies: 1551,
        agreementsByModel: { TFM: 1162, WSO: 499, JEM: 182 },
        withCounty: 1603,
      });
    });

    it('finds 1,581 or more counties of the newest list in its own column', () => {
      const own = imports.at(-1)?.rows.filter(({ clean }) => clean.countySource === 'COLUMN') ?? [];
      expect(own.length).toBeGreaterThanOrEqual(1581);
    });

    it('repairs 68 times PENNSLYVANIA, so that the next list neither removes nor adds Pennsylvania', () => {
      const [, february, may] = imports;
      const misspelt = february?.rows.filter(({ raw }) => raw.cells.STATE?.text === 'PENNSLYVANIA') ?? [];
      expect(misspelt.map(({ clean }) => clean.state)).toEqual(Array(68).fill('PA'));
      expect(may?.delisted.filter(({ state }) => state === 'PA').length).toBeLessThan(7);
    });

    it("reports by name that Maryland's two are gone", () => {
      expect(imports.slice(-1).flatMap(names)).toEqual([
        "MD Garrett County Sheriff's Office WSO",
        "MD Washington County Sheriff's Office WSO",
      ]);
    });

    it('takes less than ten seconds for all five', () => {
      expect(elapsedMs).toBeLessThan(10_000);
    });
  });
}
