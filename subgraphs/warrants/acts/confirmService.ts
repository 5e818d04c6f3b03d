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
 * The last check, after the commit: a statement that ran out meanwhile is asked anew; a lapse becomes a violation and
 * `AUTHORITY_LAPSED`. Only a service that passed is confirmed. A decision without a service needs none.
 */
export async function confirmService(
  decisionId: string,
  { context, statement }: { readonly context: Parts; readonly statement: AuthorityStatement },
): Promise<void> {
  const { operational } = context;
  const service = await operational.writes.getRepository(ServiceRecord).findOneBy({ decisionId });
  if (service === null || service.confirmedAt !== null) return;
  const checkedAt = context.now();
  const lapsed = statement.holds() ? [] : await lapsesOf(service, context);
  if (lapsed.length > 0) {
    await keepLapse(service, lapsed, context);
    throw new DomainError('AUTHORITY_LAPSED');
  }
  await unitOfWork(operational, (manager) =>
    manager.update(ServiceRecord, { id: service.id }, { confirmedAt: checkedAt }),
  );
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

/** Conditions on the officer that did not fail when it was decided and fail now, as of the service. */
async function lapsesOf(service: ServiceRecord, parts: Parts): Promise<readonly AuthorityCheck[]> {
  const { officerId: officer, facilityId: facility, servedAt: at } = service;
  const { authority, conditions } = await askAuthority(parts, { officer, facility, at });
  const { reads } = parts.operational;
  const { form } = await reads.getRepository(AdministrativeWarrant).findOneByOrFail({ id: service.warrantId });
  const decision = await reads.getRepository(AuthorityDecision).findOneByOrFail({ id: service.decisionId ?? '' });
  const { checks } = officerFinding({ at, needed: neededFunction(form), authority, conditions });
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
