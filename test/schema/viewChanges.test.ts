import { viewChanges } from '../../schema/viewChanges';

describe('viewChanges', () => {
  it('names what a view gains and loses, arguments and values included', () => {
    const before = 'type Query { a(x: Int): E } enum E { V }';
    const after = 'type Query { a: E b: Int } enum E { V W }';
    expect(viewChanges('wso', before, after)).toEqual(['WSO gains Query.b', 'WSO gains E.W', 'WSO loses Query.a(x:)']);
  });

  it('says nothing of a view that stays', () => {
    expect(viewChanges('ice', 'type Query { a: Int }', 'type Query { "Described." a: Int }')).toEqual([]);
  });
});
