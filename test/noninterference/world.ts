import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Pool } from 'undici';
import { readConfig } from '../../gateway/config';
import { createGateway, type Gateway } from '../../gateway/createGateway';
import { developmentSettings } from '../../start';
import { type AllStores, openAllStores, type RunningSubgraphs, startAllSubgraphs } from '../../subgraphs/allSubgraphs';
import type { SubgraphDefinition } from '../../subgraphs/kit/definition';
import type { Sweep } from '../../subgraphs/kit/sweeps';
import { definitions } from '../../subgraphs/subgraphs';
import { databaseUrls, type Engine } from '../kit/stores';
import { type FetchRecorder, fetchRecorder, type SeenFetch } from './fetchRecorder';
import type { SharedTime } from './sharedTime';

export type Definitions = typeof definitions;

/** Everything a caller could tell two worlds apart by, and what the gateway asked on the way. */
export interface Observed {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly fetches: readonly SeenFetch[];
}

/** One whole system: databases, subgraphs and the gateway in front of them. */
export interface World {
  readonly stores: AllStores;
  ask(body: string, token: string): Promise<Observed>;
  /** Runs the subgraphs' sweeps, which otherwise wait. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldParts {
  readonly name: string;
  /** Holds the keys that all worlds share, and a folder for each. */
  readonly folder: string;
  readonly engine: Engine;
  readonly time: SharedTime;
  /** Test wiring of the subgraphs. */
  readonly wire: (own: Definitions, stores: AllStores) => Definitions;
}

/** Far more than any answer takes: a busy machine must not look like a difference. */
const PATIENT = { SUBGRAPH_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '120000', SERVICE_TIMEOUT_MS: '60000' };
const UNCOMPARED = new Set(['date', 'x-request-id']);

/** Starts a world, migrated and empty. */
export async function startWorld(parts: WorldParts): Promise<World> {
  const { name, folder, engine, time } = parts;
  const dataDir = join(folder, name);
  mkdirSync(dataDir);
  const place = {
    ...PATIENT,
    DATA_DIR: dataDir,
    AUDIT_FILE: join(dataDir, 'audit.jsonl'),
    ...(await databaseUrls(engine, `${folder.slice(-6).toLowerCase()}_${name}`)),
  };
  const stores = await openAllStores({ ...developmentSettings(folder, {}).common, ...place });
  const sweeps: (() => Promise<void>)[] = [];
  const subgraphs = await startSubgraphs(parts, { place, stores, sweeps });
  const recorder = await fetchRecorder(subgraphs.urls);
  const settings = developmentSettings(folder, { PORT: '0' }).common;
  const config = readConfig({ ...settings, ...place, ...recorder.urls });
  const gateway = await createGateway(config, { developmentRoles: null, now: () => time.nowMs });
  const { origin } = new URL((await gateway.listen()).url);
  await gateway.ready;
  const pool = new Pool(origin, { connections: 1 });
  return {
    stores,
    ask: (body, token) => observe({ pool, recorder }, body, token),
    sweep: async () => {
      for (const one of sweeps) await one();
    },
    close: () => closeAll({ pool, gateway, recorder, subgraphs }),
  };
}

interface Placed {
  readonly place: Readonly<Record<string, string>>;
  readonly stores: AllStores;
  readonly sweeps: (() => Promise<void>)[];
}

function startSubgraphs({ name, folder, time, wire }: WorldParts, { place, stores, sweeps }: Placed) {
  const settings = developmentSettings(folder, {});
  const own = wire(definitions, stores);
  return startAllSubgraphs({ of: (subgraph) => ({ ...settings.of(subgraph), ...place }) }, stores, {
    definitions: {
      jurisdictions: held(own.jurisdictions, sweeps),
      officers: held(own.officers, sweeps),
      warrants: held(own.warrants, sweeps),
    },
    now: () => new Date(time.nowMs),
    elapsedMs: () => time.nowMs,
    newId: time.newIdOf(name),
    pause: async () => undefined,
  });
}

/** The definition with sweeps that wait to be told: both worlds sweep in the same step. */
function held(definition: SubgraphDefinition, sweeps: (() => Promise<void>)[]): SubgraphDefinition {
  let isHeld = false;
  const hold: Sweep = async (parts) => {
    if (!isHeld) sweeps.push(...definition.sweeps.map((sweep) => () => sweep(parts)));
    isHeld = true;
  };
  return { ...definition, sweeps: [hold] };
}

interface Asking {
  readonly pool: Pool;
  readonly recorder: FetchRecorder;
}

async function observe({ pool, recorder }: Asking, body: string, token: string): Promise<Observed> {
  recorder.takeFetches();
  const answer = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
  const text = await answer.body.text();
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !UNCOMPARED.has(name)));
  return { status: answer.statusCode, headers, body: text, fetches: recorder.takeFetches() };
}

interface Running extends Asking {
  readonly gateway: Gateway;
  readonly subgraphs: RunningSubgraphs;
}

async function closeAll({ pool, gateway, recorder, subgraphs }: Running): Promise<void> {
  await pool.destroy();
  await gateway.close();
  await recorder.close();
  await subgraphs.close();
}
