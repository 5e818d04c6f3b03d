/** The representations of one fetch without repetitions. */
export interface Distinct {
  /** The JSON text of each, once. */
  readonly texts: readonly string[];
  /** For each representation that was given, its place in `texts`. */
  readonly positions: readonly number[];
}

export function distinctOf(representations: readonly unknown[]): Distinct {
  const places = new Map<string, number>();
  const positions = representations.map((representation) => {
    const text = JSON.stringify(representation);
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  });
  return { texts: [...places.keys()], positions };
}
