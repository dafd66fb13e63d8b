#!/usr/bin/env node
import { noColours } from './env.ts';
import { run } from './run.ts';
import { askOn } from './terminal/ask.ts';
import { processStreams } from './terminal/process-streams.ts';

const streams = processStreams(process.stdout, process.stderr, noColours);
if (process.stdin.isTTY && process.stdout.isTTY) streams.ask = askOn(process.stdin, process.stdout);
process.exitCode = await run(process.argv.slice(2), process.cwd(), streams);
