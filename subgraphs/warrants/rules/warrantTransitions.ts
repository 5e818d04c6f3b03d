import type { Transitions } from '../../kit/transitions';

export type WarrantStatus =
  | 'LODGED'
  | 'DESIGNATED'
  | 'READY'
  | 'SERVED'
  | 'EXECUTED'
  | 'RECALLED'
  | 'STOPPED_PENDING_ICE'
  | 'NOT_SERVED';

/** What may become of an administrative warrant, by the mutation that does it. Source: DOMAIN §6.4. */
export const warrantTransitions: Transitions<WarrantStatus> = {
  designateSubject: { from: ['LODGED'], to: 'DESIGNATED' },
};
