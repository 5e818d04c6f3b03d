import { ulid } from 'ulid';
import type { AllStores } from '../../subgraphs/allSubgraphs';
import { countChange } from '../../subgraphs/jurisdictions/ActingRevision.entity';
import { FieldOffice } from '../../subgraphs/jurisdictions/FieldOffice.entity';
import { MoaTemplate } from '../../subgraphs/jurisdictions/MoaTemplate.entity';
import type { Store } from '../../subgraphs/kit/store';
import { unitOfWork } from '../../subgraphs/kit/unitOfWork';
import { type Random, randomFrom } from '../noninterference/random';
import { insertRows, type TableRows } from './insertRows';
import { officerRows, officersOf, type SeededOfficer } from './officers';
import { personRows, type SeededPerson, type Stage } from './persons';
import { placeRows, placesOf, reachRows } from './places';

/** How much there is of everything. */
export interface Size {
  readonly agencies: number;
  readonly officers: number;
  readonly bookings: number;
}

export interface Filling {
  readonly size: Size;
  readonly seed: string;
  readonly now: Date;
  readonly progress?: (share: number) => void;
}

/** At the desk that is asked, whatever the size: what it lists is the same, and all that grows is around it. */
const WAITING_AT_DESK = 30;
const HELD_AT_DESK = 10;
/** One in so many bookings was made there, nearly all of them long ago. */
const DESKS_SHARE = 10;
const AT_ONCE = 1000;

/** Fills empty databases with invented agencies, officers and persons around `now`; all else the seed decides. */
export async function fill(stores: AllStores, { size, seed, now, progress = () => undefined }: Filling): Promise<void> {
  const random = randomFrom(`seed ${seed}`);
  const newId = (at = now): string => ulid(at.getTime(), random.next);
  const places = placesOf(size.agencies, newId);
  const officers = officersOf(Math.max(size.officers, size.agencies), places, newId);
  const { reads } = stores.jurisdictions.operational;
  const offices = new Map((await reads.getRepository(FieldOffice).find()).map(({ name, id }) => [name, id]));
  const template = await reads.getRepository(MoaTemplate).findOneBy({ model: 'WSO', revisionOn: '2025-02-14' });
  const reference = { offices, templateId: template?.id ?? null };
  await insertAll(stores.jurisdictions.operational, placeRows(places, newId, reference));
  await unitOfWork(stores.jurisdictions.operational, countChange);
  await insertAll(stores.officers.operational, officerRows({ officers, places, newId, now }));
  await insertAll(stores.warrants.operational, reachRows(places));
  const { operational, protected: kept } = stores.warrants;
  for (let at = 0; at < size.bookings; at += AT_ONCE) {
    const count = Math.min(AT_ONCE, size.bookings - at);
    const persons = Array.from({ length: count }, (_, index) => personOf(at + index, { officers, size, random }));
    const rows = personRows(persons, { random, newId, now });
    if (kept !== null) await insertAll(kept, rows.protected);
    await insertAll(operational, rows.operational);
    progress((at + count) / size.bookings);
  }
  await refreshStatistics(stores);
}

async function insertAll(store: Store, all: readonly TableRows[]): Promise<void> {
  await unitOfWork(store, async (manager) => {
    for (const one of all) await insertRows(manager, one);
  });
}

interface Among {
  readonly officers: readonly SeededOfficer[];
  readonly size: Size;
  readonly random: Random;
}

function personOf(number: number, { officers, size, random }: Among): SeededPerson {
  const isAtDesk = number % DESKS_SHARE === 0;
  const [first] = officers;
  const elsewhere = officers[1 + random.whole(officers.length - 1)];
  const officer = (isAtDesk ? first : elsewhere) ?? first;
  if (officer === undefined) throw new Error('There is no officer.');
  if (!isAtDesk && officer.place.number !== 0) return { number, officer, stage: stageElsewhere(random) };
  const left = Math.ceil((size.bookings - number) / DESKS_SHARE);
  return { number, officer, stage: isAtDesk ? stageAtDesk(left, random) : pastStage(random) };
}

/** The latest are there still. */
function stageAtDesk(left: number, random: Random): Stage {
  if (left <= WAITING_AT_DESK) return 'WAITING';
  return left <= WAITING_AT_DESK + HELD_AT_DESK ? 'HELD' : pastStage(random);
}

function stageElsewhere(random: Random): Stage {
  if (random.chance(0.05)) return 'WAITING';
  return random.chance(0.02) ? 'HELD' : pastStage(random);
}

function pastStage(random: Random): Stage {
  return random.chance(0.6) ? 'TRANSFERRED' : 'LEFT';
}

/** MariaDB does this by itself in its own time; who asks right after so many rows does not wait for it. */
async function refreshStatistics(stores: AllStores): Promise<void> {
  for (const { operational, protected: kept } of Object.values(stores)) {
    for (const store of [operational, kept]) {
      if (store === null || store.writes.options.type === 'better-sqlite3') continue;
      for (const { tableName } of store.writes.entityMetadatas)
        await store.writes.query(`ANALYZE TABLE \`${tableName}\``);
    }
  }
}
