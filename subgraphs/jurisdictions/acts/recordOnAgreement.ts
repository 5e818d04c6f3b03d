import { type ActInput, perform } from '../../kit/acts';
import { answerEnding } from '../../kit/answerEnding';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { keepEvent } from '../../kit/transitions';
import { Addendum, Agreement, ReviewMeeting } from '../Agreement.entity';
import { rows } from '../rows';
import { ENDED } from '../rules/statusAt';
import { daysOfAgency } from './agencyDays';
import { type AgreementInput, changeAgreement } from './changeAgreement';
import { reached } from './reached';

const HTTPS = /^https:\/\/[^\s@]{1,490}$/;

interface AddendumInput extends AgreementInput {
  readonly signedOn: string;
  readonly expiresOn?: string | null;
  readonly url?: string | null;
}

/** A term that the addendum sets takes the place of the agreement's; it may be over already. */
export async function recordAddendum(input: AddendumInput, context: SubgraphContext): Promise<string> {
  const { signedOn, expiresOn = null, url = null } = input;
  const id = await changeAgreement({ mutation: 'recordAddendum', input, context }, async ({ act, agreement, days }) => {
    days.requirePast(signedOn, act.at);
    if (url !== null && !(HTTPS.test(url) && URL.canParse(url))) throw new DomainError('INPUT_INVALID');
    if (ENDED.includes(agreement.status)) throw new DomainError('ILLEGAL_TRANSITION');
    await act.manager.insert(Addendum, { id: act.newId(), agreementId: agreement.id, signedOn, expiresOn, url });
    const set = expiresOn === null ? {} : { expiresOn, expiresAt: days.endOf(expiresOn) };
    return { event: 'ADDENDUM_ADDED', set, transitions: null };
  });
  await answerEnding(context);
  return id;
}

interface MeetingInput extends ActInput {
  readonly agreement: string;
  readonly heldOn: string;
}

/** Answers the agreement's id; the latest meeting is the one from which the next is counted. */
export async function recordReviewMeeting(input: MeetingInput, context: SubgraphContext): Promise<string> {
  const { id } = reached(await context.rows.one(rows.agreement, input.agreement));
  return perform({ mutation: 'recordReviewMeeting', input }, context, async (act) => {
    const { agencyId, lastMeetingOn } = await act.manager.findOneByOrFail(Agreement, { id });
    const days = await daysOfAgency(act.manager, agencyId);
    days.requirePast(input.heldOn, act.at);
    const meeting = { id: act.newId(), agreementId: id, heldOn: input.heldOn };
    await act.manager.insert(ReviewMeeting, meeting);
    if (lastMeetingOn === null || lastMeetingOn < input.heldOn)
      await act.manager.update(Agreement, { id }, { lastMeetingOn: input.heldOn });
    const kept = { entity: 'ReviewMeeting', entityId: meeting.id, fromStatus: null, toStatus: 'HELD', reason: null };
    await keepEvent(act, kept);
    return id;
  });
}
