import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../gateway/config';
import { createGateway, type Gateway } from '../../gateway/createGateway';
import { developmentIssuer } from '../../gateway/development/issuer';
import { tokenFor, tokenParts } from '../../gateway/development/token';
import { developmentSettings } from '../../start';
import { openAllStores, type RunningSubgraphs, startAllSubgraphs } from '../../subgraphs/allSubgraphs';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { seedDemonstration } from '../../subgraphs/demonstration/seedDemonstration';

const WITHDRAW = `mutation ($input: WithdrawAuthorizationInput!) {
  withdrawAuthorization(input: $input) { officer { status } }
}`;
const QUEUE = '{ me { officer { id } } myServiceQueue { edges { node { subject { name { surName } } } } } }';
const LOST_WITHIN_SECONDS = 60;

describe('the token of an officer, on a clock that the test moves', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'wso-tokens-'));
  const issued = tokenParts(developmentIssuer(dataDir));
  let passedSeconds = 0;
  const now = (): number => Date.now() + passedSeconds * 1000;
  let subgraphs: RunningSubgraphs;
  let gateway: Gateway;
  let url: string;
  beforeAll(async () => {
    const settings = developmentSettings(dataDir, { PORT: '0' });
    const stores = await openAllStores(settings.common);
    await seedDemonstration(stores, new Date());
    subgraphs = await startAllSubgraphs(settings, stores, { now: () => new Date(now()) });
    const config = readConfig({ ...settings.common, ...subgraphs.urls });
    gateway = await createGateway(config, { developmentRoles: null, now });
    ({ url } = await gateway.listen());
    await gateway.ready;
  });
  afterAll(async () => {
    await gateway.close();
    await subgraphs.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = async (query: string, token: string | null, variables = {}): Promise<string> => {
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization },
      body: JSON.stringify({ query, variables }),
    });
    return `${response.status} ${await response.text()}`;
  };
  /** Seconds until the token is answered like none, looked at each second; null when it still counts after a minute. */
  const secondsUntilLost = async (token: string): Promise<number | null> => {
    const nobody = await ask(QUEUE, null);
    const beganAt = now();
    while (now() - beganAt < LOST_WITHIN_SECONDS * 1000) {
      if ((await ask(QUEUE, token)) === nobody) return (now() - beganAt) / 1000;
      passedSeconds += 1;
    }
    return null;
  };

  it('R10 that was used and has not expired counts no more within 60 s of the answer to his withdrawal', async () => {
    const token = tokenFor('wso', {}, issued);
    const before = await ask(QUEUE, token);
    expect(before).toContain(`200 {"data":{"me":{"officer":{"id":"${ID.officerTxWso}"}}`);
    expect(before).toContain('TEST-Brightwater');
    const noticeSignedOn = new Date().toISOString().slice(0, 10);
    const input = { officer: ID.officerTxWso, noticeSignedOn, reason: 'ICE_DECISION' };
    expect(await ask(WITHDRAW, tokenFor('ice', {}, issued), { input })).toContain('"status":"WITHDRAWN"');
    expect(await secondsUntilLost(token)).toBeLessThanOrEqual(LOST_WITHIN_SECONDS);
    passedSeconds += 120;
    expect(await ask(QUEUE, token)).not.toContain('TEST-Brightwater');
  });
});
