import { IsNull } from 'typeorm';
import { type Act, type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { expectVersion } from '../../kit/transitions';
import { Overtaken } from '../../kit/unitOfWork';
import { Officer } from '../Officer.entity';
import { rows } from '../rows';
import { ALLOWED_IN, officerTransitions } from '../rules/officerTransitions';
import { completePapers } from './completePapers';
import { keepExpiries } from './keepExpiries';
import { keepDueChange, settle } from './settle';

/** What every mutation about one officer is told. */
export interface OfficerInput extends ActInput {
  readonly officer: string;
  readonly expectedVersion?: number | null;
}

export interface OfficerRequest {
  readonly mutation: string;
  readonly input: OfficerInput;
}

/** What these write only discipline shows; a version that grew would tell everyone else of it. */
const DISCIPLINE_ALONE: readonly string[] = ['recordVettingPart', 'fileComplaintNotice', 'adjudicateComplaint'];

type Work = (act: Act, officer: Officer) => Promise<void>;

/** Runs a mutation about one officer as one act and answers his id. `NOT_FOUND` before any other check for one whom the caller does not reach. */
export async function actOnOfficer(request: OfficerRequest, context: SubgraphContext, work: Work): Promise<string> {
  const { officer: id, expectedVersion } = request.input;
  const officer = await context.rows.one(rows.officer, id);
  if (officer === null) throw new DomainError('NOT_FOUND');
  return perform(request, context, async (act) => {
    await changeOfficer(act, { id, expectedVersion }, (present) => work(act, present));
    return id;
  });
}

/**
 * The only way in which an officer or his papers change. What has come due is settled first; afterwards his standing
 * follows from his papers. Of two acts at once on one officer the second is run again.
 */
export async function changeOfficer(
  act: Act,
  { id, expectedVersion }: { readonly id: string; readonly expectedVersion?: number | null | undefined },
  work: (officer: Officer) => Promise<void>,
): Promise<void> {
  const { manager, mutation } = act;
  const seen = await manager.findOneByOrFail(Officer, { id });
  expectVersion(seen, expectedVersion);
  const { affected } = await manager
    .createQueryBuilder()
    .update(Officer)
    .set({
      actCount: (seen.actCount ?? 0) + 1,
      version: () => (DISCIPLINE_ALONE.includes(mutation) ? 'version' : 'version + 1'),
    })
    .where({ id, actCount: seen.actCount ?? IsNull() })
    .execute();
  if (affected !== 1) throw new Overtaken();
  await settle(act, id);
  await work(await manager.findOneByOrFail(Officer, { id }));
  await completePapers(act, id);
  await keepDueChange(act, id);
  await settle(act, id);
  await keepExpiries(act, id);
}

/** Refuses a mutation that the officer's state does not allow, with those of the caller that it does. */
export function expectAllowed({ mutation, caller }: Act, { status }: Officer): void {
  const steps = Object.entries(officerTransitions()).map(([name, { from }]) => [name, from] as const);
  const allowed = [...steps, ...Object.entries(ALLOWED_IN)]
    .filter(([, from]) => from.some((one) => one === status))
    .map(([name]) => name);
  if (!allowed.includes(mutation))
    throw new DomainError(
      'ILLEGAL_TRANSITION',
      allowed.filter((name) => caller.acts.includes(name)),
    );
}
