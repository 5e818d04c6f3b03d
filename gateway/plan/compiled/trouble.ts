/** Why an operation is left to the reference path. */
export const REASONS = [
  'condition',
  'introspection',
  'name',
  'planNode',
  'renamed',
  'representation',
  'rewrite',
  'twin',
  'type',
] as const;

export type Reason = (typeof REASONS)[number];

/** The operation has something that is not proven to be answered alike. */
export class BailOut extends Error {
  constructor(readonly reason: Reason) {
    super(`Not compiled: ${reason}.`);
    this.name = 'BailOut';
  }
}

/** The run met something that the reference path has to answer, from what was fetched so far. */
export const TROUBLE = new Error('The reference path has to answer.');
TROUBLE.stack = '';
