/** Mocha calls these before the first test and after the last one. */
export { startServers as mochaGlobalSetup, stopServers as mochaGlobalTeardown } from './servers';
