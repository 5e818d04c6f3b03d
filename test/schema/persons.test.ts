import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { SchemaElements } from '../../schema/elements';
import { projectFile } from '../../schema/files';
import { personElements } from '../../schema/persons';

const of = (sdl: string) => personElements(new SchemaElements(parse(sdl)));
const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort();

describe('personElements', () => {
  it('takes fields by their categories, and every act', () => {
    const { fields } = of(`
      type Query { a: T @classified(as: PUBLIC) b: T @classified(as: OPERATIONAL) @classified(as: IDENTITY) }
      type Mutation { act: Int @classified(as: OPERATIONAL) }
      type T { c: Int @classified(as: STATISTIC) d: Int @classified(as: CITIZENSHIP) e: Int @classified(as: NEW) }
      input I { f: Int @classified(as: IDENTITY) }`);
    expect(sorted(fields)).toEqual(['Mutation.act', 'Query.b', 'T.d', 'T.e']);
  });

  it('takes rows whose id is not public and that have such a field', () => {
    const { types } = of(`
      type Person { id: ID @classified(as: OPERATIONAL) name: Int @classified(as: IDENTITY) }
      type Paper { id: ID @classified(as: OPERATIONAL) form: Int @classified(as: OPERATIONAL) }
      type Agency { id: ID @classified(as: PUBLIC) officers: Int @classified(as: OFFICER) }
      type Name { surName: Int @classified(as: IDENTITY) }`);
    expect(sorted(types)).toEqual(['Person']);
  });

  it('finds the persons of our own graph', () => {
    const { fields, types } = of(readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8'));
    for (const type of ['Subject', 'Officer', 'Booking', 'Authorization', 'ServiceRecord'])
      expect(types).toContain(type);
    for (const type of ['Agency', 'Facility', 'Agreement', 'Hold', 'Query']) expect(types).not.toContain(type);
    for (const field of ['Subject.name', 'Subject.immigration', 'Officer.id', 'Booking.bookingNumber'])
      expect(fields).toContain(field);
    for (const field of ['Subject.id', 'AdministrativeWarrant.form', 'Agency.name', 'Query.subject'])
      expect(fields).not.toContain(field);
  });
});
