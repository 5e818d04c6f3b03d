import type { Sweep } from '../../kit/sweeps';
import { sweepVersions } from '../../kit/sweepVersions';
import { claimFacts, immigrationRecords, paperGrounds } from '../protectedTypes';

const UNSEEN_MS = 60 * 60_000;

/** Removes protected versions that no act has pointed to for an hour. */
export const sweepProtected: Sweep = async ({ stores, now }) => {
  if (stores.protected === null) return;
  const both = { operational: stores.operational, protected: stores.protected };
  const before = new Date(now().getTime() - UNSEEN_MS);
  await sweepVersions(immigrationRecords, both, before);
  await sweepVersions(paperGrounds, both, before);
  await sweepVersions(claimFacts.acknowledged, both, before);
  await sweepVersions(claimFacts.resolved, both, before);
};
