import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssertionKey, readAssertionKey, signAssertion } from '../../schema/assertionKey';
import { CALLER_HEADER, type Caller } from '../../schema/caller';
import { developmentSettings } from '../../start';
import { type AllStores, openAllStores, type RunningSubgraphs, startAllSubgraphs } from '../../subgraphs/allSubgraphs';
import { FACILITY_AGENCIES, insertJurisdictions } from '../../subgraphs/demonstration/jurisdictions';
import { insertOfficers } from '../../subgraphs/demonstration/officers';
import { readDatabaseConfig } from '../../subgraphs/kit/config';
import type { Stores } from '../../subgraphs/kit/context';
import { closeStores, openStores } from '../../subgraphs/kit/definition';
import { unitOfWork } from '../../subgraphs/kit/unitOfWork';
import { definitions } from '../../subgraphs/subgraphs';
import { FacilityReach } from '../../subgraphs/warrants/Subject.entity';
import { type StartedProcess, startProcess } from '../kit/process';
import { databaseUrls, type Engine } from '../kit/stores';

const ASKED = ['jurisdictions', 'officers'] as const;
const ASSERTION_SECONDS = 120;
/** An act that is asked again on a busy machine must not end as one whose officer nobody vouches for. */
const PATIENT_MS = '60000';

/** What became of one request. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly code: string }
  /** An error that says nothing of what was written. */
  | { readonly kind: 'failed' }
  /** No answer. */
  | { readonly kind: 'lost' };

export interface Request {
  readonly caller: Caller;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Settings = ReturnType<typeof developmentSettings>;

/**
 * The warrant desk as a process that is killed and started anew; officers and jurisdictions, whom it asks, answer over
 * HTTP from here. Clients ask it without a gateway: that keeps nothing, and so an act is told as early as it can be.
 */
export class Desk {
  #warrants: StartedProcess | null = null;
  #url = '';

  private constructor(
    private readonly settings: Settings,
    private readonly key: AssertionKey,
    private readonly asked: RunningSubgraphs,
  ) {}

  /** Databases with agencies, officers and agreements, and nobody in custody; everything runs. */
  static async start(engine: Engine): Promise<Desk> {
    const dataDir = mkdtempSync(join(tmpdir(), 'wso-crash-'));
    const settings = developmentSettings(dataDir, await databaseUrls(engine, dataDir.slice(-6).toLowerCase()));
    const key = readAssertionKey(readFileSync(settings.common['CALLER_KEY'] ?? '', 'utf8'), 'gateway');
    if (key === null) throw new Error('The key of the gateway cannot be read.');
    const desk = new Desk(settings, key, await startAllSubgraphs(settings, await filled(settings), { names: ASKED }));
    await desk.begin();
    return desk;
  }

  /** Starts warrants. */
  async begin(): Promise<void> {
    const own = { HOST: '127.0.0.1', SUBGRAPH_PORT: '0', SERVICE_TIMEOUT_MS: PATIENT_MS };
    const env = { ...this.settings.of('warrants'), ...this.asked.urls, ...own };
    const given = Object.entries(env).filter((one): one is [string, string] => one[1] !== undefined);
    const started = startProcess('subgraphs/main.js', { args: ['warrants'], env: Object.fromEntries(given) });
    await started.wrote('subgraph.started');
    const url = /"url":"([^"]+)"/.exec(started.stdout() + started.stderr())?.[1];
    if (url === undefined) throw new Error('The desk did not say where it answers.');
    [this.#warrants, this.#url] = [started, url];
  }

  /** Ends warrants at once, whatever it is at. */
  async kill(): Promise<void> {
    this.#warrants?.child.kill('SIGKILL');
    await this.#warrants?.ended;
  }

  async send({ caller, query, variables }: Request): Promise<Outcome> {
    const exp = Math.floor(Date.now() / 1000) + ASSERTION_SECONDS;
    const assertion = signAssertion(this.key, { ...caller, aud: 'warrants', exp });
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [CALLER_HEADER]: assertion },
        body: JSON.stringify({ query, variables }),
      });
      return outcomeOf(await response.json());
    } catch {
      return { kind: 'lost' };
    }
  }

  /** Reads what is written, in this process. The stores are closed again: the next start has to recover by itself. */
  async withStores<T>(read: (stores: Stores) => Promise<T>): Promise<T> {
    const stores = await openStores(definitions.warrants, readDatabaseConfig('warrants', this.settings.common));
    return read(stores).finally(() => closeStores(stores));
  }

  async stop(): Promise<void> {
    await this.kill();
    await this.asked.close();
    rmSync(this.settings.common['DATA_DIR'] ?? '', { recursive: true, force: true });
  }
}

/** Databases with agencies, officers and agreements, and nobody in custody. */
async function filled({ common }: Settings): Promise<AllStores> {
  const stores = await openAllStores(common);
  await unitOfWork(stores.jurisdictions.operational, insertJurisdictions);
  await unitOfWork(stores.officers.operational, (manager) => insertOfficers(manager, new Date()));
  await unitOfWork(stores.warrants.operational, (manager) => manager.insert(FacilityReach, [...FACILITY_AGENCIES]));
  await closeStores(stores.warrants);
  return stores;
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

function outcomeOf(body: unknown): Outcome {
  const { data, errors = [] } = body as Body;
  if (errors.length === 0 && data != null) return { kind: 'answered', answer: data };
  const code = errors[0]?.extensions?.code ?? 'INTERNAL';
  return code === 'INTERNAL' ? { kind: 'failed' } : { kind: 'refused', code };
}
