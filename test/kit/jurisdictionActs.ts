import type { Caller } from '../../schema/caller';
import { actingConditions as answer } from '../../schema/services';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { insertAgreements } from '../../subgraphs/demonstration/jurisdictions';
import { actingConditions } from '../../subgraphs/jurisdictions/acting/actingConditions';
import { unitOfWork } from '../../subgraphs/kit/unitOfWork';
import { callerAs } from './callers';
import type { AllStores } from './stores';
import { askSubgraph, NOW } from './subgraph';

const SELECTIONS = {
  agreement: 'agreement { id status version supersededBy { id } }',
  facility: 'facility { id version agencies { id } }',
  detentionAgreement: 'detentionAgreement { id reference startsOn endsOn version }',
  importProposal: 'importProposal { id kind status version }',
  dutyContact: 'dutyContact { id position startsAt endsAt version }',
} as const;

export type Answered = keyof typeof SELECTIONS;

/** Both parties of the demonstration's agreements in Texas and in Florida. */
export const PARTIES = {
  texas: callerAs('moa'),
  sanAntonio: callerAs('ice'),
  florida: callerAs('moa', { sub: 'test-moa-fl', agency: ID.agencyFl, state: 'FL' }),
  miami: callerAs('ice', { sub: 'test-ice-miami', fieldOffice: 'Miami' }),
};

export interface Sent {
  readonly mutation: string;
  readonly caller: Caller;
  readonly input: object;
  readonly answers?: Answered;
  readonly now?: Date;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

export interface Outcome {
  /** The row that was answered; null where the mutation was refused. */
  readonly row: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly string[];
}

/** Sends one mutation to the jurisdictions subgraph. */
export async function send(
  stores: AllStores,
  { mutation, input, answers = 'agreement', ...rest }: Sent,
): Promise<Outcome> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${SELECTIONS[answers]} } }`;
  const { data, errors } = await askSubgraph({ subgraph: 'jurisdictions', stores, ...rest }, source, { input });
  const payload = (data as Record<string, Record<string, Outcome['row']> | null> | null)?.[mutation] ?? null;
  return { row: payload?.[answers] ?? null, errors };
}

/** What the service states of one agreement. */
export async function stated(stores: AllStores, agreement: string, at: Date = NOW): Promise<string | undefined> {
  const asked = { facility: ID.facilityTxMain, agreements: [agreement], at: at.toISOString() };
  const facts = answer.parse(JSON.parse(JSON.stringify(await actingConditions(asked, stores.jurisdictions, at))));
  return facts.agreements[0]?.status;
}

/** Forgets what was done and puts back the agreements of the demonstration. */
export async function restoreAgreements(stores: AllStores): Promise<void> {
  await unitOfWork(stores.jurisdictions.operational, async (manager) => {
    for (const table of WRITTEN_BY_ACTS) await manager.query(`DELETE FROM ${table}`);
    await insertAgreements(manager);
  });
}

const WRITTEN_BY_ACTS = [
  ...['event', 'act', 'agreement_event', 'agreement_notice', 'addendum'],
  ...['agreement_approval', 'review_meeting', 'agreement'],
];
