import { parse } from 'graphql';
import type { Category } from '../../schema/categories';
import { hiddenCoordinates } from '../../schema/hidden';
import { viewFor } from '../../schema/view';

const [OPEN, SHUT] = ['@classified(as: PUBLIC)', '@classified(as: ALIENAGE)'];
const PUBLIC: { categories: readonly Category[]; acts: readonly string[] } = { categories: ['PUBLIC'], acts: [] };
const ENUM = `enum E { YES ${OPEN} NO ${SHUT} }`;

describe('hiddenCoordinates', () => {
  it.each([
    ['an argument whose default is hidden', `type Query { f(x: E = NO ${OPEN}): Int ${OPEN} } ${ENUM}`, 'Query.f(x:)'],
    [
      'a list default that holds something hidden',
      `type Query { f(x: [E] = [YES, NO] ${OPEN}): Int ${OPEN} } ${ENUM}`,
      'Query.f(x:)',
    ],
    [
      'a default object with a hidden member',
      `type Query { f(i: I = { a: 1 } ${OPEN}): Int ${OPEN} } input I { a: Int ${SHUT} b: Int ${OPEN} }`,
      'Query.f(i:)',
    ],
    [
      'a field with a hidden argument that it needs',
      `type Query { f(x: Int! ${SHUT}): Int ${OPEN} g: Int ${OPEN} }`,
      'Query.f',
    ],
    [
      'an input with a hidden member that it needs',
      `type Query { f(i: I ${OPEN}): Int ${OPEN} } input I { a: Int! ${SHUT} b: Int ${OPEN} }`,
      'I',
    ],
    [
      'a union of hidden members',
      `type Query { f: U ${OPEN} g: Int ${OPEN} } type A { a: Int ${SHUT} } union U ${OPEN} = A`,
      'U',
    ],
    [
      'a field of such a union',
      `type Query { f: U ${OPEN} g: Int ${OPEN} } type A { a: Int ${SHUT} } union U ${OPEN} = A`,
      'Query.f',
    ],
    [
      'an interface field that an implementation hides',
      `type Query { f: I ${OPEN} } interface I { a: Int ${OPEN} b: Int ${OPEN} } type A implements I { a: Int ${SHUT} b: Int ${OPEN} }`,
      'I.a',
    ],
  ])('hide %s', (_what, sdl, coordinate) => {
    expect([...hiddenCoordinates(parse(sdl), PUBLIC)]).toContain(coordinate);
    expect([...hiddenCoordinates(parse(sdl), { categories: ['PUBLIC', 'ALIENAGE'], acts: [] })]).toEqual([]);
  });

  it('are marked in the view as arguments, values and members too', () => {
    const sdl = `type Query { f(x: E ${OPEN}, y: Int ${SHUT}, i: I ${OPEN}): Int ${OPEN} } ${ENUM} input I { a: Int ${SHUT} b: Int ${OPEN} }`;
    const text = viewFor(sdl, PUBLIC).replace(/\s+/g, ' ');
    expect(text).toContain('f(x: E, y: Int @inaccessible, i: I): Int');
    expect(text).toContain('enum E { YES NO @inaccessible }');
    expect(text).toContain('input I { a: Int @inaccessible b: Int }');
  });
});
