import type { Store } from './store';

interface GrantRow {
  readonly [column: string]: string;
}

/**
 * Refuses a MySQL account that reaches another store's schema: a request without protected clearance must have no way
 * there, and an act may not span both. Throws a sentence. A grant that cannot be read counts as one that reaches.
 */
export async function refuseReachInto(schema: string, { writes }: Store): Promise<void> {
  if (writes.options.type === 'better-sqlite3') return;
  const rows: readonly GrantRow[] = await writes.query('SHOW GRANTS FOR CURRENT_USER');
  const reaching = rows.flatMap((row) => Object.values(row)).find((grant) => reaches(grant, schema));
  if (reaching !== undefined)
    throw new Error(
      `The account of ${String(writes.options.database)} reaches ${schema}; give each store an account of its own (npm run grants).`,
    );
}

/** The SQL by which a database administrator makes one store's schema and account; the password is the administrator's. */
export function grantStatements(url: string): readonly string[] {
  const { username, pathname } = new URL(url);
  const [account, schema] = [decodeURIComponent(username), decodeURIComponent(pathname.slice(1))];
  return [
    `CREATE DATABASE \`${schema}\` CHARACTER SET utf8mb4 COLLATE ${collationOf(url)};`,
    `CREATE USER '${account}'@'%' IDENTIFIED BY '<password>';`,
    `GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON \`${schema.replaceAll('_', '\\_')}\`.* TO '${account}'@'%';`,
  ];
}

/** Bytes decide, and blanks behind a text count: with `utf8mb4_bin` «a» and «a » are one value. */
export function collationOf(url: string): string {
  return url.startsWith('mariadb:') ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
}

function reaches(grant: string, schema: string): boolean {
  if (/^GRANT USAGE ON \*\.\* TO /.test(grant) && !/WITH GRANT OPTION/.test(grant)) return false;
  const [, target] = /^GRANT .+? ON `((?:[^`]|``)+)`\.\S+ TO /.exec(grant) ?? [];
  return target === undefined || patternOf(target).test(schema);
}

/** In a grant `_` and `%` stand for any character or any text, unless they are escaped. */
function patternOf(target: string): RegExp {
  const parts = target.match(/\\[_%]|[\s\S]/g) ?? [];
  const text = parts.map((part) => {
    if (part === '_') return '.';
    if (part === '%') return '.*';
    return part.replace(/^\\(?=[_%])/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${text.join('')}$`, 'is');
}
