import { z } from 'zod';
import { type ActInput, earlierResult, perform } from '../../kit/acts';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { plainText } from '../../kit/plainText';
import { type Point, writeVersion } from '../../kit/protectedVersions';
import { keepEvent } from '../../kit/transitions';
import { AdministrativeWarrant } from '../AdministrativeWarrant.entity';
import { Booking } from '../Booking.entity';
import { Detainer } from '../Detainer.entity';
import { paperGrounds } from '../protectedTypes';
import { rows } from '../rows';
import type { Subject } from '../Subject.entity';
import { clearedOf } from './claimSteps';

interface PaperInput extends ActInput {
  readonly subject: string;
  readonly form: string;
  readonly issuedOn: string;
  readonly issuingOffice: string;
  readonly bases?: readonly string[] | null;
}
export type LodgeDetainerInput = PaperInput;
export interface IssueWarrantReferenceInput extends PaperInput {
  readonly issuingOfficerTitle: string;
}

const MAX_BASES = 10;
const limits = z.object({
  issuingOffice: plainText,
  issuingOfficerTitle: plainText.optional(),
  bases: z.array(z.string()).max(MAX_BASES).nullish(),
});

/** ICE lodges a detainer. Form I-247G asks for no hold, ever. Source: 8 CFR 287.7; Gonzalez v. ICE. */
export function lodgeDetainer(input: LodgeDetainerInput, context: SubgraphContext): Promise<string> {
  return lodge('lodgeDetainer', { input, context }, async ({ manager, at }, id, subject) => {
    const { form, issuedOn, issuingOffice } = input;
    await manager.insert(Detainer, {
      id,
      subjectId: subject.id,
      facilityId: subject.facilityId,
      form,
      issuedOn,
      issuingOffice: issuingOffice.trim(),
      receivedAt: at,
      changedAt: at,
      status: 'LODGED',
      requestsHold: form === 'I247A',
    });
    return { entity: 'Detainer', toStatus: 'LODGED' };
  });
}

/** ICE tells of a warrant that it issued; no court did. */
export function issueWarrantReference(input: IssueWarrantReferenceInput, context: SubgraphContext): Promise<string> {
  return lodge('issueWarrantReference', { input, context }, async ({ manager }, id, subject) => {
    const { form, issuedOn, issuingOffice, issuingOfficerTitle } = input;
    const booking = await manager.findOneBy(Booking, { id: subject.currentBookingId ?? '' });
    await manager.insert(AdministrativeWarrant, {
      id,
      subjectId: subject.id,
      facilityId: subject.facilityId,
      form,
      issuedOn,
      issuingOffice: issuingOffice.trim(),
      issuingOfficerTitle: issuingOfficerTitle.trim(),
      designatedAt: null,
      status: 'LODGED',
      releaseEligibleAt: booking?.releaseEligibleAt ?? null,
      chargesConcluded: booking?.localChargesResolved ?? false,
    });
    return { entity: 'AdministrativeWarrant', toStatus: 'LODGED' };
  });
}

type Insert = (
  act: Parameters<Parameters<typeof perform>[2]>[0],
  id: string,
  subject: Subject,
) => Promise<{ readonly entity: string; readonly toStatus: string }>;

/** The ground goes to the protected store first; the act's commit makes both count. */
async function lodge(
  mutation: string,
  { input, context }: { readonly input: PaperInput; readonly context: SubgraphContext },
  insert: Insert,
): Promise<string> {
  const subject = await context.rows.one(rows.subject, input.subject);
  if (subject === null) throw new DomainError('NOT_FOUND');
  const isDated = input.issuedOn <= context.now().toISOString().slice(0, 10);
  if (!limits.safeParse(input).success || !isDated) throw new DomainError('INPUT_INVALID');
  const earlier = await earlierResult({ mutation, input }, context);
  if (earlier !== null) return earlier;
  const id = context.newId();
  const point = await groundsOf(id, input, context);
  return perform({ mutation, input }, context, async (act) => {
    const { entity, toStatus } = await insert(act, id, subject);
    await point(act.manager);
    await keepEvent(act, { entity, entityId: id, fromStatus: null, toStatus, reason: null });
    return id;
  });
}

async function groundsOf(paperId: string, { bases }: PaperInput, context: SubgraphContext): Promise<Point> {
  if (bases == null || bases.length === 0) return async () => undefined;
  return writeVersion(paperGrounds, clearedOf(context).stores, {
    entityId: paperId,
    actId: context.newId(),
    writtenAt: context.now(),
    factsFrom: () => ({ bases: [...new Set(bases)].sort() }),
  });
}
