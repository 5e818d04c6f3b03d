import { scalars } from '../../schema/scalars';

const parse = (scalar: keyof typeof scalars, value: unknown): unknown => scalars[scalar].parseValue(value);

describe('scalars', () => {
  it.each<[keyof typeof scalars, unknown, unknown]>([
    ['DateTime', '2026-03-08T09:30:00Z', new Date('2026-03-08T09:30:00.000Z')],
    ['DateTime', '2026-03-08T03:30:00.120-06:00', new Date('2026-03-08T09:30:00.120Z')],
    ['Date', '2028-02-29', '2028-02-29'],
    ['Duration', 'PT6H', 21_600_000],
    ['Duration', 'P30D', 2_592_000_000],
    ['ORI', 'ZZ0000100', 'ZZ0000100'],
  ])('read %s %p', (scalar, text, value) => {
    expect(parse(scalar, text)).toEqual(value);
  });

  it.each<[keyof typeof scalars, unknown]>([
    ['DateTime', '2026-03-08'],
    ['DateTime', '2026-03-08T09:30:00'],
    ['DateTime', '2026-02-30T09:30:00Z'],
    ['DateTime', '2026-03-08T25:00:00Z'],
    ['DateTime', '0000-01-01T00:00:00Z'],
    ['DateTime', 1_772_962_200],
    ['Date', '2026-02-30'],
    ['Date', '2026-3-8'],
    ['Date', '2200-01-01'],
    ['Date', null],
    ['Duration', 'P99999D'],
    ['Duration', '-PT6H'],
    ['Duration', '6 hours'],
    ['Duration', ['PT6H']],
    ['Duration', 'P'],
    ['Duration', 'PT'],
    ['Duration', 'P1DT'],
    ['Duration', 'P-0D'],
    ['DateTime', '2026-03-08T09:30:00+99:99'],
    ['ORI', 'zz0000100'],
    ['ORI', 'ZZ00001000'],
  ])('refuse %s %p', (scalar, value) => {
    expect(() => parse(scalar, value)).toThrow(`${scalar} must be like `);
  });

  it('serialize what the databases give', () => {
    expect(scalars.DateTime.serialize(new Date('2026-03-08T09:30:00Z'))).toBe('2026-03-08T09:30:00.000Z');
    expect(scalars.Date.serialize('2026-03-08')).toBe('2026-03-08');
    expect(() => scalars.Date.serialize(new Date())).toThrow('Date: a resolver returned another type.');
  });
});
