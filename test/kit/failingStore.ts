import type { TestGraph } from './graph';

/** While something is done the protected store answers every read with an error that quotes SQL. */
export async function withFailingStore<T>(graph: TestGraph, done: () => Promise<T>): Promise<T> {
  const reads = graph.system.stores.warrants.protected?.reads;
  if (reads === undefined) throw new Error('There is no protected store.');
  const broken = jest.spyOn(reads, 'getRepository').mockImplementation(() => {
    throw new Error('SELECT ~sql FROM immigration_record');
  });
  try {
    return await done();
  } finally {
    broken.mockRestore();
  }
}
