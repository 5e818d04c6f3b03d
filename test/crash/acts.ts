import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import type { Request } from '../kit/assertedRequest';
import { callerAs } from '../kit/callers';

/** One mutation under keys of its own; sent anew it is the same to the last letter. */
export interface SentAct extends Request {
  readonly mutation: string;
  /** One for each act in it: a list of bookings has many. */
  readonly keys: readonly string[];
  readonly input: Readonly<Record<string, unknown>>;
}

const HOUR_MS = 3_600_000;
const BASES = ['FINAL_ORDER', 'CHARGING_DOCUMENT'];

const jms = callerAs('jms');
const ice = callerAs('ice');
/** Two officers, so that one warrant may be served by both at once. */
const OFFICERS = [ID.officerTxWso, ID.officerTxWsoSecond].map((officer) =>
  callerAs('wso', { officer, sub: `test-wso-${officer}` }),
);

/** What each mutation answers, of which nothing ever changes. */
const ANSWERS = {
  upsertBookings: 'results { index errorCode booking { id bookingNumber subject { id } } }',
  lodgeDetainer: 'detainer { id form issuedOn }',
  issueWarrantReference: 'warrant { id form issuedOn }',
  recordImmigration: 'subject { id }',
  designateSubject: 'warrant { id designatedAt }',
  recordDetainerService: 'detainer { id servedOnSubjectAt }',
  recordService: 'service { id servedAt outcome hold { id startedAt deadlineAt } } decision { id allowed }',
  reportClaim: 'receipt { id receivedAt }',
} as const;

const TYPES: Readonly<Record<string, string>> = {
  designateSubject: 'WarrantStepInput',
  recordDetainerService: 'DetainerStepInput',
};

type Mutation = keyof typeof ANSWERS;

function act(mutation: Mutation, caller: Request['caller'], input: SentAct['input'], keys: readonly string[]): SentAct {
  const type = TYPES[mutation] ?? `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${ANSWERS[mutation]} } }`;
  return { mutation, caller, query, variables: { input }, input, keys };
}

/** Makes acts; the number in each says which it is, and every text in it is made of that number. */
export class ActMaker {
  #count = 0;

  bookings(count: number): SentAct {
    const numbers = Array.from({ length: count }, () => this.#next());
    const bookings = numbers.map((number) => ({
      facility: ID.facilityTxMain,
      bookingNumber: `C-${number}`,
      bookedAt: new Date(Date.now() - 72 * HOUR_MS).toISOString(),
      releaseEligibleAt: new Date(Date.now() - HOUR_MS / 4).toISOString(),
      localChargesResolved: true,
      person: { givenName: `TEST-${number}`, surName: `TEST-${number}` },
      idempotencyKey: `key-${number}`,
    }));
    return act(
      'upsertBookings',
      jms,
      { bookings },
      numbers.map((number) => `key-${number}`),
    );
  }

  detainer(subject: string): SentAct {
    return this.#one('lodgeDetainer', ice, { subject, form: 'I247A', ...paper() });
  }

  warrant(subject: string): SentAct {
    return this.#one('issueWarrantReference', ice, {
      ...{ subject, form: 'I200', ...paper() },
      issuingOfficerTitle: 'TEST Officer',
    });
  }

  immigration(subject: string): SentAct {
    const number = this.#next();
    const facts = { finNumber: `${number}`, eventNumber: `${number}`, iceNarrative: `TEST ${number}`.repeat(200) };
    return this.#keyed('recordImmigration', ice, { subject, ...facts }, number);
  }

  designation(warrant: string): SentAct {
    return this.#one('designateSubject', ice, { warrant });
  }

  detainerService(detainer: string): SentAct {
    return this.#one('recordDetainerService', OFFICERS[0] ?? ice, { detainer });
  }

  service(warrant: string, officer: number): SentAct {
    return this.#one('recordService', OFFICERS[officer] ?? ice, { warrant, language: 'es', copyGiven: true });
  }

  claim(warrant: string): SentAct {
    const receivedAt = new Date(Date.now() - 1000).toISOString();
    return this.#one('reportClaim', OFFICERS[0] ?? ice, { warrant, receivedAt, detail: 'TEST claim.' });
  }

  #one(mutation: Mutation, caller: Request['caller'], input: SentAct['input']): SentAct {
    return this.#keyed(mutation, caller, input, this.#next());
  }

  #keyed(mutation: Mutation, caller: Request['caller'], input: SentAct['input'], number: number): SentAct {
    const key = `key-${number}`;
    return act(mutation, caller, { ...input, idempotencyKey: key }, [key]);
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }
}

/** The number that an act's texts are made of. */
export function numberOf(key: string): string {
  return key.slice('key-'.length);
}

export const GIVEN_BASES = [...BASES].sort();

function paper() {
  const issuedOn = new Date(Date.now() - 24 * HOUR_MS).toISOString().slice(0, 10);
  return { issuedOn, issuingOffice: 'TEST Field Office', bases: BASES };
}
