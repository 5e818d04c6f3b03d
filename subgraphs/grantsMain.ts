import { SUBGRAPHS } from '../schema/subgraphs';
import { grantStatements } from './kit/accounts';
import { readDatabaseConfig } from './kit/config';

/** `npm run grants`: prints the SQL that makes a schema and an account for each database URL that is set. */
function main(): void {
  const urls = SUBGRAPHS.map((name) => readDatabaseConfig(name, process.env)).flatMap((config) => [
    config.databaseUrl,
    config.protectedDatabaseUrl,
  ]);
  const present = urls.filter((url) => url !== null);
  if (present.length === 0) throw new Error('grants: no database URL is set; the embedded databases need no account.');
  for (const url of present) process.stdout.write(`${grantStatements(url).join('\n')}\n\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'grants failed'}\n`);
  process.exitCode = 1;
}
