import { Authorization } from '../../../../subgraphs/officers/Authorization.entity';
import { Credential } from '../../../../subgraphs/officers/Credential.entity';
import { dueChange } from '../../../../subgraphs/officers/rules/dueChange';
import {
  authorizationStatusAt,
  credentialStatusAt,
  officerStatusAt,
} from '../../../../subgraphs/officers/rules/statusAt';

const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));
const authorization = (changes: Partial<Authorization>): Authorization =>
  Object.assign(
    new Authorization(),
    { status: 'ACTIVE', validFromAt: at(2), validUntilAt: null, endedAt: null },
    changes,
  );
const credential = (changes: Partial<Credential>): Credential =>
  Object.assign(new Credential(), { status: 'ISSUED', endedAt: null, expiresOn: null }, changes);

describe('officerStatusAt', () => {
  const officer = { status: 'AUTHORIZED', statusSinceAt: at(10), dueStatus: 'WITHDRAWN', dueAt: at(20) };
  const changes = [
    { at: at(10), fromStatus: 'CERTIFIED', toStatus: 'AUTHORIZED' },
    { at: at(5), fromStatus: 'IN_TRAINING', toStatus: 'CERTIFIED' },
  ];

  it.each([
    [1, 'IN_TRAINING'],
    [5, 'CERTIFIED'],
    [9, 'CERTIFIED'],
    [10, 'AUTHORIZED'],
    [19, 'AUTHORIZED'],
    [20, 'WITHDRAWN'],
  ])('reads what is past, what is, and what comes by itself on day %i', (day, status) => {
    expect(officerStatusAt(officer, at(day), changes)).toBe(status);
  });
});

describe('authorizationStatusAt', () => {
  it.each([
    ['before its papers were there', {}, 'AUTHORIZED', 1, 'PENDING'],
    ['while a paper is missing', { status: 'PENDING' }, 'CERTIFIED', 3, 'PENDING'],
    ['in force', {}, 'AUTHORIZED', 3, 'ACTIVE'],
    ['of a suspended officer', {}, 'SUSPENDED', 3, 'SUSPENDED'],
    ['before its term is over', { validUntilAt: at(9) }, 'AUTHORIZED', 8, 'ACTIVE'],
    ['from the end of its term on', { validUntilAt: at(9) }, 'CERTIFIED', 9, 'EXPIRED'],
    ['before it is withdrawn', { status: 'WITHDRAWN', endedAt: at(9) }, 'AUTHORIZED', 8, 'ACTIVE'],
    ['from its withdrawal on', { status: 'WITHDRAWN', endedAt: at(9) }, 'WITHDRAWN', 9, 'WITHDRAWN'],
    [
      'that ended with its agreement',
      { status: 'REVOKED_BY_MOA_END', endedAt: at(9) },
      'CERTIFIED',
      9,
      'REVOKED_BY_MOA_END',
    ],
    ['that ended without an instant on record', { status: 'WITHDRAWN' }, 'AUTHORIZED', 3, 'WITHDRAWN'],
  ])('tells one %s', (_which, changes, officerStatus, day, status) => {
    expect(authorizationStatusAt(authorization(changes), officerStatus, at(day))).toBe(status);
  });
});

describe('credentialStatusAt', () => {
  it.each([
    ['in hand', {}, null, 3, 'ISSUED'],
    ['on its last day', { expiresOn: '2026-03-08' }, null, 8, 'ISSUED'],
    ['after its last day', { expiresOn: '2026-03-08' }, null, 9, 'EXPIRED'],
    ['before it was lost', { status: 'LOST', endedAt: at(9) }, null, 8, 'ISSUED'],
    ['that was lost', { status: 'LOST', endedAt: at(9) }, null, 9, 'LOST'],
    ['of an officer whose last authorization ended', {}, at(9), 9, 'RETURN_DUE'],
  ])('tells one %s', (_which, changes, dueAt, day, status) => {
    expect(credentialStatusAt(credential(changes), { dueAt }, at(day))).toBe(status);
  });
});

describe('dueChange', () => {
  it.each([
    ['nothing while one has no end', [{}, { validUntilAt: at(9) }], null],
    [
      'certified again when the last term is over',
      [{ validUntilAt: at(7) }, { validUntilAt: at(9) }],
      ['CERTIFIED', at(9)],
    ],
    [
      'withdrawn when the last was withdrawn',
      [{ validUntilAt: at(7) }, { status: 'WITHDRAWN', endedAt: at(9) }],
      ['WITHDRAWN', at(9)],
    ],
    ['nothing by a letter that never came into force', [{}, { status: 'PENDING' }], null],
  ])('makes of an officer %s', (_what, authorizations, expected) => {
    const [dueStatus, dueAt] = expected ?? [];
    expect(dueChange(authorizations.map((one) => authorization(one as Partial<Authorization>)))).toEqual(
      expected === null ? null : { dueStatus, dueAt },
    );
  });
});
