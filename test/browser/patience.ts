import { jest } from '@jest/globals';

// Windows of several people on a busy machine.
jest.setTimeout(120_000);
