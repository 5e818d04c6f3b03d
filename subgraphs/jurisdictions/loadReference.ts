import { type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import { ulid } from 'ulid';
import { projectFile } from '../../schema/files';
import type { Store } from '../kit/store';
import { unitOfWork } from '../kit/unitOfWork';
import { FieldOffice, FieldOfficeArea } from './FieldOffice.entity';
import { type Reference, readReference } from './import/reference';
import { Jurisdiction } from './Jurisdiction.entity';
import { loadRules } from './loadRules';

const CHUNK = 500;

/** Adds the states, counties and field offices that are not there yet and changes none that are; then the rules of the data files. */
export async function loadReference(store: Store): Promise<void> {
  const reference = readReference(projectFile('subgraphs', 'jurisdictions', 'data'));
  const known = await store.writes.getRepository(Jurisdiction).find({ select: { geoid: true } });
  const geoids = new Set(known.map(({ geoid }) => geoid));
  const states = statesOf(reference);
  const areas = [...states, ...countiesOf(reference)].filter(({ geoid }) => !geoids.has(geoid));
  await insertInChunks(store, Jurisdiction, areas);
  const stateGeoids = new Map(states.map(({ stateAbbr, geoid }) => [stateAbbr, geoid]));
  await loadFieldOffices(store, reference, stateGeoids);
  await loadRules(store, stateGeoids);
}

function countiesOf({ counties }: Reference): readonly Jurisdiction[] {
  return counties.counties.map(({ geoid, name, state }) => ({ geoid, level: 'COUNTY', name, stateAbbr: state }));
}

/** A state's GEOID is the beginning of its counties'; of its spellings in the tables the first is right. */
function statesOf({ counties, tables }: Reference): readonly Jurisdiction[] {
  const geoids = new Map(counties.counties.map(({ state, geoid }) => [state, geoid.slice(0, 2)]));
  const names = new Map(
    Object.entries(tables.states)
      .map(([name, abbr]) => [abbr, name] as const)
      .reverse(),
  );
  return [...names].flatMap(([stateAbbr, name]) => {
    const geoid = geoids.get(stateAbbr);
    const level = tables.territories.includes(stateAbbr) ? 'TERRITORY' : 'STATE';
    return geoid === undefined ? [] : [{ geoid, level, name: capitalized(name), stateAbbr }];
  });
}

function capitalized(name: string): string {
  return name.replace(/\b(?!of\b)[a-z]/g, (letter) => letter.toUpperCase());
}

async function loadFieldOffices(
  store: Store,
  { fieldOffices }: Reference,
  stateGeoids: ReadonlyMap<string, string>,
): Promise<void> {
  const names = new Set([...fieldOffices.ofState.values(), ...fieldOffices.ofCounty.values()]);
  const repository = store.writes.getRepository(FieldOffice);
  const known = new Set((await repository.findBy({ name: In([...names]) })).map(({ name }) => name));
  const added = [...names].filter((name) => !known.has(name)).map((name) => ({ id: ulid(), name }));
  await insertInChunks(store, FieldOffice, added);
  const ids = new Map((await repository.find()).map(({ name, id }) => [name, id]));
  const areas = [
    ...[...fieldOffices.ofState].map(([state, office]) => [stateGeoids.get(state), ids.get(office)] as const),
    ...[...fieldOffices.ofCounty].map(([geoid, office]) => [geoid, ids.get(office)] as const),
  ];
  const present = new Set(
    (await store.writes.getRepository(FieldOfficeArea).find()).map((one) => `${one.fieldOfficeId} ${one.geoid}`),
  );
  const rows = areas.flatMap(([geoid, fieldOfficeId]) =>
    geoid === undefined || fieldOfficeId === undefined || present.has(`${fieldOfficeId} ${geoid}`)
      ? []
      : [{ id: ulid(), fieldOfficeId, geoid }],
  );
  await insertInChunks(store, FieldOfficeArea, rows);
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
