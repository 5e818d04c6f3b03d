import { setTimeout as pause } from 'node:timers/promises';
import { Patience } from '../../gateway/patience';

describe('Patience', () => {
  it('stops what waits, once, and what waits no more not at all', () => {
    const patience = new Patience(10_000);
    const stopped: string[] = [];
    patience.whenOver(() => stopped.push('one'));
    patience.whenOver(() => stopped.push('two'))();
    patience.end();
    patience.end();
    expect({ stopped, isOver: patience.isOver }).toEqual({ stopped: ['one'], isOver: true });
  });

  it('tells one who left from a time that is over', () => {
    const [over, left] = [new Patience(10_000), new Patience(10_000)];
    over.end();
    left.leave();
    expect([over, left].map(({ isOver, hasLeft }) => [isOver, hasLeft])).toEqual([
      [true, false],
      [true, true],
    ]);
  });

  it('ends in its time, unless it was released', async () => {
    const [ending, released] = [new Patience(5), new Patience(5)];
    released.release();
    await pause(20);
    expect([ending.isOver, released.isOver]).toEqual([true, false]);
  });
});
