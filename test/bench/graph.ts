import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { type DocumentNode, parse } from 'graphql';
import { expand } from '../../schema/expand';
import { projectFile } from '../../schema/files';

/** The subgraphs of the bench: people and what they say about products, as federation benches usually have it. */
export const SUBGRAPHS: Readonly<Record<string, string>> = {
  accounts: `type Query { me: User users: [User] }
    type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: Int }`,
  products: `type Query { topProducts(first: Int = 5): [Product] products(first: Int!): [Product] }
    type Product @key(fields: "upc") { upc: String! name: String price: Int @shareable weight: Int @shareable }`,
  inventory: `type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external
    inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
  reviews: `type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username")
      product: Product }
    type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
    type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
};

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5",
  import: ["@key", "@requires", "@provides", "@external", "@shareable"])\n`;

export function subgraphSdl(name: string): string {
  return LINK + (SUBGRAPHS[name] ?? '');
}

/** Composed of these documents; of those of the open graph unless said. */
export function supergraphSdl(urlOf: (name: string) => string, documents = openDocuments()): string {
  const services = [...documents].map(([name, typeDefs]) => ({ name, typeDefs, url: urlOf(name) }));
  const { supergraphSdl: sdl, errors } = composeServices(services);
  if (sdl === undefined) throw new Error(errors?.join('\n'));
  return sdl;
}

function openDocuments(): ReadonlyMap<string, DocumentNode> {
  return new Map(Object.keys(SUBGRAPHS).map((name) => [name, parse(subgraphSdl(name))]));
}

/** The same with a classification, by which everything is public, and the subgraph that a classified gateway asks for standing. */
export function classifiedDocuments(): ReadonlyMap<string, DocumentNode> {
  const header = readFileSync(projectFile('schema', 'classified.graphql'), 'utf8');
  const all = Object.entries({ ...SUBGRAPHS, officers: 'type Query { isStanding: Boolean }' });
  return new Map(
    all.map(([name, own]) => {
      const classified = own.replaceAll(/\btype \w+/g, (type) => `${type} @classified(as: PUBLIC)`);
      return [name, expand(parse(`${header}\n${classified}`))];
    }),
  );
}

export interface Workload {
  readonly name: string;
  readonly body: string;
}

const FRAGMENTS = `fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }`;
const BIG = `{
  users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review
    product { ...Product } } } } } } }
  topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
} ${FRAGMENTS}`;

export const WORKLOADS: readonly Workload[] = [
  workload('tiny', '{ me { id name username birthday } }'),
  workload(
    'medium',
    '{ topProducts(first: 20) { upc name price weight inStock shippingEstimate reviews { id body } } }',
  ),
  workload('big', BIG),
  ...[10, 100, 1000, 5000].map((count) =>
    workload(`${count} entities`, `{ products(first: ${count}) { upc name price inStock } }`),
  ),
];

export function workload(name: string, query: string): Workload {
  return { name, body: JSON.stringify({ query }) };
}
