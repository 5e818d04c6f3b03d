import { grantStatements, refuseReachInto } from '../../../subgraphs/kit/accounts';
import { databaseFile } from '../../../subgraphs/kit/config';
import type { Store } from '../../../subgraphs/kit/store';
import { ENGINES, openTestStores, type TestStores } from '../../kit/stores';

function storeWith(...grants: readonly string[]): Store {
  const writes = {
    options: { type: 'mysql', database: 'warrants' },
    query: async () => grants.map((grant) => ({ grant })),
  };
  return { reads: writes, writes, close: async () => undefined } as unknown as Store;
}

const USAGE = 'GRANT USAGE ON *.* TO `warrants`@`%`';
const OWN = 'GRANT SELECT, INSERT ON `warrants`.* TO `warrants`@`%`';

describe('refuseReachInto', () => {
  it('lets an account pass that has its own schema alone', async () => {
    await expect(refuseReachInto('warrants_protected', storeWith(USAGE, OWN))).resolves.toBeUndefined();
    await expect(
      refuseReachInto('warrants_protected', storeWith('GRANT ALL PRIVILEGES ON `warrants\\_operational`.* TO `w`@`%`')),
    ).resolves.toBeUndefined();
  });

  it.each([
    ['everything', 'GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION'],
    ['reading everything', 'GRANT SELECT ON *.* TO `warrants`@`%`'],
    ['the schema', 'GRANT SELECT ON `warrants_protected`.* TO `warrants`@`%`'],
    ['one of its tables', 'GRANT SELECT ON `warrants_protected`.`immigration_record` TO `warrants`@`%`'],
    ['it by an unescaped underscore', 'GRANT SELECT ON `warrants_protecte_`.* TO `warrants`@`%`'],
    ['it by a percent sign', 'GRANT SELECT ON `warrants%`.* TO `warrants`@`%`'],
    ['who knows what by a role', 'GRANT `reader`@`%` TO `warrants`@`%`'],
    ['a proxy', "GRANT PROXY ON ''@'%' TO 'warrants'@'%'"],
  ])('refuses an account that reaches %s', async (_what, grant) => {
    await expect(refuseReachInto('warrants_protected', storeWith(USAGE, OWN, grant))).rejects.toThrow(
      'The account of warrants reaches warrants_protected; give each store an account of its own (npm run grants).',
    );
  });
});

describe('grantStatements', () => {
  it('names schema and account of the URL, and no password', () => {
    const text = grantStatements('mysql://desk:secret@db.example/warrants_protected').join('\n');
    expect(text).toContain("ON `warrants\\_protected`.* TO 'desk'@'%'");
    expect(text).not.toContain('secret');
  });
});

describe.each(ENGINES)('A27 the operational store on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openTestStores(engine);
  });
  afterAll(() => test.close());

  const statementsFor = (): readonly string[] => {
    const { dataDir, protectedDatabaseUrl } = test.configs.warrants;
    if (protectedDatabaseUrl === null)
      return [`ATTACH '${databaseFile(dataDir, 'warrants-protected')}' AS other`, 'SELECT * FROM immigration_record'];
    const schema = new URL(protectedDatabaseUrl).pathname.slice(1);
    const table = `\`${schema}\`.immigration_record`;
    return [
      `SELECT * FROM ${table}`,
      `SELECT 1 FROM subject JOIN ${table} ON 1 = 1`,
      `SELECT 1 FROM subject NATURAL JOIN ${table}`,
      `SELECT 1 FROM subject JOIN ${table} USING (id)`,
      `DELETE subject FROM subject JOIN ${table} ON 1 = 1`,
      `CREATE TABLE spy (id varchar(26) PRIMARY KEY, FOREIGN KEY (id) REFERENCES ${table} (subject_id) ON DELETE CASCADE)`,
      `HANDLER ${table} OPEN`,
      `CHECKSUM TABLE ${table}`,
      `EXPLAIN SELECT * FROM ${table}`,
      `SHOW COLUMNS FROM ${table}`,
      `INSERT INTO ${table} (subject_id) VALUES ('x')`,
      `USE \`${schema}\``,
    ];
  };

  it('cannot read, join, describe, attach or write a protected table by any statement', async () => {
    const { writes } = test.stores.warrants.operational;
    for (const statement of statementsFor()) {
      const outcome = await writes.query(statement).then(
        (rows: unknown) => ({ statement, rows }),
        () => ({ statement, rows: 'refused' }),
      );
      // CHECKSUM answers null for a table that it may not read.
      expect(JSON.stringify(outcome.rows)).toMatch(/refused|"Checksum":null/);
    }
  });
});
