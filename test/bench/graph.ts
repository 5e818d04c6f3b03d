import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

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

export function supergraphSdl(urlOf: (name: string) => string): string {
  const services = Object.keys(SUBGRAPHS).map((name) => ({
    name,
    typeDefs: parse(subgraphSdl(name)),
    url: urlOf(name),
  }));
  const { supergraphSdl: sdl, errors } = composeServices(services);
  if (sdl === undefined) throw new Error(errors?.join('\n'));
  return sdl;
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
