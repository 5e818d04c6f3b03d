import { buildSchema } from 'graphql';
import { givable } from '../../../subgraphs/kit/givable';

const schema = buildSchema(`
  type Query { asked(first: Int = 20, kind: Kind, input: Input): Int }
  enum Kind { OPEN SHUT }
  input Input { id: ID! secret: String = "default" kinds: [Kind!] inner: Input }
`);
const { args } = schema.getQueryType()?.getFields()['asked'] ?? { args: [] };
const given = {
  first: 5,
  kind: 'SHUT',
  input: { id: '1', secret: 'x', kinds: ['OPEN', 'SHUT'], inner: { id: '2', secret: 'default', inner: null } },
};
const without = (...hidden: readonly string[]) => givable('Query.asked', args)(given, (one) => !hidden.includes(one));

describe('givable', () => {
  it('leaves alone what the caller may give', () => {
    expect(without()).toBe(given);
  });

  it('takes hidden arguments away', () => {
    expect(without('Query.asked(input:)', 'Query.asked(first:)')).toEqual({ kind: 'SHUT' });
  });

  it('takes hidden fields of inputs away, however deep, defaults too', () => {
    const input = { id: '1', kinds: ['OPEN', 'SHUT'], inner: { id: '2', inner: null } };
    expect(without('Input.secret')).toEqual({ ...given, input });
  });

  it('takes hidden values of enums away, alone and in lists', () => {
    const { first, input } = given;
    expect(without('Kind.SHUT')).toEqual({ first, kind: undefined, input: { ...input, kinds: ['OPEN'] } });
  });
});
