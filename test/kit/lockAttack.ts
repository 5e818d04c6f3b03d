import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';
import { AdministrativeWarrant } from '../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Detainer } from '../../subgraphs/warrants/Detainer.entity';
import { ImmigrationRecord } from '../../subgraphs/warrants/ImmigrationRecord.entity';
import { PaperGround } from '../../subgraphs/warrants/PaperGround.entity';
import { ProtectedHead } from '../../subgraphs/warrants/ProtectedHead.entity';
import { Subject } from '../../subgraphs/warrants/Subject.entity';
import { callerAs } from './callers';
import { EVERYTHING, SUPERGRAPH_SDL } from './everything';
import { withFailingStore } from './failingStore';
import { type HttpAnswer, startGraph, type TestGraph } from './graph';
import { type Operation, Operations } from './operations';
import { askSubgraph } from './subgraph';

const SEED = 20_261_124;
/** Grounds are of an enum: every record has the one, every paper the other, and nothing that a WSO sees has either for a value. */
export const GROUNDS = { record: 'DEFERRED_INSPECTION_FAILURE', paper: 'BIOMETRIC_RECORDS_CHECK' } as const;
const CANARY = /~[a-z0-9]{2,}|19(03|04|05)-\d\d-\d\d|(?<=")(DEFERRED_INSPECTION_FAILURE|BIOMETRIC_RECORDS_CHECK)(?=")/g;

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

/** A graph whose protected store holds nothing but canaries, for all persons and papers. */
export async function startPlantedGraph(): Promise<TestGraph> {
  const graph = await startGraph('sqlite');
  const { operational, protected: store } = graph.system.stores.warrants;
  if (store === null) throw new Error('There is no protected store.');
  const { columns } = store.writes.getMetadata(ImmigrationRecord);
  const heads = operational.writes.getRepository(ProtectedHead);
  for (const [at, { id }] of (await operational.writes.getRepository(Subject).find()).entries()) {
    await store.writes.manager.save(ImmigrationRecord, { ...plantedRecord(columns, at), entityId: id, rev: 1 });
    await heads.upsert({ entity: 'immigration_record', entityId: id, rev: 1 }, ['entity', 'entityId']);
  }
  const papers = [AdministrativeWarrant, Detainer].map((paper) => operational.writes.manager.find<Identified>(paper));
  for (const { id } of (await Promise.all(papers)).flat()) {
    await store.writes.manager.save(PaperGround, { ...ACT, entityId: id, rev: 1, bases: [GROUNDS.paper] });
    await heads.upsert({ entity: 'paper_ground', entityId: id, rev: 1 }, ['entity', 'entityId']);
  }
  return graph;
}

interface Identified {
  readonly id: string;
}

const ACT = { actId: 'TESTACT'.padEnd(26, '0'), writtenAt: new Date(0) };

interface ColumnShape {
  readonly propertyName: string;
  readonly type: unknown;
  readonly length: string;
}

function plantedRecord(columns: readonly ColumnShape[], row: number): Partial<ImmigrationRecord> {
  const values = columns.map((column, at) => [column.propertyName, planted(column, { at, row })]);
  return { ...Object.fromEntries(values), ...ACT };
}

/** A value that nothing else in the graph has, in the form of its column. */
function planted({ propertyName, type, length }: ColumnShape, place: { at: number; row: number }): unknown {
  const { at, row } = place;
  if (propertyName === 'removabilityBasis') return [GROUNDS.record];
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

/** Asks seeded operations as a WSO, two of three over the whole schema, papers among them, and one over his own view; while the last fifth is asked the protected store only fails. */
export async function attackAsWso(graph: TestGraph, count: number): Promise<Attacked> {
  const ids = await idsOf(graph);
  const wide = new Operations(schemaOf(EVERYTHING), { seed: SEED, ids, towards: 'ImmigrationRecord' });
  const papers = new Operations(schemaOf(EVERYTHING), { seed: SEED, ids, towards: 'AdministrativeWarrant' });
  const own = new Operations(schemaOf(callerAs('wso')), { seed: SEED, ids, towards: 'Subject' });
  const token = graph.token('wso');
  const answers: (HttpAnswer & { readonly operation: Operation })[] = [];
  const askNext = async (until: number): Promise<void> => {
    while (answers.length < until) {
      const operation = [own, wide, wide, own, wide, papers][answers.length % 6]?.next() ?? wide.next();
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
  const tables = ['subject', 'administrative_warrant', 'detainer', 'facility_reach'];
  const rows = await Promise.all(tables.map((table) => reads.query(`SELECT * FROM ${table}`)));
  return rows.flat().map((row: Readonly<Record<string, string>>) => row['id'] ?? row['facility_id'] ?? '');
}

async function askEntities({ system }: TestGraph, ids: readonly string[]): Promise<string> {
  const source = `query ($r: [_Any!]!) { _entities(representations: $r) {
    ... on Subject { id a: immigration { alienNumber statements ...F } }
    ... on AdministrativeWarrant { id bases }
  } } fragment F on ImmigrationRecord { x: nationality citizenshipCountries iceNarrative specialProtection removabilityBasis }`;
  const types = [{ __typename: 'Subject', immigration: { alienNumber: 'x' } }, { __typename: 'AdministrativeWarrant' }];
  const variables = { r: ids.flatMap((id) => types.map((type) => ({ ...type, id }))) };
  return JSON.stringify(
    await askSubgraph({ subgraph: 'warrants', stores: system.stores, caller: callerAs('wso') }, source, variables),
  );
}
