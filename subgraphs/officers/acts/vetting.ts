import type { Act } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { BackgroundReview } from '../BackgroundReview.entity';
import { Nomination } from '../Nomination.entity';
import type { Officer } from '../Officer.entity';
import { actOnOfficer, expectAllowed, type OfficerInput } from './changeOfficer';
import { expectInput, expectPast } from './days';
import { stepOfficer } from './settle';

export interface RecordVettingPartInput extends OfficerInput {
  readonly part: keyof typeof PARTS;
  readonly receivedOn: string;
}

export interface DecideVettingInput extends OfficerInput {
  readonly outcome: 'SUITABLE' | 'UNSUITABLE';
  readonly reason?: string | null;
}

const PARTS = {
  QUESTIONNAIRE: 'questionnaireOn',
  FINGERPRINTS: 'fingerprintsOn',
  PERSONAL_HISTORY: 'personalHistoryOn',
  DISCIPLINARY_HISTORY: 'disciplinaryHistoryOn',
  RECORDS_CONSENT: 'recordsConsentOn',
} as const satisfies Record<string, keyof BackgroundReview>;

/** ICE begins its background check of a nominee. Source: MOA IV.B. */
export function startVetting(input: OfficerInput, context: SubgraphContext): Promise<string> {
  return actOnOfficer({ mutation: 'startVetting', input }, context, async (act, { id, nominationId }) => {
    await stepOfficer(act, id);
    const review = { id: act.newId(), officerId: id, nominationId: nominationId ?? '', startedAt: act.at };
    await act.manager.insert(BackgroundReview, review);
  });
}

/** One part of the background check came in. */
export function recordVettingPart(input: RecordVettingPartInput, context: SubgraphContext): Promise<string> {
  return actOnOfficer({ mutation: 'recordVettingPart', input }, context, async (act, officer) => {
    expectAllowed(act, officer);
    expectPast(input.receivedOn, act.at);
    await act.manager.update(BackgroundReview, reviewOf(officer), { [PARTS[input.part]]: input.receivedOn });
  });
}

/** ICE decides: the nominee goes on to training, or is rejected for a reason. */
export function decideVetting(input: DecideVettingInput, context: SubgraphContext): Promise<string> {
  const { outcome, reason = null } = input;
  return actOnOfficer({ mutation: 'decideVetting', input }, context, async (act, officer) => {
    const isSuitable = outcome === 'SUITABLE';
    expectInput(isSuitable === (reason === null));
    await stepOfficer(act, officer.id, { found: { isSuitable }, reason });
    await act.manager.update(BackgroundReview, reviewOf(officer), { decidedAt: act.at, outcome, reason });
    if (!isSuitable) await closeNomination(act, officer, 'REJECTED');
  });
}

/** What came of the nomination under way. */
export async function closeNomination(
  { manager }: Act,
  { nominationId }: Pick<Officer, 'nominationId'>,
  outcome: string,
): Promise<void> {
  if (nominationId !== null) await manager.update(Nomination, { id: nominationId }, { outcome });
}

function reviewOf({ id, nominationId }: Officer) {
  return { officerId: id, nominationId: nominationId ?? '' };
}
