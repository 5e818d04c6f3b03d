import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, Kind, type OperationDefinitionNode, parse, print, validate } from 'graphql';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { startGraph, type TestGraph } from '../kit/graph';

interface Journey {
  readonly file: string;
  readonly roles: readonly string[];
  readonly operations: readonly OperationDefinitionNode[];
}

const FOLDER = projectFile('docs', 'operations');
const JOURNEYS: readonly Journey[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .map((file) => {
    const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
    const [, roles = ''] = /^# .* Roles: (.+)$/m.exec(text) ?? [];
    const definitions = parse(text).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    return { file, roles: roles.split(', '), operations: definitions };
  });
const OPERATIONS = JOURNEYS.flatMap(({ file, roles, operations }) =>
  operations.map((operation) => ({ file, roles, operation, name: operation.name?.value ?? '' })),
);
const VIEWS = new Map(
  readPolicy().clearances.map(({ name }) => [
    name,
    buildSchema(readFileSync(projectFile('schema', 'views', `${name}.graphql`), 'utf8')),
  ]),
);
const ROLES = ['public', 'wso', 'wso-supervisor', 'jem', 'ice', 'training', 'moa', 'auditor', 'inspector', 'jms'];

function fits(operation: OperationDefinitionNode, role: string): boolean {
  const schema = VIEWS.get(role);
  return schema !== undefined && validate(schema, { kind: Kind.DOCUMENT, definitions: [operation] }).length === 0;
}

describe('the operations of docs/operations', () => {
  it('have names of their own', () => {
    const names = OPERATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('');
  });

  it.each(OPERATIONS)('$name of $file fits the views of the roles that it is for', ({ roles, operation }) => {
    expect(roles.filter((role) => !fits(operation, role))).toEqual([]);
  });

  it.each(JOURNEYS)('$file has an operation that every other role is refused', ({ roles, operations }) => {
    for (const role of ROLES.filter((one) => !roles.includes(one)))
      expect(operations.some((operation) => !fits(operation, role))).toBe(true);
  });
});

describe('the journeys, run against the whole graph', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  /** Runs one of the documents for a token; answers its data and fails on any error. */
  const runWith = async (name: string, token: string | null, variables: object): Promise<Record<string, never>> => {
    const operation = OPERATIONS.find((one) => one.name === name)?.operation;
    if (operation === undefined) throw new Error(`There is no operation ${name}.`);
    const { body } = await graph.ask(print(operation), { token, variables: { ...variables }, operationName: name });
    expect(body).toEqual({ data: expect.anything() });
    return (body as { data: Record<string, never> }).data;
  };
  const run = (name: string, role: string, variables: object = {}): Promise<Record<string, never>> =>
    runWith(name, role === 'public' ? null : graph.token(role), variables);
  const at = (value: unknown, path: string): never =>
    path.split('.').reduce<unknown>((one, step) => (one as Record<string, unknown> | null)?.[step], value) as never;

  it('1 and 3: a warrant from lodging to custody of ICE', async () => {
    const soon = new Date(Date.now() - 30 * 60_000).toISOString();
    const booked = await run('UpsertBooking', 'jms', {
      input: {
        facility: ID.facilityTxMain,
        bookingNumber: 'JOURNEY-1',
        bookedAt: new Date(Date.now() - 86_400_000).toISOString(),
        releaseEligibleAt: soon,
        localChargesResolved: true,
        person: { givenName: 'TEST-Journey', surName: 'TEST-One', preferredLanguage: 'es', interpreterNeeded: true },
        extensions: [{ name: 'j:PersonForeignBornIndicator', value: 'x' }],
      },
    });
    expect(at(booked, 'upsertBooking.droppedExtensions')).toBe(1);
    const subject = at(booked, 'upsertBooking.booking.subject.id');
    const paper = { subject, issuedOn: '2026-01-05', issuingOffice: 'TEST-San Antonio Field Office' };
    const lodged = await run('LodgeDetainer', 'ice', { input: { ...paper, form: 'I247A', bases: ['FINAL_ORDER'] } });
    const issued = await run('IssueWarrantReference', 'ice', {
      input: { ...paper, form: 'I200', issuingOfficerTitle: 'TEST Supervisory Officer', bases: ['CHARGING_DOCUMENT'] },
    });
    const warrant = at(issued, 'issueWarrantReference.warrant.id');
    await run('RecordDetainerService', 'wso', { input: { detainer: at(lodged, 'lodgeDetainer.detainer.id') } });
    await run('DesignateSubject', 'ice', { input: { warrant } });
    await run('StopService', 'ice', { input: { warrant } });
    await run('EndServiceStop', 'ice', { input: { warrant } });
    const advice = await run('MayServe', 'wso', { warrant, officer: ID.officerTxWso });
    const failed = (at(advice, 'mayServe.checks') as { outcome: string }[]).filter(({ outcome }) => outcome !== 'PASS');
    expect(failed).toEqual([]);
    const served = await run('RecordService', 'wso', { input: { warrant, language: 'es', copyGiven: true } });
    expect(at(served, 'recordService.decision.allowed')).toBe(true);
    const service = at(served, 'recordService.service.id');
    expect(at(served, 'recordService.service.confirmedAt')).not.toBeNull();
    const printed = await run('PrintDecision', 'wso', { id: at(served, 'recordService.decision.id') });
    expect(at(printed, 'authorityDecision.checks')).toHaveLength(17);
    await run('NotifyIce', 'wso', { input: { service } });
    await run('AcknowledgeServiceNotice', 'ice', { input: { service } });
    const claimed = { warrant, receivedAt: soon, detail: 'TEST words' };
    await run('ReportClaim', 'wso', { input: claimed });
    const open = await run('ClaimsOpen', 'ice');
    const claim = at(open, 'claimsOpen.edges.0.node.id');
    expect(at(open, 'claimsOpen.edges.0.node.detail')).toBe('TEST words');
    await run('AcknowledgeClaim', 'ice', { input: { claim } });
    await run('ResolveClaim', 'ice', { input: { claim } });
    const waiting = await run('ServicesAwaitingPickup', 'ice', { dueWithin: 'P3D' });
    expect(at(waiting, 'holds.totalCount')).toBe(2);
    const hold = at(served, 'recordService.service.hold.id');
    const ended = await run('ConfirmCustodyAssumed', 'ice', { input: { hold, receivingOffice: 'TEST office' } });
    expect(at(ended, 'confirmCustodyAssumed.hold.status')).toBe('TRANSFERRED');
  });

  it('2: a supervisor sees what ends, and files a complaint with its clock', async () => {
    expect(at(await run('OfficersOfAgency', 'wso-supervisor'), 'officers.totalCount')).toBeGreaterThan(2);
    expect(at(await run('WhatExpires', 'wso-supervisor', { within: 'P30D' }), 'expiring.totalCount')).toBeGreaterThan(
      0,
    );
    expect(at(await run('ReleaseNow', 'wso-supervisor'), 'mustRelease.totalCount')).toBe(0);
    const officer = ID.officerTxWsoSecond;
    const filed = await run('FileComplaintNotice', 'wso-supervisor', {
      input: { officer, kind: 'EXCESSIVE_FORCE', receivedAt: new Date().toISOString() },
    });
    expect(at(filed, 'fileComplaintNotice.dueAt')).not.toBeNull();
    const leavesOn = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
    await run('ReportOfficerLeaving', 'wso-supervisor', { input: { officer, leavesOn } });
  });

  it('5: a trainee passes, and stands on the roster', async () => {
    expect(at(await run('Trainees', 'training'), 'trainees.totalCount')).toBe(1);
    const takenOn = new Date().toISOString().slice(0, 10);
    const passed = await run('RecordExam', 'training', {
      input: { officer: ID.officerTxTrainee, takenOn, scorePercent: 70 },
    });
    expect(at(passed, 'recordExam.officer.status')).toBe('CERTIFIED');
    const roster = await run('CertificationRoster', 'training', { agency: ID.agencyTx });
    expect(JSON.stringify(roster)).toContain(ID.officerTxTrainee);
    await run('RefresherDue', 'training', { within: 'P90D' });
  });

  it('5: an agency under the Task Force Model revokes, and its officer may do nothing more', async () => {
    const officer = ID.officerGaTfm;
    const revoked = await runWith('RevokeAuthorization', graph.token('training', { agency: ID.agencyGa }), {
      input: { officer },
    });
    expect(at(revoked, 'revokeAuthorization.officer')).toMatchObject({
      ...{ id: officer, status: 'WITHDRAWN' },
      authorizations: [{ status: 'WITHDRAWN', withdrawal: { revocation: { isTimely: true } } }],
    });
    const { body } = await graph.ask('query ($id: ID!) { officer(id: $id) { authority { inOrder functions } } }', {
      token: graph.token('inspector'),
      variables: { id: officer },
    });
    expect(body).toEqual({ data: { officer: { authority: { inOrder: false, functions: [] } } } });
  });

  it('6: a manager reads the agreement with its rules, and what is due', async () => {
    const found = await run('AgreementOf', 'moa', { agency: ID.agencyTx, model: 'WSO' });
    expect(at(found, 'agreement.status')).toBe('ACTIVE');
    expect(at(found, 'agreement.template.functions')).toEqual(['SERVE_EXECUTE_I200', 'SERVE_I205']);
    await run('NoticeClock', 'moa');
    expect(at(await run('MandateCompliance', 'moa', { state: 'TX' }), 'mandateCompliance.deadlineOn')).toBe(
      '2026-12-01',
    );
    await run('PolicyConflicts', 'moa');
    await run('MeetingsDue', 'moa', { dueWithin: 'P366D' });
    // The day before: today by UTC may be tomorrow where the agency lies.
    const heldOn = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await run('RecordReviewMeeting', 'moa', { input: { agreement: ID.agreementTxWso, heldOn } });
  });

  it('R10 ends: a withdrawal is answered late, and after it the officer’s token is nobody’s and may do nothing', async () => {
    const began = Date.now();
    const noticeSignedOn = new Date().toISOString().slice(0, 10);
    const input = { officer: ID.officerTxWso, noticeSignedOn, reason: 'ICE_DECISION' };
    const withdrawn = await run('WithdrawAuthorization', 'ice', { input });
    expect(at(withdrawn, 'withdrawAuthorization.officer.status')).toBe('WITHDRAWN');
    expect(Date.now() - began).toBeGreaterThanOrEqual(2500);
    const queue = await run('MyServiceQueue', 'ice');
    const warrant = at(queue, 'myServiceQueue.edges.0.node.id');
    const advice = await run('MayServe', 'ice', { warrant, officer: ID.officerTxWso });
    expect(at(advice, 'mayServe.allowed')).toBe(false);
    // The token was seen before, so what it rests on may be up to 25 seconds old; the act asks for itself.
    const served = await graph.ask(
      'mutation ($input: RecordServiceInput!) { recordService(input: $input) { service { id } decision { allowed } } }',
      { token: graph.token('wso'), variables: { input: { warrant, language: 'es', copyGiven: true } } },
    );
    expect(JSON.stringify(served.body)).not.toContain('"service":{');
  });

  it('4: a JEM officer reads a record of his own jail', async () => {
    const queue = await run('MyServiceQueue', 'jem');
    const id = at(queue, 'myServiceQueue.edges.0.node.subject.id');
    const { subject } = await run('SubjectWithRecord', 'jem', { id });
    expect(at(subject, 'immigration.alienNumber')).toBe('A000000201');
  });

  it('7: oversight counts and finds nothing amiss', async () => {
    const counted = await run('HoldStatistics', 'auditor', { from: '2026-01-01', to: '2026-12-31' });
    expect(at(counted, 'holdStatistics.count')).toBeNull();
    expect(at(await run('AuthorityViolations', 'auditor'), 'authorityViolations.totalCount')).toBe(0);
    await run('NoticesDue', 'auditor');
  });

  it('8: a jail system tells and polls', async () => {
    const person = { givenName: 'TEST-Journey', surName: 'TEST-Eight' };
    const booking = { facility: ID.facilityTxMain, bookedAt: '2026-01-01T00:00:00Z', person };
    const told = await run('UpsertBookings', 'jms', {
      input: {
        bookings: [
          { ...booking, bookingNumber: 'J-8-1' },
          { ...booking, bookingNumber: 'no number!' },
        ],
      },
    });
    expect(at(told, 'upsertBookings.results')).toMatchObject([
      { index: 0, errorCode: null },
      { index: 1, errorCode: 'INPUT_INVALID', booking: null },
    ]);
    const changed = await run('DetainersChangedSince', 'jms', { since: '2026-01-01T00:00:00Z' });
    expect(at(changed, 'detainers.edges.length')).toBeGreaterThan(0);
    await run('HoldsDue', 'jms', { dueWithin: 'P3D' });
  });

  it('9: the public reads agreements and no person', async () => {
    expect(at(await run('AgreementsOfState', 'public', { state: 'TX' }), 'agreements.totalCount')).toBe(1);
  });
});
