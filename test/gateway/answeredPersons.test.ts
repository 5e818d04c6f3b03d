import { AnsweredPersons } from '../../gateway/answeredPersons';

const ID = '01M86TVP9B3RR7J12X0A5JHD6W';

describe('AnsweredPersons', () => {
  it('unites what several answers say', () => {
    const persons = new AnsweredPersons();
    persons.note({ persons: { fields: ['Subject.name'], rows: { Subject: [ID] } } });
    persons.note({ persons: { fields: ['Subject.name', 'Officer.id'], rows: { Subject: [ID, 'b'], Officer: ['c'] } } });
    expect([...persons.fields]).toEqual(['Subject.name', 'Officer.id']);
    expect([...persons.rows].map(([type, ids]) => [type, [...ids]])).toEqual([
      ['Subject', [ID, 'b']],
      ['Officer', ['c']],
    ]);
    expect(persons.isWhole).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['something else', { persons: [] }],
    ['a text for a coordinate', { persons: { fields: ['TEST-Brightwater'], rows: {} } }],
    ['a text for a type', { persons: { fields: [], rows: { 'A person': [ID] } } }],
    ['a text for an id', { persons: { fields: [], rows: { Subject: ['born in Laredo'] } } }],
    ['a number for an id', { persons: { fields: [], rows: { Subject: [7] } } }],
  ])('takes nothing from %s, and knows that it is not the whole', (_what, extensions) => {
    const persons = new AnsweredPersons();
    persons.note(extensions);
    expect([persons.fields.size, persons.rows.size, persons.isWhole]).toEqual([0, 0, false]);
  });
});
