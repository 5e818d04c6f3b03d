import { clientRate } from '../../../gateway/limits/rate';
import type { RateRefusal } from '../../../gateway/refusal';
import { type Caller, serviceCaller } from '../../../schema/caller';

const caller = (changes: Partial<Caller> = {}): Caller => ({
  ...serviceCaller('TEST-person'),
  issuer: 'https://issuer.example',
  client: 'TEST-client',
  ...changes,
});

describe('clientRate', () => {
  let nowMs: number;
  beforeEach(() => {
    nowMs = 1_000_000;
  });
  const rate = () => clientRate({ perSecond: 10, burst: 3, now: () => nowMs });
  /** What becomes of so many requests. */
  const send = (count: number, take: () => void): readonly (RateRefusal | null)[] =>
    Array.from({ length: count }, () => {
      try {
        take();
        return null;
      } catch (error) {
        return error as RateRefusal;
      }
    });
  const admitted = (outcomes: readonly unknown[]): number => outcomes.filter((one) => one === null).length;

  it('takes a burst, then as many a second as it says', () => {
    const take = rate();
    expect(admitted(send(10, () => take(caller(), '10.0.0.1')))).toBe(3);
    nowMs += 99;
    expect(admitted(send(10, () => take(caller(), '10.0.0.1')))).toBe(0);
    nowMs += 1;
    expect(admitted(send(10, () => take(caller(), '10.0.0.1')))).toBe(1);
    nowMs += 60_000;
    expect(admitted(send(10, () => take(caller(), '10.0.0.1')))).toBe(3);
  });

  it('says in whole seconds when to come again, and which refusal is the first of its run', () => {
    const take = clientRate({ perSecond: 1, burst: 1, now: () => nowMs });
    const outcomes = send(3, () => take(null, '10.0.0.1')).map(
      (one) => one && { code: one.code, after: one.retryAfterSeconds, isRepeated: one.isRepeated },
    );
    expect(outcomes).toEqual([
      null,
      { code: 'RATE_EXCEEDED', after: 1, isRepeated: false },
      { code: 'RATE_EXCEEDED', after: 1, isRepeated: true },
    ]);
    nowMs += 1000;
    expect(send(2, () => take(null, '10.0.0.1'))[1]?.isRepeated).toBe(false);
  });

  it.each<[string, [Caller | null, string], [Caller | null, string]]>([
    ['subjects', [caller(), 'a'], [caller({ sub: 'TEST-other' }), 'a']],
    ['clients', [caller(), 'a'], [caller({ client: 'TEST-other' }), 'a']],
    ['issuers', [caller(), 'a'], [caller({ issuer: 'https://other.example' }), 'a']],
    [
      'names that read alike when joined',
      [caller({ client: 'a', sub: 'b c' }), 'a'],
      [caller({ client: 'a b', sub: 'c' }), 'a'],
    ],
    ['a token and no token', [caller(), '10.0.0.1'], [null, '10.0.0.1']],
    ['addresses', [null, '10.0.0.1'], [null, '10.0.0.2']],
    ['networks', [null, '2001:db8:0:1::1'], [null, '2001:db8:0:2::1']],
  ])('keeps two %s apart', (_what, one, other) => {
    const take = rate();
    expect(admitted(send(5, () => take(...one)))).toBe(3);
    expect(admitted(send(5, () => take(...other)))).toBe(3);
  });

  it.each<[string, [Caller | null, string], [Caller | null, string]]>([
    ['token from everywhere', [caller(), '10.0.0.1'], [caller(), '10.0.0.2']],
    ['token with other rights', [caller(), 'a'], [caller({ capacity: 'wso', agency: 'TEST-agency' }), 'a']],
    ['caller without issuer by address', [null, '10.0.0.1'], [serviceCaller('public'), '10.0.0.1']],
    ['network of one subscriber', [null, '2001:db8:0:1::1'], [null, '2001:DB8:0:1:ffff::9']],
    ['network that is written short', [null, '2001:db8::1'], [null, '2001:0db8:0:0:5::']],
    ['address that IPv6 writes', [null, '10.0.0.1'], [null, '::ffff:10.0.0.1']],
  ])('knows a %s again', (_what, one, other) => {
    const take = rate();
    expect(admitted(send(3, () => take(...one)))).toBe(3);
    expect(admitted(send(1, () => take(...other)))).toBe(0);
  });

  it('is not made to forget a client by many addresses, and does forget who is idle longest', () => {
    const take = rate();
    send(3, () => take(caller(), 'a'));
    send(3, () => take(null, '10.0.0.1'));
    for (let at = 0; at < 50_000; at += 1) take(null, `11.${at >> 16}.${(at >> 8) & 255}.${at & 255}`);
    expect(admitted(send(1, () => take(caller(), 'a')))).toBe(0);
    expect(admitted(send(3, () => take(null, '10.0.0.1')))).toBe(3);
  });
});
