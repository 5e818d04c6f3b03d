import 'reflect-metadata';
import { SUBGRAPHS } from '../schema/subgraphs';
import { readDatabaseConfig } from './kit/config';
import { closeStores, migrateStores, openStores } from './kit/definition';
import { definitions } from './subgraphs';

/** `npm run migrate [-- NAME …]`: brings the databases of all subgraphs, or of those named, up to date. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !SUBGRAPHS.some((one) => one === name));
  if (unknown !== undefined) throw new Error(`migrate: ${unknown} is no subgraph; there are ${SUBGRAPHS.join(', ')}.`);
  for (const name of SUBGRAPHS.filter((one) => names.length === 0 || names.includes(one))) {
    const definition = definitions[name];
    const stores = await openStores(definition, readDatabaseConfig(name, process.env));
    await migrateStores(definition, stores).finally(() => closeStores(stores));
    process.stdout.write(`${name}: up to date\n`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The databases were not migrated.'}\n`);
  process.exitCode = 1;
});
