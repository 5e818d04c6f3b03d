import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { ulid } from 'ulid';
import { projectFile } from '../../schema/files';
import type { Store } from '../kit/store';
import { unitOfWork } from '../kit/unitOfWork';
import { FieldOffice } from './FieldOffice.entity';
import { readReference } from './import/reference';
import { Jurisdiction } from './Jurisdiction.entity';

const CHUNK = 500;

/** Adds the counties and field offices that are not there yet; changes none that are. */
export async function loadReference(store: Store): Promise<void> {
  const { counties, fieldOffices } = readReference(projectFile('subgraphs', 'jurisdictions', 'data'));
  const known = await store.writes.getRepository(Jurisdiction).find({ select: { geoid: true } });
  const geoids = new Set(known.map(({ geoid }) => geoid));
  const areas = counties.counties
    .filter(({ geoid }) => !geoids.has(geoid))
    .map(({ geoid, name, state }) => ({ geoid, level: 'COUNTY', name, stateAbbr: state }));
  await insertInChunks(store, Jurisdiction, areas);
  const names = new Set([...fieldOffices.ofState.values(), ...fieldOffices.ofCounty.values()]);
  for (const { name } of await store.writes.getRepository(FieldOffice).find()) names.delete(name);
  await insertInChunks(
    store,
    FieldOffice,
    [...names].map((name) => ({ id: ulid(), name })),
  );
}

async function insertInChunks<T extends ObjectLiteral>(
  store: Store,
  entity: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) {
    await unitOfWork(store, (manager) => manager.insert(entity, rows.slice(at, at + CHUNK) as never));
  }
}
