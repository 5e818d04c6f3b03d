import DataLoader from 'dataloader';
import { type Dispatcher, request } from 'undici';
import { z } from 'zod';
import { CALLER_HEADER, serviceCaller } from '../../schema/caller';
import { causeFields, logEvent } from '../log';
import { parseJson } from '../parseJson';
import { Refusal } from '../refusal';
import type { AssertionSigner } from './assertionSigner';

const TIMEOUT_MS = 3000;
const ASSERTION_SECONDS = 30;
const MAX_BATCH = 100;

const answer = z.object({ standing: z.array(z.boolean()) });

/** An officer as a token names him; without an agency he is nobody's. */
export interface ClaimedOfficer {
  readonly officer: string;
  readonly agency: string;
}

/** Whether an officer may still be asserted as one of this agency. Throws `STANDING_UNKNOWN` when it cannot be found out. */
export type Standing = (claimed: ClaimedOfficer) => Promise<boolean>;

export interface StandingParts {
  readonly officersUrl: string;
  readonly signer: AssertionSigner;
  /** Reaches the subgraphs. */
  readonly dispatcher: Dispatcher;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Asks the officers subgraph, as a service, for everyone who is asked for in one turn together. */
export function officerStanding({ officersUrl, signer, dispatcher, now }: StandingParts): Standing {
  const url = new URL('/service/officerStanding', officersUrl);
  const loader = new DataLoader<ClaimedOfficer, boolean>(
    async (officers) => {
      const exp = Math.floor(now() / 1000) + ASSERTION_SECONDS;
      const { statusCode, body } = await request(url, {
        method: 'POST',
        dispatcher,
        headers: {
          'content-type': 'application/json',
          [CALLER_HEADER]: signer(serviceCaller('gateway'), 'officers', exp),
        },
        body: JSON.stringify({ officers }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`The officers’ standing was answered with ${statusCode}.`);
      const { standing } = answer.parse(parseJson(text));
      if (standing.length !== officers.length) throw new Error('The officers’ standing was answered for others.');
      return standing;
    },
    { cache: false, maxBatchSize: MAX_BATCH },
  );
  return (claimed) =>
    loader.load(claimed).catch((cause: unknown) => {
      logEvent('standing.unknown', causeFields(cause), 'error');
      throw new Refusal('STANDING_UNKNOWN');
    });
}
