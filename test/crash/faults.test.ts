import type { ActRow } from '../../subgraphs/kit/Act.entity';
import type { Hold } from '../../subgraphs/warrants/Hold.entity';
import type { ProtectedHead } from '../../subgraphs/warrants/ProtectedHead.entity';
import type { ServiceRecord } from '../../subgraphs/warrants/ServiceRecord.entity';
import { ActMaker } from './acts';
import { faultsOf } from './faults';
import type { Written } from './written';

const NOTHING: Written = {
  ...{ acts: [], events: [], subjects: [], bookings: [], detainers: [], warrants: [], stops: [] },
  ...{ services: [], holds: [], decisions: [], claims: [], heads: [], records: [], grounds: [] },
};

describe('faultsOf', () => {
  it('finds none where nothing is', () => {
    expect(faultsOf(NOTHING, [])).toEqual([]);
  });

  it('finds an act that was answered and is not there', () => {
    const act = new ActMaker().designation('WARRANT');
    expect(faultsOf(NOTHING, [{ act, outcome: { kind: 'answered', answer: {} } }])).toEqual([
      'designateSubject key-1 was answered and is not there',
    ]);
  });

  it.each<[string, Partial<Written>, readonly string[]]>([
    [
      'an act whose row and event are missing',
      { acts: [{ id: 'A', mutation: 'lodgeDetainer', resultId: 'A', idempotencyKey: 'key-1' } as ActRow] },
      ['lodgeDetainer key-1 answers with a row that is not there', 'lodgeDetainer key-1 has 0 events, not 1'],
    ],
    [
      'a hold without its service',
      { holds: [{ id: 'H', serviceId: 'S', subjectId: 'P' } as Hold] },
      ['hold H has no service', 'P is held, the booking says otherwise'],
    ],
    [
      'a service without its hold',
      { services: [{ id: 'S', warrantId: 'W', decisionId: 'D' } as ServiceRecord] },
      ['service S has no hold'],
    ],
    [
      'a pointer to a version that is not there',
      { heads: [{ entity: 'immigration_record', entityId: 'P', rev: 2 } as ProtectedHead] },
      ['the record of P points to a version that is not there'],
    ],
  ])('finds %s', (_what, written, faults) => {
    expect(faultsOf({ ...NOTHING, ...written }, [])).toEqual(faults);
  });
});
