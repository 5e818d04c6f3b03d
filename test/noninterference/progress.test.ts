import { progress } from './progress';

it('the progress of a long run is told each tenth where there is no terminal', () => {
  const written: string[] = [];
  const tell = progress({ isTTY: false, write: (text) => written.push(text) }, 'asked');
  for (let done = 1; done <= 200; done += 1) tell(done / 200);
  expect(written).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((percent) => `asked ${percent} %\n`));
});
