import { toldNames } from '../../../schema/lint/told';

describe('toldNames', () => {
  const whole = '"See `b` and `es`." type Query { a: Int b: Int }';

  it('lets a view name what it has, and what is no element', () => {
    expect(toldNames(new Map([['all', whole]]))).toEqual([]);
  });

  it('finds a description that names what the view does not have', () => {
    const few = '"See `b` and `es`." type Query { a: Int }';
    expect(
      toldNames(
        new Map([
          ['all', whole],
          ['few', few],
        ]),
      ),
    ).toEqual(['TOLD Query: few does not have `b`; say it without the name.']);
  });
});
