import type { AuthorityCheck, CheckCode, CheckOutcome } from './authorityCheck';

/** What the warrant desk itself knows of a warrant at an instant. */
export interface PaperFacts {
  readonly at: Date;
  readonly warrant: { readonly facilityId: string; readonly designatedAt: Date | null; readonly status: string };
  /** The person's newest booking; null without one. */
  readonly booking: {
    readonly facilityId: string;
    readonly releaseEligibleAt: Date | null;
    readonly releasedAt: Date | null;
    readonly localChargesResolved: boolean;
  } | null;
  readonly detainers: readonly {
    readonly requestsHold: boolean;
    readonly servedOnSubjectAt: Date | null;
    readonly cancelledAt: Date | null;
    readonly receivedAt: Date;
    readonly status: string;
  }[];
  readonly isStopped: boolean;
  /** By when the hold that the service would start has to end; null while no clock applies. */
  readonly deadlineAt: Date | null;
}

const FINAL = new Set(['RECALLED', 'SERVED', 'EXECUTED', 'NOT_SERVED']);

const CITATIONS = {
  SUBJECT_IN_FACILITY: 'MOA II and appendix A',
  SUBJECT_DESIGNATED: 'MOA appendix A',
  WARRANT_LIVE: 'ICE Policy 10074.2; MOA appendix A',
  RELEASE_WINDOW_OPEN: 'MOA II and appendix A',
  LOCAL_CHARGES_CONCLUDED: 'MOA IV',
  NOT_STOPPED_BY_ICE: 'MOA appendix A',
  DETAINER_ALLOWS_HOLD: 'Form I-247A; Form I-247G; 8 CFR 287.7',
} as const satisfies Partial<Record<CheckCode, string>>;

/** The conditions that papers and booking decide; none reads what ICE holds on the person. */
export function paperChecks(facts: PaperFacts): readonly AuthorityCheck[] {
  const { at, warrant, booking, deadlineAt } = facts;
  const isPresent = booking !== null && booking.facilityId === warrant.facilityId && !isPast(booking.releasedAt, at);
  const isOpen = isPast(booking?.releaseEligibleAt ?? null, at) && !isPast(booking?.releasedAt ?? null, at);
  return [
    check('SUBJECT_IN_FACILITY', isPresent),
    check('SUBJECT_DESIGNATED', isPast(warrant.designatedAt, at)),
    check('WARRANT_LIVE', !FINAL.has(warrant.status)),
    {
      ...check('RELEASE_WINDOW_OPEN', isOpen && deadlineAt !== null && at < deadlineAt),
      validUntilAt: deadlineAt?.toISOString() ?? null,
    },
    check('LOCAL_CHARGES_CONCLUDED', booking?.localChargesResolved === true),
    check('NOT_STOPPED_BY_ICE', !facts.isStopped),
    told('DETAINER_ALLOWS_HOLD', detainerOutcome(facts)),
  ];
}

/** One that asks for a hold and was served passes; such as ask for none alone deny; else the warrant is the authority. */
function detainerOutcome({ detainers, at }: PaperFacts): CheckOutcome {
  const live = detainers.filter(
    ({ receivedAt, cancelledAt, status }) => receivedAt <= at && !isPast(cancelledAt, at) && status !== 'SPENT',
  );
  const asking = live.filter(({ requestsHold }) => requestsHold);
  if (asking.some(({ servedOnSubjectAt }) => isPast(servedOnSubjectAt, at))) return 'PASS';
  return live.length > 0 && asking.length === 0 ? 'FAIL' : 'WARN';
}

function isPast(instant: Date | null, at: Date): boolean {
  return instant !== null && instant <= at;
}

function check(code: keyof typeof CITATIONS, isMet: boolean): AuthorityCheck {
  return told(code, isMet ? 'PASS' : 'FAIL');
}

function told(code: keyof typeof CITATIONS, outcome: CheckOutcome): AuthorityCheck {
  return { code, outcome, citation: CITATIONS[code], validUntilAt: null };
}
