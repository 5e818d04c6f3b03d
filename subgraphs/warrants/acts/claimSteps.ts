import { type ActInput, earlierResult, perform } from '../../kit/acts';
import type { Cleared, SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { writeVersion } from '../../kit/protectedVersions';
import { allowedIn, type Transitions } from '../../kit/transitions';
import { claimFacts } from '../protectedTypes';
import { rows } from '../rows';

export type ClaimStatus = 'REPORTED' | 'ACKNOWLEDGED' | 'RESOLVED';

/** What may become of a claim; it is written to the protected store alone. Source: DOMAIN §6.4. */
export const claimTransitions: Transitions<ClaimStatus> = {
  acknowledgeClaim: { from: ['REPORTED'], to: 'ACKNOWLEDGED' },
  resolveClaim: { from: ['ACKNOWLEDGED'], to: 'RESOLVED' },
};

export interface ClaimStepInput extends ActInput {
  readonly claim: string;
}

type Step = 'acknowledgeClaim' | 'resolveClaim';

/** Takes a claim one step on, by ICE. Nothing of it shows in the operational store but which version counts. */
export async function stepClaim(mutation: Step, input: ClaimStepInput, context: SubgraphContext): Promise<string> {
  const claim = await context.rows.one(rows.claim, input.claim);
  if (claim === null) throw new DomainError('NOT_FOUND');
  const request = { mutation, input };
  const earlier = await earlierResult(request, context);
  if (earlier !== null) return earlier;
  const status = await claimStatus(claim.id, context);
  if (claimTransitions[mutation]?.from.includes(status) !== true)
    throw new DomainError('ILLEGAL_TRANSITION', allowedIn(status, claimTransitions, context.caller.acts));
  const fact = mutation === 'resolveClaim' ? claimFacts.resolved : claimFacts.acknowledged;
  const point = await writeVersion(fact, clearedOf(context).stores, {
    entityId: claim.id,
    actId: context.newId(),
    writtenAt: context.now(),
    factsFrom: () => ({}),
  });
  return perform(request, context, async ({ manager }) => {
    await point(manager);
    return claim.id;
  });
}

/** A claim of which ICE wrote nothing yet is reported. */
export async function claimStatus(id: string, { version }: SubgraphContext): Promise<ClaimStatus> {
  if ((await version(claimFacts.resolved, id)) !== null) return 'RESOLVED';
  return (await version(claimFacts.acknowledged, id)) === null ? 'REPORTED' : 'ACKNOWLEDGED';
}

/** A mutation of protected data that a request without clearance cannot have been let to. */
export function clearedOf({ cleared }: SubgraphContext): Cleared {
  if (cleared === null) throw new DomainError('NOT_FOUND');
  return cleared;
}
