import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { Agreement } from '../../../subgraphs/jurisdictions/Agreement.entity';
import { MoaTemplate } from '../../../subgraphs/jurisdictions/MoaTemplate.entity';
import { newId } from '../../../subgraphs/kit/newId';
import { AgencyReach } from '../../../subgraphs/officers/Officer.entity';
import { OfficerLife } from '../../kit/officerLife';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { NOW } from '../../kit/subgraph';

const UNFIT = ['The input does not fit its description.'];
const COURSES = `{ courseOfferings(model: WSO) { edges { node { startsOn course { passPercent retakes retakesCount } } } } }`;

describe.each(ENGINES)('what the agreement lays down for officers on %s', (engine) => {
  let test: TestStores;
  beforeEach(async () => {
    test = await openDemonstration(engine, NOW);
  }, 30_000);
  afterEach(() => test.close());

  const jurisdictions = () => test.stores.jurisdictions.operational.writes;
  /** A text that ICE revised: stricter examinations, another retake, a year of service, one power less. */
  const revise = async (revisionOn: string): Promise<string> => {
    const [known] = await jurisdictions().getRepository(MoaTemplate).findBy({ model: 'WSO' });
    const revised = {
      ...{ ...known, id: newId(), revisionOn, functions: ['SERVE_EXECUTE_I200'] },
      ...{ examMinimumPercent: 80, examRetakes: 2, minMonthsOfService: 12 },
    };
    await jurisdictions().getRepository(MoaTemplate).insert(revised);
    return revised.id;
  };
  const sign = (templateId: string) =>
    jurisdictions().getRepository(Agreement).update({ id: ID.agreementTxWso }, { templateId });
  const coursesSeen = async (life: OfficerLife) => {
    const { data } = await life.ask(life.caller('training'), COURSES);
    const { courseOfferings } = data as { courseOfferings: { edges: { node: { startsOn: string } }[] } };
    return courseOfferings.edges.map(({ node }) => node).filter(({ startsOn }) => startsOn === '2026-01-05');
  };

  it('R11 is examined by the revision that the agency signed', async () => {
    await sign(await revise('2027-01-04'));
    const life = new OfficerLife(test.stores);
    await life.train();
    const course = { passPercent: 80, retakes: 2, retakesCount: 'EACH_EXAM' };
    expect(await coursesSeen(life)).toEqual([{ startsOn: '2026-01-05', course }]);
    const outcomes: unknown[] = [];
    for (const score of [75, 79, 60]) outcomes.push((await life.sit(score)).officer?.status);
    expect(outcomes).toEqual(['IN_TRAINING', 'IN_TRAINING', 'DISQUALIFIED']);
  });

  it('asks for the service and gives the powers that this revision names', async () => {
    await sign(await revise('2027-01-04'));
    const life = new OfficerLife(test.stores);
    expect((await life.nominate({ monthsOfService: 11 })).errors).toEqual(UNFIT);
    await life.certify();
    expect((await life.letter({ functions: ['SERVE_EXECUTE_I200', 'SERVE_I205'] })).errors).toEqual(UNFIT);
    expect((await life.letter()).errors).toEqual([]);
  });

  it('lets the agency revoke authorizations where this revision says so, with the hours that it names', async () => {
    const revised = await revise('2027-01-04');
    await jurisdictions().getRepository(MoaTemplate).update({ id: revised }, { agencyRevocationNoticeHours: 24 });
    await sign(revised);
    const life = new OfficerLife(test.stores);
    await life.authorize();
    expect((await life.ofOfficer('training', 'revokeAuthorization')).officer?.status).toBe('WITHDRAWN');
    const source = `query ($id: ID!) { officer(id: $id) { authorizations { withdrawal { revocation { noticeDueAt } } } } }`;
    const { data } = await life.ask(life.caller('ice'), source, { id: life.id });
    const noticeDueAt = new Date(NOW.getTime() + 24 * 3_600_000).toISOString();
    expect(data).toEqual({ officer: { authorizations: [{ withdrawal: { revocation: { noticeDueAt } } }] } });
  });

  it('stays with the revision that was signed when ICE publishes another', async () => {
    await revise('2027-01-04');
    const life = new OfficerLife(test.stores);
    await life.train();
    expect((await life.sit(75)).officer?.status).toBe('CERTIFIED');
  });

  it('is ICE’s newest text for an agency without an agreement of the model in force', async () => {
    await revise('2027-01-04');
    await jurisdictions().getRepository(Agreement).update({ id: ID.agreementTxWso }, { status: 'TERMINATED' });
    const life = new OfficerLife(test.stores);
    await life.train();
    expect((await life.sit(75)).officer?.status).toBe('IN_TRAINING');
  });

  it('decides nothing while jurisdictions did not say', async () => {
    const life = new OfficerLife(test.stores);
    await life.train();
    const { writes } = test.stores.officers.operational;
    await writes.getRepository(AgencyReach).update({ agencyId: ID.agencyTx }, { clauses: null });
    expect((await life.sit(90)).errors).toEqual([
      'Whether the officer may act could not be found out; nothing was confirmed.',
    ]);
    expect(await coursesSeen(life)).toEqual([{ startsOn: '2026-01-05', course: null }]);
  });
});
