import {
  type ActingConditions,
  actingConditions,
  type OfficerAuthority,
  officerAuthority,
  STATEMENT_HOLDS_MS,
} from '../../../schema/services';
import type { SubgraphContext } from '../../kit/context';
import { DomainError } from '../../kit/errors';
import { causeKind, logEvent } from '../../kit/log';

/** What officers and jurisdictions stated of an officer's authority, and until when they stand by it. */
export interface AuthorityStatement {
  readonly authority: OfficerAuthority;
  readonly conditions: ActingConditions;
  /** Whether they still stand by it, by the clock that has gone further. */
  readonly holds: () => boolean;
}

export interface Authority {
  readonly officer: string;
  readonly facility: string;
  readonly at: Date;
}

const MAX_AGREEMENTS = 50;

type Clock = Pick<SubgraphContext, 'askService' | 'now' | 'elapsedMs'>;

/**
 * Asks officers and jurisdictions, as a service. The statement holds for two seconds, cut at the next known change,
 * counted from before it was asked. Throws `AUTHORITY_UNKNOWN` when there is none to be had.
 */
export async function askAuthority(clock: Clock, { officer, facility, at }: Authority): Promise<AuthorityStatement> {
  const [wallMs, elapsedMs] = [clock.now().getTime(), clock.elapsedMs()];
  const asOf = at.toISOString();
  try {
    const authority = await clock.askService({
      subgraph: 'officers',
      operation: 'officerAuthority',
      input: { officer, at: asOf },
      answer: officerAuthority,
    });
    const agreements = [...new Set(authority.officer?.authorizations.map(({ agreement }) => agreement) ?? [])];
    const conditions = await clock.askService({
      subgraph: 'jurisdictions',
      operation: 'actingConditions',
      input: { facility, agreements: agreements.slice(0, MAX_AGREEMENTS), at: asOf },
      answer: actingConditions,
    });
    // Of an instant long past the next change may be past too; it takes nothing from what held then.
    const isPresent = wallMs - at.getTime() < STATEMENT_HOLDS_MS;
    const changes = isPresent ? [authority.nextChangeAt, conditions.nextChangeAt] : [];
    const endsAtMs = Math.min(...changes.map(instantMs), Number.POSITIVE_INFINITY);
    const holds = (): boolean => {
      const passed = Math.max(clock.now().getTime() - wallMs, clock.elapsedMs() - elapsedMs);
      return passed < STATEMENT_HOLDS_MS && clock.now().getTime() < endsAtMs;
    };
    return { authority, conditions, holds };
  } catch (cause) {
    logEvent('authority.unknown', { kind: causeKind(cause) }, 'error');
    throw new DomainError('AUTHORITY_UNKNOWN');
  }
}

function instantMs(instant: string | null): number {
  return instant === null ? Number.POSITIVE_INFINITY : new Date(instant).getTime();
}
