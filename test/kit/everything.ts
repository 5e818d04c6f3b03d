import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { CATEGORIES } from '../../schema/categories';
import { SchemaElements } from '../../schema/elements';
import { projectFile } from '../../schema/files';

export const SUPERGRAPH_SDL = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');

const mutations = new SchemaElements(parse(SUPERGRAPH_SDL)).types.get('Mutation')?.members ?? [];

/** A clearance of everything, which no scope gives. */
export const EVERYTHING = { categories: CATEGORIES, acts: mutations.map(({ name }) => name) };
