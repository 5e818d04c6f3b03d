import { failedPaths } from '../../../gateway/plan/failedPaths';

describe('failedPaths', () => {
  it('names each root field by the name it is answered under', () => {
    expect(failedPaths('query Q { a: warrants { id } officers { id } }', [])).toEqual([['a'], ['officers']]);
  });

  it('names each field of each representation of its type, through fragments', () => {
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Officer { __typename badge: badgeNumber ...more } ... on Agency { name } } }
      fragment more on Officer { agency { id } badge: badgeNumber }`;
    const representations = [{ __typename: 'Officer' }, { __typename: 'Agency' }];
    expect(failedPaths(query, representations)).toEqual([
      ['_entities', 0, 'badge'],
      ['_entities', 0, 'agency'],
      ['_entities', 1, 'name'],
    ]);
  });

  it('stops at 100', () => {
    const query = '{ _entities(representations: []) { ... on Officer { a b c } } }';
    expect(
      failedPaths(
        query,
        Array.from({ length: 5000 }, () => ({ __typename: 'Officer' })),
      ).length,
    ).toBe(100);
  });
});
