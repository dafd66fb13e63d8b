// Next's standalone output leaves out what a content delivery network could serve; here the same server serves it.
import { cpSync, existsSync } from 'node:fs';

const server = '.next/standalone/apps/web';
cpSync('.next/static', `${server}/.next/static`, { recursive: true });
if (existsSync('public')) cpSync('public', `${server}/public`, { recursive: true });
