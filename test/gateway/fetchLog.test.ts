import { FetchLog } from '../../gateway/fetchLog';

describe('FetchLog', () => {
  it('answers nothing before the request is carried out anew, and then each fetch once, in order', async () => {
    const log = new FetchLog();
    log.note(
      'a',
      () => 'body',
      async () => 'first',
    );
    log.note(
      'a',
      () => 'body',
      async () => 'second',
    );
    log.note(
      'b',
      () => 'body',
      async () => 'other',
    );
    expect(log.take('a', 'body')).toBeNull();
    log.startAnew();
    expect(await log.take('a', 'body')).toBe('first');
    expect(await log.take('b', 'body')).toBe('other');
    expect(await log.take('a', 'body')).toBe('second');
    expect(log.take('a', 'body')).toBeNull();
    expect(log.take('a', 'another')).toBeNull();
  });
});
