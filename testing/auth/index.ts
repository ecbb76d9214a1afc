export { createStandingClock, type StandingClock } from './clock.ts';
export { cheapPasswordHash } from './password-hash.ts';
export { createTestUser, type TestUser } from './tenants.ts';
