import { parse } from 'graphql';
import { undescribedElements } from '../../../schema/lint/undescribed';
import { SUBGRAPHS, subgraphDocument } from '../../../schema/subgraphs';

const faultsOf = (...documents: readonly string[]): readonly string[] =>
  undescribedElements(new Map(documents.map((sdl, at) => [`part${at}`, parse(sdl, { noLocation: true })])));

describe('undescribedElements', () => {
  it('finds nothing in our own subgraphs', () => {
    expect(undescribedElements(new Map(SUBGRAPHS.map((name) => [name, subgraphDocument(name)])))).toEqual([]);
  });

  it.each([
    [
      'a type without a description',
      'type A { "Null: none." a: Int }',
      'A: has no description that ends with a sentence',
    ],
    ['a field without one', '"Null: none." type A { a: Int! }', 'A.a: has no description that ends with a sentence'],
    ['an enum value without one', '"A." enum A { V }', 'A.V: has no description that ends with a sentence'],
    ['an input field without one', '"A." input A { a: Int! }', 'A.a: has no description that ends with a sentence'],
    ['one that stops short', '"A" scalar A', 'A: has no description that ends with a sentence'],
    ['a field that says nothing of null', '"A." type A { "How many." a: Int }', 'A.a: does not say what null means'],
    ['an input field that does not', '"A." input A { "How many." a: Int }', 'A.a: does not say what null means'],
    ['an argument that nobody tells of', '"A." type A { "All." a(x: Int): Int! }', 'A.a(x:): is neither described nor'],
  ])('finds %s', (_what, sdl, message) => {
    expect(faultsOf(sdl)).toEqual([expect.stringContaining(`UNDESCRIBED ${message}`)]);
  });

  it('finds two subgraphs that describe one thing differently', () => {
    expect(faultsOf('"One." scalar A', '"Other." scalar A')).toEqual([
      'UNDESCRIBED A: is described in several ways; keep one.',
    ]);
  });

  it('lets one of several subgraphs, a type for its fields, and a field for its arguments say it', () => {
    const described = '"A. Null: none." type A { "All of `x`." a(x: Int, first: Int): Int }';
    expect(faultsOf(described, 'type A { a(x: Int, first: Int): Int }')).toEqual([]);
  });
});
