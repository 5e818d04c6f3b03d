import { parse } from 'graphql';
import { SchemaElements } from '../../schema/elements';
import { expand } from '../../schema/expand';

function categories(sdl: string): Record<string, readonly (string | null)[]> {
  const { all } = new SchemaElements(expand(parse(sdl)));
  return Object.fromEntries(all.filter((one) => one.isClassifiable).map((one) => [one.coordinate, one.categories]));
}

describe('expand', () => {
  it('gives fields, arguments, input fields and enum values the default of their type', () => {
    expect(
      categories(`
        type A @classified(as: OPERATIONAL) { f(x: Int): Int }
        input I @classified(as: IDENTITY) { x: Int }
        enum E @classified(as: OFFICER) { V }`),
    ).toEqual({ 'A.f': ['OPERATIONAL'], 'A.f(x:)': ['OPERATIONAL'], 'I.x': ['IDENTITY'], 'E.V': ['OFFICER'] });
  });

  it('lets an own category replace an open default and add to a protected one', () => {
    expect(
      categories(`
        type A @classified(as: OPERATIONAL) { f: Int @classified(as: IDENTITY) }
        type B @classified(as: ALIENAGE) { f: Int @classified(as: PUBLIC) }`),
    ).toEqual({ 'A.f': ['IDENTITY'], 'B.f': ['PUBLIC', 'ALIENAGE'] });
  });

  it('gives an argument its field’s categories unless it has its own', () => {
    expect(categories(`type A { f(x: Int, y: Int @classified(as: IDENTITY)): Int @classified(as: OFFICER) }`)).toEqual({
      'A.f': ['OFFICER'],
      'A.f(x:)': ['OFFICER'],
      'A.f(y:)': ['IDENTITY'],
    });
  });

  it('takes the default off the type, so that no other subgraph inherits it', () => {
    const expanded = expand(parse('type A @classified(as: PUBLIC) { f: Int }'));
    expect(expanded.definitions[0]).toMatchObject({ directives: [] });
  });

  it('keeps an unknown category as one that nobody holds', () => {
    expect(categories('type A { f: Int @classified(as: PUBLICK) }')).toEqual({ 'A.f': [null] });
  });
});
