import type { EntityManager } from 'typeorm';
import type { Act, ActInput } from '../../kit/acts';
import { Violation } from '../AuthorityDecision.entity';
import { Booking } from '../Booking.entity';
import { Detainer } from '../Detainer.entity';
import { Hold } from '../Hold.entity';
import type { AuthorityCheck } from '../rules/authorityCheck';
import type { ServiceDecision } from '../rules/decideService';
import { storedClock } from '../rules/holdClock';
import { ServiceRecord } from '../ServiceRecord.entity';
import type { ReadFacts } from './serviceFacts';

const LATE_MS = 60 * 60_000;

export interface RecordServiceInput extends ActInput {
  readonly warrant: string;
  readonly language: string;
  readonly interpreterUsed: boolean;
  readonly interpreterName?: string | null;
  readonly copyGiven: boolean;
  readonly refusedSignature: boolean;
  readonly alreadyHappened: boolean;
  readonly happenedAt?: Date | null;
  readonly expectedVersion?: number | null;
}

export interface ServiceToWrite {
  readonly input: RecordServiceInput;
  readonly officer: string;
  readonly decision: ServiceDecision;
  readonly decisionId: string;
  readonly facts: ReadFacts;
}

/** Writes the service and, where its deadline lies ahead of its start, the hold; in the act that decided on it. */
export async function writeService(act: Act, service: ServiceToWrite): Promise<ServiceRecord> {
  const { manager, newId, at: recordedAt } = act;
  const { input, officer, decision, decisionId, facts } = service;
  const servedAt = facts.at;
  const releaseEligibleAt = facts.booking?.releaseEligibleAt ?? null;
  const record = manager.create(ServiceRecord, {
    id: newId(),
    warrantId: input.warrant,
    officerId: officer,
    agreementId: decision.agreementId ?? '',
    facilityId: facts.warrant.facilityId,
    servedAt,
    executedArrest: facts.form === 'I200',
    language: input.language,
    interpreterUsed: input.interpreterUsed,
    interpreterName: input.interpreterName?.trim() ?? null,
    copyGiven: input.copyGiven,
    refusedSignature: input.refusedSignature,
    iceNotifiedAt: null,
    noticeAcknowledgedAt: null,
    decisionId,
    recordedAt,
    confirmedAt: null,
    recheckedAt: null,
    startedLate: releaseEligibleAt !== null && servedAt.getTime() - releaseEligibleAt.getTime() > LATE_MS,
  });
  await manager.insert(ServiceRecord, record);
  await startHold(act, record, service);
  return record;
}

/** A violation is written once for a service, and stays. */
export async function keepViolation(
  manager: EntityManager,
  {
    serviceId,
    checks,
    act,
  }: {
    readonly serviceId: string;
    readonly checks: readonly AuthorityCheck[];
    readonly act: Pick<Act, 'newId' | 'at'>;
  },
): Promise<void> {
  if (await manager.existsBy(Violation, { serviceId })) return;
  const { officerId, facilityId } = await manager.findOneByOrFail(ServiceRecord, { id: serviceId });
  const failed = checks.filter(({ outcome }) => outcome === 'FAIL' || outcome === 'UNKNOWN');
  await manager.insert(Violation, {
    ...{ id: act.newId(), serviceId, officerId, facilityId, recordedAt: act.at },
    checks: failed,
  });
}

async function startHold(
  { manager, newId }: Act,
  { id: serviceId, facilityId, servedAt }: ServiceRecord,
  { decision, facts }: ServiceToWrite,
): Promise<void> {
  const deadlineAt = decision.clocks[0]?.deadlineAt ?? null;
  if (deadlineAt === null || deadlineAt <= servedAt) return;
  const { booking, conditions, warrant } = facts;
  const { subjectId } = warrant;
  await manager.insert(Hold, {
    id: newId(),
    serviceId,
    subjectId,
    facilityId,
    startedAt: servedAt,
    deadlineAt,
    endedAt: null,
    endReason: null,
    clocks: decision.clocks.map(storedClock),
    detentionAgreementId: agreementAt(conditions.facility?.detentionAgreement ?? null, deadlineAt),
    receivingOffice: null,
  });
  if (booking !== null) await manager.update(Booking, { id: booking.id }, { custodyStatus: 'ICE_HOLD' });
  const spent = { subjectId, facilityId, status: 'SERVED_ON_SUBJECT', requestsHold: true };
  await manager.update(Detainer, spent, { status: 'SPENT', changedAt: servedAt });
}

function agreementAt(
  agreement: { readonly id: string; readonly untilAt: string | null } | null,
  deadlineAt: Date,
): string | null {
  const isInForce = agreement !== null && (agreement.untilAt === null || new Date(agreement.untilAt) > deadlineAt);
  return isInForce ? agreement.id : null;
}
