import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { readRoles } from '../../gateway/development/roles';
import { projectFile } from '../../schema/files';
import { readPolicy } from '../../schema/policy';
import type { Engine } from '../kit/stores';
import { readBase } from './baseRows';
import { type Classification, readClassification } from './classification';
import { Coverage } from './coverage';
import { type HiddenNames, hiddenNames } from './spoiltOperations';
import { fillTables } from './tables';
import { type Claims, startTwoWorlds, type TwoWorlds, type TwoWorldsOptions, WORLDS } from './twoWorlds';
import type { Rows } from './viewer';
import { claimsOf, type ViewerTokens, viewersOf } from './viewers';
import { viewSchema, visibleIn, wholeSchema } from './viewSchema';

/** One viewer with what his view has and hides. */
export interface Sighting extends ViewerTokens {
  readonly schema: GraphQLSchema;
  readonly hidden: HiddenNames;
  readonly coverage: Coverage;
}

/** Someone who is no viewer and may act. */
export interface Other {
  readonly claims: Claims;
  readonly schema: GraphQLSchema;
}

/** Two running worlds with everything that operations on them are made from. */
export interface Harness {
  readonly worlds: TwoWorlds;
  readonly base: Rows;
  readonly classification: Classification;
  /** Everything that anyone is served. */
  readonly whole: GraphQLSchema;
  readonly sightings: readonly Sighting[];
  readonly others: readonly Other[];
}

export interface HarnessOptions {
  readonly engine: Engine;
  readonly seed: string;
  /** Test wiring of the subgraphs; none unless said. */
  readonly wire?: TwoWorldsOptions['wire'] & {};
  readonly spoil?: TwoWorldsOptions['spoil'] & {};
}

/** The instant at which every run begins, so that its seed repeats it. */
export const BEGINS = new Date('2026-03-07T12:00:00.000Z');

export async function startHarness(options: HarnessOptions): Promise<Harness> {
  const policy = readPolicy();
  const supergraphSdl = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');
  const worlds = await startTwoWorlds({ ...options, begins: BEGINS });
  const classification = readClassification();
  const sightings = viewersOf(policy).map((viewer): Sighting => {
    const schema = viewSchema(supergraphSdl, viewer.viewer.clearance);
    const hidden = hiddenNames(classification.elements, visibleIn(schema));
    return { ...viewer, schema, hidden, coverage: new Coverage(schema) };
  });
  const viewing = new Set(sightings.map(({ viewer }) => viewer.clearance.name));
  const others = policy.clearances
    .filter(({ name, acts }) => acts.length > 0 && !viewing.has(name) && readRoles().has(name))
    .map((clearance): Other => ({ claims: claimsOf(clearance), schema: viewSchema(supergraphSdl, clearance) }));
  const whole = wholeSchema(supergraphSdl, policy.clearances);
  const base = await fillBoth(worlds, classification);
  await refuseStrangers(worlds, sightings);
  return { worlds, base, classification, whole, sightings, others };
}

/** A token that the gateway answers like none would see nothing, and differences least of all. */
async function refuseStrangers(worlds: TwoWorlds, sightings: readonly Sighting[]): Promise<void> {
  for (const { viewer, tokens } of sightings)
    for (const claims of tokens) {
      const { body } = await worlds.ask('one', JSON.stringify({ query: '{ me { capacity } }' }), claims);
      const { name } = viewer.clearance;
      if (body.trim() !== JSON.stringify({ data: { me: { capacity: name } } }))
        throw new Error(`${name} is not asserted: ${body}`);
    }
}

/** Writes the base into both worlds, reference data for good; answers what is drawn anew for each pair. */
async function fillBoth({ stores }: TwoWorlds, classification: Classification): Promise<Rows> {
  const { rows, reference } = await readBase(stores.one, classification, BEGINS);
  const filled = [...rows, ...reference].map(([table, own]) => ({ table, rows: own, optional: [] }));
  for (const world of WORLDS) await fillTables(stores[world], filled);
  return rows;
}
