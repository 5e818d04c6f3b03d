import { SUBGRAPHS } from '../../schema/subgraphs';
import type { Store } from '../../subgraphs/kit/store';
import { ENGINES, openTestStores, type TestStores } from '../kit/stores';

describe.each(ENGINES)('the migrations on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openTestStores(engine);
  }, 30_000);
  afterAll(() => test.close());

  it.each(SUBGRAPHS)('give %s the columns that its entities state', async (name) => {
    const { operational, protected: protectedStore } = test.stores[name];
    for (const store of [operational, protectedStore].filter((one) => one !== null)) await expectSameColumns(store);
  });

  it('keep protected tables out of the operational database and its entities', async () => {
    const { operational } = test.stores.warrants;
    const runner = operational.writes.createQueryRunner();
    expect(await runner.hasTable('immigration_record')).toBe(false);
    expect(operational.writes.entityMetadatas.map(({ tableName }) => tableName)).not.toContain('immigration_record');
    await runner.release();
  });
});

interface Column {
  readonly name: string;
  readonly type: string;
  readonly length: string;
  readonly isNullable: boolean;
  readonly isPrimary: boolean;
}

async function expectSameColumns({ writes }: Store): Promise<void> {
  const runner = writes.createQueryRunner();
  for (const metadata of writes.entityMetadatas) {
    const table = await runner.getTable(metadata.tableName);
    const stated: Column[] = metadata.columns.map((column) => ({
      name: column.databaseName,
      type: writes.driver.normalizeType(column),
      length: writes.driver.getColumnLength(column),
      isNullable: column.isNullable,
      isPrimary: column.isPrimary,
    }));
    const migrated: Column[] = (table?.columns ?? []).map(({ name, type, length, isNullable, isPrimary }) => ({
      name,
      type,
      length: type === 'varchar' ? length : '',
      isNullable,
      isPrimary,
    }));
    const byName = (a: Column, b: Column): number => (a.name < b.name ? -1 : 1);
    expect({ table: metadata.tableName, columns: migrated.sort(byName) }).toEqual({
      table: metadata.tableName,
      columns: stated.map((one) => ({ ...one, length: one.type === 'varchar' ? one.length : '' })).sort(byName),
    });
  }
  await runner.release();
}
