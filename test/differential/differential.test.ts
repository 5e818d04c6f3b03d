import { compare, type Report } from './compare';

const SEED = 'every day the same';

describe('the compiled path', () => {
  let report: Report;

  beforeAll(async () => {
    const silent = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    report = await compare({ operations: 300, seed: SEED });
    silent.mockRestore();
  }, 120_000);

  it(`answers byte for byte as the reference path does, faults and all (seed «${SEED}»)`, () => {
    expect(report.differences).toEqual([]);
    expect(report).toMatchObject({ supergraphs: 20, operations: 300 });
  });

  it('answers most operations itself, and of the others says why not', () => {
    const { compiled, takenOver, operations, bailOuts } = report;
    expect(compiled / (operations * 2)).toBeGreaterThan(0.5);
    expect(takenOver).toBeGreaterThan(10);
    expect(Object.keys(bailOuts).length).toBeGreaterThan(2);
  });
});
