import { config } from 'zod/v4/core';

// A mini-program forbids `new Function`, and there zod's JIT fails without throwing: it must be off before any schema is made.
config({ jitless: true });
