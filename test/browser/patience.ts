import { jest } from '@jest/globals';

// Windows of several people, Microsoft's limits, and a busy machine.
jest.setTimeout(240_000);
// A real browser has bad luck of its own beside other tests on two cores: it is shown, and must hold the second time.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
