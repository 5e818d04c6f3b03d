import { type EntityFetch, give, type Wanted } from './entityFetch';
import { EntityRequest } from './entityRequest';
import { ownText } from './ownText';
import type { Entity, Lot, Place } from './place';
import type { Run } from './run';

/** What one fetch needs. */
interface Claim {
  readonly fetch: EntityFetch;
  readonly wanted: Wanted;
  /** Of each representation; null where all of them, and no others, are one lot of the request. */
  readonly places: readonly Place[] | null;
  readonly lot: Lot;
}

/**
 * Asks one subgraph for the entities of several fetches at once. What another fetch of the run asked of the same
 * entities before is not asked again. Each is noted by itself, as the reference path would ask for it.
 */
export async function askEntities(fetches: readonly EntityFetch[], run: Run): Promise<void> {
  const request = new EntityRequest();
  const claims = fetches.map((fetch) => claimed(fetch, request, run)).filter(({ wanted }) => wanted.texts.length > 0);
  request.send(run);
  for (const { fetch, wanted, places, lot } of claims) {
    const isAsWritten = places === null && request.isPlain;
    const own = (): Promise<string> => (isAsWritten ? request.text : ownText(places ?? placesIn(lot, request)));
    run.context.fetches.note(fetch.client.name, () => fetch.body(wanted.texts, run.variables), own);
  }
  for (const claim of claims) give(await entitiesFor(claim, request), claim.wanted, run);
}

function claimed(fetch: EntityFetch, request: EntityRequest, run: Run): Claim {
  const wanted = fetch.wanted(run);
  const lot = request.lotFor(fetch);
  if (!fetch.isRepeated) {
    for (const text of wanted.texts) lot.texts.push(text);
    return { fetch, wanted, places: null, lot };
  }
  const asked = run.asked.get(fetch.question) ?? new Map<string, Place>();
  run.asked.set(fetch.question, asked);
  const places = wanted.texts.map((text) => {
    const place = asked.get(text) ?? { request, lot, at: lot.texts.push(text) - 1 };
    asked.set(text, place);
    return place;
  });
  return { fetch, wanted, places, lot };
}

async function entitiesFor({ places, lot }: Claim, request: EntityRequest): Promise<readonly Entity[]> {
  if (places === null) return (await request.entities).get(lot) ?? [];
  const requests = [...new Set(places.map((place) => place.request))];
  const answers = new Map(await Promise.all(requests.map(async (one) => [one, await one.entities] as const)));
  return places.map((place) => ownCopy(answers.get(place.request)?.get(place.lot)?.[place.at] ?? null));
}

/** A value that is a list or object may be filled where it stands; entities that are asked once stand in several places. */
function ownCopy(entity: Entity): Entity {
  const isPlain =
    entity === null || Object.values(entity).every((value) => typeof value !== 'object' || value === null);
  return isPlain ? entity : structuredClone(entity);
}

function placesIn(lot: Lot, request: EntityRequest): readonly Place[] {
  return lot.texts.map((_text, at) => ({ request, lot, at }));
}
