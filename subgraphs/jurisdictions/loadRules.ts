import { type EntityManager, In } from 'typeorm';
import { ulid } from 'ulid';
import type { Store } from '../kit/store';
import { unitOfWork } from '../kit/unitOfWork';
import { ActingRevision, countChange } from './ActingRevision.entity';
import { MoaTemplate } from './MoaTemplate.entity';
import { readPolicies } from './readPolicies';
import { readTemplates } from './readTemplates';
import { StatePolicy } from './StatePolicy.entity';

interface Identified {
  readonly id: string;
}

interface Agreed<T extends Identified> {
  readonly entity: new () => T;
  readonly facts: readonly Omit<T, 'id'>[];
  readonly keyOf: (fact: Omit<T, 'id'>) => string;
  /** Whether a row that the file no longer has goes; a template stays for the agreements that follow it. */
  readonly removes: boolean;
}

/** Makes templates and state law what the data files say, in one unit of work; a row keeps its id as long as it is the same rule. */
export async function loadRules(store: Store, stateGeoids: ReadonlyMap<string, string>): Promise<void> {
  const templates = readTemplates();
  const policies = readPolicies().map(({ place, ...policy }) => {
    const bound = place ?? stateGeoids.get(policy.stateAbbr);
    if (bound === undefined) throw new Error(`state-policies.csv names an unknown state: ${policy.stateAbbr}`);
    return { ...policy, place: bound };
  });
  await unitOfWork(store, async (manager) => {
    if (!(await manager.existsBy(ActingRevision, { id: 1 })))
      await manager.insert(ActingRevision, { id: 1, revision: 1 });
    const changed = [
      await agree(manager, {
        entity: MoaTemplate,
        facts: templates,
        keyOf: ({ model, revisionOn }) => `${model} ${revisionOn}`,
        removes: false,
      }),
      await agree(manager, {
        entity: StatePolicy,
        facts: policies,
        keyOf: ({ place, instrument, effectiveFrom }) => `${place} ${instrument} ${effectiveFrom}`,
        removes: true,
      }),
    ];
    if (changed.includes(true)) await countChange(manager);
  });
}

async function agree<T extends Identified>(
  manager: EntityManager,
  { entity, facts, keyOf, removes }: Agreed<T>,
): Promise<boolean> {
  const known = new Map((await manager.find(entity)).map((row) => [keyOf(row), row]));
  const wanted = facts.map((fact) => ({ ...fact, id: known.get(keyOf(fact))?.id ?? ulid() }));
  const isNew = (row: Omit<T, 'id'>): boolean => !known.has(keyOf(row));
  const changed = wanted.filter((row) => !says(known.get(keyOf(row)), row));
  const ids = new Set(wanted.map(({ id }) => id));
  const gone = removes ? [...known.values()].filter(({ id }) => !ids.has(id)) : [];
  const [added, corrected] = [changed.filter(isNew), changed.filter((row) => !isNew(row))];
  if (added.length > 0) await manager.insert(entity, added as never);
  for (const row of corrected) await manager.update(entity, { id: row.id } as never, row as never);
  if (gone.length > 0) await manager.delete(entity, { id: In(gone.map(({ id }) => id)) } as never);
  return changed.length + gone.length > 0;
}

function says(row: object | undefined, fact: object): boolean {
  return row !== undefined && Object.entries(fact).every(([name, value]) => same(Reflect.get(row, name), value));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
