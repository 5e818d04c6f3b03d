import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { BOUNDS, type Bound } from './caller';
import { CATEGORIES, type Category } from './categories';
import { projectFile } from './files';

/** What one capacity may see and do. Canonical: categories and acts are sorted and without repetition. */
export interface Clearance {
  readonly name: string;
  readonly categories: readonly Category[];
  readonly rows: Readonly<Partial<Record<Category, readonly Bound[]>>>;
  readonly acts: readonly string[];
}

/** Why a clearance holds categories, and for which rows, or is kept from them. */
interface Ground {
  readonly categories: readonly Category[];
  readonly rows: Bound | 'withheld';
  readonly reason: string;
  readonly source: string;
}

export interface Policy {
  readonly revision: string;
  /** The grounds of each clearance by its name. */
  readonly grounds: ReadonlyMap<string, readonly Ground[]>;
  readonly public: Clearance;
  /** Every clearance that is served, the public one first. */
  readonly clearances: readonly Clearance[];
  readonly scopes: ReadonlySet<string>;
  readonly caps: readonly string[];
  /** Clearance by the sorted set of scopes, joined by a blank. */
  readonly bySet: ReadonlyMap<string, Clearance>;
}

const MAX_CLEARANCES = 32;

const grant = z.strictObject({
  categories: z.array(z.enum(CATEGORIES)).min(1),
  rows: z.enum(BOUNDS),
  reason: z.string().min(1),
  source: z.string().min(1),
});
const withheld = z.strictObject({
  categories: z.array(z.enum(CATEGORIES)).min(1),
  reason: z.string().min(1),
  source: z.string().min(1),
});
const scope = z.strictObject({
  role: z.string().regex(/^[a-z][a-z-]*$/),
  grants: z.array(grant).min(1),
  withheld: z.array(withheld),
  acts: z.array(z.string().regex(/^[a-z][A-Za-z0-9]*$/)),
});
const capacity = z.strictObject({
  scopes: z.array(z.string()).min(2),
  reason: z.string().min(1),
  source: z.string().min(1),
});
const policyFile = z.strictObject({
  revision: z.string().min(1),
  public: scope,
  caps: z.array(z.string()),
  scopes: z.record(z.string().regex(/^[a-z]+:[a-z]+$/), scope),
  capacities: z.record(z.string().regex(/^[a-z][a-z-]*$/), capacity),
});

type Scope = z.infer<typeof scope>;
type PolicyFile = z.infer<typeof policyFile>;

/** Reads and checks the policy. Throws one sentence that names the place at fault; an odd policy grants nothing. */
export function readPolicy(file: string = projectFile('schema', 'policy.yaml')): Policy {
  const parsed = policyFile.safeParse(parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`policy.yaml: ${z.prettifyError(parsed.error)}`);
  return policyOf(parsed.data);
}

/**
 * The clearance of a set of scopes: with a capping scope that one's alone, else the set's own when the policy names it
 * as a capacity. Null: the policy does not let one token hold these together, or does not know one of them.
 */
export function clearanceOf(policy: Policy, scopes: readonly string[]): Clearance | null {
  if (scopes.length === 0 || scopes.some((name) => !policy.scopes.has(name))) return null;
  const cap = policy.caps.find((name) => scopes.includes(name));
  return policy.bySet.get(cap ?? setKey(scopes)) ?? null;
}

function policyOf(file: PolicyFile): Policy {
  const names = Object.keys(file.scopes);
  const unknown = [...file.caps, ...Object.values(file.capacities).flatMap((one) => one.scopes)].find(
    (name) => !names.includes(name),
  );
  if (unknown !== undefined) throw new Error(`policy.yaml: ${unknown} is named as a scope but is none.`);
  const bySet = new Map<string, Clearance>();
  for (const [name, one] of Object.entries(file.scopes)) bySet.set(name, clearanceFrom(one.role, [one]));
  for (const [name, { scopes }] of Object.entries(file.capacities)) {
    const parts = scopes.map((part) => file.scopes[part]).filter((part) => part !== undefined);
    bySet.set(setKey(scopes), clearanceFrom(name, parts));
  }
  const open = clearanceFrom(file.public.role, [file.public]);
  const clearances = [open, ...bySet.values()];
  const grounds = new Map([...groundsOf(file)]);
  checkNames(clearances);
  return { revision: file.revision, grounds, public: open, clearances, scopes: new Set(names), caps: file.caps, bySet };
}

function* groundsOf(file: PolicyFile): Generator<[string, readonly Ground[]]> {
  for (const one of [file.public, ...Object.values(file.scopes)]) yield [one.role, groundsIn(one)];
  for (const [name, { scopes }] of Object.entries(file.capacities)) {
    const parts = scopes.map((part) => file.scopes[part]).filter((part) => part !== undefined);
    yield [name, parts.flatMap(groundsIn)];
  }
}

function groundsIn({ grants, withheld: kept }: Scope): readonly Ground[] {
  return [...grants, ...kept.map((one) => ({ ...one, rows: 'withheld' as const }))];
}

function checkNames(clearances: readonly Clearance[]): void {
  if (clearances.length > MAX_CLEARANCES)
    throw new Error(`policy.yaml: ${clearances.length} clearances; at most ${MAX_CLEARANCES} can be served.`);
  const names = clearances.map((one) => one.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`policy.yaml: ${twice} names two clearances.`);
}

function clearanceFrom(name: string, parts: readonly Scope[]): Clearance {
  const rows: Partial<Record<Category, Bound[]>> = {};
  for (const one of parts.flatMap((part) => part.grants)) {
    for (const category of one.categories) rows[category] = [...new Set([...(rows[category] ?? []), one.rows])].sort();
  }
  const held = parts.flatMap((part) => part.withheld).flatMap((one) => one.categories);
  const both = held.find((category) => rows[category] !== undefined);
  if (both !== undefined) throw new Error(`policy.yaml: ${name} is granted ${both}, which is withheld from it.`);
  if (rows.PUBLIC === undefined)
    throw new Error(`policy.yaml: ${name} is not granted PUBLIC, which every clearance holds.`);
  const categories = CATEGORIES.filter((category) => rows[category] !== undefined).sort();
  return { name, categories, rows, acts: [...new Set(parts.flatMap((part) => part.acts))].sort() };
}

function setKey(scopes: readonly string[]): string {
  return [...new Set(scopes)].sort().join(' ');
}
