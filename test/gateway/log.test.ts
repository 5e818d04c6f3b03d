import { causeFields } from '../../gateway/log';

describe('causeFields', () => {
  it('tells kind and place of an error, and nothing of its text', () => {
    const error = new TypeError('CANARY\n    at CANARY (CANARY.ts:1:1)');
    const fields = causeFields(error);
    expect(fields).toMatchObject({ kind: 'TypeError', place: expect.stringContaining('log.test.ts') });
    expect(JSON.stringify(fields)).not.toContain('CANARY');
  });

  it('tells only the kind of what is no error', () => {
    expect(causeFields('CANARY')).toEqual({ kind: 'string' });
  });
});
