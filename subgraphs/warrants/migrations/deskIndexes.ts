import { addIndex } from '../../kit/addIndex';

/** What is asked again and again, by partners and by sweeps, is found without reading all that ever was. */
export const deskIndexes = [
  // Not by facility first: SQLite would take that for a person's detainers too, and read all of the facility's.
  addIndex(1763900000230, 'detainer', ['changed_at', 'facility_id', 'id']),
  addIndex(1763900000231, 'service_record', ['rechecked_at', 'recorded_at']),
];

/** Versions are swept by when they were written. */
export const protectedDeskIndexes = [
  addIndex(1763900000330, 'immigration_record', ['written_at']),
  addIndex(1763900000331, 'paper_ground', ['written_at']),
  addIndex(1763900000332, 'claim_acknowledgement', ['written_at']),
  addIndex(1763900000333, 'claim_resolution', ['written_at']),
];
