import { readArguments } from './arguments';

describe('readArguments', () => {
  it('reads every argument', () => {
    const argv = ['--scale', '0.5', '--seed', '7', '--engine', 'sqlite'];
    expect(readArguments(argv)).toEqual({ scale: 0.5, seed: 7, engines: ['sqlite'] });
  });

  it('fills both engines at the whole size unless told otherwise', () => {
    expect(readArguments([])).toEqual({ scale: 1, seed: 287, engines: ['sqlite', 'mariadb'] });
  });

  it.each([
    [['--scale', '0'], '--scale: a number from 0.01 to 10.'],
    [['--scale', 'all'], '--scale: a number from 0.01 to 10.'],
    [['--engine', 'oracle'], '--engine: sqlite or mariadb.'],
  ])('refuses %j', (argv, message) => {
    expect(() => readArguments(argv)).toThrow(message);
  });
});
