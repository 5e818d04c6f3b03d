import { entityFor } from './entityFor';

const NAMES = ['AdministrativeWarrant', 'ServiceRecord', 'ServiceStop', 'Agreement', 'Agency'];

describe('entityFor', () => {
  it.each([
    ['agencyId', 'Agency'],
    ['warrant', 'AdministrativeWarrant'],
    ['serviceId', 'ServiceRecord'],
    ['listedAgreementId', 'Agreement'],
    ['language', null],
  ])('%s is about %s', (word, name) => {
    expect(entityFor(word, NAMES)).toBe(name);
  });
});
