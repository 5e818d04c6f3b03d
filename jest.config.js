/** Jest runs the TypeScript sources as they are; `tsc` checks the types (`npm run check`). */
module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/kit/globalSetup.ts',
  globalTeardown: '<rootDir>/test/kit/globalTeardown.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, useDefineForClassFields: false },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(jose|cookie)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/kit/longestFirst.js',
  // Whole systems are started in hooks; a machine that does other work besides must not fail them.
  testTimeout: 30_000,
};
