import { Authorization } from '../../subgraphs/officers/Authorization.entity';
import { Violation } from '../../subgraphs/warrants/AuthorityDecision.entity';
import { Hold } from '../../subgraphs/warrants/Hold.entity';
import { ServiceRecord } from '../../subgraphs/warrants/ServiceRecord.entity';
import type { AllStores } from '../kit/stores';
import type { Call, Race } from './race';

const VIOLATION_WITHIN_MS = 60_000;

export type Written = Awaited<ReturnType<typeof readWritten>>;

/** What officers and warrants wrote of the races. */
export async function readWritten({ officers, warrants }: AllStores) {
  const { reads } = warrants.operational;
  return {
    authorizations: await officers.operational.reads.getRepository(Authorization).find(),
    services: await reads.getRepository(ServiceRecord).find(),
    holds: await reads.getRepository(Hold).find(),
    violations: await reads.getRepository(Violation).find(),
  };
}

/** What became of one call. */
export type Told = 'served' | 'lapsed' | 'refused';

export function toldOf({ outcome }: Call): Told {
  if (outcome.kind === 'refused') return outcome.code === 'AUTHORITY_LAPSED' ? 'lapsed' : 'refused';
  if (outcome.kind !== 'answered') throw new Error('A service was asked for and no word of it came back.');
  const { recordService } = outcome.answer as { readonly recordService: { readonly service: object | null } };
  return recordService.service === null ? 'refused' : 'served';
}

/** Where what was promised of a withdrawal does not hold, a sentence each. */
export function brokenPromises(races: readonly Race[], written: Written): readonly string[] {
  return races.flatMap((race) => race.calls.flatMap((call) => brokenBy(call, { race, written })));
}

function brokenBy(
  call: Call,
  { race, written }: { readonly race: Race; readonly written: Written },
): readonly string[] {
  const told = toldOf(call);
  const service = written.services.find(({ warrantId }) => warrantId === call.warrant);
  if (service === undefined) return told === 'refused' ? [] : [`${call.warrant} was ${told} and is not there`];
  return [
    ...(told === 'refused' ? [`${call.warrant} was refused and is there`] : []),
    ...(told === 'served' ? successBroken(call, { race, service }) : []),
    ...violationBroken(service, written),
    ...(written.holds.some(({ serviceId }) => serviceId === service.id) ? [] : [`${call.warrant} has no hold`]),
  ];
}

function successBroken(
  { warrant, isLate }: Call,
  { race, service }: { readonly race: Race; readonly service: ServiceRecord },
): readonly string[] {
  if (isLate) return [`${warrant} was asked for after the withdrawal answered, and answered with success`];
  if (service.confirmedAt === null) return [`${warrant} was answered with success and never finally checked`];
  const lateMs = service.confirmedAt.getTime() - race.withdrawalAnsweredAt.getTime();
  return lateMs <= 0 ? [] : [`${warrant} was finally checked ${lateMs} ms after the withdrawal answered`];
}

/** One that was served when the withdrawal was in effect is a violation in time; one before is none. */
function violationBroken(
  { id, officerId, warrantId, servedAt }: ServiceRecord,
  { authorizations, violations }: Written,
): readonly string[] {
  const endedAt = authorizations.find((one) => one.officerId === officerId)?.endedAt ?? null;
  if (endedAt === null) return [`${officerId} was not withdrawn`];
  const violation = violations.find(({ serviceId }) => serviceId === id);
  if (endedAt > servedAt) return violation === undefined ? [] : [`${warrantId} was in order and is a violation`];
  if (violation === undefined) return [`${warrantId} was served after the withdrawal and is no violation`];
  const tookMs = violation.recordedAt.getTime() - servedAt.getTime();
  return tookMs <= VIOLATION_WITHIN_MS ? [] : [`${warrantId} was a violation after ${tookMs} ms`];
}
