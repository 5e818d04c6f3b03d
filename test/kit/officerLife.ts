import type { Caller } from '../../schema/caller';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { callerAs } from './callers';
import type { AllStores } from './stores';
import { askSubgraph, NOW } from './subgraph';

export interface Answer {
  readonly officer: OfficerAnswer | null;
  readonly errors: readonly string[];
}

export interface OfficerAnswer {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly authorizations: readonly {
    readonly id: string;
    readonly status: string;
    readonly validUntilAt: string | null;
  }[];
  readonly credentials: readonly { readonly id: string; readonly status: string }[];
}

export interface Place {
  readonly agency: string;
  readonly agreement: string;
  readonly fieldOffice: string;
}

export const PLACES: Readonly<Record<string, Place>> = {
  WSO: { agency: ID.agencyTx, agreement: ID.agreementTxWso, fieldOffice: 'San Antonio' },
  JEM: { agency: ID.agencyFl, agreement: ID.agreementFlJem, fieldOffice: 'Miami' },
  TFM: { agency: ID.agencyGa, agreement: ID.agreementGaTfm, fieldOffice: 'Atlanta' },
};

const SHOWN = `officer { id status version authorizations(first: 20) { id status validUntilAt } credentials(first: 20) { id status } }`;

/** One officer's way through the programme: each verb is one mutation by whom it belongs to, at the instant of `now`. */
export class OfficerLife {
  now = NOW;
  id = '';
  /** How long answers waited. */
  readonly waits: number[] = [];

  constructor(
    private readonly stores: AllStores,
    readonly model: 'WSO' | 'JEM' | 'TFM' = 'WSO',
  ) {}

  get place(): Place {
    return PLACES[this.model] ?? { agency: '', agreement: '', fieldOffice: '' };
  }

  caller(role: string, changes: Partial<Caller> = {}): Caller {
    const { agency, fieldOffice } = this.place;
    return callerAs(role, role === 'ice' ? { fieldOffice, ...changes } : { agency, ...changes });
  }

  async ask(caller: Caller, source: string, variables: Readonly<Record<string, unknown>> = {}) {
    const pause = async (milliseconds: number): Promise<void> => {
      this.waits.push(milliseconds);
    };
    return askSubgraph({ subgraph: 'officers', stores: this.stores, caller, now: this.now, pause }, source, variables);
  }

  async mutate(caller: Caller, mutation: string, input: object): Promise<Answer> {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const step = ['startVetting', 'reinstateOfficer', 'recordDeparture'].includes(mutation);
    const named = step ? 'OfficerStepInput' : mutation === 'recordCredentialLost' ? 'CredentialStepInput' : type;
    const source = `mutation ($input: ${named}!) { ${mutation}(input: $input) { ${SHOWN} } }`;
    const { data, errors } = await this.ask(caller, source, { input });
    const officer = (data as Record<string, { officer: OfficerAnswer } | null> | null)?.[mutation]?.officer ?? null;
    return { officer, errors };
  }

  ofOfficer(role: string, mutation: string, input: object = {}): Promise<Answer> {
    return this.mutate(this.caller(role), mutation, { officer: this.id, ...input });
  }

  async nominate(changes: object = {}): Promise<Answer> {
    const person =
      this.id === '' ? { person: { givenName: 'TEST-Ilse', surName: 'TEST-Farrow' } } : { officer: this.id };
    const facts = { model: this.model, detentionDuty: true, monthsOfService: 36, nominationEligible: true };
    const answer = await this.mutate(this.caller('training'), 'nominateOfficer', { ...person, ...facts, ...changes });
    this.id = answer.officer?.id ?? this.id;
    return answer;
  }

  /** Up to the class; examinations are what the test adds. */
  async train(examCount = 1): Promise<void> {
    await this.nominate();
    await this.ofOfficer('ice', 'startVetting');
    await this.ofOfficer('ice', 'decideVetting', { outcome: 'SUITABLE' });
    const { data } = await this.ask(
      this.caller('training'),
      'mutation ($input: ScheduleOfferingInput!) { scheduleOffering(input: $input) { offering { id } } }',
      { input: { model: this.model, startsOn: '2026-01-05', endsOn: '2026-01-09', examCount } },
    );
    const { scheduleOffering } = data as { scheduleOffering: { offering: { id: string } } };
    await this.ofOfficer('training', 'enrollOfficer', { offering: scheduleOffering.offering.id });
  }

  sit(scorePercent: number, changes: object = {}): Promise<Answer> {
    const iceResult = this.model === 'TFM' ? { iceResult: scorePercent >= 70 ? 'PASSED' : 'FAILED' } : {};
    return this.ofOfficer('training', 'recordExam', { takenOn: '2026-01-09', scorePercent, ...iceResult, ...changes });
  }

  async certify(): Promise<Answer> {
    await this.train();
    return this.sit(90);
  }

  letter(changes: object = {}): Promise<Answer> {
    return this.ofOfficer('ice', 'authorizeOfficer', {
      agreement: this.place.agreement,
      functions: ['SERVE_EXECUTE_I200'],
      letterSignedOn: '2026-02-02',
      signedByPosition: 'FIELD_OFFICE_DIRECTOR',
      supervisingPosition: 'SUPERVISORY_OFFICER',
      ...changes,
    });
  }

  form(): Promise<Answer> {
    return this.ofOfficer('ice', 'executeForm70006', { executedOn: '2026-02-03' });
  }

  credential(changes: object = {}): Promise<Answer> {
    return this.ofOfficer('training', 'recordCredentialIssued', {
      issuedOn: '2026-02-04',
      expiresOn: '2028-02-04',
      ...changes,
    });
  }

  async authorize(): Promise<Answer> {
    await this.certify();
    await this.letter();
    await this.form();
    return this.credential();
  }
}
