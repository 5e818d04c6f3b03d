import { outcomeOf } from '../../gateway/outcome';

const error = (code: string) => ({ message: 'Text.', extensions: { code } });

describe('outcomeOf', () => {
  it.each<[string, unknown, ReturnType<typeof outcomeOf>]>([
    ['data alone', { data: { a: 1 } }, { codes: [], isExecuted: true }],
    ['a value that reads like errors', { data: { a: '"errors":[' } }, { codes: [], isExecuted: true }],
    ['a field of that name', { data: { errors: [1] } }, { codes: [], isExecuted: true }],
    ['errors alone', { errors: [error('TOKEN_INVALID')] }, { codes: ['TOKEN_INVALID'], isExecuted: false }],
    [
      'errors beside data, each code once and in order',
      { errors: [error('NOT_FOUND'), error('CURSOR_INVALID'), error('NOT_FOUND')], data: null },
      { codes: ['CURSOR_INVALID', 'NOT_FOUND'], isExecuted: true },
    ],
    ['errors behind data', { data: {}, errors: [error('INTERNAL')] }, { codes: ['INTERNAL'], isExecuted: true }],
    ['a code that is none of ours', { errors: [error('toString')] }, { codes: [], isExecuted: false }],
  ])('reads %s', (_what, body, outcome) => {
    expect(outcomeOf(JSON.stringify(body))).toEqual(outcome);
  });
});
