import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFile } from '../../schema/files';
import { readSubgraphConfig } from '../../subgraphs/kit/config';
import { readComposeFile } from '../kit/composeFile';

const guide = readFileSync(projectFile('docs', 'operations', 'secrets.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'wso-secrets-'));
const made = join(folder, '.secrets');

beforeAll(() => {
  const script = /```sh\n([\s\S]*?)```/.exec(guide)?.[1] ?? 'false';
  const { status, stderr } = spawnSync('bash', ['-e', '-c', script], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('docs/operations/secrets.md', () => {
  it('makes, or tells to bring, every secret of docker-compose.yml', () => {
    const brought = [...guide.matchAll(/^\| `\.secrets\/(\w+)`/gm)].map(([, name]) => name ?? '');
    const needed = Object.values(readComposeFile().secrets).map(({ file }) => file);
    expect([...brought, ...readdirSync(made)].map((name) => `./.secrets/${name}`).sort()).toEqual(needed.sort());
  });

  it('closes the folder and leaves its files to the accounts of the containers', () => {
    expect(statSync(made).mode & 0o777).toBe(0o700);
    expect(readdirSync(made).map((name) => statSync(join(made, name)).mode & 0o777)).toEqual(
      readdirSync(made).map(() => 0o444),
    );
  });

  it('makes secrets that the subgraphs accept', () => {
    const config = readSubgraphConfig('warrants', {
      SUBGRAPH_PORT: '4003',
      CALLER_JWKS: join(made, 'caller_jwks'),
      SERVICE_KEY: join(made, 'warrants_service_key'),
      CLAIM_SEAL_KEY: join(made, 'claim_seal_key'),
      CLAIM_OPEN_KEY: join(made, 'claim_open_key'),
      JURISDICTIONS_URL: 'http://jurisdictions:4001/graphql',
      OFFICERS_URL: 'http://officers:4002/graphql',
      CURSOR_KEY: join(made, 'cursor_key'),
      WARRANTS_DATABASE_URL_FILE: join(made, 'warrants_database_url'),
      WARRANTS_PROTECTED_DATABASE_URL_FILE: join(made, 'warrants_protected_database_url'),
    });
    expect(config.databaseUrl).toMatch(/^mysql:\/\/warrants:[0-9a-f]{48}@mysql:3306\/warrants$/);
    expect(config.protectedDatabaseUrl).toMatch(/^mysql:\/\/warrants_protected:[0-9a-f]{48}@mysql:3306\//);
  });

  it('publishes the public halves of the keys alone', () => {
    const publicHalf = (name: string): unknown => {
      const { d, ...publicPart } = JSON.parse(readFileSync(join(made, name), 'utf8'));
      expect(d).toMatch(/^[\w-]{43}$/);
      return publicPart;
    };
    expect(JSON.parse(readFileSync(join(made, 'caller_jwks'), 'utf8'))).toEqual({
      keys: ['gateway_caller_key', 'officers_service_key', 'warrants_service_key'].map(publicHalf),
    });
  });
});

describe('docs/operations/mysql-init.sh', () => {
  it('makes a schema and an account for each URL, with an underscore that stands for itself', () => {
    const { status, stderr, sql } = initialize(made);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const grants = sql.match(/ON .* TO .*/g);
    expect(grants).toEqual([
      "ON `jurisdictions`.* TO 'jurisdictions'@'%';",
      "ON `officers`.* TO 'officers'@'%';",
      "ON `warrants`.* TO 'warrants'@'%';",
      "ON `warrants\\_protected`.* TO 'warrants_protected'@'%';",
    ]);
    expect(sql.match(/^CREATE DATABASE .*$/gm)).toHaveLength(4);
    expect(sql).toContain('CREATE DATABASE `warrants_protected` CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin;');
    expect(sql).toMatch(/^CREATE USER 'warrants_protected'@'%' IDENTIFIED BY '[0-9a-f]{48}';$/m);
  });

  it("stops at a password that could leave the statement's quotes", () => {
    const hostile = join(folder, 'hostile');
    mkdirSync(hostile);
    writeFileSync(join(hostile, 'a_database_url'), "mysql://a:x'; DROP TABLE a; --@mysql:3306/a");
    const { status, stderr, sql } = initialize(hostile);
    expect({ status, stderr, sql }).toEqual({
      status: 1,
      stderr: 'a_database_url: not mysql://NAME:PASSWORD@HOST:PORT/NAME with letters and digits.\n',
      sql: '',
    });
  });
});

/** Runs the script with a `mysql` that prints what it is told. */
function initialize(secretsFolder: string) {
  const bin = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(bin, 'mysql'), '#!/bin/sh\nexec cat\n');
  chmodSync(join(bin, 'mysql'), 0o755);
  const { status, stderr, stdout } = spawnSync('bash', [projectFile('docs', 'operations', 'mysql-init.sh')], {
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env['PATH']}`, MYSQL_ROOT_PASSWORD: 'root', SECRETS_FOLDER: secretsFolder },
  });
  return { status, stderr, sql: stdout };
}
