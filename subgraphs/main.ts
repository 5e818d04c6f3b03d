import 'reflect-metadata';
import { readSubgraphConfig } from './kit/config';
import { closeStores, openStores } from './kit/definition';
import { startSubgraph } from './kit/startSubgraph';
import { definitions } from './subgraphs';

/** `npm run subgraph -- NAME`: one subgraph alone. It neither migrates nor seeds. */
async function main(): Promise<void> {
  const config = readSubgraphConfig(process.argv[2] ?? '', process.env);
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
