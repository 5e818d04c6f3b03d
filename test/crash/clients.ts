import type { Outcome } from '../kit/assertedRequest';
import type { Random } from '../noninterference/random';
import type { ActMaker, SentAct } from './acts';
import type { Desk } from './desk';

/** Somebody in custody, as far as the clients were told. */
interface Person {
  readonly subject: string;
  detainer: string | null;
  warrant: string | null;
  isDesignated: boolean;
}

/** An act that was sent, and what was told of it at last. */
export interface Entry {
  readonly act: SentAct;
  outcome: Outcome;
}

const BOOKED_AT_ONCE = 3;
const MAX_PERSONS = 9;

/** The clients of a desk: each sends one act after another on whoever is there, and writes down what it is told. */
export class Clients {
  readonly entries: Entry[] = [];
  #watch: { readonly mutation: string | null; left: number; readonly reach: () => void } | null = null;
  #persons: Person[] = [];

  constructor(
    private readonly desk: Desk,
    private readonly maker: ActMaker,
    private readonly random: Random,
  ) {}

  /** Resolves when each of them got no answer: what was asked last is lost. */
  async sendUntilLost(clients: number): Promise<void> {
    await Promise.all(Array.from({ length: clients }, () => this.#sendUntilLost()));
  }

  /** Resolves when so many more acts were sent; of one mutation, or of any. */
  async afterSending(count: number, mutation: string | null): Promise<void> {
    await new Promise<void>((reach) => {
      this.#watch = { mutation, left: count, reach };
    });
  }

  async #sendUntilLost(): Promise<void> {
    for (;;) {
      const entry: Entry = { act: this.#next(), outcome: { kind: 'lost' } };
      this.entries.push(entry);
      this.#count(entry.act);
      entry.outcome = await this.desk.send(entry.act);
      if (entry.outcome.kind === 'lost') return;
      if (entry.outcome.kind === 'answered') this.#learn(entry.act, entry.outcome.answer);
    }
  }

  #count({ mutation }: SentAct): void {
    const watch = this.#watch;
    if (watch === null || (watch.mutation ?? mutation) !== mutation) return;
    watch.left -= 1;
    if (watch.left === 0) watch.reach();
  }

  /** Mostly what is due for a person next, so that many are served; sometimes what is not, and often twice at once. */
  #next(): SentAct {
    const { maker, random } = this;
    const isFull = this.#persons.length >= MAX_PERSONS;
    if (this.#persons.length === 0 || (!isFull && random.chance(0.2))) return maker.bookings(BOOKED_AT_ONCE);
    const { subject, detainer, warrant, isDesignated } = random.pick(this.#persons);
    if (random.chance(0.15)) return maker.immigration(subject);
    if (warrant === null) return maker.warrant(subject);
    if (detainer === null) return maker.detainer(subject);
    if (random.chance(0.05)) return maker.claim(warrant);
    if (random.chance(0.15)) return maker.detainerService(detainer);
    return isDesignated !== random.chance(0.1) ? maker.service(warrant, random.whole(2)) : maker.designation(warrant);
  }

  #learn({ mutation, input }: SentAct, answer: unknown): void {
    const told = answer as {
      readonly upsertBookings?: {
        readonly results: readonly { readonly booking: { readonly subject: Ided } | null }[];
      };
      readonly lodgeDetainer?: { readonly detainer: Ided | null };
      readonly issueWarrantReference?: { readonly warrant: Ided | null };
    };
    for (const { booking } of told.upsertBookings?.results ?? [])
      if (booking !== null)
        this.#persons.push({ subject: booking.subject.id, detainer: null, warrant: null, isDesignated: false });
    const person = this.#persons.find(
      (one) => one.subject === input['subject'] || (one.warrant !== null && one.warrant === input['warrant']),
    );
    if (person === undefined) return;
    if (mutation === 'lodgeDetainer') person.detainer = told.lodgeDetainer?.detainer?.id ?? null;
    if (mutation === 'issueWarrantReference') person.warrant = told.issueWarrantReference?.warrant?.id ?? null;
    if (mutation === 'designateSubject') person.isDesignated = true;
    if (mutation === 'recordService' || mutation === 'reportClaim')
      this.#persons = this.#persons.filter((one) => one !== person || this.random.chance(0.3));
  }
}

interface Ided {
  readonly id: string;
}
