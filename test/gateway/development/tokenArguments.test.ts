import { readTokenArguments } from '../../../gateway/development/tokenArguments';

describe('readTokenArguments', () => {
  it('reads a role alone', () => {
    expect(readTokenArguments(['wso'])).toEqual({ role: 'wso', overrides: {} });
  });

  it('reads every flag, before or after the role, facilities more than once', () => {
    const words = '--agency A wso --facility F1 --facility=F2 --officer O --field-office|San Antonio --state GA'.split(
      /[ |]/,
    );
    words.splice(words.indexOf('San'), 2, 'San Antonio');
    expect(readTokenArguments(words)).toEqual({
      role: 'wso',
      overrides: { agency: 'A', facility: ['F1', 'F2'], officer: 'O', field_office: 'San Antonio', state: 'GA' },
    });
  });

  it.each([
    [[], 'role: missing.'],
    [['wso', 'jem'], 'jem: give one role; a value with blanks needs quotes.'],
    [['wso', '--field-office', 'San', 'Antonio'], 'Antonio: give one role; a value with blanks needs quotes.'],
    [['wso', '--agency', ''], '--agency: has no value.'],
    [['wso', '--agency='], '--agency: has no value.'],
    [['wso', '--facility', 'F1', '--facility', ' '], '--facility: has no value.'],
    [['wso', '--officer', 'A', '--officer', 'B'], '--officer: give it once.'],
    [['wso', '--state', 'Texas'], '--state: a postal abbreviation of two capitals.'],
    [['wso', '--agency'], "Option '--agency <value>' argument missing"],
    [['wso', '--scope', 'ice:ero'], "Unknown option '--scope'"],
    [['wso', '-x'], "Unknown option '-x'"],
  ])('refuses %j', (words, message) => {
    expect(() => readTokenArguments(words)).toThrow(message);
  });
});
