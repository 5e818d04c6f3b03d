import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssertionKey } from '../../schema/assertionKey';
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
import { gatewayKey, type Outcome, type Request, sendAsserted } from '../kit/assertedRequest';
import { databaseUrls, type Engine } from '../kit/stores';
import { type SubgraphProcess, startSubgraphProcess } from '../kit/subgraphProcess';

const ASKED = ['jurisdictions', 'officers'] as const;
/** An act that is asked again on a busy machine must not end as one whose officer nobody vouches for. */
const PATIENT_MS = '60000';

type Settings = ReturnType<typeof developmentSettings>;

/**
 * The warrant desk as a process that is killed and started anew; officers and jurisdictions, whom it asks, answer over
 * HTTP from here. Clients ask it without a gateway: that keeps nothing, and so an act is told as early as it can be.
 */
export class Desk {
  #warrants: SubgraphProcess | null = null;

  private constructor(
    private readonly settings: Settings,
    private readonly key: AssertionKey,
    private readonly asked: RunningSubgraphs,
  ) {}

  /** Databases with agencies, officers and agreements, and nobody in custody; everything runs. */
  static async start(engine: Engine): Promise<Desk> {
    const dataDir = mkdtempSync(join(tmpdir(), 'wso-crash-'));
    const settings = developmentSettings(dataDir, await databaseUrls(engine, dataDir.slice(-6).toLowerCase()));
    const asked = await startAllSubgraphs(settings, await filled(settings), { names: ASKED });
    const desk = new Desk(settings, gatewayKey(settings.common), asked);
    await desk.begin();
    return desk;
  }

  /** Starts warrants. */
  async begin(): Promise<void> {
    const env = { ...this.settings.of('warrants'), ...this.asked.urls, SERVICE_TIMEOUT_MS: PATIENT_MS };
    this.#warrants = await startSubgraphProcess('warrants', env);
  }

  /** Ends warrants at once, whatever it is at. */
  async kill(): Promise<void> {
    await this.#warrants?.kill();
  }

  async send(request: Request): Promise<Outcome> {
    return sendAsserted({ subgraph: 'warrants', url: this.#warrants?.url ?? '', key: this.key }, request);
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
