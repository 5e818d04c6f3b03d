/** The states of a warrant that may still be served. */
export const AWAITING_SERVICE = ['LODGED', 'DESIGNATED', 'STOPPED_PENDING_ICE'] as const;
