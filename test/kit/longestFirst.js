const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = ['noninterference/noninterference', 'schema/lint/lint', 'races/withdrawalRaces', 'crash/crash'];

/** Begins with what takes longest: a new clone knows no times, and jest would leave the small files among them to the end. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONGEST.some((name) => path.endsWith(`${name}.test.ts`));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
