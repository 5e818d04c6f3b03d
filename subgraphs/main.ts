import 'reflect-metadata';
import { readSubgraphConfig } from './kit/config';
import { closeStores, openStores } from './kit/definition';
import { startSubgraph } from './kit/startSubgraph';
import { definitions } from './subgraphs';

/** `npm run subgraph -- NAME`: one subgraph alone. It neither migrates nor seeds. */
async function main(): Promise<void> {
  const name = process.argv[2] ?? '';
  const own = Object.entries(definitions).find(([one]) => one === name)?.[1].settings;
  const config = readSubgraphConfig(name, process.env, own);
  const definition = definitions[config.name];
  const stores = await openStores(definition, config);
  const running = await startSubgraph({ config, definition, stores });
  const close = async (): Promise<void> => {
    await running.close();
    await closeStores(stores);
  };
  const stop = (): void => {
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The subgraph did not start.'}\n`);
  process.exitCode = 1;
});
