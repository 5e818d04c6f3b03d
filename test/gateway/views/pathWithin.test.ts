import { Kind, parse } from 'graphql';
import { pathWithin } from '../../../gateway/views/pathWithin';

const document = parse(`
  query { queue: warrants { rows { id ...who } } ... on Query { me { id } } }
  fragment who on Warrant { subject { name: fullName } }
`);
const operation = document.definitions[0];
const data = { queue: { rows: [{ id: '1', subject: null }, null] }, me: null };

describe('pathWithin', () => {
  it.each<[string, readonly (string | number)[], readonly (string | number)[]]>([
    ['an alias through a fragment', ['queue', 'rows', 0, 'subject', 'name'], ['queue', 'rows', 0, 'subject', 'name']],
    ['a field of an inline fragment', ['me'], ['me']],
    [
      'a field that the client did not select',
      ['queue', 'rows', 0, 'subject', 'citizenship'],
      ['queue', 'rows', 0, 'subject'],
    ],
    ['a name behind an alias', ['warrants', 'rows'], []],
    ['an index that is not there', ['queue', 'rows', 7, 'id'], ['queue', 'rows']],
    ['an index that is a value', ['queue', 'rows', 123_456_789], ['queue', 'rows']],
    ['an index where no list is', ['me', 0], ['me']],
    ['a name where a list is', ['queue', 'rows', 'id'], ['queue', 'rows']],
    ['the length of a list', ['queue', 'rows', 'length'], ['queue', 'rows']],
    ['a name of every object', ['constructor', 'prototype'], []],
    ['nothing', [], []],
  ])('follows %s as far as the client’s own operation goes', (_what, path, kept) => {
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    expect(pathWithin(path, { operation, document, data })).toEqual(kept);
  });
});
