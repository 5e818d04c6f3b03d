import { OperationMemory } from '../../../../gateway/plan/compiled/operationMemory';

/** Room for two short documents of one operation each. */
const ROOM = 20_000;

describe('OperationMemory', () => {
  it('bounds the operations of all views together, and forgets which were asked least lately', () => {
    const memory = new OperationMemory(ROOM);
    const [one, other] = [memory.open(), memory.open()];
    one.keep('{ a }', null, 'name');
    other.keep('{ a }', null, 'twin');
    one.find('{ a }', null);
    other.keep('{ b }', null, 'type');
    expect([one.find('{ a }', null), other.find('{ a }', null), other.find('{ b }', null)]).toEqual([
      'name',
      undefined,
      'type',
    ]);
  });

  it('tells operations of one document by their names', () => {
    const view = new OperationMemory(ROOM).open();
    view.keep('query A { a } query B { b }', 'A', 'name');
    view.keep('query A { a } query B { b }', 'B', 'twin');
    expect(['A', 'B', null].map((name) => view.find('query A { a } query B { b }', name))).toEqual([
      'name',
      'twin',
      undefined,
    ]);
  });

  it('keeps no document that alone is too much', () => {
    const view = new OperationMemory(ROOM).open();
    view.keep('a'.repeat(1000), null, 'name');
    expect(view.find('a'.repeat(1000), null)).toBeUndefined();
  });

  it('gives a view’s room to others once that is closed', () => {
    const memory = new OperationMemory(ROOM);
    const [closed, open] = [memory.open(), memory.open()];
    open.keep('{ a }', null, 'name');
    closed.keep('{ a }', null, 'name');
    closed.close();
    open.keep('{ b }', null, 'type');
    expect([open.find('{ a }', null), open.find('{ b }', null), closed.find('{ a }', null)]).toEqual([
      'name',
      'type',
      undefined,
    ]);
  });
});
