import { ENDING_ANSWERS_AFTER_MS } from '../../../../schema/services';
import { DEMONSTRATION as ID } from '../../../../subgraphs/demonstration/ids';
import type { ServiceClient } from '../../../../subgraphs/kit/serviceClient';
import { AdministrativeWarrant } from '../../../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Violation } from '../../../../subgraphs/warrants/AuthorityDecision.entity';
import { recheckServices } from '../../../../subgraphs/warrants/acts/confirmService';
import { Booking } from '../../../../subgraphs/warrants/Booking.entity';
import { ServiceRecord } from '../../../../subgraphs/warrants/ServiceRecord.entity';
import { Subject } from '../../../../subgraphs/warrants/Subject.entity';
import { callerAs } from '../../../kit/callers';
import { actingConditionsOf, officerAuthorityOf } from '../../../kit/serviceFacts';
import { openDemonstration, type TestStores } from '../../../kit/stores';
import { askSubgraph, NOW } from '../../../kit/subgraph';

const SERVE = `mutation ($input: RecordServiceInput!) { recordService(input: $input) { service { confirmedAt } } }`;
const ROUNDS = 60;

/** The same numbers in every run: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What officers and jurisdictions state: all in order, but for an officer who is withdrawn. */
function stating(isWithdrawn: boolean): ServiceClient {
  const place = { id: ID.facilityTxMain, timeZone: 'America/Chicago', detentionAgreement: null };
  const facility = { ...place, agencies: [{ id: ID.agencyTx, kind: 'SHERIFF', stateAbbr: 'TX' }] };
  const status = isWithdrawn ? { status: 'WITHDRAWN' } : {};
  const officer = officerAuthorityOf({ id: ID.officerTxWso, agency: ID.agencyTx, ...status });
  return async ({ operation, answer }) =>
    answer.parse(operation === 'officerAuthority' ? officer : actingConditionsOf({ facility }));
}

/** One race in virtual time: questions take long, processes stand still, and somewhere in it the officer is withdrawn. */
class Race {
  readonly withdrawnAt: number;
  #ms: number;

  constructor(
    private readonly random: () => number,
    round: number,
  ) {
    this.#ms = NOW.getTime() + 6 * 3_600_000 + round * 60_000;
    this.withdrawnAt = this.#ms + random() * 4000;
  }

  /** Each look at the clock may be after a pause; one in eight is long. */
  readonly clock = (): Date => {
    this.#ms += this.random() < 0.125 ? this.random() * 4000 : this.random() * 40;
    return new Date(this.#ms);
  };

  /** Officers answer what was committed when they were asked, as of what they were asked; the answer is under way for a while. */
  readonly askService: ServiceClient = async (question) => {
    this.#ms += this.random() * 300;
    const { at } = question.input as { readonly at: string };
    const isWithdrawn = this.withdrawnAt <= Math.min(this.#ms, Date.parse(at));
    this.#ms += this.random() * 300;
    return stating(isWithdrawn)(question);
  };
}

jest.setTimeout(240_000);

describe('R10 a service that races with the withdrawal of its officer', () => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration('sqlite', NOW);
  });
  afterAll(() => test.close());

  const random = numbers(20_261_124);
  let round = 0;

  /** A warrant of its own that could be served at once. */
  const newWarrant = async (): Promise<string> => {
    const { writes } = test.stores.warrants.operational;
    const [warrant] = await writes.getRepository(AdministrativeWarrant).findBy({ form: 'I200', status: 'DESIGNATED' });
    const subject = await writes.getRepository(Subject).findOneByOrFail({ id: warrant?.subjectId ?? '' });
    const booking = await writes.getRepository(Booking).findOneByOrFail({ id: subject.currentBookingId ?? '' });
    const id = (kind: string): string => `${kind}${String(round).padStart(25, '0')}`;
    await writes.getRepository(Subject).insert({ ...subject, id: id('S'), currentBookingId: id('B') });
    await writes.getRepository(Booking).insert({ ...booking, id: id('B'), subjectId: id('S'), bookingNumber: id('B') });
    await writes.getRepository(AdministrativeWarrant).insert({ ...warrant, id: id('W'), subjectId: id('S') });
    return id('W');
  };

  interface Answered {
    readonly recordService: { readonly service: { readonly confirmedAt: string | null } | null } | null;
  }
  interface Outcome {
    /** When it was finally checked; null without success. */
    readonly checkedAt: number | null;
    readonly withdrawnAt: number;
    readonly warrant: string;
  }
  const run = async (): Promise<Outcome> => {
    round += 1;
    const race = new Race(random, round);
    const warrant = await newWarrant();
    const { data, errors } = await askSubgraph(
      {
        subgraph: 'warrants',
        stores: test.stores,
        caller: callerAs('wso'),
        clock: race.clock,
        askService: race.askService,
      },
      SERVE,
      { input: { warrant, language: 'es', copyGiven: true } },
    );
    const { confirmedAt = null } = (data as Answered).recordService?.service ?? {};
    const isSuccess = errors.length === 0 && confirmedAt !== null;
    return { checkedAt: isSuccess ? Date.parse(confirmedAt) : null, withdrawnAt: race.withdrawnAt, warrant };
  };

  it('is answered with success only when it was finally checked before the withdrawal answered, and each lapse is on record', async () => {
    let [successes, lapses] = [0, 0];
    for (let at = 0; at < ROUNDS; at += 1) {
      const { checkedAt, withdrawnAt, warrant } = await run();
      if (checkedAt !== null) successes += 1;
      expect(checkedAt ?? 0).toBeLessThanOrEqual(withdrawnAt + ENDING_ANSWERS_AFTER_MS);
      lapses += await sweepAndCount(warrant, withdrawnAt);
    }
    // Both sides of the race were seen.
    expect(successes).toBeGreaterThan(5);
    expect(successes).toBeLessThan(ROUNDS);
    expect(lapses).toBeGreaterThan(0);
  });

  it('would be, if a withdrawal were answered at once', async () => {
    const outcomes: Outcome[] = [];
    for (let at = 0; at < ROUNDS; at += 1) outcomes.push(await run());
    expect(outcomes.some(({ checkedAt, withdrawnAt }) => (checkedAt ?? 0) > withdrawnAt)).toBe(true);
  });

  /** The sweep of a later time: a service whose officer was withdrawn by then is a violation, once. */
  async function sweepAndCount(warrantId: string, withdrawnAt: number): Promise<number> {
    const { operational } = test.stores.warrants;
    const service = await operational.reads.getRepository(ServiceRecord).findOneBy({ warrantId });
    if (service === null) return 0;
    const later = new Date(NOW.getTime() + 30 * 24 * 3_600_000);
    const isWithdrawn = withdrawnAt <= service.servedAt.getTime();
    await recheckServices({
      stores: test.stores.warrants,
      now: () => later,
      elapsedMs: () => later.getTime(),
      newId: () => `V${String(round).padStart(25, '0')}`,
      askService: stating(isWithdrawn),
    } as unknown as Parameters<typeof recheckServices>[0]);
    const violations = await operational.reads.getRepository(Violation).countBy({ serviceId: service.id });
    if (isWithdrawn) expect(violations).toBe(1);
    return violations;
  }
});
