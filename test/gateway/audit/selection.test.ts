import { readFileSync } from 'node:fs';
import { selectionReader } from '../../../gateway/audit/selection';
import { projectFile } from '../../../schema/files';

const select = selectionReader(readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8'));
const fieldsOf = (document: string, name: string | null = null) => [...(select(document, name)?.fields ?? [])].sort();

describe('selectionReader', () => {
  it.each<[string, string, readonly string[]]>([
    ['a field under an alias', '{ subject(id: "a") { id: name { surName } } }', ['PersonName.surName', 'Subject.name']],
    ['aliases that swap names', '{ subject(id: "a") { name: birthDate birthDate: id } }', ['Subject.birthDate']],
    ['an inline fragment', '{ subject(id: "a") { ... on Subject { ... { birthDate } } } }', ['Subject.birthDate']],
    [
      'fragments in fragments',
      '{ subject(id: "a") { ...a } } fragment a on Subject { ...b } fragment b on Subject { sexCode }',
      ['Subject.sexCode'],
    ],
    [
      'a field that is skipped, for the schema alone decides',
      '{ subject(id: "a") { birthDate @skip(if: true) } }',
      ['Subject.birthDate'],
    ],
    [
      'acts',
      'mutation { designateSubject(input: { warrant: "a" }) { warrant { form } } }',
      ['Mutation.designateSubject'],
    ],
    ['nothing of what is about no person', '{ agencies { totalCount } holds { edges { node { deadlineAt } } } }', []],
    ['nothing of introspection', '{ __schema { types { name } } __typename }', []],
  ])('finds %s', (_what, document, fields) => {
    expect(fieldsOf(document)).toEqual(fields);
  });

  it('takes the operation that is named', () => {
    const document = 'query a { subject(id: "a") { birthDate } } query b { me { officer { status } } }';
    expect(fieldsOf(document, 'b')).toEqual(['Caller.officer', 'Officer.status']);
    expect(select(document, null)).toBeNull();
    expect(select('query a { me { capacity } }', '')).toMatchObject({ operation: 'query' });
  });

  it('names the types whose rows are persons', () => {
    expect([...(select('{ holds { edges { node { subject { id } service { id } } } } }', null)?.types ?? [])]).toEqual([
      'Subject',
      'ServiceRecord',
    ]);
  });

  it('is not led astray by a fragment that doubles itself', () => {
    const levels = Array.from({ length: 30 }, (_, at) => `fragment f${at} on Subject { ...f${at + 1} ...f${at + 1} }`);
    const document = `{ subject(id: "a") { ...f0 } } ${levels.join(' ')} fragment f30 on Subject { birthDate }`;
    expect(fieldsOf(document)).toEqual(['Subject.birthDate']);
  });
});
