import { AnsweredPersons } from '../../../gateway/answeredPersons';
import type { RequestContext } from '../../../gateway/context';
import { FetchLog } from '../../../gateway/fetchLog';
import { Patience } from '../../../gateway/patience';

/** What one request of nobody in particular carries; release its patience. */
export function requestContext(ms = 10_000): RequestContext {
  return {
    session: null,
    requestId: 'TEST-request',
    persons: new AnsweredPersons(),
    patience: new Patience(ms),
    fetches: new FetchLog(),
  };
}
