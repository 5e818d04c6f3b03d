import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentIssuer } from '../../gateway/development/issuer';
import type { AllStores } from '../../subgraphs/allSubgraphs';
import type { Engine } from '../kit/stores';
import { SharedTime } from './sharedTime';
import { type Definitions, type Observed, startWorld } from './world';

export const WORLDS = ['one', 'other'] as const;
export type WorldName = (typeof WORLDS)[number];

/** Claims of a token; `capacity` and the usual ones are added. */
export type Claims = Readonly<Record<string, unknown>> & { readonly scope: string };

/** Two whole systems that share a clock, a source of ids and an issuer, and nothing else. */
export interface TwoWorlds {
  readonly stores: Readonly<Record<WorldName, AllStores>>;
  readonly time: SharedTime;
  ask(world: WorldName, body: string, claims: Claims): Promise<Observed>;
  /** Runs the sweeps of both worlds, which otherwise wait. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

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

/** Starts both worlds, migrated and empty. */
export async function startTwoWorlds({ engine, seed, begins, wire, spoil }: TwoWorldsOptions): Promise<TwoWorlds> {
  const folder = mkdtempSync(join(PLACE, 'wso-worlds-'));
  const time = new SharedTime(seed, begins);
  const start = (name: WorldName) =>
    startWorld({ name, folder, engine, time, wire: (own, stores) => wire?.(own, stores, name) ?? own });
  const worlds = { one: await start('one'), other: await start('other') };
  const tokens = tokensOf(folder, time);
  return {
    stores: { one: worlds.one.stores, other: worlds.other.stores },
    time,
    ask: async (world, body, claims) => {
      const observed = await worlds[world].ask(body, tokens(claims));
      return spoil?.(world, observed) ?? observed;
    },
    sweep: async () => {
      for (const world of WORLDS) await worlds[world].sweep();
    },
    close: async () => {
      for (const world of WORLDS) await worlds[world].close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
