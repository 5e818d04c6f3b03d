/** Stops the MariaDB that `globalSetup` started. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.runningMariadb?.stop();
}
