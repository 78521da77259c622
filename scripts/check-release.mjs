/** Refuses to publish a package whose users could not find its source or report a bug: `npm publish` runs it first. */
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const changelog = readFileSync('CHANGELOG.md', 'utf8');

const problems = ['repository', 'homepage', 'bugs']
  .filter((field) => !manifest[field])
  .map((field) => `package.json has no "${field}"`);

const heading = changelog.split('\n').find((line) => line.startsWith(`## ${manifest.version}`));
if (heading === undefined) problems.push(`CHANGELOG.md has no section ${manifest.version}`);
else if (heading.includes('unreleased')) problems.push(`CHANGELOG.md calls ${manifest.version} unreleased`);

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${manifest.name} ${manifest.version} can be published`);
