import { jest } from '@jest/globals';

// Windows of several people, and a machine that may have much else to do.
jest.setTimeout(120_000);
// A real browser has bad luck of its own beside other tests on two cores: it is shown, and must hold the second time.
// At once, since each test has its own case and windows, which those after it would find used or closed.
jest.retryTimes(1, { logErrorsBeforeRetry: true, retryImmediately: true });
