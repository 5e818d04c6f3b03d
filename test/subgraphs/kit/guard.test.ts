import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import type { Caller } from '../../../schema/caller';
import { expand } from '../../../schema/expand';
import { guardSchema } from '../../../subgraphs/kit/guard';
import { remember } from '../../../subgraphs/kit/reached';
import { callerAs } from '../../kit/callers';

const SDL = `type Query {
  open: Int @classified(as: PUBLIC)
  shut(x: Int): Int @classified(as: ALIENAGE)
  bare: Int
  row: Row @classified(as: OPERATIONAL)
  found: Found @classified(as: OPERATIONAL)
  asked(input: Asked @classified(as: PUBLIC)): String @classified(as: PUBLIC)
}
input Asked { open: Int @classified(as: PUBLIC) shut: Int @classified(as: ALIENAGE) bare: Int }
type Row { part: Part @classified(as: OPERATIONAL) list: [Part!] @classified(as: OPERATIONAL) }
type Part { name: String @classified(as: IDENTITY) number: Int @classified(as: OPERATIONAL) }
type Found { id: ID @classified(as: OPERATIONAL) }`;

class ReadPastTheScope {
  readonly id = 'x';
}

const resolved: string[] = [];
const answering = (name: string, value: unknown) => () => {
  resolved.push(name);
  return value;
};
const document = expand(parse(SDL));
const schema = guardSchema(
  buildSubgraphSchema({
    typeDefs: parse(
      `directive @classified(as: C!) repeatable on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION enum C { PUBLIC OPERATIONAL IDENTITY ALIENAGE } ${SDL}`,
    ),
    resolvers: {
      Query: {
        open: answering('open', 1),
        shut: answering('shut', 2),
        bare: answering('bare', 3),
        found: () => new ReadPastTheScope(),
        asked: (_source: unknown, { input }: { readonly input: object }) => Object.keys(input).join(' '),
        row: () => {
          const row = { part: { name: 'TEST-A', number: 1 }, list: [{ name: 'TEST-B', number: 2 }] };
          remember(row, new Set(['PUBLIC', 'OPERATIONAL']));
          return row;
        },
      },
    },
  }),
  document,
);

async function ask(source: string, caller: Caller) {
  const persons = { noteField: () => undefined, noteRow: () => undefined };
  const { data, errors } = await graphql({ schema, source, contextValue: { caller, persons } });
  return { data: JSON.parse(JSON.stringify(data)), errors: (errors ?? []).map(({ message }) => message) };
}

describe('guardSchema', () => {
  beforeEach(() => resolved.splice(0));

  it('resolves no field outside the clearance, and none without a category for anyone', async () => {
    const source = '{ open shut(x: 1) a: shut bare }';
    expect(await ask(source, callerAs('wso'))).toEqual({
      data: { open: 1, shut: null, a: null, bare: null },
      errors: [],
    });
    expect(resolved).toEqual(['open']);
    expect((await ask(source, callerAs('ice'))).data).toEqual({ open: 1, shut: 2, a: 2, bare: null });
  });

  it('gives a resolver no input outside the clearance, and none without a category', async () => {
    const source = '{ asked(input: { open: 1, shut: 2, bare: 3 }) }';
    expect((await ask(source, callerAs('wso'))).data).toEqual({ asked: 'open' });
    expect((await ask(source, callerAs('ice'))).data).toEqual({ asked: 'open shut' });
  });

  it('gives the parts of a row the row’s own reach', async () => {
    expect(await ask('{ row { part { name number } list { name number } } }', callerAs('inspector'))).toEqual({
      data: { row: { part: { name: null, number: 1 }, list: [{ name: null, number: 2 }] } },
      errors: [],
    });
  });

  it('answers no row that was read past the row scope', async () => {
    expect(await ask('{ found { id } }', callerAs('inspector'))).toEqual({
      data: { found: null },
      errors: ['A row was read past the row scope.'],
    });
  });
});
