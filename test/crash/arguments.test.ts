import { readArguments } from './arguments';

describe('readArguments', () => {
  it('reads every argument', () => {
    const argv = ['--rounds', '5', '--seed', '7', '--engine', 'mariadb'];
    expect(readArguments(argv)).toEqual({ rounds: 5, seed: 7, engines: ['mariadb'] });
  });

  it('runs fifty rounds on both engines unless told otherwise', () => {
    expect(readArguments(['--seed', '7'])).toEqual({ rounds: 50, seed: 7, engines: ['sqlite', 'mariadb'] });
  });

  it.each([
    [['--rounds', '0'], '--rounds: a whole number from 1 on.'],
    [['--seed', 'x'], '--seed: a whole number from 1 on.'],
    [['--engine', 'oracle'], '--engine: sqlite or mariadb.'],
    [['--twins', '3'], "Unknown option '--twins'"],
  ])('refuses %j', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });
});
