import { stringText } from './jsonText';
import type { JsonObject } from './merge';
import type { Representation } from './representationWriter';

/** The representations of one fetch, each once: told apart by their keys where these are one text, else by all they say. */
export class DistinctTexts {
  readonly texts: string[] = [];
  readonly #byText = new Map<string, number>();
  readonly #byKey = new Map<Representation, Map<string, number>>();

  /** Its place in `texts`; null where it lacks what the representation needs. */
  place(entity: JsonObject, representation: Representation): number | null {
    const { sole, write } = representation;
    const key = sole === null ? null : entity[sole.name];
    if (sole !== null && typeof key === 'string') {
      const known = this.#keysOf(representation);
      return known.get(key) ?? this.#add(known, key, `${sole.head}${stringText(key)}}`);
    }
    const text = write(entity);
    return text === null ? null : (this.#byText.get(text) ?? this.#add(this.#byText, text, text));
  }

  #keysOf(representation: Representation): Map<string, number> {
    const known = this.#byKey.get(representation) ?? new Map<string, number>();
    this.#byKey.set(representation, known);
    return known;
  }

  #add(places: Map<string, number>, key: string, text: string): number {
    const place = this.texts.push(text) - 1;
    places.set(key, place);
    return place;
  }
}
