import type { ListEvent } from '../../../../subgraphs/jurisdictions/import/comparePublications';
import type { PreviousEntry } from '../../../../subgraphs/jurisdictions/import/previousListing';
import { quarantineReasons } from '../../../../subgraphs/jurisdictions/import/quarantineReasons';

function entries(count: number, state: string, listed = true): PreviousEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    agencySlug: `${state}-test-${index}`,
    agencyName: `TEST-${index}`,
    state,
    model: 'WSO',
    signedOn: null,
    moaUrl: null,
    addendumUrl: null,
    firstListedOn: '2026-05-14',
    listed,
  }));
}

function gone(count: number, state: string): ListEvent[] {
  const event = { agencyName: 'TEST', state, model: 'WSO', rowNumber: null, before: null, after: null } as const;
  return Array.from({ length: count }, (_, index) => ({ code: 'DELISTED', agencySlug: `${index}`, ...event }));
}

const question = {
  previous: { listedOn: '2026-05-01', entries: [...entries(95, 'TX'), ...entries(5, 'MD')] },
  listedOn: '2026-05-31',
  unknownStates: [],
  presentStates: new Set(['TX', 'MD']),
  events: [],
};

describe('quarantineReasons', () => {
  it('has none for a list that lost little', () => {
    expect(quarantineReasons({ ...question, events: gone(5, 'TX') })).toEqual([]);
  });

  it('names each unknown state once, on a first list too', () => {
    const unknownStates = ['TEXXAS', 'TEXXAS', ''];
    const reasons = ['State name is in no table: "TEXXAS".', 'State name is in no table: "".'];
    expect(quarantineReasons({ ...question, unknownStates })).toEqual(reasons);
    expect(quarantineReasons({ ...question, previous: null, unknownStates })).toEqual(reasons);
  });

  it('holds a list on which a state with five agreements is gone, whatever its age', () => {
    const presentStates = new Set(['TX']);
    const reasons = ['State with 5 agreements has vanished: MD.'];
    expect(quarantineReasons({ ...question, listedOn: '2027-05-31', presentStates })).toEqual(reasons);
  });

  it('lets a state go that had four agreements listed', () => {
    const few = [...entries(95, 'TX'), ...entries(4, 'MD'), ...entries(9, 'AL', false)];
    const previous = { listedOn: '2026-05-01', entries: few };
    expect(quarantineReasons({ ...question, previous, presentStates: new Set(['TX']) })).toEqual([]);
  });

  it('holds a list that lost more than five in a hundred within thirty days', () => {
    const events = gone(6, 'TX');
    const reasons = ['Agreements have vanished within 30 days: 6 of 100.'];
    expect(quarantineReasons({ ...question, events })).toEqual(reasons);
    expect(quarantineReasons({ ...question, events, listedOn: '2026-06-01' })).toEqual([]);
  });
});
