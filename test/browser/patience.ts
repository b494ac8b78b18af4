import { jest } from '@jest/globals';

// Windows of several people, Microsoft's limits, and a busy machine.
jest.setTimeout(240_000);
