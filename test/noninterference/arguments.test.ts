import { readArguments } from './arguments';

describe('readArguments', () => {
  it('reads every argument', () => {
    const argv = ['--operations', '20000', '--seed', '7', '--twins', '9', '--engine', 'mariadb', '--timing'];
    const read = { operations: 20_000, seed: 7, twins: 9, engine: 'mariadb', timing: true };
    expect(readArguments(argv)).toEqual({ ...read, selfTest: true });
    expect(readArguments([...argv, '--without-self-test'])).toEqual({ ...read, selfTest: false });
  });

  it('makes a pair of worlds for every hundred operations', () => {
    expect(readArguments(['--operations', '250', '--seed', '1'])).toEqual({
      operations: 250,
      seed: 1,
      twins: 3,
      engine: 'sqlite',
      timing: false,
      selfTest: true,
    });
  });

  it.each([
    [['--operations', 'many'], '--operations: a whole number from 1 on.'],
    [['--operations', '0'], '--operations: a whole number from 1 on.'],
    [['--seed', '-1'], "Option '--seed' argument is ambiguous"],
    [['--engine', 'oracle'], '--engine: sqlite or mariadb.'],
    [['--leak'], "Unknown option '--leak'"],
  ])('refuses %j', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });
});
