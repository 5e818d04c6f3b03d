import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isObjectType,
  isScalarType,
  parse,
} from 'graphql';
import { type Faults, fault } from './faults';
import { happens, hashOf } from './random';
import type { Subgraph } from './supergraph';

type Source = Readonly<Record<string, unknown>>;
export type Answering = (body: string, faults: Faults) => Promise<string>;

const IDS = 5;

/** A subgraph that answers everything from names and ids alone, so that whoever asks is answered the same. */
export function subgraphServer({ name, sdl }: Subgraph): Answering {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) });
  return async (body, faults) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    const answer = await execute({
      schema,
      document: parse(query),
      rootValue: { __typename: 'root', id: '0' },
      variableValues: variables,
      fieldResolver: resolver(name, faults),
      typeResolver: (value) => (value as { __typename: string }).__typename,
    });
    return fault(JSON.stringify(answer), faults);
  };
}

function resolver(subgraph: string, faults: Faults): GraphQLFieldResolver<Source, unknown> {
  return (source, args, _context, { fieldName, parentType, returnType, schema }) => {
    // What the gateway sent with an entity's key.
    if (parentType.name !== 'Query' && Object.hasOwn(source, fieldName)) return source[fieldName];
    const place = `${parentType.name} ${placeOf(source)} ${fieldName} ${JSON.stringify(args)}`;
    if (happens(`${faults.seed} error ${subgraph} ${place}`, faults.errors))
      throw new GraphQLError('TEST-error', { extensions: { code: 'NOT_FOUND' } });
    const required = fieldName.startsWith('d') ? JSON.stringify(source) : '';
    return answerOf(returnType, { schema, seed: `${place} ${required}` });
  };
}

function placeOf({ __typename, id, zone }: Source): string {
  return JSON.stringify([__typename, id, zone]);
}

interface Making {
  readonly schema: GraphQLSchema;
  readonly seed: string;
}

function answerOf(type: GraphQLOutputType, { schema, seed }: Making): unknown {
  const nullable = getNullableType(type);
  const number = Math.abs(hashOf(seed));
  if (nullable === type && number % 9 === 0) return null;
  if (isListType(nullable))
    return Array.from({ length: number % 4 }, (_, at) => answerOf(nullable.ofType, { schema, seed: `${seed} ${at}` }));
  if (isEnumType(nullable)) return ['RED', 'GREEN', 'BLUE'][number % 3];
  if (isScalarType(nullable)) return leafOf(nullable.name, number);
  const types = isAbstractType(nullable) ? schema.getPossibleTypes(nullable) : [nullable];
  const chosen = types[number % types.length];
  return isObjectType(chosen) ? entityOf(chosen.name, number) : null;
}

function entityOf(__typename: string, number: number): Source {
  const id = String(number % IDS);
  return __typename === 'Size' ? { __typename, unit: `u${id}` } : { __typename, id, zone: { code: `z${id}` } };
}

function leafOf(type: string, number: number): unknown {
  switch (type) {
    case 'Int':
      return (number % 2000) - 1000;
    case 'Float':
      return number / 1000;
    case 'Boolean':
      return number % 2 === 0;
    case 'Json':
      return [number, `j${number}`, { a: [number, null], b: 'ü"\\' }, [1, [2]], true][number % 5];
    default:
      return [`${number}`, 'plain', 'quote " \\ \n \u0001', 'ümläut 漢', '\ud83d\ude00 \ud83d', ''][number % 6];
  }
}
