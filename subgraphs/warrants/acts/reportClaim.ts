import { type ActInput, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { MAX_SEALED_TEXT_BYTES } from '../../kit/sealedText';
import { type Transitions, takeStep } from '../../kit/transitions';
import { AdministrativeWarrant } from '../AdministrativeWarrant.entity';
import { ClaimReport } from '../ClaimReport.entity';
import { rows } from '../rows';
import { warrantTransitions } from '../rules/warrantTransitions';
import { openStop } from './serviceStops';

export interface ReportClaimInput extends ActInput {
  readonly warrant: string;
  readonly receivedAt: Date;
  readonly detail: string;
}

const MAX_AGE_MS = 48 * 3_600_000;

/**
 * Takes a claim in every state of the warrant: what was said is sealed before anything is written, and the same act
 * stops the service. A warrant that is served keeps its status. Answers the receipt's id. Source: MOA appendix A.
 */
export async function reportClaim(input: ReportClaimInput, context: SubgraphContext): Promise<string> {
  const warrant = await context.rows.one(rows.warrant, input.warrant);
  if (warrant === null) throw new DomainError('NOT_FOUND');
  const ageMs = context.now().getTime() - input.receivedAt.getTime();
  const bytes = Buffer.byteLength(input.detail, 'utf8');
  if (ageMs < 0 || ageMs > MAX_AGE_MS || bytes === 0 || bytes > MAX_SEALED_TEXT_BYTES)
    throw new DomainError('INPUT_INVALID');
  const sealed = await context.sealText(input.detail);
  return perform({ mutation: 'reportClaim', input }, context, async (act) => {
    const { manager, at, newId } = act;
    const { id: warrantId, facilityId } = warrant;
    const claim = { id: newId(), warrantId, facilityId, receivedAt: input.receivedAt, reportedAt: at, sealed };
    await manager.insert(ClaimReport, claim);
    const { status, form } = await manager.findOneByOrFail(AdministrativeWarrant, { id: warrantId });
    const transitions: Transitions = warrantTransitions(form);
    if (transitions['reportClaim']?.from.includes(status) === true)
      await takeStep(act, { entity: AdministrativeWarrant, id: warrantId, transitions });
    await openStop(act, warrant);
    return claim.id;
  });
}
