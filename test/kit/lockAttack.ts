import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { ImmigrationRecord } from '../../subgraphs/warrants/ImmigrationRecord.entity';
import { ProtectedHead } from '../../subgraphs/warrants/ProtectedHead.entity';
import { Subject } from '../../subgraphs/warrants/Subject.entity';
import { callerAs } from './callers';
import { EVERYTHING, SUPERGRAPH_SDL } from './everything';
import { withFailingStore } from './failingStore';
import { type HttpAnswer, startGraph, type TestGraph } from './graph';
import { type Operation, Operations } from './operations';
import { askSubgraph } from './subgraph';

const SEED = 20_261_124;
const CANARY = /~[a-z0-9]{2,}|19(03|04|05)-\d\d-\d\d/g;

/** An API schema. Built past the view, which a test may have wired out. */
export function schemaOf(clearance: Parameters<ViewModule['viewFor']>[1]): GraphQLSchema {
  const { viewFor } = jest.requireActual<ViewModule>('../../schema/view');
  return Supergraph.build(viewFor(SUPERGRAPH_SDL, clearance)).apiSchema().toGraphQLJSSchema();
}

type ViewModule = typeof import('../../schema/view');

export interface Attacked {
  readonly answers: readonly (HttpAnswer & { readonly operation: Operation })[];
  /** Canaries that were answered, each once. */
  readonly leaked: readonly string[];
  /** Those that the warrants subgraph answers to the same caller when it is asked for entities past the gateway. */
  readonly leakedPast: readonly string[];
}

/** A graph whose protected store holds nothing but canaries, for all persons. */
export async function startPlantedGraph(): Promise<TestGraph> {
  const graph = await startGraph('sqlite');
  const { operational, protected: store } = graph.system.stores.warrants;
  if (store === null) throw new Error('There is no protected store.');
  const versions = store.writes.getRepository(ImmigrationRecord);
  const subjects = await operational.writes.getRepository(Subject).find();
  for (const [at, { id }] of subjects.entries()) {
    await versions.save(
      versions.create({
        ...plantedRecord(store.writes.getMetadata(ImmigrationRecord).columns, at),
        entityId: id,
        rev: 1,
      }),
    );
    await operational.writes
      .getRepository(ProtectedHead)
      .upsert({ entity: 'immigration_record', entityId: id, rev: 1 }, ['entity', 'entityId']);
  }
  return graph;
}

interface ColumnShape {
  readonly propertyName: string;
  readonly type: unknown;
  readonly length: string;
}

function plantedRecord(columns: readonly ColumnShape[], row: number): Partial<ImmigrationRecord> {
  const values = columns.map((column, at) => [column.propertyName, planted(column, { at, row })]);
  return { ...Object.fromEntries(values), actId: 'TESTACT'.padEnd(26, '0'), writtenAt: new Date(0) };
}

/** A value that nothing else in the graph has, in the form of its column. */
function planted({ propertyName, type, length }: ColumnShape, place: { at: number; row: number }): unknown {
  const { at, row } = place;
  const canary = `~${String.fromCharCode(97 + (at % 26))}${row}`;
  switch (type) {
    case 'date':
      return `190${3 + (at % 3)}-0${1 + (row % 9)}-1${at % 10}`;
    case 'simple-json':
      return [canary];
    case 'boolean':
      return true;
    case 'varchar':
    case 'text':
      return `${canary}${propertyName.toLowerCase()}`.slice(0, Number(length || 200));
    default:
      return null;
  }
}

/** Asks seeded operations as a WSO, two of three over the whole schema and one over his own view; while the last fifth is asked the protected store only fails. */
export async function attackAsWso(graph: TestGraph, count: number): Promise<Attacked> {
  const ids = await idsOf(graph);
  const wide = new Operations(schemaOf(EVERYTHING), { seed: SEED, ids, towards: 'ImmigrationRecord' });
  const own = new Operations(schemaOf(callerAs('wso')), { seed: SEED, ids, towards: 'Subject' });
  const token = graph.token('wso');
  const answers: (HttpAnswer & { readonly operation: Operation })[] = [];
  const askNext = async (until: number): Promise<void> => {
    while (answers.length < until) {
      const operation = (answers.length % 3 === 0 ? own : wide).next();
      answers.push({ ...(await graph.ask(operation.query, { token, variables: operation.variables })), operation });
    }
  };
  await askNext(count * 0.8);
  const entities = [await askEntities(graph, ids)];
  await withFailingStore(graph, () => askNext(count));
  entities.push(await withFailingStore(graph, () => askEntities(graph, ids)));
  return { answers, leaked: canariesIn(answers.map(({ text }) => text)), leakedPast: canariesIn(entities) };
}

function canariesIn(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.join('\n').match(CANARY) ?? [])].sort();
}

async function idsOf({ system }: TestGraph): Promise<readonly string[]> {
  const { reads } = system.stores.warrants.operational;
  const tables = ['subject', 'administrative_warrant', 'facility_reach'];
  const rows = await Promise.all(tables.map((table) => reads.query(`SELECT * FROM ${table}`)));
  return rows.flat().map((row: Readonly<Record<string, string>>) => row['id'] ?? row['facility_id'] ?? '');
}

async function askEntities({ system }: TestGraph, ids: readonly string[]): Promise<string> {
  const source =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Subject { id a: immigration { alienNumber statements ...F } } } } fragment F on ImmigrationRecord { x: nationality citizenshipCountries iceNarrative specialProtection removabilityBasis }';
  const variables = { r: ids.map((id) => ({ __typename: 'Subject', id, immigration: { alienNumber: 'x' } })) };
  return JSON.stringify(
    await askSubgraph({ subgraph: 'warrants', stores: system.stores, caller: callerAs('wso') }, source, variables),
  );
}
