// The entry of the ES module: the build bundles it, so that browsers load one file.
export * from './index.js';
