import { monotonicFactory } from 'ulid';

/** A ULID later than all that this process made before: of two events of one instant the later has the greater id. */
export const newId: () => string = monotonicFactory();
