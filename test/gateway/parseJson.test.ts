import { parseJson } from '../../gateway/parseJson';

describe('parseJson', () => {
  it.each([
    '{"a":{"__proto__":{"isAdmin":true}},"b":1}',
    '{"a":{"\\u005f_proto__":{"isAdmin":true}},"b":1}',
    '{"a":{"__\\u0070roto__":{"isAdmin":true}},"b":1}',
    '{"a":{"__prot\\u006F__":{"isAdmin":true}},"b":1}',
  ])('leaves the prototype out of %s', (text) => {
    const value = parseJson(text) as { a: object; b: number };
    expect(Object.getOwnPropertyNames(value.a)).toEqual([]);
    expect(value).toEqual({ a: {}, b: 1 });
    expect('isAdmin' in Object.assign({}, value.a)).toBe(false);
  });

  it('leaves every other value as it is', () => {
    expect(parseJson('["__proto__",{"constructor":[null,1.5,"é"]}]')).toEqual([
      '__proto__',
      { constructor: [null, 1.5, 'é'] },
    ]);
  });
});
