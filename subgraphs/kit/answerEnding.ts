import { ENDING_ANSWERS_AFTER_MS } from '../../schema/services';
import type { Pause } from './context';

/**
 * To be awaited between the commit of an act that takes authority away and its answer: by then every statement that
 * says otherwise has run out (`STATEMENT_HOLDS_MS`).
 */
export function answerEnding({ pause }: { readonly pause: Pause }): Promise<void> {
  return pause(ENDING_ANSWERS_AFTER_MS);
}
