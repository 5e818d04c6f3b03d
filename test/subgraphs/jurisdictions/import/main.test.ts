import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { Agreement } from '../../../../subgraphs/jurisdictions/Agreement.entity';
import { FieldOffice } from '../../../../subgraphs/jurisdictions/FieldOffice.entity';
import type { Store } from '../../../../subgraphs/kit/store';
import { unitOfWork } from '../../../../subgraphs/kit/unitOfWork';
import { listHeader, listRow } from '../../../kit/agencyList';
import { type RunningImport, startImport } from '../../../kit/importProcess';
import { filledTables, forgetLists } from '../../../kit/listImport';
import { ENGINES, openTestStores, type TestStores } from '../../../kit/stores';
import { writeWorkbook } from '../../../kit/workbook';

const LIST = 'participatingAgencies05182026am.xlsx';
const MAX_SECONDS = 10;
/** MariaDB proves the same with fewer: most of the time is waiting. */
const ROWS_BESIDE = { sqlite: 2_000, mariadb: 500 } as const;
const folder = mkdtempSync(join(tmpdir(), 'wso-lists-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a list of so many invented agencies and tells its path. */
function listOf(count: number, fileName = LIST): string {
  const agency = (index: number) => `TEST-${index + 1000} Police Department`;
  const rows = Array.from({ length: count }, (_, index) =>
    listRow({ TYPE: 'Municipality', 'LAW ENFORCEMENT AGENCY': agency(index) }),
  );
  const path = join(folder, fileName);
  writeFileSync(path, writeWorkbook([listHeader, ...rows]));
  return path;
}

describe.each(ENGINES)('npm run import on %s', (engine) => {
  let test: TestStores;
  let store: Store;
  beforeAll(async () => {
    test = await openTestStores(engine);
    store = test.stores.jurisdictions.operational;
  });
  beforeEach(() => forgetLists(store));
  afterAll(() => test.close());

  const start = (...words: readonly string[]): RunningImport => startImport(test.configs.jurisdictions, words);

  it('applies with exit 0, says so when it has before, and is silent on stderr without a terminal', async () => {
    const path = listOf(3);
    const first = await start(path).ended;
    const cost = { seconds: expect.any(Number), megabytes: expect.any(Number) };
    expect(first).toMatchObject({ code: 0, stderr: '', report: { file: LIST, applied: true, agreements: 3, ...cost } });
    expect(await start(path).ended).toMatchObject({ code: 0, report: { applied: false, already: true, new: 0 } });
  });

  it('quarantines with exit 2 and applies with a reason', async () => {
    await start(listOf(20), '--listed-on', '2026-05-16').ended;
    const path = listOf(15);
    expect(await start(path).ended).toMatchObject({ code: 2, stderr: '', report: { applied: false } });
    expect(await start(path, '--accept', 'TEST-reason').ended).toMatchObject({ code: 0, report: { applied: true } });
  });

  it('fails with exit 1 and one sentence', async () => {
    const path = join(folder, 'TEST.xlsx');
    writeFileSync(path, 'TEST');
    expect(await start(path).ended).toEqual({
      code: 1,
      report: null,
      stderr: 'HEADER_UNKNOWN: The sheet has no header row with STATE, LAW ENFORCEMENT AGENCY and SUPPORT TYPE.\n',
    });
  });

  it('leaves nothing visible after kill -9 while it stages, and the next run of the file starts anew', async () => {
    const path = listOf(400);
    const { child, ended } = start(path);
    while ((await filledTables(store))['list_row'] === undefined) await wait(5);
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
    const left = Object.keys(await filledTables(store)).filter((table) => /^agreement|^agency/.test(table));
    expect(left).toEqual([]);
    expect(await start(path).ended).toMatchObject({ code: 0, report: { applied: true, new: 400 } });
    const areas = { agency_jurisdiction: 400, agreement_event: 400, list_report_part: 1 };
    expect(await filledTables(store)).toEqual({
      ...{ list_publication: 1, list_row: 400, agency: 400, agreement: 400 },
      ...areas,
    });
  });

  it('publishes a file once, however many processes import it at once', async () => {
    const path = listOf(200);
    const ended = await Promise.all([start(path).ended, start(path).ended, start(path).ended]);
    expect(ended.filter(({ report }) => report?.applied === true).length).toBe(1);
    for (const { code, stderr } of ended) if (code !== 0) expect(stderr).toMatch(/^IMPORT_OVERTAKEN: /);
    expect(await filledTables(store)).toMatchObject({ list_publication: 1, list_row: 200, agreement_event: 200 });
  });

  it('runs beside a system that writes and reads all the while, which sees all of the list or nothing', async () => {
    const rows = ROWS_BESIDE[engine];
    const running = start(listOf(rows));
    const seen = new Set<number>();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let writes = 0;
    let isOver = false;
    running.child.once('close', () => {
      isOver = true;
    });
    while (!isOver) {
      const office = { id: ulid(), name: `TEST-${writes}` };
      await unitOfWork(store, (manager) => manager.insert(FieldOffice, office));
      seen.add(await store.reads.getRepository(Agreement).count());
      writes += 1;
      await wait(2);
    }
    delay.disable();
    const { code, report } = await running.ended;
    process.stdout.write(
      `\n${engine}: ${rows} rows in ${report?.seconds} s and ${report?.megabytes} MB beside ${writes} writes; ` +
        `the writer's event loop stood still for at most ${Math.round(delay.max / 1e6)} ms\n`,
    );
    expect([code, [...seen]]).toEqual([0, [0, rows]]);
    expect(report?.seconds).toBeLessThan(MAX_SECONDS);
    expect(await store.reads.query("SELECT COUNT(*) AS count FROM field_office WHERE name LIKE 'TEST-%'")).toEqual([
      { count: engine === 'sqlite' ? writes : String(writes) },
    ]);
  }, 30_000);
});

describe('npm run import', () => {
  it('names the verb that makes the tables where they are missing', async () => {
    const config = {
      name: 'jurisdictions',
      databaseUrl: null,
      protectedDatabaseUrl: null,
      protectedFileKey: null,
    } as const;
    const path = listOf(1);
    expect(await startImport({ ...config, dataDir: join(folder, 'empty') }, [path]).ended).toEqual({
      code: 1,
      report: null,
      stderr: 'TABLES_MISSING: The tables are missing or not up to date: run npm run migrate.\n',
    });
  });
});
