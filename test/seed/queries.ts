import { readFileSync } from 'node:fs';
import { Kind, parse, print } from 'graphql';
import { projectFile } from '../../schema/files';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import type { TestGraph } from '../kit/graph';

/** One question that is asked all day, as the role that asks it. */
export interface DeskQuery {
  readonly name: string;
  readonly role: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const facility = ID.facilityTxMain;

/** Everything the desk may show of who waits, at once. */
const WHOLE_QUEUE = `query WholeQueue($facility: ID) { myServiceQueue(facility: $facility, first: 20) {
  totalCount
  edges { node { id form status deadlineAt allowedActs facility { name } detainers(first: 5) { id form status requestsHold }
    stops(first: 5) { sinceAt endedAt } service { id servedAt hold { id deadlineAt } }
    subject { id name { surName } currentBooking { bookingNumber custodyStatus releaseEligibleAt } } } }
  pageInfo { endCursor hasNextPage } } }`;

/** The warrant desk's query, as it is documented and with all that it may show. */
export const JUDGED: ReadonlySet<string> = new Set(['MyServiceQueue', 'WholeQueue']);

/** The desk's queries, and what a supervisor and a jail's own system ask beside. */
export function deskQueries(now: Date): readonly DeskQuery[] {
  const since = new Date(now.getTime() - 72 * 3_600_000).toISOString();
  return [
    {
      name: 'MyServiceQueue',
      role: 'wso',
      query: documented('1-warrant-desk', 'MyServiceQueue'),
      variables: { facility },
    },
    { name: 'WholeQueue', role: 'wso', query: WHOLE_QUEUE, variables: { facility } },
    { name: 'MyHolds', role: 'wso', query: documented('1-warrant-desk', 'MyHolds'), variables: { facility } },
    { name: 'ReleaseNow', role: 'wso-supervisor', query: documented('2-supervisor', 'ReleaseNow'), variables: {} },
    {
      ...{ name: 'DetainersChangedSince', role: 'jms', variables: { since } },
      query: documented('8-jail-system', 'DetainersChangedSince'),
    },
  ];
}

const tokens = new WeakMap<TestGraph, Map<string, string>>();

/** Asks once, always with the same token of the role. Throws where the answer is not whole. */
export async function askDesk(graph: TestGraph, { role, query, variables }: DeskQuery): Promise<void> {
  const known = tokens.get(graph) ?? new Map<string, string>();
  tokens.set(graph, known);
  const token = known.get(role) ?? graph.token(role);
  known.set(role, token);
  const { body } = await graph.ask(query, { token, variables });
  if (body === null || 'errors' in (body as object)) throw new Error(`The desk answered ${JSON.stringify(body)}.`);
}

/** One operation of `docs/operations`, alone. */
export function documented(file: string, name: string): string {
  const { definitions } = parse(readFileSync(projectFile('docs', 'operations', `${file}.graphql`), 'utf8'));
  const found = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === name);
  if (found === undefined) throw new Error(`${file} has no operation ${name}.`);
  return print(found);
}
