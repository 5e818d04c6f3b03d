import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '../../schema/files';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { startGraph, type TestGraph } from '../kit/graph';

describe('the example client of docs/operations/partner.md', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  const runClient = async (bookings: readonly object[]): Promise<readonly Record<string, unknown>[]> => {
    const path = join(graph.dataDir, 'bookings.json');
    writeFileSync(path, JSON.stringify(bookings));
    const child = spawn(process.execPath, [projectFile('docs', 'operations', 'partner-client.mjs'), path], {
      env: { PATH: process.env['PATH'] ?? '', GRAPHQL_URL: graph.system.url, ACCESS_TOKEN: graph.token('jms') },
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  it('tells of bookings and polls what changed, and does nothing again when it is run again', async () => {
    const booking = {
      facility: ID.facilityTxMain,
      bookingNumber: 'PARTNER-1',
      bookedAt: '2026-01-01T00:00:00Z',
      person: { givenName: 'TEST-Partner', surName: 'TEST-One' },
    };
    const bookings = [booking, { ...booking, facility: ID.facilityFl, bookingNumber: 'PARTNER-2' }];
    const first = await runClient(bookings);
    expect(first.slice(0, 2)).toEqual([
      { bookingNumber: 'PARTNER-1', id: expect.any(String), errorCode: null },
      { bookingNumber: 'PARTNER-2', id: null, errorCode: 'NOT_FOUND' },
    ]);
    expect(first.slice(2).map(({ form }) => form)).toEqual(['I247A', 'I247A', 'I247A', 'I247A']);
    expect(await runClient(bookings)).toEqual(first);
  });
});
