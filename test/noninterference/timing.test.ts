import { rankZ } from './timing';

describe('rankZ', () => {
  const steps = Array.from({ length: 200 }, (_, at) => at);

  it('is nothing for two equal lists, ties and all', () => {
    expect(rankZ(steps, steps)).toBe(0);
    expect(rankZ([1, 1, 1], [1, 1, 1])).toBe(0);
  });

  it('stands out where one list is later by a tenth of its spread', () => {
    const later = steps.map((value) => value + 40);
    expect(rankZ(steps, later)).toBeLessThan(-4);
    expect(rankZ(later, steps)).toBeGreaterThan(4);
  });

  it('is the textbook’s for a small case', () => {
    expect(rankZ([1, 2, 4], [3, 5])).toBeCloseTo(-1.1547, 4);
  });
});
