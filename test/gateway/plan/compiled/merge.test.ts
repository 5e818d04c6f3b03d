import { type JsonObject, merge } from '../../../../gateway/plan/compiled/merge';

function merged(target: JsonObject, source: JsonObject): JsonObject {
  merge(target, source);
  return target;
}

describe('merge', () => {
  it('merges objects and lists of one length, and replaces everything else', () => {
    expect(
      merged({ a: { x: 1 }, b: [{ x: 1 }, null], c: [1], d: 1 }, { a: { y: 2 }, b: [{ y: 2 }, 3], c: [1, 2], d: 2 }),
    ).toEqual({
      a: { x: 1, y: 2 },
      b: [{ x: 1, y: 2 }, 3],
      c: [1, 2],
      d: 2,
    });
  });

  it('takes names that every object has for what they say', () => {
    const target = merged({}, { constructor: { a: 1 }, toString: 'x' });
    expect(Object.entries(target)).toEqual([
      ['constructor', { a: 1 }],
      ['toString', 'x'],
    ]);
    expect('a' in Object).toBe(false);
  });

  it('throws where a text is to take fields', () => {
    expect(() => merged({ a: 'text' }, { a: { b: 1 } })).toThrow(TypeError);
  });
});
