import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * For `node --require` before a program: on SIGUSR2 it writes a line with the longest time for which the event loop stood
 * still since the signal before, and the time for which the process had a processor; both in milliseconds.
 */
const histogram = monitorEventLoopDelay({ resolution: 1 });
let before = process.cpuUsage();
histogram.enable();
process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage(before);
  const [loopMs, cpuMs] = [Math.round(histogram.max / 1e6), Math.round((user + system) / 1000)];
  process.stdout.write(`${JSON.stringify({ event: 'loop.delay', loopMs, cpuMs })}\n`);
  histogram.reset();
  before = process.cpuUsage();
});
