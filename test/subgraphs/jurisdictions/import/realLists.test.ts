import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportReport } from '../../../../subgraphs/jurisdictions/import/importReport';
import type { PreparedImport } from '../../../../subgraphs/jurisdictions/import/prepareImport';
import type { PreviousListing } from '../../../../subgraphs/jurisdictions/import/previousListing';
import type { Store } from '../../../../subgraphs/kit/store';
import { prepareRows } from '../../../kit/agencyList';
import { appliedListing } from '../../../kit/appliedListing';
import { agreementsOf, filledTables, importRows } from '../../../kit/listImport';
import { ENGINES, openTestStores, type TestStores } from '../../../kit/stores';

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

  describe.each(ENGINES)('importList over the real lists on %s', (engine) => {
    let test: TestStores;
    let store: Store;
    const reports: ImportReport[] = [];
    beforeAll(async () => {
      test = await openTestStores(engine);
      store = test.stores.jurisdictions.operational;
      for (const fileName of fileNames)
        reports.push(await importRows(store, [], { fileName, bytes: readFileSync(join(folder, fileName)) }));
    }, 30_000);
    afterAll(() => test.close());

    it('applies all five without a word of a person', () => {
      expect(reports.map(({ applied, quarantine }) => [applied, quarantine])).toEqual(Array(5).fill([true, []]));
    });

    it('reports the newest as the comparison without a database does', () => {
      expect(reports.at(-1)).toMatchObject({
        ...{ rows: 1843, agreements: 1843, agencies: 1551, withCounty: 1603, new: 13, changed: 0, relisted: [] },
        byModel: { TFM: 1162, WSO: 499, JEM: 182 },
        delisted: [
          { agency: "Garrett County Sheriff's Office", state: 'MD', model: 'WSO' },
          { agency: "Washington County Sheriff's Office", state: 'MD', model: 'WSO' },
        ],
      });
    });

    it('leaves the listed agreements in force, and all that ever left the list in doubt', async () => {
      const agreements = await agreementsOf(store);
      const inForce = agreements.filter(({ status }) => status === 'ACTIVE');
      const listed = agreements.filter(({ delistedOn }) => delistedOn === null);
      expect([inForce.length, new Set(inForce.map(({ lastListedOn }) => lastListedOn))]).toEqual([
        1843,
        new Set(['2026-05-18']),
      ]);
      expect(listed).toEqual(inForce);
      expect(new Set(agreements.map(({ status }) => status))).toEqual(new Set(['ACTIVE', 'DELISTED_UNKNOWN']));
    });

    it('keeps every row of every list', async () => {
      expect(await filledTables(store)).toMatchObject({
        list_publication: 5,
        list_row: 136 + 1492 + 1797 + 1832 + 1843,
      });
    });
  });
}
