import { Booking } from '../../subgraphs/warrants/Booking.entity';
import { Hold } from '../../subgraphs/warrants/Hold.entity';
import { ServiceRecord } from '../../subgraphs/warrants/ServiceRecord.entity';
import { ENGINES } from '../kit/stores';
import { type FilledGraph, lookAt, sizeOf, startFilled } from './look';
import { deskQueries } from './queries';
import { scannedTables } from './statements';

const NOW = new Date();
const QUERIES = deskQueries(NOW);

describe.each(ENGINES)('a desk with much around it, on %s,', (engine) => {
  let few: FilledGraph;
  let many: FilledGraph;
  beforeAll(async () => {
    few = await startFilled(engine, { size: sizeOf(0.0025), seed: '287', now: NOW });
    many = await startFilled(engine, { size: sizeOf(0.01), seed: '287', now: NOW });
  }, 300_000);
  afterAll(async () => {
    await few.graph.stop();
    await many.graph.stop();
  });

  it.each(QUERIES)('asks as few statements as a small one for $name, and reads no table whole', async (query) => {
    const { statements, faults } = await lookAt(query, [few, many]);
    expect(faults).toEqual([]);
    expect(statements[0]).toBe(statements[1]);
    expect(statements[0]).toBeGreaterThan(0);
  });

  it('is filled with services that each have their hold', async () => {
    const { reads } = many.graph.system.stores.warrants.operational;
    expect(await reads.getRepository(Booking).count()).toBe(2000);
    const services = await reads.getRepository(ServiceRecord).count();
    expect(services).toBeGreaterThan(1000);
    expect(await reads.getRepository(Hold).count()).toBe(services);
  });

  it('would show a table that is read whole', async () => {
    const { operational } = many.graph.system.stores.warrants;
    const text = 'SELECT reached.id FROM detainer reached WHERE reached.issuing_office = ?';
    expect(await scannedTables({ source: operational.reads, text, parameters: ['TEST'] })).toEqual(['detainer']);
  });

  it('lists as many as with little around it', async () => {
    const query = '{ myServiceQueue(first: 50) { totalCount } }';
    for (const { graph } of [few, many])
      expect((await graph.ask(query, { token: graph.token('wso') })).body).toEqual({
        data: { myServiceQueue: { totalCount: 30 } },
      });
  });
});
