import { DomainError } from '../../kit/errors';

interface NameValue {
  readonly name: string;
  readonly value?: string | null;
}

const MAX_EXTENSIONS = 50;

/** Local parts of NIEM names that tell of what this system must not learn from a jail. Source: DOMAIN §4.1. */
const DROPPED =
  /^(j|nc|im|scr|ndex)?:?(Person)?(Foreign(Born|National)|IllegalAlien|Deportee|Alien|Birth(Location|place)|Citizenship|USCitizen|Nationality|Immigration|Removal|Deportation|Visa|Entry|Consul)\w*$/i;

/**
 * Counts the fields that are dropped; their names and values go nowhere else. Throws `INPUT_INVALID`, without repeating
 * it, for any other name: nothing that nobody asked for is kept.
 */
export function droppedExtensions(extensions: readonly NameValue[] | null | undefined): number {
  const given = extensions ?? [];
  if (given.length > MAX_EXTENSIONS || given.some(({ name }) => !DROPPED.test(name)))
    throw new DomainError('INPUT_INVALID');
  return given.length;
}
