import type { FetchNode } from '@apollo/query-planner';
import type { Variables } from './conditions';
import { stringText, valueText } from './jsonText';

/** The text of one fetch, but for its values: what `JSON.stringify` makes of query and variables. */
export class FetchBody {
  readonly #head: string;
  readonly #names: readonly (readonly [name: string, head: string])[];

  constructor(operation: string, variableNames: readonly string[]) {
    this.#head = `{"query":${stringText(operation)},"variables":{`;
    this.#names = variableNames.map((name) => [name, `${stringText(name)}:`]);
  }

  static of({ operation, variableUsages }: FetchNode): FetchBody {
    return new FetchBody(operation, variableUsages ?? []);
  }

  /** `more` are members that come last. */
  text(variables: Variables, more: readonly string[] = []): string {
    const given = this.#names
      .filter(([name]) => Object.hasOwn(variables, name) && variables[name] !== undefined)
      .map(([name, head]) => head + valueText(variables[name]));
    return `${this.#head}${[...given, ...more].join(',')}}}`;
  }
}
