import { type AgreementEnds, agreementEnds as answer } from '../../../schema/services';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { agreementEnds } from '../../../subgraphs/jurisdictions/agreementEnds';
import { PARTIES, restoreAgreements, send } from '../../kit/jurisdictionActs';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { NOW } from '../../kit/subgraph';

const ALL = [ID.agreementTxWso, ID.agreementFlWso, ID.agreementFlJem, ID.agreementGaTfm];

describe.each(ENGINES)('agreementEnds on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  beforeEach(() => restoreAgreements(test.stores));
  afterAll(() => test.close());

  const { texas, sanAntonio, miami } = PARTIES;
  const ends = async (now = NOW): Promise<AgreementEnds['ends']> =>
    answer.parse(await agreementEnds({ agreements: ALL }, test.stores.jurisdictions, now)).ends;
  const act = (mutation: string, caller: typeof texas, input: object, now = NOW) =>
    send(test.stores, { mutation, caller, input: { receivedOn: '2026-03-07', ...input }, now });

  it('R9: names nothing while all are in force', async () => {
    expect(await ends()).toEqual([]);
  });

  it('R9: names an agreement that was ended, and when', async () => {
    await act('terminateAgreement', texas, { agreement: ID.agreementTxWso, exigent: true });
    const later = new Date(NOW.getTime() + 60_000);
    expect(await ends(later)).toEqual([{ agreement: ID.agreementTxWso, status: 'TERMINATED', at: NOW.toISOString() }]);
  });

  it('R9: names one whose notice took effect with the instant of that, before and after it is written down', async () => {
    await act('giveTerminationNotice', texas, { agreement: ID.agreementTxWso });
    const [after, at] = [new Date('2026-07-01T00:00:00Z'), '2026-06-05T05:00:00.000Z'];
    const ended = [{ agreement: ID.agreementTxWso, status: 'TERMINATED', at }];
    expect(await ends(new Date('2026-06-05T04:59:59Z'))).toEqual([]);
    expect(await ends(after)).toEqual(ended);
    const addendum = { agreement: ID.agreementTxWso, signedOn: '2026-03-07', receivedOn: undefined };
    expect((await act('recordAddendum', sanAntonio, addendum, after)).errors).toHaveLength(1);
    expect(await ends(after)).toEqual(ended);
  });

  it('R9: names a suspended JEM agreement, and a suspended WSO one not', async () => {
    await act('suspendAgreement', miami, { agreement: ID.agreementFlJem });
    await act('suspendAgreement', sanAntonio, { agreement: ID.agreementTxWso, exigent: true });
    expect(await ends()).toEqual([{ agreement: ID.agreementFlJem, status: 'SUSPENDED', at: NOW.toISOString() }]);
  });
});
