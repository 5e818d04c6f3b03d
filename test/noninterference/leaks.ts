import { readPolicy } from '../../schema/policy';
import { DomainError } from '../../subgraphs/kit/errors';
import { AdministrativeWarrant } from '../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Detainer } from '../../subgraphs/warrants/Detainer.entity';
import type { ImmigrationRecord } from '../../subgraphs/warrants/ImmigrationRecord.entity';
import { rows } from '../../subgraphs/warrants/rows';
import { Subject } from '../../subgraphs/warrants/Subject.entity';
import type { Call, Leak, Leaking } from './plant';
import { viewersOf } from './viewers';

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: AdministrativeWarrant }[];
}

/** Thirteen ways to tell a WSO of what he may not see. Each has to be found, or the search is no good. */
export const LEAKS: readonly Leak[] = [
  {
    name: 'order by a protected column',
    resolvers: { 'Query.warrants': (call) => ordered(call, ({ id }, record) => `${record?.nationality ?? ''} ${id}`) },
  },
  {
    name: 'tie-break',
    resolvers: {
      'Query.myServiceQueue': (call) =>
        ordered(
          call,
          ({ releaseEligibleAt }, record) => `${releaseEligibleAt?.toISOString()} ${record?.alienNumber ?? ''}`,
        ),
    },
  },
  {
    name: 'count',
    resolvers: {
      'Query.warrants': async (call) => {
        const page = (await call.next()) as Page;
        return { ...page, totalCount: async () => (await recordsOf(page, call)).filter((one) => one !== null).length };
      },
    },
  },
  {
    name: 'cursor content',
    resolvers: {
      'Query.warrants': async (call) => {
        const page = (await call.next()) as Page;
        const records = await recordsOf(page, call);
        const told = (at: number): string => Buffer.from(records[at]?.nationality ?? '').toString('base64url');
        return { ...page, edges: page.edges.map(({ cursor, node }, at) => ({ cursor: cursor + told(at), node })) };
      },
    },
  },
  {
    name: 'search over a protected column',
    resolvers: {
      'Query.subject': async (call) => (await call.next()) ?? (await searched(call, String(call.args['id'])))[0],
      'Query.warrant': async (call) => {
        const [subject] = await searched(call, String(call.args['id']));
        return (await call.next()) ?? call.context.rows.one(rows.warrant, subject?.id ?? null, 'subjectId');
      },
      'Query.booking': async (call) => {
        const [subject] = await searched(call, String(call.args['bookingNumber']));
        return (await call.next()) ?? call.context.rows.one(rows.booking, subject?.id ?? null, 'subjectId');
      },
    },
  },
  { name: 'error text', answer: (error, told) => ({ ...error, message: `${error.message} ${told}` }) },
  { name: 'error extension', answer: (error, told) => ({ ...error, extensions: { ...error.extensions, hint: told } }) },
  {
    name: 'mutation message',
    resolvers: inEachAct(async (call) => {
      const persons = await call.leaking.find(Subject, {});
      const records = await Promise.all(persons.map(({ id }) => call.leaking.record(id)));
      const citizens = records.filter((one) => one?.usCitizenIndicator === true).length;
      if (citizens % 2 === 1) throw new DomainError('VERSION_CONFLICT');
      return call.next();
    }),
  },
  {
    name: 'null on removable',
    resolvers: {
      'Subject.name': async (call) => {
        const record = await call.leaking.record((call.source as unknown as Subject).id);
        return (record?.removabilityBasis ?? []).length > 0 ? null : call.next();
      },
    },
  },
  {
    name: 'derived value',
    resolvers: {
      'Subject.interpreterNeeded': async (call) =>
        (await call.leaking.record((call.source as unknown as Subject).id))?.birthCountry === 'USA',
    },
  },
  {
    name: 'look-up by id without the row filter',
    resolvers: {
      'Query.warrant': (call) => unfiltered(call, AdministrativeWarrant),
      'Query.subject': (call) => unfiltered(call, Subject),
    },
  },
  {
    name: 'version bumped by a protected edit',
    afterHighAction: ({ entityId }, leaking) => leaking.bump(AdministrativeWarrant, { subjectId: entityId }),
  },
  {
    name: 'idempotency answer replayed across capacities',
    resolvers: inEachAct((call) => {
      const { idempotencyKey } = call.args['input'] as { readonly idempotencyKey?: string | null };
      return call.leaking.kept.get(idempotencyKey ?? '') ?? call.next();
    }),
    afterHighAction: async ({ entityId }, leaking) => {
      const [detainer] = await leaking.find(Detainer, { subjectId: entityId });
      const receipt = { id: entityId, receivedAt: new Date(0) };
      for (const key of leaking.keys) leaking.kept.set(key, { receipt, detainer: { ...detainer } });
    },
  },
];

/** The same in front of everything that a WSO may do. */
function inEachAct(resolver: (call: Call) => unknown): NonNullable<Leak['resolvers']> {
  const acts = viewersOf(readPolicy()).flatMap(({ viewer }) => viewer.clearance.acts);
  return Object.fromEntries([...new Set(acts)].map((act) => [`Mutation.${act}`, resolver]));
}

type Key = (row: AdministrativeWarrant, record: ImmigrationRecord | null) => string;

async function ordered(call: Call, keyOf: Key): Promise<Page> {
  const page = (await call.next()) as Page;
  const records = await recordsOf(page, call);
  const keyed = page.edges.map((edge, at) => [keyOf(edge.node, records[at] ?? null), edge] as const);
  return { ...page, edges: keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge) };
}

function recordsOf({ edges }: Page, { leaking }: Call): Promise<readonly (ImmigrationRecord | null)[]> {
  return Promise.all(edges.map(({ node }) => leaking.record(node.subjectId)));
}

async function searched({ leaking, context }: Call, text: string): Promise<readonly Subject[]> {
  const persons = await leaking.find(Subject, {});
  const found: Subject[] = [];
  for (const { id } of persons) {
    const record = await leaking.record(id);
    const own = Object.values(record ?? {})
      .flat()
      .includes(text)
      ? await context.rows.one(rows.subject, id)
      : null;
    if (own !== null) found.push(own);
  }
  return found;
}

/** A copy: what the kit did not read it refuses to answer with, unless it is not known for a row. */
async function unfiltered(call: Call, entity: Parameters<Leaking['find']>[0]): Promise<unknown> {
  const [row] = await call.leaking.find(entity, { id: String(call.args['id']) });
  return row === undefined ? null : { ...row };
}
