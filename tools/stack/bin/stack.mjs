#!/usr/bin/env node
// TypeScript from source: registered here because Node 20 does not strip types.
import { register } from 'tsx/esm/api';

register();
await import('../src/main.ts');
