import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AssertionKey } from '../../schema/assertionKey';
import { developmentSettings } from '../../start';
import { type AllStores, openAllStores } from '../../subgraphs/allSubgraphs';
import { closeStores } from '../../subgraphs/kit/definition';
import { ServiceRecord } from '../../subgraphs/warrants/ServiceRecord.entity';
import { gatewayKey, type Outcome, sendAsserted } from '../kit/assertedRequest';
import { callerAs } from '../kit/callers';
import { databaseUrls, type Engine } from '../kit/stores';
import { type SubgraphProcess, startSubgraphProcess } from '../kit/subgraphProcess';
import { type DelayedWay, delayedWay } from './delayedWay';

/** Longer than any delay: what is slow here is late, not lost. */
const PATIENT_MS = '20000';
const SERVE = `mutation ($input: RecordServiceInput!) {
  recordService(input: $input) { service { id confirmedAt } decision { allowed } }
}`;
const WITHDRAW = `mutation ($input: WithdrawAuthorizationInput!) {
  withdrawAuthorization(input: $input) { officer { id } }
}`;

interface Parts {
  readonly dataDir: string;
  readonly stores: AllStores;
  readonly key: AssertionKey;
  readonly processes: Readonly<Record<'jurisdictions' | 'officers' | 'warrants', SubgraphProcess>>;
  readonly ways: Readonly<Record<'jurisdictions' | 'officers', DelayedWay>>;
}

/** Jurisdictions, officers and warrants, a process and a database each; what warrants asks the others is under way for a while. */
export class RaceSystem {
  /** What is written, to look at. */
  readonly stores: AllStores;

  private constructor(private readonly parts: Parts) {
    this.stores = parts.stores;
  }

  static async start(
    engine: Engine,
    { fill, delayMs }: { readonly fill: (stores: AllStores) => Promise<void>; readonly delayMs: () => number },
  ): Promise<RaceSystem> {
    const dataDir = mkdtempSync(join(tmpdir(), 'wso-races-'));
    const settings = developmentSettings(dataDir, await databaseUrls(engine, dataDir.slice(-6).toLowerCase()));
    const stores = await openAllStores(settings.common);
    await fill(stores);
    const jurisdictions = await startSubgraphProcess('jurisdictions', settings.of('jurisdictions'));
    const toJurisdictions = { JURISDICTIONS_URL: jurisdictions.url };
    const officers = await startSubgraphProcess('officers', { ...settings.of('officers'), ...toJurisdictions });
    const ways = {
      jurisdictions: await delayedWay(jurisdictions.url, delayMs),
      officers: await delayedWay(officers.url, delayMs),
    };
    const warrants = await startSubgraphProcess('warrants', {
      ...settings.of('warrants'),
      JURISDICTIONS_URL: ways.jurisdictions.url,
      OFFICERS_URL: ways.officers.url,
      SERVICE_TIMEOUT_MS: PATIENT_MS,
    });
    const processes = { jurisdictions, officers, warrants };
    return new RaceSystem({ dataDir, stores, key: gatewayKey(settings.common), processes, ways });
  }

  serve(officer: string, warrant: string): Promise<Outcome> {
    const caller = callerAs('wso', { officer, sub: `test-wso-${officer}` });
    const variables = { input: { warrant, language: 'es', copyGiven: true } };
    return this.#ask('warrants', { caller, query: SERVE, variables });
  }

  /** At once, or after so many milliseconds. */
  withdraw(officer: string, afterMs: number): Promise<Outcome> {
    const effectiveAt = afterMs === 0 ? null : new Date(Date.now() + afterMs).toISOString();
    const noticeSignedOn = new Date().toISOString().slice(0, 10);
    const variables = { input: { officer, noticeSignedOn, effectiveAt, reason: 'ICE_DECISION' } };
    return this.#ask('officers', { caller: callerAs('ice'), query: WITHDRAW, variables });
  }

  /** What jurisdictions answer stands still on its way for a while, and arrives together. */
  async stall(milliseconds: number): Promise<void> {
    const release = this.parts.ways.jurisdictions.stall();
    await pause(milliseconds);
    release();
  }

  /** The process of warrants does nothing for a while, whatever it is at. */
  async standStill(milliseconds: number): Promise<void> {
    const { child } = this.parts.processes.warrants;
    child.kill('SIGSTOP');
    await pause(milliseconds);
    child.kill('SIGCONT');
  }

  /** How many services of an officer are committed. */
  servicesOf(officerId: string): Promise<number> {
    return this.stores.warrants.operational.reads.getRepository(ServiceRecord).countBy({ officerId });
  }

  async stop(): Promise<void> {
    const { processes, ways, dataDir } = this.parts;
    await Promise.all(Object.values(processes).map((one) => one.kill()));
    await Promise.all(Object.values(ways).map((way) => way.close()));
    await Promise.all(Object.values(this.stores).map(closeStores));
    rmSync(dataDir, { recursive: true, force: true });
  }

  #ask(subgraph: 'officers' | 'warrants', request: Parameters<typeof sendAsserted>[1]): Promise<Outcome> {
    const { processes, key } = this.parts;
    return sendAsserted({ subgraph, url: processes[subgraph].url, key }, request);
  }
}
