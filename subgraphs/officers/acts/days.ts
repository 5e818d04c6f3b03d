import { dayAt } from '../../kit/days';
import { DomainError } from '../../kit/errors';

/** The zone of the programme in which a day begins first. */
const FIRST_ZONE = 'Pacific/Guam';

/** Refuses a day on which something cannot have been done yet. */
export function expectPast(day: string, now: Date): void {
  expectInput(day <= dayAt(now, FIRST_ZONE));
}

/** Refuses a day that is over, or ends within the day. */
export function expectFuture(day: string, now: Date): void {
  expectInput(day > dayAt(now, 'utc'));
}

export function expectInput(isFit: boolean): void {
  if (!isFit) throw new DomainError('INPUT_INVALID');
}
