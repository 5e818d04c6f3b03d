import { readConfig } from './config';
import { createGateway } from './createGateway';
import { logEvent } from './log';

/** `npm run gateway`: the gateway alone, for production. */
async function main(): Promise<void> {
  const gateway = await createGateway(readConfig(process.env), { developmentRoles: null });
  const { url } = await gateway.listen();
  const stop = (): void => {
    gateway.drain().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  logEvent('gateway.listening', { url });
  await gateway.ready;
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event: 'gateway.ready', url })}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'The gateway did not start.'}\n`);
  process.exit(1);
});
