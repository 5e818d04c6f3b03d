import { type Act, type ActInput, perform } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { expectVersion, keepEvent } from '../../kit/transitions';
import { Overtaken } from '../../kit/unitOfWork';
import { countChange } from '../ActingRevision.entity';
import { Agency, AgencyAlias } from '../Agency.entity';
import { Agreement } from '../Agreement.entity';
import { ImportProposal } from '../ImportProposal.entity';
import { rows } from '../rows';
import { showEvent } from './changeAgreement';
import { reached } from './reached';
import { settle } from './settle';
import { supersede } from './sign';

interface ReviewInput extends ActInput {
  readonly importProposal: string;
  readonly accept: boolean;
  readonly expectedVersion?: number | null;
}

/** A proposal is decided once: `ILLEGAL_TRANSITION` afterwards, or where its agreement has ended meanwhile. */
export async function reviewImportProposal(input: ReviewInput, context: SubgraphContext): Promise<string> {
  const { id } = reached(await context.rows.one(rows.importProposal, input.importProposal));
  await perform({ mutation: 'reviewImportProposal', input }, context, async (act) => {
    const proposal = await act.manager.findOneByOrFail(ImportProposal, { id });
    if (proposal.status === 'STAGED') throw new DomainError('NOT_FOUND');
    expectVersion(proposal, input.expectedVersion);
    if (proposal.status !== 'OPEN') throw new DomainError('ILLEGAL_TRANSITION');
    const listedAgreementId = input.accept ? await accept(act, proposal) : proposal.listedAgreementId;
    const status = input.accept ? 'ACCEPTED' : 'REJECTED';
    const { affected } = await act.manager.update(
      ImportProposal,
      { id, version: proposal.version },
      { status, listedAgreementId },
    );
    if (affected !== 1) throw new Overtaken();
    await keepEvent(act, {
      entity: 'ImportProposal',
      entityId: id,
      fromStatus: 'OPEN',
      toStatus: status,
      reason: null,
    });
    await countChange(act.manager);
    return id;
  });
  await answerEnding(context);
  return id;
}

/** Answers the id of the agreement that takes the place of the other. */
async function accept(act: Act, { kind, agreementId, listedAgreementId, beforeText }: ImportProposal): Promise<string> {
  const agreement = await settle(act, await act.manager.findOneByOrFail(Agreement, { id: agreementId }));
  // What came back may have been renewed, what is gone may be called otherwise; all else was decided meanwhile.
  if (agreement.status !== (kind === 'RENEWAL' ? 'ACTIVE' : 'DELISTED_UNKNOWN'))
    throw new DomainError('ILLEGAL_TRANSITION');
  if (kind === 'RENEWAL') return renew(act, agreement, beforeText);
  const { agencyId } = await act.manager.findOneByOrFail(Agreement, { id: listedAgreementId });
  await supersede(act, { id: agreementId, by: listedAgreementId });
  await addAlias(act, { agencyId, of: agreement.agencyId });
  return listedAgreementId;
}

/** The list's facts go over to the renewal; the agreement before keeps the day on which it was signed. */
async function renew(act: Act, agreement: Agreement, signedBefore: string | null): Promise<string> {
  const { agencyId, stateAbbr, model, signedOn, moaStatus, moaUrl, addendumUrl, lastListedOn, listedName } = agreement;
  const id = act.newId();
  await supersede(act, { id: agreement.id, by: id });
  await act.manager.update(Agreement, { id: agreement.id }, { signedOn: signedBefore });
  await act.manager.insert(Agreement, {
    ...{ id, agencyId, stateAbbr, model, signedOn, moaStatus, moaUrl, addendumUrl, lastListedOn, listedName },
    generation: ((await act.manager.maximum(Agreement, 'generation', { agencyId, model })) ?? 0) + 1,
    isSuspended: false,
    firstListedOn: lastListedOn,
    status: 'ACTIVE',
  });
  await showEvent(act, { agreementId: id, code: 'LISTED' });
  return id;
}

async function addAlias(act: Act, { agencyId, of }: { readonly agencyId: string; readonly of: string }): Promise<void> {
  const { name } = await act.manager.findOneByOrFail(Agency, { id: of });
  if (await act.manager.existsBy(AgencyAlias, { agencyId, name })) return;
  await act.manager.insert(AgencyAlias, { id: act.newId(), agencyId, name });
}
