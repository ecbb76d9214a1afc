export { createStandingClock, type StandingClock } from './clock.ts';
export { createTestUser, type TestUser } from './tenants.ts';
