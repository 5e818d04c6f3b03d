export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Merges what a fetch answered into what is there, as Apollo's executor does. Throws where a value that is no object
 * is to take fields. Names come out of `parseJson`, which lets no `__proto__` through.
 */
export function merge(target: JsonObject, source: JsonObject): void {
  for (const name of Object.keys(source)) {
    const theirs = source[name];
    const mine = Object.hasOwn(target, name) ? target[name] : undefined;
    if (mine && isJsonObject(theirs)) merge(mine as JsonObject, theirs);
    else if (Array.isArray(mine) && Array.isArray(theirs) && mine.length === theirs.length) mergeItems(mine, theirs);
    else target[name] = theirs;
  }
}

function mergeItems(target: unknown[], source: readonly unknown[]): void {
  for (const [at, theirs] of source.entries()) {
    const mine = target[at];
    if (isJsonObject(mine) && isJsonObject(theirs)) merge(mine, theirs);
    else target[at] = theirs;
  }
}
