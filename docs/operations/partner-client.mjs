// An example of a jail system's client, in plain Node and without packages: tells of bookings from a file, then polls
// what changed. node partner-client.mjs bookings.json, with GRAPHQL_URL and ACCESS_TOKEN in the environment.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const url = process.env.GRAPHQL_URL ?? 'http://127.0.0.1:4000/graphql';
const token = process.env.ACCESS_TOKEN ?? '';

async function ask(query, variables) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = await response.json();
    const codes = errors.map(({ extensions }) => extensions.code);
    const isBusy = codes.some((code) => ['SUBGRAPH_UNAVAILABLE', 'RATE_EXCEEDED', 'STANDING_UNKNOWN'].includes(code));
    // The same key with the same input does nothing twice, so sending again is safe.
    if (isBusy && attempt < 5) {
      const seconds = Number(response.headers.get('retry-after')) || attempt;
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      continue;
    }
    if (errors.length > 0) throw new Error(codes.join(', '));
    return data;
  }
}

/** One key for one change of one booking, however often it is sent. */
function keyOf(booking) {
  return createHash('sha256').update(JSON.stringify(booking)).digest('base64url');
}

const bookings = JSON.parse(readFileSync(process.argv[2] ?? 'bookings.json', 'utf8'));
const told = await ask(
  `mutation ($input: UpsertBookingsInput!) { upsertBookings(input: $input) { results { index errorCode booking { id } } } }`,
  { input: { bookings: bookings.map((booking) => ({ ...booking, idempotencyKey: keyOf(booking) })) } },
);
for (const { index, errorCode, booking } of told.upsertBookings.results)
  console.log(JSON.stringify({ bookingNumber: bookings[index].bookingNumber, id: booking?.id ?? null, errorCode }));

let after = null;
do {
  const { detainers } = await ask(
    `query ($since: DateTime, $after: String) {
      detainers(changedSince: $since, first: 50, after: $after) {
        edges { node { id form status requestsHold changedAt subject { currentBooking { bookingNumber } } } }
        pageInfo { endCursor hasNextPage }
      }
    }`,
    { since: process.env.CHANGED_SINCE ?? null, after },
  );
  for (const { node } of detainers.edges) console.log(JSON.stringify(node));
  after = detainers.pageInfo.hasNextPage ? detainers.pageInfo.endCursor : null;
} while (after !== null);
