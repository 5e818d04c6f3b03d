import { readFileSync } from 'node:fs';
import { projectFile } from '../../schema/files';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { Booking } from '../../subgraphs/warrants/Booking.entity';
import { withFailingStore } from './failingStore';
import type { TestGraph } from './graph';
import type { Attacked } from './lockAttack';

const HELD = ['values', 'names', 'rows', 'counts', 'errors', 'acts'] as const;
export type Holds = Readonly<Record<(typeof HELD)[number], 'yes' | 'no'>>;

const RECORD = '{ warrants(first: 50) { edges { node { subject { immigration { nationality } } } } } }';
const ROWS = '{ warrants(first: 50) { totalCount edges { node { id } } } }';
const WRITE = `mutation { upsertBooking(input: { facility: "${ID.facilityTxMain}", bookingNumber: "T-LOCK", bookedAt: "2026-03-06T12:00:00Z",
  person: { givenName: "TEST-Ada", surName: "TEST-Lindqvist" } }) { booking { id } } }`;
/** Warrants of the demonstration that a WSO's rows reach. */
const OWN_WARRANTS = 4;

/** What `docs/locks.md` says that one lock holds by itself. */
export function statedHolds(lock: string): Holds {
  const lines = readFileSync(projectFile('docs', 'locks.md'), 'utf8').split('\n');
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  const row = cells.find(([, name]) => name === lock) ?? [];
  return Object.fromEntries(HELD.map((held, at) => [held, row[at + 2]])) as Holds;
}

/** What the locks that are in place hold of a WSO's answers, seen from outside. */
export async function seenHolds(graph: TestGraph, { leaked }: Attacked): Promise<Holds> {
  const token = graph.token('wso');
  const ask = (query: string) => graph.ask(query, { token });
  const rows = (await ask(ROWS)).body as {
    data: { warrants: { totalCount: number; edges: readonly unknown[] } };
  };
  const [named, invented] = [await ask(RECORD), await ask(RECORD.replace('immigration', 'immigratiom'))];
  const failing = await withFailingStore(graph, () => ask(RECORD));
  const bookings = graph.system.stores.warrants.operational.reads.getRepository(Booking);
  await ask(WRITE);
  const holds = {
    values: leaked.length === 0,
    names: named.text === invented.text.replaceAll('immigratiom', 'immigration'),
    rows: rows.data.warrants.edges.length === OWN_WARRANTS,
    counts: rows.data.warrants.totalCount === OWN_WARRANTS,
    errors: failing.text === named.text,
    acts: !(await bookings.existsBy({ bookingNumber: 'T-LOCK' })),
  };
  return Object.fromEntries(Object.entries(holds).map(([held, is]) => [held, is ? 'yes' : 'no'])) as unknown as Holds;
}
