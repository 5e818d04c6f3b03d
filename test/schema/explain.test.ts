import { readFileSync } from 'node:fs';
import { explain, whoSees } from '../../schema/explain';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import { SUBGRAPHS, subgraphDocument } from '../../schema/subgraphs';

const parts = {
  supergraphSdl: readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8'),
  subgraphs: new Map(SUBGRAPHS.map((name) => [name as string, subgraphDocument(name)])),
  policy: readPolicy(),
};

describe('explain', () => {
  it('says why a WSO does not see a protected field', () => {
    expect(explain('wso', 'ImmigrationRecord.citizenshipCountries', parts)).toEqual([
      'ImmigrationRecord.citizenshipCountries does not exist for wso.',
      expect.stringMatching(/^It holds CITIZENSHIP, stated at schema\/warrants\.graphql:\d+\.$/),
      expect.stringMatching(/^CITIZENSHIP: withheld; a Warrant Service Officer may not ask about/),
    ]);
  });

  it('says for which rows a grant reaches', () => {
    expect(explain('wso', 'Subject.birthDate', parts)).toEqual([
      'Subject.birthDate exists for wso.',
      expect.stringMatching(/^It holds IDENTITY, stated at /),
      "IDENTITY: granted for rows «facility»; serve the right person in the officer's own jail (MOA App. A).",
    ]);
  });

  it('says of a mutation whose act it is, and of a category that no line grants it', () => {
    expect(explain('ice', 'Mutation.upsertBooking', parts)).toContain('It is not among the acts of ice.');
    expect(explain('moa', 'Subject.birthDate', parts)).toContain('IDENTITY: policy.yaml grants it to moa in no line.');
  });

  it('says when something is hidden only with something else', () => {
    expect(explain('public', 'Duration', parts).at(-1)).toBe(
      'All of this is granted; it is hidden because it is of use only together with something hidden.',
    );
  });

  it.each([
    ['nobody', 'Subject.birthDate', /^role: nobody is none/],
    ['wso', 'Subject.nothing', /^coordinate: the graph has no Subject\.nothing/],
  ])('refuses %s %s', (role, coordinate, message) => {
    expect(() => explain(role, coordinate, parts)).toThrow(message);
  });
});

describe('whoSees', () => {
  it('names the roles, and nobody', () => {
    expect(whoSees('ImmigrationRecord.alienNumber', parts)).toEqual(['jem', 'ice']);
    expect(whoSees('ImmigrationRecord.specialProtection', parts)).toEqual([]);
  });
});
