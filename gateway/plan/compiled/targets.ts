import { isJsonObject, type JsonObject } from './merge';
import { BailOut, TROUBLE } from './trouble';

/** Finds the entities at a path of the plan. Throws `TROUBLE` where the path leads through something else. */
export type Targets = (data: JsonObject) => readonly JsonObject[];

export function targetsAt(path: readonly (string | number)[]): Targets {
  const steps = path.map((step) => {
    if (typeof step !== 'string' || step in {}) throw new BailOut('planNode');
    return step;
  });
  return (data) => {
    const found: JsonObject[] = [];
    collect(data, { steps, at: 0, found });
    return found;
  };
}

interface Walk {
  readonly steps: readonly string[];
  readonly at: number;
  readonly found: JsonObject[];
}

function collect(value: unknown, { steps, at, found }: Walk): void {
  if (value === undefined || value === null) return;
  const step = steps[at];
  const next = { steps, at: at + 1, found };
  if (step === '@') {
    if (!Array.isArray(value)) throw TROUBLE;
    for (const one of value) collect(one, next);
    return;
  }
  if (!isJsonObject(value)) throw TROUBLE;
  if (step === undefined) found.push(value);
  else collect(value[step], next);
}
