import type { SubgraphName } from '../../schema/subgraphs';
import { type StartedProcess, startProcess } from './process';

export interface SubgraphProcess extends StartedProcess {
  /** The URL of its GraphQL endpoint. */
  readonly url: string;
  /** Ends it at once, whatever it is at. */
  kill(): Promise<void>;
}

/** Starts one built subgraph as a process of its own, on a loopback port of its own. */
export async function startSubgraphProcess(
  name: SubgraphName,
  settings: Readonly<Record<string, string | undefined>>,
): Promise<SubgraphProcess> {
  const env = { ...settings, HOST: '127.0.0.1', SUBGRAPH_PORT: '0' };
  const given = Object.entries(env).filter((one): one is [string, string] => one[1] !== undefined);
  const started = startProcess('subgraphs/main.js', { args: [name], env: Object.fromEntries(given) });
  await started.wrote('subgraph.started');
  const url = /"url":"([^"]+)"/.exec(started.stdout() + started.stderr())?.[1];
  if (url === undefined) throw new Error(`${name} did not say where it answers.`);
  const kill = async (): Promise<void> => {
    started.child.kill('SIGKILL');
    await started.ended;
  };
  return { ...started, url, kill };
}
