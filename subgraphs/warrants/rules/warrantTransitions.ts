import type { Transitions } from '../../kit/transitions';

export type WarrantStatus =
  | 'LODGED'
  | 'DESIGNATED'
  | 'SERVED'
  | 'EXECUTED'
  | 'RECALLED'
  | 'STOPPED_PENDING_ICE'
  | 'NOT_SERVED';

const LIVE = ['LODGED', 'DESIGNATED', 'STOPPED_PENDING_ICE'] as const;

/**
 * What may become of an administrative warrant, by the mutation that does it. `READY` is no state of its own: it is
 * what a designated warrant is called while its release window is open. Source: DOMAIN §6.4.
 */
export function warrantTransitions(form: string): Transitions<WarrantStatus> {
  return {
    designateSubject: { from: ['LODGED'], to: 'DESIGNATED' },
    recordService: { from: ['DESIGNATED'], to: servedAs(form) },
    recallWarrant: { from: [...LIVE], to: 'RECALLED' },
    stopService: { from: ['LODGED', 'DESIGNATED'], to: 'STOPPED_PENDING_ICE' },
    reportClaim: { from: ['LODGED', 'DESIGNATED'], to: 'STOPPED_PENDING_ICE' },
    endServiceStop: { from: ['STOPPED_PENDING_ICE'], to: 'DESIGNATED' },
    upsertBooking: { from: ['LODGED', 'DESIGNATED', 'STOPPED_PENDING_ICE'], to: 'NOT_SERVED' },
  };
}

/** A service that is told after it was done is recorded whatever the state was; a final one stays. */
export function pastServiceTransitions(form: string): Transitions<WarrantStatus> {
  return { recordService: { from: [...LIVE], to: servedAs(form) } };
}

/** Service ends an I-205; an I-200 is executed by it. */
function servedAs(form: string): WarrantStatus {
  return form === 'I200' ? 'EXECUTED' : 'SERVED';
}
