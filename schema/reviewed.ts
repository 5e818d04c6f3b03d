import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { projectFile } from './files';
import type { Policy } from './policy';

/** The file of checksums beside a supergraph; `sha256sum -c` reads it too. */
export const CHECKSUMS = 'composed.sha256';

/** API schema of each clearance by its name, as `npm run compose` wrote it and people reviewed it. */
export type ReviewedViews = ReadonlyMap<string, string>;

/** The checksums of what belongs together, by their paths beneath the supergraph's folder. */
export function checksums(files: ReadonlyMap<string, string>): string {
  return [...files].map(([path, text]) => `${sha256(text)}  ${path}\n`).join('');
}

/**
 * The views beside a supergraph, when it, the policy and each of them are what was composed together; null when one was
 * changed, left or taken away since, by whomever.
 */
export function readReviewedViews(supergraphPath: string, policy: Pick<Policy, 'clearances'>): ReviewedViews | null {
  const folder = dirname(supergraphPath);
  const views = policy.clearances.map(({ name }) => [name, textOf(join(folder, viewPath(name)))] as const);
  const files = composedFiles({
    policy: textOf(projectFile('schema', 'policy.yaml')),
    supergraphSdl: textOf(supergraphPath),
    views: new Map(views),
  });
  return checksums(files) === textOf(join(folder, CHECKSUMS)) ? new Map(views) : null;
}

/** What was composed together, by path beneath the supergraph's folder. */
export function composedFiles({
  policy,
  supergraphSdl,
  views,
}: {
  readonly policy: string;
  readonly supergraphSdl: string;
  readonly views: ReviewedViews;
}): ReadonlyMap<string, string> {
  return new Map([
    ['policy.yaml', policy],
    ['supergraph.graphql', supergraphSdl],
    ...[...views].map(([name, sdl]) => [viewPath(name), sdl] as const),
  ]);
}

/** The text of an API schema, as its view is written. */
export function viewText(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

function viewPath(name: string): string {
  return `views/${name}.graphql`;
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
