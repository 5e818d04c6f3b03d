import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { readConfig } from '../../gateway/config';
import { createGateway, type Gateway } from '../../gateway/createGateway';
import { developmentIssuer } from '../../gateway/development/issuer';
import { developmentSettings } from '../../start';
import { type AllStores, openAllStores, startAllSubgraphs } from '../../subgraphs/allSubgraphs';
import type { SubgraphDefinition } from '../../subgraphs/kit/definition';
import type { Sweep } from '../../subgraphs/kit/sweeps';
import { definitions } from '../../subgraphs/subgraphs';
import { databaseUrls, type Engine } from '../kit/stores';
import { SharedTime } from './sharedTime';
import { type SeenFetch, type WorldSwitch, worldSwitch } from './worldSwitch';

export const WORLDS = ['one', 'other'] as const;
export type WorldName = (typeof WORLDS)[number];

/** Everything a caller could tell two worlds apart by, and what the gateway asked on the way. */
export interface Observed {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly fetches: readonly SeenFetch[];
}

/** Claims of a token; `capacity` and the usual ones are added. */
export type Claims = Readonly<Record<string, unknown>> & { readonly scope: string };

/** Two sets of subgraphs with databases of their own behind one gateway, which knows nothing of there being two. */
export interface TwoWorlds {
  readonly stores: Readonly<Record<WorldName, AllStores>>;
  readonly time: SharedTime;
  ask(world: WorldName, body: string, claims: Claims): Promise<Observed>;
  /** Runs the sweeps of both worlds, which otherwise wait. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

type Definitions = typeof definitions;

export interface TwoWorldsOptions {
  readonly engine: Engine;
  readonly seed: string;
  readonly begins: Date;
  /** Test wiring of one world's subgraphs; the product's own where a test wires nothing. */
  readonly wire?: (own: Definitions, stores: AllStores, world: WorldName) => Definitions;
  /** Test wiring behind the gateway. */
  readonly spoil?: (world: WorldName, observed: Observed) => Promise<Observed>;
}

// Memory where the system has a folder of it: a run writes much that nobody keeps.
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const TOKEN_MS = 40 * 60_000;
const UNCOMPARED = new Set(['date', 'x-request-id']);

/** Starts both worlds, migrated and empty, and the gateway in front of them. */
export async function startTwoWorlds(options: TwoWorldsOptions): Promise<TwoWorlds> {
  const folder = mkdtempSync(join(PLACE, 'wso-worlds-'));
  const time = new SharedTime(options.seed, options.begins);
  const started = {
    one: await startWorld('one', folder, { options, time }),
    other: await startWorld('other', folder, { options, time }),
  };
  const switched = await worldSwitch({ one: started.one.urls, other: started.other.urls });
  // The compiled engine carries a document out once it was planned and may ask subgraphs in fewer requests from then on;
  // of two worlds asked one after the other the first would differ by that alone. That both engines answer alike is the
  // differential test's to show.
  const own = { PORT: '0', ENGINE: 'reference' };
  const config = readConfig({ ...developmentSettings(folder, own).common, ...switched.urls });
  const gateway = await createGateway(config, {
    developmentRoles: null,
    now: () => time.nowMs,
  });
  const { origin } = new URL((await gateway.listen()).url);
  await gateway.ready;
  const pool = new Pool(origin, { connections: 1 });
  const tokens = tokensOf(folder, time);
  return {
    stores: { one: started.one.stores, other: started.other.stores },
    time,
    ask: async (world, body, claims) => {
      const observed = await observe(switched, { pool, world, body, token: tokens(claims) });
      return options.spoil?.(world, observed) ?? observed;
    },
    sweep: async () => {
      for (const world of WORLDS) await started[world].sweep();
    },
    close: () => closeAll({ gateway, pool, switched, worlds: Object.values(started), folder }),
  };
}

interface World {
  readonly stores: AllStores;
  readonly urls: Readonly<Record<string, string>>;
  sweep(): Promise<void>;
  close(): Promise<void>;
}

async function startWorld(
  world: WorldName,
  folder: string,
  { options, time }: { readonly options: TwoWorldsOptions; readonly time: SharedTime },
): Promise<World> {
  const place = {
    DATA_DIR: join(folder, world),
    ...(await databaseUrls(options.engine, `${folder.slice(-6).toLowerCase()}_${world}`)),
  };
  mkdirSync(place.DATA_DIR);
  const settings = developmentSettings(folder, {});
  const stores = await openAllStores({ ...settings.common, ...place });
  const sweeps: (() => Promise<void>)[] = [];
  const own = options.wire?.(definitions, stores, world) ?? definitions;
  const subgraphs = await startAllSubgraphs({ of: (name) => ({ ...settings.of(name), ...place }) }, stores, {
    definitions: {
      jurisdictions: held(own.jurisdictions, sweeps),
      officers: held(own.officers, sweeps),
      warrants: held(own.warrants, sweeps),
    },
    now: () => new Date(time.nowMs),
    elapsedMs: () => time.nowMs,
    newId: time.newIdOf(world),
    pause: async () => undefined,
  });
  const sweep = async (): Promise<void> => {
    for (const one of sweeps) await one();
  };
  return { stores, urls: subgraphs.urls, sweep, close: subgraphs.close };
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

/** One token for each set of claims, made anew before it ends. */
function tokensOf(folder: string, time: SharedTime): (claims: Claims) => string {
  const { issuer, audience, sign } = developmentIssuer(folder);
  const made = new Map<Claims, { readonly token: string; readonly atMs: number }>();
  return (claims) => {
    const known = made.get(claims);
    if (known !== undefined && time.nowMs - known.atMs < TOKEN_MS) return known.token;
    const iat = Math.floor(time.nowMs / 1000);
    const usual = { iss: issuer, aud: audience, sub: 'test-two-worlds', client_id: 'test-two-worlds' };
    const token = sign({ ...usual, iat, exp: iat + 3600, jti: `token-${iat}`, ...claims });
    made.set(claims, { token, atMs: time.nowMs });
    return token;
  };
}

interface Asking {
  readonly pool: Pool;
  readonly world: WorldName;
  readonly body: string;
  readonly token: string;
}

async function observe(switched: WorldSwitch, { pool, world, body, token }: Asking): Promise<Observed> {
  switched.choose(world);
  switched.takeFetches();
  const answer = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
  const text = await answer.body.text();
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !UNCOMPARED.has(name)));
  return { status: answer.statusCode, headers, body: text, fetches: switched.takeFetches() };
}

interface Running {
  readonly gateway: Gateway;
  readonly pool: Pool;
  readonly switched: WorldSwitch;
  readonly worlds: readonly World[];
  readonly folder: string;
}

async function closeAll({ gateway, pool, switched, worlds, folder }: Running): Promise<void> {
  await pool.destroy();
  await gateway.close();
  await switched.close();
  await Promise.all(worlds.map((world) => world.close()));
  rmSync(folder, { recursive: true, force: true });
}
