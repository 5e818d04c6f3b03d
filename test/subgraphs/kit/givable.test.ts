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
const { within, shown } = givable('Query.asked', args);
const without = (...hidden: readonly string[]) => shown(given, (one) => !hidden.includes(one));

describe('givable', () => {
  it('names all that may be given, each once for each argument', () => {
    const parts = ['Input.id', 'Input.secret', 'Input.kinds', 'Kind.OPEN', 'Kind.SHUT', 'Input.inner'];
    expect([...within].sort()).toEqual(
      ['Query.asked(first:)', 'Query.asked(kind:)', 'Query.asked(input:)', 'Kind.OPEN', 'Kind.SHUT', ...parts].sort(),
    );
  });

  it('leaves alone what the caller may give', () => {
    expect(without()).toEqual(given);
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
