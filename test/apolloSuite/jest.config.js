const { globalSetup, globalTeardown, ...shared } = require('../../jest.config.js');

/** Apollo's suite needs no database. Run by `npm run apollo-suite`. */
module.exports = { ...shared, rootDir: '../..', testMatch: ['<rootDir>/test/apolloSuite/suite.ts'] };
