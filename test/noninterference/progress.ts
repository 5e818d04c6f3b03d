import { progressBar } from '../../subgraphs/jurisdictions/import/progressBar';

type Terminal = Parameters<typeof progressBar>[0];

/** Shows how much of a long run is done: a bar on a terminal, and elsewhere a line each tenth. */
export function progress(stream: Terminal, what: string): (share: number) => void {
  if (stream.isTTY === true) return progressBar(stream);
  let told = 0;
  return (share) => {
    const tenths = Math.floor(share * 10);
    if (tenths > told) stream.write(`${what} ${tenths * 10} %\n`);
    told = Math.max(told, tenths);
  };
}
