import { IsNull, LessThan, Not } from 'typeorm';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import type { Sweep } from '../../kit/sweeps';
import { unitOfWork } from '../../kit/unitOfWork';
import { AdministrativeWarrant } from '../AdministrativeWarrant.entity';
import { AuthorityDecision } from '../AuthorityDecision.entity';
import type { AuthorityCheck } from '../rules/authorityCheck';
import { neededFunction } from '../rules/neededFunction';
import { officerFinding } from '../rules/officerChecks';
import { ServiceRecord } from '../ServiceRecord.entity';
import { type AuthorityStatement, askAuthority } from './authorityStatement';
import { keepViolation } from './writeService';

type Parts = Pick<SubgraphContext, 'operational' | 'now' | 'newId' | 'askService' | 'elapsedMs'>;

const RECHECK_AFTER_MS = 5_000;
const MAX_RECHECKS = 200;

/**
 * The last check, after the commit: a statement that ran out meanwhile, or says otherwise than when it was decided, is
 * asked anew. A lapse at the service becomes a violation; it and one since then are `AUTHORITY_LAPSED`. Only a service
 * that passed is confirmed. A decision without a service needs none.
 */
export async function confirmService(
  decisionId: string,
  { context, statement }: { readonly context: Parts; readonly statement: AuthorityStatement },
): Promise<void> {
  const { operational } = context;
  const service = await operational.writes.getRepository(ServiceRecord).findOneBy({ decisionId });
  if (service === null || service.confirmedAt !== null) return;
  const checkedAt = context.now();
  const stands = statement.holds() && (await lapsesBy(statement, service, operational)).length === 0;
  const confirmedAt = stands ? checkedAt : await checkAnew(service, context);
  await unitOfWork(operational, (manager) => manager.update(ServiceRecord, { id: service.id }, { confirmedAt }));
}

/** Answers when the officer was found to have authority as of the service and, where it was told as it was done, as of now. */
async function checkAnew(service: ServiceRecord, context: Parts): Promise<Date> {
  const lapsed = await lapsesOf(service, context);
  if (lapsed.length > 0) await keepLapse(service, lapsed, context);
  const { officerId: officer, facilityId: facility, servedAt, recordedAt } = service;
  // An ending that comes after the service says nothing of it as of the service, and may have been answered by now.
  const at = servedAt.getTime() === recordedAt?.getTime() ? context.now() : servedAt;
  const statement = await askAuthority(context, { officer, facility, at });
  const since = await lapsesBy(statement, service, context.operational);
  if (lapsed.length + since.length > 0) throw new DomainError('AUTHORITY_LAPSED');
  const checkedAt = context.now();
  if (!statement.holds()) throw new DomainError('AUTHORITY_UNKNOWN');
  return checkedAt;
}

/**
 * Asks once more about every service a few seconds after it was recorded: one that a crash left unconfirmed, and one
 * whose officer was withdrawn while it was written. Within 60 s each is confirmed or a violation on record.
 */
export const recheckServices: Sweep = async ({ stores, now, newId, askService, elapsedMs }) => {
  const parts = { operational: stores.operational, now, newId, askService, elapsedMs };
  const due = await stores.operational.writes.getRepository(ServiceRecord).find({
    where: {
      recheckedAt: IsNull(),
      decisionId: Not(IsNull()),
      recordedAt: LessThan(new Date(now().getTime() - RECHECK_AFTER_MS)),
    },
    order: { recordedAt: 'ASC' },
    take: MAX_RECHECKS,
  });
  for (const service of due) {
    const checkedAt = now();
    const lapsed = await lapsesOf(service, parts);
    if (lapsed.length > 0) await keepLapse(service, lapsed, parts);
    const confirmed = lapsed.length > 0 ? {} : { confirmedAt: service.confirmedAt ?? checkedAt };
    await unitOfWork(stores.operational, (manager) =>
      manager.update(ServiceRecord, { id: service.id }, { recheckedAt: checkedAt, ...confirmed }),
    );
  }
};

/** What fails as of the service by what is stated now, and did not when it was decided. */
async function lapsesOf(service: ServiceRecord, parts: Parts): Promise<readonly AuthorityCheck[]> {
  const { officerId: officer, facilityId: facility, servedAt: at } = service;
  return lapsesBy(await askAuthority(parts, { officer, facility, at }), service, parts.operational);
}

/** Conditions on the officer that did not fail when it was decided and fail by a statement. */
async function lapsesBy(
  { authority, conditions }: AuthorityStatement,
  service: ServiceRecord,
  { reads }: Parts['operational'],
): Promise<readonly AuthorityCheck[]> {
  const { form } = await reads.getRepository(AdministrativeWarrant).findOneByOrFail({ id: service.warrantId });
  const decision = await reads.getRepository(AuthorityDecision).findOneByOrFail({ id: service.decisionId ?? '' });
  const needed = neededFunction(form);
  const { checks } = officerFinding({ at: service.servedAt, needed, authority, conditions });
  const failedBefore = new Set(decision.checks.filter(isFailed).map(({ code }) => code));
  return checks.filter((one) => isFailed(one) && !failedBefore.has(one.code));
}

function isFailed({ outcome }: AuthorityCheck): boolean {
  return outcome === 'FAIL' || outcome === 'UNKNOWN';
}

async function keepLapse(
  { id: serviceId }: ServiceRecord,
  checks: readonly AuthorityCheck[],
  { operational, now, newId }: Parts,
): Promise<void> {
  await unitOfWork(operational, (manager) => keepViolation(manager, { serviceId, checks, act: { newId, at: now() } }));
}
