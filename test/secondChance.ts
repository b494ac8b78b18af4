import { jest } from '@jest/globals';

/**
 * In CI a test that failed is shown and tried a second time, where it must hold: suites start real processes, databases
 * and a whole Microsoft 365, and a landing does not hang on one late answer. By hand (`npm test`) nothing is tried twice,
 * so that what fails now and then is seen.
 */
if (process.env.SWARM_TEST_SECOND_CHANCE === 'yes') jest.retryTimes(1, { logErrorsBeforeRetry: true });
