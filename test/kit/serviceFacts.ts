import type { ActingConditions, OfficerAuthority } from '../../schema/services';
import type { ServiceFacts } from '../../subgraphs/warrants/rules/decideService';

type Officer = NonNullable<OfficerAuthority['officer']>;
type Authorization = Officer['authorizations'][number];
type Agreement = ActingConditions['agreements'][number];

const AT = new Date('2026-03-07T12:00:00Z');
const FUNCTIONS = ['SERVE_EXECUTE_I200', 'SERVE_I205'];

/** An officer who may do everything a WSO may; with changes to himself and his one authorization. */
export function officerAuthorityOf(
  changes: Partial<Officer> = {},
  authorization: Partial<Authorization> = {},
): OfficerAuthority {
  return {
    officer: {
      id: 'OFFICER',
      agency: 'AGENCY',
      status: 'AUTHORIZED',
      credential: { status: 'ISSUED', expiresOn: null },
      refresherDueOn: null,
      authorizations: [
        {
          id: 'AUTHORIZATION',
          agreement: 'AGREEMENT',
          functions: FUNCTIONS,
          status: 'ACTIVE',
          validFromAt: '2025-06-01T00:00:00.000Z',
          validUntilAt: null,
          form70006ExecutedOn: '2025-06-01',
          ...authorization,
        },
      ],
      ...changes,
    },
    revision: 1,
    nextChangeAt: null,
  };
}

/** A place where everything is in order; with changes to the whole and its one agreement. */
export function actingConditionsOf(
  changes: Partial<ActingConditions> = {},
  agreement: Partial<Agreement> = {},
): ActingConditions {
  return {
    facility: {
      id: 'FACILITY',
      timeZone: 'America/Chicago',
      agencies: [{ id: 'AGENCY', kind: 'SHERIFF', stateAbbr: 'ZZ' }],
      detentionAgreement: null,
    },
    agreements: [
      {
        id: 'AGREEMENT',
        agency: 'AGENCY',
        model: 'WSO',
        status: 'ACTIVE',
        functions: FUNCTIONS,
        holdClock: 'H48_FROM_SCHEDULED_RELEASE',
        templateCitation: 'MOA appendix A',
        supervision: { isReachable: true, untilAt: null },
        stateApproval: null,
        ...agreement,
      },
    ],
    policies: [],
    revision: 1,
    nextChangeAt: null,
    ...changes,
  };
}

/** A service that every condition allows, half an hour after the scheduled release. */
export function serviceFactsOf(changes: Partial<ServiceFacts> = {}): ServiceFacts {
  const before = new Date('2026-03-07T11:00:00Z');
  return {
    at: AT,
    form: 'I200',
    warrant: { facilityId: 'FACILITY', designatedAt: before, status: 'DESIGNATED' },
    booking: {
      facilityId: 'FACILITY',
      releaseEligibleAt: new Date('2026-03-07T11:30:00Z'),
      releasedAt: null,
      localChargesResolved: true,
    },
    detainers: [
      {
        requestsHold: true,
        servedOnSubjectAt: before,
        cancelledAt: null,
        receivedAt: before,
        status: 'SERVED_ON_SUBJECT',
      },
    ],
    isStopped: false,
    authority: officerAuthorityOf(),
    conditions: actingConditionsOf(),
    mode: 'deny',
    disapplied: [],
    ...changes,
  };
}
