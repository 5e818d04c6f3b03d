import { progressBar } from '../../../../subgraphs/jurisdictions/import/progressBar';

function drawn(isTTY: boolean): readonly string[] {
  const written: string[] = [];
  const draw = progressBar({ isTTY, write: (text) => written.push(text) });
  for (const share of [0.5, 1]) draw(share);
  return written;
}

describe('progressBar', () => {
  it('draws on a terminal and clears itself', () => {
    expect(drawn(true)).toEqual([`\r[${'#'.repeat(15)}${' '.repeat(15)}]  50 %`, '\r\u001B[K']);
  });

  it('is silent elsewhere', () => {
    expect(drawn(false)).toEqual([]);
  });
});
